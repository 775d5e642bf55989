"""Who lies above whom, and who ties: overlapping intervals never make an order."""

from __future__ import annotations

import pytest

from calibration.comparison import Measure, in_words, is_above


def measure(name: str, low: float | None, high: float | None, *linked: int) -> Measure:
    return Measure(name, low, high, linked)


@pytest.mark.parametrize(
    ("first", "second", "above"),
    [
        ((3.2, 4.0), (2.0, 3.1), True),
        ((3.0, 4.0), (2.0, 3.0), False),
        ((2.0, 3.1), (3.2, 4.0), False),
        ((None, None), (2.0, 3.0), False),
        ((3.2, 4.0), (None, None), False),
    ],
    ids=["apart", "touching", "below", "no estimate", "nothing to compare with"],
)
def test_one_lies_above_another_only_with_the_whole_interval(
    first: tuple[float | None, float | None], second: tuple[float | None, float | None], above: bool
) -> None:
    assert is_above(measure("Ada", *first), measure("Bo", *second)) is above


def test_overlapping_intervals_are_a_tie_in_words() -> None:
    assert in_words([measure("Ada", 2.5, 3.5), measure("Bo", 3.0, 4.0)]) == "A tie: the intervals overlap."


def test_a_difference_names_who_lies_above_whom_in_the_order_chosen() -> None:
    said = in_words([measure("Ada", 1.0, 2.0), measure("Bo", 3.0, 4.0), measure("Cleo", 2.5, 3.5)])
    assert said == "Bo lies above Ada; Cleo lies above Ada: the intervals do not overlap; all others tie."


def test_the_one_without_an_estimate_is_named_and_compared_with_nobody() -> None:
    said = in_words([measure("Ada", 2.5, 3.5), measure("Bo", None, None), measure("Cleo", 3.0, 4.0)])
    assert said == "A tie: the intervals overlap. No estimate of Bo."


def test_between_groups_that_share_no_interviewer_neither_tie_nor_difference_is_told() -> None:
    said = in_words([measure("Ada", 1.0, 2.0, 7, 0), measure("Bo", 3.0, 4.0, 7, 1)])
    assert said == (
        "Some of these estimates come from groups that share no interviewer, or from different runs: between them no "
        "difference is told."
    )
