"""Signing in and out through the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from time_machine import travel

from accounts.models import Account, FailedSignIn, SignInSession
from accounts.operations import name_guest
from accounts.queries import credentials, token_hash
from core.database import db
from tests.support.databases import PASSWORD

pytestmark = pytest.mark.postgresql


def post_sign_in(client: FlaskClient, email: str, password: str, **extra: str) -> tuple[int, str | None, str]:
    answer = client.post("/sign-in", data={"email": email, "password": password}, query_string=extra)
    page = LexborHTMLParser(answer.get_data(as_text=True))
    problem = page.css_first(".error-summary li")
    return answer.status_code, answer.headers.get("Location"), problem.text(strip=True) if problem else ""


def test_the_right_password_opens_a_session_kept_as_a_hash(
    client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    make_account(email="ada@example.com")
    assert post_sign_in(client, "Ada@Example.com", PASSWORD) == (302, "/", "")
    with client.session_transaction() as session:
        token = session["_user_id"]
    stored = db.session.scalars(select(SignInSession)).one()
    assert (stored.token_hash, token_hash(token) == token) == (token_hash(token), False)
    assert client.get("/account").status_code == 200


def test_a_wrong_password_and_an_unknown_address_read_the_same(
    client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    make_account(email="ada@example.com")
    wrong = post_sign_in(client, "ada@example.com", "not the password")
    assert wrong[0] == 422
    assert post_sign_in(client, "nobody@example.com", "not the password") == wrong


def test_a_guests_address_takes_as_long_as_an_unknown_one(
    client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    guest = name_guest(email="guest@example.com", name="Gus", actor=make_account())
    db.session.commit()
    assert credentials(guest.email) is None  # so that a hash is computed, as for nobody's
    assert post_sign_in(client, "guest@example.com", "none")[0] == 422


def test_a_deactivated_account_cannot_sign_in(client: FlaskClient, make_account: Callable[..., Account]) -> None:
    make_account(email="ada@example.com", active=False)
    assert post_sign_in(client, "ada@example.com", PASSWORD)[0] == 422


def test_the_sixth_guess_is_refused_even_when_right_and_says_how_long(
    client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    make_account(email="ada@example.com")
    with travel("2026-11-21 10:00:00+00:00", tick=False):
        for _ in range(5):
            post_sign_in(client, "ada@example.com", "not the password")
    with travel("2026-11-21 10:03:30+00:00", tick=False):
        assert post_sign_in(client, "ada@example.com", PASSWORD) == (
            422,
            None,
            "Too many failed attempts. Try again in 12 minutes.",
        )
    with travel("2026-11-21 10:15:01+00:00", tick=False):
        assert post_sign_in(client, "ada@example.com", PASSWORD) == (302, "/", "")
    assert db.session.scalar(select(func.count()).select_from(FailedSignIn)) == 0


def test_somebody_elses_guesses_do_not_lock_the_person_out(
    client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    make_account(email="ada@example.com")
    for _ in range(6):
        client.post(
            "/sign-in",
            data={"email": "ada@example.com", "password": "a guess"},
            environ_base={"REMOTE_ADDR": "198.51.100.7"},
        )
    assert post_sign_in(client, "ada@example.com", PASSWORD) == (302, "/", "")


@pytest.mark.parametrize(
    ("target", "landing"),
    [
        ("/people?page=2", "/people?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\tx", "/"),
    ],
)
def test_after_signing_in_only_paths_of_this_site_are_followed(
    client: FlaskClient, make_account: Callable[..., Account], target: str, landing: str
) -> None:
    make_account(email="ada@example.com")
    assert post_sign_in(client, "ada@example.com", PASSWORD, next=target)[1] == landing


def test_a_page_asks_a_stranger_to_sign_in_and_remembers_where_they_went(client: FlaskClient) -> None:
    answer = client.get("/people?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/people?page%3D2")


def test_a_partial_request_of_a_stranger_is_told_that_nothing_was_stored(client: FlaskClient) -> None:
    answer = client.post("/account/password", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.get_data(as_text=True)) == (
        401,
        "You are signed out. Nothing was stored. Sign in in another tab, then send this again.",
    )


def test_signing_out_ends_the_session_for_good(client: FlaskClient, make_account: Callable[..., Account]) -> None:
    make_account(email="ada@example.com")
    post_sign_in(client, "ada@example.com", PASSWORD)
    cookie = client.get_cookie("session")
    assert cookie is not None
    client.post("/sign-out")
    client.set_cookie("session", cookie.value)
    assert client.get("/account").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_signing_out_by_a_link_is_not_possible(
    sign_in: Callable[[Account], FlaskClient], make_account: Callable[..., Account]
) -> None:
    assert sign_in(make_account()).get("/sign-out").status_code == 405


def test_a_session_ends_after_fourteen_hours(client: FlaskClient, make_account: Callable[..., Account]) -> None:
    make_account(email="ada@example.com")
    with travel("2026-11-21 08:00:00+00:00", tick=False):
        post_sign_in(client, "ada@example.com", PASSWORD)
    with travel("2026-11-21 21:59:59+00:00", tick=False):
        assert client.get("/account").status_code == 200
    with travel("2026-11-21 22:00:01+00:00", tick=False):
        assert client.get("/account").status_code == 302


def test_a_sign_in_form_without_its_token_is_refused(
    app: Flask, client: FlaskClient, make_account: Callable[..., Account]
) -> None:
    make_account(email="ada@example.com")
    app.config["WTF_CSRF_ENABLED"] = True
    assert post_sign_in(client, "ada@example.com", PASSWORD)[0] == 400
