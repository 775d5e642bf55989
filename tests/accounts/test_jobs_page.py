"""The page on which an administrator sees what the installation is doing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core import jobs
from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.jobs.operations import claim_job, finish_job, note_progress

Make = Callable[..., Account]
SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def admin(make_account: Make, sign_in: SignIn) -> FlaskClient:
    return sign_in(make_account("Root", roles=[Role.ADMIN]))


def failed_job(words: str = "The font is missing.") -> Job:
    job = jobs.enqueue("build_packet", {"packet_id": 3}, None)
    job.state, job.error, job.attempts = JobState.FAILED, words, 3
    db.session.commit()
    return job


def cells(page: LexborHTMLParser) -> list[list[str]]:
    return [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")] for row in page.css("#jobs tbody tr")
    ]


def test_a_failed_job_says_why_and_can_be_tried_again(
    admin: FlaskClient, markup: Callable[[TestResponse], LexborHTMLParser]
) -> None:
    job = failed_job()
    ((title, state, wanted_by, _since, action),) = cells(markup(admin.get("/jobs")))
    assert (title, state, wanted_by, action) == (
        "Build packet number 1, attempt 3",
        "Failed The font is missing.",
        "Levelset",
        "Try job 1 again",
    )
    assert admin.post(f"/jobs/{job.id}/retry").status_code == 302
    assert (job.state, job.error) == (JobState.WAITING, None)


def test_a_running_job_says_which_attempt_it_is_and_when_it_was_last_heard_of(
    admin: FlaskClient, markup: Callable[[TestResponse], LexborHTMLParser]
) -> None:
    job = jobs.enqueue("build_packet", {}, None)
    claim_job(job_id=job.id, worker="here:7")
    note_progress(job_id=job.id, attempt=1, done=2, total=5)
    db.session.commit()
    page = markup(admin.get("/jobs"))
    ((title, state, _wanted_by, _since, action),) = cells(page)
    assert (title, action) == ("Build packet number 1, attempt 1", "Cancel job 1")
    assert "2 of 5 steps" in state
    assert "last sign of life" in state
    assert state.endswith(", here:7")
    assert page.css_first("#jobs-now").attributes["hx-trigger"] == "every 5s"
    finish_job(job_id=job.id, attempt=1)
    db.session.commit()
    page = markup(admin.get("/jobs"))
    assert "5 of 5 steps" in cells(page)[0][1]
    assert "hx-trigger" not in page.css_first("#jobs-now").attributes


def test_a_waiting_job_can_be_cancelled_once(admin: FlaskClient) -> None:
    job = jobs.enqueue("build_packet", {}, None)
    db.session.commit()
    assert admin.post(f"/jobs/{job.id}/cancel").status_code == 302
    assert job.state is JobState.CANCELLED
    assert admin.post(f"/jobs/{job.id}/cancel").status_code == 409


def test_jobs_are_for_administrators_only(make_account: Make, sign_in: SignIn) -> None:
    browser = sign_in(make_account(roles=[role for role in Role if role is not Role.ADMIN]))
    job = failed_job()
    assert (browser.get("/jobs").status_code, browser.post(f"/jobs/{job.id}/retry").status_code) == (403, 404)
    assert job.state is JobState.FAILED


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(
    admin: FlaskClient, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    failed_job()
    with count_queries() as for_one:
        admin.get("/jobs")
    failed_job()
    failed_job()
    with count_queries() as for_three:
        admin.get("/jobs")
    assert len(for_three) == len(for_one)


def test_the_command_lists_jobs(app: Flask) -> None:
    import json

    failed_job()
    document = json.loads(app.test_cli_runner().invoke(args=["jobs", "list"]).stdout)
    assert document["counts"] == {"waiting": 0, "running": 0, "done": 0, "failed": 1, "cancelled": 0}
    assert [(job["id"], job["kind"], job["error"]) for job in document["jobs"]] == [
        (1, "build_packet", "The font is missing.")
    ]


def test_a_job_is_called_by_what_it_does(
    admin: FlaskClient, markup: Callable[[TestResponse], LexborHTMLParser]
) -> None:
    jobs.enqueue("bulk_index", {"bulk_id": 3}, None)
    db.session.commit()
    ((title, *_),) = cells(markup(admin.get("/jobs")))
    assert title.partition(" number")[0] == "Make the list beside many packets"
