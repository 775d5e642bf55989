from __future__ import annotations

from typing import Any

import pytest

from calibration.statistics.ratings import table_of
from calibration.statistics.spread import (
    candidate_spreads,
    cell_spreads,
    dimension_spreads,
    is_worth_discussing,
    r_wg,
    spread,
)


def test_a_spread_says_mean_deviation_range_and_distance() -> None:
    cell = spread([4, 4, 5, 3, 4], bar=3)
    assert (cell.count, cell.mean, cell.lowest, cell.highest, cell.range, cell.distance) == (5, 4.0, 3, 5, 2, 1.0)
    assert cell.deviation == pytest.approx(0.5**0.5)
    assert (cell.discuss, cell.r_wg, cell.polarised) == (True, 0.75, False)


def test_r_wg_of_the_reference_case_and_a_polarised_group(reference_cases: dict[str, dict[str, Any]]) -> None:
    case = reference_cases["rwg_identity"]
    assert r_wg(case["input"]["x"]) == (case["computed"]["r_wg"], False)
    assert r_wg([4, 4, 4]) == (case["computed"]["rwg_perfect"], False)
    assert r_wg([1, 5, 1, 5]) == (0.0, True)


def test_one_rating_has_no_deviation_and_none_has_no_mean() -> None:
    alone, empty = spread([3], bar=3), spread([], bar=3)
    assert (alone.mean, alone.deviation, alone.r_wg, alone.discuss) == (3.0, None, None, False)
    assert (empty.count, empty.mean, empty.distance, empty.range) == (0, None, None, None)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([3, 4], False), ([4, 5], False), ([2, 3], True), ([3, 5], True), ([1, 2], False), ([2], False)],
)
def test_a_wide_range_or_both_sides_of_the_bar_is_worth_discussing(scores: list[int], expected: bool) -> None:
    assert is_worth_discussing(scores, bar=3) is expected


def test_spreads_are_grouped_by_cell_candidate_and_dimension() -> None:
    ratings = table_of([("A", "R", "D", 2), ("A", "S", "D", 4), ("A", "R", "E", 5), ("B", "S", "E", 1)])
    cells = cell_spreads(ratings, bar=3, low=1, high=5)
    assert {place: cell.mean for place, cell in cells.items()} == {("A", "D"): 3.0, ("A", "E"): 5.0, ("B", "E"): 1.0}
    assert {n: c.count for n, c in candidate_spreads(ratings, bar=3, low=1, high=5).items()} == {"A": 3, "B": 1}
    assert {n: c.range for n, c in dimension_spreads(ratings, bar=3, low=1, high=5).items()} == {"D": 2, "E": 4}
