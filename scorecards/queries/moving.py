"""Reads about openings and the versions of their rubrics: what is pinned where, and what a move would do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import joinedload

from core.content import content_sha256
from core.database import db
from rubrics.content import RubricContent
from rubrics.enums import RubricState
from rubrics.models import RubricDimension, RubricSignal, RubricVersion
from rubrics.queries.contents import content
from rubrics.queries.rubrics import whole_version
from scorecards.answers import Answers
from scorecards.enums import RUNNING, RequisitionState
from scorecards.models import Application, Interview, InterviewFocus, Requisition, Scorecard
from scorecards.moving import DimensionFate, Fate, Place, Route, dimension_fates, moved_answers
from scorecards.queries.requisitions import is_visible
from scorecards.queries.sight import Viewer, application_is_known
from scorecards.visibility import OPEN_STAGES


@dataclass(frozen=True, slots=True)
class PinnedOpening:
    """An opening that is scored against a version; `loops`: running applications with interviews, of those known."""

    version_id: int
    id: int
    title: str
    state: str
    loops: int


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """The newest published version after the one that an opening is pinned to."""

    id: int
    number: int


@dataclass(frozen=True, slots=True)
class LoopRow:
    """One interview of the opening; `touched`: dimensions of its focus that the newer version words otherwise or lacks.

    `state`: untouched, begun or submitted (at least once). What a draft says is its author's alone and decides nothing
    here.
    """

    application_id: int
    candidate: str
    interview_id: int
    title: str
    interviewer: str
    state: str
    touched: tuple[str, ...]
    loses_focus: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What moving the opening would do. `obstacles`: why it cannot move as a whole; `shown` stands for all that is listed."""

    before: RubricVersion
    after: RubricVersion
    contents: tuple[RubricContent, RubricContent]
    fates: tuple[DimensionFate, ...]
    loops: tuple[LoopRow, ...]
    moving: frozenset[int]
    obstacles: tuple[str, ...]
    shown: str

    @property
    def begun(self) -> int:
        """How many begun scorecards would move."""
        return sum(1 for row in self.loops if row.state == "begun" and not row.stays)


def pinned_openings(version_ids: Collection[int], *, viewer: Viewer) -> list[PinnedOpening]:
    """The openings on these versions that exist for the viewer, open ones first, the newest first; one query."""
    loops = (
        select(func.count(func.distinct(Application.id)))
        .join(Interview, and_(Interview.application_id == Application.id, Interview.cancelled_at.is_(None)))
        .where(Application.requisition_id == Requisition.id, Application.stage.in_(RUNNING))
        .where(application_is_known(viewer))
        .correlate(Requisition)
    )
    rows = db.session.execute(
        select(
            Requisition.rubric_version_id, Requisition.id, Requisition.title, Requisition.state, loops.scalar_subquery()
        )
        .where(Requisition.rubric_version_id.in_(version_ids), is_visible(viewer))
        .order_by(Requisition.state == RequisitionState.CLOSED, Requisition.id.desc())
    )
    return [
        PinnedOpening(version, number, title, state.value, running) for version, number, title, state, running in rows
    ]


def newer_version(version_id: int) -> NewerVersion | None:
    """The newest published version of the same rubric, when it is newer than this one; else None."""
    own = select(RubricVersion.rubric_id, RubricVersion.number).where(RubricVersion.id == version_id).subquery()
    row = db.session.execute(
        select(RubricVersion.id, RubricVersion.number)
        .join(own, and_(RubricVersion.rubric_id == own.c.rubric_id, RubricVersion.number > own.c.number))
        .where(RubricVersion.state == RubricState.PUBLISHED)
        .order_by(RubricVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else NewerVersion(row.id, row.number)


def move(requisition: Requisition, version_id: int, *, viewer: Viewer) -> Move:
    """What moving the opening to that version would do, as far as the viewer knows of its applications."""
    before, after = whole_version(requisition.rubric_version_id), whole_version(version_id)
    contents = content(before), content(after)
    fates = dimension_fates(*contents)
    loops, staying = _loops(requisition.id, fates, viewer)
    moving = _movable(requisition.id, viewer) - staying
    return Move(
        before=before,
        after=after,
        contents=contents,
        fates=fates,
        loops=loops,
        moving=moving,
        obstacles=_obstacles(requisition.id, loops, moving, viewer),
        shown=content_sha256(
            {
                "versions": [before.id, after.id],
                "moving": sorted(moving),
                "loops": [[row.interview_id, row.state, row.stays] for row in loops],
            }
        ),
    )


def _loops(
    requisition_id: int, fates: Collection[DimensionFate], viewer: Viewer
) -> tuple[tuple[LoopRow, ...], frozenset[int]]:
    """The interviews that were not cancelled, and the applications that must stay where they are."""
    touched = {fate.key: fate for fate in fates if fate.fate is not Fate.KEPT}
    focus: dict[int, list[tuple[str, str]]] = {}
    known = and_(Application.requisition_id == requisition_id, application_is_known(viewer))
    for interview_id, key, name in db.session.execute(
        select(InterviewFocus.interview_id, RubricDimension.key, RubricDimension.name)
        .join(RubricDimension, RubricDimension.id == InterviewFocus.dimension_id)
        .join(Interview, Interview.id == InterviewFocus.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(known)
        .order_by(RubricDimension.position)
    ):
        focus.setdefault(interview_id, []).append((key, name))
    interviews = db.session.scalars(
        select(Interview)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(known, Interview.cancelled_at.is_(None))
        .order_by(Application.id, Interview.position)
        .options(
            joinedload(Interview.application).joinedload(Application.candidate),
            joinedload(Interview.interviewer),
            joinedload(Interview.scorecard),
        )
    ).all()
    movable = _movable(requisition_id, viewer)
    empty = {
        row.id
        for row in interviews
        if row.id in focus and all(key in touched and touched[key].fate is Fate.GONE for key, _ in focus[row.id])
    }
    staying = frozenset(row.application_id for row in interviews if row.id in empty)
    rows = tuple(
        LoopRow(
            application_id=row.application_id,
            candidate=row.application.candidate.name,
            interview_id=row.id,
            title=row.title,
            interviewer=row.interviewer.name,
            state=_state(row.scorecard),
            touched=tuple(name for key, name in focus.get(row.id, ()) if key in touched),
            loses_focus=row.id in empty,
            stays=row.application_id not in movable or row.application_id in staying,
        )
        for row in interviews
    )
    return rows, staying


def _state(card: Scorecard) -> str:
    if card.submissions:
        return "submitted"
    return "begun" if card.version > 1 else "untouched"


def _movable(requisition_id: int, viewer: Viewer) -> frozenset[int]:
    """The applications known to the viewer that nobody has scored yet and that no committee reads."""
    scored = (
        select(Scorecard.id)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .where(Interview.application_id == Application.id, Scorecard.submissions > 0)
        .correlate(Application)
        .exists()
    )
    return frozenset(
        db.session.scalars(
            select(Application.id)
            .join(Requisition, Requisition.id == Application.requisition_id)
            .where(Application.requisition_id == requisition_id, application_is_known(viewer), not_(scored))
            .where(Application.stage.not_in(OPEN_STAGES))
        )
    )


def _obstacles(
    requisition_id: int, loops: Collection[LoopRow], moving: Collection[int], viewer: Viewer
) -> tuple[str, ...]:
    """Why the opening cannot move as a whole. What the viewer may not know of stands for itself, whatever its state is."""
    known = select(Application.id).join(Requisition, Requisition.id == Application.requisition_id)
    known = known.where(Application.requisition_id == requisition_id, application_is_known(viewer))
    mine = set(db.session.scalars(known))
    every = set(db.session.scalars(select(Application.id).where(Application.requisition_id == requisition_id)))
    found = [
        f"{row.title} with {row.candidate} would cover nothing: plan it anew, with another focus, or cancel it."
        for row in loops
        if row.loses_focus and row.state != "submitted"
    ]
    left = mine - set(moving) - {row.application_id for row in loops if row.loses_focus}
    if left:
        counted = "1 application has" if len(left) == 1 else f"{len(left)} applications have"
        found.append(f"{counted} a submitted scorecard, or a committee: its scores were given against these words.")
    if every - mine:
        found.append("Part of this opening is not open to you. Ask somebody else of its team to move it as a whole.")
    return tuple(found)


def route(before: RubricVersion, after: RubricVersion) -> Route:
    """The way of what was written against `before` to `after`, both loaded whole."""
    numbers = {dimension.key: dimension.id for dimension in after.dimensions}
    fates = {fate.key: fate for fate in dimension_fates(content(before), content(after))}
    signals = {(signal.kind, signal.text): signal.id for signal in reversed(after.signals)}
    return Route(
        version_before=before.number,
        version_after=after.number,
        dimensions={
            row.id: Place(
                row.name,
                numbers.get(fates[row.key].key_after or ""),
                keeps_score=fates[row.key].fate is Fate.KEPT,
            )
            for row in before.dimensions
        },
        signals={row.id: Place(f"“{row.text}”", signals.get((row.kind, row.text))) for row in before.signals},
        levels=frozenset(level["code"] or level["label"] for level in after.levels),
    )


def placed_answers(interview_id: int, typed: Answers) -> Answers:
    """What was typed into a form of an earlier version of the rubric, under the present version's numbers.

    Of a form of the present version, or of another rubric altogether, it is what was typed.
    """
    present = db.session.scalars(
        select(Requisition.rubric_version_id)
        .join(Application, Application.requisition_id == Requisition.id)
        .join(Interview, Interview.application_id == Application.id)
        .where(Interview.id == interview_id)
    ).one()
    earlier = {
        *db.session.scalars(select(RubricDimension.version_id).where(RubricDimension.id.in_(typed.ratings)).distinct()),
        *db.session.scalars(select(RubricSignal.version_id).where(RubricSignal.id.in_(typed.signals)).distinct()),
    } - {present}
    if len(earlier) != 1:
        return typed
    before, after = whole_version(earlier.pop()), whole_version(present)
    return moved_answers(typed, route(before, after)) if before.rubric_id == after.rubric_id else typed
