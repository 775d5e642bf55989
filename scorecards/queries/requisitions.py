"""Reads for the requisitions' pages; only applications that exist for the viewer are listed and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select, true

from accounts.enums import Role
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricDimension, RubricVersion
from scorecards.coverage import BoardDimension, board, gaps
from scorecards.enums import RUNNING, RequisitionState, ScorecardState, Stage, Visibility
from scorecards.models import (
    Application,
    Candidate,
    Requisition,
    TeamMember,
)
from scorecards.queries.loops import planned_interviews
from scorecards.queries.people import Member, team
from scorecards.queries.sight import KEPT, QUERIES_KEPT, Viewer, application_is_known, limit, recruiter_scores_permitted
from scorecards.queries.stages import stage_counts
from scorecards.visibility import stricter

PAGE = 50


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
    """An opening with its team and one page of its applications; `stages` counts all that the viewer may see.

    Its policies are those in force, no looser than the installation's.
    """

    id: int
    title: str
    state: RequisitionState
    target: str
    rubric: str
    rubric_number: int
    version_id: int
    visibility: Visibility
    identities: Visibility
    recruiter_scores: bool
    required_raters: int
    due_hours: int
    dimensions: int
    team: tuple[Member, ...]
    applications: tuple[ApplicationRow, ...]
    stages: dict[Stage, int]
    total: int


def requisitions(*, viewer: Viewer, page: int = 1) -> tuple[list[RequisitionRow], int]:
    """The openings the viewer may see, open ones first, the newest first; one page of them and how many there are."""
    mine = is_visible(viewer)
    listed, number = _listed(mine)
    rows = db.session.execute(listed, {"before": (page - 1) * PAGE}).all()
    counts = stage_counts([row.id for row in rows], viewer=viewer)
    total = db.session.scalar(number) or 0
    return [
        RequisitionRow(
            *row,
            applications=sum(counts[row.id].values()),
            running=sum(counts[row.id].get(stage, 0) for stage in RUNNING),
        )
        for row in rows
    ], total


@lru_cache(maxsize=QUERIES_KEPT)
def _listed(
    visible: ColumnElement[bool],
) -> tuple[Select[int, str, str, str, RequisitionState], Select[int]]:
    """The openings in order from the one after `before`, and how many there are."""
    return (
        select(Requisition.id, Requisition.title, RubricVersion.target_label, Rubric.title, Requisition.state)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(visible)
        .order_by(Requisition.state == RequisitionState.CLOSED, Requisition.id.desc())
        .limit(PAGE)
        .offset(bindparam("before"))
    ), select(func.count()).select_from(Requisition).where(visible)


def is_visible(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer may see the opening."""
    return true() if viewer.has_role(Role.RECRUITER, Role.ADMIN) else _is_on_team(viewer.id)


@lru_cache(maxsize=KEPT)
def _is_on_team(viewer_id: int) -> ColumnElement[bool]:
    return exists().where(TeamMember.requisition_id == Requisition.id, TeamMember.account_id == viewer_id)


def requisition_page(
    *, requisition_id: int, viewer: Viewer, page: int = 1, stage: Stage | None = None, by_name: bool = False
) -> RequisitionPage:
    """The opening as the viewer sees it; eight or nine queries. Raises NoResultFound when there is no such opening.

    `stage` keeps the applications that stand there, and `total` counts those. The newest come first, or `by_name`.
    """
    head = db.session.execute(
        select(Requisition, RubricVersion.target_label, RubricVersion.number, Rubric.title.label("rubric"))
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(Requisition.id == requisition_id)
    ).one()
    opening: Requisition = head.Requisition
    dimensions = _dimensions(opening.rubric_version_id, opening.dimension_raters or {})
    known = and_(Application.requisition_id == requisition_id, application_is_known(viewer))
    counts = stage_counts([requisition_id], viewer=viewer)[requisition_id]
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
        visibility=stricter(opening.visibility, limit()),
        identities=stricter(opening.identities, limit()),
        recruiter_scores=opening.recruiter_scores and recruiter_scores_permitted(),
        required_raters=opening.required_raters,
        due_hours=opening.due_hours,
        dimensions=len(dimensions),
        team=team(requisition_id, viewer=viewer),
        applications=_applications(listed, order, dimensions, opening.required_raters, page),
        stages=counts,
        total=sum(counts.values()) if stage is None else counts.get(stage, 0),
    )


def _dimensions(version_id: int, raters: Mapping[str, int]) -> list[BoardDimension]:
    rows = db.session.execute(
        select(RubricDimension.id, RubricDimension.position, RubricDimension.must_have, RubricDimension.key)
        .where(RubricDimension.version_id == version_id)
        .order_by(RubricDimension.position)
    )
    return [BoardDimension(*row[:3], required=raters.get(row.key)) for row in rows]


def _applications(
    known: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    dimensions: Sequence[BoardDimension],
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
