"""Reads for the application's page: loop, coverage board, conflicts, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true

from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from rubrics.models import RubricDimension, RubricExercise, RubricVersion
from scorecards.coverage import BoardDimension, CoverRow, board
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Conflict, Interview, Requisition
from scorecards.queries.evidence import Evidence, visible_evidence
from scorecards.queries.loops import planned_interviews
from scorecards.queries.sight import Viewer, application_is_known

TELLING = (
    *("adjust_score", "withdraw_adjustment", "dissent"),
    *("take_position", "open_positions", "recuse", "add_follow_up", "finish_follow_up"),
    *("share_packet", "revoke_share", "open_share", "place_hold", "lift_hold"),
)
"""What a committee does before it decides, and what becomes of the packet: for those who may read the scores."""

MOST_EVENTS = 100
TOLD_ELSEWHERE = ("write_message", "note_message")
"""Messages to the recruiter: their own page says who wrote them and when, to those who may open it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page about an application."""

    application_id: int
    candidate: str
    code: str
    requisition_id: int
    requisition: str
    stage: Stage
    target: str
    version_id: int
    required_raters: int
    dimension_raters: dict[str, int] | None
    due_hours: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of the pinned rubric; `key` stays the same over its versions."""

    id: int
    key: str
    name: str
    position: int
    must_have: bool
    bar: int


@dataclass(frozen=True, slots=True)
class DeclaredConflict:
    """Somebody who stays away from the application."""

    id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """An application as one viewer sees it; `cover` has one column per interview of the evidence."""

    head: Head
    email: str | None
    source: str | None
    applied_at: datetime
    dimensions: tuple[Dimension, ...]
    evidence: Evidence
    cover: tuple[CoverRow, ...]
    overloaded: frozenset[int]
    conflicts: tuple[DeclaredConflict, ...]


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One change; `reason` is empty where there was none or the viewer may not read it.

    `interview` is the title of the interview that it is about, empty where it is about none.
    """

    at: datetime
    action: str
    actor: str
    reason: str
    interview: str


def head(application_id: int) -> Head:
    """The top of the pages. Raises NoResultFound when there is no such application."""
    row = db.session.execute(
        select(
            Application.id.label("application_id"),
            Candidate.name.label("candidate"),
            Candidate.code,
            Requisition.id.label("requisition_id"),
            Requisition.title.label("requisition"),
            Application.stage,
            RubricVersion.target_label.label("target"),
            RubricVersion.id.label("version_id"),
            Requisition.required_raters,
            Requisition.dimension_raters,
            Requisition.due_hours,
        )
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .where(Application.id == application_id)
    ).one()
    return Head(**row._asdict())


def application_page(*, application_id: int, viewer: Viewer) -> ApplicationPage | None:
    """The application as the viewer sees it, or None when it does not exist for them; ten queries."""
    evidence = visible_evidence(application_id=application_id, viewer=viewer)
    if evidence is None:
        return None
    top = head(application_id)
    person = db.session.execute(
        select(Candidate.email, Candidate.source, Application.created_at)
        .join(Application, Application.candidate_id == Candidate.id)
        .where(Application.id == application_id)
    ).one()
    rubric, raters = dimensions(top.version_id), top.dimension_raters or {}
    planned = [each for _, each in planned_interviews([application_id]).get(application_id, ())]
    declared = db.session.execute(
        select(Conflict.id, Account.name, Conflict.reason)
        .join(Account, Account.id == Conflict.account_id)
        .where(Conflict.application_id == application_id)
        .order_by(Conflict.id)
    )
    return ApplicationPage(
        head=top,
        email=person.email,
        source=person.source,
        applied_at=person.created_at,
        dimensions=rubric,
        evidence=evidence,
        cover=board(
            [BoardDimension(each.id, each.position, each.must_have, raters.get(each.key)) for each in rubric],
            planned,
            top.required_raters,
        ),
        overloaded=frozenset(each.id for each in planned if each.counts and each.is_overloaded),
        conflicts=tuple(DeclaredConflict(*row) for row in declared),
    )


def dimensions(version_id: int) -> tuple[Dimension, ...]:
    """The rubric's dimensions in order."""
    rows = db.session.execute(
        select(
            RubricDimension.id,
            RubricDimension.key,
            RubricDimension.name,
            RubricDimension.position,
            RubricDimension.must_have,
            RubricDimension.bar,
        )
        .where(RubricDimension.version_id == version_id)
        .order_by(RubricDimension.position)
    )
    return tuple(Dimension(*row) for row in rows)


def exercises(version_id: int) -> list[tuple[int, str]]:
    """The rubric's exercises in order, as (number, name)."""
    rows = db.session.execute(
        select(RubricExercise.id, RubricExercise.name)
        .where(RubricExercise.version_id == version_id)
        .order_by(RubricExercise.position)
    )
    return [(exercise_id, name) for exercise_id, name in rows]


def history(*, evidence: Evidence, reads_scores: bool) -> list[HistoryEvent]:
    """What happened to the application, the newest first, at most a hundred events.

    Interviewers whose names the viewer may not know stay unnamed. Reasons, and that a score was adjusted or a decision
    contradicted, can speak of scores, so they are given only to those who read the scores.
    """
    titles = {f"interview:{row.id}": row.title for row in evidence.interviews}
    titles |= {f"scorecard:{row.scorecard_id}": row.title for row in evidence.interviews}
    unnamed = {row.position for row in evidence.interviews if row.interviewer_id is None}
    hidden: set[int] = set()
    if unnamed:
        hidden = set(
            db.session.scalars(
                select(Interview.interviewer_id).where(
                    Interview.application_id == evidence.application_id, Interview.position.in_(unnamed)
                )
            )
        )
    rows = db.session.execute(
        select(
            AuditEvent.at,
            AuditEvent.action,
            AuditEvent.actor_id,
            AuditEvent.actor_name,
            AuditEvent.details,
            AuditEvent.subject,
        )
        .where(
            AuditEvent.about == f"application:{evidence.application_id}",
            AuditEvent.action.not_in(TOLD_ELSEWHERE),
            true() if reads_scores else AuditEvent.action.not_in(TELLING),
        )
        .order_by(AuditEvent.id.desc())
        .limit(MOST_EVENTS)
    )
    return [
        HistoryEvent(
            at=row.at,
            action=row.action,
            actor="An interviewer" if row.actor_id in hidden else row.actor_name,
            reason=str(row.details.get("reason", "")) if reads_scores else "",
            interview=titles.get(row.subject, ""),
        )
        for row in rows
    ]


def copyable_loops(*, application_id: int, requisition_id: int, viewer: Viewer) -> list[tuple[int, str]]:
    """Other applications of the opening that have interviews, the newest first, as (number, words); at most twenty."""
    interviews = func.count(Interview.id)
    rows = db.session.execute(
        select(Application.id, Candidate.name, interviews)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Interview, Interview.application_id == Application.id)
        .where(
            Application.requisition_id == requisition_id,
            Application.id != application_id,
            Interview.cancelled_at.is_(None),
            application_is_known(viewer),
        )
        .group_by(Application.id, Candidate.name)
        .order_by(Application.id.desc())
        .limit(20)
    )
    return [(number, f"{name} ({count} interviews)") for number, name, count in rows]
