"""Reminders that people ask for, and the hours that an opening sets for its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from time_machine import travel

from accounts.enums import MailTopic
from accounts.models import Account
from accounts.operations import change_preferences
from core.audit import AuditEvent
from core.database import db
from scorecards.models import Interview
from tests import factories
from tests.scorecards.late import LATE, House, RunJobs, look, to, words
from tests.support.smtp import Sink

SignIn = Callable[[Account], FlaskClient]


def ask(browser: FlaskClient, held: Interview, moment: datetime = LATE) -> tuple[int, str]:
    with travel(moment, tick=False):
        answer = browser.post(f"/scorecards/{held.scorecard.id}/remind", follow_redirects=True)
    return answer.status_code, answer.text


def test_a_recruiter_reminds_by_hand_which_is_recorded_and_not_done_again_at_once(
    app: Flask, sink: Sink, run_jobs: RunJobs, sign_in: SignIn
) -> None:
    house = House(remind_before=[], remind_after=[])
    with travel(LATE, tick=False):
        browser = sign_in(house.recruiter)
    assert "The reminder is on its way: Ivo Owes." in ask(browser, house.held)[1]
    status, text = ask(browser, house.held, LATE + timedelta(hours=3))
    assert (status, "Ivo Owes was asked already. Ask again from 14 July 2026, 15:30 UTC on." in text) == (409, True)
    with travel(LATE, tick=False):
        run_jobs()
    assert "Rita Recruiter asks for your scorecard: Design" in words(sink, "ivo@firm.org")
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "remind_interviewer")).all()
    assert [(event.actor_name, event.subject) for event in events] == [
        ("Rita Recruiter", f"scorecard:{house.held.scorecard.id}")
    ]
    with travel(LATE + timedelta(minutes=5), tick=False):
        assert "14 July 2026, 11:30 UTC" in browser.get("/due").text


@pytest.mark.postgresql
def test_a_reminder_by_hand_waits_for_the_end_of_quiet_hours(
    app: Flask, sink: Sink, run_jobs: RunJobs, sign_in: SignIn
) -> None:
    house = House(remind_before=[], remind_after=[])
    evening = LATE.replace(hour=19, minute=30)
    house.owes.time_zone = "Europe/Paris"
    with travel(evening, tick=False):
        browser = sign_in(house.recruiter)
    assert "goes out when their quiet hours end" in ask(browser, house.held, evening)[1]
    look(run_jobs, evening + timedelta(hours=10))
    assert "ivo@firm.org" not in to(sink)
    look(run_jobs, evening + timedelta(hours=11))
    look(run_jobs, evening + timedelta(hours=11, minutes=1))
    assert to(sink).count("ivo@firm.org") == 1


def test_nobody_is_reminded_by_hand_against_their_will_or_by_those_who_may_not(
    app: Flask, run_jobs: RunJobs, sign_in: SignIn
) -> None:
    house = House()
    with travel(LATE, tick=False):
        recruiter, peer, own = sign_in(house.recruiter), sign_in(house.peer), sign_in(house.owes)
    assert [ask(browser, house.held)[0] for browser in (peer, own)] == [404, 404]
    change_preferences(account=house.owes, time_zone=None, topics=[MailTopic.BEFORE], quiet=None, weekends=None)
    status, text = ask(recruiter, house.held)
    assert (status, "takes no reminders of this kind by mail" in text) == (409, True)
    factories.submitted(house.held)
    assert ask(recruiter, house.held)[0] == 404


def test_an_openings_own_hours_are_typed_shown_and_refused(app: Flask, sign_in: SignIn) -> None:
    house = House()
    browser = sign_in(house.recruiter)
    url = f"/requisitions/{house.opening.id}/settings"
    values = {"title": "Opening", "visibility": "3", "identities": "4", "required_raters": "2", "due_hours": "24"}
    assert "Empty: as everywhere (1, 24)" in browser.get(url).text
    assert browser.post(url, data={**values, "remind_before": "4, 24", "remind_after": "none"}).status_code == 302
    assert (house.opening.remind_before, house.opening.remind_after) == ([4, 24], [])
    page = browser.get(url).text
    assert ('value="4, 24"' in page, 'value="none"' in page) == (True, True)
    refused = browser.post(url, data={**values, "remind_before": "soon", "remind_after": ""})
    assert (refused.status_code, 'value="soon"' in refused.text) == (422, True)
    assert browser.post(url, data={**values, "remind_before": "", "remind_after": ""}).status_code == 302
    assert (house.opening.remind_before, house.opening.remind_after) == (None, None)
