"""What a packet's own data says of a session."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from calibration.enums import Outcome
from calibration.models import Decision
from calibration.operations import items, positions, sessions
from calibration.operations.adjustments import adjust_score, withdraw_adjustment
from calibration.operations.session_decisions import decide_item
from calibration.packet.context import packet_context
from calibration.packet.record import from_plain, to_plain
from calibration.queries.packet_record import packet_record
from core.database import db
from tests.calibration.committee import HELD, REASONS, Committee

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("app")]


def calibration(house: Committee) -> dict[str, Any]:
    """The packet's calibration as its JSON holds it."""
    record = to_plain(packet_record(application=house.application, generated_at=datetime(2026, 11, 20, tzinfo=UTC)))
    found: dict[str, Any] = record["calibration"]
    return found


def adjust(house: Committee, after: int | None, expected: int | None, reason: str = "Ada's notes show it.") -> Any:
    made = adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=after,
        expected=expected,
        reason=reason,
        actor=house.chair,
    )
    db.session.commit()
    return made


def test_without_a_session_the_packet_names_none(house: Committee) -> None:
    found = calibration(house)
    assert (found["session_id"], found["chair"], found["positions"], found["recusals"]) == (None, None, [], [])


def test_blind_positions_are_left_out_until_the_talk_begins(house: Committee) -> None:
    house.sit()
    house.turn()
    for person in house.members[:4]:
        house.hold(person)
    assert (calibration(house)["session_title"], calibration(house)["positions"]) == ("Thursday", [])
    house.hold(house.hugo)
    assert len(calibration(house)["positions"]) == 5


def test_a_packet_holds_session_positions_adjustments_dissents_and_recusals(house: Committee) -> None:
    house.sit()
    items.recuse(item=house.item, account=house.olu, reason="Shared a team until May.", actor=house.olu)
    house.hold(house.noor, Outcome.NO_HIRE, "First thought, changed before the talk.")
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.hugo):
        house.hold(person)
    house.hold(house.mira, Outcome.HIRE_ONE_LEVEL_DOWN, "Operations read like P4 to me now.")
    adjust(house, 3, 2)
    decide_item(
        item=house.item,
        outcome=Outcome.HIRE,
        reasons=REASONS,
        difference="",
        follow_up="",
        expected_number=0,
        actor=house.chair,
    )
    positions.dissent(item=house.item, text="I would have offered P4.", actor=house.mira)
    sessions.close_session(session=house.session, actor=house.chair)
    db.session.commit()
    found = calibration(house)
    design = str(house.opening.rubric_version.dimensions[0].id)
    assert (found["session_id"], found["session_title"], found["chair"]) == (
        str(house.session.id),
        "Thursday",
        {"id": str(house.chair.id), "name": "Chidi", "role": "chair"},
    )
    assert [member["name"] for member in found["members"]] == ["Chidi", "Mira", "Noor", "Hugo"]
    assert [(row["by"]["name"], row["outcome"], row["level"], row["blind"]) for row in found["positions"]] == [
        ("Chidi", "hire", "P5", True),
        ("Mira", "hire", "P5", True),
        ("Noor", "hire", "P5", True),
        ("Hugo", "hire", "P5", True),
        ("Mira", "hire_one_level_down", "P4", False),
    ]
    assert {row["reasons"] for row in found["positions"]} == {HELD, "Operations read like P4 to me now."}
    assert [
        (row["scorecard"], row["dimension"], row["before"], row["after"], row["by"]["name"], row["reason"])
        for row in found["adjustments"]
    ] == [(str(house.cards[2].id), design, 2, 3, "Chidi", "Ada's notes show it.")]
    assert [(row["by"]["name"], row["text"]) for row in found["dissents"]] == [("Mira", "I would have offered P4.")]
    assert [(row["by"]["name"], row["reason"]) for row in found["recusals"]] == [("Olu", "Shared a team until May.")]
    standing = next(row for row in found["standings"] if row["dimension"] == design)
    assert (standing["n"], standing["mean"], standing["low"]) == (3, pytest.approx(10 / 3), 3.0)


def test_withdrawn_adjustments_are_left_out_and_count_for_nothing(house: Committee) -> None:
    house.talk()
    withdraw_adjustment(adjustment=adjust(house, 5, 2), actor=house.chair)
    db.session.commit()
    found = calibration(house)
    assert (found["adjustments"], found["standings"][0]["mean"]) == ([], 3.0)


def test_a_score_taken_as_not_observed_leaves_the_mean(house: Committee) -> None:
    house.talk()
    adjust(house, None, 2)
    assert [calibration(house)["standings"][0][key] for key in ("n", "mean")] == [2, 3.5]


def test_the_scorecards_in_the_packet_stay_as_they_were_given(house: Committee) -> None:
    house.talk()
    adjust(house, 5, 2)
    record = to_plain(packet_record(application=house.application, generated_at=datetime(2026, 11, 20, tzinfo=UTC)))
    card = next(row for row in record["scorecards"] if row["id"] == str(house.cards[2].id))
    assert [rating["score"] for rating in card["ratings"]] == [2, 4, 3]


def test_why_it_was_decided_otherwise_than_the_scores_stands_with_the_reasons(house: Committee) -> None:
    house.sit()
    house.turn()
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE)
    decide_item(
        item=house.item,
        outcome=Outcome.NO_HIRE,
        reasons=REASONS,
        difference="Every example was somebody else's work.",
        follow_up="",
        expected_number=0,
        actor=house.chair,
    )
    db.session.commit()
    record = to_plain(packet_record(application=house.application, generated_at=datetime(2026, 11, 20, tzinfo=UTC)))
    decision = record["decision"]
    assert (decision["reasons"], decision["difference"]) == (REASONS, "Every example was somebody else's work.")
    kept = db.session.query(Decision).one().composite
    assert kept is not None
    assert decision["composite"] == {**kept, "value": round(kept["value"], 6)}
    shown = packet_context(from_plain(record))
    assert shown.scores_alone.startswith("By the scores alone: Meets the bar. The weighted mean is ")
    assert shown.difference == "Decided otherwise because: Every example was somebody else's work."
    assert [event.text for event in shown.events if event.decisive] == [
        f"{REASONS}\n{shown.scores_alone}\n{shown.difference}"
    ]
