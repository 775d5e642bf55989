"""Mails about scorecards, from the database through a job to a mail server's socket: once, to the right person, with nothing hidden in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from time_machine import travel

from accounts.enums import Role
from accounts.models import Account
from accounts.operations import change_preferences
from core.clock import now
from core.database import db
from core.jobs import operations as job_operations
from core.jobs.enums import JobState
from core.jobs.models import Job
from scorecards import tasks
from scorecards.enums import Stage, Visibility
from scorecards.models import Notice
from scorecards.operations.notices import plan_notices
from scorecards.operations.scorecards import reopen_scorecard
from scorecards.queries import notices
from scorecards.reminders import reminders
from tests import factories
from tests.scorecards.late import HELD, LATE, House, RunJobs, look, to, words
from tests.support.smtp import Sink, mail_sink

SignIn = Callable[[Account], FlaskClient]


@pytest.mark.postgresql
def test_who_owes_is_reminded_once_and_the_recruiter_gets_one_list(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    house = House()
    for minutes in (0, 1, 60):
        look(run_jobs, LATE + timedelta(minutes=minutes))
    assert to(sink) == ["ivo@firm.org", "rita@firm.org"]
    reminder, digest = words(sink, "ivo@firm.org"), words(sink, "rita@firm.org")
    assert f"http://localhost:5000/scorecards/{house.held.scorecard.id}/edit" in reminder
    assert "It was due on 14 July 2026, 10:00 UTC." in reminder
    assert "Ivo Owes: Design, due 14 July 2026, 10:00 UTC" in digest
    assert [name for name in ("Pia", "Delivery", "Cleo") if name in reminder + digest] == []
    assert [
        message["List-Unsubscribe"].startswith("<http://localhost:5000/mail/stop/") for _, message in sink.mails
    ] == [True] * 2
    headers = {name: message[name] for _, message in sink.mails for name in ("Auto-Submitted", "List-Unsubscribe-Post")}
    assert headers == {"Auto-Submitted": "auto-generated", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def test_times_in_a_mail_are_the_readers_own_and_it_waits_for_their_morning(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    house = House()
    house.owes.time_zone, house.recruiter.active = "America/New_York", False
    look(run_jobs, LATE)  # 07:30 in New York
    assert to(sink) == []
    look(run_jobs, LATE + timedelta(minutes=30))
    assert "due on 14 July 2026, 06:00 EDT" in words(sink, "ivo@firm.org")


def test_a_guest_is_sent_to_the_door_of_guests_and_to_no_page_that_asks_to_sign_in(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    house = House()
    house.owes.is_guest, house.owes.active = True, False
    look(run_jobs)
    mail = words(sink, "ivo@firm.org")
    assert [each in mail for each in ("Go on with your interview", "/guest", "/scorecards/")] == [True, True, False]


def test_what_was_written_meanwhile_is_not_asked_for(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    house = House()
    with travel(LATE, tick=False):
        tasks.look_for_mails()
        db.session.commit()
        factories.submitted(house.held)
        jobs_done = run_jobs()
    assert ([job.state for job in jobs_done], to(sink)) == ([JobState.DONE, JobState.DONE], [])
    assert [(row.ended_at is not None, row.was_sent) for row in db.session.scalars(select(Notice))] == [
        (True, False)
    ] * 2


def submit(house: House) -> None:
    factories.submitted(house.held)


def cancel(house: House) -> None:
    house.held.cancelled_at = now()


def withdraw(house: House) -> None:
    house.target.stage = Stage.WITHDRAWN


def conflict(house: House) -> None:
    factories.conflict(house.target, house.owes)


def apply_themselves(house: House) -> None:
    house.candidate.account_id = house.owes.id


def leave(house: House) -> None:
    house.owes.active = False


def want_nothing(house: House) -> None:
    for who in (house.owes, house.recruiter):
        change_preferences(account=who, time_zone=None, topics=[], quiet=None, weekends=None)


@pytest.mark.parametrize("change", [submit, cancel, withdraw, conflict, apply_themselves, leave, want_nothing])
def test_nobody_is_reminded_who_owes_nothing_or_must_see_nothing(
    app: Flask, sink: Sink, run_jobs: RunJobs, change: Callable[[House], None]
) -> None:
    house = House()
    change(house)
    look(run_jobs)
    assert "ivo@firm.org" not in to(sink)


@pytest.mark.postgresql
def test_a_recruiter_in_conflict_gets_no_list_of_it(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    house = House()
    factories.conflict(house.target, house.recruiter)
    look(run_jobs)
    assert to(sink) == ["ivo@firm.org"]


def test_hours_set_for_an_opening_override_the_installations(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    House(remind_before=[], remind_after=[6])
    look(run_jobs, HELD + timedelta(days=1))
    look(run_jobs, LATE)
    assert to(sink) == ["rita@firm.org"]
    look(run_jobs, HELD + timedelta(hours=1 + 24 + 6))
    assert to(sink) == ["ivo@firm.org", "rita@firm.org"]


@pytest.mark.postgresql
def test_two_workers_that_find_the_same_reminder_make_one(app: Flask) -> None:
    House()
    with travel(LATE, tick=False):
        found = reminders(notices.to_remind(now=LATE), now=LATE, sent=())
        first = plan_notices(occasions=found, asked=(), moment=LATE)
        db.session.commit()
        second = plan_notices(occasions=found, asked=(), moment=LATE)
        db.session.commit()
    assert (len(first), second) == (1, [])


def one_reminder(house: House, run_jobs: RunJobs) -> Job:
    house.recruiter.active = False
    (job,) = [each for each in look(run_jobs) if each.kind == "send_notice"]
    return job


def test_a_server_that_says_later_gets_the_mail_later_and_once(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    sink.answers = ["451 try later"]
    job = one_reminder(House(), run_jobs)
    assert (job.state, sink.mails) == (JobState.WAITING, [])
    look(run_jobs, LATE + timedelta(minutes=1))
    look(run_jobs, LATE + timedelta(minutes=2))
    assert to(sink) == ["ivo@firm.org"]


@pytest.mark.postgresql
def test_a_mail_that_nobody_knows_of_is_not_sent_twice_unless_an_admin_wants_it(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    sink.answers = [None]
    job = one_reminder(House(), run_jobs)
    assert (job.state, "it may have gone out" in (job.error or "")) == (JobState.FAILED, True)
    look(run_jobs, LATE + timedelta(hours=1))
    assert sink.mails == []
    with travel(LATE + timedelta(hours=1), tick=False):
        job_operations.retry_job(job=job, actor=factories.account("Ada", Role.ADMIN))
        db.session.commit()
        run_jobs()
    assert to(sink) == ["ivo@firm.org"]


def test_a_worker_killed_in_the_middle_leaves_no_second_mail(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    house = House()
    house.recruiter.active = False
    db.session.commit()
    with travel(LATE, tick=False):
        tasks.look_for_mails()
        notice = db.session.scalars(select(Notice)).one()
        notice.handed_at = LATE  # committed just before the hand-over in which the worker died
        db.session.commit()
        (job,) = run_jobs()
    assert (job.state, sink.mails) == (JobState.FAILED, [])
    assert "A worker stopped while it handed this mail to the server" in (job.error or "")


def test_an_address_that_the_server_does_not_know_is_said_on_the_jobs_page(
    app: Flask, sink: Sink, run_jobs: RunJobs, sign_in: SignIn
) -> None:
    sink.refused = {"ivo@firm.org"}
    job = one_reminder(House(), run_jobs)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    page = sign_in(factories.account("Ada", Role.ADMIN)).get("/jobs").text
    assert "550 nobody of that name" in page


def test_without_a_server_and_for_invented_people_mails_lie_in_the_outbox(
    app: Flask, sink: Sink, run_jobs: RunJobs, tmp_path: Path
) -> None:
    app.config["MAIL_OUTBOX"] = str(tmp_path / "outbox")
    house = House()
    house.owes.email = "ivo@ferrywright.example"
    look(run_jobs)
    assert to(sink) == ["rita@firm.org"]
    app.config["MAIL_URL"] = ""
    house.opening.remind_after = [2]
    look(run_jobs, LATE + timedelta(hours=1))
    files = sorted((tmp_path / "outbox").iterdir())
    assert ["To: Ivo Owes <ivo@ferrywright.example>" in file.read_text() for file in files] == [True, True]
    assert [file.suffix for file in files] == [".eml", ".eml"]


def test_a_reopened_scorecard_is_late_as_long_after_that_as_after_an_interview(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    house = House()
    house.recruiter.active = False
    factories.submitted(house.held)
    with travel(LATE, tick=False):
        reopen_scorecard(card=house.held.scorecard, reason="Wrong candidate in the second note", actor=house.owes)
    look(run_jobs, LATE + timedelta(hours=1))
    assert to(sink) == []
    look(run_jobs, LATE + timedelta(hours=24))
    assert "is due soon" not in words(sink, "pia@firm.org")
    assert "You were asked to look at it again." in words(sink, "ivo@firm.org")


def test_no_reminder_tells_whether_peers_have_written(app: Flask, run_jobs: RunJobs) -> None:
    house = House(visibility=Visibility.ALWAYS, identities=Visibility.NEVER)
    told = []
    for state, starts in ((None, None), (factories.ScorecardState.DRAFT, HELD)):
        if state is not None:
            house.other.scorecard.state, house.other.scheduled_at = state, starts
        db.session.execute(db.delete(Notice))
        db.session.commit()
        with mail_sink() as sink:
            app.config["MAIL_URL"] = sink.url
            look(run_jobs)
            told.append(words(sink, "ivo@firm.org"))
    assert told[0] == told[1] != ""
