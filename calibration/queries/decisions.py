"""The decisions on applications with what belongs to each: dissents, and why it was taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from accounts.models import Account
from calibration.enums import Outcome
from calibration.models import AgendaItem, CalibrationSession, Decision, Dissent
from core.audit import AuditEvent
from core.database import db
from scorecards.models import Application


@dataclass(frozen=True, slots=True)
class DissentRow:
    """A member who does not share the decision, in their words."""

    name: str
    text: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Why a decided item was taken up again, by whom and when."""

    reason: str
    name: str
    at: datetime


@dataclass(frozen=True)
class DecisionRow:
    """One decision; the first of a list is in force.

    `composite`: what the scores alone said then (`composite.to_plain`), `difference`: why it was decided otherwise.
    `session` and `item_id` are None for a decision without a session. `taken_up`: why its committee took it up again.
    """

    number: int
    outcome: Outcome
    level: str | None
    reasons: str
    decided_by: str
    decided_at: datetime
    composite: dict[str, Any] | None = None
    difference: str | None = None
    item_id: int | None = None
    session: str | None = None
    dissents: tuple[DissentRow, ...] = ()
    taken_up: TakenUp | None = None


_THESE: BindParameter[int] = bindparam("applications", expanding=True)
_DECISIONS = (
    select(
        Decision.id,
        Decision.application_id,
        Decision.number,
        Decision.outcome,
        Decision.level_code,
        Decision.reasons,
        Account.name,
        Decision.decided_at,
        Decision.composite,
        Decision.difference,
        Decision.agenda_item_id,
        CalibrationSession.title,
    )
    .join(Account, Account.id == Decision.decided_by_id)
    .outerjoin(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
    .outerjoin(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
    .where(Decision.application_id.in_(_THESE))
    .order_by(Decision.number.desc())
)
_DISSENTS = (
    select(Dissent.decision_id, Account.name, Dissent.text, Dissent.given_at)
    .join(Decision, Decision.id == Dissent.decision_id)
    .join(Account, Account.id == Dissent.account_id)
    .where(Decision.application_id.in_(_THESE))
    .order_by(Dissent.id)
)


def decisions_of(application_ids: Sequence[int]) -> dict[int, list[DecisionRow]]:
    """The decisions of each application, the one in force first; three queries, one where nothing is decided."""
    rows = db.session.execute(_DECISIONS, {"applications": list(application_ids)}).all()
    if not rows:
        return {}
    dissents, events = _dissents(application_ids), _taken_up(application_ids)
    found: dict[int, list[DecisionRow]] = {}
    for identity, application_id, *facts in rows:
        row = DecisionRow(*facts)
        told = _next_after(events.get(row.item_id, []), row.decided_at) if row.item_id is not None else None
        row = replace(row, dissents=tuple(dissents.get(identity, ())), taken_up=told)
        found.setdefault(application_id, []).append(row)
    return found


def _dissents(application_ids: Sequence[int]) -> dict[int, list[DissentRow]]:
    rows = db.session.execute(_DISSENTS, {"applications": list(application_ids)})
    found: dict[int, list[DissentRow]] = {}
    for decision_id, name, text, moment in rows:
        found.setdefault(decision_id, []).append(DissentRow(name, text, moment))
    return found


def _taken_up(application_ids: Sequence[int]) -> dict[int, list[TakenUp]]:
    """By item, the oldest first."""
    abouts = [f"{Application.__tablename__}:{application_id}" for application_id in application_ids]
    rows = db.session.execute(
        select(AuditEvent.subject, AuditEvent.details, AuditEvent.actor_name, AuditEvent.at)
        .where(AuditEvent.about.in_(abouts), AuditEvent.action == "reopen_item")
        .order_by(AuditEvent.id)
    )
    found: dict[int, list[TakenUp]] = {}
    for subject, details, name, moment in rows:
        item_id = int(subject.partition(":")[2])
        found.setdefault(item_id, []).append(TakenUp(str(details.get("reason", "")), name, moment))
    return found


def _next_after(events: Sequence[TakenUp], moment: datetime) -> TakenUp | None:
    return next((event for event in events if event.at >= moment), None)
