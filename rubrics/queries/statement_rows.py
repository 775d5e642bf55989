"""Statements, signals and exercises as pages show them: each with who says it and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubrics import content as plain
from rubrics.enums import SignalKind
from rubrics.models import (
    Criteria,
    CriteriaExercise,
    CriteriaSignal,
    RubricExercise,
    RubricSignal,
    RubricVersion,
    Statement,
)
from rubrics.originals import anchor

SIGNALS = (
    (SignalKind.STRONG, "Strong signals", None),
    (SignalKind.WEAK, "Weak signals", None),
    (
        SignalKind.RED_FLAG,
        "Red flags",
        "Red flags belong to no score: each interviewer answers them, and they are never averaged away.",
    ),
)
NOBODY_SAID = "nobody has said yet which dimension it belongs to"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement and who says it: a place in a document, a person, or both where a person edited it."""

    text: str
    document: str | None
    document_id: int | None
    locator: str | None
    level: str | None
    author: str | None
    quote: str | None
    note: str = ""
    id: int = 0

    @property
    def place(self) -> str | None:
        """Where it stands on the document's page, as a fragment of its address; None where the whole document is named."""
        return anchor(self.locator)


@dataclass(frozen=True, slots=True)
class SignalGroup:
    """The signals of one kind."""

    kind: SignalKind
    title: str
    intro: str | None
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """One exercise; `minutes` in words, None where no time is given; `dimensions` the names it gives evidence on.

    `source` says where it stands and who changed it; None on the criteria's own page.
    """

    name: str
    minutes: str | None
    task: tuple[str, ...]
    look_fors: tuple[str, ...]
    dimensions: str
    source: StatementRow | None = None
    id: int = 0


def known_documents(rows: Iterable[Statement | RubricSignal]) -> dict[str, int]:
    """Name → number of the documents that statements and signals were taken from."""
    return {row.document_name: row.document_id for row in rows if row.document_id is not None}


def described_row(statement: plain.Statement, documents: Mapping[str, int]) -> StatementRow:
    """One statement on a dimension as a whole."""
    source = statement.source
    return StatementRow(
        text=statement.text,
        document=source.document if source else None,
        document_id=documents.get(source.document) if source else None,
        locator=(source.locator or None) if source else None,
        level=source.level_code if source else None,
        author=statement.author,
        quote=statement.edited_from,
    )


def statement_row(row: Statement) -> StatementRow:
    """One statement; its note says for which scores it waits, and why, unless it waits for the usual reason."""
    return StatementRow(
        text=row.text,
        document=row.document_name or None,
        document_id=row.document_id,
        locator=row.locator or None,
        level=row.level_code,
        author=row.author_name or None,
        quote=row.source_text or None,
        note=_waits(row),
        id=row.id,
    )


def _waits(row: Statement) -> str:
    scores = " or ".join(str(score) for score in row.waits_for)
    because = "" if row.waits_because == NOBODY_SAID else row.waits_because
    return "; ".join(part for part in (f"for score {scores}" if scores else "", because) if part)


def signal_groups(holder: RubricVersion | Criteria) -> tuple[SignalGroup, ...]:
    """The signals of a version or of criteria by kind; a kind without any is left out."""
    if isinstance(holder, Criteria):
        rows = [(row.kind, _criteria_signal(holder, row)) for row in holder.signals]
    else:
        rows = [(row.kind, signal_row(row)) for row in holder.signals]
    groups = (
        SignalGroup(kind, title, intro, tuple(row for of_kind, row in rows if of_kind is kind))
        for kind, title, intro in SIGNALS
    )
    return tuple(group for group in groups if group.rows)


def signal_row(row: RubricSignal) -> StatementRow:
    """One signal of a version; its note names the dimension and the severity."""
    notes = (row.dimension.name if row.dimension else None, row.severity)
    return StatementRow(
        text=row.text,
        document=row.document_name or None,
        document_id=row.document_id,
        locator=row.locator or None,
        level=row.level_code,
        author=row.author_name or None,
        quote=row.source_text or None,
        note=", ".join(note for note in notes if note),
        id=row.id,
    )


def _criteria_signal(criteria: Criteria, row: CriteriaSignal) -> StatementRow:
    home = next((line.name for line in criteria.dimensions if line.position == row.dimension), None)
    note = ", ".join(part for part in (home, row.severity) if part)
    document = criteria.document
    return StatementRow(row.text, document.name or None, document.id, row.locator or None, None, None, None, note)


def exercise_rows(holder: RubricVersion | Criteria) -> tuple[ExerciseRow, ...]:
    """The exercises of a version or of criteria."""
    if isinstance(holder, Criteria):
        return tuple(_exercise(row, row.evaluate, "") for row in holder.exercises)
    return tuple(exercise_row(row) for row in holder.exercises)


def exercise_row(row: RubricExercise) -> ExerciseRow:
    """One exercise of a version."""
    return _exercise(row, row.look_fors, ", ".join(dimension.name for dimension in row.dimensions))


def _exercise(row: RubricExercise | CriteriaExercise, look_fors: Sequence[str], dimensions: str) -> ExerciseRow:
    minutes = minutes_in_words(row.minutes_low, row.minutes_high)
    source = None
    if isinstance(row, RubricExercise):
        document, locator = row.document_name or None, row.locator or None
        source = StatementRow(row.name, document, _document_id(row), locator, None, row.author_name or None, None)
    return ExerciseRow(row.name, minutes, tuple(row.task), tuple(look_fors), dimensions, source, row.id)


def minutes_in_words(low: int | None, high: int | None) -> str | None:
    """The time an exercise takes: "60 minutes", "60–90 minutes", or None where it is not given."""
    if low is None or high is None:
        return None
    return f"{low} minutes" if low == high else f"{low}–{high} minutes"


def _document_id(row: RubricExercise) -> int | None:
    """The document of the version's criteria, where the exercise stands in that one."""
    criteria = row.version.criteria
    return criteria.document_id if criteria and criteria.document.name == row.document_name else None
