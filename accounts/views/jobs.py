"""Work outside the request, for administrators: what runs, what failed and why."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts import rules
from accounts.views import blueprint
from core.clock import in_words
from core.database import db
from core.jobs import operations, queries
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from core.permissions import allow

SHOWN = 100
TITLES = {
    "send_notice": "Send a mail",
    "render_packet": "Make a packet",
    "bulk_packet": "Make one packet of many",
    "bulk_index": "Make the list beside many packets",
    "packet_ahead": "Order the committee's packet ahead of need",
    "prepare_packet": "Lay out a packet ahead of need",
    "apply_retention": "Delete what was kept for its time",
    "fit_ratings": "Work out the figures of a rubric's scores",
}
"""A job's kind as an administrator reads it."""


@blueprint.get("/jobs")
@allow(rules.is_admin)
def jobs() -> str:
    """The newest hundred jobs, those that run, wait or failed first."""
    rows = [_row(job) for job in queries.recent_jobs(limit=SHOWN)]
    counts = queries.job_counts()
    facts = [(state.value.capitalize(), count) for state, count in counts.items()]
    return render_template(
        "accounts/jobs.html",
        jobs=rows,
        facts=facts,
        shown=SHOWN,
        total=sum(counts.values()),
        is_working=any(counts[state] for state in OPEN),
    )


@blueprint.post("/jobs/<int:job_id>/retry")
@allow(rules.may_steer_job, load=queries.job)
def retry_job(job: Job) -> Response:
    """Try a failed or cancelled job again."""
    operations.retry_job(job=job, actor=current_user)
    db.session.commit()
    flash(f"Job {job.id} waits to be done again.", "success")
    return redirect(url_for("accounts.jobs"))


@blueprint.post("/jobs/<int:job_id>/cancel")
@allow(rules.may_steer_job, load=queries.job)
def cancel_job(job: Job) -> Response:
    """End a waiting or running job."""
    operations.cancel_job(job=job, actor=current_user)
    db.session.commit()
    flash(f"Job {job.id} is cancelled.", "success")
    return redirect(url_for("accounts.jobs"))


def _row(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "note": f"number {job.id}" + (f", attempt {job.attempts}" if job.attempts else ""),
        "heartbeat": in_words(job.heartbeat_at) if job.heartbeat_at and job.state is JobState.RUNNING else None,
        "worker": job.worker,
        "title": TITLES.get(job.kind, job.kind.replace("_", " ").capitalize()),
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "error": job.error,
        "requested_by": job.requested_by_name,
        "created": in_words(job.created_at),
        "created_iso": job.created_at.isoformat(),
        "retry_url": url_for("accounts.retry_job", job_id=job.id)
        if job.state in {JobState.FAILED, JobState.CANCELLED}
        else None,
        "cancel_url": url_for("accounts.cancel_job", job_id=job.id) if job.state in OPEN else None,
    }
