"""What a person owes today, and what recruiters have to chase; three queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from accounts.models import Account
from core.database import db
from scorecards.deadlines import due_at, is_late
from scorecards.enums import ScorecardState, Stage, TeamRole
from scorecards.models import Application, Candidate, Interview, Requisition, Scorecard, TeamMember
from scorecards.queries.sight import Viewer, all_are_submitted, application_is_known

CLOSED = (Stage.DECIDED, Stage.WITHDRAWN)
CHASING = (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER)
MOST = 50
"""Longer lists are not worked through in a day; what is done makes room for the rest."""


@dataclass(frozen=True, slots=True)
class OwedCard:
    """An interview whose scorecard is not submitted; `due` None: no appointment."""

    interview_id: int
    scorecard_id: int
    application_id: int
    title: str
    candidate: str
    requisition: str
    interviewer: str
    scheduled_at: datetime | None
    due: datetime | None
    is_late: bool
    is_shadow: bool
    state: ScorecardState
    is_begun: bool


@dataclass(frozen=True, slots=True)
class CompleteLoop:
    """An application all of whose scorecards are in."""

    application_id: int
    candidate: str
    requisition: str


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for one person, each list at most 50 long and the oldest first.

    `due`: own interviews that took place or were begun; `ahead`: own ones to come; `late`: other people's late ones on
    openings the viewer recruits for; `complete`: loops that could go to calibration.
    """

    due: tuple[OwedCard, ...]
    ahead: tuple[OwedCard, ...]
    late: tuple[OwedCard, ...]
    complete: tuple[CompleteLoop, ...]


def today(*, viewer: Viewer, now: datetime) -> Today:
    """What waits for the viewer at the moment `now`."""
    own = [_owed(row, now) for row in db.session.execute(_cards(viewer).where(Interview.interviewer_id == viewer.id))]
    others = _cards(viewer).where(
        Interview.interviewer_id != viewer.id, Interview.scheduled_at < now, _on_team(viewer, CHASING)
    )
    late = [card for row in db.session.execute(others) if (card := _owed(row, now)).is_late]
    complete = db.session.execute(
        select(Application.id, Candidate.name, Requisition.title)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            Application.stage == Stage.INTERVIEWING,
            application_is_known(viewer),
            _on_team(viewer, (*CHASING, TeamRole.CHAIR)),
            all_are_submitted(),
        )
        .order_by(Application.id)
        .limit(MOST)
    )
    has_begun = [card for card in own if card.is_begun or (card.scheduled_at is not None and card.scheduled_at <= now)]
    return Today(
        due=tuple(has_begun[:MOST]),
        ahead=tuple([card for card in own if card not in has_begun][:MOST]),
        late=tuple(sorted(late, key=lambda card: card.due or now)[:MOST]),
        complete=tuple(CompleteLoop(*row) for row in complete),
    )


def _cards(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Interview.id,
            Scorecard.id.label("scorecard_id"),
            Interview.application_id,
            Interview.title,
            Candidate.name.label("candidate"),
            Requisition.title.label("requisition"),
            Account.name.label("interviewer"),
            Interview.scheduled_at,
            Interview.minutes,
            Interview.is_shadow,
            Requisition.due_hours,
            Scorecard.state,
            Scorecard.version,
        )
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Account, Account.id == Interview.interviewer_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            Scorecard.state != ScorecardState.SUBMITTED,
            Interview.cancelled_at.is_(None),
            Application.stage.not_in(CLOSED),
            application_is_known(viewer),
        )
        .order_by(Interview.scheduled_at.is_(None), Interview.scheduled_at, Interview.id)
        .limit(4 * MOST)
    )


def _on_team(viewer: Viewer, roles: tuple[TeamRole, ...]) -> ColumnElement[bool]:
    """Not correlated on purpose: whoever chases nothing is answered from the team's index alone."""
    openings = select(TeamMember.requisition_id).where(TeamMember.account_id == viewer.id, TeamMember.role.in_(roles))
    return Application.requisition_id.in_(openings)


def _owed(row: Any, now: datetime) -> OwedCard:
    due = due_at(row.scheduled_at, row.minutes, row.due_hours)
    return OwedCard(
        interview_id=row.id,
        scorecard_id=row.scorecard_id,
        application_id=row.application_id,
        title=row.title,
        candidate=row.candidate,
        requisition=row.requisition,
        interviewer=row.interviewer,
        scheduled_at=row.scheduled_at,
        due=due,
        is_late=is_late(due, now),
        is_shadow=row.is_shadow,
        state=row.state,
        is_begun=row.version > 1,
    )
