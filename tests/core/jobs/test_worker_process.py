"""The real worker: separate processes, killed in the middle of a job."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from core import jobs
from core.database import db, read_only
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.jobs.queue import Queue
from tests.conftest import PROJECT

pytestmark = pytest.mark.postgresql

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def queue_url(backend: str, database_url: str, tmp_path: Path) -> str:
    """The queue beside the database: a file on SQLite, tables of its own on PostgreSQL."""
    return database_url if backend == "postgresql" else f"sqlite:///{tmp_path / 'queue.db'}"


@pytest.fixture
def start(app: Flask, database_url: str, queue_url: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker on the test's database; whatever still runs at the end is killed."""
    queue = app.extensions["jobs"]
    app.extensions["jobs"] = Queue(queue_url, run=lambda _: None, sweep=lambda: None)
    started: list[subprocess.Popen[bytes]] = []

    def start_worker(workers: int = 1) -> subprocess.Popen[bytes]:
        db.session.commit()
        command = [sys.executable, "-m", "tests.core.jobs.worker_process", database_url, queue_url, str(workers)]
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=PROJECT, stderr=log, start_new_session=True)
        started.append(process)
        return process

    yield start_worker
    for process in started:
        kill_all(process)
    app.extensions["jobs"].close()
    app.extensions["jobs"] = queue


def kill_all(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(job_id: int, state: JobState, *, seconds: float = 90) -> Job:
    end = time.monotonic() + seconds
    while True:
        with read_only():  # as pages read: a test that took the write lock at each look would starve the worker
            job = db.session.get_one(Job, job_id, populate_existing=True)
            db.session.expunge(job)
        if job.state is state:
            return job
        assert time.monotonic() < end, f"job {job_id} is still {job.state}: {job.error}"
        time.sleep(0.05)


def test_a_worker_does_what_was_enqueued_before_and_after_its_start(start: Start, tmp_path: Path) -> None:
    before = jobs.enqueue("tests: touch", {"folder": str(tmp_path)}, None).id
    process = start(workers=2)
    wait_for(before, JobState.DONE)
    after = [jobs.enqueue("tests: touch", {"folder": str(tmp_path)}, None).id for _ in range(5)]
    db.session.commit()
    for job_id in after:
        wait_for(job_id, JobState.DONE)
    touched = {file.name: file.read_text() for file in tmp_path.glob("touched-*")}
    assert touched == {f"touched-{job_id}": "x" for job_id in [before, *after]}
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_a_job_whose_worker_process_is_killed_is_done_by_the_next(start: Start, tmp_path: Path) -> None:
    job_id = jobs.enqueue("tests: sleep once", {"folder": str(tmp_path)}, None).id
    start()
    running = wait_for(job_id, JobState.RUNNING)
    while not (tmp_path / f"job-{job_id}").exists():
        time.sleep(0.05)
    os.kill(int((running.worker or "").rpartition(":")[2]), signal.SIGKILL)
    done = wait_for(job_id, JobState.DONE)
    assert done.attempts == 2


def test_a_job_is_done_after_the_whole_machine_went_down(start: Start, tmp_path: Path) -> None:
    job_id = jobs.enqueue("tests: sleep once", {"folder": str(tmp_path)}, None).id
    first = start()
    wait_for(job_id, JobState.RUNNING)
    while not (tmp_path / f"job-{job_id}").exists():
        time.sleep(0.05)
    kill_all(first)
    start()
    assert wait_for(job_id, JobState.DONE).attempts == 2
