"""Reads for the requisitions' pages; only applications that exist for the viewer are listed and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricDimension, RubricVersion
from scorecards.coverage import PlannedDimension, PlannedInterview, board, gaps
from scorecards.enums import RequisitionState, ScorecardState, Stage, TeamRole, Visibility
from scorecards.models import (
    Application,
    Candidate,
    Interview,
    InterviewFocus,
    Requisition,
    Scorecard,
    TeamMember,
)
from scorecards.queries.sight import Viewer, application_is_known

PAGE = 50
RUNNING = (Stage.APPLIED, Stage.INTERVIEWING, Stage.CALIBRATION)


@dataclass(frozen=True, slots=True)
class RequisitionRow:
    """One opening in the list; `running` counts the viewer's applications that are neither decided nor withdrawn."""

    id: int
    title: str
    target: str
    rubric: str
    state: RequisitionState
    applications: int
    running: int


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the hiring team, with all their roles there."""

    account_id: int
    name: str
    roles: tuple[TeamRole, ...]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in the list: scorecards that count, submitted of expected, and dimensions short of raters."""

    id: int
    candidate: str
    code: str
    stage: Stage
    submitted: int
    expected: int
    gaps: int

    @property
    def is_watched(self) -> bool:
        """Whether a gap is still worth a mark: interviews are planned and the loop is not over."""
        return self.expected > 0 and self.stage in RUNNING


@dataclass(frozen=True, slots=True)
class RequisitionPage:
    """An opening with its team and one page of its applications; `stages` counts all that the viewer may see."""

    id: int
    title: str
    state: RequisitionState
    target: str
    rubric: str
    rubric_number: int
    version_id: int
    visibility: Visibility
    identities: Visibility
    required_raters: int
    due_hours: int
    dimensions: int
    team: tuple[Member, ...]
    applications: tuple[ApplicationRow, ...]
    stages: dict[Stage, int]
    total: int


def requisitions(*, viewer: Viewer, page: int = 1) -> tuple[list[RequisitionRow], int]:
    """The openings the viewer may see, open ones first, the newest first; one page of them and how many there are."""
    mine = _is_visible(viewer)
    counted = select(func.count()).select_from(Application).where(Application.requisition_id == Requisition.id)
    counted = counted.where(application_is_known(viewer))
    rows = db.session.execute(
        select(
            Requisition.id,
            Requisition.title,
            RubricVersion.target_label,
            Rubric.title,
            Requisition.state,
            counted.scalar_subquery(),
            counted.where(Application.stage.in_(RUNNING)).scalar_subquery(),
        )
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(mine)
        .order_by(Requisition.state == RequisitionState.CLOSED, Requisition.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    total = db.session.scalar(select(func.count()).select_from(Requisition).where(mine)) or 0
    return [RequisitionRow(*row) for row in rows], total


def _is_visible(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.has_role(Role.RECRUITER, Role.ADMIN):
        return true()
    return exists().where(TeamMember.requisition_id == Requisition.id, TeamMember.account_id == viewer.id)


def requisition_page(
    *, requisition_id: int, viewer: Viewer, page: int = 1, stage: Stage | None = None, by_name: bool = False
) -> RequisitionPage:
    """The opening as the viewer sees it; seven queries. Raises NoResultFound when there is no such opening.

    `stage` keeps the applications that stand there, and `total` counts those. The newest come first, or `by_name`.
    """
    head = db.session.execute(
        select(Requisition, RubricVersion.target_label, RubricVersion.number, Rubric.title.label("rubric"))
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(Requisition.id == requisition_id)
    ).one()
    opening: Requisition = head.Requisition
    dimensions = _dimensions(opening.rubric_version_id)
    known = and_(Application.requisition_id == requisition_id, application_is_known(viewer))
    counted = select(Application.stage, func.count()).where(known).group_by(Application.stage)
    counts: dict[Stage, int] = dict(db.session.execute(counted).all())
    listed = known if stage is None else and_(known, Application.stage == stage)
    order: tuple[ColumnElement[Any], ...] = (
        (func.lower(Candidate.name), Application.id.expression) if by_name else (Application.id.desc(),)
    )
    return RequisitionPage(
        id=opening.id,
        title=opening.title,
        state=opening.state,
        target=head.target_label,
        rubric=head.rubric,
        rubric_number=head.number,
        version_id=opening.rubric_version_id,
        visibility=opening.visibility,
        identities=opening.identities,
        required_raters=opening.required_raters,
        due_hours=opening.due_hours,
        dimensions=len(dimensions),
        team=team(requisition_id),
        applications=_applications(listed, order, dimensions, opening.required_raters, page),
        stages={each: counts[each] for each in Stage if each in counts},
        total=sum(counts.values()) if stage is None else counts.get(stage, 0),
    )


def team(requisition_id: int) -> tuple[Member, ...]:
    """The hiring team by name, each person once."""
    rows = db.session.execute(
        select(Account.id, Account.name, TeamMember.role)
        .join(TeamMember, TeamMember.account_id == Account.id)
        .where(TeamMember.requisition_id == requisition_id)
        .order_by(func.lower(Account.name), Account.id)
    )
    people: dict[int, tuple[str, list[TeamRole]]] = {}
    for account_id, name, role in rows:
        people.setdefault(account_id, (name, []))[1].append(role)
    order = list(TeamRole)
    return tuple(
        Member(account_id, name, tuple(sorted(roles, key=order.index))) for account_id, (name, roles) in people.items()
    )


def _dimensions(version_id: int) -> list[PlannedDimension]:
    rows = db.session.execute(
        select(RubricDimension.id, RubricDimension.position, RubricDimension.must_have)
        .where(RubricDimension.version_id == version_id)
        .order_by(RubricDimension.position)
    )
    return [PlannedDimension(*row) for row in rows]


def _applications(
    known: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    dimensions: Sequence[PlannedDimension],
    required: int,
    page: int,
) -> tuple[ApplicationRow, ...]:
    rows = db.session.execute(
        select(Application.id, Candidate.name, Candidate.code, Application.stage)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(known)
        .order_by(*order)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    loops = planned_interviews([row.id for row in rows])
    return tuple(
        ApplicationRow(
            id=row.id,
            candidate=row.name,
            code=row.code,
            stage=row.stage,
            submitted=sum(
                1 for state, each in loops.get(row.id, ()) if each.counts and state is ScorecardState.SUBMITTED
            ),
            expected=sum(1 for _, each in loops.get(row.id, ()) if each.counts),
            gaps=gaps(board(dimensions, [each for _, each in loops.get(row.id, ())], required)),
        )
        for row in rows
    )


def planned_interviews(application_ids: Sequence[int]) -> dict[int, list[tuple[ScorecardState, PlannedInterview]]]:
    """The loops of the applications, each interview with its scorecard's state; two queries."""
    focus: dict[int, set[int]] = {}
    chosen = select(InterviewFocus.interview_id, InterviewFocus.dimension_id).join(Interview)
    for interview_id, dimension_id in db.session.execute(chosen.where(Interview.application_id.in_(application_ids))):
        focus.setdefault(interview_id, set()).add(dimension_id)
    rows: Any = db.session.execute(
        select(
            Interview.application_id,
            Interview.id,
            Interview.interviewer_id,
            Interview.minutes,
            Interview.is_shadow,
            Interview.cancelled_at,
            Scorecard.state,
        )
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .where(Interview.application_id.in_(application_ids))
        .order_by(Interview.application_id, Interview.position)
    )
    loops: dict[int, list[tuple[ScorecardState, PlannedInterview]]] = {}
    for row in rows:
        planned = PlannedInterview(
            id=row.id,
            interviewer_id=row.interviewer_id,
            minutes=row.minutes,
            focus=frozenset(focus.get(row.id, ())),
            is_shadow=row.is_shadow,
            is_cancelled=row.cancelled_at is not None,
        )
        loops.setdefault(row.application_id, []).append((row.state, planned))
    return loops


def published_versions() -> list[tuple[int, str]]:
    """The rubric versions an opening can be pinned to, as (number, words), by title, the newest version first."""
    rows = db.session.execute(
        select(RubricVersion.id, Rubric.title, RubricVersion.number, RubricVersion.target_label)
        .join(Rubric)
        .where(RubricVersion.state == RubricState.PUBLISHED)
        .order_by(Rubric.title, Rubric.id, RubricVersion.number.desc())
    )
    return [
        (version_id, f"{title}, version {number}" + ("" if target in title else f", target {target}"))
        for version_id, title, number, target in rows
    ]


def active_people() -> list[tuple[int, str]]:
    """Everyone who can be put on a team, as (account, name), by name."""
    rows = db.session.execute(
        select(Account.id, Account.name).where(Account.active).order_by(func.lower(Account.name), Account.id)
    )
    return [(account_id, name) for account_id, name in rows]


def interviewers() -> list[tuple[int, str]]:
    """Everyone who can be planned as an interviewer, as (account, name with load), by name.

    The load counts planned interviews, of any opening, whose scorecard is not submitted.
    """
    open_ones = (
        select(Interview.interviewer_id, func.count().label("load"))
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Application, Application.id == Interview.application_id)
        .where(
            Interview.cancelled_at.is_(None),
            Scorecard.state != ScorecardState.SUBMITTED,
            Application.stage.in_(RUNNING),
        )
        .group_by(Interview.interviewer_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Account.id, Account.name, func.coalesce(open_ones.c.load, 0))
        .outerjoin(open_ones, open_ones.c.interviewer_id == Account.id)
        .where(Account.active)
        .order_by(func.lower(Account.name), Account.id)
    )
    return [(account_id, f"{name}, {load} open" if load else name) for account_id, name, load in rows]


def found(*, words: str, viewer: Viewer, most: int = 20) -> tuple[list[tuple[int, str, str]], list[tuple[int, str]]]:
    """Applications as (number, candidate, opening) and openings as (number, title) whose names hold the words.

    Nothing that does not exist for the viewer is found, counted or ranked.
    """
    pattern = f"%{words.replace(chr(92), chr(92) * 2).replace('%', chr(92) + '%').replace('_', chr(92) + '_')}%"
    matches = or_(
        Candidate.name.ilike(pattern, escape=chr(92)),
        Candidate.code.ilike(pattern, escape=chr(92)),
        Candidate.email.ilike(pattern, escape=chr(92)),
    )
    people = db.session.execute(
        select(Application.id, Candidate.name, Requisition.title)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(matches, application_is_known(viewer))
        .order_by(func.lower(Candidate.name), Application.id)
        .limit(most)
    )
    openings = db.session.execute(
        select(Requisition.id, Requisition.title)
        .where(Requisition.title.ilike(pattern, escape=chr(92)), _is_visible(viewer))
        .order_by(func.lower(Requisition.title), Requisition.id)
        .limit(most)
    )
    return [(number, name, title) for number, name, title in people], [(number, title) for number, title in openings]
