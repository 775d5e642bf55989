"""What a rubric says, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rubrics.enums import SignalKind, StatementKind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: the document's name, the place in it and the level it was written for (None: not said)."""

    document: str
    locator: str
    level_code: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item a rating can lean on.

    `source` is None only for what a person wrote, and `author` then names the person. `edited_from` keeps the sourced
    wording after an edit. `ref` is the caller's own reference to the row the text came from; it takes no part in
    equality or in the hash.
    """

    text: str
    kind: StatementKind
    source: Source | None = None
    author: str | None = None
    edited_from: str | None = None
    ref: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one score of one dimension means.

    `level_code` is the level the evidence belongs to (None: no such level), `meaning` says it in words ("P7, strong"),
    and `unwritten` is the reason why there are no statements (None when there are some).
    """

    score: int
    meaning: str
    level_code: str | None = None
    statements: tuple[Statement, ...] = ()
    unwritten: str | None = None


@dataclass(frozen=True, slots=True)
class RubricDimension:
    """One thing that is rated. `key` stays the same over the versions of a rubric; names need not be unique.

    `question_authors` names, beside each question, the person who wrote it (None: the criteria); empty means nobody did.
    """

    key: str
    name: str
    anchors: tuple[Anchor, ...]
    group: str | None = None
    description: tuple[Statement, ...] = ()
    questions: tuple[str, ...] = ()
    weight: float = 1.0
    must_have: bool = False
    bar: int = 3
    question_authors: tuple[str | None, ...] = ()

    def anchor(self, score: int) -> Anchor:
        """The anchor of a score. Raises KeyError when the scale has no such score."""
        for anchor in self.anchors:
            if anchor.score == score:
                return anchor
        raise KeyError(score)


@dataclass(frozen=True, slots=True)
class RubricSignal:
    """A strong signal, a weak signal or a red flag that interviewers watch for, whether or not it also stands in an anchor.

    A red flag must be answered and belongs to no score. `dimension` is the key of the area the source lists it under.
    """

    kind: SignalKind
    statement: Statement
    severity: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class RubricExercise:
    """An exercise of the loop: `minutes` is (shortest, longest) or None, `dimensions` the keys a person confirmed.

    `author` is the person who wrote it, or who changed what `source` says.
    """

    name: str
    minutes: tuple[int, int] | None = None
    task: tuple[str, ...] = ()
    look_fors: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    source: Source | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A statement to assign: what it says is kept, but no person has yet said which dimension it belongs to.

    `scores` are the scores it speaks for (empty: not known), `reason` says why it was not placed.
    """

    statement: Statement
    reason: str
    scores: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """The level the rubric is written for: its code, how people write it, the ladder (None: made from criteria alone)."""

    code: str
    label: str
    ladder: str | None = None


@dataclass(frozen=True, slots=True)
class LevelName:
    """One level of the ladder as it was when the rubric was made."""

    position: int
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores from low to high, with their words where given."""

    low: int = 1
    high: int = 5
    labels: tuple[tuple[int, str], ...] = ()

    @property
    def scores(self) -> range:
        """Every score from low to high."""
        return range(self.low, self.high + 1)


@dataclass(frozen=True, slots=True)
class RubricContent:
    """Everything a rubric says, in its order."""

    title: str
    target: TargetLevel
    dimensions: tuple[RubricDimension, ...]
    scale: Scale = Scale()
    levels: tuple[LevelName, ...] = ()
    signals: tuple[RubricSignal, ...] = ()
    exercises: tuple[RubricExercise, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()

    def dimension(self, key: str) -> RubricDimension:
        """The dimension with that key. Raises KeyError when there is none."""
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise KeyError(key)


def statements(content: RubricContent) -> Iterator[Statement]:
    """Every statement of the rubric in reading order: dimensions first, then signals, then the unassigned."""
    for dimension in content.dimensions:
        yield from dimension.description
        for anchor in dimension.anchors:
            yield from anchor.statements
    yield from (signal.statement for signal in content.signals)
    yield from (entry.statement for entry in content.unassigned)
