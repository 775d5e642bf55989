"""The search finds what exists for the viewer, and says the same bytes whatever else there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from scorecards.enums import TeamRole
from scorecards.queries.search import Found, search
from tests import factories

SignIn = Callable[[Account], FlaskClient]


def names(found: Found) -> tuple[list[str], list[str], list[str]]:
    return (
        [row.candidate for row in found.applications],
        [row.title for row in found.requisitions],
        [row.name for row in found.people],
    )


@pytest.mark.postgresql
def test_every_word_must_stand_somewhere_and_is_taken_literally(app: Flask) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    opening = factories.requisition("Staff engineer, payments")
    factories.application(opening, factories.candidate("Jürgen Öztürk", email="jo@example.com", code="C-7KQ2XN"))
    factories.application(factories.requisition("Designer"), factories.candidate("Jürgen Other"))
    found = {words: names(search(words=words, viewer=rita))[0] for words in (
        "jürgen payments", "ÖZTÜRK", "7kq2", "jo@ex", "jürgen", "100%", "_", "\\", "  ",
    )}  # fmt: skip
    one, both = ["Jürgen Öztürk"], ["Jürgen Other", "Jürgen Öztürk"]
    assert found == {
        "jürgen payments": one,
        "ÖZTÜRK": one,
        "7kq2": one,
        "jo@ex": one,
        "jürgen": both,
        "100%": [],
        "_": [],
        "\\": [],
        "  ": [],
    }


@pytest.mark.postgresql
def test_people_are_found_by_those_who_staff_openings_and_by_their_teams(app: Flask) -> None:
    rita, admin = factories.account("Rita Finder", Role.RECRUITER), factories.account("Admin Finder", Role.ADMIN)
    ada, ben, carl = (factories.account(f"{name} Finder") for name in ("Ada", "Ben", "Carl"))
    factories.account("Left Finder", active=False)
    opening = factories.requisition(team={TeamRole.CHAIR: [ada], TeamRole.INTERVIEWER: [ben]})
    everybody = ["Ada Finder", "Admin Finder", "Ben Finder", "Carl Finder", "Rita Finder"]
    found = {person.name: names(search(words="finder", viewer=person))[2] for person in (rita, admin, ada, carl)}
    assert found == {
        "Rita Finder": everybody,
        "Admin Finder": everybody,
        "Ada Finder": ["Ada Finder", "Ben Finder"],
        "Carl Finder": [],
    }
    assert [row.openings for row in search(words="ben", viewer=ada).people] == [((opening.id, opening.title),)]


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
@pytest.mark.parametrize("viewer", ["in conflict", "the candidate", "another loop's interviewer", "an administrator"])
def test_who_may_not_know_of_an_application_gets_the_same_bytes_without_it(
    app: Flask, sign_in: SignIn, viewer: str
) -> None:
    roles = [Role.ADMIN] if viewer == "an administrator" else []
    person = factories.account("Vera Viewer", *roles)
    on_team = [person] if viewer in {"in conflict", "the candidate"} else []
    opening = factories.requisition(team={TeamRole.CHAIR: on_team})
    own = factories.application(opening, factories.candidate("Cleo Other"))
    factories.interview(own, person)
    browser, words = sign_in(person), ("cleo", "hidden", "staff", "zz99", "c")
    before = {word: browser.get(f"/search?words={word}").data for word in words}
    hidden = factories.candidate(
        "Cleo Hidden", code="C-ZZ99", account_id=person.id if viewer == "the candidate" else None
    )
    target = factories.application(opening, hidden)
    if viewer == "in conflict":
        factories.interview(target, person)
        factories.conflict(target, person)
    assert {word: browser.get(f"/search?words={word}").data for word in words} == before


def test_the_search_takes_the_same_number_of_queries_for_one_and_many(
    app: Flask, count_queries: Callable[..., object]
) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    seen = []
    for count in (1, 5):
        for number in range(count):
            person = factories.account(f"Same {count}{number}")
            opening = factories.requisition(f"Same {count}{number}", team={TeamRole.CHAIR: [person]})
            factories.application(opening, factories.candidate(f"Same {count}{number}"))
        assert rita.roles
        with count_queries() as counted:  # type: ignore[attr-defined]  # a context manager
            search(words="same", viewer=rita)
        seen.append(len(counted))
    assert seen[0] == seen[1] == 4


def test_the_box_stands_on_every_page_and_the_people_list_has_its_own(app: Flask, sign_in: SignIn) -> None:
    admin = factories.account("Ann Admin", Role.ADMIN)
    factories.account("Zoe Zimmer")
    browser = sign_in(admin)
    assert 'action="/search"' in browser.get("/requisitions").text
    found = browser.get("/people?words=zoe example").text
    assert "Zoe Zimmer" in found
    assert "someone" in found
    assert "Nobody found" in browser.get("/people?words=nobody-here").text
    db.session.rollback()
