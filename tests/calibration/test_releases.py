"""What Insights tells changes in steps, so that nobody learns a single candidate's scores from two tellings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import time_machine
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration.models import CalibrationRun
from calibration.operations.runs import request_fits, request_refits
from calibration.queries.runs import last_fit
from calibration.releases import told_inputs, told_ratings
from calibration.run_inputs import MODEL_VERSION
from calibration.waiting import fit_trouble
from core.clock import now
from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job
from scorecards.enums import Stage
from scorecards.models import Application
from tests import factories
from tests.calibration.rounds import Round


def inputs(count: int, **changed: int) -> dict[str, Any]:
    """So many applications, each with one card; `changed` gives one another revision."""
    names = [str(place) for place in range(count)]
    return {"applications": {name: {"cards": [[1, 1, changed.get(f"a{name}", 1)]]} for name in names}}


def test_figures_change_when_five_candidates_are_counted_otherwise() -> None:
    assert told_inputs(None, inputs(4)) is None
    assert told_inputs(None, inputs(5)) == inputs(5)
    assert told_inputs(inputs(5), inputs(9)) == inputs(5)
    assert told_inputs(inputs(5), inputs(10)) == inputs(10)
    assert told_inputs(inputs(9), inputs(9, a0=2)) == inputs(9)
    assert told_inputs(inputs(9), inputs(12, a0=2, a1=2)) == inputs(12, a0=2, a1=2)
    assert told_inputs(inputs(9), inputs(4)) == inputs(4)


def test_a_closed_benchmark_is_told_at_once_without_the_candidates_who_wait() -> None:
    linked = {**inputs(7), "benchmarks": [[1, 1, "delivery", 3]]}
    assert told_inputs(inputs(5), linked) == {**inputs(5), "benchmarks": [[1, 1, "delivery", 3]]}


def test_a_persons_figures_change_with_five_interviews_of_their_own() -> None:
    before = {"1": {"interviews": 8, "severity": 0.1}, "2": {"interviews": 8, "severity": 0.2}, "3": {"interviews": 4}}
    counts = ((1, 12), (2, 13), (3, 5), (4, 1))
    after = {str(who): {"interviews": count, "severity": 0.9, "leanings": []} for who, count in counts}
    told = told_ratings(before, after)
    assert told == {"1": before["1"], "2": after["2"], "3": after["3"], "4": after["4"]}


def test_a_leaning_changes_with_five_scores_on_its_dimension_and_not_with_five_interviews() -> None:
    before = {"1": {"interviews": 8, "leanings": [["a", 6, 0.1], ["b", 5, 0.1], ["d", 5, 0.1]]}}
    after = {"1": {"interviews": 13, "leanings": [["a", 7, 0.9], ["b", 10, 0.9], ["c", 5, 0.9]]}}
    assert told_ratings(before, after)["1"]["leanings"] == [["a", 6, 0.1], ["b", 10, 0.9], ["c", 5, 0.9]]


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_one_candidate_more_changes_no_byte_of_insights_and_five_more_do(
    sign_in: Callable[[Account], FlaskClient], run_jobs: Callable[[], list[Job]]
) -> None:
    house = Round(candidates=6, panel=6, stage=Stage.DECIDED)
    version, people = house.opening.rubric_version, house.interviewers
    others = Round(candidates=5, panel=6, stage=Stage.WITHDRAWN, version=version, interviewers=people, seed=9)
    later = others.applications
    clients = [sign_in(factories.account("Petra", Role.PEOPLE_OPERATIONS)), sign_in(people[0])]
    urls = ["/insights/", f"/insights/interviewers/{people[0].id}", f"/insights/rubrics/{version.rubric_id}"]

    def pages(decided: list[Application]) -> list[list[bytes]]:
        for row in decided:
            row.stage = Stage.DECIDED
        request_fits(actor=None)
        run_jobs()
        return [[client.get(url).data for url in urls] for client in clients]

    first = pages([])
    assert pages(later[:1]) == first
    assert pages(later[:3]) == first
    last = pages(later)
    assert [old == new for old, new in zip(first[0], last[0], strict=True)] == [False, False, False]


def test_a_line_is_fitted_anew_once_by_a_newer_model(run_jobs: Callable[[], list[Job]], app: object) -> None:
    Round(candidates=5, stage=Stage.DECIDED)
    request_fits(actor=None)
    run_jobs()
    assert request_refits() == []
    for run in db.session.query(CalibrationRun):
        run.model_version = "mixed-0"
    db.session.flush()
    assert [len(request_refits()) for _ in range(2)] == [1, 0]
    run_jobs()
    assert request_refits() == []
    latest = db.session.query(CalibrationRun).order_by(CalibrationRun.id.desc()).limit(2)
    assert [run.model_version for run in latest] == [MODEL_VERSION] * 2


def test_a_page_says_when_figures_do_not_come(
    sign_in: Callable[[Account], FlaskClient], run_jobs: Callable[[], list[Job]]
) -> None:
    house = Round(candidates=3)
    client, url = sign_in(house.chair), f"/calibration/applications/{house.applications[0].id}"
    (job,) = request_fits(actor=None)
    assert "Load this page again in a minute" in client.get(url).text
    job = db.session.get_one(Job, job.id)
    with time_machine.travel(now().replace(year=now().year + 1)):
        assert "the worker may be stopped" in str(fit_trouble(last_fit(), now()))
    job.state = JobState.FAILED
    assert "Making them failed the last time" in client.get(url).text
