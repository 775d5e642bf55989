"""Insights: who sees whose figures, what the gates withhold, and that nothing undecided is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.enums import Role
from accounts.models import Account
from calibration.coaching import Written, dimension_insight, habits, own_figures, team_words
from calibration.operations.runs import request_fits
from core.database import db
from core.jobs.models import Job
from scorecards.enums import Stage
from scorecards.models import Interview, Rating, Scorecard
from tests import factories
from tests.calibration.rounds import Round

SignIn = Callable[[Account], FlaskClient]
RunJobs = Callable[[], list[Job]]
Markup = Callable[..., LexborHTMLParser]


def row(interviews: int, **changes: Any) -> dict[str, Any]:
    return {
        "interviews": interviews,
        "ratings": interviews * 3,
        "severity": 0.4,
        "interval": [0.1, 0.7],
        "category_use": [0.0, 0.2, 0.6, 0.2, 0.0],
        "is_central": True,
        "is_erratic": False,
        "pairs": 40,
        "close_pairs": 30,
        "spread_within": 0.2,
        "spread_within_others": 0.8,
        **changes,
    }


def test_under_five_interviews_nothing_but_their_number_is_there() -> None:
    found = own_figures(row(4))
    assert (found.interviews, found.severity, found.interval, found.severity_words) == (4, None, None, None)
    assert (found.close_share, found.category_use, found.spread_within, found.remarks) == (None, (), None, ())


@pytest.mark.parametrize(
    ("interviews", "provisional", "remarks"),
    [(5, True, 0), (9, True, 0), (10, False, 0), (19, False, 0), (20, False, 2)],
)
def test_figures_are_provisional_under_ten_and_advice_begins_at_twenty(
    interviews: int, provisional: bool, remarks: int
) -> None:
    found = own_figures(row(interviews))
    assert (found.is_provisional, len(found.remarks), found.severity) == (provisional, remarks, 0.4)
    assert (found.gate is None) is (interviews >= 20)


@pytest.mark.parametrize(
    ("severity", "interval", "said"),
    [
        (0.4, [0.1, 0.7], "Scores lie about 0.4 points below those of colleagues who met the same candidates."),
        (-0.3, [-0.5, -0.1], "Scores lie about 0.3 points above those of colleagues who met the same candidates."),
        (0.4, [-0.1, 0.9], "Scores lie where colleagues' scores of the same candidates lie, as far as can be told."),
        (None, None, "How scores lie beside those of colleagues cannot be told from these interviews."),
    ],
)
def test_severity_is_told_without_blame(severity: float | None, interval: list[float] | None, said: str) -> None:
    assert own_figures(row(20, severity=severity, interval=interval)).severity_words == said


@pytest.mark.parametrize(("interviews", "shown", "said"), [(4, 0, 0), (5, 2, 0), (19, 2, 0), (20, 2, 1)])
def test_a_leaning_on_one_dimension_is_shown_from_five_interviews_and_talked_about_from_twenty(
    interviews: int, shown: int, said: int
) -> None:
    rows = [["b", 6, 0.43, 0.2, 0.6, True], ["a", 6, -0.1, -0.3, 0.1, False]]
    found = own_figures(
        row(interviews, leanings=rows, is_central=False, spread_within=None), {"a": "Craft", "b": "Tact"}
    )
    assert [each.dimension for each in found.leanings] == ["Craft", "Tact"][:shown]
    talk = (
        "On Tact, scores lie about 0.4 points lower beside colleagues’ than on the other dimensions. "
        "Reading its anchors with a colleague shows what each of you looks for."
    )
    assert found.remarks == (talk,)[:said]


def test_few_comparisons_give_no_share() -> None:
    assert own_figures(row(20, pairs=9, close_pairs=9)).close_share is None
    assert own_figures(row(20)).close_share == 0.75


def test_habits_are_medians_from_five_interviews_on() -> None:
    assert habits([Written(2.0, 100.0)] * 4).hours is None
    told = [(1.0, 50.0), (2.0, 60.0), (30.0, 70.0), (4.0, 80.0), (5.0, 90.0)]
    found = habits([Written(hours, characters) for hours, characters in told])
    assert (found.interviews, found.hours, found.characters) == (5, 4.0, 70.0)


def test_evidence_is_told_as_shares_and_of_ten_extreme_scores_on() -> None:
    rows = [Written(1.0, 50.0, scores=4, evidenced=3, extremes=2, thin=1)] * 5
    found = habits(rows)
    assert (found.evidenced, found.thin, found.extremes) == (0.75, 0.5, 10)
    assert habits([Written(1.0, 50.0, scores=4, evidenced=3, extremes=1, thin=1)] * 5).thin is None
    assert habits(rows[:4]).evidenced is None


def moved(change: float, *, stands: bool) -> dict[str, Any]:
    windows = [[8104, 12, 0.0, -0.2, 0.2], [8105, 14, change, change - 0.2, change + 0.2]]
    return {"time": {"change": change, "interval": [0.1, 0.7], "stands": stands, "windows": windows}, "version": None}


@pytest.mark.parametrize(("interviews", "windows", "words"), [(9, 0, 0), (10, 2, 0), (19, 2, 0), (20, 2, 1)])
def test_drift_is_shown_from_ten_interviews_and_talked_about_from_twenty(
    interviews: int, windows: int, words: int
) -> None:
    found = own_figures(row(interviews, drift=moved(0.5, stands=True)))
    assert (len(found.windows), len(found.drift_words)) == (windows, words)


@pytest.mark.parametrize(
    ("change", "stands", "said"),
    [
        (0.5, True, "came to lie about 0.5 points lower over these quarters"),
        (-0.5, True, "came to lie about 0.5 points higher over these quarters"),
        (0.5, False, "stayed where they were over these quarters, as far as can be told"),
        (0.1, True, "stayed where they were over these quarters, as far as can be told"),
    ],
)
def test_drift_is_told_without_blame_and_only_where_it_stands(change: float, stands: bool, said: str) -> None:
    found = own_figures(row(30, drift=moved(change, stands=stands)))
    assert said in found.drift_words[0]
    assert [window.label for window in found.windows] == ["2026, quarter 1", "2026, quarter 2"]


def test_teams_that_nothing_links_are_said_not_to_be_comparable() -> None:
    pair = {"difference": None, "error": None, "weak": True}
    assert team_words(pair, "A", "B").startswith("Cannot be compared")
    assert team_words({"difference": 0.4, "error": 0.1, "weak": False}, "A", "B") == (
        "Scores for A lie about 0.4 points below those for B (90 % interval +0.2 to +0.6 points)."
    )
    assert team_words({"difference": 0.1, "error": 0.2, "weak": True}, "A", "B") == (
        "No difference can be told (90 % interval −0.2 to +0.4 points). Few links: rely on it for nothing."
    )


def dimension(**changes: Any) -> dict[str, Any]:
    use = {"ratings": 24, "candidates": 8, "use": [0, 4, 12, 8, 0], "deviation": 0.7}
    return {**use, "alpha": 0.7, "interval": [0.5, 0.8], **changes}


def test_a_dimension_says_which_anchors_are_never_used_and_whether_it_tells_candidates_apart() -> None:
    assert dimension_insight(dimension(), low=1).remarks == (
        "Never given: 1, 5. Would anybody know such evidence from the anchor?",
    )
    same = dimension_insight(dimension(use=[0, 1, 22, 1, 0]), low=1)
    assert same.remarks[0].startswith("22 of 24 scores are a 3: it hardly tells candidates apart.")
    assert dimension_insight(dimension(use=[1, 4, 10, 8, 1], interval=[0.1, 0.4]), low=1).remarks == (
        "Interviewers read it differently. The anchors may leave too much open.",
    )


def test_a_dimension_of_under_five_candidates_shows_no_score() -> None:
    found = dimension_insight(dimension(candidates=4), low=1)
    assert (found.use, found.alpha, found.remarks, found.ratings) == ((), None, (), 24)


def fitted(run_jobs: RunJobs) -> None:
    request_fits(actor=None)
    run_jobs()


@pytest.fixture
def people_operations(app: object) -> Account:
    return factories.account("Petra", Role.PEOPLE_OPERATIONS)


def test_each_interviewer_sees_their_own_figures_and_people_operations_everybodys(
    sign_in: SignIn, run_jobs: RunJobs, people_operations: Account
) -> None:
    house = Round(stage=Stage.DECIDED)
    fitted(run_jobs)
    ada, bo = house.interviewers[:2]
    url = f"/insights/interviewers/{ada.id}"
    viewers = (ada, bo, people_operations, house.chair, house.recruiter, factories.account("Admin", Role.ADMIN))
    assert [sign_in(viewer).get(url).status_code for viewer in viewers] == [200, 404, 200, 404, 404, 404]
    rubric = f"/insights/rubrics/{house.opening.rubric_version.rubric_id}"
    assert [sign_in(viewer).get(rubric).status_code for viewer in viewers] == [404, 404, 200, 404, 404, 404]
    assert [sign_in(viewer).post("/insights/fits").status_code for viewer in viewers] == [403, 403, 302, 403, 403, 403]


def test_people_operations_alone_open_no_candidate(sign_in: SignIn, people_operations: Account) -> None:
    house = Round(candidates=1, stage=Stage.DECIDED)
    pages = (f"/calibration/applications/{house.applications[0].id}", f"/applications/{house.applications[0].id}")
    assert [sign_in(people_operations).get(page).status_code for page in pages] == [404, 404]


def test_the_list_of_interviewers_is_by_name_and_not_by_figure(
    sign_in: SignIn, run_jobs: RunJobs, markup: Markup, people_operations: Account
) -> None:
    Round(stage=Stage.DECIDED, severity=(0.0, -1.0, 1.0, -0.5, 0.5, 0.2))
    fitted(run_jobs)
    page = markup(sign_in(people_operations).get("/insights/"))
    assert [cell.text(strip=True) for cell in page.css("#interviewer-table tbody th")] == [
        f"Interviewer {letter}" for letter in "ABCDEF"
    ]


def test_an_interviewer_reads_where_their_scores_lie(sign_in: SignIn, run_jobs: RunJobs, markup: Markup) -> None:
    house = Round(candidates=24, stage=Stage.DECIDED)
    fitted(run_jobs)
    said = markup(sign_in(house.interviewers[0]).get("/insights/")).body.text()
    assert "points below those of colleagues who met the same candidates" in said
    assert "By dimension, beside one’s own other dimensions" in said
    assert "Your interviews" in said
    assert "Interviewer B" not in said


def test_insights_stands_in_the_list_of_interviewers_and_people_operations(
    sign_in: SignIn, markup: Markup, people_operations: Account
) -> None:
    listed = {}
    for role in Role:
        viewer = people_operations if role is Role.PEOPLE_OPERATIONS else factories.account(None, role)
        names = [link.text(strip=True) for link in markup(sign_in(viewer).get("/insights/")).css("nav a")]
        listed[role] = "Insights" in names
    assert {role for role, shown in listed.items() if shown} == {Role.INTERVIEWER, Role.PEOPLE_OPERATIONS}


def test_nobody_has_more_than_seven_entries(sign_in: SignIn, markup: Markup, app: object) -> None:
    everything = factories.account("Everything", *Role)
    links = markup(sign_in(everything).get("/insights/")).css("nav li a")
    assert "Insights" in [link.text(strip=True) for link in links]
    assert "People" in [link.text(strip=True) for link in links]


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_scores_of_undecided_applications_change_no_byte_of_insights(
    sign_in: SignIn, run_jobs: RunJobs, people_operations: Account
) -> None:
    house = Round(stage=Stage.DECIDED)
    version, people = house.opening.rubric_version, house.interviewers
    open_ones = Round(candidates=4, version=version, interviewers=people).applications
    urls = [
        "/insights/",
        *(f"/insights/interviewers/{person.id}" for person in people),
        f"/insights/rubrics/{version.rubric_id}",
    ]
    clients = [sign_in(person) for person in (people_operations, people[0])]
    fitted(run_jobs)
    before = [[client.get(url).data for url in urls] for client in clients]
    ratings = db.session.query(Rating).join(Scorecard).join(Interview)
    for rating in ratings.filter(Interview.application_id.in_([row.id for row in open_ones])):
        rating.score, rating.evidence = 6 - int(rating.score or 0), "Something else entirely."
    db.session.commit()
    fitted(run_jobs)
    assert [[client.get(url).data for url in urls] for client in clients] == before


def test_the_pages_take_as_many_queries_for_three_rubrics_as_for_one(
    sign_in: SignIn, run_jobs: RunJobs, count_queries: Callable[..., Any], people_operations: Account
) -> None:
    first = Round(candidates=6, stage=Stage.DECIDED)
    person, rubric = first.interviewers[0].id, first.opening.rubric_version.rubric_id
    counts: list[dict[str, int]] = []
    for _ in range(2):
        fitted(run_jobs)
        client = sign_in(people_operations)
        counts.append({})
        for url in ("/insights/", f"/insights/interviewers/{person}", f"/insights/rubrics/{rubric}"):
            client.get(url)
            with count_queries() as seen:
                client.get(url)
            counts[-1][url] = len(seen)
        for _ in range(2):
            Round(candidates=6, stage=Stage.DECIDED, interviewers=first.interviewers)
    assert counts[0] == counts[1]
