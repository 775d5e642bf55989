"""What can be chosen when a session is planned: openings, people, applications."""

from __future__ import annotations

from sqlalchemy import exists, not_, or_, select, true

from accounts.enums import Role
from accounts.models import Account
from calibration.models import AgendaItem, Recusal
from calibration.queries.sessions import PAGE
from calibration.seating import PLANNING, SITTING
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.sight import Viewer, application_is_known

LISTABLE = (Stage.INTERVIEWING, Stage.CALIBRATION, Stage.DECIDED)


def agenda_choices(*, requisition_id: int, session_id: int | None, viewer: Viewer) -> list[tuple[int, str, Stage]]:
    """What the viewer can put on the agenda as (application, candidate, stage): those that exist for them."""
    on_agenda = exists().where(AgendaItem.application_id == Application.id, AgendaItem.session_id == (session_id or 0))
    is_recused = (
        exists()
        .where(
            Recusal.agenda_item_id == AgendaItem.id,
            AgendaItem.application_id == Application.id,
            AgendaItem.session_id == (session_id or 0),
            Recusal.account_id == viewer.id,
        )
        .correlate(Application)
    )
    rows = db.session.execute(
        select(Application.id, Candidate.name, Application.stage)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            Application.requisition_id == requisition_id,
            or_(Application.stage.in_(LISTABLE), on_agenda),
            application_is_known(viewer),
            not_(is_recused),
        )
        .order_by(Application.stage != Stage.CALIBRATION, Application.id)
    )
    return [(row.id, row.name, row.stage) for row in rows]


def committee_choices(requisition_id: int) -> list[tuple[int, str]]:
    """Who may sit in the opening's sessions as (account, name)."""
    rows = db.session.execute(
        select(Account.id, Account.name)
        .join(TeamMember, TeamMember.account_id == Account.id)
        .where(TeamMember.requisition_id == requisition_id, TeamMember.role.in_(SITTING), Account.active)
        .distinct()
        .order_by(Account.name, Account.id)
    )
    return [(row.id, row.name) for row in rows]


def plannable(viewer: Viewer) -> list[tuple[int, str]]:
    """The openings for which the viewer may plan a session, with applications in calibration first."""
    plans = exists().where(
        TeamMember.requisition_id == Requisition.id,
        TeamMember.account_id == viewer.id,
        TeamMember.role.in_(PLANNING),
    )
    waiting = exists().where(Application.requisition_id == Requisition.id, Application.stage == Stage.CALIBRATION)
    rows = db.session.execute(
        select(Requisition.id, Requisition.title)
        .where(true() if viewer.has_role(Role.RECRUITER) else plans)
        .order_by(not_(waiting), Requisition.title)
        .limit(PAGE)
    )
    return [(row.id, row.title) for row in rows]
