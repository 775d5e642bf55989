"""Conflicts of interest: declared from one's own interview, by guests too; nothing of the application exists from then on."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from scorecards.enums import TeamRole
from scorecards.models import Conflict
from scorecards.queries.notices import to_remind
from tests import factories
from tests.scorecards.invited import Invited
from tests.scorecards.kinds import Markup, SignIn


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


def test_who_cannot_write_owes_nothing_and_the_recruiter_is_told_to_choose_somebody(
    app: Flask, sign_in: SignIn, markup: Markup
) -> None:
    """In conflict, the candidate, or gone: none of them owes; who left the names to a leader reads them on Today."""
    rita, mona = factories.account("Rita", Role.RECRUITER), factories.account("Mona", Role.HIRING_MANAGER)
    opening = factories.requisition(team={TeamRole.RECRUITER: [rita], TeamRole.HIRING_MANAGER: [mona]})
    ada, hired, gone = factories.account("Ada"), factories.account("Hal"), factories.account("Gus", active=False)
    able, done = factories.account("Able"), factories.account("Dee")
    cleo = factories.application(opening, factories.candidate("Cleo"))
    inside = factories.application(opening, factories.candidate("Hal", account_id=hired.id))
    people = ((cleo, ada, "Talk"), (inside, hired, "Pairing"), (cleo, gone, "Design"), (cleo, able, "Chat"))
    held = [
        factories.interview(target, person, title=title, starts=now() - timedelta(hours=30 - at))
        for at, (target, person, title) in enumerate(people)
    ]
    factories.submitted(factories.interview(cleo, done, title="Written"))
    for person in (ada, done):
        factories.conflict(cleo, person)
    for leader in (rita, mona):
        today = markup(sign_in(leader).get("/"))
        sections = {each.css_first("h2").text(): each for each in today.css(".section")}
        assert list(sections) == ["Interviews that need somebody else", "Late scorecards of others"]
        wanted, late = sections.values()
        assert [each.text() for each in late.css("a.task-title")] == ["Able on Cleo"]
        assert [each.text() for each in wanted.css("a.task-title")] == [
            "Talk with Cleo",
            "Pairing with Hal",
            "Design with Cleo",
        ]
        assert [why in wanted.text() for why in ("Ada is in conflict", "Hal is in conflict", "Gus has left")] == [
            True
        ] * 3
        assert wanted.css_first("a.task-title").attributes["href"] == f"/interviews/{held[0].id}/change"
        assert [row.text().strip() for row in markup(sign_in(leader).get("/due")).css("#due tbody th")] == ["AbleChat"]
    assert [card.person.account_id for card in to_remind(now=now())] == [able.id]
    assert sign_in(rita).get(f"/applications/{cleo.id}").text.count("choose somebody else") == 1
    for person in (ada, hired, able):
        assert "need somebody else" not in sign_in(person).get("/").text
    factories.conflict(cleo, rita)
    assert [each.text() for each in markup(sign_in(rita).get("/")).css("a.task-title")] == ["Pairing with Hal"]


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
