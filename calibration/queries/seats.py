"""What the rules are asked about: who is who in a session and in one of its items, as plain values.

Also the installation's rules for deciding.
"""

from __future__ import annotations

from flask import current_app
from sqlalchemy import bindparam, select

from calibration.committee import CommitteeRules
from calibration.enums import Majority
from calibration.models import Adjustment, AgendaItem, CalibrationSession, Position, Recusal, SessionMember
from calibration.seating import ItemSeats, SessionSeats
from core.config import yes_or_no
from core.database import db
from core.errors import DomainError
from scorecards.models import Interview, Scorecard
from scorecards.queries import access
from scorecards.queries.access import team_roles


def committee_rules() -> CommitteeRules:
    """The rules of this installation.

    Settings SESSION_QUORUM, SESSION_MAJORITY, SESSION_CHAIR_DECIDES, SESSION_REQUIRED. Raises DomainError for a word that
    is no rule: guessing one could let a committee decide that should not.
    """
    quorum, majority = str(current_app.config["SESSION_QUORUM"]), current_app.config["SESSION_MAJORITY"]
    if not (quorum.isascii() and quorum.isdecimal()) or int(quorum) < 1:
        raise DomainError(f"SESSION_QUORUM is {quorum!r}. Set it to a number of members, at least 1.")
    if majority not in set(Majority):
        raise DomainError(f"SESSION_MAJORITY is {majority!r}. Set it to one of: {', '.join(Majority)}.")
    return CommitteeRules(
        quorum=int(quorum),
        majority=Majority(majority),
        chair_decides=_is_on("SESSION_CHAIR_DECIDES"),
        session_required=_is_on("SESSION_REQUIRED"),
    )


def _is_on(setting: str) -> bool:
    return yes_or_no(setting, current_app.config[setting])


# Asked by every page of a session, and again and again while it is open: they are built once.
_SESSION = select(CalibrationSession.requisition_id, CalibrationSession.state, CalibrationSession.chair_id).where(
    CalibrationSession.id == bindparam("session_id")
)
_MEMBERS = (
    select(SessionMember.account_id, SessionMember.is_present, SessionMember.acknowledged_at.is_not(None))
    .where(SessionMember.session_id == bindparam("session_id"))
    .order_by(SessionMember.id)
)
_ITEM = select(AgendaItem.session_id, AgendaItem.application_id, AgendaItem.state).where(
    AgendaItem.id == bindparam("item_id")
)
_RECUSED = select(Recusal.account_id).where(Recusal.agenda_item_id == bindparam("item_id"))
_VOTED = select(Position.account_id).where(Position.agenda_item_id == bindparam("item_id")).distinct()


def session_seats(session_id: int) -> SessionSeats | None:
    """Who is who in the session, or None when there is none; three queries."""
    asked = {"session_id": session_id}
    head = db.session.execute(_SESSION, asked).one_or_none()
    if head is None:
        return None
    members = db.session.execute(_MEMBERS, asked).all()
    return SessionSeats(
        session_id=session_id,
        requisition_id=head.requisition_id,
        state=head.state,
        chair_id=head.chair_id,
        members=tuple(account_id for account_id, _, _ in members),
        present=frozenset(account_id for account_id, is_present, _ in members if is_present),
        acknowledged=frozenset(account_id for account_id, _, has_read in members if has_read),
        team=team_roles(head.requisition_id),
    )


def member_seat(session_id: int, account_id: int) -> tuple[SessionSeats, int] | None:
    """The session with one of its members, or None."""
    session = session_seats(session_id)
    return (session, account_id) if session and account_id in session.members else None


def item_seats(item_id: int) -> ItemSeats | None:
    """Who is who in the item, or None when there is none; ten queries."""
    asked = {"item_id": item_id}
    head = db.session.execute(_ITEM, asked).one_or_none()
    session = session_seats(head.session_id) if head else None
    found = access.application(head.application_id) if head else None
    if head is None or session is None or found is None:
        return None
    return ItemSeats(
        item_id=item_id,
        session=session,
        access=found,
        state=head.state,
        recused=frozenset(db.session.scalars(_RECUSED, asked)),
        voted=frozenset(db.session.scalars(_VOTED, asked)),
    )


def item_member(item_id: int, account_id: int) -> tuple[ItemSeats, int] | None:
    """The item with a member of its session, or None."""
    item = item_seats(item_id)
    return (item, account_id) if item and account_id in item.session.members else None


def item_scorecard(item_id: int, scorecard_id: int) -> tuple[ItemSeats, int, int] | None:
    """The item with a scorecard of its application and that scorecard's interviewer, or None."""
    item = item_seats(item_id)
    interviewer = db.session.execute(
        select(Interview.interviewer_id, Interview.application_id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .where(Scorecard.id == scorecard_id)
    ).one_or_none()
    if item is None or interviewer is None or interviewer.application_id != item.access.application_id:
        return None
    return item, scorecard_id, interviewer.interviewer_id


def adjustment_seats(adjustment_id: int) -> tuple[ItemSeats, Adjustment] | None:
    """The adjustment with the seats of its item, or None."""
    found = db.session.get(Adjustment, adjustment_id)
    item = item_seats(found.agenda_item_id) if found else None
    return (item, found) if item and found else None
