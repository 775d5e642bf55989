"""What was understood of one document: plain frozen values, with the JSON shape other programs rely on.

Positions count from 1 in source order and identify levels, competencies and dimensions inside their list; names do not,
since documents repeat them. Every text names the place it was read at (`locator`), in the words of the source: `line 12`,
`table 2, row 3, column 4`, `sheet IC!B4`, `competencies[3].summary`.

Role profiles and blueprints have modules of their own, which only those who read them load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from rubrics.documents.reading.criteria import (
    Anchor,
    Assessment,
    CriteriaReading,
    DimensionReading,
    Exercise,
    ScaleReading,
    Signal,
)
from rubrics.documents.reading.finding import (
    Finding,
    FindingSeverity,
)
from rubrics.documents.reading.ladder import (
    ATTRIBUTE_NAMES,
    BlankReading,
    CompetencyReading,
    EffectiveReading,
    GuidelineReading,
    LadderReading,
    LevelReading,
    ResponsibilityReading,
    Track,
    Years,
)
from rubrics.documents.reading.plain import Plain, value

if TYPE_CHECKING:
    from rubrics.documents.reading.blueprint import BlueprintReading
    from rubrics.documents.reading.profile import ProfileReading

__all__ = [
    "ATTRIBUTE_NAMES",
    "VERSION",
    "Anchor",
    "Assessment",
    "BlankReading",
    "CompetencyReading",
    "CriteriaReading",
    "DimensionReading",
    "EffectiveReading",
    "Exercise",
    "Finding",
    "FindingSeverity",
    "GuidelineReading",
    "Kind",
    "LadderReading",
    "LevelReading",
    "Reading",
    "ResponsibilityReading",
    "ScaleReading",
    "Signal",
    "Track",
    "Years",
]

VERSION = 1

Kind = Literal["ladder", "role_profile", "criteria", "blueprint", "scale", "plan"]


@value
class Reading(Plain):
    """Everything understood of one document; what it does not hold is empty or `None`."""

    file: str
    kind: Kind
    title: str | None
    ladders: tuple[LadderReading, ...] = ()
    profile: ProfileReading | None = None
    criteria: CriteriaReading | None = None
    blueprint: BlueprintReading | None = None
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The document `flask rubrics inspect` prints."""
        return {
            "version": VERSION,
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "ladders": [ladder.to_json() for ladder in self.ladders],
            "profile": self.profile.to_json() if self.profile else None,
            "criteria": self.criteria.to_json() if self.criteria else None,
            "blueprint": self.blueprint.to_json() if self.blueprint else None,
            "findings": [finding.to_json() for finding in self.findings],
        }
