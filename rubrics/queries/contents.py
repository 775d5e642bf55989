"""The content of a stored rubric version as plain values: what is hashed, compared, printed and copied."""

from __future__ import annotations

from typing import Any

from rubrics import content as plain
from rubrics.enums import SignalKind, StatementKind
from rubrics.models import RubricDimension, RubricExercise, RubricSignal, RubricVersion, Statement

SIGNAL_WORDS = {
    SignalKind.STRONG: StatementKind.strong_signal,
    SignalKind.WEAK: StatementKind.weak_signal,
    SignalKind.RED_FLAG: StatementKind.red_flag,
}


def content(version: RubricVersion) -> plain.RubricContent:
    """Everything the version says, in its order."""
    return plain.RubricContent(
        title=version.rubric.title,
        target=plain.TargetLevel(version.target_code, version.target_label, version.ladder_name),
        scale=plain.Scale(
            version.scale_low,
            version.scale_high,
            tuple(sorted((int(score), label) for score, label in version.scale_labels.items())),
        ),
        levels=tuple(plain.LevelName(row["position"], row["code"], row["label"]) for row in version.levels),
        dimensions=tuple(_dimension(dimension) for dimension in version.dimensions),
        signals=tuple(_signal(signal) for signal in version.signals),
        exercises=tuple(_exercise(exercise) for exercise in version.exercises),
        unassigned=tuple(
            plain.Unassigned(plain_statement(row), row.waits_because, tuple(row.waits_for)) for row in version.waiting
        ),
    )


def _dimension(row: RubricDimension) -> plain.RubricDimension:
    return plain.RubricDimension(
        key=row.key,
        name=row.name,
        group=row.group,
        description=tuple(plain.statement_from(value) for value in row.description),
        questions=tuple(row.questions),
        question_authors=_question_authors(row),
        weight=row.weight,
        must_have=row.must_have,
        bar=row.bar,
        anchors=tuple(
            plain.Anchor(
                score=anchor.score,
                meaning=anchor.meaning,
                level_code=anchor.level_code,
                statements=tuple(plain_statement(statement) for statement in anchor.statements),
                unwritten=None if anchor.statements else anchor.unwritten_reason or None,
            )
            for anchor in row.anchors
        ),
    )


def _question_authors(row: RubricDimension) -> tuple[str | None, ...]:
    authors = row.question_authors or {}
    names = tuple(authors.get(question) for question in row.questions)
    return names if any(names) else ()


def plain_statement(row: Statement) -> plain.Statement:
    """One stored statement as plain values."""
    return plain.Statement(
        text=row.text,
        kind=row.kind,
        source=_source(row.document_name, row.locator, row.level_code),
        author=row.author_name or None,
        edited_from=row.source_text or None,
        ref=_reference(row.document_id),
    )


def _source(document: str, locator: str, level_code: str | None = None) -> plain.Source | None:
    return plain.Source(document, locator, level_code) if document else None


def _reference(document_id: int | None) -> str | None:
    return None if document_id is None else str(document_id)


def _signal(row: RubricSignal) -> plain.RubricSignal:
    return plain.RubricSignal(
        kind=row.kind,
        statement=plain.Statement(
            text=row.text,
            kind=SIGNAL_WORDS[row.kind],
            source=_source(row.document_name, row.locator, row.level_code),
            author=row.author_name or None,
            edited_from=row.source_text or None,
            ref=_reference(row.document_id),
        ),
        severity=row.severity,
        dimension=row.dimension.key if row.dimension else None,
    )


def _exercise(row: RubricExercise) -> plain.RubricExercise:
    minutes = None
    if row.minutes_low is not None and row.minutes_high is not None:
        minutes = (row.minutes_low, row.minutes_high)
    return plain.RubricExercise(
        name=row.name,
        minutes=minutes,
        task=tuple(row.task),
        look_fors=tuple(row.look_fors),
        dimensions=tuple(dimension.key for dimension in row.dimensions),
        source=_source(row.document_name, row.locator),
        author=row.author_name or None,
    )


def canonical(version: RubricVersion) -> dict[str, Any]:
    """The content as JSON-ready values, as it is hashed on publishing."""
    return plain.canonical(content(version))
