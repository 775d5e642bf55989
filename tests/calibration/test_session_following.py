"""The pages of a session follow what others do, with few queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.models import Account
from calibration.enums import SessionState
from calibration.models import CalibrationSession, SessionMember
from calibration.operations.adjustments import adjust_score
from core.database import db
from tests.calibration.committee import Committee, item_url, session_url

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]


def seen(page: Any) -> str:
    address = page.css_first("#live").attributes["hx-get"]
    assert re.search(r"seen=[0-9a-f]{16}$", address)
    return str(address)


def test_a_page_that_is_up_to_date_gets_nothing(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.sit()
    client = sign_in(house.noor)
    for url in (session_url(house), item_url(house)):
        answer = client.get(seen(markup(client.get(url))))
        assert (answer.status_code, answer.data) == (204, b"")


def test_a_page_follows_what_others_do(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.sit()
    client = sign_in(house.noor)
    told = []

    def follow() -> str:
        nonlocal address
        answer = client.get(address)
        address = seen(markup(answer)) if answer.status_code == 200 else address
        return str(answer.get_data(as_text=True))

    address = seen(markup(client.get(item_url(house))))
    house.turn()
    told.append("0 of 5 present have taken a position" in follow())
    for person in house.members[:4]:
        house.hold(person)
    told.append("4 of 5 present" in follow())
    house.hold(house.hugo)
    told.append("Talk about these" in follow())
    told.append(follow() == "")
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
    told.append("Ada&#39;s notes show it." in follow())
    assert told == [True] * 5


def test_the_session_page_follows_to_the_item_under_way(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.sit()
    client = sign_in(house.noor)
    address = seen(markup(client.get(session_url(house))))
    house.turn()
    page = markup(client.get(address))
    assert page.css_first("#current").attributes["href"] == item_url(house)


@pytest.mark.parametrize("which", ["list", "session", "item"])
def test_pages_take_as_many_queries_for_three_as_for_one(
    house: Committee, sign_in: SignIn, count_queries: Callable[..., Any], which: str
) -> None:
    house.talk()
    counts = []
    for extra in (0, 2):
        listed = [house.application, *(house.apply(f"More {number}") for number in range(extra))]
        house.put_on_agenda(*listed)
        for number in range(extra):
            db.session.add(
                CalibrationSession(
                    title=f"More {number}",
                    requisition_id=house.opening.id,
                    chair_id=house.chair.id,
                    state=SessionState.PLANNED,
                    minutes_per_item=15,
                    created_at=house.session.created_at,
                    members=[SessionMember(account_id=house.chair.id)],
                )
            )
        client = sign_in(house.chair)
        url = {"list": "/calibration/sessions", "session": session_url(house), "item": item_url(house)}[which]
        client.get(url)
        with count_queries() as sent:
            client.get(url)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_looking_whether_something_changed_takes_few_queries(
    house: Committee, sign_in: SignIn, markup: Markup, count_queries: Callable[..., Any]
) -> None:
    house.talk()
    client = sign_in(house.noor)
    address = seen(markup(client.get(item_url(house))))
    with count_queries() as sent:
        assert client.get(address).status_code == 204
    assert len(sent) <= 16
