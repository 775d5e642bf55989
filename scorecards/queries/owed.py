"""Scorecards that somebody owes, as one viewer may know of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, not_, or_, select

from accounts.models import Account
from core.database import db
from scorecards.deadlines import due_at, is_late
from scorecards.enums import NoticeKind, ScorecardState, Stage, TeamRole
from scorecards.models import Application, Candidate, Conflict, Interview, Notice, Requisition, Scorecard, TeamMember
from scorecards.queries.sight import QUERIES_KEPT, Viewer, application_is_known, one_of
from scorecards.visibility import LEADING, PART_OF_TEAM, Part

CLOSED = (Stage.DECIDED, Stage.WITHDRAWN)
CHASING = (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER)
MOST = 1000
"""Longer lists are not worked through; what is done makes room for the rest."""


@dataclass(frozen=True, slots=True)
class OwedCard:
    """An interview whose scorecard is not submitted; `due` None: no appointment."""

    interview_id: int
    scorecard_id: int
    application_id: int
    requisition_id: int
    title: str
    candidate: str
    requisition: str
    interviewer_id: int
    interviewer: str
    scheduled_at: datetime | None
    due: datetime | None
    is_late: bool
    is_shadow: bool
    state: ScorecardState
    is_begun: bool


@dataclass(frozen=True, slots=True)
class DueCard:
    """A scorecard to chase, and when its interviewer was last reminded by mail (None: not yet)."""

    card: OwedCard
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrphanedInterview:
    """An interview whose interviewer cannot take it, so that its scorecard is owed by nobody until it is given away.

    `has_left`: their account is closed; otherwise they are in conflict with the candidate, or are the candidate.
    """

    interview_id: int
    title: str
    candidate: str
    requisition: str
    interviewer: str
    has_left: bool


def owed(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A query of these columns over every scorecard that is owed, whoever may know of it.

    Owed is what is not submitted, of an interview that stands, in an application that goes on, by somebody who can write
    it. The query may name Scorecard, Interview, Application, Requisition, Candidate, and Account for the interviewer.
    """
    return _unwritten(*columns).where(not_(_cannot_take_it()))


def _unwritten(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Scorecard)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .join(Account, Account.id == Interview.interviewer_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            Scorecard.state != ScorecardState.SUBMITTED,
            Interview.cancelled_at.is_(None),
            Application.stage.not_in(CLOSED),
        )
    )


def _cannot_take_it() -> ColumnElement[bool]:
    """The interviewer of the row has left (a guest's account is never active), is in conflict, or is the candidate."""
    in_conflict = exists().where(
        Conflict.application_id == Application.id, Conflict.account_id == Interview.interviewer_id
    )
    is_candidate = Candidate.account_id.is_not_distinct_from(Interview.interviewer_id)
    return or_(_has_left(), in_conflict.correlate(Application, Interview), is_candidate)


def _has_left() -> ColumnElement[bool]:
    return and_(not_(Account.active), not_(Account.is_guest))


@lru_cache(maxsize=QUERIES_KEPT)
def owed_cards(known: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """A query of every scorecard that is owed in an application that is `known` to the viewer, earliest interview first."""
    return (
        owed(
            Interview.id,
            Scorecard.id.label("scorecard_id"),
            Interview.application_id,
            Application.requisition_id,
            Interview.title,
            Candidate.name.label("candidate"),
            Requisition.title.label("requisition"),
            Interview.interviewer_id,
            Account.name.label("interviewer"),
            Interview.scheduled_at,
            Interview.minutes,
            Interview.is_shadow,
            Requisition.due_hours,
            Scorecard.state,
            Scorecard.version,
            Scorecard.reopened_at,
        )
        .where(known)
        .order_by(Interview.scheduled_at.is_(None), Interview.scheduled_at, Interview.id)
    )


def on_team(account_id: int, roles: tuple[TeamRole, ...]) -> ColumnElement[bool]:
    """Not correlated on purpose: whoever chases nothing is answered from the team's index alone."""
    openings = select(TeamMember.requisition_id).where(
        TeamMember.account_id == account_id, one_of(TeamMember.role, roles)
    )
    return Application.requisition_id.in_(openings)


def others_owed(*, viewer: Viewer, roles: tuple[TeamRole, ...], now: datetime) -> list[OwedCard]:
    """What others owe on the openings for which the viewer has one of `roles`, after their interviews; earliest due first.

    One query; at most 1,000. `roles` must be such as lead, whom the policy of names lets know every interviewer; raises
    ValueError for another, since this query would tell them names that they may not know.
    """
    if not LEADING.issuperset(PART_OF_TEAM.get(role, Part.INTERVIEWER) for role in roles):
        msg = f"not all of {roles} may know who interviews"
        raise ValueError(msg)
    rows = db.session.execute(_others_owed(application_is_known(viewer), viewer.id, roles), {"now": now})
    found = [owed_card(row, now) for row in rows]
    return sorted(found, key=lambda card: (card.due or now, card.interview_id))


@lru_cache(maxsize=QUERIES_KEPT)
def _others_owed(known: ColumnElement[bool], viewer_id: int, roles: tuple[TeamRole, ...]) -> Select[*tuple[Any, ...]]:
    others = (Interview.interviewer_id != viewer_id, Interview.scheduled_at < bindparam("now"))
    return owed_cards(known).where(*others, on_team(viewer_id, roles)).limit(MOST)


def orphaned_interviews(*, viewer: Viewer) -> list[OrphanedInterview]:
    """Interviews on openings that the viewer recruits for or manages and that need another interviewer; one query.

    Earliest first, at most 1,000. Those who plan a loop know its people, so the names are theirs to read.
    """
    rows = db.session.execute(_orphaned(application_is_known(viewer), viewer.id))
    return [OrphanedInterview(*row) for row in rows]


@lru_cache(maxsize=QUERIES_KEPT)
def _orphaned(known: ColumnElement[bool], viewer_id: int) -> Select[*tuple[Any, ...]]:
    return (
        _unwritten(
            Interview.id,
            Interview.title,
            Candidate.name.label("candidate"),
            Requisition.title.label("requisition"),
            Account.name.label("interviewer"),
            _has_left(),
        )
        .where(
            _cannot_take_it(),
            Scorecard.state == ScorecardState.DRAFT,  # a reopened one stays its author's
            known,
            on_team(viewer_id, CHASING),
        )
        .order_by(Interview.scheduled_at.is_(None), Interview.scheduled_at, Interview.id)
        .limit(MOST)
    )


def due_cards(*, viewer: Viewer, now: datetime) -> list[DueCard]:
    """What the viewer has to chase, late and due, with the last reminder of each; two queries."""
    cards = others_owed(viewer=viewer, roles=CHASING, now=now)
    told: dict[tuple[int | None, int], datetime] = {}
    reminded = select(Notice.scorecard_id, Notice.account_id, Notice.ended_at).where(
        Notice.scorecard_id.in_([card.scorecard_id for card in cards]),
        Notice.kind != NoticeKind.DIGEST,
        Notice.was_sent,
    )
    for scorecard_id, account_id, moment in db.session.execute(reminded.order_by(Notice.ended_at)):
        if moment is not None:
            told[scorecard_id, account_id] = moment
    return [DueCard(card, told.get((card.scorecard_id, card.interviewer_id))) for card in cards]


def owed_card(row: Any, now: datetime) -> OwedCard:
    """A row of `owed_cards` as a value."""
    due = due_at(row.scheduled_at, row.minutes, row.due_hours, row.reopened_at)
    return OwedCard(
        interview_id=row.id,
        scorecard_id=row.scorecard_id,
        application_id=row.application_id,
        requisition_id=row.requisition_id,
        title=row.title,
        candidate=row.candidate,
        requisition=row.requisition,
        interviewer_id=row.interviewer_id,
        interviewer=row.interviewer,
        scheduled_at=row.scheduled_at,
        due=due,
        is_late=is_late(due, now),
        is_shadow=row.is_shadow,
        state=row.state,
        is_begun=row.version > 1,
    )
