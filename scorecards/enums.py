"""Closed sets of values about requisitions, interviews and scorecards."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Visibility(IntEnum):
    """When an interviewer may see peers' scores: one ordered scale, from strict to open."""

    NEVER = 0
    IN_CALIBRATION = 1
    AFTER_ALL_SUBMITTED = 2
    AFTER_OWN_SUBMISSION = 3
    ALWAYS = 4

    @property
    def label(self) -> str:
        """The step in words."""
        return self.name.replace("_", " ").capitalize()


class RequisitionState(StrEnum):
    """Whether the opening takes candidates."""

    OPEN = "open"
    CLOSED = "closed"


class TeamRole(StrEnum):
    """What a person does on one requisition."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    COMMITTEE = "committee"
    CHAIR = "chair"

    @property
    def label(self) -> str:
        """The role in words."""
        return self.value.replace("_", " ").capitalize()


class Stage(StrEnum):
    """Where an application stands."""

    APPLIED = "applied"
    INTERVIEWING = "interviewing"
    CALIBRATION = "calibration"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The stage in words."""
        return "In calibration" if self is Stage.CALIBRATION else self.value.capitalize()


RUNNING = (Stage.APPLIED, Stage.INTERVIEWING, Stage.CALIBRATION)
"""The stages of an application that is neither decided nor withdrawn."""


class ScorecardState(StrEnum):
    """Draft → submitted → reopened → submitted."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REOPENED = "reopened"


class Recommendation(StrEnum):
    """The interviewer's overall word, asked last."""

    STRONG_NO = "strong_no"
    NO = "no"
    YES = "yes"
    STRONG_YES = "strong_yes"
    NO_DECISION = "no_decision"

    @property
    def label(self) -> str:
        """The recommendation in words."""
        return self.value.replace("_", " ").capitalize()


class TrainingStep(StrEnum):
    """How far somebody has come in learning to interview; a person moves them on, never a count."""

    SHADOW = "shadow"
    REVERSE_SHADOW = "reverse_shadow"
    GRADUATED = "graduated"

    @property
    def label(self) -> str:
        """The step in words."""
        return self.value.replace("_", " ").capitalize()


class NoticeKind(StrEnum):
    """Why a mail about scorecards goes out."""

    BEFORE = "before"
    AFTER = "after"
    ASKED = "asked"
    DIGEST = "digest"
    MESSAGE = "message"


class AttachmentKind(StrEnum):
    """What an attached file is, as its content tells."""

    PDF = "pdf"
    DOCX = "docx"
    PNG = "png"
    JPEG = "jpeg"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def media_type(self) -> str:
        """What the file is handed out as; nothing that a browser runs."""
        return MEDIA_TYPES[self]

    @property
    def label(self) -> str:
        """The kind in words."""
        return {"text": "Text", "markdown": "Markdown", "docx": "Word"}.get(self.value, self.value.upper())


MEDIA_TYPES = {
    AttachmentKind.PDF: "application/pdf",
    AttachmentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    AttachmentKind.PNG: "image/png",
    AttachmentKind.JPEG: "image/jpeg",
    AttachmentKind.TEXT: "text/plain",
    AttachmentKind.MARKDOWN: "text/plain",
}
