"""A session decides, some dissent, and everything leaves its trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calibration.committee import CommitteeRules
from calibration.enums import ItemState, Majority, Outcome, SessionState
from calibration.models import Decision, Dissent
from calibration.operations import adjustments, items, positions, sessions
from calibration.operations.decisions import decide_application
from calibration.queries.seats import committee_rules
from core import errors
from core.audit import AuditEvent
from core.config import from_environment
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage
from tests.calibration.committee import REASONS, Committee

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.postgresql
def test_a_session_goes_from_blind_positions_over_the_talk_to_a_decision(house: Committee) -> None:
    house.sit()
    house.turn()
    states = [house.item.state]
    for person in house.members:
        house.hold(person)
        states.append(house.item.state)
    assert states == [*[ItemState.VOTING] * 5, ItemState.TALKING]
    decision = house.decide()
    assert (decision.number, decision.agenda_item_id, house.item.state) == (1, house.item.id, ItemState.DECIDED)
    sessions.close_session(session=house.session, actor=house.chair)
    assert house.session.state is SessionState.CLOSED


@pytest.mark.postgresql
def test_a_decision_against_the_scores_alone_asks_for_a_reason_and_keeps_it(house: Committee) -> None:
    house.sit()
    house.turn()
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE)
    with pytest.raises(InvalidInput) as refused:
        house.decide(Outcome.NO_HIRE)
    assert list(refused.value.problems) == ["difference"]
    why = "Every example was somebody else's work, which no dimension asks about."
    decision = house.decide(Outcome.NO_HIRE, difference=why)
    assert (decision.difference, decision.composite["verdict"] if decision.composite else None) == (why, "meets")


def test_a_reason_for_a_difference_that_there_is_not_is_kept_among_the_reasons(house: Committee) -> None:
    house.talk()
    decision = house.decide(difference="There is none, but something was typed.")
    assert decision.difference is None
    assert decision.reasons.endswith("\n\nThere is none, but something was typed.")


def test_an_adjustment_changes_what_the_scores_alone_say(house: Committee) -> None:
    house.talk()
    house.adjust(card=0, after=1, expected=4, reason="The design was copied from the brief.")
    with pytest.raises(InvalidInput) as refused:
        house.decide()
    assert "must-haves: System design" in refused.value.problems["difference"][0]


def test_a_decision_needs_the_quorum(house: Committee) -> None:
    house.talk(house.chair, house.mira)
    with pytest.raises(InvalidInput) as refused:
        house.decide()
    assert refused.value.problems["outcome"][0].startswith("A decision needs 3 members who take part, and 2 are here.")
    assert db.session.query(Decision).count() == 0


def test_a_decision_needs_a_majority_of_those_present(house: Committee) -> None:
    house.sit()
    house.turn()
    for person, outcome in zip(
        house.members,
        [Outcome.HIRE, Outcome.HIRE, Outcome.NO_HIRE, Outcome.NO_HIRE, Outcome.MORE_EVIDENCE],
        strict=True,
    ):
        house.hold(person, outcome)
    with pytest.raises(InvalidInput) as refused:
        house.decide()
    assert refused.value.problems["outcome"][0].startswith("2 of 5 members present hold “Hire at level”; 3 are needed.")
    house.hold(house.hugo, Outcome.HIRE, "The talk settled what was missing for me.")
    assert house.decide().outcome is Outcome.HIRE


def test_a_chair_decides_alone_only_where_the_installation_says_so(house: Committee, app: Any) -> None:
    app.config["SESSION_QUORUM"] = 1
    house.talk(house.chair)
    items.open_positions(item=house.item, actor=house.chair)
    with pytest.raises(InvalidInput) as refused:
        house.decide()
    assert refused.value.problems["outcome"] == [
        "Nobody but the chair has taken a position. A chair does not decide alone here."
    ]
    app.config["SESSION_CHAIR_DECIDES"] = "yes"
    assert house.decide().number == 1


def test_a_recused_members_position_counts_for_nothing(house: Committee) -> None:
    house.sit(house.chair, house.mira, house.noor, house.olu)
    for person in (house.noor, house.olu):
        house.hold(person)
    items.recuse(item=house.item, account=house.olu, reason="Their cousin, I learnt.", actor=house.olu)
    house.turn()
    for person in (house.chair, house.mira):
        house.hold(person, Outcome.NO_HIRE)
    with pytest.raises(InvalidInput):
        house.decide(Outcome.HIRE)


@pytest.mark.postgresql
def test_a_decision_taken_up_again_stands_in_the_history(house: Committee) -> None:
    house.talk()
    house.decide()
    items.reopen_item(item=house.item, reason="A reference came in late.", actor=house.chair)
    assert (house.item.state, house.application.stage) == (ItemState.TALKING, Stage.CALIBRATION)
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE, "The reference changes it for me.")
    house.decide(Outcome.NO_HIRE, expected_number=1, difference="The reference is no score, and decides it.")
    rows = db.session.query(Decision).order_by(Decision.number)
    assert [(row.number, row.outcome) for row in rows] == [(1, Outcome.HIRE), (2, Outcome.NO_HIRE)]


def test_a_decision_stays_possible_without_a_session_unless_the_installation_forbids_it(
    house: Committee, app: Any
) -> None:
    values = {"outcome": Outcome.HIRE, "reasons": REASONS, "expected_number": 0, "actor": house.chair}
    app.config["SESSION_REQUIRED"] = "yes"
    with pytest.raises(errors.Conflict):
        decide_application(application=house.application, **values)
    app.config["SESSION_REQUIRED"] = "no"
    assert decide_application(application=house.application, **values).agenda_item_id is None


@pytest.mark.postgresql
def test_nobody_decides_past_a_session_that_is_at_it(house: Committee) -> None:
    house.sit()
    house.turn()
    with pytest.raises(errors.Conflict):
        decide_application(
            application=house.application, outcome=Outcome.HIRE, reasons=REASONS, expected_number=0, actor=house.hugo
        )


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("SESSION_QUORUM", "three"),
        ("SESSION_QUORUM", "0"),
        ("SESSION_MAJORITY", "most"),
        ("SESSION_CHAIR_DECIDES", "maybe"),
        ("SESSION_REQUIRED", "true"),
    ],
)
def test_a_misspelt_rule_lets_nobody_decide(house: Committee, app: Any, setting: str, word: str) -> None:
    house.talk()
    app.config[setting] = word
    with pytest.raises(errors.DomainError, match=setting):
        house.decide()
    assert db.session.query(Decision).count() == 0


def test_the_rules_come_from_the_environment(app: Any, tmp_path: Path) -> None:
    environment = {"SESSION_QUORUM": "5", "SESSION_MAJORITY": "Two_Thirds", "SESSION_REQUIRED": "YES"}
    app.config.update(from_environment(tmp_path, environment))
    assert committee_rules() == CommitteeRules(quorum=5, majority=Majority.TWO_THIRDS, session_required=True)


@pytest.mark.postgresql
def test_a_dissent_stands_beside_the_decision_and_can_be_put_better(house: Committee) -> None:
    house.talk()
    with pytest.raises(errors.Conflict):
        positions.dissent(item=house.item, text="Operations stayed a level down.", actor=house.noor)
    house.decide()
    positions.dissent(item=house.item, text="Operations stayed a level down.", actor=house.noor)
    positions.dissent(item=house.item, text="Operations stayed a level down in both.", actor=house.noor)
    assert [(row.account_id, row.text) for row in db.session.query(Dissent)] == [
        (house.noor.id, "Operations stayed a level down in both.")
    ]


def test_a_dissent_is_possible_after_the_session(house: Committee) -> None:
    house.talk()
    house.decide()
    sessions.close_session(session=house.session, actor=house.chair)
    positions.dissent(item=house.item, text="I should have said so there.", actor=house.olu)
    assert db.session.query(Dissent).count() == 1


@pytest.mark.postgresql
def test_everything_leaves_its_trace_and_no_score_or_position_stands_in_it(house: Committee) -> None:
    house.sit()
    items.recuse(item=house.item, account=house.olu, reason="Shared a team until May.", actor=house.olu)
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.hugo):
        house.hold(person)
    adjustments.withdraw_adjustment(adjustment=house.adjust(reason="Seventeen words of evidence."), actor=house.chair)
    house.decide()
    positions.dissent(item=house.item, text="Operations stayed a level down.", actor=house.noor)
    items.reopen_item(item=house.item, reason="A reference came in late.", actor=house.chair)
    sessions.close_session(session=house.session, actor=house.chair)
    trace = db.session.query(AuditEvent).order_by(AuditEvent.id).all()
    names = ["plan_session", "set_agenda", "open_session", *["acknowledge_pre_read"] * 5, *["mark_present"] * 4]
    names += ["declare_conflict", "recuse", "start_item", *["take_position"] * 4, "adjust_score"]
    names += ["withdraw_adjustment", "decide_application", "dissent", "reopen_item", "close_session"]
    assert [event.action for event in trace] == names
    allowed = {"scorecard", "dimension", "number", "account", "present", "members", "title", "decision", "reason"}
    quiet = [event for event in trace if event.action != "decide_application"]
    assert {key for event in quiet for key in event.details} <= allowed
    assert "Seventeen" not in str([event.details for event in trace])
