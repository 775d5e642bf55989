"""Who reaches what is what the golden table says; and what is hidden gives the very answer of what does not exist."""

from __future__ import annotations

from collections.abc import Callable

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from accounts.models import Account
from core.permissions import Permission, Verdict
from scorecards.enums import Stage, Visibility
from tests.permissions.parts import PARTS, table
from tests.scorecards.furnished import Furnished
from tests.scorecards.house import filled

SignIn = Callable[[Account], FlaskClient]
MISSING = 987_654_321


def test_every_part_reaches_in_every_state_what_the_golden_table_says(app: Flask) -> None:
    assert table(app) == PARTS.read_text(encoding="utf-8"), "look at the difference; if it is meant: make permissions"


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_a_hidden_thing_gives_the_same_answer_as_one_that_does_not_exist(app: Flask, sign_in: SignIn) -> None:
    """Every address that takes a number, by every method that it knows, for a chair in conflict with the candidate."""
    house = Furnished(Visibility.NEVER)
    house.stand(Stage.INTERVIEWING)
    viewer, browser = house.people["conflicted"], sign_in(house.people["conflicted"])
    browser.get("/nothing-here")  # the first answer sets the session's cookie
    told, refused, numbers = {}, 0, house.numbers()
    for route in app.url_map.iter_rules():
        loads = "permission" in vars(app.view_functions[route.endpoint]) and _permission(app, route).loads
        if not loads or not route.arguments <= numbers.keys():
            continue
        for words in filled(route, numbers):
            if _permission(app, route).verdict(viewer, _permission(app, route).thing(**words)) is Verdict.OPEN:
                continue
            with app.test_request_context():
                asked, missing = (
                    app.url_for(route.endpoint, **each)
                    for each in (
                        words,
                        {key: MISSING if isinstance(value, int) else value for key, value in words.items()},
                    )
                )
            for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
                answers = [
                    browser.open(url, method=method, data={"reason": "A text of some length"})
                    for url in (asked, missing)
                ]
                refused += 1
                if len({(answer.status_code, answer.data, str(answer.headers)) for answer in answers}) != 1:
                    told[f"{method} {asked}"] = [answer.status_code for answer in answers]
    assert told == {}
    assert refused > 100


def _permission(app: Flask, route: Rule) -> Permission:
    permission: Permission = app.view_functions[route.endpoint].permission  # type: ignore[attr-defined]  # each view has one
    return permission
