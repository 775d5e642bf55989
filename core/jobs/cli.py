"""Commands about jobs."""

from __future__ import annotations

import logging
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from core.cli import print_json
from core.jobs import queries, worker
from core.jobs.models import Job

group = AppGroup("jobs", help="Work outside the request: PDFs, fits, imports.")


@group.command("work")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="How many processes.")
def work(workers: int) -> None:
    """Do jobs until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    worker.work(current_app._get_current_object(), workers)  # type: ignore[attr-defined]  # noqa: SLF001 - werkzeug's documented way to the application behind the proxy


@group.command("list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
def list_jobs(limit: int) -> None:
    """Print what waits, runs and failed."""
    print_json(
        {
            "version": 1,
            "counts": {state.value: count for state, count in queries.job_counts().items()},
            "jobs": [_plain(job) for job in queries.recent_jobs(limit=limit)],
        }
    )


def _plain(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "attempts": job.attempts,
        "done": job.done,
        "total": job.total,
        "error": job.error,
        "requested_by": job.requested_by_name,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
    }
