"""Severities over time and by team, from a run's inputs to what Insights says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.models import Account
from calibration import insight, measurement
from calibration.coaching import own_figures
from calibration.operations.runs import request_fits
from calibration.queries.insights import rubric_insights
from calibration.queries.runs import Line, run_inputs
from core.clock import now
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Interview
from tests import factories
from tests.calibration.rounds import Round


def test_interviews_of_two_quarters_are_two_windows_and_one_version(
    sign_in: Callable[[Account], FlaskClient],
    run_jobs: Callable[[], object],
    markup: Callable[..., LexborHTMLParser],
) -> None:
    house = Round(candidates=24, stage=Stage.DECIDED)
    late = {row.id for row in house.applications[12:]}
    for interview in db.session.query(Interview):
        interview.scheduled_at = now() - timedelta(days=0 if interview.application_id in late else 200)
    db.session.commit()
    version = house.opening.rubric_version
    inputs = run_inputs(Line(version.rubric_id, version.target_code), decided_only=True)
    assert inputs is not None
    outputs = insight.outputs(measurement.fit(inputs), on="2026-11-21")
    for person in house.interviewers:
        drift = outputs["rating"][str(person.id)]["drift"]
        assert [window[1] for window in drift["time"]["windows"]] == [8, 8]
        assert drift["version"] is None
        assert len(own_figures(outputs["rating"][str(person.id)]).windows) == 2
    assert outputs["teams"] == []
    request_fits(actor=None)
    run_jobs()
    page = markup(sign_in(house.interviewers[0]).get("/insights/"))
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in page.css("[id^=windows-] tbody tr")]
    assert [["quarter" in label, interviews] for label, interviews, *_ in rows] == [[True, "8"], [True, "8"]]


def test_committees_runs_hold_no_days(app: object) -> None:
    version = Round(candidates=2, stage=Stage.DECIDED).opening.rubric_version
    line = Line(version.rubric_id, version.target_code)
    held = ["interviews" in (run_inputs(line, decided_only=decided_only) or {}) for decided_only in (True, False)]
    assert held == [True, False]


def test_teams_without_a_link_are_said_not_to_be_comparable(run_jobs: Callable[[], object]) -> None:
    one = Round(stage=Stage.DECIDED)
    version = one.opening.rubric_version
    Round(stage=Stage.DECIDED, version=version, interviewers=[factories.account(f"Colleague {n}") for n in "UVWXYZ"])
    request_fits(actor=None)
    run_jobs()
    (line,) = rubric_insights(version.rubric_id)
    assert [said for _, said in line.teams] == [
        "Cannot be compared: no candidate, interviewer or benchmark exercise links them."
    ]
