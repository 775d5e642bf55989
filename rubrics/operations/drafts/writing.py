"""Drafts as they are first stored: from generated content, from an earlier version or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from rubrics import content as plain
from rubrics.enums import RubricState
from rubrics.models import (
    Anchor,
    ConfirmedLink,
    Criteria,
    Ladder,
    Rubric,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    RubricVersion,
    Statement,
)


@dataclass(frozen=True, slots=True)
class ChosenLink:
    """What a person chose for one piece of the sources, and what had been proposed (`score` 0 to 1)."""

    subject: str
    target: str | None
    score: float | None = None
    reason: str = ""


def create_draft(
    *,
    content: plain.RubricContent,
    ladder: Ladder | None,
    criteria: Criteria | None,
    second: Ladder | None = None,
    links: Iterable[ChosenLink] = (),
    findings: Iterable[Mapping[str, str]] = (),
    actor: Actor | None,
) -> RubricVersion:
    """Version 1 of a new rubric, as a draft holding `content`.

    Raises InvalidInput when the content has no dimension, since nobody could score anything with it.
    """
    if not content.dimensions:
        raise InvalidInput(
            "This rubric would have no dimension. Choose a ladder with competencies, or criteria with dimensions."
        )
    rubric = Rubric(title=content.title[:300], created_at=now())
    db.session.add(rubric)
    version = RubricVersion(
        rubric=rubric,
        number=1,
        state=RubricState.DRAFT,
        ladder_id=ladder.id if ladder else None,
        criteria_id=criteria.id if criteria else None,
        second_ladder_id=second.id if second else None,
        findings=[dict(finding) for finding in findings],
        created_by_id=actor.id if actor else None,
        created_at=now(),
    )
    version.links.extend(_confirmed(link, actor) for link in links)
    db.session.add(version)
    write_content(version, content)
    record("create_draft", actor=actor, subject=version, about=rubric, title=rubric.title, target=version.target_code)
    return version


def _confirmed(link: ChosenLink, actor: Actor | None) -> ConfirmedLink:
    return ConfirmedLink(
        subject=link.subject,
        target=link.target,
        score=link.score,
        reason=link.reason,
        confirmed_by_id=actor.id if actor else None,
    )


def write_content(version: RubricVersion, content: plain.RubricContent) -> None:
    """Fill an empty version with the rows that hold `content`."""
    version.target_code = content.target.code
    version.target_label = content.target.label
    version.ladder_name = content.target.ladder
    version.levels = [
        {"position": level.position, "code": level.code, "label": level.label} for level in content.levels
    ]
    version.scale_low, version.scale_high = content.scale.low, content.scale.high
    version.scale_labels = {str(score): label for score, label in content.scale.labels}
    rows: dict[str, RubricDimension] = {}
    for position, dimension in enumerate(content.dimensions, start=1):
        row = _dimension_row(version, position, dimension)
        version.dimensions.append(row)
        rows[dimension.key] = row
    for position, signal in enumerate(content.signals, start=1):
        version.signals.append(_signal_row(position, signal, rows))
    for position, exercise in enumerate(content.exercises, start=1):
        version.exercises.append(_exercise_row(position, exercise, rows))
    db.session.add(version)
    db.session.flush()
    for position, entry in enumerate(content.unassigned, start=1):
        waiting = statement_row(version, entry.statement, position)
        waiting.waits_because, waiting.waits_for = entry.reason, list(entry.scores)
        db.session.add(waiting)
    db.session.flush()


def _dimension_row(version: RubricVersion, position: int, dimension: plain.RubricDimension) -> RubricDimension:
    row = RubricDimension(
        key=dimension.key,
        position=position,
        name=dimension.name[:300],
        group=dimension.group,
        description=[plain.statement_value(statement) for statement in dimension.description],
        weight=dimension.weight,
        must_have=dimension.must_have,
        bar=dimension.bar,
        questions=list(dimension.questions),
        question_authors={
            question: author
            for question, author in zip(dimension.questions, dimension.question_authors, strict=False)
            if author
        },
    )
    for anchor in dimension.anchors:
        anchor_row = Anchor(
            score=anchor.score,
            meaning=anchor.meaning,
            level_code=anchor.level_code,
            unwritten_reason=anchor.unwritten or "",
        )
        for place, statement in enumerate(anchor.statements, start=1):
            anchor_row.statements.append(statement_row(version, statement, place))
        row.anchors.append(anchor_row)
    return row


def _signal_row(position: int, signal: plain.RubricSignal, rows: Mapping[str, RubricDimension]) -> RubricSignal:
    document_id, document, locator = _place(signal.statement)
    return RubricSignal(
        kind=signal.kind,
        position=position,
        text=signal.statement.text,
        severity=signal.severity,
        dimension=rows.get(signal.dimension) if signal.dimension else None,
        document_id=document_id,
        document_name=document,
        locator=locator,
        level_code=signal.statement.source.level_code if signal.statement.source else None,
        source_text=signal.statement.edited_from,
        author_name=signal.statement.author,
    )


def _exercise_row(position: int, exercise: plain.RubricExercise, rows: Mapping[str, RubricDimension]) -> RubricExercise:
    row = RubricExercise(
        position=position,
        name=exercise.name[:300],
        minutes_low=exercise.minutes[0] if exercise.minutes else None,
        minutes_high=exercise.minutes[1] if exercise.minutes else None,
        task=list(exercise.task),
        look_fors=list(exercise.look_fors),
        document_name=exercise.source.document if exercise.source else "",
        locator=exercise.source.locator if exercise.source else "",
        author_name=exercise.author,
    )
    row.dimensions.extend(rows[key] for key in exercise.dimensions)
    return row


def statement_row(version: RubricVersion, statement: plain.Statement, position: int) -> Statement:
    """The row of one statement, not yet in any anchor."""
    document_id, document, locator = _place(statement)
    return Statement(
        version=version,
        position=position,
        text=statement.text,
        kind=statement.kind,
        document_id=document_id,
        document_name=document,
        locator=locator,
        level_code=statement.source.level_code if statement.source else None,
        source_text=statement.edited_from or "",
        author_name=statement.author or "",
    )


def _place(statement: plain.Statement) -> tuple[int | None, str, str]:
    document = int(statement.ref) if statement.ref else None
    if statement.source is None:
        return document, "", ""
    return document, statement.source.document[:300], statement.source.locator[:200]
