"""Sessions as lists and pages show them. An item that is closed to the viewer is not listed, numbered or counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, not_, or_, select, true
from sqlalchemy.orm import aliased

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import AgendaItem, CalibrationSession, Decision, Position, Recusal, SessionMember
from calibration.seating import PLANNING
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.sight import KEPT, QUERIES_KEPT, Viewer, application_is_known, contents_are_open, one_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the list; `items` and `decided` count what the viewer may see."""

    id: int
    title: str
    role: str
    state: SessionState
    scheduled_at: datetime | None
    chair: str
    items: int
    decided: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of the committee."""

    account_id: int
    name: str
    is_chair: bool
    is_present: bool
    has_read: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the agenda; `number` counts what the viewer sees, from 1.

    `outcome` and `level` are None unless this session decided and the viewer reads the evidence (`is_open`), and
    `follow_up` is empty then. `has_voted`: the viewer took a position.
    """

    id: int
    application_id: int
    number: int
    candidate: str
    state: ItemState
    stage: Stage
    opened_at: datetime | None
    outcome: Outcome | None
    level: str | None
    decision_id: int | None
    follow_up: str
    has_voted: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session as the viewer sees it; `current`: the item the committee turned to last and has not decided."""

    id: int
    title: str
    requisition_id: int
    role: str
    state: SessionState
    chair_id: int
    chair: str
    scheduled_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes_per_item: int
    members: tuple[MemberRow, ...]
    items: tuple[ItemRow, ...]

    @property
    def current(self) -> ItemRow | None:
        """The item under way; None between items, and while the session is not open."""
        if self.state is not SessionState.OPEN:
            return None
        under_way = [row for row in self.items if row.state in {ItemState.VOTING, ItemState.TALKING}]
        return max(under_way, key=lambda row: (row.opened_at, row.id), default=None)

    @property
    def next_item(self) -> ItemRow | None:
        """The first item that nobody has turned to yet."""
        return next((row for row in self.items if row.state is ItemState.WAITING), None)


def session_is_known(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the `calibration_session` of the query exists for the viewer."""
    return true() if viewer.has_role(Role.RECRUITER) else _takes_part(viewer.id)


@lru_cache(maxsize=KEPT)
def _takes_part(viewer_id: int) -> ColumnElement[bool]:
    is_member = exists().where(SessionMember.session_id == CalibrationSession.id, SessionMember.account_id == viewer_id)
    plans = exists().where(
        TeamMember.requisition_id == CalibrationSession.requisition_id,
        TeamMember.account_id == viewer_id,
        one_of(TeamMember.role, PLANNING),
    )
    return or_(is_member, plans, CalibrationSession.chair_id == viewer_id)


def item_is_known(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the `agenda_item` of the query (with its application and requisition) exists for the viewer."""
    return _item_is_known(application_is_known(viewer), viewer.id)


@lru_cache(maxsize=KEPT)
def _item_is_known(is_known: ColumnElement[bool], viewer_id: int) -> ColumnElement[bool]:
    is_recused = exists().where(Recusal.agenda_item_id == AgendaItem.id, Recusal.account_id == viewer_id)
    return and_(is_known, not_(is_recused.correlate(AgendaItem)))


def sessions(*, viewer: Viewer, page: int) -> tuple[Sequence[SessionRow], int]:
    """One page (50 rows, from 1) of the viewer's sessions and how many there are: open, planned, closed; newest first."""
    total = db.session.scalar(select(func.count(CalibrationSession.id)).where(session_is_known(viewer))) or 0
    state = CalibrationSession.state
    rows = db.session.execute(
        select(
            CalibrationSession.id,
            CalibrationSession.title,
            Requisition.title,
            state,
            CalibrationSession.scheduled_at,
            Account.name,
            _items(viewer).scalar_subquery(),
            _items(viewer).where(AgendaItem.state == ItemState.DECIDED).scalar_subquery(),
        )
        .join(Requisition, Requisition.id == CalibrationSession.requisition_id)
        .join(Account, Account.id == CalibrationSession.chair_id)
        .where(session_is_known(viewer))
        .order_by(state == SessionState.CLOSED, state == SessionState.PLANNED, CalibrationSession.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [SessionRow(*row) for row in rows], total


def _items(viewer: Viewer) -> Select[int]:
    return (
        select(func.count(AgendaItem.id))
        .join(Application, Application.id == AgendaItem.application_id)
        .where(AgendaItem.session_id == CalibrationSession.id, item_is_known(viewer))
        .correlate(CalibrationSession)
    )


def session_page(*, session_id: int, viewer: Viewer) -> SessionPage:
    """The session as the viewer may see it; three queries. Raises NoResultFound when there is none."""
    head = db.session.execute(
        select(
            CalibrationSession.id,
            CalibrationSession.title,
            CalibrationSession.requisition_id,
            Requisition.title.label("role"),
            CalibrationSession.state,
            CalibrationSession.chair_id,
            Account.name.label("chair"),
            CalibrationSession.scheduled_at,
            CalibrationSession.opened_at,
            CalibrationSession.closed_at,
            CalibrationSession.minutes_per_item,
        )
        .join(Requisition, Requisition.id == CalibrationSession.requisition_id)
        .join(Account, Account.id == CalibrationSession.chair_id)
        .where(CalibrationSession.id == session_id)
    ).one()
    members = db.session.execute(
        select(
            SessionMember.account_id,
            Account.name,
            SessionMember.account_id == head.chair_id,
            SessionMember.is_present,
            SessionMember.acknowledged_at.is_not(None),
        )
        .join(Account, Account.id == SessionMember.account_id)
        .where(SessionMember.session_id == session_id)
        .order_by(SessionMember.id)
    )
    return SessionPage(
        **head._mapping,  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
        members=tuple(MemberRow(*row) for row in members),
        items=tuple(agenda_items(session_id=session_id, viewer=viewer)),
    )


def agenda_items(*, session_id: int, viewer: Viewer) -> list[ItemRow]:
    """The items of the session that exist for the viewer, in order; one query."""
    query = _agenda_items(item_is_known(viewer), contents_are_open(viewer), viewer.id)
    rows = db.session.execute(query, {"session_id": session_id}).mappings()
    return [ItemRow(number=number, **row) for number, row in enumerate(rows, 1)]


@lru_cache(maxsize=QUERIES_KEPT)
def _agenda_items(
    item_known: ColumnElement[bool], is_open: ColumnElement[bool], viewer_id: int
) -> Select[*tuple[Any, ...]]:
    taken = aliased(Decision)
    newest = (
        select(func.max(taken.number))
        .where(taken.agenda_item_id == AgendaItem.id)
        .correlate(AgendaItem)
        .scalar_subquery()
    )
    voted = exists().where(Position.agenda_item_id == AgendaItem.id, Position.account_id == viewer_id)
    return (
        select(
            AgendaItem.id,
            AgendaItem.application_id,
            Candidate.name.label("candidate"),
            AgendaItem.state,
            Application.stage,
            AgendaItem.opened_at,
            Decision.outcome,
            Decision.level_code.label("level"),
            Decision.id.label("decision_id"),
            case((is_open, AgendaItem.follow_up), else_="").label("follow_up"),
            voted.label("has_voted"),
            is_open.label("is_open"),
        )
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(
            Decision,
            and_(
                Decision.agenda_item_id == AgendaItem.id,
                Decision.number == newest,
                AgendaItem.state == ItemState.DECIDED,
                is_open,
            ),
        )
        .where(AgendaItem.session_id == bindparam("session_id"), item_known)
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def items_of_application(*, application_id: int, viewer: Viewer) -> list[tuple[int, str, ItemState]]:
    """Where the application stands on agendas of sessions not closed, as (item, session's title, state)."""
    rows: Any = db.session.execute(
        _agendas(item_is_known(viewer), session_is_known(viewer)), {"application_id": application_id}
    )
    return [(row.id, row.title, row.state) for row in rows]


@lru_cache(maxsize=QUERIES_KEPT)
def _agendas(item_known: ColumnElement[bool], session_known: ColumnElement[bool]) -> Select[int, str, ItemState]:
    return (
        select(AgendaItem.id, CalibrationSession.title, AgendaItem.state)
        .join(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            AgendaItem.application_id == bindparam("application_id"),
            CalibrationSession.state != SessionState.CLOSED,
            item_known,
            session_known,
        )
        .order_by(CalibrationSession.id.desc())
    )
