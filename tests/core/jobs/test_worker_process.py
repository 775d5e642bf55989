"""The real worker: separate processes, killed in the middle of a job."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from core import jobs
from core.database import db
from core.jobs.enums import JobState
from tests.support.workers import Start, kill_all, wait_for

pytestmark = pytest.mark.postgresql


def test_a_worker_does_what_was_enqueued_before_and_after_its_start(start: Start, tmp_path: Path) -> None:
    """And does a job again whose process was killed in the middle of it."""
    before = jobs.enqueue("tests: touch", {"folder": str(tmp_path)}, None).id
    process = start(workers=2, own=True)
    wait_for(before, JobState.DONE)
    after = [jobs.enqueue("tests: touch", {"folder": str(tmp_path)}, None).id for _ in range(5)]
    db.session.commit()
    for job_id in after:
        wait_for(job_id, JobState.DONE)
    touched = {file.name: file.read_text() for file in tmp_path.glob("touched-*")}
    assert touched == {f"touched-{job_id}": "x" for job_id in [before, *after]}

    killed = jobs.enqueue("tests: sleep once", {"folder": str(tmp_path)}, None).id
    db.session.commit()
    os.kill(process_of(killed, tmp_path), signal.SIGKILL)
    assert wait_for(killed, JobState.DONE).attempts == 2
    process.terminate()
    assert process.wait(timeout=20) == 0


def process_of(job_id: int, folder: Path) -> int:
    """The number of the process that does the job, once it is in the middle of it."""
    running = wait_for(job_id, JobState.RUNNING)
    while not (folder / f"job-{job_id}").exists():
        time.sleep(0.05)
    return int((running.worker or "").rpartition(":")[2])


def test_a_job_is_done_after_the_whole_machine_went_down(start: Start, tmp_path: Path) -> None:
    job_id = jobs.enqueue("tests: sleep once", {"folder": str(tmp_path)}, None).id
    first = start(own=True)
    assert process_of(job_id, tmp_path)
    kill_all(first)
    start(own=True)
    assert wait_for(job_id, JobState.DONE).attempts == 2
