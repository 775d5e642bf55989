"""What the model says about applications, as one viewer may see it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select

from accounts.models import Account
from calibration.models.decisions import Decision
from calibration.models.runs import AdjustmentSwitch, CalibrationRun, RunCandidate
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Requisition
from scorecards.queries.evidence import Evidence
from scorecards.queries.sight import Viewer, application_is_known, contents_are_open, is_excluded
from scorecards.visibility import OPEN_STAGES


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


@dataclass(frozen=True)
class OpenFigures:
    """The figures for one viewer: `run` is None unless `state` is READY; `switch` when somebody switched the model."""

    state: FiguresState
    run: RunFigures | None = None
    switch: SwitchRow | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An application whose figures are asked for; `reads`: whether all its scores are open to the viewer."""

    evidence: Evidence
    stage: Stage
    rubric_version_id: int
    reads: bool

    @property
    def application_id(self) -> int:
        """The application's number."""
        return self.evidence.application_id


def open_figures(
    *, evidence: Evidence, requisition_id: int, stage: Stage, rubric_version_id: int, reads: bool, viewer: Viewer
) -> OpenFigures:
    """What the model says about an application, for a viewer to whom every score that it rests on is open.

    CLOSED: not so (`reads` False, or a submitted scorecard hidden). OFF: switched off for the opening. EARLY: not in
    calibration yet. WAITING: no run has counted these very submissions against this rubric. WITHHELD: see `hides_some`.
    """
    asked = Asked(evidence, stage, rubric_version_id, reads)
    return open_figures_of([asked], requisition_id=requisition_id, viewer=viewer)[asked.application_id]


def open_figures_of(asked: Sequence[Asked], *, requisition_id: int, viewer: Viewer) -> dict[int, OpenFigures]:
    """The same of several applications of one opening, by application; as many queries for many as for one."""
    early = {row.application_id: state for row in asked if (state := _too_early(row)) is not None}
    found = {key: OpenFigures(state) for key, state in early.items()}
    left = [row for row in asked if row.application_id not in early]
    if not left:
        return found
    switch = adjustment_switch(requisition_id)
    if switch is not None and switch.is_off:
        return found | {row.application_id: OpenFigures(FiguresState.OFF, switch=switch) for row in left}
    runs = figures_of([row.application_id for row in left])
    ready = {key: run for row in left if _counts(run := runs.get(key := row.application_id), row) and run}
    closed = runs_hiding_some({run.run_id for run in ready.values()}, viewer)
    for row in left:
        run = ready.get(row.application_id)
        if run is None:
            found[row.application_id] = OpenFigures(FiguresState.WAITING, switch=switch)
        elif run.run_id in closed:
            found[row.application_id] = OpenFigures(FiguresState.WITHHELD, switch=switch)
        else:
            found[row.application_id] = OpenFigures(FiguresState.READY, run, switch)
    return found


def _too_early(row: Asked) -> FiguresState | None:
    if not row.reads or row.evidence.hidden or not row.evidence.cards:
        return FiguresState.CLOSED
    return None if row.stage in OPEN_STAGES else FiguresState.EARLY


def _counts(run: RunFigures | None, row: Asked) -> bool:
    """Whether the run has counted exactly these submissions against this rubric."""
    if run is None or run.rubric_version_id != row.rubric_version_id:
        return False
    return sorted(run.revisions) == sorted(card.revision_id for card in row.evidence.cards)


_THESE: BindParameter[int] = bindparam("applications", expanding=True)
_HELD = (
    select(RunCandidate.id, RunCandidate.application_id, CalibrationRun.in_force_at, RunCandidate.run_id)
    .join(CalibrationRun, CalibrationRun.id == RunCandidate.run_id)
    .where(RunCandidate.application_id.in_(_THESE))
    .order_by(CalibrationRun.in_force_at, CalibrationRun.id)
)
_DECIDED = (
    select(Decision.application_id, func.max(Decision.decided_at))
    .join(Application, Application.id == Decision.application_id)
    .where(Decision.application_id.in_(_THESE), Application.stage == Stage.DECIDED)
    .group_by(Decision.application_id)
)
_FIGURES = select(
    RunCandidate.application_id,
    RunCandidate.run_id,
    RunCandidate.rubric_version_id,
    RunCandidate.revisions,
    RunCandidate.figures,
).where(RunCandidate.id.in_(bindparam("chosen", expanding=True)))
_RUNS = select(
    CalibrationRun.id,
    CalibrationRun.inputs_sha256,
    CalibrationRun.model_version,
    CalibrationRun.fitted_at,
    CalibrationRun.outputs,
).where(CalibrationRun.id.in_(bindparam("runs", expanding=True)))


def figures_of(application_ids: Sequence[int]) -> dict[int, RunFigures]:
    """The figures of each application that a run holds: of the run in force, for a decided one of the run its decision saw.

    Asks no rule. Four queries, one where no run holds any.
    """
    asked = {"applications": list(application_ids)}
    held = db.session.execute(_HELD, asked).all()
    if not held:
        return {}
    decided = {row[0]: row[1] for row in db.session.execute(_DECIDED, asked)}
    latest: dict[int, tuple[bool, int, int]] = {}
    # the last one wins, one that the decision saw before others
    for candidate_id, application_id, in_force_at, run_id in held:
        moment = decided.get(application_id)
        was_seen = moment is None or in_force_at <= moment
        if was_seen or not latest.get(application_id, (False, 0, 0))[0]:
            latest[application_id] = (was_seen, candidate_id, run_id)
    whole = {row.id: row for row in db.session.execute(_RUNS, {"runs": list({run for *_, run in latest.values()})})}
    chosen = {"chosen": [candidate_id for _, candidate_id, _ in latest.values()]}
    return {row.application_id: _run_figures(row, whole[row.run_id]) for row in db.session.execute(_FIGURES, chosen)}


def _run_figures(candidate: Any, run: Any) -> RunFigures:
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


def hides_some(run_id: int, viewer: Viewer) -> bool:
    """Whether the run counts an undecided application whose scores are closed to the viewer, who has a part in it.

    Someone in conflict with a candidate, or the candidate, or who still owes a scorecard: until that application is decided
    its scores must not reach them in sum either. Applications in which they have no part at all are not asked about.
    """
    return bool(runs_hiding_some({run_id}, viewer))


def runs_hiding_some(run_ids: Iterable[int], viewer: Viewer) -> set[int]:
    """Those of the runs that count an undecided application closed to the viewer, as in `hides_some`; one query at most."""
    asked = list(run_ids)
    if not asked:
        return set()
    excluded = is_excluded(viewer)
    closed = (
        select(RunCandidate.run_id)
        .join(Application, Application.id == RunCandidate.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            RunCandidate.run_id.in_(asked),
            Application.stage != Stage.DECIDED,
            or_(excluded, application_is_known(viewer)),
            or_(excluded, ~contents_are_open(viewer)),
        )
        .distinct()
    )
    return set(db.session.scalars(closed))


_SWITCH = (
    select(AdjustmentSwitch.is_off, AdjustmentSwitch.reason, Account.name, AdjustmentSwitch.set_at)
    .join(Account, Account.id == AdjustmentSwitch.set_by_id)
    .where(AdjustmentSwitch.requisition_id == bindparam("requisition_id"))
)


def adjustment_switch(requisition_id: int) -> SwitchRow | None:
    """Who switched the model off or on again for the requisition; None when nobody ever did."""
    row = db.session.execute(_SWITCH, {"requisition_id": requisition_id}).one_or_none()
    return SwitchRow(*row) if row else None
