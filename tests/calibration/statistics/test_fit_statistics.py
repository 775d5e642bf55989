from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calibration.statistics.fit_statistics import fit_statistics, separation, separation_of, standardised


def test_strata_and_reliability_are_those_of_the_published_tables(reference_cases: dict[str, dict[str, Any]]) -> None:
    case = reference_cases["facets_help_table7_summary"]
    for given, published in zip(case["input"], case["published"], strict=True):
        found = separation_of(given["G"])
        assert found.strata == pytest.approx(published["strata"], abs=case["tolerance"])
        assert found.reliability == pytest.approx(published["reliability"], abs=case["tolerance"])


def test_separation_takes_the_error_out_of_the_spread() -> None:
    measure, error = np.array([-1.0, 0.0, 1.0, np.nan]), np.array([0.5, 0.5, 0.5, 1.0])
    found = separation(measure, error)
    assert found is not None
    assert found.ratio == pytest.approx(((2 / 3 - 0.25) / 0.25) ** 0.5)
    assert found.reliability == pytest.approx(1 - 0.25 / (2 / 3))
    none_left = separation(np.array([0.1, -0.1]), np.array([1.0, 1.0]))
    assert none_left is not None
    assert (none_left.ratio, none_left.strata) == (0.0, 1 / 3)
    assert separation(np.array([0.1]), np.array([1.0])) is None


def test_mean_squares_are_one_in_expectation_and_their_deviates_standard() -> None:
    rng = np.random.default_rng(0)
    elements, each = 400, 60
    codes = np.repeat(np.arange(elements), each)
    weights = rng.random((5, elements * each)) + 0.2
    probability = weights / weights.sum(axis=0)
    drawn = (rng.random(elements * each) > probability.cumsum(axis=0)).sum(axis=0).astype(float)
    fit = fit_statistics(codes, elements, drawn, probability, np.arange(5.0))
    assert fit.infit.mean() == pytest.approx(1, abs=0.02)
    assert fit.outfit.mean() == pytest.approx(1, abs=0.02)
    for deviate in (fit.infit_z, fit.outfit_z):
        assert deviate.mean() == pytest.approx(0, abs=0.15)
        assert deviate.std() == pytest.approx(1, abs=0.12)


def test_an_element_without_rows_or_spread_has_no_figures() -> None:
    probability = np.array([[0.5, 0.5], [0.5, 0.5]])
    fit = fit_statistics(np.array([0, 0]), 2, np.array([0.0, 1.0]), probability, np.array([0.0, 1.0]))
    assert np.isnan([fit.error[1], fit.infit[1], fit.outfit_z[1]]).all()
    assert np.isnan(standardised(np.array([1.0]), np.array([0.0]))).all()
