"""The ways into calibration: decisions to take on Today, and the evidence beside an application."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.models import Account
from calibration.enums import SessionState
from calibration.models import AgendaItem, CalibrationSession
from core.clock import now
from core.database import db
from scorecards.enums import Stage, Visibility
from scorecards.models import TeamMember
from tests.calibration.test_candidate_pages import House

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


def owed(sign_in: SignIn, markup: Markup, person: Account) -> list[str]:
    page = markup(sign_in(person).get("/"))
    return [link.attributes["href"] or "" for link in page.css("a.task-title") if "Decision on" in link.text()]


def test_a_decision_waits_for_the_chair_alone(sign_in: SignIn, markup: Markup, app: Flask) -> None:
    house = House()
    waiting = {who: owed(sign_in, markup, person) for who, person in house.people.items()}
    assert {who: urls for who, urls in waiting.items() if urls} == {"chair": [house.url]}


def test_a_decision_waits_for_the_hiring_manager_where_there_is_no_chair(
    sign_in: SignIn, markup: Markup, app: Flask
) -> None:
    house = House()
    db.session.query(TeamMember).filter_by(account_id=house.people["chair"].id).delete()
    assert owed(sign_in, markup, house.people["hiring manager"]) == [house.url]


@pytest.mark.parametrize("stage", [Stage.INTERVIEWING, Stage.DECIDED, Stage.WITHDRAWN])
def test_no_decision_waits_before_calibration_or_after_it(
    sign_in: SignIn, markup: Markup, app: Flask, stage: Stage
) -> None:
    house = House(stage, Visibility.ALWAYS)
    assert owed(sign_in, markup, house.people["chair"]) == []


@pytest.mark.parametrize(("state", "waits"), [(SessionState.OPEN, 0), (SessionState.CLOSED, 1)])
def test_a_decision_on_the_agenda_of_a_session_waits_there(
    sign_in: SignIn, markup: Markup, app: Flask, state: SessionState, waits: int
) -> None:
    house = House()
    chair = house.people["chair"]
    session = CalibrationSession(
        title="Thursday",
        requisition=house.application.requisition,
        chair_id=chair.id,
        state=state,
        created_at=now(),
    )
    db.session.add(AgendaItem(session=session, application=house.application, position=1))
    assert len(owed(sign_in, markup, chair)) == waits


def test_an_application_in_calibration_leads_to_its_evidence(sign_in: SignIn, markup: Markup, app: Flask) -> None:
    house = House()
    page = f"/applications/{house.application.id}"

    def leads(who: str) -> list[str | None]:
        links = markup(sign_in(house.people[who]).get(page)).css(".page-actions a")
        return [link.attributes["href"] for link in links if link.text() == "Evidence and decision"]

    found = {who: leads(who) for who in ("recruiter", "hiring manager", "chair", "committee", "interviewer")}
    reads = [house.url]
    assert found == {"recruiter": reads, "hiring manager": reads, "chair": reads, "committee": reads, "interviewer": []}
    house.application.stage = Stage.INTERVIEWING
    assert leads("chair") == []
