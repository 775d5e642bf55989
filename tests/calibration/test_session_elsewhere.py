"""What of a session other pages show: Today, and the candidate's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.models import Account
from calibration.enums import Outcome
from calibration.models import Decision
from calibration.operations import sessions
from calibration.operations.adjustments import adjust_score
from core.database import db
from tests import factories
from tests.calibration.committee import REASONS, Committee, item_url

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]


def test_positions_owed_stand_on_today_until_they_are_taken(house: Committee, sign_in: SignIn) -> None:
    client = sign_in(house.noor)
    owed = ["Position on Imani Okafor" in client.get("/").text]
    sessions.acknowledge_pre_read(session=house.session, actor=house.noor)
    owed.append("Position on Imani Okafor" in client.get("/").text)
    house.hold(house.noor)
    owed.append("Position on Imani Okafor" in client.get("/").text)
    assert owed == [True, True, False]


def test_nobody_owes_a_position_they_could_not_take(house: Committee, sign_in: SignIn) -> None:
    factories.interview(house.application, house.olu)
    factories.conflict(house.application, house.noor)
    for person in (house.olu, house.noor, house.rosa, house.ada):
        assert "Position on" not in sign_in(person).get("/").text


def test_adjustments_stand_in_the_matrix_beside_what_was_given(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    house.talk()
    adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=4,
        expected=2,
        reason="Ada's notes show it.",
        actor=house.chair,
    )
    db.session.commit()
    page = markup(sign_in(house.chair).get(f"/calibration/applications/{house.application.id}"))
    row = page.css("#scores tbody tr")[0].css("td")
    assert row[2].css_first(".score-value").text() == "4"
    assert row[2].css_first(".cell-note").text() == "given: 2"
    assert [note.text() for note in row[3].css(".cell-note")][-1] == "as given 3.0"
    change = page.css_first("#adjustment-table tbody tr")
    assert [cell.text().strip() for cell in change.css("td")] == ["2", "4", "Ada's notes show it.", "Chidi"]


def test_the_candidates_page_says_where_the_committee_is_and_that_a_session_is_not_needed(
    house: Committee, sign_in: SignIn
) -> None:
    url = f"/calibration/applications/{house.application.id}"
    page = sign_in(house.chair).get(url).text
    assert ("On the agenda of" in page, "without a session" in page) == (True, True)


def test_where_sessions_are_demanded_the_candidates_page_offers_no_decision(
    house: Committee, sign_in: SignIn, markup: Markup, app: Any
) -> None:
    app.config["SESSION_REQUIRED"] = "yes"
    page = markup(sign_in(house.chair).get(f"/calibration/applications/{house.application.id}"))
    assert page.css_first("#decision form") is None
    assert "Decisions are taken in sessions here" in page.css_first("#decision").text()


def test_a_decision_says_what_the_scores_said_and_why_it_is_otherwise(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    house.turn()
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE)
    why = "Every example was somebody else's work, which no dimension asks about."
    client = sign_in(house.chair)
    form = {
        "decision-number": "0",
        "decision-outcome": "no_hire",
        "decision-reasons": REASONS,
        "decision-difference": why,
    }
    client.post(f"{item_url(house)}/decision", data=form)
    page = client.get(f"/calibration/applications/{house.application.id}").text
    assert ("Meets the bar" in page, "no dimension asks about" in page, "Thursday" in page) == (True, True, True)
    assert db.session.query(Decision).one().difference == why
