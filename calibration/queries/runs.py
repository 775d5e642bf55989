"""Calibration runs: what goes into one, which one is in force, and what it says about an application.

A line is one rubric at one target level: ratings of every requisition pinned to any version of that rubric are pooled,
because its versions share anchors and the keys of their dimensions, so that a score means the same. Only applications
that a committee has before it or has decided on take part: a score that the policy still keeps blind moves no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import undefer

from accounts.models import Account
from calibration.measurement import MODEL_VERSION, latest_ratings
from calibration.models.decisions import Decision
from calibration.models.runs import AdjustmentSwitch, CalibrationRun, RunCandidate
from core.database import db
from rubrics.models import Rubric, RubricDimension, RubricVersion
from scorecards.enums import ScorecardState, Stage
from scorecards.models import (
    Application,
    Candidate,
    Conflict,
    Interview,
    Rating,
    Requisition,
    Scorecard,
    ScorecardRevision,
)
from scorecards.queries.evidence import Evidence
from scorecards.queries.sight import Viewer, application_is_known, contents_are_open
from scorecards.visibility import OPEN_STAGES


@dataclass(frozen=True, slots=True)
class Line:
    """What a run pools: every version of the rubric for one target level."""

    rubric_id: int
    target_code: str


@dataclass(frozen=True)
class RunFigures:
    """What the run says about the application; `run_outputs` are those of the run as a whole."""

    run_id: int
    inputs_sha256: str
    model_version: str
    fitted_at: datetime
    rubric_version_id: int
    revisions: Sequence[int]
    figures: dict[str, Any]
    run_outputs: dict[str, Any]


class FiguresState(StrEnum):
    """Whether a viewer is shown the model's figures on an application, and why not."""

    READY = "ready"
    CLOSED = "closed"
    OFF = "off"
    EARLY = "early"
    WAITING = "waiting"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class SwitchRow:
    """Whether the requisition's committee reads without the model, and who said so."""

    is_off: bool
    reason: str
    set_by: str
    set_at: datetime


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
    """Everything a run of the line is made from (see `measurement.py`), or None without a submitted rating.

    Ratings of shadows, cancelled interviews, drafts and reopened scorecards do not count. Versions on another scale than
    the newest one are left out: their points are other points. Four queries.
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
    for application_id, version_id, interview_id, interviewer_id, revision_id in cards:
        frozen = applications.setdefault(str(application_id), {"rubric": version_id, "cards": []})
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
    }


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


def undecided(application_ids: Sequence[int]) -> set[int]:
    """Those of the applications that a committee has before it."""
    stage = Application.stage == Stage.CALIBRATION
    return set(db.session.scalars(select(Application.id).where(Application.id.in_(application_ids), stage)))


def application_figures(application_id: int) -> RunFigures | None:
    """The figures that belong to the application: of the run in force, for a decided one of the run that its decision saw.

    None while no run holds the application. Asks no rule. Two queries.
    """
    decided_at = db.session.scalar(
        select(func.max(Decision.decided_at))
        .join(Application, Application.id == Decision.application_id)
        .where(Decision.application_id == application_id, Application.stage == Stage.DECIDED)
    )
    rows = (
        select(RunCandidate, CalibrationRun).join(CalibrationRun).where(RunCandidate.application_id == application_id)
    )
    order: list[ColumnElement[Any]] = [CalibrationRun.in_force_at.desc(), CalibrationRun.id.desc()]
    if decided_at is not None:  # those that the decision saw come first, the latest of them before all
        order.insert(0, (CalibrationRun.in_force_at <= decided_at).desc())
    found = db.session.execute(rows.order_by(*order).limit(1).options(undefer(CalibrationRun.outputs))).one_or_none()
    if found is None:
        return None
    candidate, run = found
    return RunFigures(
        run_id=run.id,
        inputs_sha256=run.inputs_sha256,
        model_version=run.model_version,
        fitted_at=run.fitted_at,
        rubric_version_id=candidate.rubric_version_id,
        revisions=candidate.revisions,
        figures=candidate.figures,
        run_outputs=run.outputs,
    )


@dataclass(frozen=True)
class OpenFigures:
    """The figures for one viewer: `run` is None unless `state` is READY; `switch` when somebody switched the model."""

    state: FiguresState
    run: RunFigures | None = None
    switch: SwitchRow | None = None


def open_figures(
    *, evidence: Evidence, requisition_id: int, stage: Stage, rubric_version_id: int, reads: bool, viewer: Viewer
) -> OpenFigures:
    """What the model says about an application, for a viewer to whom every score that it rests on is open.

    CLOSED: not so (`reads` False, or a submitted scorecard hidden). OFF: switched off for the opening. EARLY: not in
    calibration yet. WAITING: no run has counted these very submissions against this rubric. WITHHELD: see `hides_some`.
    """
    if not reads or evidence.hidden or not evidence.cards:
        return OpenFigures(FiguresState.CLOSED)
    if stage not in OPEN_STAGES:
        return OpenFigures(FiguresState.EARLY)
    switch = adjustment_switch(requisition_id)
    if switch is not None and switch.is_off:
        return OpenFigures(FiguresState.OFF, switch=switch)
    run = application_figures(evidence.application_id)
    submissions = sorted(card.revision_id for card in evidence.cards)
    if run is None or sorted(run.revisions) != submissions or run.rubric_version_id != rubric_version_id:
        return OpenFigures(FiguresState.WAITING, switch=switch)
    if hides_some(run.run_id, viewer):
        return OpenFigures(FiguresState.WITHHELD, switch=switch)
    return OpenFigures(FiguresState.READY, run, switch)


def hides_some(run_id: int, viewer: Viewer) -> bool:
    """Whether the run counts an undecided application whose scores are closed to the viewer, who has a part in it.

    Someone in conflict with a candidate, or the candidate, or who still owes a scorecard: until that application is decided
    its scores must not reach them in sum either. Applications in which they have no part at all are not asked about.
    """
    is_excluded = or_(
        Application.id.in_(select(Conflict.application_id).where(Conflict.account_id == viewer.id)),
        Application.candidate_id.in_(select(Candidate.id).where(Candidate.account_id == viewer.id)),
    )
    closed = (
        select(Application.id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RunCandidate, RunCandidate.application_id == Application.id)
        .where(
            RunCandidate.run_id == run_id,
            Application.stage != Stage.DECIDED,
            or_(is_excluded, application_is_known(viewer)),
            or_(is_excluded, ~contents_are_open(viewer)),
        )
    )
    return db.session.scalar(select(closed.exists())) or False


def adjustment_switch(requisition_id: int) -> SwitchRow | None:
    """Who switched the model off or on again for the requisition; None when nobody ever did."""
    row = db.session.execute(
        select(AdjustmentSwitch.is_off, AdjustmentSwitch.reason, Account.name, AdjustmentSwitch.set_at)
        .join(Account, Account.id == AdjustmentSwitch.set_by_id)
        .where(AdjustmentSwitch.requisition_id == requisition_id)
    ).one_or_none()
    return SwitchRow(*row) if row else None


def rubric_title(rubric_id: int) -> str:
    """The rubric's title."""
    return db.session.get_one(Rubric, rubric_id).title
