from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calibration.statistics.kappas import (
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    pair_agreements,
    quadratic_disagreement,
)
from calibration.statistics.ratings import table_of

Cases = dict[str, dict[str, Any]]


def test_fleiss_kappa_is_the_published_one(reference_cases: Cases) -> None:
    case = reference_cases["fleiss_1971"]
    value = fleiss_kappa(np.array(case["input"], dtype=float))
    assert value == pytest.approx(case["published"]["kappa"], abs=case["tolerance"])
    assert value == pytest.approx(case["computed"]["kappa"], abs=1e-12)


def test_cohens_kappas_are_the_published_ones(reference_cases: Cases) -> None:
    case = reference_cases["cohen_1968"]
    table, weights = np.array(case["input"]["proportions"]), np.array(case["input"]["weights"], dtype=float)
    assert cohen_kappa(table) == pytest.approx(case["computed"]["kappa"], abs=1e-12)
    assert cohen_kappa(table, weights) == pytest.approx(case["computed"]["weighted_kappa"], abs=1e-12)


def test_generalised_fleiss_kappa_skips_lone_ratings_only_in_the_observed_part() -> None:
    counts = np.array([[3.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 2.0]])
    observed = (1 + 0 + 1) / 3
    proportion = np.array([1 + 0.5, 0.5 + 1 + 1]) / 4
    chance = (proportion**2).sum()
    assert fleiss_kappa(counts) == pytest.approx((observed - chance) / (1 - chance))


def test_gwet_ac1_stays_high_where_one_category_prevails_and_kappa_collapses() -> None:
    counts = np.array([[2.0, 0.0]] * 18 + [[1.0, 1.0]] * 2)
    kappa, ac = fleiss_kappa(counts), gwet_ac(counts)
    assert kappa == pytest.approx((0.9 - (0.95**2 + 0.05**2)) / (1 - (0.95**2 + 0.05**2)))
    assert ac == pytest.approx((0.9 - 2 * 0.95 * 0.05) / (1 - 2 * 0.95 * 0.05))


def test_kappas_are_none_when_nothing_is_paired_or_nothing_varies() -> None:
    lone, equal = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[2.0, 0.0], [2.0, 0.0]])
    assert fleiss_kappa(lone) is None
    assert gwet_ac(lone) is None
    assert fleiss_kappa(equal) is None
    assert cohen_kappa(np.zeros((2, 2))) is None
    assert cohen_kappa(np.array([[4.0, 0.0], [0.0, 0.0]])) is None


def test_pairs_are_compared_on_the_units_both_rated() -> None:
    scores = {"R": [1, 2, 3, 4, 5], "S": [2, 2, 3, 5, 5], "T": [1]}
    rows = [(f"C{place}", rater, "D", score) for rater, given in scores.items() for place, score in enumerate(given)]
    pairs = {(pair.first, pair.second): pair for pair in pair_agreements(table_of(rows), low=1, high=5)}
    assert {names: pair.units for names, pair in pairs.items()} == {("R", "S"): 5, ("R", "T"): 1, ("S", "T"): 1}
    table = np.zeros((5, 5))
    for first, second in zip(scores["R"], scores["S"], strict=True):
        table[first - 1, second - 1] += 1
    assert pairs["R", "S"].weighted_kappa == pytest.approx(cohen_kappa(table, quadratic_disagreement(5)), abs=1e-12)
    counts = np.eye(5)[np.array(scores["R"]) - 1] + np.eye(5)[np.array(scores["S"]) - 1]
    assert pairs["R", "S"].gwet_ac2 == pytest.approx(gwet_ac(counts, quadratic_disagreement(5)), abs=1e-12)
    assert [pairs[names].exact for names in (("R", "S"), ("R", "T"), ("S", "T"))] == [0.6, 1.0, 0.0]
    assert pairs["R", "S"].mean_difference == pytest.approx(-0.4)
    assert pairs["S", "T"].mean_difference == pytest.approx(1.0)
    assert pairs["R", "T"].weighted_kappa is None
    assert pair_agreements(table_of([("A", "R", "D", 3)]), low=1, high=5) == []
    assert pair_agreements(table_of([]), low=1, high=5) == []
