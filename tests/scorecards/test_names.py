"""Where the names of interviewers are hidden they stand nowhere: not in the loop, the history, the conflicts, the team, the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration.operations.sessions import plan_session, set_agenda
from core.audit import record
from core.clock import now
from core.database import db
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import TeamMember
from scorecards.operations.candidates import declare_conflict
from scorecards.operations.loops import plan_interview, reassign_interview
from scorecards.operations.scorecards import reopen_scorecard
from tests import factories
from tests.scorecards.furnished import Furnished
from tests.scorecards.walk import Walk

SignIn = Callable[[Account], FlaskClient]
FORMER, STAYING, AWAY = "Former Interviewer", "Staying Interviewer", "Interviewer Who Knows Them"


class Loop:
    """An application whose first interview was given to somebody else, and one of whose interviewers is in conflict."""

    def __init__(self) -> None:
        self.people = {
            name: factories.account(name) for name in ("Reader", "Chair", "Committee", FORMER, STAYING, AWAY)
        }
        self.people["Recruiter"] = who = factories.account("Recruiter", Role.RECRUITER)
        interviewers = [self.people[name] for name in (FORMER, STAYING, AWAY, "Reader")]
        self.opening = factories.requisition(
            team={
                TeamRole.CHAIR: [self.people["Chair"]],
                TeamRole.COMMITTEE: [self.people["Committee"]],
                TeamRole.INTERVIEWER: interviewers,
            },
            identities=Visibility.NEVER,
        )
        self.target = factories.application(self.opening)
        focus = [self.opening.rubric_version.dimensions[0].id]
        first, knows = (
            plan_interview(application=self.target, title=title, interviewer=self.people[name], focus=focus, actor=who)
            for title, name in (("First", FORMER), ("Second", AWAY))
        )
        record("begin_scorecard", actor=self.people[FORMER], subject=first.scorecard, about=self.target)
        reassign_interview(interview=first, interviewer=self.people[STAYING], actor=who)
        factories.submitted(first)
        record("submit_scorecard", actor=self.people[STAYING], subject=first.scorecard, about=self.target)
        reopen_scorecard(card=first.scorecard, reason="A word is missing.", actor=self.people[STAYING])
        declare_conflict(application=self.target, account=self.people[AWAY], reason="Friends", actor=self.people[AWAY])
        knows.cancelled_at = first.scorecard.created_at
        factories.submitted(factories.interview(self.target, self.people["Reader"]))
        db.session.commit()


@pytest.fixture
def loop(app: Flask) -> Loop:
    return Loop()


@pytest.mark.parametrize("viewer", ["Reader", "Committee"])
def test_no_page_names_who_interviews_to_those_who_may_not_know(loop: Loop, sign_in: SignIn, viewer: str) -> None:
    browser = sign_in(loop.people[viewer])
    pages = {
        url: browser.get(url).text
        for url in (
            f"/applications/{loop.target.id}",
            f"/requisitions/{loop.opening.id}",
            f"/calibration/applications/{loop.target.id}",
            "/",
            "/search?words=interviewer",
            "/search?words=former",
        )
    }
    told = {(url, name) for url, page in pages.items() for name in (FORMER, STAYING, AWAY) if name in page}
    assert told == set()
    assert pages[f"/applications/{loop.target.id}"].count("Somebody") == 5


INTERVIEWING = ("author", "wrote", "owes", "shadow", "guest", "stranger")


def test_no_address_at_all_names_another_interviewer(app: Flask, sign_in: SignIn) -> None:
    """Everything that opens to the committee and to the loop, before the committee sits, and what opens to those who lead."""
    house = Furnished(Visibility.ALWAYS)
    house.opening.identities = Visibility.NEVER
    for name in INTERVIEWING:
        house.people[name].name = f"Named {name}"
    db.session.commit()
    walk = Walk(app, house, sign_in)
    doors = walk.doors({"committee", "recused", "wrote", "owes", "shadow", "recruiter"})
    told: dict[str, set[str]] = {name: set() for name in doors}
    for (viewer, _), (_, page) in walk.answers(doors).items():
        told[viewer] |= {name for name in INTERVIEWING if name != viewer and f"Named {name}".encode() in page}
    assert told.pop("recruiter") == set(INTERVIEWING)
    assert told == {name: set() for name in told}


def test_a_session_tells_of_no_member_that_they_interview(loop: Loop, sign_in: SignIn) -> None:
    """That a member of the committee owes a scorecard tells who one of the interviewers is; so does who leads in their place."""
    who = loop.people
    judge = factories.account("Judge Who Interviews", Role.COMMITTEE)
    loop.opening.team.append(TeamMember(account=judge, role=TeamRole.COMMITTEE))
    held = factories.interview(loop.target, judge)
    session = plan_session(
        requisition=loop.opening,
        title="Thursday",
        chair_id=judge.id,
        members=[judge.id, who["Committee"].id],
        scheduled_at=None,
        actor=who["Recruiter"],
    )
    set_agenda(session=session, applications=[loop.target.id], among=[loop.target.id], actor=who["Recruiter"])
    db.session.commit()
    url = f"/calibration/items/{session.items[0].id}"
    for name, told in (("Committee", False), ("Recruiter", True)):
        page = sign_in(who[name]).get(url).text
        assert ("owes a scorecard first" in page, "Leads this item" in page) == (told, False)
    browser = sign_in(who["Committee"])
    with time_machine.travel(now(), tick=False):
        before = browser.get(url).text, browser.get(f"{url}/live").text
        held.interviewer = who[STAYING]
        assert (browser.get(url).text, browser.get(f"{url}/live").text) == before


@pytest.mark.parametrize("viewer", ["Recruiter", "Chair"])
def test_those_who_lead_read_every_name(loop: Loop, sign_in: SignIn, viewer: str) -> None:
    browser = sign_in(loop.people[viewer])
    page = browser.get(f"/applications/{loop.target.id}").text
    assert [name in page for name in (FORMER, STAYING, AWAY)] == [True, True, True]
    assert STAYING in browser.get(f"/requisitions/{loop.opening.id}").text
    assert STAYING in browser.get("/search?words=staying").text


def test_the_committee_reads_the_names_once_it_sits(loop: Loop, sign_in: SignIn) -> None:
    loop.target.stage = Stage.CALIBRATION
    db.session.commit()
    page = sign_in(loop.people["Committee"]).get(f"/applications/{loop.target.id}").text
    assert [name in page for name in (FORMER, STAYING, AWAY)] == [True, True, True]


def test_a_team_names_its_interviewers_to_all_where_names_are_open(loop: Loop, sign_in: SignIn) -> None:
    loop.opening.identities = Visibility.ALWAYS
    db.session.commit()
    browser = sign_in(loop.people["Reader"])
    assert STAYING in browser.get(f"/requisitions/{loop.opening.id}").text
    assert STAYING in browser.get("/search?words=staying").text


def test_one_reads_ones_own_name_in_the_history(loop: Loop, sign_in: SignIn) -> None:
    record("submit_scorecard", actor=loop.people["Reader"], subject=loop.target, about=loop.target)
    db.session.commit()
    page = sign_in(loop.people["Reader"]).get(f"/applications/{loop.target.id}").text
    assert page.partition('id="history"')[2].count("Reader") == 1
