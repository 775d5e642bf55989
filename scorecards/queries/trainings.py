"""Reads about training on all rubrics; what is known of one person stands in `people`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from core.database import db
from rubrics.models import Rubric, RubricVersion
from scorecards.enums import TrainingStep
from scorecards.models import Requisition, Training


@dataclass(frozen=True, slots=True)
class TrainedRubric:
    """A rubric that interviewers learn on: how many learn, how many have graduated, and an opening that leads there."""

    title: str
    requisition_id: int
    learning: int
    graduated: int


def trained_rubrics() -> list[TrainedRubric]:
    """The rubrics that an opening is pinned to, by title; one query. It names no opening and no person."""
    openings = (
        select(RubricVersion.rubric_id, func.max(Requisition.id).label("newest"))
        .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
        .group_by(RubricVersion.rubric_id)
        .subquery()
    )
    graduated = func.sum(case((Training.step == TrainingStep.GRADUATED, 1), else_=0))
    rows = db.session.execute(
        select(Rubric.title, openings.c.newest, func.count(Training.id), func.coalesce(graduated, 0))
        .join(openings, openings.c.rubric_id == Rubric.id)
        .join(Training, Training.rubric_id == Rubric.id, isouter=True)
        .group_by(Rubric.id, Rubric.title, openings.c.newest)
        .order_by(func.lower(Rubric.title), Rubric.id)
    )
    return [TrainedRubric(title, newest, every - done, done) for title, newest, every, done in rows]
