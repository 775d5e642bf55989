"""What the candidate page shows of the model, and to whom: only figures that rest on open evidence, never too early."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.enums import Role
from accounts.models import Account
from calibration.models.runs import AdjustmentSwitch, CalibrationRun
from calibration.operations.runs import request_fits
from core.audit import AuditEvent
from core.database import db
from core.jobs.models import Job
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Rating, Scorecard, TeamMember
from tests import factories
from tests.calibration.rounds import Round

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[[Account], FlaskClient]
RunJobs = Callable[[], list[Job]]
Markup = Callable[..., LexborHTMLParser]
AT_ONE_MOMENT = time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
"""Forms carry a token that tells the second; without this no two answers would have the same bytes."""


@pytest.fixture
def house(fitted_round: Round) -> Round:
    """Twelve candidates in calibration, whose line is fitted."""
    return fitted_round


def fit(run_jobs: RunJobs) -> None:
    request_fits(actor=None)
    run_jobs()


def url(application: Application) -> str:
    return f"/calibration/applications/{application.id}"


def figures(tree: LexborHTMLParser) -> str:
    part = tree.css_first("section#figures, #figures")
    return "" if part is None else " ".join(part.parent.text().split() if part.tag == "h2" else part.text().split())


def test_raw_and_adjusted_stand_side_by_side_with_interval_standing_and_reasons(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    tree = markup(sign_in(house.chair).get(url(house.applications[0])))
    rows = tree.css("#figure-table tbody tr")
    names = [row.css_first("th").text(strip=True, separator=" ").split(" 4 ")[0] for row in rows]
    assert names == ["Overall, each dimension the same", *factories.DIMENSIONS]
    assert len(tree.css("#figure-table svg.interval-plot")) == 4
    said = figures(tree)
    assert "Raw" in said
    assert "Must-haves together" in said
    assert "below their peers" in said
    assert re.search(r"Fits \S+ best[:,]", said)
    assert len(tree.css("#figure-table circle.chart-score")) == 3 * 4  # each dimension's single scores


def test_every_figure_leads_to_where_it_comes_from(house: Round, sign_in: SignIn, markup: Markup) -> None:
    client = sign_in(house.chair)
    page = markup(client.get(url(house.applications[0])))
    targets = {link.attributes["href"] or "" for link in page.css("#figures a[href*='#']")}
    source = markup(client.get(f"{url(house.applications[0])}/figures"))
    missing = []
    for target in targets:
        address, _, anchor = target.partition("#")
        tree = source if address.endswith("/figures") else page
        if tree.css_first(f"[id='{anchor}']") is None:
            missing.append(target)
    assert missing == []
    run = db.session.query(CalibrationRun).filter_by(decided_only=False).one()
    assert run.inputs_sha256 in source.body.text()


def test_before_the_worker_is_done_the_page_says_so_and_waits_for_nothing(sign_in: SignIn, markup: Markup) -> None:
    house = Round(candidates=2)
    said = figures(markup(sign_in(house.chair).get(url(house.applications[0]))))
    assert "are being made from the scores as they stand now" in said


def test_figures_of_other_scores_than_those_on_the_page_are_not_shown(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    factories.submitted(factories.interview(house.applications[0], factories.account("Guest")))
    tree = markup(sign_in(house.chair).get(url(house.applications[0])))
    assert tree.css_first("#figure-table") is None
    assert "are being made" in figures(tree)


def test_two_interviewers_are_insufficient_evidence_and_give_no_estimate(
    sign_in: SignIn, run_jobs: RunJobs, markup: Markup
) -> None:
    house = Round(panel=2)
    fit(run_jobs)
    tree = markup(sign_in(house.chair).get(url(house.applications[0])))
    assert tree.css_first("#figure-table") is None
    assert "2 independent interviewers have scored this candidate; an estimate needs 3." in figures(tree)


def test_a_dimension_under_two_interviewers_has_no_estimate(sign_in: SignIn, run_jobs: RunJobs, markup: Markup) -> None:
    house = Round()
    target = house.applications[0]
    ratings = db.session.query(Rating).join(Scorecard).join(Interview).filter(Interview.application_id == target.id)
    dimension = house.opening.rubric_version.dimensions[0]
    for rating in ratings.filter(Rating.dimension_id == dimension.id).all()[1:]:
        rating.score, rating.not_observed, rating.not_observed_reason = None, True, "We ran out of time."
    db.session.commit()
    fit(run_jobs)
    tree = markup(sign_in(house.chair).get(url(target)))
    row = tree.css("#figure-table tbody tr")[1]
    assert ("1 interviewer" in row.text(), "Insufficient" in row.text(), row.css_first("svg.interval-plot")) == (
        True,
        True,
        None,
    )
    assert "that is missing evidence, not a failure" in figures(tree)


def test_interviewers_with_under_five_interviews_are_not_named_as_harsh(
    sign_in: SignIn, run_jobs: RunJobs, markup: Markup
) -> None:
    house = Round(candidates=6, severity=(1.5, 0, 0, 0, 0, -1.5))
    fit(run_jobs)
    tree = markup(sign_in(house.chair).get(f"{url(house.applications[0])}/figures"))
    words = {row.css("td")[-1].text(strip=True) for row in tree.css("#severity-table tbody tr")}
    assert words == {"not enough interviews to say"}


def test_the_model_can_be_switched_off_for_an_opening_with_a_reason(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    client = sign_in(house.chair)
    switch = f"/calibration/requisitions/{house.opening.id}/adjustment"
    assert client.post(switch, data={"turn": "off", "reason": "No."}).status_code == 422
    assert client.post(switch, data={"turn": "off", "reason": "The panel wants to read raw scores."}).status_code == 302
    tree = markup(client.get(url(house.applications[0])))
    assert tree.css_first("#figure-table") is None
    assert "The panel wants to read raw scores." in figures(tree)
    assert db.session.query(AuditEvent).filter_by(action="switch_adjustment").one().actor_id == house.chair.id
    client.post(switch, data={"turn": "on", "reason": "The panel wants estimates again."})
    assert db.session.query(AdjustmentSwitch).one().is_off is False
    assert markup(client.get(url(house.applications[0]))).css_first("#figure-table") is not None


def test_committee_members_and_interviewers_cannot_switch_the_model(sign_in: SignIn) -> None:
    house = Round(candidates=1)
    switch = f"/calibration/requisitions/{house.opening.id}/adjustment"
    people = (house.member, house.interviewers[0], factories.account("Admin", Role.ADMIN), house.recruiter)
    assert [sign_in(person).get(switch).status_code for person in people] == [404, 404, 404, 200]


def change_every_score(application: Application) -> None:
    """Other scores, stored and fitted as if they had been given: another submission of each scorecard."""
    ratings = db.session.query(Rating).join(Scorecard).join(Interview)
    for rating in ratings.filter(Interview.application_id == application.id, Rating.score.is_not(None)):
        rating.score = 6 - int(rating.score or 0)
    db.session.commit()


def seen(client: FlaskClient, house: Round) -> dict[str, bytes]:
    addresses = ["/calibration/", *(url(row) for row in house.applications)]
    addresses += [f"{url(row)}/figures" for row in house.applications]
    return {address: client.get(address).data for address in addresses}


def hidden_cases(house: Round) -> dict[str, Account]:
    """People to whom the first application's scores are closed, though they may open pages of the others."""
    target = house.applications[0]
    conflicted = factories.account("Kim", Role.COMMITTEE)
    owes = factories.account("Owen", Role.COMMITTEE)
    applicant = factories.account("Cleo", Role.COMMITTEE)
    for person in (conflicted, owes, applicant):
        db.session.add(TeamMember(requisition=house.opening, account=person, role=TeamRole.COMMITTEE))
    factories.conflict(target, conflicted)
    factories.interview(target, owes)
    target.candidate.account_id = applicant.id
    db.session.commit()
    return {"in conflict": conflicted, "owes a scorecard": owes, "is the candidate": applicant}


@AT_ONE_MOMENT
def test_hidden_scores_change_no_byte_of_any_page_though_they_are_fitted(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=8)
    clients = {who: sign_in(person) for who, person in hidden_cases(house).items()}
    chair = sign_in(house.chair)
    fit(run_jobs)
    before, open_before = {who: seen(client, house) for who, client in clients.items()}, seen(chair, house)
    change_every_score(house.applications[0])
    fit(run_jobs)
    assert {who: seen(client, house) for who, client in clients.items()} == before
    open_after = seen(chair, house)
    assert [address for address in open_before if open_before[address] == open_after[address]] == ["/calibration/"]


@AT_ONE_MOMENT
def test_a_strict_policy_keeps_every_figure_from_the_recruiter(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=8, visibility=Visibility.NEVER)
    client = sign_in(house.recruiter)
    fit(run_jobs)
    before = seen(client, house)
    for application in house.applications:
        change_every_score(application)
    fit(run_jobs)
    assert seen(client, house) == before


@AT_ONE_MOMENT
def test_scores_of_an_application_still_in_interviews_move_no_figure(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=8)
    blind = factories.application(house.opening, stage=Stage.INTERVIEWING)
    for person in house.interviewers[:3]:
        factories.submitted(factories.interview(blind, person), scores=[5, 5, 5])
    client = sign_in(house.chair)
    fit(run_jobs)
    before = seen(client, house)
    change_every_score(blind)
    fit(run_jobs)
    assert seen(client, house) == before


def test_the_page_takes_as_many_queries_whatever_the_run_holds(
    sign_in: SignIn, run_jobs: RunJobs, count_queries: Callable[..., Any]
) -> None:
    counts = []
    for candidates in (6, 12):
        house = Round(candidates=candidates)
        fit(run_jobs)
        client = sign_in(house.chair)
        client.get(url(house.applications[0]))
        with count_queries() as statements:
            client.get(url(house.applications[0]))
        counts.append(len(statements))
    assert counts[0] == counts[1]
