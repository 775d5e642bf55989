"""What a rubric is generated from, as plain values: a ladder, criteria and the links a person confirmed.

A reading of a document and the rows of the database are both turned into these. Everything that can be linked has a
key made of its kind and its position (`competency:3`, `strong_signal:1`), since names are not unique.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class SubjectKind(StrEnum):
    """What a link may start from or point to."""

    competency = "competency"
    dimension = "dimension"
    assess = "assess"
    strong_signal = "strong_signal"
    weak_signal = "weak_signal"
    red_flag = "red_flag"
    responsibility = "responsibility"
    exercise = "exercise"

    def key(self, position: int) -> str:
        """The key of the piece of this kind at that position: `competency:3`."""
        return f"{self.value}:{position}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A piece of text with its place.

    `items` are its parts where the document lists them (bullets in a cell); empty when it is running text. `ref` is the
    caller's own reference to the row, carried through to the statements.
    """

    text: str
    document: str
    locator: str
    level_code: str | None = None
    items: tuple[str, ...] = ()
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level; positions count upwards from 1. Without a code the name stands for it.

    `track` is set where a ladder forks (`individual`, `manager`): levels of the other track are no neighbours.
    """

    position: int
    code: str | None
    name: str | None = None
    track: str | None = None

    @property
    def target_code(self) -> str:
        """The short word by which the level is aimed at."""
        return self.code or self.name or str(self.position)

    @property
    def label(self) -> str:
        """The level as people write it: `L2 Journeyman`, or whichever half there is."""
        parts = dict.fromkeys(part for part in (self.code, self.name) if part)
        return " ".join(parts) or f"Level {self.position}"


@dataclass(frozen=True, slots=True)
class Competency:
    """One row of a ladder. `occurrence` counts rows of the same name from 1; `merged_from` is a second ladder's name."""

    position: int
    name: str
    group: str | None = None
    occurrence: int = 1
    description: SourceText | None = None
    merged_from: str | None = None

    @property
    def key(self) -> str:
        """What a link calls it."""
        return SubjectKind.competency.key(self.position)


@dataclass(frozen=True, slots=True)
class Guideline:
    """The text of one cell: level and competency by their positions."""

    level: int
    competency: int
    text: SourceText


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What a level does, not tied to a competency; `position` counts over the whole ladder from 1."""

    position: int
    level: int
    text: SourceText

    @property
    def key(self) -> str:
        """What a link calls it."""
        return SubjectKind.responsibility.key(self.position)


@dataclass(frozen=True, slots=True)
class Ladder:
    """An ordered set of levels x competencies with guidelines, and responsibilities by level.

    `cumulative` is True where the source says that a level includes the ones below it.
    """

    name: str
    levels: tuple[Level, ...]
    competencies: tuple[Competency, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    cumulative: bool = False

    def guideline(self, level: int, competency: int) -> SourceText | None:
        """The text of a cell, or None for an empty one."""
        for guideline in self.guidelines:
            if guideline.level == level and guideline.competency == competency:
                return guideline.text
        return None


@dataclass(frozen=True, slots=True)
class LevelMatch:
    """A level of the ladder and the level of a second one that asks for the same, by their positions, and why.

    `other` None: the second ladder has no such level.
    """

    level: int
    other: int | None
    why: str


@dataclass(frozen=True, slots=True)
class SecondLadder:
    """A ladder to be merged into another one, with the levels that the crosswalk matched."""

    ladder: Ladder
    matches: tuple[LevelMatch, ...]


@dataclass(frozen=True, slots=True)
class CriteriaDimension:
    """A dimension of the criteria's own scorecard; `anchors` are (score on the criteria's scale, text)."""

    position: int
    name: str
    group: str | None = None
    weight: float | None = None
    must_have: bool = False
    description: SourceText | None = None
    anchors: tuple[tuple[int, SourceText], ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a link calls it."""
        return SubjectKind.dimension.key(self.position)


@dataclass(frozen=True, slots=True)
class Assess:
    """One entry of what to assess: a name with its explanation."""

    position: int
    name: str
    text: SourceText | None = None

    @property
    def key(self) -> str:
        """What a link calls it."""
        return SubjectKind.assess.key(self.position)


@dataclass(frozen=True, slots=True)
class Signal:
    """A strong or weak signal or a red flag. `under` is the criteria dimension it is listed under, if any (position)."""

    position: int
    text: SourceText
    under: int | None = None
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise: `minutes` is (shortest, longest) or None; `evaluates` are its look-fors, all at one place."""

    position: int
    name: str
    minutes: tuple[int, int] | None = None
    task: tuple[str, ...] = ()
    evaluates: tuple[str, ...] = ()
    document: str = ""
    locator: str = ""

    @property
    def key(self) -> str:
        """What a link calls it."""
        return SubjectKind.exercise.key(self.position)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Hiring-evaluation criteria. `level_word` is the level they name themselves ("Distinguished"), if any."""

    name: str
    level_word: str | None = None
    scale_low: int = 1
    scale_high: int = 5
    assess: tuple[Assess, ...] = ()
    dimensions: tuple[CriteriaDimension, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    strong_signals: tuple[Signal, ...] = ()
    weak_signals: tuple[Signal, ...] = ()
    red_flags: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A confirmed tie: `subject` belongs to, or is the same as, `target`.

    Both are keys; the target is a competency, a criteria dimension or, where the criteria have no dimensions, an entry
    of what to assess.
    """

    subject: str
    target: str


def source_texts(ladder: Ladder | None, criteria: Criteria | None) -> Iterable[SourceText]:
    """Every text of the inputs, in no promised order."""
    if ladder is not None:
        yield from (competency.description for competency in ladder.competencies if competency.description)
        yield from (guideline.text for guideline in ladder.guidelines)
        yield from (responsibility.text for responsibility in ladder.responsibilities)
    if criteria is not None:
        yield from (entry.text for entry in criteria.assess if entry.text)
        for dimension in criteria.dimensions:
            if dimension.description:
                yield dimension.description
            yield from (text for _, text in dimension.anchors)
        for listed in (criteria.strong_signals, criteria.weak_signals, criteria.red_flags):
            yield from (signal.text for signal in listed)
