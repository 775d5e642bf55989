"""Naming a guest, the page that does it, and what becomes of their entry among the accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from accounts.operations import create_account, name_guest
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import TeamRole
from scorecards.guest_links import LinkState, link_state, token_in
from scorecards.operations.guests import assign_guest
from tests import factories
from tests.scorecards.invited import Invited

SignIn = Callable[[Account], FlaskClient]


def test_a_guest_signs_in_nowhere_and_stands_in_no_list(app: Flask, sign_in: SignIn) -> None:
    invited = Invited()
    admin = sign_in(factories.account("Admin", Role.ADMIN))
    assert "Gus Guest" not in admin.get("/people").text
    assert admin.get(f"/people/{invited.guest.id}").status_code == 404
    for password in ("none", "", "anything"):
        answer = app.test_client().post("/sign-in", data={"email": "gus@example.org", "password": password})
        assert answer.status_code == 422


def test_a_guest_who_is_hired_keeps_what_they_wrote(app: Flask) -> None:
    invited = Invited()
    hired = create_account(
        email="Gus@example.org", name="Gus", roles=[Role.INTERVIEWER], password="four green words here", actor=None
    )
    assert (hired.id, hired.active, hired.is_guest) == (invited.guest.id, True, False)


def test_the_page_names_a_guest_and_shows_the_link_once(app: Flask, sign_in: SignIn) -> None:
    manager = factories.account("Mo Manager")
    target = factories.application(factories.requisition(team={TeamRole.HIRING_MANAGER: [manager]}))
    held = factories.interview(target, manager)
    browser, page = sign_in(manager), f"/interviews/{held.id}/guest"
    made = browser.post(page, data={"name": "Gus Guest", "email": "gus@example.org", "days": "7"})
    assert made.status_code == 200
    assert "/guest#" in made.text
    again = browser.get(page).text
    assert "/guest#" not in again
    assert "Gus Guest" in again
    moved = {"interviewer": held.interviewer_id, "minutes": "45"}
    assert browser.post(f"/interviews/{held.id}/change", data=moved).status_code == 302
    assert "/guest#" in browser.post(f"{page}/renew", data={"days": "7"}).text
    assert browser.post(f"{page}/revoke").status_code == 302
    history = browser.get(f"/applications/{target.id}").text
    assert "Given to a guest: Interview 1" in history
    assert "Guest&#39;s link closed" in history


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("nonsense", "@"),
        ("cleo@example.org", "This is the candidate's own address."),
        ("ada@example.org", "belongs to the account of Ada"),
    ],
)
def test_a_guest_is_refused_with_a_reason(app: Flask, email: str, said: str) -> None:
    ada = factories.account("Ada")
    ada.email = "ada@example.org"
    target = factories.application(None, factories.candidate("Cleo", email="cleo@example.org"))
    held = factories.interview(target, ada)
    with pytest.raises(InvalidInput) as refused:
        assign_guest(interview=held, name="Gus", email=email, days=3, actor=ada)
    assert said in refused.value.problems["email"][0]


def test_an_interview_with_a_begun_scorecard_stays_with_its_author(app: Flask) -> None:
    ada = factories.account("Ada")
    held = factories.interview(factories.application(), ada)
    factories.drafted(held)
    with pytest.raises(Conflict, match="Ada has begun the scorecard"):
        assign_guest(interview=held, name="Gus", email="gus@example.org", days=3, actor=ada)


def test_the_same_address_is_the_same_guest(app: Flask) -> None:
    ada = factories.account("Ada")
    first = name_guest(email="gus@example.org", name="Gus", actor=ada)
    assert name_guest(email=" GUS@example.org", name="Gus Guest", actor=ada) is first
    renamed = db.session.query(AuditEvent).filter_by(action="rename_guest").one()
    assert (renamed.actor_id, renamed.details) == (ada.id, {"before": "Gus", "after": "Gus Guest"})


def test_what_a_link_does_is_decided_in_order() -> None:
    moment = now()
    later, earlier = moment + timedelta(hours=1), moment - timedelta(hours=1)
    states = [
        link_state(is_closed=closed, is_submitted=submitted, expires_at=expires, moment=moment)
        for closed in (False, True)
        for submitted in (False, True)
        for expires in (later, earlier)
    ]
    assert states == [
        LinkState.OPEN,
        LinkState.EXPIRED,
        LinkState.SUBMITTED,
        LinkState.SUBMITTED,
        *[LinkState.CLOSED] * 4,
    ]
    assert token_in(" https://levelset.example/guest#abc \n") == token_in("abc") == "abc"
