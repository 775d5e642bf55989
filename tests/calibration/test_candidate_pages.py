"""The committee's pages: who sees what of one application, and what a decision does to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import update

from accounts.enums import Role
from accounts.models import Account
from calibration.models import Decision, Packet
from core.database import db
from rubrics.models import RubricDimension
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Rating, Scorecard
from tests import factories

pytestmark = pytest.mark.usefixtures("app")

REASONS = "Two interviewers saw designs at the level asked for, with evidence."
SignIn = Callable[[Account], FlaskClient]


class House:
    """One application in calibration, with everybody who could have a part in it."""

    def __init__(self, stage: Stage = Stage.CALIBRATION, visibility: Visibility = Visibility.IN_CALIBRATION) -> None:
        self.people = {
            "admin": factories.account("Admin", Role.ADMIN),
            "recruiter": factories.account("Rosa", Role.RECRUITER),
            "hiring manager": factories.account("Hugo", Role.HIRING_MANAGER),
            "chair": factories.account("Chidi", Role.COMMITTEE),
            "committee": factories.account("Mira", Role.COMMITTEE),
            "interviewer": factories.account("Ada", Role.INTERVIEWER),
            "late interviewer": factories.account("Bo", Role.INTERVIEWER),
            "committee in conflict": factories.account("Kim", Role.COMMITTEE),
            "committee of another opening": factories.account("Lee", Role.COMMITTEE),
        }
        team = {
            TeamRole.HIRING_MANAGER: [self.people["hiring manager"]],
            TeamRole.CHAIR: [self.people["chair"]],
            TeamRole.COMMITTEE: [self.people["committee"], self.people["committee in conflict"]],
        }
        opening = factories.requisition(team=team, visibility=visibility)
        self.application: Application = factories.application(opening, stage=stage)
        factories.conflict(self.application, self.people["committee in conflict"])
        factories.submitted(
            factories.interview(self.application, self.people["interviewer"]),
            scores=[5, 2, None],
            evidence="Drew the failover by hand.",
        )
        factories.interview(self.application, self.people["late interviewer"])
        self.url = f"/calibration/applications/{self.application.id}"


def test_the_page_opens_for_those_with_a_part_in_the_decision_and_is_nothing_to_others(sign_in: SignIn) -> None:
    house = House()
    answers = {who: sign_in(person).get(house.url).status_code for who, person in house.people.items()}
    assert answers == {
        "admin": 404,
        "recruiter": 200,
        "hiring manager": 200,
        "chair": 200,
        "committee": 200,
        "interviewer": 404,
        "late interviewer": 404,
        "committee in conflict": 404,
        "committee of another opening": 404,
    }


def test_only_chair_and_hiring_manager_are_offered_the_decision(sign_in: SignIn, markup: Callable[..., Any]) -> None:
    house = House()
    offered = {
        who: markup(sign_in(house.people[who]).get(house.url)).css_first("#decision") is not None
        for who in ("recruiter", "hiring manager", "chair", "committee")
    }
    assert offered == {"recruiter": False, "hiring manager": True, "chair": True, "committee": False}


def test_weights_stand_beside_the_dimensions_only_where_they_differ(
    sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    house = House()
    browser = sign_in(house.people["chair"])
    alike = markup(browser.get(house.url)).css_first("#standing").text()
    design = house.application.requisition.rubric_version.dimensions[0]
    db.session.execute(update(RubricDimension).where(RubricDimension.id == design.id).values(weight=2.5))
    apart = markup(browser.get(house.url)).css_first("#standing").text()
    assert [text.count(", weight") for text in (alike, apart)] == [0, 3]
    assert "bar 3, weight 2.5" in apart


def test_a_strict_policy_hides_scores_from_the_recruiter_and_says_so(sign_in: SignIn) -> None:
    house = House(visibility=Visibility.NEVER)
    page = sign_in(house.people["recruiter"]).get(house.url).text
    assert ("Drew the failover" in page, "Some scores are hidden from you" in page) == (False, True)


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)  # a form's token holds the second it was made
def test_hidden_scores_do_not_change_a_byte_of_the_page(sign_in: SignIn) -> None:
    house = House(visibility=Visibility.NEVER)
    client = sign_in(house.people["recruiter"])
    before = client.get(house.url).data
    scored = db.session.query(Rating).join(Scorecard).join(Interview)
    for rating in scored.filter(Interview.application_id == house.application.id, Rating.score.is_not(None)):
        rating.score, rating.evidence = 1, "Something else entirely."
    db.session.commit()
    assert client.get(house.url).data == before


def test_the_chair_records_a_decision_and_it_stands_on_the_page(sign_in: SignIn) -> None:
    house = House()
    client = sign_in(house.people["chair"])
    form = {"number": "0", "outcome": "hire", "reasons": REASONS}
    answer = client.post(f"{house.url}/decision", data=form, follow_redirects=True)
    assert (answer.status_code, REASONS in answer.text) == (200, True)
    assert db.session.query(Decision).one().decided_by_id == house.people["chair"].id


@pytest.mark.parametrize("who", ["recruiter", "committee", "committee in conflict", "interviewer", "admin"])
def test_nobody_else_can_record_a_decision(sign_in: SignIn, who: str) -> None:
    house = House()
    form = {"number": "0", "outcome": "hire", "reasons": REASONS}
    answer = sign_in(house.people[who]).post(f"{house.url}/decision", data=form)
    assert (answer.status_code, db.session.query(Decision).count()) == (404, 0)


def test_a_decision_without_reasons_comes_back_with_what_was_typed(sign_in: SignIn, markup: Callable[..., Any]) -> None:
    house = House()
    form = {"number": "0", "outcome": "no_hire", "reasons": "Short."}
    answer = sign_in(house.people["chair"]).post(f"{house.url}/decision", data=form)
    page = markup(answer)
    assert (answer.status_code, page.css_first("#reasons").text().strip()) == (422, "Short.")
    assert page.css_first("input[name=outcome][checked]").attributes["value"] == "no_hire"


def test_a_packet_is_made_watched_and_downloaded(sign_in: SignIn, run_jobs: Callable[[], Any]) -> None:
    house = House()
    client = sign_in(house.people["recruiter"])
    watched = client.post(f"{house.url}/packets", data={"profile": "committee"}).location
    assert "being rendered" in client.get(watched).text
    run_jobs()
    assert "Download the PDF" in client.get(watched).text
    packet = db.session.query(Packet).one()
    answer = client.post(f"/calibration/packets/{packet.id}/download")
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_a_packet_is_nothing_to_those_who_may_not_read_its_evidence(
    sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    house = House()
    sign_in(house.people["recruiter"]).post(f"{house.url}/packets", data={"profile": "committee"})
    run_jobs()
    packet = db.session.query(Packet).one()
    answers = {
        who: sign_in(house.people[who]).get(f"/calibration/packets/{packet.id}").status_code
        for who in ("committee", "committee in conflict", "interviewer", "admin", "chair")
    }
    assert answers == {"committee": 404, "committee in conflict": 404, "interviewer": 404, "admin": 404, "chair": 200}


def test_the_agenda_lists_what_exists_for_the_viewer_only(sign_in: SignIn, markup: Callable[..., Any]) -> None:
    house = House()
    rows = {
        who: len(markup(sign_in(house.people[who]).get("/calibration/")).css("#agenda tbody tr"))
        for who in ("recruiter", "chair", "committee in conflict", "committee of another opening")
    }
    assert rows == {"recruiter": 1, "chair": 1, "committee in conflict": 0, "committee of another opening": 0}


@pytest.mark.parametrize("path", ["/calibration/", "/calibration/?stage=decided"])
def test_the_agenda_takes_as_many_queries_for_three_as_for_one(
    sign_in: SignIn, count_queries: Callable[..., Any], path: str
) -> None:
    chair = factories.account("Chidi", Role.COMMITTEE)
    opening = factories.requisition(team={TeamRole.CHAIR: [chair]})
    counts = []
    for applications in (1, 2):
        for _ in range(applications):
            factories.application(opening, stage=Stage.DECIDED if "decided" in path else Stage.CALIBRATION)
        client = sign_in(chair)
        client.get(path)
        with count_queries() as seen:
            client.get(path)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_candidate_page_takes_as_many_queries_for_three_interviews_as_for_one(
    sign_in: SignIn, count_queries: Callable[..., Any]
) -> None:
    house = House()
    client = sign_in(house.people["chair"])
    counts = []
    for _ in range(2):
        client.get(house.url)
        with count_queries() as seen:
            client.get(house.url)
        counts.append(len(seen))
        for number in range(2):
            factories.submitted(factories.interview(house.application, factories.account(f"Guest {number}")))
    assert counts[0] == counts[1]


def test_a_decision_typed_beside_a_newer_one_stays_on_the_page_and_can_be_recorded_after_it(sign_in: SignIn) -> None:
    house = House()
    chair = sign_in(house.people["chair"])
    typed = {
        "number": "0",
        "outcome": "no_hire",
        "reasons": "Two must-haves stay below the bar in every interview.",
        "difference": "The mean is carried by what matters least here.",
    }
    first = sign_in(house.people["hiring manager"]).post(f"{house.url}/decision", data={**typed, "reasons": REASONS})
    stale = chair.post(f"{house.url}/decision", data=typed)
    assert (first.status_code, stale.status_code) == (302, 422)
    assert "Somebody recorded a decision after you opened this page." in stale.text
    assert typed["reasons"] in stale.text
    again = chair.post(f"{house.url}/decision", data={**typed, "number": "1"})
    assert again.status_code == 302
    assert [row.reasons for row in db.session.query(Decision).order_by(Decision.number)] == [REASONS, typed["reasons"]]
