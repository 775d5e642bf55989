"""Doing jobs: one attempt at one job, and the process that does one after the other."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from flask import Flask, current_app
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from core.clock import now
from core.database import db
from core.errors import DomainError
from core.jobs import operations
from core.jobs.enums import JobState
from core.jobs.liveness import HEARTBEAT, worker_name
from core.jobs.models import Job
from core.jobs.queue import Queue
from core.jobs.registry import Kind, Run, each_minutes_functions, kind_named

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
log = logging.getLogger(__name__)


class LostJob(BaseException):
    """The job was cancelled, or another worker took it; what this attempt did is thrown away."""


class TookTooLong(BaseException):
    """The attempt was cut off at its kind's timeout. Like LostJob no Exception, so that no job's function catches it."""


def init_app(app: Flask, modules: tuple[str, ...]) -> None:
    """Give the application its queue; `modules` register the kinds and are imported by the worker only."""

    def run(job_id: int) -> None:
        with app.app_context():
            run_job(job_id)

    def sweep() -> None:
        with app.app_context():
            sweep_jobs()
            do_what_each_minute_asks()

    app.extensions["jobs"] = Queue(app.config["QUEUE_URL"], run=run, sweep=sweep)
    app.extensions["job modules"] = modules


def run_job(job_id: int) -> JobState | None:
    """The state after one attempt at the job; None when there was nothing to do for this worker."""
    job = operations.claim_job(job_id=job_id, worker=worker_name())
    if job is None:
        db.session.rollback()
        return None
    name, arguments, attempt = job.kind, dict(job.arguments), job.attempts
    db.session.commit()
    log.info("Job %s (%s): attempt %s", job_id, name, attempt)
    try:
        kind = kind_named(name)
        with _signs_of_life(job_id, attempt), _time_limit(kind.timeout):
            kind.function(Run(job_id, attempt, lambda done, total: _step(job_id, attempt, done, total)), **arguments)
        return _close(operations.finish_job(job_id=job_id, attempt=attempt), JobState.DONE)
    except LostJob:
        db.session.rollback()
        return JobState.CANCELLED
    except DomainError as error:
        return _fail(job_id, attempt, str(error), again=False)
    except (Exception, TookTooLong) as error:
        log.exception("Job %s (%s) broke", job_id, name)
        return _fail(job_id, attempt, _in_words(error, kind), again=attempt < kind.attempts)
    except BaseException:  # the worker is told to stop: somebody else shall do it
        db.session.rollback()
        operations.release_job(job_id=job_id, attempt=attempt)
        db.session.commit()
        raise


def sweep_jobs() -> list[int]:
    """The numbers of the jobs that were sent again."""
    again = operations.sweep(queue_is_empty=current_app.extensions["jobs"].is_empty())
    db.session.commit()
    if again:
        log.warning("Sent again: jobs %s", again)
    return again


def do_what_each_minute_asks() -> None:
    """Call every function registered with `each_minute`; one that breaks is logged and keeps no other from its turn."""
    for function in each_minutes_functions():
        try:
            function()
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("%s broke; it is called again in a minute", function.__name__)


def work(app: Flask, workers: int) -> None:
    """Do jobs in `workers` processes until told to stop (TERM lets running jobs end, for up to a minute)."""
    for module in app.extensions["job modules"]:
        import_module(module)
    huey = app.extensions["jobs"].huey
    own_folder: list[str] = []

    @huey.on_startup()
    def begin() -> None:
        own_folder.append(tempfile.mkdtemp(prefix="levelset-worker-"))  # the PDF engine leaves fonts in it
        tempfile.tempdir = os.environ["TMPDIR"] = own_folder[0]
        with app.app_context():
            db.engine.dispose(close=False)  # a fork must not share the parent's connections
            sweep_jobs()  # a worker is also started when another one has died

    @huey.on_shutdown()
    def end() -> None:
        for folder in own_folder:
            shutil.rmtree(folder, ignore_errors=True)

    huey.create_consumer(
        workers=workers,
        worker_type="process",
        max_delay=0.5,
        health_check_interval=2,
        graceful_signal="TERM",
        shutdown_timeout=60,
    ).run()


def _step(job_id: int, attempt: int, done: int, total: int) -> None:
    if not operations.note_progress(job_id=job_id, attempt=attempt, done=done, total=total):
        raise LostJob
    db.session.commit()


def _close(owned: bool, state: JobState) -> JobState:
    if not owned:
        raise LostJob
    db.session.commit()
    return state


def _fail(job_id: int, attempt: int, error: str, *, again: bool) -> JobState:
    db.session.rollback()
    operations.fail_job(job_id=job_id, attempt=attempt, error=error, again=again)
    db.session.commit()
    return JobState.WAITING if again else JobState.FAILED


def _in_words(error: BaseException, kind: Kind) -> str:
    if isinstance(error, TookTooLong):
        return f"It was stopped because it took longer than {kind.timeout:g} seconds."
    if (isinstance(error, OSError) and error.errno in DISK_FULL) or "disk is full" in str(error):  # SQLite says it so
        return "The disk is full, so nothing was stored. Make room, then try again."
    return f"Something broke on our side ({type(error).__name__}: {error}). The worker's log has the details."


@contextmanager
def _signs_of_life(job_id: int, attempt: int) -> Iterator[None]:
    """A thread says every ten seconds that the attempt is alive, over a connection of its own."""
    engine, over = db.engine, threading.Event()
    owned = Job.id == job_id, Job.state == JobState.RUNNING, Job.attempts == attempt

    def beat() -> None:
        while not over.wait(HEARTBEAT.total_seconds()):
            try:
                with engine.begin() as connection:
                    connection.execute(update(Job).where(*owned).values(heartbeat_at=now()))
            except SQLAlchemyError:
                log.warning("Job %s could not give a sign of life", job_id, exc_info=True)

    thread = threading.Thread(target=beat, daemon=True, name=f"job-{job_id}-alive")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Cut the block off with TookTooLong; only a process's main thread can be cut off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(signal.SIGALRM, before)
