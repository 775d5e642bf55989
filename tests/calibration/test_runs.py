"""Calibration runs: when they are fitted, what goes into them, and that they can be made again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from accounts.enums import Role
from calibration import measurement
from calibration.enums import Outcome
from calibration.models.runs import CalibrationRun, RunCandidate
from calibration.operations.decisions import decide_application
from calibration.operations.runs import request_fits
from calibration.queries.figures import figures_of
from calibration.queries.runs import Line, line_of, run_inputs
from core.clock import now
from core.content import content_sha256
from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Application, Interview
from scorecards.operations.candidates import move_to_calibration
from scorecards.operations.loops import cancel_interview
from scorecards.operations.scorecards import reopen_scorecard
from tests import factories
from tests.calibration.rounds import Round

pytestmark = pytest.mark.usefixtures("app")
RunJobs = Callable[[], list[Job]]


def fits() -> list[Job]:
    return list(db.session.scalars(select(Job).where(Job.kind == "fit_ratings").order_by(Job.id)))


def committee_runs() -> list[CalibrationRun]:
    return list(
        db.session.scalars(select(CalibrationRun).where(~CalibrationRun.decided_only).order_by(CalibrationRun.id))
    )


def fitted(run_jobs: RunJobs) -> CalibrationRun:
    request_fits(actor=None)
    assert {job.state for job in run_jobs()} == {JobState.DONE}
    return committee_runs()[-1]


@pytest.mark.postgresql
def test_moving_to_calibration_asks_for_a_fit_in_the_same_transaction() -> None:
    application = factories.application()
    factories.submitted(factories.interview(application, factories.account("Ada")))
    move_to_calibration(application=application, actor=factories.account("Rosa", Role.RECRUITER))
    db.session.rollback()
    assert fits() == []
    move_to_calibration(application=application, actor=factories.account("Rosa", Role.RECRUITER))
    db.session.commit()
    version = application.requisition.rubric_version
    assert [job.arguments for job in fits()] == [{"rubric_id": version.rubric_id, "target_code": "P5"}]


def test_several_changes_of_a_line_in_one_transaction_ask_for_one_fit() -> None:
    house = Round(candidates=2)
    for application in house.applications:
        card = db.session.scalars(select(Interview).where(Interview.application_id == application.id)).first()
        assert card is not None
        reopen_scorecard(card=card.scorecard, reason="A score was meant otherwise.", actor=house.chair)
    db.session.commit()
    assert len(fits()) == 1


def test_the_same_ratings_are_fitted_once(run_jobs: RunJobs) -> None:
    Round()
    first = fitted(run_jobs)
    again = fitted(run_jobs)
    assert (again.id, len(committee_runs())) == (first.id, 1)


@pytest.mark.postgresql
def test_a_run_can_be_made_again_to_the_same_figures(run_jobs: RunJobs) -> None:
    house = Round()
    run = fitted(run_jobs)
    assert content_sha256(run.inputs) == run.inputs_sha256
    found = measurement.fit(run.inputs)
    stored = {
        row.application_id: row.figures
        for row in db.session.scalars(select(RunCandidate).where(RunCandidate.run_id == run.id))
    }
    assert measurement.run_outputs(found) == run.outputs
    assert measurement.all_figures(found, undecided={row.id for row in house.applications}) == stored


def test_what_does_not_count_does_not_go_in() -> None:
    house = Round(candidates=1)
    application = house.applications[0]
    guests = [factories.account(f"Guest {number}") for number in range(5)]
    factories.submitted(factories.interview(application, guests[0], shadow=True))
    factories.submitted(factories.interview(application, guests[1], cancelled=True))
    factories.drafted(factories.interview(application, guests[2]))
    reopened = factories.submitted(factories.interview(application, guests[3]))
    reopened.state = ScorecardState.REOPENED
    factories.submitted(factories.interview(application, guests[4]), scores=[4, None, 2])
    blind = factories.application(house.opening, stage=Stage.INTERVIEWING)
    factories.submitted(factories.interview(blind, house.interviewers[0]))
    db.session.commit()
    inputs = run_inputs(line(application), decided_only=False)
    assert inputs is not None
    counted = {rating[1] for rating in inputs["ratings"]}
    assert counted == {person.id for person in [*house.interviewers[:4], guests[4]]}
    assert list(inputs["applications"]) == [str(application.id)]
    assert [row[2:] for row in inputs["ratings"] if row[1] == guests[4].id] == [["dimension:1", 4], ["dimension:3", 2]]


def line(application: Application) -> Line:
    found = line_of(application.id)
    assert found is not None
    return found


def test_an_interviewer_who_met_a_candidate_twice_is_heard_once() -> None:
    house = Round(candidates=1)
    again = factories.interview(house.applications[0], house.interviewers[0])
    factories.submitted(again, scores=[1, 1, 1])
    inputs = run_inputs(line(house.applications[0]), decided_only=False)
    assert inputs is not None
    own = [score for _, interviewer, _, score in inputs["ratings"] if interviewer == house.interviewers[0].id]
    assert own == [1, 1, 1]


def test_versions_of_one_rubric_are_pooled_and_other_rubrics_are_not() -> None:
    house = Round(candidates=2)
    other = Round(candidates=1)
    version = house.opening.rubric_version
    later = factories.rubric()
    later.rubric, later.number = version.rubric, 2
    sequel = Round(candidates=1, version=later)
    inputs = run_inputs(line(house.applications[0]), decided_only=False)
    assert inputs is not None
    pooled = [*house.applications, *sequel.applications]
    assert list(inputs["applications"]) == [str(row.id) for row in pooled]
    assert str(other.applications[0].id) not in inputs["applications"]


def test_a_cancelled_interview_leaves_the_next_run(run_jobs: RunJobs) -> None:
    house = Round()
    before = fitted(run_jobs).inputs_sha256
    held = factories.interview(house.applications[0], factories.account("Guest"))
    factories.submitted(held)
    assert fitted(run_jobs).inputs_sha256 != before
    held.scorecard.state = ScorecardState.DRAFT
    cancel_interview(interview=held, reason="The room was double-booked.", actor=house.chair)
    db.session.commit()
    run_jobs()
    newest = max(committee_runs(), key=lambda run: run.in_force_at)
    assert newest.inputs_sha256 == before


def test_too_little_to_fit_is_stored_with_the_reason(run_jobs: RunJobs) -> None:
    house = Round(candidates=1)
    run = fitted(run_jobs)
    assert run.outputs["reason"] == "with one candidate there is nothing to compare levels with"
    found = figures_of([house.applications[0].id])[house.applications[0].id]
    assert (found.figures["overall"], found.figures["interviewers"]) == (None, 4)


@pytest.mark.postgresql
def test_a_decided_application_keeps_the_figures_that_its_decision_saw(run_jobs: RunJobs) -> None:
    house = Round()
    decided, other = house.applications[0], house.applications[1]
    seen = fitted(run_jobs).id
    with time_machine.travel(now() + timedelta(hours=1)):
        decide(decided, house)
        factories.submitted(factories.interview(other, factories.account("Guest")), scores=[1, 1, 1])
    with time_machine.travel(now() + timedelta(hours=2)):
        later = fitted(run_jobs).id
    figures = figures_of([decided.id, other.id])
    assert {key: run.run_id for key, run in figures.items()} == {decided.id: seen, other.id: later}
    assert run_ids(other) == [later]


def run_ids(application: Application) -> list[int]:
    return list(db.session.scalars(select(RunCandidate.run_id).where(RunCandidate.application_id == application.id)))


def decide(application: Application, house: Round) -> None:
    reasons = "Four interviewers saw the level asked for, with evidence."
    difference = "The dimension below the bar was tried for ten minutes only."
    number = 0
    outcome: Any = Outcome.HIRE
    decide_application(
        application=application,
        outcome=outcome,
        reasons=reasons,
        difference=difference,
        expected_number=number,
        actor=house.chair,
    )
    db.session.commit()


def test_a_superseded_run_that_nothing_refers_to_is_forgotten(run_jobs: RunJobs) -> None:
    house = Round()
    first = fitted(run_jobs).id
    factories.submitted(factories.interview(house.applications[0], factories.account("Guest")))
    second = fitted(run_jobs).id
    assert [run.id for run in committee_runs()] == [second]
    assert first != second
