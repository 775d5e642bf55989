"""Everything the page of one rubric version shows, as complete rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import in_words
from rubrics import checks
from rubrics.content import statement_from
from rubrics.enums import EDITABLE, RubricState
from rubrics.models import (
    Anchor,
    RubricDimension,
    RubricVersion,
)
from rubrics.queries.contents import content
from rubrics.queries.remarks import RemarkRow, history_rows, remark_row
from rubrics.queries.statement_rows import (
    ExerciseRow,
    SignalGroup,
    StatementRow,
    described_row,
    exercise_rows,
    known_documents,
    signal_groups,
    statement_row,
)

THE_BAR = ", the bar"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact about a version; the ladder or the criteria that it names, where the library holds them."""

    term: str
    value: str
    ladder_id: int | None = None
    criteria_id: int | None = None


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
    description: tuple[StatementRow, ...]
    anchors: tuple[AnchorRow, ...]
    questions: tuple[QuestionRow, ...]
    written: str
    bar_is_written: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The version: `facts` are what stands above it, `scores` the scale from the highest down.

    `remarks` are what the checks say of the present text, `history` what generation noticed and chose. `criteria` is the
    title of the criteria, which is where questions without an author stood.
    """

    title: str
    number: int
    state: RubricState
    lock: int
    is_draft: bool
    is_in_review: bool
    is_published: bool
    facts: tuple[FactRow, ...]
    scores: tuple[int, ...]
    content_sha256: str | None
    has_others: bool
    remarks: tuple[RemarkRow, ...]
    history: tuple[RemarkRow, ...]
    dimensions: tuple[DimensionRow, ...]
    signals: tuple[SignalGroup, ...]
    exercises: tuple[ExerciseRow, ...]
    waiting: tuple[StatementRow, ...]
    criteria: str | None = None


def version_page(version: RubricVersion, *, has_others: bool = False) -> VersionPage:
    """The rows of the version's page; the checks speak of drafts only, since a published version never changes.

    `has_others`: the viewer may read other versions of the rubric.
    """
    is_draft = version.state in EDITABLE
    anchors = [anchor for dimension in version.dimensions for anchor in dimension.anchors]
    placed = [row for anchor in anchors for row in anchor.statements]
    documents = known_documents([*placed, *version.waiting, *version.signals])
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
        dimensions=tuple(dimension_row(dimension, documents) for dimension in version.dimensions),
        signals=signal_groups(version),
        exercises=exercise_rows(version),
        waiting=tuple(statement_row(row) for row in version.waiting),
        criteria=version.criteria.title if version.criteria else None,
    )


def _facts(version: RubricVersion) -> tuple[FactRow, ...]:
    second, criteria = version.second_ladder, version.criteria
    facts = [
        FactRow("Target level", version.target_label),
        FactRow("Scale", f"{version.scale_low} to {version.scale_high}"),
        FactRow("Ladder", version.ladder_name or "none", ladder_id=version.ladder_id),
        *([FactRow("Second ladder", second.name, ladder_id=second.id)] if second else []),
        FactRow("Criteria", criteria.title if criteria else "none", criteria_id=criteria.id if criteria else None),
    ]
    if version.published_at and version.content_sha256:
        published = in_words(version.published_at)
        facts += [FactRow("Published", published), FactRow("Content hash", version.content_sha256)]
    return tuple(facts)


def dimension_row(row: RubricDimension, documents: Mapping[str, int]) -> DimensionRow:
    """One dimension of a version; `documents` are the numbers of the documents that its statements name."""
    written = [anchor.score for anchor in row.anchors if anchor.statements]
    return DimensionRow(
        id=row.id,
        name=row.name,
        group=row.group,
        must_have=row.must_have,
        weight=f"{row.weight:g}",
        bar=row.bar,
        description=tuple(described_row(statement_from(value), documents) for value in row.description),
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
