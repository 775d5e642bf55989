"""Calibration runs: what goes into one, which one is in force, and what it says about an application.

A line is one rubric at one target level: ratings of every requisition pinned to any version of that rubric are pooled,
because its versions share anchors and the keys of their dimensions, so that a score means the same. Only applications
that a committee has before it or has decided on take part: a score that the policy still keeps blind moves no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from calibration.models.runs import CalibrationRun
from calibration.queries.benchmarks import linking_ratings
from calibration.run_inputs import MODEL_VERSION, latest_ratings
from calibration.waiting import LastFit
from core.database import db
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from rubrics.models import RubricDimension, RubricVersion
from scorecards.enums import ScorecardState, Stage
from scorecards.models import (
    Application,
    Interview,
    Rating,
    Requisition,
    Scorecard,
    ScorecardRevision,
)
from scorecards.visibility import OPEN_STAGES


@dataclass(frozen=True, slots=True)
class Line:
    """What a run pools: every version of the rubric for one target level."""

    rubric_id: int
    target_code: str


def line_of(application_id: int) -> Line | None:
    """The line of the application's requisition, or None when there is no such application."""
    row = db.session.execute(
        select(RubricVersion.rubric_id, RubricVersion.target_code)
        .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
        .join(Application, Application.requisition_id == Requisition.id)
        .where(Application.id == application_id)
    ).one_or_none()
    return Line(*row) if row else None


def lines() -> list[Line]:
    """Every line with an application that a committee has before it or decided on."""
    rows = db.session.execute(
        select(RubricVersion.rubric_id, RubricVersion.target_code)
        .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
        .join(Application, Application.requisition_id == Requisition.id)
        .where(Application.stage.in_(OPEN_STAGES))
        .distinct()
        .order_by(RubricVersion.rubric_id, RubricVersion.target_code)
    )
    return [Line(*row) for row in rows]


def run_inputs(line: Line, *, decided_only: bool) -> dict[str, Any] | None:
    """Everything a run of the line is made from (see `measurement/fitted.py`), or None without a submitted rating.

    Ratings of shadows, cancelled interviews, drafts and reopened scorecards do not count. Versions on another scale than
    the newest one are left out: their points are other points. Five queries, six for Insights.
    """
    pooled = _pooled(line, decided_only=decided_only)
    scale = db.session.execute(
        select(RubricVersion.scale_low, RubricVersion.scale_high)
        .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
        .where(RubricVersion.rubric_id == line.rubric_id, RubricVersion.target_code == line.target_code)
        .order_by(RubricVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if scale is None:
        return None
    same_scale = and_(pooled, RubricVersion.scale_low == scale[0], RubricVersion.scale_high == scale[1])
    cards = _cards(same_scale)
    ratings = latest_ratings(_ratings(same_scale))
    if not ratings:
        return None
    applications: dict[str, dict[str, Any]] = {}
    for application_id, opening, version_id, interview_id, interviewer_id, revision_id in cards:
        frozen = applications.setdefault(str(application_id), {"rubric": version_id, "opening": opening, "cards": []})
        frozen["cards"].append([interview_id, interviewer_id, revision_id])
    return {
        "version": 1,
        "rubric": line.rubric_id,
        "target": line.target_code,
        "low": scale[0],
        "high": scale[1],
        "rubrics": _rubrics({row["rubric"] for row in applications.values()}),
        "applications": applications,
        "ratings": [list(row) for row in ratings],
        **_linking(line, (scale[0], scale[1]), ratings),
        **({"interviews": _circumstances(same_scale)} if decided_only else {}),
    }


def _circumstances(pooled: ColumnElement[bool]) -> list[list[Any]]:
    """[application, interviewer, day, number of the rubric version, requisition] of each interview: for Insights alone."""
    rows = db.session.execute(
        select(
            Application.id,
            Interview.interviewer_id,
            func.coalesce(Interview.scheduled_at, Scorecard.submitted_at),
            RubricVersion.number,
            Requisition.id,
        )
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Interview, Interview.application_id == Application.id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .where(pooled)
        .order_by(Application.id, Interview.position)
    )
    return [[met, by, moment.date().isoformat(), number, opening] for met, by, moment, number, opening in rows]


def _linking(line: Line, scale: tuple[int, int], ratings: Sequence[tuple[int, int, str, int]]) -> dict[str, Any]:
    """What of closed benchmark exercises links this run's interviewers: their scores on this run's dimensions."""
    known, keys = {row[1] for row in ratings}, {row[2] for row in ratings}
    rows = linking_ratings(rubric_id=line.rubric_id, target_code=line.target_code, scale=scale)
    found = [list(row) for row in rows if row[1] in known and row[2] in keys]
    return {"benchmarks": found} if found else {}


def _pooled(line: Line, *, decided_only: bool) -> ColumnElement[bool]:
    stages = [Stage.DECIDED] if decided_only else list(OPEN_STAGES)
    return and_(
        RubricVersion.rubric_id == line.rubric_id,
        RubricVersion.target_code == line.target_code,
        Application.stage.in_(stages),
        Scorecard.state == ScorecardState.SUBMITTED,
        Interview.is_shadow.is_(False),
        Interview.cancelled_at.is_(None),
    )


def _cards(pooled: ColumnElement[bool]) -> Sequence[Any]:
    return db.session.execute(
        select(
            Application.id,
            Requisition.id,
            Requisition.rubric_version_id,
            Interview.id,
            Interview.interviewer_id,
            ScorecardRevision.id,
        )
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Interview, Interview.application_id == Application.id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(
            ScorecardRevision,
            and_(ScorecardRevision.scorecard_id == Scorecard.id, ScorecardRevision.number == Scorecard.submissions),
        )
        .where(pooled)
        .order_by(Application.id, Interview.position)
    ).all()


def _ratings(pooled: ColumnElement[bool]) -> list[tuple[int, int, str, int]]:
    rows = db.session.execute(
        select(Application.id, Interview.interviewer_id, RubricDimension.key, Rating.score)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Interview, Interview.application_id == Application.id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Rating, Rating.scorecard_id == Scorecard.id)
        .join(RubricDimension, RubricDimension.id == Rating.dimension_id)
        .where(pooled, Rating.score.is_not(None))
        .order_by(Application.id, Interview.position)
    )
    return [(who, by, key, score) for who, by, key, score in rows if score is not None]


def _rubrics(version_ids: set[int]) -> dict[str, Any]:
    versions = db.session.execute(
        select(RubricVersion.id, RubricVersion.levels).where(RubricVersion.id.in_(version_ids))
    )
    found: dict[str, Any] = {
        str(version_id): {"dimensions": [], "levels": [level["code"] for level in levels]}
        for version_id, levels in versions
    }
    rows = db.session.execute(
        select(
            RubricDimension.version_id,
            RubricDimension.id,
            RubricDimension.key,
            RubricDimension.name,
            RubricDimension.bar,
            RubricDimension.must_have,
        )
        .where(RubricDimension.version_id.in_(version_ids))
        .order_by(RubricDimension.version_id, RubricDimension.position)
    )
    for version_id, *facts in rows:
        found[str(version_id)]["dimensions"].append(facts)
    return found


def run_in_force(line: Line, *, decided_only: bool) -> CalibrationRun | None:
    """The latest run of the line, without its inputs and outputs."""
    return db.session.scalar(
        select(CalibrationRun)
        .where(
            CalibrationRun.rubric_id == line.rubric_id,
            CalibrationRun.target_code == line.target_code,
            CalibrationRun.decided_only.is_(decided_only),
        )
        .order_by(CalibrationRun.in_force_at.desc(), CalibrationRun.id.desc())
        .limit(1)
    )


def same_run(line: Line, *, decided_only: bool, inputs_sha256: str) -> CalibrationRun | None:
    """The run that was made of these inputs by the present model, or None."""
    return db.session.scalar(
        select(CalibrationRun).where(
            CalibrationRun.rubric_id == line.rubric_id,
            CalibrationRun.decided_only.is_(decided_only),
            CalibrationRun.inputs_sha256 == inputs_sha256,
            CalibrationRun.model_version == MODEL_VERSION,
        )
    )


def last_fit(rubric_id: int | None = None) -> LastFit | None:
    """The newest job that was to fit a line of the rubric (None: of any); None when none is known."""
    kind = Job.kind == "fit_ratings"
    query = select(Job.state, Job.created_at).where(kind).order_by(Job.id.desc()).limit(1)
    if rubric_id is not None:
        query = query.where(Job.key.startswith(f"fit_ratings:{rubric_id}:", autoescape=True))
    row = db.session.execute(query).one_or_none()
    return LastFit(row.state in OPEN, row.state is JobState.FAILED, row.created_at) if row else None


def undecided(application_ids: Sequence[int]) -> set[int]:
    """Those of the applications that a committee has before it."""
    stage = Application.stage == Stage.CALIBRATION
    return set(db.session.scalars(select(Application.id).where(Application.id.in_(application_ids), stage)))
