"""Recording a decision: what it demands, what it keeps."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import Outcome
from calibration.models import Decision
from calibration.operations.decisions import answer_red_flag, decide_application, offered_level, open_red_flags
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, DomainError, InvalidInput
from scorecards.enums import Stage
from scorecards.models import Application, SignalSeen
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("app")]

REASONS = "Three interviewers saw designs at the level asked for, with evidence."


@pytest.fixture
def chair() -> Account:
    return factories.account("Chair", Role.COMMITTEE)


@pytest.fixture
def application() -> Application:
    found = factories.application(stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(found, factories.account("Ada")), scores=[4, 3, 3])
    return found


def decide(application: Application, chair: Account, **changes: Any) -> Decision:
    values = {"outcome": Outcome.HIRE, "reasons": REASONS, "difference": REASONS, "expected_number": 0, **changes}
    return decide_application(application=application, actor=chair, **values)


def test_a_decision_names_its_level_and_closes_the_application(application: Application, chair: Account) -> None:
    decision = decide(application, chair)
    assert (decision.number, decision.level_code, application.stage) == (1, "P5", Stage.DECIDED)


def test_one_level_down_offers_the_level_below_the_target(application: Application, chair: Account) -> None:
    assert decide(application, chair, outcome=Outcome.HIRE_ONE_LEVEL_DOWN).level_code == "P4"


def test_one_level_down_is_refused_at_the_lowest_level(chair: Account) -> None:
    opening = factories.requisition(version=factories.rubric(target="P3"))
    application = factories.application(opening, stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(application, factories.account()))
    with pytest.raises(InvalidInput) as refused:
        decide(application, chair, outcome=Outcome.HIRE_ONE_LEVEL_DOWN)
    assert refused.value.problems == {"outcome": ["The ladder has no level below P3, so nothing can be offered there."]}


@pytest.mark.parametrize("outcome", [Outcome.NO_HIRE, Outcome.MORE_EVIDENCE])
def test_no_offer_names_no_level(application: Application, outcome: Outcome) -> None:
    assert offered_level(application.requisition.rubric_version, outcome) is None


def test_more_evidence_sends_the_application_back_to_its_interviews(application: Application, chair: Account) -> None:
    decide(application, chair, outcome=Outcome.MORE_EVIDENCE)
    assert application.stage is Stage.INTERVIEWING


@pytest.mark.parametrize("reasons", ["", "   ", "Good fit."])
def test_a_decision_without_reasons_is_refused_and_nothing_changes(
    application: Application, chair: Account, reasons: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(application, chair, reasons=reasons)
    assert list(refused.value.problems) == ["reasons"]
    assert (application.stage, db.session.query(Decision).count()) == (Stage.CALIBRATION, 0)


def test_a_decision_without_a_session_says_why_it_departs_from_the_scores_and_only_then(
    application: Application, chair: Account
) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(application, chair, outcome=Outcome.NO_HIRE, difference=" ")
    assert list(refused.value.problems) == ["difference"]
    found = [
        decide(application, chair, outcome=outcome, expected_number=number).difference
        for number, outcome in enumerate((Outcome.HIRE, Outcome.NO_HIRE))
    ]
    assert found == [None, REASONS]


def test_an_offer_needs_a_submitted_scorecard(chair: Account) -> None:
    application = factories.application(stage=Stage.CALIBRATION)
    factories.drafted(factories.interview(application, factories.account()))
    with pytest.raises(InvalidInput) as refused:
        decide(application, chair)
    assert refused.value.problems == {"outcome": ["No scorecard is submitted yet. An offer needs evidence."]}


def test_a_shadow_alone_is_no_evidence_for_an_offer(chair: Account) -> None:
    application = factories.application(stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(application, factories.account(), shadow=True))
    with pytest.raises(InvalidInput):
        decide(application, chair)


@pytest.mark.parametrize("stage", [Stage.APPLIED, Stage.WITHDRAWN])
def test_an_application_that_nobody_discusses_cannot_be_decided(chair: Account, stage: Stage) -> None:
    with pytest.raises(Conflict):
        decide(factories.application(stage=stage), chair)


def test_a_stale_page_cannot_decide_over_a_newer_decision(application: Application, chair: Account) -> None:
    decide(application, chair)
    with pytest.raises(Conflict):
        decide(application, chair, outcome=Outcome.NO_HIRE)
    assert [row.outcome for row in db.session.query(Decision)] == [Outcome.HIRE]


def test_deciding_again_leaves_the_first_decision_standing(application: Application, chair: Account) -> None:
    decide(application, chair)
    decide(application, chair, outcome=Outcome.NO_HIRE, expected_number=1)
    rows = db.session.query(Decision).order_by(Decision.number)
    assert [(row.number, row.outcome) for row in rows] == [(1, Outcome.HIRE), (2, Outcome.NO_HIRE)]


def test_an_unanswered_red_flag_holds_the_decision_up_until_it_is_answered(chair: Account) -> None:
    application = factories.application(stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(application, factories.account()), red_flag=True)
    with pytest.raises(InvalidInput) as refused:
        decide(application, chair)
    assert list(refused.value.problems) == ["outcome"]
    seen = db.session.get_one(SignalSeen, open_red_flags(application)[0])
    answer_red_flag(seen=seen, answer="The manager at the time confirms it was a joke.", actor=chair)
    assert decide(application, chair).number == 1


def test_a_changed_answer_keeps_the_old_text_in_the_trace(chair: Account) -> None:
    application = factories.application(stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(application, factories.account()), red_flag=True)
    seen = db.session.get_one(SignalSeen, open_red_flags(application)[0])
    answer_red_flag(seen=seen, answer="First answer.", actor=chair)
    answer_red_flag(seen=seen, answer="Second answer.", actor=chair)
    trace = db.session.query(AuditEvent).filter_by(action="answer_red_flag").order_by(AuditEvent.id)
    assert [(event.details["before"], event.details["after"]) for event in trace] == [
        (None, "First answer."),
        ("First answer.", "Second answer."),
    ]


def test_an_empty_answer_is_refused(chair: Account) -> None:
    application = factories.application(stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(application, factories.account()), red_flag=True)
    with pytest.raises(DomainError):
        answer_red_flag(seen=db.session.get_one(SignalSeen, open_red_flags(application)[0]), answer=" ", actor=chair)
