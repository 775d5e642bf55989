"""What a ladder is put together from: levels, rows and what their cells say."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.documents.labels import LevelLabel, key
from rubrics.documents.reading import Track, Years


@dataclass(slots=True, eq=False, repr=False)
class DraftLevel:
    """One step, with what was found of it so far."""

    label: LevelLabel
    place: str
    years: Years | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    qualification: str | None = None
    track: Track | None = None

    @property
    def identities(self) -> set[str]:
        """What the level may be recognised by: the keys of its code and name."""
        found = {key(self.label.code or ""), key(self.label.name or "")}
        return found - {""}


@dataclass(slots=True, eq=False, repr=False)
class DraftCompetency:
    """One row; rows of one name are different rows."""

    name: str
    group: str | None
    place: str
    text: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Statement:
    """What one cell says."""

    items: list[str]
    place: str
    label: str | None = None
    proficiency: str | None = None
    examples: list[str] = field(default_factory=list)
