"""What a check found: which check, how grave, where, in words, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How grave: an error stops publishing, a warning wants an answer, an info is good to know."""

    info = 1
    warning = 2
    error = 3


def quoted(text: str, longest: int = 72) -> str:
    """The text in quotation marks, cut after a whole word where it is longer than `longest` letters."""
    if len(text) <= longest:
        return f"“{text}”"
    head = text[: longest + 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-")
    return f"“{head} …”"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a rubric: the dimension's key and name, the score, the statement's position in its anchor from 1.

    All None means the rubric as a whole.
    """

    dimension: str | None = None
    name: str | None = None
    score: int | None = None
    statement: int | None = None

    def __str__(self) -> str:
        named = self.name or self.dimension
        parts = [named] if named else []
        if self.score is not None:
            parts.append(f"score {self.score}")
        if self.statement is not None:
            parts.append(f"statement {self.statement}")
        return ", ".join(parts) or "the rubric"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `check` is a stable short name, `suggestion` says what to do (None: nothing need be done)."""

    check: str
    severity: Severity
    where: Place
    message: str
    suggestion: str | None = None

    def to_json(self) -> dict[str, str]:
        """The finding as flat texts, as it is stored with a draft; an empty suggestion asks for nothing."""
        return {
            "check": self.check,
            "severity": self.severity.name,
            "where": str(self.where),
            "dimension": self.where.dimension or "",
            "message": self.message,
            "suggestion": self.suggestion or "",
        }
