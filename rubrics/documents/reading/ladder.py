"""What was understood of a ladder: levels, competencies and what stands in each cell."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from rubrics.documents.reading.plain import Plain, value

Track = Literal["individual", "manager"]
Years = tuple[float | None, float | None]

ATTRIBUTE_NAMES = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership", "typical_experience")


@value
class LevelReading(Plain):
    """One step of a ladder; `code` is `None` where the document gives the level a name only, and the other way about."""

    position: int
    code: str | None
    name: str | None
    years: Years | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    qualification: str | None = None
    track: Track | None = None
    locator: str = ""


@value
class CompetencyReading(Plain):
    """One row of a ladder; `occurrence` counts rows of the same name, and the name is empty where the source gives none."""

    position: int
    name: str
    group: str | None = None
    occurrence: int = 1
    text: str | None = None
    locator: str = ""


@value
class GuidelineReading(Plain):
    """A cell that says something: `level` and `competency` are positions, `items` its bullets (or its one text).

    `label` is the word the source puts before the text (a step name such as "Adopts"), `proficiency` the grade it gives
    the cell ("Practitioner", "3"), `examples` what it lists as illustrations of the guideline.
    """

    level: int
    competency: int
    text: str
    items: tuple[str, ...] = ()
    label: str | None = None
    proficiency: str | None = None
    examples: tuple[str, ...] = ()
    locator: str = ""


@value
class ResponsibilityReading(Plain):
    """A statement that belongs to a level and to no competency."""

    level: int
    text: str
    label: str | None = None
    locator: str = ""


@value
class BlankReading(Plain):
    """A cell without a guideline: `empty` means nothing new at this level, `not_applicable` that nothing is required."""

    level: int
    competency: int
    kind: Literal["empty", "not_applicable"]
    locator: str = ""


@value
class EffectiveReading(Plain):
    """All that holds at a level of a cumulative ladder in one competency; `levels` are the positions it comes from."""

    level: int
    competency: int
    text: str
    levels: tuple[int, ...]


@value
class LadderReading(Plain):
    """Levels × competencies of one ladder.

    `cumulative` is `True` only where the document says that levels build up; `effective` is then what holds at each level,
    and empty otherwise.
    """

    name: str
    track: Track | None = None
    levels: tuple[LevelReading, ...] = ()
    competencies: tuple[CompetencyReading, ...] = ()
    guidelines: tuple[GuidelineReading, ...] = ()
    responsibilities: tuple[ResponsibilityReading, ...] = ()
    blanks: tuple[BlankReading, ...] = ()
    orientation: str | None = None
    cumulative: bool = False
    effective: tuple[EffectiveReading, ...] = ()
    locator: str = ""
