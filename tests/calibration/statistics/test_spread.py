from __future__ import annotations

from typing import Any

import pytest

from calibration.statistics.ratings import table_of
from calibration.statistics.spread import (
    dimension_agreements,
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


def test_agreement_within_cells_is_told_by_dimension() -> None:
    scores = {
        ("A", "D"): [4, 4, 5, 3, 4],
        ("B", "D"): [1, 5, 1, 5],
        ("C", "D"): [2],
        ("A", "E"): [3, 4],
        ("B", "F"): [2],
    }
    rows = [(who, f"R{n}", what, score) for (who, what), given in scores.items() for n, score in enumerate(given)]
    found = {row.dimension: row for row in dimension_agreements(table_of(rows), low=1, high=5)}
    assert (found["D"].cells, found["D"].median_r_wg, found["D"].polarised) == (2, pytest.approx(0.75 / 2), 1)
    assert found["E"].median_r_wg == pytest.approx(r_wg([3, 4])[0])
    assert (found["F"].cells, found["F"].median_r_wg, found["F"].polarised) == (0, None, 0)
