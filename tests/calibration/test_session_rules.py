"""Quorum and majority, the mechanical composite, how a talk moved a committee: plain values in, plain values out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.committee import CommitteeRules, needed, next_step, obstacles
from calibration.composite import Composite, composite, fits, from_plain, in_words, to_plain
from calibration.enums import Majority, Outcome, Verdict
from calibration.movement import ScoreChange, Stand, movement, split_in_words
from calibration.standings import DimensionFacts, standings

HIRE, DOWN, NO, MORE = Outcome.HIRE, Outcome.HIRE_ONE_LEVEL_DOWN, Outcome.NO_HIRE, Outcome.MORE_EVIDENCE
START = datetime(2026, 11, 19, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("majority", "wanted"),
    [
        (Majority.NONE, [0, 0, 0, 0, 0, 0]),
        (Majority.SIMPLE, [1, 2, 2, 3, 3, 4]),
        (Majority.TWO_THIRDS, [1, 2, 2, 3, 4, 4]),
        (Majority.UNANIMOUS, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_majority_of_one_to_six_present(majority: Majority, wanted: list[int]) -> None:
    assert [needed(majority, present) for present in range(1, 7)] == wanted


@given(st.integers(1, 40))
def test_a_simple_majority_cannot_be_held_twice(present: int) -> None:
    assert 2 * needed(Majority.SIMPLE, present) > present
    assert 3 * needed(Majority.TWO_THIRDS, present) >= 2 * present


def stands_in_the_way(rules: CommitteeRules, outcome: Outcome | None, held: dict[int, Outcome], present: int) -> int:
    return len(obstacles(rules, outcome=outcome, voters=range(1, present + 1), positions=held, leader=1))


@pytest.mark.parametrize(
    ("rules", "outcome", "held", "present", "found"),
    [
        (CommitteeRules(), HIRE, {1: HIRE, 2: HIRE, 3: NO}, 3, 0),
        (CommitteeRules(), NO, {1: HIRE, 2: HIRE, 3: NO}, 3, 1),
        (CommitteeRules(), HIRE, {1: HIRE, 2: HIRE}, 3, 0),
        (CommitteeRules(), HIRE, {1: HIRE, 2: HIRE}, 5, 1),
        (CommitteeRules(), HIRE, {1: HIRE, 2: HIRE}, 2, 1),
        (CommitteeRules(), HIRE, {1: HIRE}, 3, 1),
        (CommitteeRules(), HIRE, {1: HIRE, 9: HIRE}, 3, 1),
        (CommitteeRules(), None, {1: HIRE, 2: NO}, 3, 0),
        (CommitteeRules(chair_decides=True), NO, {1: HIRE, 2: HIRE}, 3, 0),
        (CommitteeRules(chair_decides=True), NO, {1: NO}, 2, 1),
        (CommitteeRules(quorum=1), HIRE, {1: HIRE}, 1, 1),
        (CommitteeRules(quorum=1, chair_decides=True), HIRE, {}, 1, 0),
        (CommitteeRules(majority=Majority.NONE), MORE, {1: HIRE, 2: NO, 3: NO}, 3, 0),
        (CommitteeRules(majority=Majority.UNANIMOUS), HIRE, {1: HIRE, 2: HIRE}, 3, 1),
    ],
)
def test_what_stands_in_the_way_of_a_decision(
    rules: CommitteeRules, outcome: Outcome | None, held: dict[int, Outcome], present: int, found: int
) -> None:
    assert stands_in_the_way(rules, outcome, held, present) == found


DESIGN = DimensionFacts(1, "Design", bar=3, must_have=True, weight=2.0)
DELIVERY = DimensionFacts(2, "Delivery", bar=3, must_have=False)
PEOPLE = DimensionFacts(3, "People", bar=4, must_have=False, weight=0.0)


def of(scores: dict[int, list[int]]) -> Composite:
    return composite(standings([DESIGN, DELIVERY, PEOPLE], scores, {}, wanted=2))


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ({1: [4, 3], 2: [2]}, Composite(Verdict.MEETS, 3.0, 3.0)),
        ({1: [3], 2: [2]}, Composite(Verdict.BELOW, 8 / 3, 3.0)),
        ({1: [2, 3], 2: [5, 5]}, Composite(Verdict.BELOW, 10 / 3, 3.0, below=("Design",))),
        ({2: [5]}, Composite(Verdict.INSUFFICIENT, 5.0, 3.0, unobserved=("Design",))),
        ({3: [1]}, Composite(Verdict.INSUFFICIENT, None, None, unobserved=("Design",))),
        ({}, Composite(Verdict.INSUFFICIENT, None, None, unobserved=("Design",))),
        ({1: [3], 2: [3], 3: [1]}, Composite(Verdict.MEETS, 3.0, 3.0)),
    ],
)
def test_the_composite_is_the_weighted_mean_against_the_weighted_bar(
    scores: dict[int, list[int]], found: Composite
) -> None:
    assert of(scores) == found
    assert from_plain(to_plain(found)) == found


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_scores_all_at_the_bar_meet_it_however_many(scores: list[int]) -> None:
    found = composite(
        standings(
            [DimensionFacts(1, "A", 3, False, 0.1), DimensionFacts(2, "B", 3, False, 0.7)],
            {1: [3] * len(scores), 2: [3]},
            {},
            wanted=1,
        )
    )
    assert found.verdict is Verdict.MEETS


@pytest.mark.parametrize(
    ("verdict", "fitting"), [(Verdict.MEETS, {HIRE}), (Verdict.BELOW, {DOWN, NO}), (Verdict.INSUFFICIENT, {MORE})]
)
def test_the_outcomes_that_the_scores_alone_suggest(verdict: Verdict, fitting: set[Outcome]) -> None:
    assert {outcome for outcome in Outcome if fits(outcome, verdict)} == fitting


def test_the_composite_is_said_in_words() -> None:
    assert in_words(of({1: [2], 2: [4]})) == (
        "The weighted mean is 2.67 against a bar of 3.00. Below the bar among the must-haves: Design."
    )
    assert in_words(of({})) == "No dimension that carries weight was observed. Nobody observed: Design."


def test_every_end_of_an_item_has_a_next_step() -> None:
    assert len({next_step(outcome, "P5") for outcome in [None, *Outcome]}) == 5


def stand(account: int, outcome: Outcome, minute: int, *, blind: bool = True) -> Stand:
    return Stand(account, f"M{account}", outcome, START + timedelta(minutes=minute), blind)


def test_movement_tells_first_voice_last_word_and_direction() -> None:
    moved = movement(
        [
            stand(2, NO, 1),
            stand(1, HIRE, 2),
            stand(3, HIRE, 3),
            stand(4, DOWN, 4),
            stand(3, NO, 20, blind=False),
            stand(4, HIRE, 21, blind=False),
        ],
        [
            ScoreChange(2, 3, "M1", START + timedelta(minutes=15)),
            ScoreChange(5, 3, "M1", START + timedelta(minutes=25)),
            ScoreChange(4, None, "M2", START + timedelta(minutes=16)),
        ],
        chair_id=1,
    )
    assert moved.first == stand(2, NO, 1)
    assert moved.last == ("M1", START + timedelta(minutes=25))
    assert [(row.name, row.direction, row.toward_first, row.toward_chair) for row in moved.movers] == [
        ("M3", "down", True, False),
        ("M4", "up", False, True),
    ]
    assert (moved.members, moved.toward_first, moved.toward_chair) == (4, 1, 1)
    assert (moved.raised, moved.lowered, moved.net) == (1, 1, -1)


def test_the_last_blind_position_is_where_a_member_began() -> None:
    moved = movement([stand(2, NO, 1), stand(2, HIRE, 2), stand(1, HIRE, 3)], [], chair_id=1)
    assert (moved.movers, moved.last) == ((), None)


def test_who_came_later_moved_nowhere() -> None:
    moved = movement([stand(1, HIRE, 1), stand(5, HIRE, 9, blind=False)], [], chair_id=1)
    assert (moved.members, moved.movers) == (1, ())


def test_more_evidence_lies_beside_the_line() -> None:
    moved = movement([stand(2, HIRE, 1), stand(2, MORE, 9, blind=False)], [], chair_id=1)
    assert [row.direction for row in moved.movers] == ["aside"]


def test_a_talk_that_nobody_began_moved_nothing() -> None:
    moved = movement([], [], chair_id=1)
    assert (moved.members, moved.first, moved.last, moved.movers) == (0, None, None, ())


def test_a_split_is_asked_about_with_how_many_hold_what() -> None:
    assert split_in_words([NO, HIRE, HIRE]) == (
        "Positions differ: 2 for “Hire at level”, 1 for “No hire”. Which evidence would move either side?"
    )
    assert [split_in_words([]), split_in_words([HIRE, HIRE])] == [None, None]
