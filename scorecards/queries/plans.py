"""Reads for an opening's plan: the rubric it stands on, its steps, and the plans it could take over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from accounts.models import Account
from core.database import db
from rubrics.models import RubricDimension, RubricExercise
from scorecards.models import PlannedInterview, Requisition, SavedPlan
from scorecards.plan import Ground, GroundDimension, Step
from scorecards.queries.requisitions import is_visible
from scorecards.queries.sight import Viewer

MOST = 50


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan kept by name: its interviews' titles in order, and who kept it last."""

    id: int
    name: str
    titles: tuple[str, ...]
    kept_by_id: int
    kept_by: str
    kept_at: datetime


def ground_of(version_id: int) -> Ground:
    """What a plan stands on: the dimensions and exercises of the rubric version; two queries."""
    dimensions = db.session.execute(
        select(
            RubricDimension.id,
            RubricDimension.key,
            RubricDimension.name,
            RubricDimension.position,
            RubricDimension.must_have,
            RubricDimension.questions,
        )
        .where(RubricDimension.version_id == version_id)
        .order_by(RubricDimension.position)
    )
    exercises = db.session.execute(
        select(RubricExercise.name, RubricExercise.id)
        .where(RubricExercise.version_id == version_id)
        .order_by(RubricExercise.position.desc())
    )
    return Ground(
        tuple(GroundDimension(*row[:5], questions=tuple(row.questions)) for row in dimensions),
        dict(reversed([(name, number) for name, number in exercises])),
    )


def steps(requisition_id: int) -> list[Step]:
    """The opening's plan in order; one query."""
    asked = select(PlannedInterview).where(PlannedInterview.requisition_id == requisition_id)
    rows = db.session.scalars(asked.order_by(PlannedInterview.position, PlannedInterview.id))
    return [as_step(row) for row in rows]


def as_step(row: PlannedInterview) -> Step:
    """The planned interview as plain values."""
    return Step(
        title=row.title,
        minutes=row.minutes,
        focus=tuple(row.focus),
        exercise=row.exercise,
        stage=row.stage,
        questions=tuple(row.questions),
        id=row.id,
    )


def other_plans(*, requisition_id: int, viewer: Viewer) -> list[tuple[str, str]]:
    """Plans that could be taken over, as (choice, words): those kept by name, then openings that the viewer may see.

    A choice is `saved-3` or `opening-5`; at most fifty of each, the newest openings first.
    """
    saved = db.session.execute(select(SavedPlan.id, SavedPlan.name).order_by(func.lower(SavedPlan.name)).limit(MOST))
    count = func.count(PlannedInterview.id)
    openings = db.session.execute(
        select(Requisition.id, Requisition.title, count)
        .join(PlannedInterview, PlannedInterview.requisition_id == Requisition.id)
        .where(Requisition.id != requisition_id, is_visible(viewer))
        .group_by(Requisition.id, Requisition.title)
        .order_by(Requisition.id.desc())
        .limit(MOST)
    )
    return [(f"saved-{number}", f"{name} (kept by name)") for number, name in saved] + [
        (f"opening-{number}", f"{title} ({interviews} interview{'' if interviews == 1 else 's'})")
        for number, title, interviews in openings
    ]


def kept_plans(saved_id: int | None = None) -> list[KeptPlan]:
    """All plans kept by name, by their names, or the one of this number; one query."""
    asked = (
        select(SavedPlan, Account.name)
        .join(Account, Account.id == SavedPlan.saved_by_id)
        .order_by(func.lower(SavedPlan.name), SavedPlan.id)
    )
    if saved_id is not None:
        asked = asked.where(SavedPlan.id == saved_id)
    return [
        KeptPlan(row.id, row.name, tuple(each["title"] for each in row.content), row.saved_by_id, kept_by, row.saved_at)
        for row, kept_by in db.session.execute(asked)
    ]


def kept_plan(saved_id: int) -> KeptPlan | None:
    """The plan kept by name, or None."""
    return next(iter(kept_plans(saved_id)), None)


def saved_rows(saved_id: int) -> tuple[str, list[dict[str, Any]]] | None:
    """Name and content of the plan kept by name, or None."""
    row = db.session.execute(select(SavedPlan.name, SavedPlan.content).where(SavedPlan.id == saved_id)).one_or_none()
    return (row.name, row.content) if row else None
