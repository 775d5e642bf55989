"""One's own time zone and mails: on the account page, and by the link in a mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import queries
from accounts.enums import MailTopic
from accounts.mails import stop_token, stop_wish
from accounts.models import Account
from core.mail.quiet import QuietHours
from tests import factories

SignIn = Callable[[Account], FlaskClient]
SECRET = "tests only"


def test_a_person_sets_zone_hours_and_topics_and_sees_them_again(app: Flask, sign_in: SignIn) -> None:
    person = factories.account("Ana")
    browser = sign_in(person)
    values = {
        "time_zone": "Asia/Kolkata",
        "topics": ["after"],
        "quiet_from": "18:00",
        "quiet_until": "09:30",
        "weekends": "yes",
    }
    assert browser.post("/account/preferences", data=values).status_code == 302
    known = queries.mail_people({person.id})[person.id]
    assert (known.zone.key, known.quiet, known.topics) == (
        "Asia/Kolkata",
        QuietHours(time(18), time(9, 30), weekends=True),
        {MailTopic.AFTER},
    )
    page = browser.get("/account").text
    assert (" IST for you" in page, 'value="09:30"' in page) == (True, True)


def test_whoever_chooses_nothing_has_the_installations_zone_and_hours(app: Flask, sign_in: SignIn) -> None:
    app.config.update(TIME_ZONE="Europe/Paris", QUIET_HOURS="none", MAIL_WEEKENDS="yes")
    person = factories.account("Ana")
    browser = sign_in(person)
    assert (
        browser.post("/account/preferences", data={"topics": ["before", "after", "digest", "messages"]}).status_code
        == 302
    )
    known = queries.mail_people({person.id})[person.id]
    assert (known.zone.key, known.quiet, known.topics) == (
        "Europe/Paris",
        QuietHours(time(), time(), weekends=True),
        frozenset(MailTopic),
    )
    assert "As everybody: Europe/Paris" in browser.get("/account").text


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"quiet_from": "18:00"}, {"quiet_from": "25:00", "quiet_until": "08:00"}]
)
def test_a_zone_that_does_not_exist_and_half_a_night_are_refused(
    app: Flask, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    person = factories.account("Ana")
    assert sign_in(person).post("/account/preferences", data=wrong).status_code == 422
    assert person.time_zone is None


def test_a_zone_that_the_world_gave_up_shows_the_installations(app: Flask, sign_in: SignIn) -> None:
    person = factories.account("Ana")
    person.time_zone = "Europe/Atlantis"
    assert " UTC for you" in sign_in(person).get("/account").text


def test_the_link_in_a_mail_ends_one_topic_without_signing_in_and_only_when_asked(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True  # a mail program's own click carries no token
    person = factories.account("Ana")
    url = f"/mail/stop/{stop_token(account_id=person.id, topic=MailTopic.BEFORE, secret=SECRET)}"
    assert "Send me no more" in client.get(url).text  # scanners of mails open links: opening ends nothing
    assert queries.mail_people({person.id})[person.id].topics == frozenset(MailTopic)
    for _ in range(2):
        assert client.post(url, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queries.mail_people({person.id})[person.id].topics == {MailTopic.AFTER, MailTopic.DIGEST, MailTopic.MESSAGES}


def test_a_link_that_was_not_made_here_ends_nothing(app: Flask, client: FlaskClient) -> None:
    token = stop_token(account_id=7, topic=MailTopic.AFTER, secret=SECRET)
    assert stop_wish(token, secret=SECRET) == (7, MailTopic.AFTER)
    assert [
        stop_wish(text, secret=SECRET)
        for text in (token[:-2], "", "7", stop_token(account_id=7, topic=MailTopic.AFTER, secret="another"))
    ] == [None] * 4
    assert client.post(f"/mail/stop/{token}").status_code == 404  # nobody has this number
