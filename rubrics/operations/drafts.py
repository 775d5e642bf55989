"""Drafts of rubrics: stored from generated content, then edited by people until they are published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import CursorResult, update

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics import content as plain
from rubrics.enums import EDITABLE, RubricState, StatementKind
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

MOST_WEIGHT = 1000


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
        findings=[dict(finding) for finding in findings],
        created_by_id=actor.id if actor else None,
        created_at=now(),
    )
    version.links.extend(
        ConfirmedLink(
            subject=link.subject,
            target=link.target,
            score=link.score,
            reason=link.reason,
            confirmed_by_id=actor.id if actor else None,
        )
        for link in links
    )
    db.session.add(version)
    write_content(version, content)
    record("create_draft", actor=actor, subject=version, about=rubric, title=rubric.title, target=version.target_code)
    return version


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


@dataclass(frozen=True, slots=True)
class AnchorEdit:
    """The statements one anchor shall have, in order: an existing statement's id, or None for a new one, and its words."""

    score: int
    statements: Sequence[tuple[int | None, str]]


def edit_dimension(
    *,
    dimension: RubricDimension,
    expected_lock: int,
    name: str,
    weight: float,
    must_have: bool,
    bar: int,
    questions: Sequence[str],
    anchors: Sequence[AnchorEdit],
    actor: Actor,
) -> None:
    """The dimension as the form gives it; edited statements keep their source and what it said.

    A statement that appears under another score is moved there; one that waits for a place may be taken in; one that
    appears nowhere is dropped. Raises Conflict when somebody saved in between or the version is published, InvalidInput
    for a bar outside the scale, a negative weight or a statement of another rubric.
    """
    version = dimension.version
    claim_draft(version, expected_lock)
    problems: dict[str, list[str]] = {}
    if not name.strip():
        problems["name"] = ["Give the dimension a name."]
    if not version.scale_low <= bar <= version.scale_high:
        problems["bar"] = [f"The bar must be between {version.scale_low} and {version.scale_high}."]
    if weight < 0:
        problems["weight"] = ["A weight cannot be negative. Use 0 for a dimension that does not count."]
    elif not weight <= MOST_WEIGHT:  # also true of what is no number
        problems["weight"] = [f"A weight is a number from 0 to {MOST_WEIGHT}."]
    if problems:
        raise InvalidInput("Nothing was saved: some values cannot be taken.", problems)
    dimension.name, dimension.weight, dimension.must_have, dimension.bar = name.strip()[:300], weight, must_have, bar
    dimension.questions = [question.strip() for question in questions if question.strip()]
    _place_statements(dimension, anchors, actor)
    reread(version)
    record("edit_dimension", actor=actor, subject=dimension, about=version.rubric, name=dimension.name)


def _place_statements(dimension: RubricDimension, anchors: Sequence[AnchorEdit], actor: Actor) -> None:
    rows = {anchor.score: anchor for anchor in dimension.anchors}
    own = {statement.id: statement for anchor in dimension.anchors for statement in anchor.statements}
    known = own | {statement.id: statement for statement in dimension.version.waiting}
    kept: set[int] = set()
    placed: list[tuple[Anchor, list[Statement]]] = []
    for edit in anchors:
        if edit.score not in rows:
            raise InvalidInput(f"This rubric has no score {edit.score}.")
        statements: list[Statement] = []
        for identity, words in edit.statements:
            if not words.strip():
                continue
            if identity is None:
                statements.append(_written(dimension.version, words, actor))
            elif identity in known and identity not in kept:
                kept.add(identity)
                statements.append(_reworded(known[identity], words, actor))
            else:
                raise InvalidInput(
                    "A statement of this form does not belong to this rubric. Reload the page and try again."
                )
        placed.append((rows[edit.score], statements))
    for identity, statement in own.items():
        if identity not in kept:
            db.session.delete(statement)
    for anchor, statements in placed:
        if anchor.statements and not statements:
            anchor.unwritten_reason = f"{actor.name} took its statements out"
        for place, statement in enumerate(statements, start=1):
            statement.anchor, statement.position = anchor, place
            statement.waits_because, statement.waits_for = "", []


def _written(version: RubricVersion, words: str, actor: Actor) -> Statement:
    statement = Statement(
        version=version, text=_folded(words), kind=StatementKind.written, author_id=actor.id, author_name=actor.name
    )
    db.session.add(statement)
    return statement


def _reworded(statement: Statement, words: str, actor: Actor) -> Statement:
    """The statement in these words; back in the words of its source it has no author again."""
    folded = _folded(words)
    if folded == statement.text:
        return statement
    if folded == statement.source_text:
        statement.source_text, statement.author_id, statement.author_name = "", None, ""
    else:
        if statement.kind is not StatementKind.written and not statement.source_text:
            statement.source_text = statement.text
        statement.author_id, statement.author_name = actor.id, actor.name
    statement.text = folded
    return statement


def _folded(words: str) -> str:
    return " ".join(words.split())


def remove_dimension(*, dimension: RubricDimension, expected_lock: int, actor: Actor) -> None:
    """The draft without the dimension. Raises Conflict when it is stale or published, InvalidInput for the last one."""
    version = dimension.version
    claim_draft(version, expected_lock)
    if len(version.dimensions) == 1:
        raise InvalidInput("This is the only dimension. A rubric without dimensions could not be scored.")
    record("remove_dimension", actor=actor, subject=dimension, about=version.rubric, name=dimension.name)
    version.dimensions.remove(dimension)
    db.session.flush()
    for position, rest in enumerate(version.dimensions, start=1):
        rest.position = position
    reread(version)


def reread(version: RubricVersion) -> None:
    """Let the version be read again as it is stored: in the order of the positions, without what was removed.

    Rows in memory keep the order in which they were put together; what is hashed, copied and shown must be the stored one.
    """
    db.session.flush()
    db.session.expire(version)


def claim_draft(version: RubricVersion, expected_lock: int) -> None:
    """Take the draft for one change.

    Raises Conflict when it is no draft any more, or when somebody saved it after the form was opened.
    """
    claimed = db.session.execute(
        update(RubricVersion)
        .where(RubricVersion.id == version.id, RubricVersion.lock == expected_lock, RubricVersion.state.in_(EDITABLE))
        .values(lock=expected_lock + 1)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(claimed, CursorResult)  # noqa: S101 - tells the type checker what an UPDATE returns
    if claimed.rowcount != 1:
        db.session.refresh(version)
        if version.state not in EDITABLE:
            raise Conflict("This version is published and never changes. Start a new version to edit it.")
        raise Conflict(
            "Somebody saved this rubric after you opened it, so yours was not stored. Compare with the current text and save again."
        )
    db.session.refresh(version, ["lock", "state"])
