"""What the pages of a session keep from whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.models import Account
from calibration.enums import ItemState, Outcome
from calibration.models import AgendaItem, Position
from calibration.operations.adjustments import adjust_score
from core.database import db
from scorecards.enums import Visibility
from scorecards.operations.candidates import return_to_interviews
from tests import factories
from tests.calibration.committee import HELD, REASONS, Committee, item_url, session_url

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]
TOKENS = re.compile(rb'name="csrf_token"[^>]*|hx-headers=[^>]*')
"""They carry the second in which they were made."""


def everything(client: FlaskClient, house: Committee) -> list[bytes]:
    """Every page and fragment on which something of the item could show, with what changes by itself taken out."""
    addresses = [
        "/",
        "/calibration/",
        "/calibration/?stage=decided",
        "/calibration/sessions",
        session_url(house),
        f"{session_url(house)}/live",
        item_url(house),
        f"{item_url(house)}/live",
        f"/calibration/applications/{house.application.id}",
        f"/calibration/applications/{house.application.id}/messages",
        f"/applications/{house.application.id}",
    ]
    answers = [client.get(address) for address in addresses]
    return [b"%d " % answer.status_code + TOKENS.sub(b"", answer.data) for answer in answers]


@pytest.mark.parametrize("who", ["noor", "rosa", "chair"])
def test_hidden_positions_do_not_change_a_byte(house: Committee, sign_in: SignIn, who: str) -> None:
    house.sit()
    house.turn()
    for person in (house.mira, house.olu):
        house.hold(person)
    client = sign_in(getattr(house, who))
    before = everything(client, house)
    for held in db.session.query(Position):
        held.outcome, held.reasons, held.level_code = Outcome.NO_HIRE, "Quite the opposite, for six reasons.", None
    db.session.commit()
    assert everything(client, house) == before


def test_a_recused_member_sees_nothing_of_the_item_and_nothing_that_happens_to_it(
    house: Committee, sign_in: SignIn
) -> None:
    other = house.apply("Second")
    house.put_on_agenda(house.application, other)
    house.sit()
    client = sign_in(house.noor)
    assert "Imani Okafor" in client.get(session_url(house)).text
    client.post(
        f"{item_url(house)}/members/{house.noor.id}/recuse", data={"recusal-reason": "Shared a team until May."}
    )
    client.get("/")  # the message about it is shown once
    before = everything(client, house)
    assert [page[:3] for page in before][-3:] == [b"404"] * 3
    assert not any(b"Imani Okafor" in page for page in before)
    house.turn()
    for person in (house.chair, house.mira, house.olu, house.hugo):
        house.hold(person)
    items_now = house.item
    assert items_now.state is ItemState.TALKING
    assert everything(client, house) == before


@pytest.mark.parametrize("why", ["conflict", "candidate"])
def test_for_a_member_in_conflict_or_the_candidate_the_item_never_was(
    house: Committee, sign_in: SignIn, markup: Markup, why: str
) -> None:
    hidden = house.apply("Somebody", account=house.noor if why == "candidate" else None)
    if why == "conflict":
        factories.conflict(hidden, house.noor)
    house.put_on_agenda(hidden, house.application)
    house.sit()
    client = sign_in(house.noor)
    page = markup(client.get(session_url(house)))
    places = [row.css_first("th").text().strip() for row in page.css("#agenda-table tbody tr")]
    listed = markup(client.get("/calibration/sessions")).css_first("#session-table tbody").text()
    assert (places, "0 of 1" in listed, "Somebody" in client.get(session_url(house)).text) == (
        ["1. Imani Okafor"],
        True,
        False,
    )
    hidden_item = db.session.query(AgendaItem).filter_by(application_id=hidden.id).one()
    assert client.get(f"/calibration/items/{hidden_item.id}").status_code == 404
    assert "1 of 1 on the agenda" in client.get(item_url(house)).text


def test_a_member_who_owes_a_scorecard_sees_neither_scores_nor_positions(house: Committee, sign_in: SignIn) -> None:
    factories.interview(house.application, house.olu)
    house.talk(house.chair, house.mira, house.noor)
    client = sign_in(house.olu)
    page = client.get(item_url(house)).text
    assert (HELD in page, "position-table" in page, "owes a scorecard first" in page) == (False, False, True)
    before = everything(client, house)
    for held in db.session.query(Position):
        held.outcome, held.reasons = Outcome.NO_HIRE, "Quite the opposite, for six reasons."
    adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=3,
        expected=2,
        reason="Ada's notes show it.",
        actor=house.chair,
    )
    db.session.commit()
    assert everything(client, house) == before
    answer = client.post(f"{item_url(house)}/position", data={"position-outcome": "hire", "position-reasons": HELD})
    assert answer.status_code == 404


def test_who_adjusted_a_score_is_not_told_where_the_names_of_interviewers_are_hidden(sign_in: SignIn) -> None:
    house = Committee(visibility=Visibility.ALWAYS)
    house.talk()
    made = house.adjust()
    house.decide()
    house.opening.identities = Visibility.NEVER
    return_to_interviews(application=house.application, reason="One more talk.", actor=house.chair)
    db.session.commit()
    client = sign_in(house.noor)
    before = everything(client, house)
    assert [b"A member of the committee" in page for page in before].count(True) == 5
    made.adjusted_by_id = house.mira.id  # only her own scorecard: the name would tell who "Interviewer 3" is
    db.session.commit()
    assert everything(client, house) == before


def test_the_history_tells_the_course_of_the_talk_to_those_who_read_the_scores_only(
    house: Committee, sign_in: SignIn
) -> None:
    factories.interview(house.application, house.olu)
    house.talk()
    url = f"/applications/{house.application.id}"
    reader, owing = (sign_in(person).get(url).text for person in (house.chair, house.olu))
    assert ("Position taken" in reader, "Position taken" in owing) == (True, False)


def test_a_recruiter_reads_positions_once_it_is_decided(house: Committee, sign_in: SignIn) -> None:
    house.talk()
    client = sign_in(house.rosa)
    during = HELD in client.get(item_url(house)).text
    sign_in(house.chair).post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    assert (during, HELD in client.get(item_url(house)).text) == (False, True)


def test_the_summary_of_the_talk_is_for_the_committee_alone(house: Committee, sign_in: SignIn) -> None:
    house.talk()
    house.hold(house.noor, Outcome.NO_HIRE, "Mira's notes on operations moved me.")
    sign_in(house.chair).post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    for url in (session_url(house), item_url(house)):
        told = ["How the talk moved you" in sign_in(who).get(url).text for who in (house.mira, house.rosa)]
        assert told == [True, False]
