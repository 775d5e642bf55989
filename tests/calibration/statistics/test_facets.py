from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import optimize, special

from calibration.statistics.facets import FACETS, Facet, FacetsModel, fit_facets
from calibration.statistics.identification import NotEstimable
from calibration.statistics.linkage import connected_subsets
from calibration.statistics.ratings import Ratings, read_ratings, table_of

Simulate = Callable[..., Ratings]


@pytest.fixture(scope="module")
def small(shared: Path) -> Ratings:
    return read_ratings((shared / "measurement" / "ratings_small.csv").read_bytes(), low=1, high=5)


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    text = (shared / "measurement" / "ratings_small.expected.json").read_text(encoding="utf-8")
    answers: dict[str, Any] = json.loads(text)
    return answers


def _facet(model: FacetsModel, name: str) -> Facet:
    facet: Facet = getattr(model, name)
    return facet


def test_severities_are_those_of_vgam(small: Ratings, expected: dict[str, Any]) -> None:
    model = fit_facets(small, low=1, high=5)
    severity = dict(zip(small.interviewers, model.interviewers.measure.tolist(), strict=True))
    assert severity == pytest.approx(expected["vgam_severity"], abs=1e-8)


@pytest.mark.parametrize("name", FACETS)
def test_measures_fit_and_averages_are_the_expected_ones(small: Ratings, expected: dict[str, Any], name: str) -> None:
    model = fit_facets(small, low=1, high=5)
    facet, answers = _facet(model, name), expected["jmle"][name]
    figures = {
        "measure": facet.measure,
        "se": facet.error,
        "infit": facet.fit.infit,
        "outfit": facet.fit.outfit,
        "obs_avg": facet.observed - 1,
        "fair_avg": facet.fair - 1,
    }
    for key, values in figures.items():
        got = dict(zip(getattr(small, name), values.tolist(), strict=True))
        assert got == pytest.approx({element: answer[key] for element, answer in answers.items()}, abs=1e-6)
    assert not facet.extreme.any()
    assert model.thresholds == pytest.approx(tuple(expected["jmle"]["thresholds"]), abs=1e-6)
    assert (model.subsets, model.notes) == (expected["jmle"]["n_subsets"], ())


def _slow_likelihood(parameters: np.ndarray, ratings: Ratings, low: int, high: int) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood written as the model reads, and its gradient; thresholds tau, one per step of the scale."""
    people, panel, dimensions = len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions)
    theta, severity, difficulty, tau = np.split(parameters, np.cumsum([people, panel, dimensions]))
    category = np.arange(high - low + 1)
    eta = theta[ratings.candidate] - severity[ratings.interviewer] - difficulty[ratings.dimension]
    logits = eta[:, None] * category - np.concatenate([[0], np.cumsum(tau)])
    x = ratings.score - low
    log_probability = logits - special.logsumexp(logits, axis=1, keepdims=True)
    probability = np.exp(log_probability)
    excess = probability @ category - x
    passed = (probability[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]).sum(axis=0) - (x[:, None] >= category[1:]).sum(
        axis=0
    )
    gradient = np.concatenate(
        [
            np.bincount(ratings.candidate, excess, people),
            -np.bincount(ratings.interviewer, excess, panel),
            -np.bincount(ratings.dimension, excess, dimensions),
            -passed,
        ]
    )
    return -float(log_probability[np.arange(len(x)), x].sum()), gradient


@pytest.mark.parametrize(
    ("low", "high", "keep", "seed"), [(1, 5, 1.0, 1), (1, 5, 0.7, 2), (1, 4, 0.9, 3), (0, 10, 1.0, 4), (0, 1, 1.0, 6)]
)
def test_a_slow_optimiser_finds_the_same_measures(
    simulate: Simulate, low: int, high: int, keep: float, seed: int
) -> None:
    ratings = simulate(
        25, 5, 4, 4, keep=keep, low=low, high=high, seed=seed, spread=(0.5, 0.3, 0.2, 0.2, 1.0)
    ).compact()
    model = fit_facets(ratings, low=low, high=high)
    assert not any(_facet(model, name).extreme.any() for name in FACETS)
    assert set(np.unique(ratings.score)) == set(range(low, high + 1))
    size = len(ratings.candidates) + len(ratings.interviewers) + len(ratings.dimensions) + high - low
    found = optimize.minimize(
        _slow_likelihood,
        np.zeros(size),
        args=(ratings, low, high),
        jac=True,
        method="BFGS",
        options={"gtol": 1e-8, "maxiter": 3000},
    )
    theta, severity, difficulty, tau = np.split(
        found.x, np.cumsum([len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions)])
    )
    shift = severity.mean() + difficulty.mean() + tau.mean()
    assert model.interviewers.measure == pytest.approx(severity - severity.mean(), abs=1e-5)
    assert model.dimensions.measure == pytest.approx(difficulty - difficulty.mean(), abs=1e-5)
    assert np.array(model.thresholds, dtype=float) == pytest.approx(tau - tau.mean(), abs=1e-5)
    assert model.candidates.measure == pytest.approx(theta - shift, abs=1e-5)


def test_joint_errors_are_those_of_the_inverse_information(simulate: Simulate) -> None:
    ratings = simulate(20, 5, 3, 4, seed=1, spread=(0.5, 0.3, 0.2, 0.2, 1.0)).compact()
    model = fit_facets(ratings, low=1, high=5)
    people, panel, dimensions = 20, 5, 3
    parameters = np.concatenate(
        [
            model.candidates.measure,
            model.interviewers.measure,
            model.dimensions.measure,
            np.array(model.thresholds, dtype=float),
        ]
    )
    size, width = len(parameters), 1e-5
    information = np.empty((size, size))
    for place in range(size):
        ahead, behind = parameters.copy(), parameters.copy()
        ahead[place] += width
        behind[place] -= width
        information[place] = (
            _slow_likelihood(ahead, ratings, 1, 5)[1] - _slow_likelihood(behind, ratings, 1, 5)[1]
        ) / (2 * width)
    for part in (slice(people, people + panel), slice(people + panel, people + panel + dimensions), slice(-4, None)):
        held = np.zeros(size)
        held[part] = 1
        information += 1e4 * np.outer(held, held)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    joint = np.concatenate([model.candidates.joint_error, model.interviewers.joint_error, model.dimensions.joint_error])
    assert joint == pytest.approx(errors[: people + panel + dimensions], rel=1e-3)
    assert (model.interviewers.joint_error >= model.interviewers.error * 0.8).all()


def _rows(ratings: Ratings) -> list[tuple[str, str, str, int]]:
    return [
        (ratings.candidates[n], ratings.interviewers[j], ratings.dimensions[i], int(x))
        for n, j, i, x in zip(ratings.candidate, ratings.interviewer, ratings.dimension, ratings.score, strict=True)
    ]


def test_extreme_candidates_do_not_move_the_others_and_get_a_finite_measure(simulate: Simulate) -> None:
    base = simulate(20, 5, 3, 3, seed=3)
    whole = [*_rows(base)]
    stars = [("star", f"R0{k}", f"D{i}", 5) for k in range(3) for i in range(3)]
    floor = [("floor", "R01", f"D{i}", 1) for i in range(3)]
    without, with_them = (
        fit_facets(table_of(whole), low=1, high=5),
        fit_facets(table_of([*whole, *stars, *floor]), low=1, high=5),
    )
    assert with_them.interviewers.measure == pytest.approx(without.interviewers.measure, abs=1e-9)
    assert with_them.candidates.extreme.tolist() == [*without.candidates.extreme.tolist(), True, True]
    ordinary = with_them.candidates.measure[~with_them.candidates.extreme]
    star, low = with_them.candidates.measure[-2:]
    assert star > ordinary.max()
    assert low < np.median(ordinary)
    assert np.isnan(with_them.candidates.fit.infit[-2:]).all()
    assert np.isfinite(with_them.candidates.error[-2:]).all()
    assert 4.8 < with_them.candidates.fair[-2] < 5
    (note,) = with_them.notes
    assert (
        note
        == "candidates with only highest or only lowest scores, measured from totals moved 0.3 inwards: C009, star, floor"
    )


def test_an_extreme_total_is_moved_inwards_by_three_tenths(simulate: Simulate) -> None:
    stars = [("star", f"R0{k}", f"D{i}", 5) for k in range(3) for i in range(3)]
    ratings = table_of([*_rows(simulate(20, 5, 3, 3, seed=3)), *stars])
    model = fit_facets(ratings, low=1, high=5)
    cumulated = np.concatenate([[0], np.cumsum(np.array(model.thresholds, dtype=float))])
    own = ratings.candidate == len(ratings.candidates) - 1
    eta = (
        model.candidates.measure[-1]
        - model.interviewers.measure[ratings.interviewer[own]]
        - model.dimensions.measure[ratings.dimension[own]]
    )
    weights = np.exp(eta[:, None] * np.arange(5) - cumulated)
    total = (weights @ np.arange(1, 6) / weights.sum(axis=1)).sum()
    assert total == pytest.approx(9 * 5 - 0.3, abs=1e-6)


def test_an_extreme_interviewer_is_measured_and_stands_outside_the_zero_sum(simulate: Simulate) -> None:
    generous = [(f"C{n:03}", "kind", f"D{i}", 5) for n in range(6) for i in range(3)]
    model = fit_facets(table_of([*_rows(simulate(20, 5, 3, 3, seed=3)), *generous]), low=1, high=5)
    assert model.interviewers.extreme.tolist() == [False] * 5 + [True]
    assert model.interviewers.measure[:5].sum() == pytest.approx(0, abs=1e-9)
    assert model.interviewers.measure[5] < model.interviewers.measure[:5].min()


def test_disconnected_subsets_are_each_centred_and_noted(simulate: Simulate) -> None:
    first, second = simulate(15, 4, 3, 3, seed=1), simulate(15, 5, 3, 3, seed=2)
    rows = [*_rows(first), *((f"x{n}", f"x{j}", i, x) for n, j, i, x in _rows(second))]
    ratings = table_of(rows)
    model = fit_facets(ratings, low=1, high=5)
    labels = connected_subsets(ratings).interviewer
    assert model.subsets == 2
    for label in range(2):
        assert model.interviewers.measure[labels == label].sum() == pytest.approx(0, abs=1e-8)
    assert any("2 connected subsets" in note for note in model.notes)
    assert np.isfinite(model.candidates.measure).all()


def test_an_unused_category_has_no_threshold_and_the_rest_sum_to_zero(simulate: Simulate) -> None:
    base = simulate(20, 5, 3, 3, seed=3)
    gap = table_of([(n, j, i, 4 if x == 3 else x) for n, j, i, x in _rows(base)])
    model = fit_facets(gap, low=1, high=5)
    assert [threshold is None for threshold in model.thresholds] == [False, True, True, False]
    assert any(note.startswith("scores without a threshold") and note.endswith(": 3") for note in model.notes)
    cut = table_of([(n, j, i, min(x, 4)) for n, j, i, x in _rows(base)])
    capped, narrow = fit_facets(cut, low=1, high=5), fit_facets(cut, low=1, high=4)
    assert capped.thresholds == (*narrow.thresholds, None)
    assert capped.interviewers.measure.tolist() == narrow.interviewers.measure.tolist()


def test_an_unused_middle_category_is_the_limit_of_a_rare_one(simulate: Simulate) -> None:
    ratings = table_of([(n, j, i, 4 if x == 3 else x) for n, j, i, x in _rows(simulate(20, 5, 3, 3, seed=3))]).compact()
    model = fit_facets(ratings, low=1, high=5)
    size = len(ratings.candidates) + len(ratings.interviewers) + len(ratings.dimensions)

    def without_threes(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        measures, (first, last) = parameters[:size], parameters[size:]
        tau = np.array([first, 40.0, -40.0 - first - last, last])
        value, gradient = _slow_likelihood(np.concatenate([measures, tau]), ratings, 1, 5)
        return value, np.concatenate(
            [gradient[:size], gradient[size : size + 1] - gradient[size + 2], gradient[-1:] - gradient[size + 2]]
        )

    found = optimize.minimize(
        without_threes, np.zeros(size + 2), jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 3000}
    )
    severity = found.x[len(ratings.candidates) : len(ratings.candidates) + len(ratings.interviewers)]
    assert model.interviewers.measure == pytest.approx(severity - severity.mean(), abs=1e-5)


def test_what_one_dimension_alone_tells_of_an_interviewer_is_left_unknown(simulate: Simulate) -> None:
    alone = [(f"C{n:03}", "only", "extra", 1 + n % 5) for n in range(8)]
    ratings = table_of([*_rows(simulate(20, 5, 3, 3, seed=3)), *alone])
    model = fit_facets(ratings, low=1, high=5)
    assert np.isnan(model.dimensions.measure).tolist() == [True] * 4
    assert np.isnan(model.interviewers.measure[-1])
    assert any("cannot tell" in note for note in model.notes)


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "R", "D", 3), ("B", "R", "D", 4)],
        [(f"C{n}", f"R{j}", "D", 5) for n in range(4) for j in range(3)],
        [("A", f"R{j}", "D", 3) for j in range(3)],
        [("A", "R", "D", 3)],
    ],
    ids=["two ratings", "all equal", "one candidate, one score", "one rating"],
)
def test_a_table_of_extremes_only_is_refused(rows: list[tuple[str, str, str, int]]) -> None:
    with pytest.raises(NotEstimable, match="no measure is finite"):
        fit_facets(table_of(rows), low=1, high=5)


def test_ratings_that_do_not_overlap_are_left_unknown_without_harm_to_the_others(simulate: Simulate) -> None:
    base = simulate(20, 5, 3, 3, seed=3)
    strict = [(f"y{n}", "strict", "D0", 1 + n % 2) for n in range(4)]
    mild = [(f"y{n}", "mild", "D0", 4 + n % 2) for n in range(4)]
    model = fit_facets(table_of([*_rows(base), *strict, *mild]), low=1, high=5)
    alone = fit_facets(base, low=1, high=5)
    assert np.isnan(model.interviewers.measure).tolist() == [False] * 5 + [True, True]
    assert model.interviewers.measure[:5] == pytest.approx(alone.interviewers.measure, abs=0.1)
    assert any(note == "interviewers whose measure these ratings cannot tell: strict, mild" for note in model.notes)


def test_one_interviewer_and_one_dimension_measure_zero(simulate: Simulate) -> None:
    model = fit_facets(simulate(12, 1, 4, 1, seed=1), low=1, high=5)
    assert model.interviewers.measure == pytest.approx([0.0], abs=1e-12)
    single = fit_facets(simulate(20, 5, 1, 3, seed=1), low=1, high=5)
    assert single.dimensions.measure == pytest.approx([0.0], abs=1e-12)
    assert single.dimensions.separation is None
