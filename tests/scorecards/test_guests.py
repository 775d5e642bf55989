"""Guests: one link, one interview, its kit and its scorecard, and nothing else, for as long as the link works."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule

from accounts.models import Account
from accounts.throttle import PAIR_LIMIT
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from scorecards.enums import ScorecardState, Stage, Visibility
from scorecards.models import GuestLink
from scorecards.operations.guests import renew_guest_link, revoke_guest_link
from scorecards.operations.scorecards import reopen_scorecard
from tests import factories
from tests.scorecards.house import House, rewrite
from tests.scorecards.invited import Invited

SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def inside(app: Flask, client: FlaskClient) -> tuple[Invited, FlaskClient]:
    """A guest who has opened their link."""
    invited = Invited()
    assert invited.enter(app, client).status_code == 302
    return invited, client


@pytest.mark.postgresql
def test_a_guest_reads_the_kit_writes_submits_and_reads_it_back(inside: tuple[Invited, FlaskClient]) -> None:
    invited, browser = inside
    card = f"/scorecards/{invited.card.id}"
    kit = browser.get(f"/interviews/{invited.interview.id}/kit")
    entry = browser.get(f"/interviews/{invited.interview.id}/invitation.ics").text
    assert (kit.status_code, "invitation.ics" in kit.text, "URL:http://localhost:5000/guest\r\n" in entry) == (
        200,
        True,
        True,
    )
    saved = browser.post(f"{card}/autosave", data={"version": "1", "summary": "Half a thought"})
    assert saved.json is not None
    assert saved.json["state"] == "saved"
    db.session.expire_all()
    answer = browser.post(f"{card}/edit", data=invited.form)
    assert (answer.status_code, answer.location) == (302, card)
    assert invited.card.state is ScorecardState.SUBMITTED
    assert invited.card.revisions[0].submitted_by_id == invited.guest.id
    assert "This is what you handed in" in browser.get(card).text
    assert browser.get(f"/interviews/{invited.interview.id}/kit").status_code == 404


def test_opening_is_a_form_and_the_token_stays_out_of_the_address(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    door = client.get("/guest")
    assert (door.status_code, door.headers["Referrer-Policy"]) == (200, "same-origin")
    assert db.session.get_one(GuestLink, invited.link.id).opens == 0
    answer = invited.enter(app, client)
    assert (answer.status_code, answer.location) == (302, f"/interviews/{invited.interview.id}/kit")
    assert invited.token not in str(answer.headers)
    events = db.session.query(AuditEvent).filter_by(action="open_guest_link").all()
    assert [(event.actor_name, event.details) for event in events] == [("Gus Guest", {"opens": 1})]
    assert [invited.token in str(vars(row)) for row in db.session.query(AuditEvent)].count(True) == 0


def test_opening_replaces_whatever_session_the_browser_had(app: Flask, sign_in: SignIn) -> None:
    invited = Invited()
    browser = sign_in(factories.account("Ada"))
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"
    invited.enter(app, browser)
    with browser.session_transaction() as session:
        assert set(session) == {"_user_id"}
    assert browser.get("/").status_code == 403


def test_a_guest_reaches_no_other_route(app: Flask, inside: tuple[Invited, FlaskClient]) -> None:
    """The guest's column of the permission table: every route, with the numbers of the guest's own application."""
    invited, browser = inside
    target = invited.interview.application
    known = {
        "requisition_id": target.requisition_id,
        "application_id": target.id,
        "interview_id": invited.interview.id,
        "scorecard_id": invited.card.id,
        "account_id": invited.guest.id,
        "rubric_id": target.requisition.rubric_version.rubric_id,
        "version_id": target.requisition.rubric_version_id,
    }
    opened = set()
    for route in app.url_map.iter_rules():
        if route.endpoint == "static" or app.view_functions[route.endpoint].permission.rule is None:
            continue
        words = {name: known.get(name, _value(route, name)) for name in route.arguments}
        with app.test_request_context():
            address = url_for(route.endpoint, **words)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            if route.endpoint != "scorecards.leave" and browser.open(address, method=method).status_code not in {
                403,
                404,
            }:
                opened.add(f"{method} {route.endpoint}")
    assert opened == {
        "GET scorecards.kit",
        "GET scorecards.calendar",
        "GET scorecards.edit_scorecard",
        "POST scorecards.save_scorecard",
        "POST scorecards.autosave",
        "POST scorecards.step_back",
    }


def _value(route: Rule, name: str) -> str | int:
    """Some value that the address takes at this place."""
    converter = route._converters[name]
    if hasattr(converter, "items"):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


def test_a_guest_does_not_open_another_interview_of_their_own(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    other = factories.interview(invited.interview.application, invited.guest)
    invited.enter(app, client)
    assert client.get(f"/interviews/{other.id}/kit").status_code == 404
    assert client.get(f"/scorecards/{other.scorecard.id}/edit").status_code == 404


@pytest.mark.parametrize("is_submitted", [False, True])
def test_no_page_of_a_guest_tells_a_peers_scores_under_the_loosest_policy(
    app: Flask, client: FlaskClient, is_submitted: bool
) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.submitted(house.hidden)
    invited = Invited(house=house)
    invited.enter(app, client)
    if is_submitted:
        factories.submitted(invited.interview)
    own = [f"/interviews/{invited.interview.id}/kit", f"/scorecards/{invited.card.id}", "/guest", "/"]
    urls = [*own, f"/scorecards/{invited.card.id}/edit", *house.urls(app)]

    def answers(asked: Iterable[str]) -> dict[str, tuple[int, bytes]]:
        return {url: (answer.status_code, answer.data) for url in asked for answer in [client.get(url)]}

    with time_machine.travel(now(), tick=False):
        rewrite(house.hidden.scorecard, score=1)
        before = answers(urls)
        opened = {url for url, (status, _) in before.items() if status == 200}
        rewrite(house.hidden.scorecard, score=5)
        assert [url for url, answer in answers(opened).items() if answer != before[url]] == []
    refusals = {before[url] for url in urls if url not in opened}
    assert len({status for status, _ in refusals}) == len(refusals)  # each way of refusing says the same everywhere
    assert opened == ({own[1], "/guest"} if is_submitted else {own[0], "/guest", urls[4]})


def test_a_submitted_scorecard_ends_the_link_and_a_reopened_one_gives_it_back(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    factories.submitted(invited.interview)
    answer = invited.enter(app, client)
    assert answer.status_code == 410
    assert "Your scorecard is submitted" in answer.text
    reopen_scorecard(card=invited.card, reason="A score is missing", actor=invited.recruiter)
    assert invited.enter(app, client).status_code == 302


def test_an_expired_link_says_whom_to_ask_and_a_renewed_one_finds_the_draft(app: Flask, client: FlaskClient) -> None:
    invited = Invited(days=1)
    invited.enter(app, client)
    form = f"/scorecards/{invited.card.id}/edit"
    client.post(f"/scorecards/{invited.card.id}/autosave", data={"version": "1", "summary": "Kept"})
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        assert (client.get(form).status_code, client.get(form).location) == (302, "/guest")
        door = client.get("/guest").text
        assert "This link has expired" in door
        assert "Rita Recruiter" in door
        typed = client.post(form, data={"version": "2", "summary": "Twenty letters and some more"})
        assert typed.status_code == 401
        assert "Twenty letters and some more" in typed.text
        assert invited.enter(app, client).status_code == 410
        renewed = renew_guest_link(link=invited.link, days=3, actor=invited.recruiter)
        assert invited.enter(app, client).status_code == 422, "the old token is unknown now"
        assert invited.enter(app, client, renewed).status_code == 302
        assert "Kept" in client.get(form).text


def test_a_renewed_link_ends_the_sessions_of_the_old_one(inside: tuple[Invited, FlaskClient]) -> None:
    invited, browser = inside
    renew_guest_link(link=invited.link, days=3, actor=invited.recruiter)
    assert browser.get(f"/scorecards/{invited.card.id}/edit").location == "/guest"


@pytest.mark.postgresql
@pytest.mark.parametrize("ending", ["revoked", "cancelled", "withdrawn", "reassigned", "conflict"])
def test_whatever_takes_the_interview_away_closes_the_link(
    app: Flask, inside: tuple[Invited, FlaskClient], ending: str
) -> None:
    invited, browser = inside
    if ending == "revoked":
        revoke_guest_link(link=invited.link, actor=invited.recruiter)
    elif ending == "cancelled":
        invited.interview.cancelled_at = now()
    elif ending == "withdrawn":
        invited.interview.application.stage = Stage.WITHDRAWN
    elif ending == "reassigned":
        invited.interview.interviewer = invited.recruiter
    else:
        factories.conflict(invited.interview.application, invited.guest)
    assert browser.get(f"/scorecards/{invited.card.id}/edit").location == "/guest"
    assert "This link was closed" in browser.get("/guest").text
    assert invited.enter(app, app.test_client()).status_code == 410


def test_a_few_wrong_links_close_the_door_for_a_while(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    wrong = [invited.enter(app, client, f"no-such-token-{number}").status_code for number in range(PAIR_LIMIT)]
    assert wrong == [422] * PAIR_LIMIT
    assert invited.enter(app, client).status_code == 429
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        assert invited.enter(app, client).status_code == 302


def test_a_made_up_session_opens_nothing(app: Flask, client: FlaskClient) -> None:
    invited = Invited()
    for value in (f"guest:{invited.link.id}:", f"guest:{invited.link.id}:{'0' * 32}", "guest:x:y", "guest:"):
        with client.session_transaction() as session:
            session["_user_id"] = value
        assert client.get(f"/interviews/{invited.interview.id}/kit").location == "/guest"


def test_leaving_forgets_the_guest_in_this_browser(inside: tuple[Invited, FlaskClient]) -> None:
    invited, browser = inside
    assert browser.post("/guest/leave").location == "/guest"
    assert browser.get(f"/interviews/{invited.interview.id}/kit").status_code == 302
