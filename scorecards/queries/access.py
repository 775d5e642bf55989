"""What the rules are asked about: who is who in one application, interview or requisition, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Select, bindparam, exists, select

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from rubrics.models import RubricVersion
from scorecards.enums import ScorecardState, Stage, TeamRole
from scorecards.models import (
    Application,
    Candidate,
    Conflict,
    Interview,
    PlannedInterview,
    Requisition,
    Scorecard,
    TeamMember,
    Training,
)
from scorecards.queries.sight import limit, recruiter_scores_permitted
from scorecards.visibility import Access, Seat, sees_contents, situation, standing, stricter


@dataclass(frozen=True, slots=True)
class InterviewAccess:
    """One interview and the application it belongs to; `state` and `version` are its scorecard's."""

    access: Access
    interview_id: int
    scorecard_id: int
    interviewer_id: int
    is_shadow: bool
    is_cancelled: bool
    state: ScorecardState
    version: int


@dataclass(frozen=True, slots=True)
class RequisitionAccess:
    """One requisition and its hiring team as (account, role)."""

    requisition_id: int
    team: frozenset[tuple[int, TeamRole]]


@dataclass(frozen=True, slots=True)
class PlannedAccess(RequisitionAccess):
    """One interview of a requisition's plan."""

    planned_id: int


@dataclass(frozen=True, slots=True)
class TrainingAccess(RequisitionAccess):
    """One person's training, as a requisition of the same rubric shows it."""

    training_id: int


# Nearly every page asks these, and to build a query takes longer than to ask it: they are built once.
_APPLICATION = (
    select(
        Application.requisition_id,
        Application.stage,
        Requisition.visibility,
        Requisition.identities,
        Requisition.recruiter_scores,
        Candidate.account_id,
    )
    .join(Requisition, Requisition.id == Application.requisition_id)
    .join(Candidate, Candidate.id == Application.candidate_id)
    .where(Application.id == bindparam("application_id"))
)
_SEATS = (
    select(Interview.id, Interview.interviewer_id, Interview.is_shadow, Scorecard.state)
    .join(Scorecard, Scorecard.interview_id == Interview.id)
    .where(Interview.application_id == bindparam("application_id"), Interview.cancelled_at.is_(None))
    .order_by(Interview.position)
)
_CONFLICTED = select(Conflict.account_id).where(Conflict.application_id == bindparam("application_id"))
_INTERVIEWS = select(
    Interview.application_id,
    Interview.id,
    Scorecard.id,
    Interview.interviewer_id,
    Interview.is_shadow,
    Interview.cancelled_at.is_not(None),
    Scorecard.state,
    Scorecard.version,
).join(Scorecard, Scorecard.interview_id == Interview.id)
_OF_INTERVIEW = _INTERVIEWS.where(Interview.id == bindparam("key"))
_OF_SCORECARD = _INTERVIEWS.where(Scorecard.id == bindparam("key"))
_REQUISITION = select(Requisition.id).where(Requisition.id == bindparam("requisition_id"))
_TEAM = select(TeamMember.account_id, TeamMember.role).where(TeamMember.requisition_id == bindparam("requisition_id"))


def application(application_id: int) -> Access | None:
    """Who is who in the application, or None when there is none; four queries."""
    asked = {"application_id": application_id}
    head = db.session.execute(_APPLICATION, asked).one_or_none()
    if head is None:
        return None
    seats = db.session.execute(_SEATS, asked)
    conflicted = db.session.scalars(_CONFLICTED, asked)
    return Access(
        application_id=application_id,
        requisition_id=head.requisition_id,
        stage=head.stage,
        policy=stricter(head.visibility, limit()),
        identities=stricter(head.identities, limit()),
        recruiter_scores=head.recruiter_scores and recruiter_scores_permitted(),
        candidate_account_id=head.account_id,
        conflicted=frozenset(conflicted),
        team=team_roles(head.requisition_id),
        seats=tuple(
            Seat(interview_id, interviewer_id, is_shadow, state is ScorecardState.SUBMITTED)
            for interview_id, interviewer_id, is_shadow, state in seats
        ),
    )


def could_read(application_id: int, account: Account) -> bool:
    """Whether others' scores of the application are open to the account now, or were before it returned to the interviews.

    So too for somebody of whom an interview of this loop says so already: what was read stays read. A guest, who comes
    by a link to one interview, reads nobody's. One query while nobody else has submitted.
    """
    of_application = Interview.application_id == application_id
    submitted = exists().where(
        of_application,
        Interview.interviewer_id != account.id,
        Interview.cancelled_at.is_(None),
        Scorecard.interview_id == Interview.id,
        Scorecard.state == ScorecardState.SUBMITTED,
    )
    known = exists().where(of_application, Interview.interviewer_id == account.id, Interview.could_read)
    asked = db.session.execute(select(submitted.label("submitted"), known.label("known"))).one()
    found = application(application_id) if asked.submitted and not account.is_guest else None
    if asked.known or found is None:
        return bool(asked.known)
    seen, place = standing(found, account.id, recruits=account.has_role(Role.RECRUITER)), situation(found)
    if sees_contents(seen, place):
        return True
    has_returned = exists().where(
        AuditEvent.about == f"application:{application_id}", AuditEvent.action == "return_to_interviews"
    )
    return sees_contents(seen, replace(place, stage=Stage.CALIBRATION)) and bool(
        db.session.scalar(select(has_returned))
    )


def interview(interview_id: int) -> InterviewAccess | None:
    """The interview with its application's access, or None."""
    return _interview(_OF_INTERVIEW, interview_id)


def scorecard(scorecard_id: int) -> InterviewAccess | None:
    """The interview of the scorecard with its application's access, or None."""
    return _interview(_OF_SCORECARD, scorecard_id)


def requisition(requisition_id: int) -> RequisitionAccess | None:
    """The requisition with its team, or None."""
    if db.session.scalar(_REQUISITION, {"requisition_id": requisition_id}) is None:
        return None
    return RequisitionAccess(requisition_id, team_roles(requisition_id))


def planned_interview(planned_id: int) -> PlannedAccess | None:
    """The planned interview with its requisition's team, or None."""
    row = db.session.scalar(select(PlannedInterview.requisition_id).where(PlannedInterview.id == planned_id))
    return None if row is None else PlannedAccess(row, team_roles(row), planned_id)


def training(requisition_id: int, training_id: int) -> TrainingAccess | None:
    """The training on the rubric of this requisition, or None."""
    row = db.session.scalar(
        select(Training.id)
        .join(RubricVersion, RubricVersion.rubric_id == Training.rubric_id)
        .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
        .where(Training.id == training_id, Requisition.id == requisition_id)
    )
    return None if row is None else TrainingAccess(requisition_id, team_roles(requisition_id), training_id)


def team_roles(requisition_id: int) -> frozenset[tuple[int, TeamRole]]:
    """Who is on the requisition's hiring team as what, as (account, role)."""
    rows = db.session.execute(_TEAM, {"requisition_id": requisition_id})
    return frozenset((account_id, role) for account_id, role in rows)


def _interview(query: Select[int, int, int, int, bool, bool, ScorecardState, int], key: int) -> InterviewAccess | None:
    row = db.session.execute(query, {"key": key}).one_or_none()
    if row is None:
        return None
    access = application(row[0])
    return None if access is None else InterviewAccess(access, *row[1:])
