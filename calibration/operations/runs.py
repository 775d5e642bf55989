"""Calibration runs: asked for when the ratings of a line change, fitted by a worker, stored frozen.

Whatever changes the ratings that count leaves an audit event in the same transaction. Calibration listens to those events
instead of being called by the packages to its left, which know nothing of it: when such a transaction is about to be
committed, a job for each line concerned is stored with it. So no change goes unnoticed, and none is announced that was
rolled back. Jobs carry the event's number in their key: one job per change, so that a fit which has read its inputs
already does not swallow a later change; a job that finds its inputs fitted ends at once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, event, exists, select
from sqlalchemy.orm import Session

from calibration.models.decisions import Decision
from calibration.models.packets import Packet
from calibration.models.runs import AdjustmentSwitch, CalibrationRun, RunCandidate
from calibration.queries.runs import Line, line_of, lines, run_in_force, same_run
from calibration.run_inputs import MODEL_VERSION
from core import jobs
from core.audit import Actor, AuditEvent, record
from core.clock import now
from core.content import content_sha256
from core.database import db
from core.errors import InvalidInput
from core.jobs.models import Job
from scorecards.models import Application, Requisition

CHANGING = frozenset(
    {
        "submit_scorecard",
        "reopen_scorecard",
        "move_to_calibration",
        "return_to_interviews",
        "withdraw_application",
        "cancel_interview",
        "decide_application",
    }
)
"""The events after which other ratings count than before."""

_CHANGED = "events after which runs are fitted"


@event.listens_for(db.session, "after_flush")
def _notice(session: Session, _context: object) -> None:
    for row in session.new:
        if isinstance(row, AuditEvent) and row.action in CHANGING and row.about:
            session.info.setdefault(_CHANGED, {})[row.about] = row.id


@event.listens_for(db.session, "before_commit")
def _request(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    changed: dict[Line, int] = {}
    for about, number in session.info.pop(_CHANGED, {}).items():
        kind, _, application_id = about.partition(":")
        line = line_of(int(application_id)) if kind == Application.__tablename__ else None
        if line is not None:
            changed[line] = max(number, changed.get(line, 0))
    for line, number in changed.items():
        _enqueue(line, key=f"fit_ratings:{line.rubric_id}:event:{number}", actor=None)


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_CHANGED, None)


def request_fits(*, actor: Actor | None) -> list[Job]:
    """A job for every line, for when ratings came in without events: an import, the demo, a restored backup."""
    return [
        _enqueue(line, key=f"fit_ratings:{line.rubric_id}:{content_sha256(line.target_code)[:12]}", actor=actor)
        for line in lines()
    ]


def request_refits() -> list[Job]:
    """A job for every line whose run in force was made by another version of the model, asked for once for each version."""
    latest: dict[tuple[Line, bool], str] = {}
    for run in db.session.scalars(select(CalibrationRun).order_by(CalibrationRun.in_force_at, CalibrationRun.id)):
        latest[Line(run.rubric_id, run.target_code), run.decided_only] = run.model_version
    older = {line for (line, _), version in latest.items() if version != MODEL_VERSION}
    keys = {
        f"fit_ratings:{line.rubric_id}:{MODEL_VERSION}:{content_sha256(line.target_code)[:12]}": line
        for line in sorted(older, key=lambda line: (line.rubric_id, line.target_code))
    }
    asked = set(db.session.scalars(select(Job.key).where(Job.key.in_(keys))))
    return [_enqueue(line, key=key, actor=None) for key, line in keys.items() if key not in asked]


def request_fit(line: Line, *, because: str, actor: Actor | None) -> Job:
    """A job for the line, for a change that is no application's; `because` names it, once."""
    return _enqueue(line, key=f"fit_ratings:{line.rubric_id}:{because}", actor=actor)


def _enqueue(line: Line, *, key: str, actor: Actor | None) -> Job:
    arguments = {"rubric_id": line.rubric_id, "target_code": line.target_code}
    return jobs.enqueue("fit_ratings", arguments, actor, key=key)


def store_run(
    *,
    line: Line,
    decided_only: bool,
    inputs: dict[str, Any],
    outputs: dict[str, Any],
    candidates: dict[int, dict[str, Any]],
) -> CalibrationRun:
    """The run with these figures, now the one in force of its line; `candidates` maps applications to theirs.

    Inputs that were fitted before are not stored twice. What earlier runs said about an application is kept where a
    decision was taken or a packet made while they were in force, and forgotten otherwise.
    """
    moment, sha256 = now(), content_sha256(inputs)
    before = run_in_force(line, decided_only=decided_only)
    run = same_run(line, decided_only=decided_only, inputs_sha256=sha256)
    if run is None:
        run = CalibrationRun(
            rubric_id=line.rubric_id,
            target_code=line.target_code,
            decided_only=decided_only,
            inputs_sha256=sha256,
            model_version=MODEL_VERSION,
            inputs=inputs,
            outputs=outputs,
            fitted_at=moment,
        )
    run.in_force_at = moment
    db.session.add(run)
    db.session.flush()
    held = set(db.session.scalars(select(RunCandidate.application_id).where(RunCandidate.run_id == run.id)))
    living = set(db.session.scalars(select(Application.id).where(Application.id.in_(candidates))))
    db.session.add_all(
        RunCandidate(
            run=run,
            application_id=application_id,
            rubric_version_id=inputs["applications"][str(application_id)]["rubric"],
            revisions=[card[2] for card in inputs["applications"][str(application_id)]["cards"]],
            figures=figures,
        )
        for application_id, figures in candidates.items()
        if application_id in living - held
    )
    if before is not None and before.id != run.id:
        _forget_superseded(before)
    record("fit_ratings", actor=None, subject=run, inputs_sha256=sha256, decided_only=decided_only)
    return run


def _forget_superseded(run: CalibrationRun) -> None:
    decided = exists().where(
        Decision.application_id == RunCandidate.application_id, Decision.decided_at >= run.in_force_at
    )
    packed = exists().where(
        Packet.application_id == RunCandidate.application_id, Packet.requested_at >= run.in_force_at
    )
    db.session.execute(
        delete(RunCandidate)
        .where(RunCandidate.run_id == run.id, ~decided, ~packed)
        .execution_options(synchronize_session=False)
    )
    if db.session.scalar(select(RunCandidate.id).where(RunCandidate.run_id == run.id).limit(1)) is None:
        db.session.delete(run)


def switch_adjustment(*, requisition: Requisition, is_off: bool, reason: str, actor: Actor) -> AdjustmentSwitch:
    """Whether the requisition's committee reads scores without the model's figures, with the reason.

    Raises InvalidInput without a reason.
    """
    if len(reason.strip()) < 10:
        raise InvalidInput("Nothing was changed.", {"reason": ["Say why, in a sentence that the committee can read."]})
    switch = db.session.get(AdjustmentSwitch, requisition.id) or AdjustmentSwitch(requisition_id=requisition.id)
    switch.is_off, switch.reason, switch.set_by_id, switch.set_at = is_off, reason.strip(), actor.id, now()
    db.session.add(switch)
    record("switch_adjustment", actor=actor, subject=requisition, is_off=is_off, reason=switch.reason)
    return switch
