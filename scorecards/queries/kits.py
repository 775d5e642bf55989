"""Reads for the interview kit, the scorecard's form and its reading view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from accounts.models import Account
from core.database import db
from rubrics.models import Level, Responsibility, RubricExercise, RubricVersion
from rubrics.queries.library import attribute_facts
from scorecards.enums import ScorecardState, TrainingStep
from scorecards.models import Interview, InterviewFocus, Scorecard
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
    training: TrainingStep | None
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
    """Another interview of the loop, so that nobody asks the same twice; `focus` holds dimension numbers."""

    title: str
    exercise: str | None
    focus: frozenset[int]


@dataclass(frozen=True, slots=True)
class RoleBrief:
    """What the target level means, as the ladder says it; empty parts where it says nothing."""

    text: str | None
    facts: tuple[tuple[str, str], ...]
    responsibilities: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the ladder says nothing of the level as a whole."""
        return not (self.text or self.facts or self.responsibilities)


_HEAD = (
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
        Interview.training,
        Scorecard.state,
        Scorecard.version,
        Scorecard.saved_at,
        Scorecard.reopened_reason,
    )
    .join(Scorecard, Scorecard.interview_id == Interview.id)
    .join(Account, Account.id == Interview.interviewer_id)
    .where(Interview.id == bindparam("interview_id"))
)


def interview_head(interview_id: int) -> InterviewHead:
    """The top of the pages. Raises NoResultFound when there is no such interview."""
    row = db.session.execute(_HEAD, {"interview_id": interview_id}).one()
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
    """The loop's other interviews that take place, in order; by title and exercise, not by person. Two queries."""
    rows = db.session.execute(
        select(Interview.id, Interview.title, RubricExercise.name)
        .outerjoin(RubricExercise, RubricExercise.id == Interview.exercise_id)
        .where(
            Interview.application_id == application_id,
            Interview.id != interview_id,
            Interview.cancelled_at.is_(None),
            Interview.is_shadow.is_(False),
        )
        .order_by(Interview.position)
    ).all()
    focus: dict[int, set[int]] = {}
    for number, dimension_id in db.session.execute(
        select(InterviewFocus.interview_id, InterviewFocus.dimension_id).where(
            InterviewFocus.interview_id.in_([row.id for row in rows])
        )
    ):
        focus.setdefault(number, set()).add(dimension_id)
    return [OtherInterview(row.title, row.name, frozenset(focus.get(row.id, ()))) for row in rows]


def role_brief(version_id: int) -> RoleBrief:
    """What the ladder says of the rubric's target level; empty where it has no such level. Two queries."""
    row = db.session.execute(
        select(Level.id, Level.text, Level.attributes)
        .join(RubricVersion, RubricVersion.ladder_id == Level.ladder_id)
        .where(
            RubricVersion.id == version_id,
            or_(Level.code == RubricVersion.target_code, Level.name == RubricVersion.target_code),
        )
        .order_by(Level.position)
        .limit(1)
    ).one_or_none()
    if row is None:
        return RoleBrief(None, (), ())
    does = db.session.scalars(
        select(Responsibility.text).where(Responsibility.level_id == row.id).order_by(Responsibility.position)
    )
    return RoleBrief(row.text, tuple(attribute_facts(row.attributes)), tuple(does))
