"""Conflicts of interest: declared from one's own interview, by guests too; nothing of the application exists from then on."""

from __future__ import annotations

from collections.abc import Callable

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from scorecards.models import Conflict
from tests import factories
from tests.scorecards.invited import Invited

SignIn = Callable[[Account], FlaskClient]


def test_a_guest_declares_a_conflict_and_sees_nothing_from_then_on(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    invited.enter(app, client)
    own = (f"/interviews/{invited.interview.id}/kit", f"/scorecards/{invited.card.id}/edit")
    assert "Do you know the candidate?" in client.get(own[0]).text
    answer = client.post(f"/interviews/{invited.interview.id}/conflict", data={"reason": "We shared a flat."})
    assert (answer.status_code, answer.location) == (302, "/guest")
    assert "Your conflict of interest is declared." in client.get("/guest").text
    kept = db.session.query(Conflict).one()
    assert (kept.account_id, kept.application_id, kept.reason) == (
        invited.guest.id,
        invited.interview.application_id,
        "We shared a flat.",
    )
    (event,) = db.session.query(AuditEvent).filter_by(action="declare_conflict")
    assert event.actor_name == "Gus Guest"
    assert invited.enter(app, client).status_code == 410
    assert [client.get(url).status_code for url in own] == [302, 302]


def test_declaring_a_conflict_takes_a_reason(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    invited.enter(app, client)
    refused = client.post(f"/interviews/{invited.interview.id}/conflict", data={"reason": " "})
    assert refused.status_code == 422
    assert db.session.query(Conflict).count() == 0


def test_an_interviewer_declares_a_conflict_on_the_kit(app: Flask, sign_in: SignIn) -> None:
    ada, ben = factories.account("Ada"), factories.account("Ben")
    held = factories.interview(factories.application(), ada)
    url = f"/interviews/{held.id}/conflict"
    assert sign_in(ben).post(url, data={"reason": "I am not asked."}).status_code == 404
    assert sign_in(ada).post(url, data={"reason": "My cousin."}).location == "/"
    assert sign_in(ada).get(f"/interviews/{held.id}/kit").status_code == 404


def test_who_leads_can_declare_a_conflict_for_a_guest(app: Flask, sign_in: SignIn) -> None:
    invited = Invited()
    browser, url = sign_in(invited.recruiter), f"/applications/{invited.interview.application_id}"
    assert "Gus Guest, guest" in browser.get(url).text
    data = {"account": invited.guest.id, "reason": "Their former manager."}
    assert browser.post(f"{url}/conflicts", data=data).status_code == 302
    assert db.session.query(Conflict).one().account_id == invited.guest.id
    assert browser.get(url).text.count("In conflict, choose somebody else") == 1


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)  # a form's token tells the second
def test_ones_own_address_is_refused_in_the_same_words_whether_one_applied_or_not(app: Flask, sign_in: SignIn) -> None:
    """Otherwise a recruiter who applied could ask the form whether their application, hidden from them, exists."""
    rita, opening = factories.account("Rita", Role.RECRUITER), factories.requisition()
    browser, answers = sign_in(rita), []
    listed = {"candidates": f"name,email,source\r\nRita,{rita.email},\r\n"}
    for applied in (False, True):
        if applied:
            factories.application(opening, factories.candidate("Rita", email=rita.email, account_id=rita.id))
        one = browser.post(f"/requisitions/{opening.id}/candidates/new", data={"name": "Rita", "email": rita.email})
        many = browser.post(f"/requisitions/{opening.id}/candidates/list", data=listed)
        answers.append((one.status_code, one.data, many.status_code, many.data))
    assert answers[0] == answers[1]
    assert (answers[0][0], answers[0][2]) == (422, 422)
    assert b"This is your own address" in answers[0][1]
