"""Messages of a committee to the recruiters, as each reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, exists, not_, select
from sqlalchemy.orm import aliased

from accounts.enums import Role
from accounts.models import Account
from calibration.models import RecruiterMessage
from core.database import db
from scorecards.enums import TeamRole
from scorecards.models import Application, Candidate, Conflict, Requisition, TeamMember
from scorecards.queries import access
from scorecards.queries.owed import on_team
from scorecards.queries.sight import QUERIES_KEPT, Viewer, application_is_known, owes_nothing
from scorecards.visibility import LEADING, Access, is_known, standing

PAGE = 50


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message; `noted_by` and `noted_at` None: no recruiter has taken note."""

    id: int
    author: str
    text: str
    written_at: datetime
    noted_by: str | None
    noted_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """An application with a message of which no recruiter has taken note."""

    application_id: int
    candidate: str
    role: str


def messages(found: Access, *, viewer: Viewer) -> list[MessageRow]:
    """The application's messages open to the viewer, oldest first; one query.

    Whoever leads the application reads all of them, others of the committee those that they wrote; who owes a scorecard
    of the loop reads none, since a message may tell what peers found.
    """
    seen = standing(found, viewer.id, recruits=viewer.has_role(Role.RECRUITER))
    if not is_known(seen):
        return []
    noted = aliased(Account)
    rows = (
        select(
            RecruiterMessage.id,
            Account.name,
            RecruiterMessage.text,
            RecruiterMessage.written_at,
            noted.name,
            RecruiterMessage.noted_at,
        )
        .join(Account, Account.id == RecruiterMessage.written_by_id)
        .outerjoin(noted, noted.id == RecruiterMessage.noted_by_id)
        .join(Application, Application.id == RecruiterMessage.application_id)
        .where(RecruiterMessage.application_id == found.application_id, owes_nothing(viewer))
        .order_by(RecruiterMessage.id)
    )
    if LEADING.isdisjoint(seen.parts):
        rows = rows.where(RecruiterMessage.written_by_id == viewer.id)
    return [MessageRow(*row) for row in db.session.execute(rows)]


def names(application_id: int) -> tuple[str, str]:
    """The application's candidate and opening. Raises NoResultFound when there is no such application."""
    row = db.session.execute(
        select(Candidate.name, Requisition.title)
        .select_from(Application)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Application.id == application_id)
    ).one()
    return row[0], row[1]


def messages_waiting(viewer: Viewer) -> list[WaitingMessage]:
    """The applications to openings for which the viewer recruits that have a message nobody noted; one query, 50 rows."""
    rows = db.session.execute(_waiting(application_is_known(viewer), owes_nothing(viewer), viewer.id))
    return [WaitingMessage(*row) for row in rows]


@lru_cache(maxsize=QUERIES_KEPT)
def _waiting(known: ColumnElement[bool], owing_nothing: ColumnElement[bool], viewer_id: int) -> Select[int, str, str]:
    # From the few messages that wait to their applications: the other way round every application would be asked.
    waiting = select(RecruiterMessage.application_id).where(RecruiterMessage.noted_at.is_(None))
    return (
        select(Application.id, Candidate.name, Requisition.title)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.id.in_(waiting), on_team(viewer_id, (TeamRole.RECRUITER,)), known, owing_nothing)
        .order_by(Application.id)
        .limit(PAGE)
    )


def message(message_id: int) -> tuple[Access, RecruiterMessage] | None:
    """The message with what decides who may read it, or None."""
    row = db.session.get(RecruiterMessage, message_id)
    found = access.application(row.application_id) if row else None
    return (found, row) if found and row else None


def recruiters_of(application: Application) -> Sequence[int]:
    """Those of the opening's team who recruit and may know of the application: not in conflict, not the candidate."""
    in_conflict = exists().where(
        Conflict.application_id == application.id, Conflict.account_id == TeamMember.account_id
    )
    return db.session.scalars(
        select(TeamMember.account_id)
        .join(Account, Account.id == TeamMember.account_id)
        .where(
            TeamMember.requisition_id == application.requisition_id,
            TeamMember.role == TeamRole.RECRUITER,
            TeamMember.account_id.is_distinct_from(application.candidate.account_id),
            Account.active,
            not_(in_conflict.correlate(TeamMember)),
        )
        .order_by(TeamMember.account_id)
    ).all()
