"""What was understood of a role blueprint around its hiring criteria."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.documents.reading.ladder import Track
from rubrics.documents.reading.plain import Plain


@dataclass(frozen=True, slots=True)
class Measure(Plain):
    """One key performance indicator of a blueprint; `facts` maps the table's column heads to the cells."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Listing(Plain):
    """A named list of statements of a blueprint: goals of a period, responsibilities of a kind."""

    name: str
    items: tuple[str, ...] = ()
    locator: str = ""


@dataclass(frozen=True, slots=True)
class BlueprintReading(Plain):
    """A role blueprint around the hiring criteria: mission, measures, goals and the names of its sections."""

    role: str | None = None
    level_word: str | None = None
    track: Track | None = None
    mission: str | None = None
    years: str | None = None
    sections: tuple[str, ...] = ()
    responsibilities: tuple[Listing, ...] = ()
    goals: tuple[Listing, ...] = ()
    measures: tuple[Measure, ...] = ()
