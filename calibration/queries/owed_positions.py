"""The positions that somebody still has to take, for their page of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, not_, select

from calibration.enums import ItemState, SessionState
from calibration.models import AgendaItem, CalibrationSession, Position, SessionMember
from calibration.queries.sessions import PAGE, item_is_known
from calibration.seating import SITTING
from core.database import db
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.sight import QUERIES_KEPT, Viewer, contents_are_open, one_of
from scorecards.visibility import OPEN_STAGES

AHEAD = (ItemState.WAITING, ItemState.VOTING)


@dataclass(frozen=True, slots=True)
class OwedPosition:
    """An item on which the viewer has taken no position yet."""

    item_id: int
    candidate: str
    role: str
    session_id: int
    session: str
    scheduled_at: datetime | None
    has_read: bool


def positions_owed(viewer: Viewer) -> list[OwedPosition]:
    """The items of the viewer's sessions on which they could take a position and have taken none; one query."""
    rows = db.session.execute(_query(item_is_known(viewer), contents_are_open(viewer), viewer.id))
    return [OwedPosition(*row) for row in rows]


@lru_cache(maxsize=QUERIES_KEPT)
def _query(known: ColumnElement[bool], is_open: ColumnElement[bool], viewer_id: int) -> Select[*tuple[Any, ...]]:
    has_voted = exists().where(Position.agenda_item_id == AgendaItem.id, Position.account_id == viewer_id)
    return (
        select(
            AgendaItem.id,
            Candidate.name,
            Requisition.title,
            CalibrationSession.id,
            CalibrationSession.title,
            CalibrationSession.scheduled_at,
            SessionMember.acknowledged_at.is_not(None),
        )
        .join(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
        .join(SessionMember, SessionMember.session_id == CalibrationSession.id)
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            SessionMember.account_id == viewer_id,
            CalibrationSession.state != SessionState.CLOSED,
            one_of(AgendaItem.state, AHEAD),
            one_of(Application.stage, OPEN_STAGES),
            known,
            is_open,
            _sits(viewer_id),
            not_(has_voted),
        )
        .order_by(CalibrationSession.scheduled_at.is_(None), CalibrationSession.scheduled_at, AgendaItem.position)
        .limit(PAGE)
    )


def _sits(viewer_id: int) -> ColumnElement[bool]:
    return exists().where(
        TeamMember.requisition_id == Application.requisition_id,
        TeamMember.account_id == viewer_id,
        one_of(TeamMember.role, SITTING),
    )
