"""What generation starts from: stored ladders and criteria as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.database import db
from core.errors import InvalidInput
from rubrics.counterparts import matches
from rubrics.enums import SignalKind
from rubrics.generation import inputs
from rubrics.models import Competency, Criteria, CriteriaSignal, Guideline, Ladder, Level, SourceDocument
from rubrics.queries.crosswalk import placed_levels
from rubrics.queries.level_texts import level_key


def ladder_input(ladder: Ladder) -> inputs.Ladder:
    """The ladder with every guideline and responsibility; texts carry their document's number as `ref`."""
    document = ladder.document
    levels = db.session.scalars(
        select(Level)
        .where(Level.ladder_id == ladder.id)
        .order_by(Level.position)
        .options(selectinload(Level.guidelines).joinedload(Guideline.competency), selectinload(Level.responsibilities))
    ).all()
    guidelines, responsibilities = [], []
    for level in levels:
        for cell in sorted(level.guidelines, key=lambda cell: cell.competency.position):
            text = _text(document, cell.text, cell.locator, level.target_code, cell.items)
            guidelines.append(inputs.Guideline(level.position, cell.competency.position, text))
        responsibilities += [
            (level.position, _text(document, duty.text, duty.locator, level.target_code))
            for duty in level.responsibilities
        ]
    return inputs.Ladder(
        name=ladder.name,
        levels=tuple(inputs.Level(level.position, level.code, level.name, level.track) for level in levels),
        competencies=tuple(_competency(document, row) for row in ladder.competencies),
        guidelines=tuple(guidelines),
        responsibilities=tuple(
            inputs.Responsibility(number, level, text) for number, (level, text) in enumerate(responsibilities, start=1)
        ),
        cumulative=ladder.cumulative,
    )


def second_input(ladder: Ladder, second: Ladder) -> inputs.SecondLadder:
    """The second ladder, its levels matched to the first one's by their ranks on the crosswalk.

    Raises InvalidInput when the two are one ladder.
    """
    if ladder.id == second.id:
        message = "The second ladder is the same as the first. Choose another, or none."
        raise InvalidInput(message, {"second": [message]})
    ranks = placed_levels([ladder.id, second.id])
    own, other = ({level_key(level.id): level.position for level in entry.levels} for entry in (ladder, second))
    return inputs.SecondLadder(
        ladder_input(second),
        tuple(
            inputs.LevelMatch(own[match.level.key], other[match.other.key] if match.other else None, match.why)
            for match in matches(ranks[ladder.id], ranks[second.id])
        ),
    )


def criteria_input(criteria: Criteria) -> inputs.Criteria:
    """The criteria with everything that can be linked; texts carry their document's number as `ref`."""
    document = criteria.document
    return inputs.Criteria(
        name=criteria.title,
        level_word=criteria.level_word,
        scale_low=criteria.scale_low if criteria.scale_low is not None else 1,
        scale_high=criteria.scale_high if criteria.scale_high is not None else 5,
        assess=tuple(
            inputs.Assess(
                number,
                entry["name"],
                _text(document, entry["text"], entry["locator"]) if entry["text"] else None,
            )
            for number, entry in enumerate(criteria.assess, start=1)
        ),
        dimensions=tuple(
            inputs.CriteriaDimension(
                position=line.position,
                name=line.name,
                group=line.group,
                weight=line.weight,
                must_have=line.must_have,
                description=_text(document, line.text, line.locator) if line.text else None,
                anchors=tuple(
                    (anchor["score"], _text(document, anchor["text"], anchor["locator"], items=anchor["items"]))
                    for anchor in line.anchors
                ),
                questions=tuple(line.questions),
            )
            for line in criteria.dimensions
        ),
        exercises=tuple(
            inputs.Exercise(
                position=exercise.position,
                name=exercise.name,
                minutes=(exercise.minutes_low, exercise.minutes_high)
                if exercise.minutes_low is not None and exercise.minutes_high is not None
                else None,
                task=tuple(exercise.task),
                evaluates=tuple(exercise.evaluate),
                document=document.name,
                locator=exercise.locator,
            )
            for exercise in criteria.exercises
        ),
        strong_signals=_signals(document, criteria.signals, SignalKind.STRONG),
        weak_signals=_signals(document, criteria.signals, SignalKind.WEAK),
        red_flags=_signals(document, criteria.signals, SignalKind.RED_FLAG),
    )


def _competency(document: SourceDocument, row: Competency) -> inputs.Competency:
    return inputs.Competency(
        position=row.position,
        name=row.name,
        group=row.group,
        occurrence=row.occurrence,
        description=_text(document, row.text, row.locator) if row.text else None,
    )


def _signals(document: SourceDocument, rows: Iterable[CriteriaSignal], kind: SignalKind) -> tuple[inputs.Signal, ...]:
    return tuple(
        inputs.Signal(row.position, _text(document, row.text, row.locator), under=row.dimension, severity=row.severity)
        for row in sorted(rows, key=lambda row: row.position)
        if row.kind is kind
    )


def _text(
    document: SourceDocument, text: str, locator: str, level_code: str | None = None, items: Iterable[str] = ()
) -> inputs.SourceText:
    return inputs.SourceText(text, document.name, locator, level_code, tuple(items), ref=str(document.id))
