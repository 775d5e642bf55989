from __future__ import annotations

from collections.abc import Callable
from typing import Any

import krippendorff
import numpy as np
import pytest

from calibration.statistics.agreement import Units, alpha, alpha_interval, units_of
from calibration.statistics.ratings import Ratings, table_of

Cases = dict[str, dict[str, Any]]


def _units(case: dict[str, Any]) -> Units:
    """Of a published matrix, observers x units; every unit counts as a candidate of its own."""
    matrix = np.array([[np.nan if value is None else value for value in row] for row in case["input"]], dtype=float)
    values = np.unique(matrix[np.isfinite(matrix)])
    counts = (matrix[:, :, None] == values).sum(axis=0).astype(float)
    return Units(counts, values, np.arange(matrix.shape[1]))


@pytest.mark.parametrize(
    "name", ["krippendorff_2011_4obs_12units", "krippendorff_2011_binary", "krippendorff_2011_nominal"]
)
def test_alpha_is_the_published_one(reference_cases: Cases, name: str) -> None:
    case = reference_cases[name]
    units = _units(case)
    for metric, published in case["published"].items():
        assert alpha(units, metric) == pytest.approx(published, abs=case["tolerance"])
        assert alpha(units, metric) == pytest.approx(case["computed"][metric], abs=1e-12)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize(("low", "high"), [(1, 5), (1, 4), (0, 10)])
def test_alpha_equals_that_of_an_independent_package(
    simulate: Callable[..., Ratings], metric: Any, low: int, high: int
) -> None:
    ratings = simulate(15, 5, 3, 3, keep=0.8, low=low, high=high, seed=4)
    grid = np.full((len(ratings.interviewers), 15 * 3), np.nan)
    grid[ratings.interviewer, ratings.candidate * 3 + ratings.dimension] = ratings.score
    expected = krippendorff.alpha(grid, level_of_measurement=metric, value_domain=np.arange(low, high + 1, dtype=float))
    assert alpha(units_of(ratings, low=low, high=high), metric) == pytest.approx(expected, abs=1e-12)


def test_alpha_is_none_when_nothing_is_paired_or_nothing_varies() -> None:
    alone = table_of([("A", "R", "D", 3), ("B", "S", "D", 4)])
    equal = table_of([("A", "R", "D", 3), ("A", "S", "D", 3), ("B", "R", "D", 3), ("B", "S", "D", 3)])
    assert alpha(units_of(alone, low=1, high=5), "ordinal") is None
    assert alpha(units_of(equal, low=1, high=5), "ordinal") is None


def test_alpha_is_one_for_full_agreement_and_negative_for_systematic_disagreement() -> None:
    agreed = table_of([(name, rater, "D", score) for name, score in (("A", 2), ("B", 5)) for rater in ("R", "S")])
    opposed = table_of([("A", "R", "D", 1), ("A", "S", "D", 5), ("B", "R", "D", 5), ("B", "S", "D", 1)])
    assert alpha(units_of(agreed, low=1, high=5), "interval") == 1.0
    assert alpha(units_of(opposed, low=1, high=5), "interval") == pytest.approx(-0.5)


def test_the_interval_of_alpha_holds_alpha_and_is_the_same_each_time(simulate: Callable[..., Ratings]) -> None:
    units = units_of(simulate(30, 6, 4, 3, seed=2), low=1, high=5)
    interval = alpha_interval(units, "ordinal")
    value = alpha(units, "ordinal")
    assert interval is not None
    assert value is not None
    assert interval[0] < value < interval[1]
    assert alpha_interval(units, "ordinal") == interval


def test_the_interval_of_alpha_needs_five_candidates(simulate: Callable[..., Ratings]) -> None:
    assert alpha_interval(units_of(simulate(4, 4, 4, 3), low=1, high=5), "ordinal") is None
