"""Real workers: separate processes on the test's database, killed when the test ends."""

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

from core.database import db, read_only
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.jobs.queue import Queue

PROJECT = Path(__file__).resolve().parents[2]
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

    def start_worker(workers: int = 1, *, own: bool = False) -> subprocess.Popen[bytes]:
        db.session.commit()
        command = [sys.executable, "-m", "tests.core.jobs.worker_process", database_url, queue_url, str(workers)]
        command += ["own"] if own else []
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
