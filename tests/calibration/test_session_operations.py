"""A session from its plan to its close: what each step demands, what it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calibration.committee import CommitteeRules
from calibration.enums import ItemState, Majority, Outcome, SessionState
from calibration.models import Adjustment, AgendaItem, Decision, Dissent, Position, Recusal
from calibration.operations import adjustments, items, positions, sessions
from calibration.operations.decisions import decide_application
from calibration.operations.session_decisions import decide_item
from calibration.queries.seats import committee_rules
from calibration.seating import leader
from core import errors
from core.audit import AuditEvent
from core.config import from_environment
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage
from scorecards.models import Conflict, Rating, TeamMember
from tests import factories
from tests.calibration.committee import HELD, REASONS, Committee

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("app")]


def decide(house: Committee, outcome: Outcome = Outcome.HIRE, **changes: Any) -> Decision:
    values = {
        "reasons": REASONS,
        "difference": "",
        "follow_up": "",
        "expected_number": 0,
        "actor": house.chair,
        **changes,
    }
    decision = decide_item(item=house.item, outcome=outcome, **values)
    db.session.commit()
    return decision


def adjust(house: Committee, card: int = 2, dimension: int = 0, **changes: Any) -> Adjustment:
    values = {
        "after": 3,
        "expected": 2,
        "reason": "Ada's notes show the analysis.",
        "actor": house.chair,
        **changes,
    }
    made = adjustments.adjust_score(
        item=house.item,
        scorecard=house.cards[card],
        dimension=house.opening.rubric_version.dimensions[dimension],
        **values,
    )
    db.session.commit()
    return made


def test_a_session_goes_from_blind_positions_over_the_talk_to_a_decision() -> None:
    house = Committee()
    house.sit()
    house.turn()
    states = [house.item.state]
    for person in house.members:
        house.hold(person)
        states.append(house.item.state)
    assert states == [*[ItemState.VOTING] * 5, ItemState.TALKING]
    decision = decide(house)
    assert (decision.number, decision.agenda_item_id, house.item.state) == (1, house.item.id, ItemState.DECIDED)
    sessions.close_session(session=house.session, actor=house.chair)
    assert house.session.state is SessionState.CLOSED


# ---- planning


@pytest.mark.parametrize(
    ("changes", "field"), [({"title": " "}, "title"), ({"minutes_per_item": 0}, "minutes_per_item")]
)
def test_a_session_needs_a_title_and_time(changes: dict[str, Any], field: str) -> None:
    house = Committee()
    values = {"title": "Friday", "minutes_per_item": 10, **changes}
    with pytest.raises(InvalidInput) as refused:
        sessions.plan_session(
            requisition=house.opening,
            chair_id=house.chair.id,
            members=[],
            scheduled_at=None,
            actor=house.rosa,
            **values,
        )
    assert list(refused.value.problems) == [field]


def test_a_committee_is_made_of_those_of_the_hiring_team_who_decide() -> None:
    house = Committee()
    for chair, members, field in ((house.chair, [house.ada], "members"), (house.rosa, [], "chair")):
        with pytest.raises(InvalidInput) as refused:
            sessions.plan_session(
                requisition=house.opening,
                title="Friday",
                chair_id=chair.id,
                members=[person.id for person in members],
                scheduled_at=None,
                actor=house.rosa,
            )
        assert list(refused.value.problems) == [field]


def test_the_chair_is_a_member_named_or_not() -> None:
    house = Committee()
    planned = sessions.plan_session(
        requisition=house.opening,
        title="Friday",
        chair_id=house.chair.id,
        members=[house.mira.id],
        scheduled_at=None,
        actor=house.rosa,
    )
    assert [member.account_id for member in planned.members] == [house.chair.id, house.mira.id]


def test_a_member_who_took_a_position_stays_on_the_list() -> None:
    house = Committee()
    house.sit()
    house.hold(house.mira)
    rest = [house.noor.id, house.olu.id, house.hugo.id]
    with pytest.raises(errors.Conflict):
        sessions.set_members(session=house.session, members=rest, chair_id=house.chair.id, actor=house.rosa)
    sessions.set_members(session=house.session, members=[house.mira.id], chair_id=house.chair.id, actor=house.rosa)
    assert [member.account_id for member in house.session.members] == [house.chair.id, house.mira.id]


def test_the_agenda_keeps_its_order_and_what_the_planner_does_not_see() -> None:
    house = Committee()
    second, third = house.apply("Second"), house.apply("Third")
    house.put_on_agenda(third, house.application, second)
    sessions.set_agenda(
        session=house.session,
        applications=[second.id],
        among=[second.id, house.application.id],
        actor=house.hugo,
    )
    db.session.commit()
    rows = db.session.query(AgendaItem).order_by(AgendaItem.application_id)
    assert [row.application_id for row in rows] == sorted([second.id, third.id])


def test_an_application_of_another_opening_is_not_put_on_the_agenda() -> None:
    house = Committee()
    other = factories.application(stage=Stage.CALIBRATION)
    with pytest.raises(InvalidInput) as refused:
        sessions.set_agenda(session=house.session, applications=[other.id], among=[other.id], actor=house.rosa)
    assert list(refused.value.problems) == ["agenda"]


def test_what_the_committee_has_begun_stays_on_the_agenda() -> None:
    house = Committee()
    house.sit()
    house.hold(house.mira)
    with pytest.raises(errors.Conflict):
        sessions.set_agenda(session=house.session, applications=[], among=[house.application.id], actor=house.rosa)


def test_a_closed_session_changes_no_more() -> None:
    house = Committee()
    house.sit()
    sessions.close_session(session=house.session, actor=house.chair)
    for change in (
        lambda: sessions.set_members(session=house.session, members=[], chair_id=house.chair.id, actor=house.rosa),
        lambda: sessions.set_agenda(session=house.session, applications=[], among=[], actor=house.rosa),
        lambda: sessions.close_session(session=house.session, actor=house.chair),
        lambda: sessions.mark_present(session=house.session, account_id=house.mira.id, present=False, actor=house.mira),
        house.turn,
        lambda: house.hold(house.mira),
    ):
        with pytest.raises(errors.Conflict):
            change()


# ---- positions


def test_positions_taken_ahead_count_when_the_committee_turns_to_the_item() -> None:
    house = Committee()
    house.sit(house.chair, house.mira)
    house.hold(house.chair)
    house.hold(house.mira)
    assert house.item.state is ItemState.WAITING
    house.turn()
    assert (house.item.state, house.item.positions_opened_by_id) == (ItemState.TALKING, None)


def test_nobody_takes_a_position_before_confirming_the_pre_read() -> None:
    house = Committee()
    with pytest.raises(errors.Conflict):
        house.hold(house.mira)
    sessions.acknowledge_pre_read(session=house.session, actor=house.mira)
    assert house.hold(house.mira).number == 1


def test_a_position_needs_reasons() -> None:
    house = Committee()
    house.sit()
    with pytest.raises(InvalidInput) as refused:
        house.hold(house.mira, reasons=" Good.  ")
    assert list(refused.value.problems) == ["reasons"]


def test_a_changed_position_stands_beside_the_first_and_is_not_blind_after_the_talk_began() -> None:
    house = Committee()
    house.talk()
    house.hold(house.mira, Outcome.NO_HIRE, "Noor's reading of the design convinced me.")
    rows = db.session.query(Position).filter_by(account_id=house.mira.id).order_by(Position.number)
    assert [(row.number, row.outcome, row.is_blind) for row in rows] == [
        (1, Outcome.HIRE, True),
        (2, Outcome.NO_HIRE, False),
    ]


def test_the_same_position_again_adds_nothing() -> None:
    house = Committee()
    house.sit()
    house.hold(house.mira)
    house.hold(house.mira, reasons=f"  {HELD} ")
    assert db.session.query(Position).count() == 1


def test_the_talk_begins_when_the_last_who_is_missing_leaves() -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person in house.members[:4]:
        house.hold(person)
    assert house.item.state is ItemState.VOTING
    sessions.mark_present(session=house.session, account_id=house.hugo.id, present=False, actor=house.chair)
    assert house.item.state is ItemState.TALKING


def test_the_talk_begins_when_the_last_who_is_missing_is_recused() -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person in house.members[:4]:
        house.hold(person)
    items.recuse(item=house.item, account=house.hugo, reason="Hired them once.", actor=house.hugo)
    assert house.item.state is ItemState.TALKING


def test_the_chair_opens_positions_early_only_after_taking_their_own() -> None:
    house = Committee()
    house.sit()
    house.turn()
    house.hold(house.mira)
    with pytest.raises(errors.Conflict):
        items.open_positions(item=house.item, actor=house.chair)
    house.hold(house.chair)
    items.open_positions(item=house.item, actor=house.chair)
    assert (house.item.state, house.item.positions_opened_by_id) == (ItemState.TALKING, house.chair.id)
    assert house.hold(house.noor).is_blind is False


def test_a_member_who_owes_a_scorecard_is_not_waited_for() -> None:
    house = Committee()
    factories.interview(house.application, house.olu)
    house.sit()
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.hugo):
        house.hold(person)
    assert house.item.state is ItemState.TALKING


def test_an_application_outside_calibration_is_not_turned_to() -> None:
    house = Committee()
    house.application.stage = Stage.INTERVIEWING
    house.sit()
    with pytest.raises(errors.Conflict):
        house.turn()


# ---- recusal


def test_a_recusal_is_a_conflict_of_interest_and_is_kept() -> None:
    house = Committee()
    house.sit()
    items.recuse(item=house.item, account=house.noor, reason="Shared a team until May.", actor=house.noor)
    items.recuse(item=house.item, account=house.noor, reason="Again.", actor=house.noor)
    assert [(row.account_id, row.reason) for row in db.session.query(Recusal)] == [
        (house.noor.id, "Shared a team until May.")
    ]
    assert [row.account_id for row in db.session.query(Conflict)] == [house.noor.id]


def test_conflicts_declared_before_are_recorded_as_recusals_when_the_committee_turns_to_the_item() -> None:
    house = Committee()
    factories.conflict(house.application, house.olu)
    house.sit()
    house.turn()
    assert [(row.account_id, row.reason) for row in db.session.query(Recusal)] == [(house.olu.id, "Former manager")]


def test_a_recusal_needs_a_reason() -> None:
    house = Committee()
    with pytest.raises(InvalidInput):
        items.recuse(item=house.item, account=house.noor, reason=" ", actor=house.noor)
    assert db.session.query(Recusal).count() == 0


# ---- adjustments


def test_an_adjustment_keeps_before_after_who_and_why_and_leaves_the_scorecard_alone() -> None:
    house = Committee()
    house.talk()
    made = adjust(house)
    assert (made.before, made.after, made.adjusted_by_id, made.submission) == (2, 3, house.chair.id, 1)
    scores = db.session.query(Rating).filter_by(scorecard_id=house.cards[2].id).order_by(Rating.dimension_id)
    assert [row.score for row in scores] == [2, 4, 3]


def test_an_adjustment_stands_on_the_one_before_and_the_later_is_withdrawn_first() -> None:
    house = Committee()
    house.talk()
    first = adjust(house)
    with pytest.raises(errors.Conflict):
        adjust(house, after=5)
    second = adjust(house, after=4, expected=3)
    assert second.before == 3
    with pytest.raises(errors.Conflict):
        adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)
    adjustments.withdraw_adjustment(adjustment=second, actor=house.chair)
    adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)
    assert adjustments.counted_score(house.item, house.cards[2], house.opening.rubric_version.dimensions[0]) == 2
    with pytest.raises(errors.Conflict):
        adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)


def test_a_score_can_be_taken_as_not_observed_and_back() -> None:
    house = Committee()
    house.talk()
    assert adjust(house, after=None).after is None
    assert adjust(house, after=2, expected=None).before is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"after": 2}, "after"), ({"after": 6}, "after"), ({"after": 0}, "after"), ({"reason": "Felt so"}, "reason")],
)
def test_an_adjustment_needs_another_score_of_the_scale_and_a_reason(changes: dict[str, Any], field: str) -> None:
    house = Committee()
    house.talk()
    with pytest.raises(InvalidInput) as refused:
        adjust(house, **changes)
    assert (list(refused.value.problems), db.session.query(Adjustment).count()) == ([field], 0)


def test_scores_are_adjusted_during_the_talk_only() -> None:
    house = Committee()
    house.sit()
    house.turn()
    with pytest.raises(errors.Conflict):
        adjust(house)


def test_a_shadows_score_is_not_adjusted() -> None:
    house = Committee()
    shadow = factories.submitted(
        factories.interview(house.application, factories.account(), shadow=True), scores=[2, 2, 2]
    )
    house.cards.append(shadow)
    house.talk()
    with pytest.raises(InvalidInput):
        adjust(house, card=3)


def test_a_dimension_that_the_interview_did_not_rate_is_not_given_a_score() -> None:
    house = Committee()
    short = factories.submitted(factories.interview(house.application, factories.account(), focus=(1,)), scores=[3])
    house.cards.append(short)
    house.talk()
    with pytest.raises(InvalidInput):
        adjust(house, card=3, expected=None)


def test_a_new_submission_puts_an_adjustment_out_of_force() -> None:
    house = Committee()
    house.talk()
    adjust(house)
    house.cards[2].submissions = 2
    db.session.commit()
    assert adjustments.counted_score(house.item, house.cards[2], house.opening.rubric_version.dimensions[0]) == 2


# ---- the decision


def test_a_decision_against_the_scores_alone_asks_for_a_reason_and_keeps_it() -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE)
    with pytest.raises(InvalidInput) as refused:
        decide(house, Outcome.NO_HIRE)
    assert list(refused.value.problems) == ["difference"]
    why = "Every example was somebody else's work, which no dimension asks about."
    decision = decide(house, Outcome.NO_HIRE, difference=why)
    assert (decision.difference, decision.composite["verdict"] if decision.composite else None) == (why, "meets")


def test_a_reason_for_a_difference_that_there_is_not_is_not_kept() -> None:
    house = Committee()
    house.talk()
    assert decide(house, difference="There is none, but something was typed.").difference is None


def test_an_adjustment_changes_what_the_scores_alone_say() -> None:
    house = Committee()
    house.talk()
    adjust(house, card=0, after=1, expected=4, reason="The design was copied from the brief.")
    with pytest.raises(InvalidInput) as refused:
        decide(house)
    assert "must-haves: System design" in refused.value.problems["difference"][0]


def test_a_decision_needs_the_quorum() -> None:
    house = Committee()
    house.talk(house.chair, house.mira)
    with pytest.raises(InvalidInput) as refused:
        decide(house)
    assert refused.value.problems["outcome"][0].startswith(
        "2 of the members who take part are present; a decision needs 3."
    )
    assert db.session.query(Decision).count() == 0


def test_a_decision_needs_a_majority_of_those_present() -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person, outcome in zip(
        house.members,
        [Outcome.HIRE, Outcome.HIRE, Outcome.NO_HIRE, Outcome.NO_HIRE, Outcome.MORE_EVIDENCE],
        strict=True,
    ):
        house.hold(person, outcome)
    with pytest.raises(InvalidInput) as refused:
        decide(house)
    assert refused.value.problems["outcome"][0].startswith("2 of 5 members present hold “Hire at level”; 3 are needed.")
    house.hold(house.hugo, Outcome.HIRE, "The talk settled what was missing for me.")
    assert decide(house).outcome is Outcome.HIRE


def test_a_chair_decides_alone_only_where_the_installation_says_so(app: Any) -> None:
    house = Committee()
    app.config["SESSION_QUORUM"] = 1
    house.talk(house.chair)
    with pytest.raises(InvalidInput) as refused:
        decide(house)
    assert refused.value.problems["outcome"] == [
        "Nobody but the chair has taken a position. A chair does not decide alone here."
    ]
    app.config["SESSION_CHAIR_DECIDES"] = "yes"
    assert decide(house).number == 1


def test_a_recused_members_position_counts_for_nothing() -> None:
    house = Committee()
    house.sit(house.chair, house.mira, house.noor, house.olu)
    for person in (house.noor, house.olu):
        house.hold(person)
    items.recuse(item=house.item, account=house.olu, reason="Their cousin, I learnt.", actor=house.olu)
    house.turn()
    for person in (house.chair, house.mira):
        house.hold(person, Outcome.NO_HIRE)
    with pytest.raises(InvalidInput):
        decide(house, Outcome.HIRE)


def test_a_decision_taken_up_again_stands_in_the_history() -> None:
    house = Committee()
    house.talk()
    decide(house)
    items.reopen_item(item=house.item, reason="A reference came in late.", actor=house.chair)
    assert (house.item.state, house.application.stage) == (ItemState.TALKING, Stage.CALIBRATION)
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE, "The reference changes it for me.")
    decide(house, Outcome.NO_HIRE, expected_number=1, difference="The reference is no score, and decides it.")
    rows = db.session.query(Decision).order_by(Decision.number)
    assert [(row.number, row.outcome) for row in rows] == [(1, Outcome.HIRE), (2, Outcome.NO_HIRE)]


def test_a_decision_stays_possible_without_a_session_unless_the_installation_forbids_it(app: Any) -> None:
    house = Committee()
    values = {"outcome": Outcome.HIRE, "reasons": REASONS, "expected_number": 0, "actor": house.chair}
    app.config["SESSION_REQUIRED"] = "yes"
    with pytest.raises(errors.Conflict):
        decide_application(application=house.application, **values)
    app.config["SESSION_REQUIRED"] = "no"
    assert decide_application(application=house.application, **values).agenda_item_id is None


def test_nobody_decides_past_a_session_that_is_at_it() -> None:
    house = Committee()
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
def test_a_misspelt_rule_lets_nobody_decide(app: Any, setting: str, word: str) -> None:
    house = Committee()
    house.talk()
    app.config[setting] = word
    with pytest.raises(errors.DomainError, match=setting):
        decide(house)
    assert db.session.query(Decision).count() == 0


def test_the_rules_come_from_the_environment(app: Any, tmp_path: Path) -> None:
    environment = {"SESSION_QUORUM": "5", "SESSION_MAJORITY": "Two_Thirds", "SESSION_REQUIRED": "YES"}
    app.config.update(from_environment(tmp_path, environment))
    assert committee_rules() == CommitteeRules(quorum=5, majority=Majority.TWO_THIRDS, session_required=True)


# ---- dissent


def test_a_dissent_stands_beside_the_decision_and_can_be_put_better() -> None:
    house = Committee()
    house.talk()
    with pytest.raises(errors.Conflict):
        positions.dissent(item=house.item, text="Operations stayed a level down.", actor=house.noor)
    decide(house)
    positions.dissent(item=house.item, text="Operations stayed a level down.", actor=house.noor)
    positions.dissent(item=house.item, text="Operations stayed a level down in both.", actor=house.noor)
    assert [(row.account_id, row.text) for row in db.session.query(Dissent)] == [
        (house.noor.id, "Operations stayed a level down in both.")
    ]


def test_a_dissent_is_possible_after_the_session() -> None:
    house = Committee()
    house.talk()
    decide(house)
    sessions.close_session(session=house.session, actor=house.chair)
    positions.dissent(item=house.item, text="I should have said so there.", actor=house.olu)
    assert db.session.query(Dissent).count() == 1


# ---- the trace


def test_everything_leaves_its_trace_and_no_score_or_position_stands_in_it() -> None:
    house = Committee()
    house.sit()
    items.recuse(item=house.item, account=house.olu, reason="Shared a team until May.", actor=house.olu)
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.hugo):
        house.hold(person)
    adjustments.withdraw_adjustment(adjustment=adjust(house, reason="Seventeen words of evidence."), actor=house.chair)
    decide(house)
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


def test_the_next_on_the_list_leads_where_the_chair_is_recused() -> None:
    house = Committee()
    house.sit()
    items.recuse(item=house.item, account=house.chair, reason="Hired them once.", actor=house.chair)
    assert leader(items.seats_of(house.item)) == house.mira.id
    db.session.query(TeamMember).filter_by(account_id=house.mira.id).delete()
    assert leader(items.seats_of(house.item)) == house.noor.id
