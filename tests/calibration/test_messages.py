"""Messages of a committee to the recruiters: who writes, who reads, what the mail keeps to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from time_machine import travel

from accounts.enums import MailTopic
from accounts.models import Account
from accounts.operations import change_preferences
from calibration.models import RecruiterMessage
from calibration.operations.messages import note_message, write_message
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import TeamRole
from scorecards.models import Notice, TeamMember
from tests import factories
from tests.calibration.committee import Committee
from tests.scorecards.late import RunJobs, look, to, words
from tests.support.smtp import Sink, mail_sink

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)
NIGHT = datetime(2026, 7, 14, 22, 30, tzinfo=UTC)
TEXT = "Offer the 4.2 at the lower end; Bo doubts the scope."


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    with mail_sink() as running:
        app.config["MAIL_URL"] = running.url
        yield running


def house_with_recruiter() -> Committee:
    house = Committee()
    house.rosa.email = "rosa@firm.org"
    db.session.add(TeamMember(requisition_id=house.opening.id, account_id=house.rosa.id, role=TeamRole.RECRUITER))
    db.session.commit()
    return house


def told(house: Committee, moment: datetime = NOON) -> RecruiterMessage:
    with travel(moment, tick=False):
        made = write_message(application=house.application, text=TEXT, actor=house.mira)
        db.session.commit()
    return made


def page_of(house: Committee) -> str:
    return f"/calibration/applications/{house.application.id}/messages"


@pytest.mark.postgresql
def test_a_message_waits_on_the_recruiters_day_until_noted(app: Flask, sign_in: SignIn, markup: Markup) -> None:
    house = house_with_recruiter()
    assert sign_in(house.mira).post(page_of(house), data={"text": TEXT}).location == page_of(house)
    rosa = sign_in(house.rosa)
    application = f"/applications/{house.application.id}"
    assert ("Message about Imani Okafor" in rosa.get("/").text, TEXT in rosa.get(application).text) == (True, True)
    noted = markup(rosa.get(page_of(house))).css_first(".message form").attributes["action"]
    rosa.post(noted)
    assert ("Message about" in rosa.get("/").text, TEXT in rosa.get(application).text) == (False, True)
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action.in_(["write_message", "note_message"]))
    ).all()
    assert [(event.action, event.actor_name, event.details) for event in events] == [
        ("write_message", "Mira", {}),
        ("note_message", "Rosa", {}),
    ]


def test_leaders_read_all_members_their_own_and_others_nothing(app: Flask, sign_in: SignIn) -> None:
    house = house_with_recruiter()
    told(house)
    people = [house.rosa, house.hugo, house.chair, house.mira, house.noor, house.ada]
    found = {}
    for person in people:
        client = sign_in(person)
        answers = [client.get(url) for url in (page_of(house), f"/applications/{house.application.id}")]
        found[person.name] = [(answer.status_code, TEXT in answer.text) for answer in answers]
    assert found == {
        **{name: [(200, True), (200, True)] for name in ("Rosa", "Hugo", "Chidi", "Mira")},
        "Noor": [(200, False), (200, False)],
        "Ada": [(404, False), (200, False)],
    }


def test_who_owes_a_scorecard_neither_reads_nor_writes(app: Flask, sign_in: SignIn) -> None:
    house = house_with_recruiter()
    made = told(house)
    for person in (house.rosa, house.hugo):
        factories.interview(house.application, person)
        client = sign_in(person)
        assert [TEXT in client.get(url).text for url in (page_of(house), f"/applications/{house.application.id}")] == [
            False,
            False,
        ]
        assert client.post(page_of(house), data={"text": TEXT}).status_code == 404
        assert "Message about" not in client.get("/").text
    assert sign_in(house.rosa).post(f"/calibration/messages/{made.id}/noted").status_code == 404


def test_recruiters_and_interviewers_write_none(app: Flask, sign_in: SignIn) -> None:
    house = house_with_recruiter()
    answers = [
        sign_in(person).post(page_of(house), data={"text": TEXT}).status_code for person in (house.rosa, house.ada)
    ]
    assert answers == [404, 404]


def test_a_message_needs_words_and_somebody_who_recruits(house: Committee, app: Flask) -> None:
    with pytest.raises(Conflict, match="Nobody recruits"):
        told(house)
    db.session.rollback()
    house = house_with_recruiter()
    with pytest.raises(InvalidInput):
        write_message(application=house.application, text=" ", actor=house.mira)
    factories.conflict(house.application, house.rosa)
    with pytest.raises(Conflict):
        told(house)


@pytest.mark.postgresql
def test_the_mail_says_that_a_message_waits_and_nothing_else(app: Flask, sink: Sink, run_jobs: RunJobs) -> None:
    house = house_with_recruiter()
    told(house)
    look(run_jobs, NOON)
    said = words(sink, "rosa@firm.org")
    assert (to(sink), page_of(house) in said, house.opening.title in said) == (["rosa@firm.org"], True, True)
    secret = ["4.2", "lower end", "Imani", "Okafor", "Mira", "Bo ", house.application.candidate.code]
    assert [word for word in secret if word in said] == []
    look(run_jobs, NOON + timedelta(minutes=1))
    assert len(sink.mails) == 1


def test_the_mail_waits_for_the_end_of_quiet_hours_and_is_not_sent_when_noted_meanwhile(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    house = house_with_recruiter()
    first, _ = told(house, NIGHT), told(house, NIGHT + timedelta(minutes=1))
    look(run_jobs, NIGHT + timedelta(minutes=2))
    assert to(sink) == []
    note_message(message=first, actor=house.rosa)
    look(run_jobs, NOON + timedelta(days=1))
    assert to(sink) == ["rosa@firm.org"]
    assert [notice.was_sent for notice in db.session.scalars(select(Notice).order_by(Notice.id))] == [False, True]


def test_who_wants_no_such_mail_or_is_in_conflict_meanwhile_gets_none(
    app: Flask, sink: Sink, run_jobs: RunJobs
) -> None:
    house = house_with_recruiter()
    wanted = set(MailTopic) - {MailTopic.MESSAGES}
    change_preferences(account=house.rosa, time_zone=None, topics=wanted, quiet=None, weekends=None)
    told(house)
    look(run_jobs, NOON)
    change_preferences(account=house.rosa, time_zone=None, topics=set(MailTopic), quiet=None, weekends=None)
    told(house)
    factories.conflict(house.application, house.rosa)
    look(run_jobs, NOON)
    assert to(sink) == []
