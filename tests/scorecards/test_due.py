"""The page of what is due: whose, in which order, in how many queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from scorecards.enums import Stage, TeamRole
from scorecards.queries.owed import others_owed
from tests import factories

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)


def rows(page: LexborHTMLParser) -> list[tuple[str, bool]]:
    return [(row.css_first("th").text().strip(), "Late" in row.text()) for row in page.css("#due tbody tr")]


def test_the_page_lists_what_others_owe_on_ones_own_openings_latest_first(
    app: Flask, sign_in: SignIn, markup: Markup
) -> None:
    recruiter, manager = factories.account("Rita", Role.RECRUITER), factories.account("Mona", Role.HIRING_MANAGER)
    opening = factories.requisition(team={TeamRole.RECRUITER: [recruiter], TeamRole.HIRING_MANAGER: [manager]})
    target = factories.application(opening)
    interviewers = [factories.account(name) for name in ("Due", "Late", "Later", "Ahead", "Done", "Cancelled")]
    hours = {"Due": 5, "Late": 30, "Later": 60, "Ahead": -5, "Done": 30, "Cancelled": 30}
    for person in interviewers:
        held = factories.interview(
            target,
            person,
            starts=NOW - timedelta(hours=hours[person.name]),
            title="Talk",
            cancelled=person.name == "Cancelled",
        )
        if person.name == "Done":
            factories.submitted(held)
    factories.interview(target, recruiter, starts=NOW - timedelta(hours=50), title="Own")
    closed = factories.application(opening, stage=Stage.DECIDED)
    factories.interview(closed, interviewers[0], starts=NOW - timedelta(hours=90))
    conflicted = factories.application(opening)
    factories.interview(conflicted, interviewers[0], starts=NOW - timedelta(hours=80), title="Unseen")
    factories.conflict(conflicted, recruiter)
    elsewhere = factories.application(factories.requisition("Other"))
    factories.interview(elsewhere, interviewers[1], starts=NOW - timedelta(hours=70))
    expected = [("LaterTalk", True), ("LateTalk", True), ("DueTalk", False)]
    with time_machine.travel(NOW, tick=False):
        assert rows(markup(sign_in(recruiter).get("/due"))) == expected
        assert rows(markup(sign_in(manager).get("/due"))) == [
            ("DueUnseen", True),
            expected[0],
            ("RitaOwn", True),
            *expected[1:],
        ]
        assert rows(markup(sign_in(interviewers[1]).get("/due"))) == []
        assert 'href="/due"' in sign_in(recruiter).get("/").text


def test_sixty_scorecards_take_the_queries_of_three_and_stand_on_two_pages(
    app: Flask, sign_in: SignIn, markup: Markup, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    recruiter = factories.account("Rita", Role.RECRUITER)
    opening = factories.requisition(team={TeamRole.RECRUITER: [recruiter]})
    person, made, queries = factories.account("Ivo"), 0, []
    with time_machine.travel(NOW, tick=False):
        browser = sign_in(recruiter)
        for wanted in (3, 60):
            target = factories.application(opening)
            for number in range(made, wanted):
                factories.interview(target, person, starts=NOW - timedelta(hours=30 + number))
            made = wanted
            with count_queries() as seen:
                page = markup(browser.get("/due"))
            queries.append(len(seen))
        assert (queries[0], len(rows(page))) == (queries[1], 50)
        assert len(rows(markup(browser.get("/due?page=2")))) == 10


@pytest.mark.parametrize("role", [TeamRole.COMMITTEE, TeamRole.INTERVIEWER])
def test_the_list_is_not_made_for_those_who_may_not_know_every_name(app: Flask, role: TeamRole) -> None:
    with pytest.raises(ValueError, match="may know who interviews"):
        others_owed(viewer=factories.account(), roles=(TeamRole.RECRUITER, role), now=NOW)
