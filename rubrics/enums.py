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

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.value.replace("_", " ").capitalize()


class RubricState(StrEnum):
    """Where a rubric version stands; a published one never changes."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETIRED = "retired"


EDITABLE = (RubricState.DRAFT, RubricState.IN_REVIEW)
"""States in which a version may still be changed."""


class SignalKind(StrEnum):
    """What seeing the signal says; a red flag belongs to no score."""

    STRONG = "strong"
    WEAK = "weak"
    RED_FLAG = "red_flag"


class StatementKind(StrEnum):
    """What a statement was in the place it came from; `written` is a person's own."""

    guideline = "guideline"
    responsibility = "responsibility"
    criteria_anchor = "criteria_anchor"
    strong_signal = "strong_signal"
    weak_signal = "weak_signal"
    red_flag = "red_flag"
    assess = "assess"
    task = "task"
    look_for = "look_for"
    written = "written"


class Aspect(StrEnum):
    """What a reviewer of a rubric judges."""

    LEVEL_DIFFERENTIATION = "level_differentiation"
    FOCUS_SPECIFICITY = "focus_specificity"
    CONCRETENESS = "concreteness"
    FACTUAL_ACCURACY = "factual_accuracy"
    REAL_WORLD_COVERAGE = "real_world_coverage"

    @property
    def label(self) -> str:
        """The aspect in words."""
        return {
            Aspect.LEVEL_DIFFERENTIATION: "Level differentiation",
            Aspect.FOCUS_SPECIFICITY: "Focus specificity",
            Aspect.CONCRETENESS: "Concreteness",
            Aspect.FACTUAL_ACCURACY: "Factual accuracy",
            Aspect.REAL_WORLD_COVERAGE: "Real-world coverage",
        }[self]

    @property
    def question(self) -> str:
        """What the reviewer asks themselves."""
        return {
            Aspect.LEVEL_DIFFERENTIATION: "Could you tell a score from its neighbours in an interview?",
            Aspect.FOCUS_SPECIFICITY: "Is it about this role, and not about any good colleague?",
            Aspect.CONCRETENESS: "Does it name what somebody does, so that two people see the same?",
            Aspect.FACTUAL_ACCURACY: "Is it true to its sources and to the trade?",
            Aspect.REAL_WORLD_COVERAGE: "Does it cover what the work at this level really asks?",
        }[self]


class Coordinate(StrEnum):
    """What places a level on the common scale of the crosswalk."""

    SCOPE = "scope"
    AUTONOMY = "autonomy"
    COMPLEXITY = "complexity"
    IMPACT = "impact"
    DECISION_RIGHTS = "decision_rights"
    LEADERSHIP = "leadership"

    @property
    def label(self) -> str:
        """The coordinate in words."""
        return self.value.replace("_", " ").capitalize()
