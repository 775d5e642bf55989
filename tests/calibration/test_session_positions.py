"""Positions, the beginning of the talk, and who steps back."""

from __future__ import annotations

import pytest

from calibration.enums import ItemState, Outcome
from calibration.models import Position, Recusal
from calibration.operations import items, sessions
from calibration.seating import leader
from core import errors
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage
from scorecards.models import Conflict, TeamMember
from tests import factories
from tests.calibration.committee import HELD, Committee

pytestmark = pytest.mark.usefixtures("app")


def test_positions_taken_ahead_count_when_the_committee_turns_to_the_item(house: Committee) -> None:
    house.sit(house.chair, house.mira)
    house.hold(house.chair)
    house.hold(house.mira)
    assert house.item.state is ItemState.WAITING
    house.turn()
    assert (house.item.state, house.item.positions_opened_by_id) == (ItemState.TALKING, None)


def test_nobody_takes_a_position_before_confirming_the_pre_read(house: Committee) -> None:
    with pytest.raises(errors.Conflict):
        house.hold(house.mira)
    sessions.acknowledge_pre_read(session=house.session, actor=house.mira)
    assert house.hold(house.mira).number == 1


def test_a_position_needs_reasons(house: Committee) -> None:
    house.sit()
    with pytest.raises(InvalidInput) as refused:
        house.hold(house.mira, reasons=" Good.  ")
    assert list(refused.value.problems) == ["reasons"]


@pytest.mark.postgresql
def test_a_changed_position_stands_beside_the_first_and_is_not_blind_after_the_talk_began(house: Committee) -> None:
    house.talk()
    house.hold(house.mira, Outcome.NO_HIRE, "Noor's reading of the design convinced me.")
    rows = db.session.query(Position).filter_by(account_id=house.mira.id).order_by(Position.number)
    assert [(row.number, row.outcome, row.is_blind) for row in rows] == [
        (1, Outcome.HIRE, True),
        (2, Outcome.NO_HIRE, False),
    ]


def test_the_same_position_again_adds_nothing(house: Committee) -> None:
    house.sit()
    house.hold(house.mira)
    house.hold(house.mira, reasons=f"  {HELD} ")
    assert db.session.query(Position).count() == 1


@pytest.mark.postgresql
def test_the_talk_begins_when_the_last_who_is_missing_leaves(house: Committee) -> None:
    house.sit()
    house.turn()
    for person in house.members[:4]:
        house.hold(person)
    assert house.item.state is ItemState.VOTING
    sessions.mark_present(session=house.session, account_id=house.hugo.id, present=False, actor=house.chair)
    assert house.item.state is ItemState.TALKING


def test_the_talk_begins_when_the_last_who_is_missing_is_recused(house: Committee) -> None:
    house.sit()
    house.turn()
    for person in house.members[:4]:
        house.hold(person)
    items.recuse(item=house.item, account=house.hugo, reason="Hired them once.", actor=house.hugo)
    assert house.item.state is ItemState.TALKING


def test_the_chair_opens_positions_early_only_after_taking_their_own(house: Committee) -> None:
    house.sit()
    house.turn()
    house.hold(house.mira)
    with pytest.raises(errors.Conflict):
        items.open_positions(item=house.item, actor=house.chair)
    house.hold(house.chair)
    items.open_positions(item=house.item, actor=house.chair)
    assert (house.item.state, house.item.positions_opened_by_id) == (ItemState.TALKING, house.chair.id)
    assert house.hold(house.noor).is_blind is False


def test_a_member_who_owes_a_scorecard_is_not_waited_for(house: Committee) -> None:
    factories.interview(house.application, house.olu)
    house.sit()
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.hugo):
        house.hold(person)
    assert house.item.state is ItemState.TALKING


def test_an_application_outside_calibration_is_not_turned_to(house: Committee) -> None:
    house.application.stage = Stage.INTERVIEWING
    house.sit()
    with pytest.raises(errors.Conflict):
        house.turn()


@pytest.mark.postgresql
def test_a_recusal_is_a_conflict_of_interest_and_is_kept(house: Committee) -> None:
    house.sit()
    items.recuse(item=house.item, account=house.noor, reason="Shared a team until May.", actor=house.noor)
    items.recuse(item=house.item, account=house.noor, reason="Again.", actor=house.noor)
    assert [(row.account_id, row.reason) for row in db.session.query(Recusal)] == [
        (house.noor.id, "Shared a team until May.")
    ]
    assert [row.account_id for row in db.session.query(Conflict)] == [house.noor.id]


def test_conflicts_declared_before_are_recorded_as_recusals_when_the_committee_turns_to_the_item(
    house: Committee,
) -> None:
    factories.conflict(house.application, house.olu)
    house.sit()
    house.turn()
    assert [(row.account_id, row.reason) for row in db.session.query(Recusal)] == [(house.olu.id, "Former manager")]


def test_a_recusal_needs_a_reason(house: Committee) -> None:
    with pytest.raises(InvalidInput):
        items.recuse(item=house.item, account=house.noor, reason=" ", actor=house.noor)
    assert db.session.query(Recusal).count() == 0


def test_the_next_on_the_list_leads_where_the_chair_is_recused(house: Committee) -> None:
    house.sit()
    items.recuse(item=house.item, account=house.chair, reason="Hired them once.", actor=house.chair)
    assert leader(items.seats_of(house.item)) == house.mira.id
    db.session.query(TeamMember).filter_by(account_id=house.mira.id).delete()
    assert leader(items.seats_of(house.item)) == house.noor.id
