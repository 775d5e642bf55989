"""Reads of the table of jobs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, func, select

from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job


def job(job_id: int) -> Job | None:
    """The job, or None."""
    return db.session.get(Job, job_id)


def recent_jobs(*, limit: int) -> Sequence[Job]:
    """The jobs an administrator looks for first: running, waiting, failed, then the rest; newest first in each."""
    order = [JobState.RUNNING, JobState.WAITING, JobState.FAILED]
    rank = case({state: position for position, state in enumerate(order)}, value=Job.state, else_=len(order))
    return db.session.scalars(select(Job).order_by(rank, Job.id.desc()).limit(limit)).all()


def job_counts() -> dict[JobState, int]:
    """How many jobs are in each state; every state is there."""
    found = {row[0]: row[1] for row in db.session.execute(select(Job.state, func.count()).group_by(Job.state))}
    return {state: found.get(state, 0) for state in JobState}
