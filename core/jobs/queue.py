"""The queue that wakes the workers: huey on SQLite, PostgreSQL or Redis, as QUEUE_URL says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import current_app
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from core.database import db
from core.errors import DomainError

NAME = "levelset"
TO_SEND = "jobs to send after the commit"
log = logging.getLogger(__name__)


class Queue:
    """Messages that say which job to look at; connected when first used, so that starting needs no queue."""

    def __init__(self, url: str, *, run: Callable[[int], None], sweep: Callable[[], None]) -> None:
        self.url, self._run, self._sweep = url, run, sweep

    @cached_property
    def huey(self) -> Huey:
        """The connected queue, with the two tasks that its messages name."""
        huey = connect(self.url)

        # Messages name a task by module and name, so both tasks are made here, where sender and worker agree.
        def run_job(job_id: int) -> None:
            self._run(job_id)

        def sweep_jobs() -> None:
            self._sweep()

        self._look_at = huey.task(name="run_job")(run_job)
        huey.periodic_task(crontab(minute="*"), name="sweep_jobs")(sweep_jobs)
        return huey

    def close(self) -> None:
        """Give the connection back."""
        self.huey.storage.close()

    def send(self, job_id: int, *, delay: timedelta = timedelta(0)) -> None:
        """Tell a worker to look at the job, after the delay."""
        huey = self.huey
        huey.enqueue(self._look_at.s(job_id, delay=delay.total_seconds()))

    def is_empty(self) -> bool:
        """Whether no message waits."""
        return bool(self.huey.pending_count() == 0)


def connect(url: str) -> Huey:
    """The queue behind the URL: `sqlite:///file`, `postgresql://…`, `redis://…` or `memory:` (one process, tests).

    Raises DomainError for anything else.
    """
    options: dict[str, Any] = {"results": False, "utc": True}
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite":
        file = Path(rest.removeprefix("///"))
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, filename=str(file), **options)
    if scheme.partition("+")[0] in {"postgres", "postgresql"}:
        return PostgresHuey(NAME, dsn=f"postgresql:{rest}", **options)
    if scheme in {"redis", "rediss"}:
        return RedisHuey(NAME, url=url, **options)
    if scheme == "memory":
        return MemoryHuey(NAME, **options)
    raise DomainError(f"QUEUE_URL starts with {scheme!r}. Use sqlite:///…, postgresql://… or redis://….")


def send_after_commit(job_id: int, *, delay: timedelta = timedelta(0)) -> None:
    """Send the message once the session's transaction is committed; a rollback forgets it."""
    db.session.info.setdefault(TO_SEND, []).append((job_id, delay))


@event.listens_for(db.session, "after_commit")
def _send(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for job_id, delay in session.info.pop(TO_SEND, []):
        try:
            current_app.extensions["jobs"].send(job_id, delay=delay)
        except Exception:  # the job is stored; the sweep sends it when the queue is back
            log.exception("The queue did not take the message about job %s", job_id)


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TO_SEND, None)
