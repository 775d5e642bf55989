"""What waits today, and what search finds."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from accounts.models import Account
from core.clock import now
from scorecards.models import Application, Interview, Requisition
from tests import factories
from tests.scorecards.kinds import Markup, SignIn


def test_today_lists_what_an_interviewer_owes(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview, target: Application
) -> None:
    factories.interview(target, ada, starts=now() + timedelta(days=1), title="Later talk")
    page = markup(sign_in(ada).get("/"))
    assert [each.text() for each in page.css(".section h2")] == ["Scorecards to write", "Interviews ahead"]
    assert [each.text() for each in page.css("a.task-title")] == [
        "Scorecard for Cleo Candidate",
        "Interview with Cleo Candidate",
    ]
    assert page.css_first(".late") is not None


def test_today_tells_the_recruiter_who_is_late_and_what_is_complete(
    sign_in: SignIn, markup: Markup, recruiter: Account, interview: Interview, opening: Requisition
) -> None:
    other = factories.application(opening, factories.candidate("Dan Done"))
    factories.submitted(factories.interview(other, factories.account()))
    page = markup(sign_in(recruiter).get("/"))
    assert [each.text() for each in page.css("a.task-title")] == ["Dan Done", "Ada Interviewer on Cleo Candidate"]


def test_today_is_empty_for_somebody_new(sign_in: SignIn, markup: Markup, app: Flask) -> None:
    assert markup(sign_in(factories.account()).get("/")).css_first(".empty-title").text() == "Nothing waits for you"


def test_search_finds_only_what_exists_for_the_viewer(
    sign_in: SignIn, recruiter: Account, ada: Account, target: Application
) -> None:
    assert "Cleo Candidate" in sign_in(recruiter).get("/search?words=cleo").text
    assert "Cleo Candidate" not in sign_in(ada).get("/search?words=cleo").text
    assert "Cleo Candidate" not in sign_in(recruiter).get("/search?words=%25").text
