"""Reads for the interview kit, the scorecard's form and its reading view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from accounts.models import Account
from core.database import db
from rubrics.models import RubricExercise
from scorecards.enums import ScorecardState
from scorecards.models import Interview, Scorecard
from scorecards.queries.applications import Head, head


@dataclass(frozen=True, slots=True)
class InterviewHead:
    """What stands at the top of every page about one interview; `saved_at` is its scorecard's last save."""

    application: Head
    id: int
    scorecard_id: int
    title: str
    interviewer: str
    position: int
    scheduled_at: datetime | None
    minutes: int
    is_shadow: bool
    state: ScorecardState
    version: int
    saved_at: datetime
    reopened_reason: str


@dataclass(frozen=True, slots=True)
class KitExercise:
    """What the candidate is asked to do, and what to look for."""

    name: str
    minutes: tuple[int | None, int | None]
    task: tuple[str, ...]
    look_fors: tuple[str, ...]
    document: str
    locator: str


@dataclass(frozen=True, slots=True)
class OtherInterview:
    """Another interview of the loop, so that nobody asks the same twice."""

    title: str
    exercise: str | None


def interview_head(interview_id: int) -> InterviewHead:
    """The top of the pages. Raises NoResultFound when there is no such interview."""
    row = db.session.execute(
        select(
            Interview.application_id,
            Interview.id,
            Scorecard.id.label("scorecard_id"),
            Interview.title,
            Account.name.label("interviewer"),
            Interview.position,
            Interview.scheduled_at,
            Interview.minutes,
            Interview.is_shadow,
            Scorecard.state,
            Scorecard.version,
            Scorecard.saved_at,
            Scorecard.reopened_reason,
        )
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Account, Account.id == Interview.interviewer_id)
        .where(Interview.id == interview_id)
    ).one()
    values = row._asdict()
    return InterviewHead(application=head(values.pop("application_id")), **values)


def exercise(interview_id: int) -> KitExercise | None:
    """The interview's exercise, or None."""
    row = db.session.execute(
        select(
            RubricExercise.name,
            RubricExercise.minutes_low,
            RubricExercise.minutes_high,
            RubricExercise.task,
            RubricExercise.look_fors,
            RubricExercise.document_name,
            RubricExercise.locator,
        )
        .join(Interview, Interview.exercise_id == RubricExercise.id)
        .where(Interview.id == interview_id)
    ).one_or_none()
    if row is None:
        return None
    name, low, high, task, look_fors, document, locator = row
    return KitExercise(name, (low, high), tuple(task), tuple(look_fors), document, locator)


def other_interviews(interview_id: int, application_id: int) -> list[OtherInterview]:
    """The loop's other interviews that take place, in order; by title and exercise, not by person."""
    rows = db.session.execute(
        select(Interview.title, RubricExercise.name)
        .outerjoin(RubricExercise, RubricExercise.id == Interview.exercise_id)
        .where(
            Interview.application_id == application_id,
            Interview.id != interview_id,
            Interview.cancelled_at.is_(None),
            Interview.is_shadow.is_(False),
        )
        .order_by(Interview.position)
    )
    return [OtherInterview(*row) for row in rows]
