"""What was understood of a role blueprint around its hiring criteria."""

from __future__ import annotations

from dataclasses import field

from rubrics.documents.reading.ladder import Track
from rubrics.documents.reading.plain import Plain, value


@value
class Measure(Plain):
    """One key performance indicator of a blueprint; `facts` maps the table's column heads to the cells."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    locator: str = ""


@value
class Listing(Plain):
    """A named list of statements of a blueprint: goals of a period, responsibilities of a kind."""

    name: str
    items: tuple[str, ...] = ()
    locator: str = ""


@value
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
