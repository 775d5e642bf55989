"""Reads for the pages on which parts of a draft are edited and moved."""

from __future__ import annotations

from sqlalchemy.orm import joinedload, selectinload

from core.database import db
from rubrics.models import Anchor, RubricDimension, RubricExercise, RubricSignal, RubricVersion, Statement


def statement(statement_id: int) -> Statement | None:
    """The statement with its rubric's version, or None."""
    return db.session.get(Statement, statement_id, options=[joinedload(Statement.version)])


def signal(signal_id: int) -> RubricSignal | None:
    """The signal with its rubric's version, or None."""
    return db.session.get(RubricSignal, signal_id, options=[joinedload(RubricSignal.version)])


def exercise(exercise_id: int) -> RubricExercise | None:
    """The exercise with its rubric's version and the dimensions it gives evidence on, or None."""
    return db.session.get(
        RubricExercise,
        exercise_id,
        options=[joinedload(RubricExercise.version), selectinload(RubricExercise.dimensions)],
    )


def anchor(anchor_id: int) -> Anchor | None:
    """The anchor with its dimension, or None."""
    return db.session.get(Anchor, anchor_id, options=[joinedload(Anchor.dimension)])


def dimensions_of(version: RubricVersion, numbers: list[int]) -> list[RubricDimension]:
    """Those of the version's dimensions that have these numbers, in the rubric's order; others are left out."""
    return [row for row in version.dimensions if row.id in numbers]
