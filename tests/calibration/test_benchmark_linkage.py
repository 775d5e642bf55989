"""A closed benchmark exercise links teams that share no candidate; in raw figures, counts and gates it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import time_machine
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration import insight, measurement
from calibration.operations.benchmarks import close_benchmark
from calibration.operations.runs import request_fits
from calibration.queries.runs import Line, run_inputs
from calibration.statistics.linkage import TeamContrast, team_contrasts
from core.database import db
from core.jobs.models import Job
from scorecards.enums import Stage
from tests import factories
from tests.calibration import samples
from tests.calibration.rounds import SEVERITY, Round

SignIn = Callable[[Account], FlaskClient]
RunJobs = Callable[[], list[Job]]

GAP = 1.0


class TwoTeams:
    """Two openings of one rubric whose interviewers share no candidate; the second team rates a point lower."""

    def __init__(self, *, stage: Stage = Stage.CALIBRATION) -> None:
        self.operations = factories.account("Petra", Role.PEOPLE_OPERATIONS)
        self.one = Round(stage=stage)
        self.version = self.one.opening.rubric_version
        others = [factories.account(f"Colleague {letter}") for letter in "UVWXYZ"]
        harder = [severity + GAP for severity in SEVERITY]
        self.two = Round(stage=stage, version=self.version, interviewers=others, severity=harder)
        self.line = Line(self.version.rubric_id, self.version.target_code)

    def benchmark(self, *, close: bool = True) -> None:
        """All twelve score the same sample, each as severely as they are."""
        people = [*self.one.interviewers, *self.two.interviewers]
        exercise = samples.published(self.version, self.operations, people, key=(4, 4, 4))
        for person, severity in zip(people, (*SEVERITY, *(each + GAP for each in SEVERITY)), strict=True):
            samples.scored(exercise, person, [round(4 - severity)] * 3)
        if close:
            close_benchmark(exercise=exercise, actor=self.operations)
            db.session.commit()

    def fit(self, *, decided_only: bool = False) -> measurement.Fit:
        inputs = run_inputs(self.line, decided_only=decided_only)
        assert inputs is not None
        return measurement.fit(inputs)

    def gap(self, found: measurement.Fit) -> float:
        """By how many points the second team is more severe, as the model sees it."""
        assert found.model is not None
        severity = dict(zip(found.table.interviewers, found.model.severity, strict=True))
        means = [np.mean([severity[str(each.id)] for each in team.interviewers]) for team in (self.two, self.one)]
        return float(means[0] - means[1])

    def contrast(self, found: measurement.Fit) -> TeamContrast:
        """The second team's severity less the first one's, as fixed effects tell it."""
        team = {str(each.id): name for name, side in (("a", self.two), ("b", self.one)) for each in side.interviewers}
        (contrast,) = team_contrasts(found.table, team)
        return contrast


def shown(found: measurement.Fit) -> dict[int, Any]:
    """What of each candidate's figures is raw: means and counts, overall and by dimension."""
    every = measurement.all_figures(found, undecided=set())
    return {
        number: (row["raw"], row["interviewers"], [(each["raw"], each["count"]) for each in row["dimensions"].values()])
        for number, row in every.items()
    }


def test_a_benchmark_links_two_teams_and_changes_no_raw_figure_and_no_count(app: object) -> None:
    teams = TwoTeams()
    apart = teams.fit()
    before = measurement.run_outputs(apart)
    teams.benchmark()
    together = teams.fit()
    after = measurement.run_outputs(together)
    assert (before["subsets"], after["subsets"], after["benchmarks"]) == (2, 1, 1)
    assert shown(together) == shown(apart)
    assert [after[name] for name in ("ratings", "candidates")] == [before[name] for name in ("ratings", "candidates")]
    interviews = [{who: row["interviews"] for who, row in out["interviewers"].items()} for out in (before, after)]
    assert interviews[0] == interviews[1]
    assert set(measurement.all_figures(together, undecided=set())) == {
        row.id for team in (teams.one, teams.two) for row in team.applications
    }
    assert teams.gap(together) > teams.gap(apart) + 0.1
    assert [teams.contrast(found).difference for found in (apart, together)] == [None, pytest.approx(GAP, abs=0.2)]


def test_an_open_benchmark_enters_no_run(app: object) -> None:
    teams = TwoTeams()
    before = run_inputs(teams.line, decided_only=False)
    teams.benchmark(close=False)
    assert run_inputs(teams.line, decided_only=False) == before


def test_interviewers_without_a_counted_interview_bring_nothing_in(app: object) -> None:
    teams = TwoTeams()
    before = run_inputs(teams.line, decided_only=False)
    exercise = samples.published(teams.version, teams.operations, [stranger := factories.account("Stranger")])
    samples.scored(exercise, stranger, [1, 1, 1])
    close_benchmark(exercise=exercise, actor=teams.operations)
    assert run_inputs(teams.line, decided_only=False) == before


def test_a_benchmark_opens_no_gate_of_insights(app: object) -> None:
    teams = TwoTeams(stage=Stage.DECIDED)
    before = insight.outputs(teams.fit(decided_only=True), on="2026-11-21")
    teams.benchmark()
    after = insight.outputs(teams.fit(decided_only=True), on="2026-11-21")
    counted = ("interviews", "ratings", "category_use", "pairs", "close_pairs", "spread_within")
    told = [{who: [row[name] for name in counted] for who, row in out["rating"].items()} for out in (before, after)]
    assert told[0] == told[1]
    assert after["rubric"] == before["rubric"]


def test_closing_a_benchmark_has_its_line_fitted(run_jobs: RunJobs, app: object) -> None:
    teams = TwoTeams()
    teams.benchmark(close=False)
    run_jobs()
    db.session.query(Job).delete()
    exercise = samples.published(teams.version, teams.operations, teams.one.interviewers[:2])
    close_benchmark(exercise=exercise, actor=teams.operations)
    db.session.commit()
    assert [(job.kind, job.arguments) for job in db.session.query(Job)] == [
        ("fit_ratings", {"rubric_id": teams.line.rubric_id, "target_code": teams.line.target_code})
    ]


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_what_peers_give_an_open_benchmark_changes_no_byte_of_a_candidates_page(
    sign_in: SignIn, run_jobs: RunJobs
) -> None:
    teams = TwoTeams()
    request_fits(actor=None)
    run_jobs()
    client = sign_in(teams.one.chair)
    urls = [f"/calibration/applications/{teams.one.applications[0].id}{page}" for page in ("", "/figures")]
    before = [client.get(url).data for url in urls]
    teams.benchmark(close=False)
    request_fits(actor=None)
    run_jobs()
    assert [client.get(url).data for url in urls] == before
