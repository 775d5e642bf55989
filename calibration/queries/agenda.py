"""The applications that wait for the committee, and those it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from calibration.enums import Outcome, SessionState
from calibration.models import AgendaItem, CalibrationSession, Decision
from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.sight import Viewer, application_is_known, contents_are_open

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
    known = (
        select(Application.id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Application.stage == stage, application_is_known(viewer))
    )
    total = db.session.scalar(select(func.count()).select_from(known.subquery())) or 0
    earlier = aliased(Decision)
    latest = select(func.max(earlier.number)).where(earlier.application_id == Application.id).scalar_subquery()
    is_open = contents_are_open(viewer)
    order = [Decision.decided_at.desc(), Application.id.desc()] if stage is Stage.DECIDED else [Application.id]
    rows = db.session.execute(
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
        .where(Application.stage == stage, application_is_known(viewer))
        .order_by(*order)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [AgendaRow(*row) for row in rows], total


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
    member = aliased(TeamMember)
    has_chair = exists().where(TeamMember.requisition_id == Requisition.id, TeamMember.role == TeamRole.CHAIR)
    leads = exists().where(
        member.requisition_id == Requisition.id,
        member.account_id == viewer.id,
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
    rows = db.session.execute(
        select(Application.id, Candidate.name, Requisition.title)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            Application.stage == Stage.CALIBRATION,
            leads.correlate(Requisition),
            not_(is_on_agenda.correlate(Application)),
            contents_are_open(viewer),
        )
        .order_by(Application.id)
        .limit(PAGE)
    )
    return [OwedDecision(*row) for row in rows]
