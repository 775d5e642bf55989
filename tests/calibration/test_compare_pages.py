"""Candidates side by side, and evidence held against another level: what is shown, to whom, and where numbers lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.enums import Role
from accounts.models import Account
from calibration.operations.runs import request_fits
from core.audit import AuditEvent
from core.database import db
from core.jobs.models import Job
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Rating, Scorecard, TeamMember
from tests import factories
from tests.calibration.rounds import Round
from tests.rubrics import stock

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[[Account], FlaskClient]
RunJobs = Callable[[], list[Job]]
Markup = Callable[..., LexborHTMLParser]
AT_ONE_MOMENT = time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)


@pytest.fixture
def house(fitted_round: Round) -> Round:
    """Twelve candidates in calibration, whose line is fitted."""
    return fitted_round


def fit(run_jobs: RunJobs) -> None:
    request_fits(actor=None)
    run_jobs()


def page_of(application: Application, against: str | None = None) -> str:
    return f"/calibration/applications/{application.id}" + (f"?against={against}" if against else "")


def compare(house: Round, *chosen: Application | int, against: str | None = None) -> str:
    numbers = [row if isinstance(row, int) else row.id for row in chosen]
    query = "&".join([f"application={number}" for number in numbers] + ([f"against={against}"] if against else []))
    return f"/calibration/requisitions/{house.opening.id}/compare?{query}"


def names(tree: LexborHTMLParser) -> list[str]:
    return [cell.text(strip=True) for cell in tree.css("#side-table thead th")][1:]


def test_the_page_offers_the_levels_beside_the_target_and_says_which_one_it_reads(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    client, target = sign_in(house.chair), house.applications[0]
    offered = [link.text(strip=True) for link in markup(client.get(page_of(target))).css("nav.tabs a")]
    codes = [word.removesuffix(", the target") for word in offered]
    assert [word.endswith(", the target") for word in offered] == [False, True, False]
    read = markup(client.get(page_of(target, codes[2])))
    assert read.css_first("nav.tabs a[aria-current]").text(strip=True) == codes[2]
    assert read.css_first(".notice-title").text().startswith(f"Read against {codes[2]}")
    assert read.css_first("#scores tbody th").text().endswith("bar 4")


def test_moved_bars_change_chances_and_leave_estimates_as_they_are(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    client, target = sign_in(house.chair), house.applications[0]
    below, own, above = (
        markup(client.get(page_of(target, code))).css("#figure-table tbody tr") for code in ("P4", None, "P6")
    )
    estimates = [[row.css("td")[1].text(strip=True) for row in rows] for rows in (below, own, above)]
    assert estimates[0] == estimates[1] == estimates[2]
    chances = [[row.css("td")[3].text(strip=True) for row in rows] for rows in (below, own, above)]
    assert chances[0] != chances[1] != chances[2]


def test_reading_against_another_level_changes_nothing_that_is_stored(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=6)
    fit(run_jobs)
    client, target = sign_in(house.chair), house.applications[0]
    client.get(page_of(target))
    before = db.session.query(AuditEvent).count()
    plain = client.get(page_of(target)).text.count("Read against")
    client.get(page_of(target, "P6"))
    assert (db.session.query(AuditEvent).count(), plain) == (before, 0)


@pytest.mark.parametrize("code", ["P3", "P7", "P5x"])
def test_a_level_that_is_not_beside_the_target_is_nothing(sign_in: SignIn, code: str) -> None:
    house = Round(candidates=1)
    assert sign_in(house.chair).get(page_of(house.applications[0], code)).status_code == 404


def test_candidates_stand_in_the_order_chosen_with_every_dimension_on_one_scale(
    house: Round, sign_in: SignIn, markup: Markup
) -> None:
    client = sign_in(house.chair)
    first, second, third = house.applications[:3]
    tree = markup(client.get(compare(house, third, first, second)))
    assert names(tree) == [row.candidate.name for row in (third, first, second)]
    assert len(tree.css("svg.interval-plot")) == 3 * 4
    for table in tree.css("table[id^=table-]"):
        bars = {path.attributes["d"] for path in table.css("svg.interval-plot path.chart-bar")}
        assert len(bars) == 1
    assert "Two candidates tie where their 90 % intervals overlap." in tree.body.text()


def test_every_number_of_the_comparison_leads_to_its_origin(house: Round, sign_in: SignIn, markup: Markup) -> None:
    client = sign_in(house.chair)
    tree = markup(client.get(compare(house, *house.applications[:2], against="P6")))
    targets = {link.attributes["href"] or "" for link in tree.css("main table a")}
    pages = {address: markup(client.get(address)) for address in {target.partition("#")[0] for target in targets}}
    missing = [
        target
        for target in targets
        for address, _, anchor in [target.partition("#")]
        if anchor and pages[address].css_first(f"[id='{anchor}']") is None
    ]
    assert (missing, len(pages)) == ([], 4)
    assert all("against=P6" in address for address in pages)


def test_an_evidence_note_leads_over_its_anchor_to_the_line_of_the_source(sign_in: SignIn, markup: Markup) -> None:
    house = Round(candidates=1)
    statement = house.opening.rubric_version.dimensions[0].anchors[2].statements[0]
    document = stock.waiting(stock.LADDER, "keepers.md")
    document.imported_at = document.received_at
    statement.document_id, statement.document_name, statement.locator = document.id, document.name, "table 1 (line 2)"
    db.session.commit()
    client = sign_in(house.chair)
    link = markup(client.get(page_of(house.applications[0]))).css_first(
        f"a[href='/library/documents/{document.id}#line-2']"
    )
    assert link.text() == document.name
    assert markup(client.get(f"/library/documents/{document.id}")).css_first("#line-2") is not None


@pytest.mark.parametrize("chosen", [0, 1, 5])
def test_fewer_than_two_or_more_than_four_come_back_to_the_choice(sign_in: SignIn, markup: Markup, chosen: int) -> None:
    house = Round(candidates=5)
    tree = markup(sign_in(house.chair).get(compare(house, *house.applications[:chosen])))
    boxes = tree.css("input[name=application]")
    assert (len(boxes), sum("checked" in box.attributes for box in boxes)) == (5, chosen)
    assert ("Choose at most 4." in tree.body.text()) is (chosen == 5)


def test_the_comparison_opens_for_those_who_read_in_the_opening(sign_in: SignIn) -> None:
    house = Round(candidates=2)
    people = {
        "chair": house.chair,
        "member": house.member,
        "recruiter": house.recruiter,
        "interviewer": house.interviewers[0],
        "committee of another opening": factories.account("Lee", Role.COMMITTEE),
        "admin": factories.account("Admin", Role.ADMIN),
        "people operations": factories.account("Petra", Role.PEOPLE_OPERATIONS),
    }
    answers = {
        who: sign_in(person).get(compare(house, *house.applications)).status_code for who, person in people.items()
    }
    assert answers == {
        "chair": 200,
        "member": 200,
        "recruiter": 200,
        "interviewer": 404,
        "committee of another opening": 404,
        "admin": 404,
        "people operations": 404,
    }


def test_the_openings_applications_lead_to_the_comparison_for_those_who_may_compare(
    sign_in: SignIn, markup: Markup
) -> None:
    house = Round(candidates=1)
    link = f"a[href='/calibration/requisitions/{house.opening.id}/compare']"
    pages = [
        markup(sign_in(person).get(f"/requisitions/{house.opening.id}"))
        for person in (house.member, house.interviewers[0])
    ]
    assert [page.css_first(link) is not None for page in pages] == [True, False]


def closed_to(house: Round) -> dict[str, Account]:
    """People of the committee to whom the first application is closed."""
    target = house.applications[0]
    found = {who: factories.account(who, Role.COMMITTEE) for who in ("in conflict", "owes", "is the candidate")}
    for person in found.values():
        db.session.add(TeamMember(requisition=house.opening, account=person, role=TeamRole.COMMITTEE))
    factories.conflict(target, found["in conflict"])
    factories.interview(target, found["owes"])
    target.candidate.account_id = found["is the candidate"].id
    db.session.commit()
    return found


@AT_ONE_MOMENT
def test_a_closed_or_foreign_application_is_as_if_it_did_not_exist(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=6)
    foreign = Round(candidates=1, version=house.opening.rubric_version).applications[0]
    blind = factories.application(house.opening, stage=Stage.INTERVIEWING)
    factories.submitted(factories.interview(blind, house.interviewers[0]), scores=[5, 5, 5])
    factories.interview(blind, house.interviewers[1])
    fit(run_jobs)
    closed, *rest = house.applications
    for person in [*closed_to(house).values(), house.chair]:
        client = sign_in(person)
        nothing = client.get(compare(house, *rest[:2], 999_999)).data
        hidden = [foreign, blind] if person is house.chair else [foreign, blind, closed]
        assert [client.get(compare(house, *rest[:2], row)).data == nothing for row in hidden] == [True] * len(hidden)
        alone = client.get(compare(house, rest[0], 999_999)).data
        assert [client.get(compare(house, rest[0], row)).data == alone for row in hidden] == [True] * len(hidden)


def change_every_score(application: Application) -> None:
    ratings = db.session.query(Rating).join(Scorecard).join(Interview)
    for rating in ratings.filter(Interview.application_id == application.id, Rating.score.is_not(None)):
        rating.score = 6 - int(rating.score or 0)
    db.session.commit()


@AT_ONE_MOMENT
def test_hidden_scores_change_no_byte_of_a_comparison_or_of_another_reading(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=6)
    closed, *rest = house.applications
    addresses = [
        compare(house),
        compare(house, *rest[:3]),
        compare(house, closed, *rest[:2], against="P6"),
        page_of(rest[0], "P6"),
        f"/calibration/applications/{rest[0].id}/figures?against=P4",
    ]
    clients = {who: sign_in(person) for who, person in closed_to(house).items()}
    fit(run_jobs)
    before = {(who, address): client.get(address).data for who, client in clients.items() for address in addresses}
    change_every_score(closed)
    fit(run_jobs)
    after = {(who, address): client.get(address).data for who, client in clients.items() for address in addresses}
    assert [key for key in before if before[key] != after[key]] == []


@AT_ONE_MOMENT
def test_under_a_policy_of_never_the_recruiter_has_nothing_to_compare(sign_in: SignIn, run_jobs: RunJobs) -> None:
    house = Round(candidates=3, visibility=Visibility.NEVER)
    fit(run_jobs)
    client = sign_in(house.recruiter)
    answer = client.get(compare(house, *house.applications[:2]))
    assert "There are no two candidates to compare yet" in answer.text
    for application in house.applications:
        change_every_score(application)
    fit(run_jobs)
    assert client.get(compare(house, *house.applications[:2])).data == answer.data


def test_four_candidates_take_as_many_queries_as_two(
    sign_in: SignIn, run_jobs: RunJobs, count_queries: Callable[..., Any]
) -> None:
    house = Round(candidates=6)
    fit(run_jobs)
    client = sign_in(house.chair)
    counts = []
    for chosen in (2, 4):
        address = compare(house, *house.applications[:chosen])
        client.get(address)
        with count_queries() as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]
