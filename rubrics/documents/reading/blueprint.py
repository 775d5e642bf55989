"""What was understood of a role blueprint around its hiring criteria."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rubrics.documents.reading.ladder import Track


@dataclass(frozen=True, slots=True)
class Measure:
    """One key performance indicator of a blueprint; `facts` maps the table's column heads to the cells."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "facts": dict(self.facts), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Listing:
    """A named list of statements of a blueprint: goals of a period, responsibilities of a kind."""

    name: str
    items: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "items": list(self.items), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class BlueprintReading:
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

    def to_json(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "level_word": self.level_word,
            "track": self.track,
            "mission": self.mission,
            "years": self.years,
            "sections": list(self.sections),
            "responsibilities": [listing.to_json() for listing in self.responsibilities],
            "goals": [listing.to_json() for listing in self.goals],
            "measures": [measure.to_json() for measure in self.measures],
        }
