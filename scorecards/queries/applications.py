"""Reads for the application's page: loop, coverage board, conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from accounts.models import Account
from core.database import db
from rubrics.models import RubricDimension, RubricVersion
from scorecards.coverage import BoardDimension, CoverRow, board
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Conflict, Interview, Requisition
from scorecards.queries.evidence import Evidence, visible_evidence
from scorecards.queries.history import UNNAMED
from scorecards.queries.loops import planned_interviews
from scorecards.queries.sight import QUERIES_KEPT, Viewer, application_is_known, identities_are_open


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
    """Somebody who stays away from the application; they may have been its interviewer, so the name follows that policy."""

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


_HEAD = (
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
    .where(Application.id == bindparam("application_id"))
)
_PERSON = (
    select(Candidate.email, Candidate.source, Application.created_at)
    .join(Application, Application.candidate_id == Candidate.id)
    .where(Application.id == bindparam("application_id"))
)
_DIMENSIONS = (
    select(
        RubricDimension.id,
        RubricDimension.key,
        RubricDimension.name,
        RubricDimension.position,
        RubricDimension.must_have,
        RubricDimension.bar,
    )
    .where(RubricDimension.version_id == bindparam("version_id"))
    .order_by(RubricDimension.position)
)


def head(application_id: int) -> Head:
    """The top of the pages. Raises NoResultFound when there is no such application."""
    row = db.session.execute(_HEAD, {"application_id": application_id}).one()
    return Head(**row._asdict())


def application_page(*, application_id: int, viewer: Viewer) -> ApplicationPage | None:
    """The application as the viewer sees it, or None when it does not exist for them; ten queries."""
    evidence = visible_evidence(application_id=application_id, viewer=viewer)
    if evidence is None:
        return None
    top = head(application_id)
    asked = {"application_id": application_id}
    person = db.session.execute(_PERSON, asked).one()
    rubric, raters = dimensions(top.version_id), top.dimension_raters or {}
    planned = [each for _, each in planned_interviews([application_id]).get(application_id, ())]
    declared = db.session.execute(_declared(identities_are_open(viewer)), asked)
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


@lru_cache(maxsize=QUERIES_KEPT)
def _declared(are_named: ColumnElement[bool]) -> Select[int, str, str]:
    return (
        select(Conflict.id, case((are_named, Account.name), else_=UNNAMED).label("name"), Conflict.reason)
        .join(Account, Account.id == Conflict.account_id)
        .join(Application, Application.id == Conflict.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Conflict.application_id == bindparam("application_id"))
        .order_by(Conflict.id)
    )


def dimensions(version_id: int) -> tuple[Dimension, ...]:
    """The rubric's dimensions in order."""
    return tuple(Dimension(*row) for row in db.session.execute(_DIMENSIONS, {"version_id": version_id}))


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
