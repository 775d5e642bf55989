"""Everything the page of one rubric version shows, as complete rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import in_words
from rubrics import checks
from rubrics.content import statement_from
from rubrics.enums import EDITABLE, RubricState, SignalKind
from rubrics.models import (
    Anchor,
    Criteria,
    CriteriaExercise,
    CriteriaSignal,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    RubricVersion,
    Statement,
)
from rubrics.queries.contents import content
from rubrics.queries.remarks import RemarkRow, history_rows, remark_row

SIGNALS = (
    (SignalKind.STRONG, "Strong signals", None),
    (SignalKind.WEAK, "Weak signals", None),
    (
        SignalKind.RED_FLAG,
        "Red flags",
        "Red flags belong to no score: each interviewer answers them, and they are never averaged away.",
    ),
)
THE_BAR = ", the bar"
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


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One score: `meaning` is its level in words, `unwritten` why it has no statements (empty: it has some)."""

    score: int
    meaning: str
    is_bar: bool
    statements: tuple[StatementRow, ...]
    unwritten: str
    id: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An interview question; `author` is the person who wrote it, None where it stood in the criteria."""

    text: str
    author: str | None


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension, its anchors from the highest score down; `written` says how many scores have words."""

    id: int
    name: str
    group: str | None
    must_have: bool
    weight: str
    bar: int
    description: str
    anchors: tuple[AnchorRow, ...]
    questions: tuple[QuestionRow, ...]
    written: str
    bar_is_written: bool


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


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The version: `facts` are (term, value) pairs, `scores` the scale from the highest down.

    `remarks` are what the checks say of the present text, `history` what generation noticed and chose.
    """

    title: str
    number: int
    state: RubricState
    lock: int
    is_draft: bool
    is_in_review: bool
    is_published: bool
    facts: tuple[tuple[str, str], ...]
    scores: tuple[int, ...]
    content_sha256: str | None
    has_others: bool
    remarks: tuple[RemarkRow, ...]
    history: tuple[RemarkRow, ...]
    dimensions: tuple[DimensionRow, ...]
    signals: tuple[SignalGroup, ...]
    exercises: tuple[ExerciseRow, ...]
    waiting: tuple[StatementRow, ...]


def version_page(version: RubricVersion, *, has_others: bool = False) -> VersionPage:
    """The rows of the version's page; the checks speak of drafts only, since a published version never changes.

    `has_others`: the viewer may read other versions of the rubric.
    """
    is_draft = version.state in EDITABLE
    return VersionPage(
        title=version.rubric.title,
        number=version.number,
        state=version.state,
        lock=version.lock,
        is_draft=is_draft,
        is_in_review=version.state is RubricState.IN_REVIEW,
        is_published=version.state is RubricState.PUBLISHED,
        facts=_facts(version),
        scores=tuple(range(version.scale_high, version.scale_low - 1, -1)),
        content_sha256=version.content_sha256,
        has_others=has_others,
        remarks=tuple(remark_row(finding) for finding in checks.findings(content(version))) if is_draft else (),
        history=history_rows(version.findings),
        dimensions=tuple(dimension_row(dimension) for dimension in version.dimensions),
        signals=signal_groups(version),
        exercises=exercise_rows(version),
        waiting=tuple(statement_row(row) for row in version.waiting),
    )


def _facts(version: RubricVersion) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Target level", version.target_label),
        ("Scale", f"{version.scale_low} to {version.scale_high}"),
        ("Ladder", version.ladder_name or "none"),
        *([("Second ladder", version.second_ladder.name)] if version.second_ladder else []),
        ("Criteria", version.criteria.title if version.criteria else "none"),
    ]
    if version.published_at and version.content_sha256:
        facts += [("Published", in_words(version.published_at)), ("Content hash", version.content_sha256)]
    return tuple(facts)


def dimension_row(row: RubricDimension) -> DimensionRow:
    """One dimension of a version."""
    written = [anchor.score for anchor in row.anchors if anchor.statements]
    return DimensionRow(
        id=row.id,
        name=row.name,
        group=row.group,
        must_have=row.must_have,
        weight=f"{row.weight:g}",
        bar=row.bar,
        description=" ".join(statement_from(value).text for value in row.description),
        anchors=tuple(_anchor(anchor, row.bar) for anchor in reversed(row.anchors)),
        questions=tuple(QuestionRow(text, (row.question_authors or {}).get(text)) for text in row.questions),
        written=f"{len(written)} of {len(row.anchors)}",
        bar_is_written=row.bar in written,
    )


def _anchor(anchor: Anchor, bar: int) -> AnchorRow:
    return AnchorRow(
        score=anchor.score,
        meaning=anchor.meaning.removesuffix(THE_BAR),
        is_bar=anchor.score == bar,
        statements=tuple(statement_row(statement) for statement in anchor.statements),
        unwritten="" if anchor.statements else anchor.unwritten_reason or "no words yet",
        id=anchor.id,
    )


def statement_row(row: Statement) -> StatementRow:
    """One statement; its note says why it waits, unless it waits for the usual reason."""
    return StatementRow(
        text=row.text,
        document=row.document_name or None,
        document_id=row.document_id,
        locator=row.locator or None,
        level=row.level_code,
        author=row.author_name or None,
        quote=row.source_text or None,
        note="" if row.waits_because == NOBODY_SAID else row.waits_because,
        id=row.id,
    )


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
        source = StatementRow(row.name, document, None, locator, None, row.author_name or None, None)
    return ExerciseRow(row.name, minutes, tuple(row.task), tuple(look_fors), dimensions, source, row.id)


def minutes_in_words(low: int | None, high: int | None) -> str | None:
    """The time an exercise takes: "60 minutes", "60–90 minutes", or None where it is not given."""
    if low is None or high is None:
        return None
    return f"{low} minutes" if low == high else f"{low}–{high} minutes"
