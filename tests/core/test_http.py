"""What a refused request answers: a page that says why, where to go on, and what was typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import text
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from tests import factories

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]

HUGE = 10**30
WRITTEN = "The candidate drew the queue first."


def kept(page: LexborHTMLParser) -> list[str]:
    return [field.text().strip() for field in page.css(".error-page textarea")]


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rosa", Role.RECRUITER)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/applications/{HUGE}", 404),
        (f"/applications/{2**31}", 404),
        (f"/rubrics/new/links?target={HUGE}:P5", 422),
        (f"/requisitions?page={HUGE}", 422),
    ],
)
def test_a_number_that_no_database_holds_is_refused_in_words(
    sign_in: SignIn, markup: Markup, recruiter: Account, address: str, status: int
) -> None:
    answer = sign_in(recruiter).get(address)
    assert answer.status_code == status
    assert markup(answer).css_first("[data-error-message]").text() != ""


def test_a_file_that_is_too_large_leads_back_to_the_form(sign_in: SignIn, markup: Markup, recruiter: Account) -> None:
    head = b'--part\r\nContent-Disposition: form-data; name="file"; filename="big.md"\r\n\r\n'
    body = (
        head + b"x" * 6_500_000 + b"\r\n--part--\r\n"
    )  # written out: the client would leave its own temporary file open
    answer = sign_in(recruiter).post("/library/upload", data=body, content_type="multipart/form-data; boundary=part")
    page = markup(answer)
    assert (answer.status_code, page.css_first("h1").text()) == (413, "That file is too large")
    assert "up to 5 MB" in page.css_first("[data-error-message]").text()
    assert page.css_first(".error-page a").attributes["href"] == "/library/upload"


def test_whoever_is_signed_out_finds_every_text_again(client: FlaskClient, markup: Markup) -> None:
    answer = client.post(
        "/requisitions/new", data={"title": WRITTEN, "due_hours": "24"}, headers={"Referer": "/requisitions/new"}
    )
    page = markup(answer)
    assert (answer.status_code, page.css_first("h1").text()) == (401, "You are signed out")
    assert kept(page) == [WRITTEN]
    assert page.css_first(".error-page a").attributes["href"] == "/sign-in?next=/requisitions/new"


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"text": WRITTEN, "new": "a passphrase of five words"}, {}),
        ({"text": WRITTEN}, {"Sec-Fetch-Site": "cross-site"}),
        ({"text": "short", "csrf_token": WRITTEN}, {}),
    ],
    ids=["a password beside it", "another site", "nothing written"],
)
def test_no_text_is_shown_again(
    client: FlaskClient, markup: Markup, fields: dict[str, Any], headers: dict[str, str]
) -> None:
    assert kept(markup(client.post("/requisitions/new", data=fields, headers=headers))) == []


def test_an_old_form_shows_what_was_typed_and_can_be_opened_again(
    app: Flask, sign_in: SignIn, markup: Markup, recruiter: Account
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = sign_in(recruiter).post("/requisitions/new", data={"title": WRITTEN, "csrf_token": "of yesterday"})
    page = markup(answer)
    assert (answer.status_code, kept(page)) == (400, [WRITTEN])
    assert page.css_first(".error-page a").attributes["href"] == "/requisitions/new"


def test_a_database_that_does_not_answer_is_said_and_nothing_typed_is_lost(
    app: Flask, sign_in: SignIn, markup: Markup, recruiter: Account
) -> None:
    browser = sign_in(recruiter)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    db.session.execute(text("ALTER TABLE sign_in_session RENAME TO lost"))
    answer = browser.post("/requisitions/new", data={"title": WRITTEN + " <b>"})
    page = markup(answer)
    assert (answer.status_code, page.css_first("h1").text()) == (503, "Levelset cannot reach its database")
    assert [field.text().strip() for field in page.css("textarea")] == [WRITTEN + " <b>"]


def test_what_follows_a_page_in_the_same_thread_takes_the_write_lock_from_the_start(
    sign_in: SignIn, recruiter: Account
) -> None:
    sign_in(recruiter).get("/")
    db.session.rollback()
    db.session.execute(text("SELECT 1"))
    other = sqlite3.connect(str(db.engine.url.database), timeout=0)
    with closing(other), pytest.raises(sqlite3.OperationalError, match="database is locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_host_that_is_not_ours_is_refused_in_words_and_stores_nothing(
    app: Flask, sign_in: SignIn, recruiter: Account
) -> None:
    browser = sign_in(recruiter)
    app.config["TRUSTED_HOSTS"] = ["localhost", ".levelset.example.com"]
    asked = {host: browser.get("/", headers={"Host": host}) for host in ("localhost:5000", "a.levelset.example.com")}
    assert {answer.status_code for answer in asked.values()} <= {200, 302}
    sent = {"title": WRITTEN}
    for host in ("evil.example", "localhost.evil.example", "evil.example:80"):
        refused = (
            browser.post("/sign-out", data=sent, headers={"Host": host}),
            browser.get("/x", headers={"Host": host}),
        )
        for answer in refused:
            assert answer.status_code == 400
            assert "does not answer under this address" in answer.text
            assert "evil" not in answer.text + str(answer.headers)
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert browser.get("/").status_code == 200
