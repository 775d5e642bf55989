"""What must not change the answer: names, order of rows, where the scale begins, which way it runs, what is in another subset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from calibration.statistics.analysis import analyse
from calibration.statistics.facets import fit_facets
from calibration.statistics.ratings import Ratings, table_of

Simulate = Callable[..., Ratings]
Row = tuple[str, str, str, int]

PEOPLE = ("candidates", "interviewers", "dimensions")


@pytest.fixture(scope="module")
def rows(simulate: Simulate) -> list[Row]:
    ratings = simulate(18, 6, 4, 3, keep=0.9, seed=11)
    codes = (ratings.candidate, ratings.interviewer, ratings.dimension, ratings.score)
    return [
        (ratings.candidates[n], ratings.interviewers[j], ratings.dimensions[i], int(x))
        for n, j, i, x in zip(*codes, strict=True)
    ]


@pytest.fixture(scope="module")
def document(rows: list[Row]) -> dict[str, Any]:
    return analyse(table_of(rows), bar=3.5)


def _column(part: dict[str, Any], facet: str, key: str) -> dict[str, float]:
    return {name: each[key] for name, each in part[facet].items()}


def test_names_and_order_of_rows_are_only_names_and_order(rows: list[Row], document: dict[str, Any]) -> None:
    """Even where a candidate, an interviewer and a dimension share one name."""
    new = [{name: str(place) for place, name in enumerate(sorted({row[part] for row in rows}))} for part in range(3)]
    order = np.random.default_rng(0).permutation(len(rows))
    other = analyse(
        table_of([(new[0][n], new[1][j], new[2][i], x) for n, j, i, x in (rows[place] for place in order)]), bar=3.5
    )
    assert other["agreement"]["alpha_ordinal"] == pytest.approx(document["agreement"]["alpha_ordinal"], abs=1e-12)
    assert other["mixed"]["sd"] == pytest.approx(document["mixed"]["sd"], abs=2e-6)
    for part, key in (("mixed", "estimate"), ("mixed", "p_meets"), ("facets", "measure"), ("facets", "infit")):
        before = _column(document[part], "candidates", key)
        after = _column(other[part], "candidates", key)
        assert after == pytest.approx({new[0][name]: value for name, value in before.items()}, abs=1e-5)


def test_a_scale_that_begins_elsewhere_moves_the_points_and_nothing_else(
    rows: list[Row], document: dict[str, Any]
) -> None:
    moved = analyse(table_of([(n, j, i, x + 90) for n, j, i, x in rows]), low=91, high=95, bar=93.5)
    for key in ("alpha_ordinal", "alpha_interval", "alpha_nominal", "fleiss_kappa"):
        assert moved["agreement"][key] == pytest.approx(document["agreement"][key], abs=1e-12)
    assert moved["mixed"]["sd"] == pytest.approx(document["mixed"]["sd"], abs=2e-6)
    for facet in PEOPLE:
        assert _column(moved["facets"], facet, "measure") == pytest.approx(
            _column(document["facets"], facet, "measure"), abs=1e-9
        )
    levels = _column(document["mixed"], "candidates", "estimate")
    assert _column(moved["mixed"], "candidates", "estimate") == pytest.approx(
        {name: level + 90 for name, level in levels.items()}, abs=1e-5
    )


def test_a_scale_turned_round_turns_every_answer_round(rows: list[Row], document: dict[str, Any]) -> None:
    turned = analyse(table_of([(n, j, i, 6 - x) for n, j, i, x in rows]), bar=2.5)
    assert turned["agreement"]["alpha_ordinal"] == pytest.approx(document["agreement"]["alpha_ordinal"], abs=1e-12)
    assert turned["mixed"]["sd"] == pytest.approx(document["mixed"]["sd"], abs=2e-6)
    for part, facet, key in (
        ("mixed", "interviewers", "severity"),
        ("mixed", "dimensions", "effect"),
        ("facets", "interviewers", "measure"),
        ("facets", "candidates", "measure"),
    ):
        expected = {name: -value for name, value in _column(document[part], facet, key).items()}
        assert _column(turned[part], facet, key) == pytest.approx(expected, abs=1e-5)
    assert turned["facets"]["thresholds"] == pytest.approx(
        [-value for value in reversed(document["facets"]["thresholds"])], abs=1e-9
    )
    missing = {name: 1 - value for name, value in _column(document["mixed"], "candidates", "p_meets").items()}
    assert _column(turned["mixed"], "candidates", "p_meets") == pytest.approx(missing, abs=1e-5)


def test_a_second_subset_with_the_same_scores_leaves_the_measures_of_the_first(rows: list[Row]) -> None:
    copy = [(f"other {n}", f"other {j}", i, x) for n, j, i, x in rows]
    alone, both = fit_facets(table_of(rows), low=1, high=5), fit_facets(table_of([*rows, *copy]), low=1, high=5)
    assert both.subsets == 2
    assert both.interviewers.measure == pytest.approx(np.tile(alone.interviewers.measure, 2), abs=1e-9)
    assert both.candidates.measure == pytest.approx(np.tile(alone.candidates.measure, 2), abs=1e-9)
    assert both.dimensions.measure == pytest.approx(alone.dimensions.measure, abs=1e-9)


def test_what_rows_expect_is_told_even_where_the_measures_alone_are_not(rows: list[Row]) -> None:
    """With each subset's own dimensions no level is told from difficulty, yet each row's fit is; the copy's equals the first's."""
    copy = [(f"other {n}", f"other {j}", f"other {i}", x) for n, j, i, x in rows]
    alone, both = fit_facets(table_of(rows), low=1, high=5), fit_facets(table_of([*rows, *copy]), low=1, high=5)
    assert np.isnan(both.candidates.measure).all()
    assert np.isnan(both.dimensions.measure).all()
    assert both.interviewers.measure == pytest.approx(np.tile(alone.interviewers.measure, 2), abs=1e-8)
    assert both.interviewers.error == pytest.approx(np.tile(alone.interviewers.error, 2), abs=1e-8)
    assert both.interviewers.fit.infit == pytest.approx(np.tile(alone.interviewers.fit.infit, 2), abs=1e-8)
    assert both.candidates.fit.outfit == pytest.approx(np.tile(alone.candidates.fit.outfit, 2), abs=1e-8)
