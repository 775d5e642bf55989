"""The applications that wait for the committee, and those it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from calibration.enums import Outcome
from calibration.models import Decision
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.sight import Viewer, application_is_known, contents_are_open

PAGE = 50
LISTED = (Stage.CALIBRATION, Stage.DECIDED)


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
    latest = (
        select(Decision.application_id, func.max(Decision.number).label("number"))
        .group_by(Decision.application_id)
        .subquery()
    )
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
        .outerjoin(latest, latest.c.application_id == Application.id)
        .outerjoin(
            Decision,
            (Decision.application_id == Application.id) & (Decision.number == latest.c.number) & is_open,
        )
        .where(Application.stage == stage, application_is_known(viewer))
        .order_by(*order)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [AgendaRow(*row) for row in rows], total
