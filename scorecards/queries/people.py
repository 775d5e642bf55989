"""Reads about the people who can be put on a team or into an interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, case, func, not_, or_, select

from accounts.models import Account
from core.database import db
from rubrics.models import RubricVersion
from scorecards.enums import RUNNING, ScorecardState, TeamRole, TrainingStep
from scorecards.models import Application, Interview, Requisition, Scorecard, TeamMember, Training
from scorecards.queries.sight import Somebody, Viewer, application_is_known, is_excluded, team_role_is_named
from scorecards.training import TrainingRules


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the hiring team, with all their roles there."""

    account_id: int
    name: str
    roles: tuple[TeamRole, ...]


def team(requisition_id: int, *, viewer: Viewer) -> tuple[Member, ...]:
    """The hiring team by name, each person once, with the roles that the viewer may know of."""
    rows = db.session.execute(
        select(Account.id, Account.name, TeamMember.role)
        .join(TeamMember, TeamMember.account_id == Account.id)
        .join(Requisition, Requisition.id == TeamMember.requisition_id)
        .where(TeamMember.requisition_id == requisition_id, team_role_is_named(viewer))
        .order_by(func.lower(Account.name), Account.id)
    )
    people: dict[int, tuple[str, list[TeamRole]]] = {}
    for account_id, name, role in rows:
        people.setdefault(account_id, (name, []))[1].append(role)
    order = list(TeamRole)
    return tuple(
        Member(account_id, name, tuple(sorted(roles, key=order.index))) for account_id, (name, roles) in people.items()
    )


def active_people() -> list[tuple[int, str]]:
    """Everyone who can be put on a team, as (account, name), by name."""
    rows = db.session.execute(
        select(Account.id, Account.name).where(Account.active).order_by(func.lower(Account.name), Account.id)
    )
    return [(account_id, name) for account_id, name in rows]


def may_be_in_conflict(application_id: int) -> list[tuple[int, str]]:
    """Everyone for whom a conflict with the candidate can be declared, as (account, name): active people and the loop's guests."""
    guests = db.session.execute(
        select(Account.id, Account.name)
        .join(Interview, Interview.interviewer_id == Account.id)
        .where(Interview.application_id == application_id, Account.is_guest)
        .distinct()
        .order_by(Account.name, Account.id)
    )
    return [*active_people(), *((account_id, f"{name}, guest") for account_id, name in guests)]


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Somebody who can interview: their load as the viewer may know of it, and how far their training on one rubric is.

    `this_week` and `next_week` count interviews with an appointment in the ISO week of the reader's zone, `unwritten`
    those whose scorecard is not submitted. `step` None: no training is kept, so they interview. `shadows` and
    `reverse_shadows` count written-up interviews of that kind on the rubric.
    """

    account_id: int
    name: str
    this_week: int
    next_week: int
    unwritten: int
    step: TrainingStep | None
    shadows: int
    reverse_shadows: int

    @property
    def is_learning(self) -> bool:
        """Whether they are in training and not graduated."""
        return self.step not in {None, TrainingStep.GRADUATED}

    @property
    def words(self) -> str:
        """The name with what matters when assigning."""
        said = [self.name, f"{self.this_week} this week, {self.next_week} next"]
        if self.unwritten:
            said.append(f"{self.unwritten} to write up")
        if self.step is TrainingStep.SHADOW:
            said.append(f"learning: {self.shadows} shadowed")
        elif self.step is TrainingStep.REVERSE_SHADOW:
            said.append(f"learning: {self.reverse_shadows} led under watch")
        elif self.step is TrainingStep.GRADUATED:
            said.append("graduated")
        return " · ".join(said)


def interviewers(
    *, rubric_id: int | None, now: datetime, viewer: Viewer, account_id: int | None = None
) -> list[Interviewer]:
    """Everyone who can be planned as an interviewer, by name, or the one account, as the viewer may know; two queries.

    `now` is in the zone whose weeks are counted. Training is that on the rubric `rubric_id`. Nothing but plans and
    dates is counted, no score.

    The load counts interviews in applications that exist for the viewer and no others: whoever knows the rest of a
    colleague's week would read a hidden loop off any other sum, by subtraction. Training is of the rubric and not of an
    application, so it counts every opening's, without what the viewer is in conflict with or the candidate of.
    """
    week = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    trained = written_up(rubric_id=rubric_id, viewer=viewer)
    held = _held(week, viewer).subquery()
    columns = [func.coalesce(held.c[name], 0).label(name) for name in ("this_week", "next_week", "unwritten")]
    asked = (
        select(Account.id, Account.name, *columns, Training.step)
        .outerjoin(held, held.c.interviewer_id == Account.id)
        .outerjoin(Training, (Training.account_id == Account.id) & (Training.rubric_id == rubric_id))
        .where(Account.active)
        .order_by(func.lower(Account.name), Account.id)
    )
    if account_id is not None:
        asked = asked.where(Account.id == account_id)
    return [
        Interviewer(
            row[0],
            row[1],
            row.this_week,
            row.next_week,
            row.unwritten,
            row.step,
            shadows=trained.get((row[0], TrainingStep.SHADOW), 0),
            reverse_shadows=trained.get((row[0], TrainingStep.REVERSE_SHADOW), 0),
        )
        for row in db.session.execute(asked)
    ]


def _held(week: datetime, viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Per interviewer, the interviews of the week that begins then and of the next, and those to be written up."""

    def within(start: datetime) -> ColumnElement[int]:
        is_in = (Interview.scheduled_at >= start) & (Interview.scheduled_at < start + timedelta(days=7))
        return func.sum(case((is_in, 1), else_=0))

    waits = (Scorecard.state != ScorecardState.SUBMITTED) & Application.stage.in_(RUNNING)
    return (
        select(
            Interview.interviewer_id,
            within(week).label("this_week"),
            within(week + timedelta(days=7)).label("next_week"),
            func.sum(case((waits, 1), else_=0)).label("unwritten"),
        )
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Application, Application.id == Interview.application_id)
        .where(
            or_(waits, Interview.scheduled_at.between(week, week + timedelta(days=14))),  # all else counts nothing
            Interview.cancelled_at.is_(None),
            application_is_known(viewer),
        )
        .group_by(Interview.interviewer_id)
    )


def written_up(*, rubric_id: int | None, viewer: Somebody) -> dict[tuple[int, TrainingStep], int]:
    """How many interviews of each kind each learner has written up on the rubric, as the viewer may know; one query."""
    rows = db.session.execute(
        select(Interview.interviewer_id, Interview.training, func.count())
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .where(
            RubricVersion.rubric_id == rubric_id,
            Interview.training.is_not(None),
            Interview.cancelled_at.is_(None),
            Scorecard.state == ScorecardState.SUBMITTED,
            not_(is_excluded(viewer)),
        )
        .group_by(Interview.interviewer_id, Interview.training)
    )
    return {(account_id, step): count for account_id, step, count in rows if step is not None}


def rubric_of(version_id: int) -> int | None:
    """The rubric that the version is one of."""
    return db.session.scalar(select(RubricVersion.rubric_id).where(RubricVersion.id == version_id))


def training_rules() -> TrainingRules:
    """The installation's rules of training."""
    settings = current_app.config
    return TrainingRules(
        settings["TRAINING_SHADOWS"], settings["TRAINING_REVERSE_SHADOWS"], settings["TRAINING_LEADER_COUNTS"]
    )


def trainings(rubric_id: int) -> Sequence[Training]:
    """Everybody's training on the rubric."""
    return db.session.scalars(select(Training).where(Training.rubric_id == rubric_id).order_by(Training.id)).all()
