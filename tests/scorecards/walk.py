"""Walking the house: which addresses open for whom, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from accounts.models import Account
from core.permissions import Permission, Verdict
from tests.scorecards.furnished import Furnished
from tests.scorecards.house import Numbers, fetched, filled

SignIn = Callable[[Account], FlaskClient]
Answers = dict[tuple[str, str], tuple[int, bytes]]
READ_SCORECARDS = frozenset({"today", "scorecards", "calibration", "packets", "insights", "benchmarks", "retention"})
"""The blueprints whose code may read a scorecard. `rubrics` and `accounts`, with the library, cannot: the import law lets
none of them name a table of interviews, so they are asked once and not under every policy in every stage."""

PRINTING = frozenset({"scorecards.scorecard", "calibration.candidate"})
"""The pages that print each score to those who may read it."""


class Walk:
    """The house's viewers in a browser each, and the addresses that their permissions open."""

    def __init__(self, app: Flask, house: Furnished, sign_in: SignIn) -> None:
        self.app, self.house = app, house
        self.browsers = {name: sign_in(person) for name, person in house.people.items() if name != "guest"}
        self.browsers["guest"] = app.test_client()
        self.browsers["guest"].post("/guest", data={"link": house.token})
        self._things: dict[Any, Any] = {}

    def doors(self, names: Iterable[str], *, everything: bool = False) -> dict[str, list[str]]:
        """For each of these viewers the addresses that open for them now, of the blueprints that read scorecards or of all.

        Asked of the permissions themselves: an address that is refused gives the same page whatever the scores are, as
        tests/permissions shows.
        """
        routes = [
            route for route in fetched(self.app) if everything or route.endpoint.partition(".")[0] in READ_SCORECARDS
        ]
        self._things.clear()
        found = {name: self._open(name, routes, self.house.numbers(name)) for name in sorted(names)}
        return {name: urls + (self._with_words() if name != "guest" else []) for name, urls in found.items()}

    def printing(self, names: Iterable[str]) -> dict[str, list[str]]:
        """For each of these viewers those of the addresses that print scores which open for them."""
        routes = [route for route in fetched(self.app) if route.endpoint in PRINTING]
        numbers = self.house.numbers()
        self._things.clear()
        return {name: self._open(name, routes, numbers) for name in sorted(names)}

    def _open(self, name: str, routes: list[Rule], numbers: Numbers) -> list[str]:
        viewer = self.house.people[name]
        with self.app.test_request_context():
            asked = [(route, words) for route in routes for words in filled(route, numbers)]
            return [
                self.app.url_for(route.endpoint, **words)
                for route, words in asked
                if self._verdict(route, viewer, words) is Verdict.OPEN
            ]

    def _verdict(self, route: Rule, viewer: Account, words: dict[str, Any]) -> Verdict:
        permission: Permission = self.app.view_functions[route.endpoint].permission  # type: ignore[attr-defined]  # each view has one
        return permission.verdict(viewer, self._thing(permission, words))

    def _thing(self, permission: Permission, words: dict[str, Any]) -> Any:
        key = (permission.fetches, *sorted(words.items()))
        if key not in self._things:
            self._things[key] = permission.thing(**words)
        return self._things[key]

    def _with_words(self) -> list[str]:
        """Addresses with something after the question mark."""
        opening, one, two = self.house.opening.id, self.house.target.id, self.house.other.id
        return [
            "/search?words=cand",
            f"/requisitions/{opening}?sort=name",
            f"/calibration/requisitions/{opening}/compare?application={one}&application={two}",
        ]

    def answers(self, doors: dict[str, list[str]]) -> Answers:
        """What every one of these addresses answers to each viewer."""
        answered: Answers = {}
        for name, urls in doors.items():
            browser = self.browsers[name]
            for url in urls:
                answer = browser.get(url)
                headers = "".join(f"{header}: {value}\n" for header, value in answer.headers if header != "Set-Cookie")
                answered[name, url] = answer.status_code, headers.encode() + answer.data
        return answered
