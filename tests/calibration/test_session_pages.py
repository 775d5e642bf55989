"""The pages of a session: planned, gone through by forms alone, and what was typed coming back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration.models import CalibrationSession, Dissent
from calibration.operations import items, positions
from core.database import db
from scorecards.enums import Stage
from tests import factories
from tests.calibration.committee import HELD, REASONS, Committee, item_url, session_url

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]


def test_a_session_is_planned_on_a_page(house: Committee, sign_in: SignIn) -> None:
    second = house.apply("Second")
    client = sign_in(house.rosa)
    form = {
        "title": "Friday",
        "scheduled_at": "2026-11-27T14:00",
        "minutes_per_item": "20",
        "chair": str(house.chair.id),
        "members": [str(house.mira.id), str(house.noor.id)],
        f"place-{second.id}": "1",
        f"place-{house.application.id}": "2",
    }
    answer = client.post(f"/calibration/requisitions/{house.opening.id}/sessions/new", data=form)
    planned = db.session.query(CalibrationSession).order_by(CalibrationSession.id.desc()).first()
    assert planned is not None
    assert answer.location == f"/calibration/sessions/{planned.id}"
    assert [item.application_id for item in planned.items] == [second.id, house.application.id]
    assert [member.account_id for member in planned.members] == [house.chair.id, house.mira.id, house.noor.id]


def test_a_session_with_a_place_that_is_no_number_comes_back_as_typed(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    client = sign_in(house.rosa)
    form = {
        "title": "Friday",
        "minutes_per_item": "20",
        "chair": str(house.chair.id),
        f"place-{house.application.id}": "first",
    }
    answer = client.post(f"/calibration/requisitions/{house.opening.id}/sessions/new", data=form)
    page = markup(answer)
    assert (answer.status_code, page.css_first(f"#place-{house.application.id}").attributes["value"]) == (422, "first")
    assert "Give each candidate a place from 1 to 999" in page.css_first(".error-summary").text()
    assert db.session.query(CalibrationSession).count() == 1


def test_a_session_is_changed_on_a_page_and_keeps_what_was_not_changed(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    client = sign_in(house.hugo)
    page = markup(client.get(f"{session_url(house)}/plan"))
    assert page.css_first(f"#place-{house.application.id}").attributes["value"] == "1"
    form = {
        "title": "Thursday, late",
        "minutes_per_item": "15",
        "chair": str(house.chair.id),
        "members": [str(person.id) for person in house.members],
        f"place-{house.application.id}": "1",
    }
    assert client.post(f"{session_url(house)}/plan", data=form).location == session_url(house)
    db.session.expire_all()
    assert (house.session.title, len(house.session.members), len(house.session.items)) == ("Thursday, late", 5, 1)


def test_sessions_are_listed_to_those_who_sit_in_them_or_plan_them(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    people = {
        "chair": house.chair,
        "member": house.mira,
        "recruiter": house.rosa,
        "of another committee": factories.account("Lee", Role.COMMITTEE),
    }
    rows = {
        who: len(markup(sign_in(person).get("/calibration/sessions")).css("#session-table tbody tr"))
        for who, person in people.items()
    }
    assert rows == {"chair": 1, "member": 1, "recruiter": 1, "of another committee": 0}


def test_a_session_is_nothing_to_others(house: Committee, sign_in: SignIn) -> None:
    people = {
        "chair": house.chair,
        "member": house.mira,
        "recruiter": house.rosa,
        "interviewer": house.ada,
        "of another committee": factories.account("Lee", Role.COMMITTEE),
        "admin": factories.account("Root", Role.ADMIN),
    }
    answers = {
        who: (client.get(session_url(house)).status_code, client.get(item_url(house)).status_code)
        for who, person in people.items()
        if (client := sign_in(person))
    }
    assert answers == {
        "chair": (200, 200),
        "member": (200, 200),
        "recruiter": (200, 200),
        "interviewer": (404, 404),
        "of another committee": (404, 404),
        "admin": (404, 404),
    }


def test_a_whole_session_by_forms_alone(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    clients = {person.name: sign_in(person) for person in house.members}
    chair = clients["Chidi"]
    chair.post(f"{session_url(house)}/open")
    for person in house.members:
        clients[person.name].post(f"{session_url(house)}/pre-read")
        clients[person.name].post(f"{session_url(house)}/members/{person.id}/presence", data={"present": "yes"})
    chair.post(f"{item_url(house)}/start")
    for client in clients.values():
        form = {"position-outcome": "hire", "position-reasons": HELD}
        assert client.post(f"{item_url(house)}/position", data=form).status_code == 302
    page = markup(clients["Noor"].get(item_url(house)))
    assert len(page.css("#position-table tbody tr")) == 5
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert chair.post(f"{item_url(house)}/adjustments", data=form).status_code == 302
    form = {
        "decision-number": "0",
        "decision-outcome": "hire",
        "decision-reasons": REASONS,
        "decision-follow_up": "Rosa calls on Friday.",
    }
    assert chair.post(f"{item_url(house)}/decision", data=form).status_code == 302
    form = {"dissent-text": "Operations stayed a level down."}
    assert clients["Olu"].post(f"{item_url(house)}/dissent", data=form).status_code == 302
    chair.post(f"{session_url(house)}/close")
    page = markup(clients["Mira"].get(session_url(house)))
    assert "Rosa calls on Friday." in page.css_first("#follow-up-table").text()
    assert "0 of 5" in page.css_first("#talk-table").text()
    item = clients["Mira"].get(item_url(house)).text
    assert ("Operations stayed a level down." in item, "Ada&#39;s notes show it." in item) == (True, True)
    assert db.session.query(Dissent).count() == 1


@pytest.mark.parametrize(
    ("address", "form", "kept"),
    [
        ("position", {"position-outcome": "hire", "position-reasons": "Good."}, "#position-reasons"),
        (
            "decision",
            {"decision-number": "0", "decision-outcome": "hire", "decision-reasons": "Good."},
            "#decision-reasons",
        ),
        (
            "adjustments",
            {"adjustment-rating": "RATING", "adjustment-after": "3", "adjustment-reason": "Good."},
            "#adjustment-reason",
        ),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(
    house: Committee, sign_in: SignIn, markup: Markup, address: str, form: dict[str, str], kept: str
) -> None:
    house.talk()
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {key: value.replace("RATING", rating) for key, value in form.items()}
    answer = sign_in(house.chair).post(f"{item_url(house)}/{address}", data=form)
    page = markup(answer)
    assert (answer.status_code, page.css_first(kept).text().strip(), len(page.css(".error-summary"))) == (
        422,
        "Good.",
        1,
    )


def test_a_stale_adjustment_is_refused(house: Committee, sign_in: SignIn) -> None:
    house.talk()
    client = sign_in(house.chair)
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert client.post(f"{item_url(house)}/adjustments", data=form).status_code == 302
    assert client.post(f"{item_url(house)}/adjustments", data=form).status_code == 422


def test_members_adjust_their_own_score_and_no_other(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.talk()
    own = markup(sign_in(house.mira).get(item_url(house))).css("#adjustment-rating option")
    assert {option.attributes["value"].split(":")[0] for option in own} == {str(house.cards[2].id)}
    assert markup(sign_in(house.noor).get(item_url(house))).css_first("#adjust") is None
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert sign_in(house.noor).post(f"{item_url(house)}/adjustments", data=form).status_code == 422
    assert sign_in(house.mira).post(f"{item_url(house)}/adjustments", data=form).status_code == 302


@pytest.mark.parametrize(
    ("who", "may"),
    [("chair", {"start", "position"}), ("mira", {"position"}), ("rosa", set()), ("hugo", {"position"})],
)
def test_only_the_chair_leads_and_only_members_take_positions(
    house: Committee, sign_in: SignIn, who: str, may: set[str]
) -> None:
    house.sit()
    client = sign_in(getattr(house, who))
    form = {"position-outcome": "hire", "position-reasons": HELD}
    taken = client.post(f"{item_url(house)}/position", data=form).status_code == 302
    started = client.post(f"{item_url(house)}/start").status_code == 302
    assert {name for name, done in (("position", taken), ("start", started)) if done} == may


def test_somebody_else_presence_is_marked_by_the_chair_alone(house: Committee, sign_in: SignIn) -> None:
    house.sit(house.chair)
    address = f"{session_url(house)}/members/{house.noor.id}/presence"
    answers = [
        sign_in(person).post(address, data={"present": "yes"}).status_code
        for person in (house.mira, house.rosa, house.chair, house.noor)
    ]
    assert answers == [404, 404, 302, 302]


def test_an_item_left_in_interviews_is_not_turned_to_on_the_page(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    house.application.stage = Stage.INTERVIEWING
    db.session.commit()
    assert sign_in(house.chair).post(f"{item_url(house)}/start").status_code == 409


def test_a_dissent_needs_words_and_stays_with_its_decision_when_that_is_taken_up_again(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    house.talk()
    client = sign_in(house.chair)
    client.post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    assert client.post(f"{item_url(house)}/dissent", data={"dissent-text": "No."}).status_code == 422
    positions.dissent(item=house.item, text="Said in full words.", actor=house.chair)
    items.reopen_item(item=house.item, reason="A reference came in late.", actor=house.chair)
    db.session.commit()
    for url in (item_url(house), f"/calibration/applications/{house.application.id}"):
        told = markup(client.get(url)).body.text()
        assert [told.count(words) for words in (REASONS, "Said in full words.", "A reference came in late.")] == [1] * 3
    assert "Said in full words." in markup(client.get(item_url(house))).css_first("#earlier").text()
