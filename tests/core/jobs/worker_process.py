"""A worker as `flask jobs work` starts it, knowing also the kinds of jobs that the tests need.

python -m tests.core.jobs.worker_process DATABASE_URL QUEUE_URL WORKERS [own]

`own`: it knows the tests' kinds alone, and loads neither the renderer nor the models.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

from core import jobs
from core.jobs import worker
from wsgi import create_app


@jobs.job("tests: sleep once")
def sleep_once(run: jobs.Run, *, folder: str) -> None:
    """Sleeps for long when begun for the first time; done at once when begun again."""
    began = Path(folder, f"job-{run.job_id}")
    if not began.exists():
        began.touch()
        time.sleep(120)


@jobs.job("tests: touch")
def touch(run: jobs.Run, *, folder: str) -> None:
    """Leaves a file."""
    with Path(folder, f"touched-{run.job_id}").open("a") as file:
        file.write("x")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    database, queue, workers, *only = sys.argv[1:]
    app = create_app({"SQLALCHEMY_DATABASE_URI": database, "QUEUE_URL": queue, "SECRET_KEY": "tests only"})
    if only:
        app.extensions["job modules"] = ()
    worker.work(app, int(workers))
