"""Writes to the table of jobs. None commits; what must be told to the queue is told after the commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError

from core import audit
from core.audit import Actor
from core.clock import now
from core.database import db
from core.errors import Conflict
from core.jobs import liveness
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from core.jobs.queue import send_after_commit

KEEP = timedelta(days=30)
RETRY_AFTER = timedelta(seconds=10)
SEND_AGAIN_AFTER = timedelta(minutes=1)


def enqueue(kind: str, arguments: Mapping[str, Any], actor: Actor | None, key: str | None = None) -> Job:
    """The waiting job, stored with the caller's change and sent to the workers once that is committed.

    With a `key` the job that is open (waiting or running) under it is returned instead of a second one. When the work
    must be done again because its input changed while it runs, put what changed into the key (`fit:7:revision:31`).
    """
    moment = now()
    job = Job(
        kind=kind,
        arguments=dict(arguments),
        key=key,
        state=JobState.WAITING,
        attempts=0,
        requested_by_id=actor.id if actor else None,
        requested_by_name=actor.name if actor else "Levelset",
        created_at=moment,
        due_at=moment,
    )
    if key is not None:
        open_one = _open_job(key)
        if open_one is not None:
            return open_one
        try:
            with db.session.begin_nested():
                db.session.add(job)
        except IntegrityError:  # another transaction was first; its job is the one
            found = _open_job(key)
            if found is None:
                raise
            return found
    else:
        db.session.add(job)
        db.session.flush()
    send_after_commit(job.id)
    return job


def claim_job(*, job_id: int, worker: str) -> Job | None:
    """The job, now this worker's; None when it is not waiting, not due yet, or another worker was faster."""
    moment = now()
    taken = (
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.WAITING, Job.due_at <= moment)
        .values(
            state=JobState.RUNNING,
            attempts=Job.attempts + 1,
            worker=worker,
            started_at=moment,
            heartbeat_at=moment,
            error=None,
            done=None,
            total=None,
        )
    )
    return db.session.get(Job, job_id, populate_existing=True) if _changed(taken) else None


def note_progress(*, job_id: int, attempt: int, done: int, total: int) -> bool:
    """Whether the attempt still owns the job; if so its progress and sign of life are stored."""
    return _end(job_id, attempt, done=done, total=total, heartbeat_at=now())


def finish_job(*, job_id: int, attempt: int) -> bool:
    """Whether the attempt still owned the job, which is then done."""
    return _end(job_id, attempt, state=JobState.DONE, done=Job.total, finished_at=now())


def fail_job(*, job_id: int, attempt: int, error: str, again: bool) -> bool:
    """Whether the attempt still owned the job, which then waits for its next attempt (`again`) or has failed."""
    moment = now()
    if not again:
        return _end(job_id, attempt, state=JobState.FAILED, error=error, finished_at=moment)
    wait = RETRY_AFTER * attempt**2
    if not _end(job_id, attempt, state=JobState.WAITING, error=error, due_at=moment + wait, sent_at=moment):
        return False
    send_after_commit(job_id, delay=wait)
    return True


def release_job(*, job_id: int, attempt: int) -> bool:
    """Whether the attempt still owned the job, which then waits again as if it had not been begun: the worker stops."""
    if not _end(job_id, attempt, state=JobState.WAITING, attempts=attempt - 1, due_at=now()):
        return False
    send_after_commit(job_id)
    return True


def retry_job(*, job: Job, actor: Actor) -> None:
    """Let a failed or cancelled job wait again, with all its attempts before it.

    Raises Conflict when it is in another state, or when a newer job with the same key is under way.
    """
    if job.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise Conflict(f"Only failed and cancelled jobs can be tried again; this one is {job.state}.")
    if job.key is not None and _open_job(job.key) is not None:
        raise Conflict("The same work is under way already. Wait for that job instead.")
    job.state, job.attempts, job.error, job.due_at, job.finished_at = JobState.WAITING, 0, None, now(), None
    audit.record("retry_job", actor=actor, subject=job, kind=job.kind)
    send_after_commit(job.id)


def cancel_job(*, job: Job, actor: Actor) -> None:
    """End an open job: a waiting one is not begun, a running one's result is thrown away.

    Raises Conflict when the job is over already.
    """
    if job.state not in OPEN:
        raise Conflict(f"This job is over already: {job.state}.")
    job.state, job.finished_at = JobState.CANCELLED, now()
    audit.record("cancel_job", actor=actor, subject=job, kind=job.kind)


def sweep(*, queue_is_empty: bool) -> list[int]:
    """The numbers of the jobs sent again: those of dead workers, and those whose message was lost.

    A waiting job is only sent again when the queue holds no message at all, or a long queue would grow by every sweep.
    Jobs that ended a month ago are forgotten.
    """
    moment = now()
    again = [job.id for job in _abandoned(moment) if _take_back(job, moment)]
    if queue_is_empty:
        lost = select(Job).where(
            Job.state == JobState.WAITING,
            Job.due_at <= moment - SEND_AGAIN_AFTER,
            (Job.sent_at.is_(None)) | (Job.sent_at <= moment - SEND_AGAIN_AFTER),
        )
        again += [job.id for job in db.session.scalars(lost) if job.id not in again]
    db.session.execute(update(Job).where(Job.id.in_(again)).values(sent_at=moment))
    over = (JobState.DONE, JobState.CANCELLED)
    db.session.execute(delete(Job).where(Job.state.in_(over), Job.finished_at < moment - KEEP))
    for job_id in again:
        send_after_commit(job_id)
    return again


def _abandoned(moment: datetime) -> list[Job]:
    running = db.session.scalars(select(Job).where(Job.state == JobState.RUNNING))
    return [job for job in running if liveness.is_abandoned(job.worker, job.heartbeat_at, moment)]


def _take_back(job: Job, moment: datetime) -> bool:
    if job.attempts < liveness.MOST_DEATHS:
        return _end(job.id, job.attempts, state=JobState.WAITING, due_at=moment)
    words = f"Its worker died {job.attempts} times while doing this. See the worker's log for what it ran out of."
    _end(job.id, job.attempts, state=JobState.FAILED, error=words, finished_at=moment)
    return False


def _open_job(key: str) -> Job | None:
    return db.session.scalar(select(Job).where(Job.key == key, Job.state.in_(OPEN)))


def _end(job_id: int, attempt: int, **values: Any) -> bool:
    owned = Job.id == job_id, Job.state == JobState.RUNNING, Job.attempts == attempt
    return _changed(update(Job).where(*owned).values(**values))


def _changed(statement: Any) -> bool:
    result = db.session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1
