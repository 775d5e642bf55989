"""What was agreed to do after a session, as each reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from accounts.models import Account
from calibration.models import AgendaItem, CalibrationSession, FollowUp
from calibration.queries.seats import item_seats, session_seats
from calibration.queries.sessions import PAGE, item_is_known, session_is_known
from calibration.seating import ItemSeats, SessionSeats, agreed_owners
from core.database import db
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.sight import KEPT, QUERIES_KEPT, Viewer, contents_are_open, owes_nothing


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up; `candidate` None: about the session as a whole; `due_on` None: no day was named."""

    id: int
    session_id: int
    session: str
    item_id: int | None
    candidate: str | None
    text: str
    owner_id: int
    owner: str
    due_on: date | None
    is_done: bool


def follow_ups(*, session_id: int, viewer: Viewer) -> list[FollowUpRow]:
    """The session's follow-ups open to the viewer: those about it, their own, and those whose evidence they read."""
    return _read(_of_session(_open_to(viewer)), session_id=session_id)


def follow_ups_owed(viewer: Viewer) -> list[FollowUpRow]:
    """What the viewer still has to do; nothing of an application that is closed to them. One query, 50 rows."""
    return _read(_owed(_open_to(viewer), session_is_known(viewer)), owner_id=viewer.id)


def _open_to(viewer: Viewer) -> ColumnElement[bool]:
    return _is_open(item_is_known(viewer), owes_nothing(viewer), contents_are_open(viewer), viewer.id)


@lru_cache(maxsize=KEPT)
def _is_open(
    item_known: ColumnElement[bool], owing_nothing: ColumnElement[bool], is_open: ColumnElement[bool], viewer_id: int
) -> ColumnElement[bool]:
    is_own = and_(FollowUp.owner_id == viewer_id, owing_nothing)
    return or_(FollowUp.agenda_item_id.is_(None), and_(item_known, or_(is_own, is_open)))


@lru_cache(maxsize=QUERIES_KEPT)
def _of_session(is_open: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return _rows(is_open, FollowUp.session_id == bindparam("session_id"))


@lru_cache(maxsize=QUERIES_KEPT)
def _owed(is_open: ColumnElement[bool], session_known: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return _rows(is_open, session_known, FollowUp.owner_id == bindparam("owner_id"), FollowUp.done_at.is_(None))


def _read(query: Select[*tuple[Any, ...]], **asked: int) -> list[FollowUpRow]:
    return [FollowUpRow(**row) for row in db.session.execute(query, asked).mappings()]


def _rows(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUp.id,
            FollowUp.session_id,
            CalibrationSession.title.label("session"),
            FollowUp.agenda_item_id.label("item_id"),
            Candidate.name.label("candidate"),
            FollowUp.text,
            FollowUp.owner_id,
            Account.name.label("owner"),
            FollowUp.due_on,
            FollowUp.done_at.is_not(None).label("is_done"),
        )
        .select_from(FollowUp)
        .join(CalibrationSession, CalibrationSession.id == FollowUp.session_id)
        .join(Account, Account.id == FollowUp.owner_id)
        .outerjoin(AgendaItem, AgendaItem.id == FollowUp.agenda_item_id)
        .outerjoin(Application, Application.id == AgendaItem.application_id)
        .outerjoin(Requisition, Requisition.id == Application.requisition_id)
        .outerjoin(Candidate, Candidate.id == Application.candidate_id)
        .where(*conditions)
        .order_by(FollowUp.done_at.is_not(None), FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
        .limit(PAGE)
    )


def owner_choices(session: SessionSeats) -> list[tuple[int, str]]:
    """Who can be given a follow-up as (account, name): the committee and those who plan the opening."""
    accounts = agreed_owners(session)
    rows = db.session.execute(
        select(Account.id, Account.name)
        .where(Account.id.in_(accounts), Account.active)
        .order_by(Account.name, Account.id)
    )
    return [(row.id, row.name) for row in rows]


def follow_up(follow_up_id: int) -> tuple[SessionSeats, ItemSeats | None, FollowUp] | None:
    """The follow-up with the seats of its session and of its item (None: it is about the session), or None."""
    row = db.session.get(FollowUp, follow_up_id)
    session = session_seats(row.session_id) if row else None
    if row is None or session is None:
        return None
    return session, item_seats(row.agenda_item_id) if row.agenda_item_id else None, row
