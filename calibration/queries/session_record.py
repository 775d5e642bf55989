"""What a packet says of the sessions that talked about an application.

Asks no rule: whoever calls has checked that the packet may be made. What is still blind is left out all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import not_, select

from accounts.models import Account
from calibration.models import (
    AgendaItem,
    CalibrationSession,
    Decision,
    Dissent,
    Position,
    Recusal,
    SessionMember,
)
from calibration.packet import record as plain
from calibration.queries.adjustments import AdjustmentRow
from calibration.seating import TALK_HAS_BEGUN
from core.database import db

CHAIR, MEMBER = "chair", "committee"


def session_parts(application_id: int, adjustments: Sequence[AdjustmentRow]) -> dict[str, Any]:
    """The fields of a packet's calibration that come from sessions; without a session only adjustments, of which there are none.

    The session named is the latest that turned to the application; its members are those who were there and took part.
    Positions are that item's: each member's last blind one and what they moved to, once the talk has begun. Dissents and
    recusals are those of every session.
    """
    head = db.session.execute(
        select(
            AgendaItem.id,
            AgendaItem.state,
            CalibrationSession.id.label("session_id"),
            CalibrationSession.title,
            CalibrationSession.opened_at,
            CalibrationSession.chair_id,
            Account.name.label("chair"),
        )
        .join(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
        .join(Account, Account.id == CalibrationSession.chair_id)
        .where(AgendaItem.application_id == application_id, AgendaItem.opened_at.is_not(None))
        .order_by(AgendaItem.opened_at.desc(), AgendaItem.id.desc())
        .limit(1)
    ).one_or_none()
    chairs = {head.chair_id} if head else set()
    found: dict[str, Any] = {
        "adjustments": tuple(_adjustment(row, chairs) for row in adjustments),
        "dissents": _dissents(application_id, chairs),
        "recusals": _recusals(application_id, chairs),
    }
    if head is None:
        return found
    return {
        **found,
        "session_id": str(head.session_id),
        "session_title": head.title,
        "held_at": _moment(head.opened_at) if head.opened_at else None,
        "chair": _person(head.chair_id, head.chair, chairs),
        "members": _members(head.session_id, head.id, chairs),
        "positions": _positions(head.id, chairs) if head.state in TALK_HAS_BEGUN else (),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _person(account_id: int, name: str, chairs: set[int]) -> plain.Person:
    return plain.Person(id=str(account_id), name=name, role=CHAIR if account_id in chairs else MEMBER)


def _members(session_id: int, item_id: int, chairs: set[int]) -> tuple[plain.Person, ...]:
    recused = select(Recusal.account_id).where(Recusal.agenda_item_id == item_id)
    rows = db.session.execute(
        select(SessionMember.account_id, Account.name)
        .join(Account, Account.id == SessionMember.account_id)
        .where(
            SessionMember.session_id == session_id,
            SessionMember.is_present,
            not_(SessionMember.account_id.in_(recused)),
        )
        .order_by(SessionMember.id)
    )
    return tuple(_person(row.account_id, row.name, chairs) for row in rows)


def _positions(item_id: int, chairs: set[int]) -> tuple[plain.Position, ...]:
    recused = select(Recusal.account_id).where(Recusal.agenda_item_id == item_id)
    rows = db.session.execute(
        select(Position, Account.name)
        .join(Account, Account.id == Position.account_id)
        .where(Position.agenda_item_id == item_id, not_(Position.account_id.in_(recused)))
        .order_by(Position.id)
    ).all()
    last_blind = {row.account_id: row.id for row, _ in rows if row.is_blind}
    return tuple(
        plain.Position(
            by=_person(row.account_id, name, chairs),
            at=_moment(row.given_at),
            outcome=row.outcome.value,
            level=row.level_code,
            reasons=row.reasons,
            blind=row.is_blind,
        )
        for row, name in rows
        if not row.is_blind or last_blind[row.account_id] == row.id
    )


def _adjustment(row: AdjustmentRow, chairs: set[int]) -> plain.Adjustment:
    return plain.Adjustment(
        scorecard=str(row.scorecard_id),
        dimension=str(row.dimension_id),
        before=row.before,
        after=row.after,
        by=_person(row.by_id, row.by, chairs),
        at=_moment(row.at),
        reason=row.reason,
    )


def _dissents(application_id: int, chairs: set[int]) -> tuple[plain.Dissent, ...]:
    rows = db.session.execute(
        select(Dissent.account_id, Account.name, Dissent.given_at, Dissent.text)
        .join(Decision, Decision.id == Dissent.decision_id)
        .join(Account, Account.id == Dissent.account_id)
        .where(Decision.application_id == application_id)
        .order_by(Dissent.id)
    )
    return tuple(
        plain.Dissent(by=_person(row.account_id, row.name, chairs), at=_moment(row.given_at), text=row.text)
        for row in rows
    )


def _recusals(application_id: int, chairs: set[int]) -> tuple[plain.Recusal, ...]:
    rows = db.session.execute(
        select(Recusal.account_id, Account.name, Recusal.recused_at, Recusal.reason)
        .join(AgendaItem, AgendaItem.id == Recusal.agenda_item_id)
        .join(Account, Account.id == Recusal.account_id)
        .where(AgendaItem.application_id == application_id)
        .order_by(Recusal.id)
    )
    return tuple(
        plain.Recusal(by=_person(row.account_id, row.name, chairs), at=_moment(row.recused_at), reason=row.reason)
        for row in rows
    )
