"""Closed sets of values about documents and rubrics."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a source document is."""

    LADDER = "ladder"
    ROLE_PROFILE = "role_profile"
    CRITERIA = "criteria"
    BLUEPRINT = "blueprint"
    SCALE = "scale"
    PLAN = "plan"


class RubricState(StrEnum):
    """Where a rubric version stands; a published one never changes."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETIRED = "retired"


class SignalKind(StrEnum):
    """What seeing the signal says; a red flag belongs to no score."""

    STRONG = "strong"
    WEAK = "weak"
    RED_FLAG = "red_flag"


class SourceKind(StrEnum):
    """Where a statement's words come from."""

    GUIDELINE = "guideline"
    RESPONSIBILITY = "responsibility"
    CRITERIA_ANCHOR = "criteria_anchor"
    STRONG_SIGNAL = "strong_signal"
    WEAK_SIGNAL = "weak_signal"
    PERSON = "person"
