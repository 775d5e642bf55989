"""The applications that wait for the committee, and those it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from calibration.enums import Outcome, SessionState
from calibration.models import AgendaItem, CalibrationSession, Decision
from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.sight import QUERIES_KEPT, Viewer, application_is_known, contents_are_open

PAGE = 50


@dataclass(frozen=True)
class AgendaRow:
    """One application; `outcome` None: not decided, or not open to the viewer."""

    application_id: int
    candidate: str
    role: str
    stage: Stage
    outcome: Outcome | None
    level: str | None
    decided_at: datetime | None


def agenda(*, viewer: Viewer, stage: Stage, page: int) -> tuple[Sequence[AgendaRow], int]:
    """One page (50 rows, from 1) of the applications in the stage that exist for the viewer, and how many there are.

    Those in calibration come in the order in which they applied, decided ones the latest first. The order never hangs
    on a score.
    """
    known = application_is_known(viewer)
    total = db.session.scalar(_total(known), {"stage": stage}) or 0
    in_order = _agenda(known, contents_are_open(viewer), latest_first=stage is Stage.DECIDED)
    rows = db.session.execute(in_order, {"stage": stage, "before": (page - 1) * PAGE})
    return [AgendaRow(*row) for row in rows], total


@lru_cache(maxsize=QUERIES_KEPT)
def _total(known: ColumnElement[bool]) -> Select[int]:
    return (
        select(func.count(Application.id))
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Application.stage == bindparam("stage"), known)
    )


@lru_cache(maxsize=QUERIES_KEPT)
def _agenda(
    known: ColumnElement[bool], is_open: ColumnElement[bool], *, latest_first: bool
) -> Select[*tuple[Any, ...]]:
    earlier = aliased(Decision)
    latest = select(func.max(earlier.number)).where(earlier.application_id == Application.id).scalar_subquery()
    order = [Decision.decided_at.desc(), Application.id.desc()] if latest_first else [Application.id]
    return (
        select(
            Application.id,
            Candidate.name,
            Requisition.title,
            Application.stage,
            Decision.outcome,
            Decision.level_code,
            Decision.decided_at,
        )
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(Decision, (Decision.application_id == Application.id) & (Decision.number == latest) & is_open)
        .where(Application.stage == bindparam("stage"), known)
        .order_by(*order)
        .limit(PAGE)
        .offset(bindparam("before"))
    )


@dataclass(frozen=True)
class OwedDecision:
    """One application that waits for the viewer's decision."""

    application_id: int
    candidate: str
    role: str


def decisions_owed(viewer: Viewer) -> list[OwedDecision]:
    """The applications in calibration that the viewer leads, reads, and finds on no session's agenda; one query, 50 rows.

    The chair leads; the hiring manager does where the opening has no chair.
    """
    return [OwedDecision(*row) for row in db.session.execute(_owed(contents_are_open(viewer), viewer.id))]


@lru_cache(maxsize=QUERIES_KEPT)
def _owed(is_open: ColumnElement[bool], viewer_id: int) -> Select[int, str, str]:
    member = aliased(TeamMember)
    has_chair = exists().where(TeamMember.requisition_id == Requisition.id, TeamMember.role == TeamRole.CHAIR)
    leads = exists().where(
        member.requisition_id == Requisition.id,
        member.account_id == viewer_id,
        or_(
            member.role == TeamRole.CHAIR,
            and_(member.role == TeamRole.HIRING_MANAGER, not_(has_chair.correlate(Requisition))),
        ),
    )
    is_on_agenda = exists().where(
        AgendaItem.application_id == Application.id,
        AgendaItem.session_id == CalibrationSession.id,
        CalibrationSession.state != SessionState.CLOSED,
    )
    return (
        select(Application.id, Candidate.name, Requisition.title)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            Application.stage == Stage.CALIBRATION,
            leads.correlate(Requisition),
            not_(is_on_agenda.correlate(Application)),
            is_open,
        )
        .order_by(Application.id)
        .limit(PAGE)
    )
