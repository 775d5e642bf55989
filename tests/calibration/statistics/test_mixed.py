from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import optimize

from calibration.statistics import mixed
from calibration.statistics.components import WEAK_PRIOR_MEDIANS, WEAK_PRIOR_WIDTH, estimate
from calibration.statistics.identification import EFFECTS, NotEstimable
from calibration.statistics.interviews import interviews_of
from calibration.statistics.likelihood import Components
from calibration.statistics.mixed import MixedModel, fit_mixed
from calibration.statistics.ratings import Ratings, read_ratings, table_of

Simulate = Callable[..., Ratings]


@pytest.fixture(scope="module")
def small(shared: Path) -> Ratings:
    return read_ratings((shared / "measurement" / "ratings_small.csv").read_bytes(), low=1, high=5)


@pytest.fixture(scope="module")
def lme4(shared: Path) -> dict[str, Any]:
    text = (shared / "measurement" / "ratings_small.expected.json").read_text(encoding="utf-8")
    answers: dict[str, Any] = json.loads(text)["lme4"]
    return answers


@pytest.fixture(scope="module")
def model(small: Ratings) -> MixedModel:
    return fit_mixed(small)


def test_standard_deviations_are_those_of_lme4(model: MixedModel, lme4: dict[str, Any]) -> None:
    names = {
        "candidate": "candidate",
        "interviewer": "interviewer",
        "halo": "candidate:interviewer",
        "profile": "candidate:dimension",
        "residual": "Residual",
    }
    assert model.deviations == pytest.approx({name: lme4["sd"][other] for name, other in names.items()}, abs=1e-4)


def test_effects_and_their_errors_are_those_of_lme4(model: MixedModel, small: Ratings, lme4: dict[str, Any]) -> None:
    assert model.mean == pytest.approx(lme4["fixed"]["(Intercept)"], abs=1e-3)
    dimensions = dict(zip(small.dimensions, model.dimension_effect, strict=True))
    for place in range(1, 5):
        assert dimensions[f"D{place}"] == pytest.approx(lme4["fixed"][f"dimension{place}"], abs=1e-3)
    assert sum(dimensions.values()) == pytest.approx(0, abs=1e-12)
    for place, name in enumerate(small.interviewers):
        answer = lme4["interviewer"][name]
        assert model.severity[place] == pytest.approx(-answer["effect"], abs=1e-3)
        assert model.severity_error_given_means[place] == pytest.approx(answer["se"], abs=1e-3)
    assert model.severity_error.min() > model.severity_error_given_means.max()
    equations, interviews = model.equations, model.interviews
    panel = len(small.interviewers)
    given_means = np.linalg.inv(np.linalg.inv(equations.border_covariance)[:panel, :panel])
    for place, name in enumerate(small.candidates):
        answer = lme4["candidate"][name]
        rows = slice(interviews.first[place], interviews.first[place] + interviews.count[place])
        form, who = equations.coupling.severity[rows, 0], interviews.interviewer[rows]
        variance = equations.covariance[place, 0, 0] + form @ given_means[np.ix_(who, who)] @ form
        assert equations.effect[place, 0] == pytest.approx(answer["effect"], abs=1e-3)
        assert np.sqrt(variance) == pytest.approx(answer["se"], abs=1e-3)


LME4_ANSWERS: dict[str, tuple[tuple[float, ...], float, dict[str, float]]] = {
    "lme4_singular.csv": (
        (0.571242490169, 0.0, 0.304291519898, 0.310676748309, 0.544331086139),
        2.97222222222,
        dict.fromkeys(["R00", "R01", "R02", "R03", "R04"], 0.0),
    ),
    "lme4_gaps.csv": (
        (1.39817229926, 1.05049564279, 0.81461108998, 0.577811202765, 1.60868909757),
        5.00512381518,
        {
            "R00": -1.34977780817,
            "R01": 0.378461975725,
            "R02": -0.199973691674,
            "R03": -0.476425750464,
            "R04": 0.144361818435,
            "R05": 1.50335345614,
        },
    ),
}
"""Standard deviations in the order of EFFECTS, intercept and interviewer effects of lme4 1.1-31 (REML, sum contrasts) for the
tables beside this file, which are drawn by the `simulate` fixture: one on 1-5 with a component at zero, one on 0-10 with gaps."""


@pytest.mark.parametrize("name", LME4_ANSWERS)
def test_components_at_zero_and_tables_with_gaps_are_those_of_lme4(name: str) -> None:
    ratings = read_ratings(Path(__file__).with_name(name).read_bytes(), low=0, high=10)
    deviations, mean, effects = LME4_ANSWERS[name]
    model = fit_mixed(ratings)
    assert model.deviations == pytest.approx(dict(zip(EFFECTS, deviations, strict=True)), abs=5e-5)
    assert model.mean == pytest.approx(mean, abs=1e-6)
    severity = dict(zip(ratings.interviewers, model.severity.tolist(), strict=True))
    assert severity == pytest.approx({interviewer: -effect for interviewer, effect in effects.items()}, abs=1e-5)


def test_balanced_components_are_those_of_the_analysis_of_variance(reference_cases: dict[str, dict[str, Any]]) -> None:
    case = reference_cases["reml_shrout_fleiss"]
    ratings = table_of(
        [
            (f"T{target}", f"J{judge}", "D", score)
            for target, row in enumerate(case["input"])
            for judge, score in enumerate(row)
        ]
    )
    model = fit_mixed(ratings, scale_width=9)
    names = {"candidate": "target", "interviewer": "judge", "residual": "residual"}
    for name, other in names.items():
        deviation = model.deviations[name]
        assert deviation is not None
        assert deviation**2 == pytest.approx(case["published"][other], abs=1e-5)
    assert (model.deviations["halo"], model.deviations["profile"]) == (None, None)


@pytest.mark.parametrize("seed", range(4))
def test_no_dense_search_finds_a_better_maximum(simulate: Simulate, seed: int) -> None:
    ratings = simulate(10, 4, 3, 3, keep=0.85, seed=seed, spread=(0.8, 0.3, 0.15, 0.1, 0.6)).compact()
    found = estimate(interviews_of(ratings), EFFECTS)
    assert found.converged
    best = [getattr(found.components, name) for name in EFFECTS]
    search = optimize.minimize(
        lambda deviations: _dense_criterion(ratings, np.abs(deviations)),
        np.maximum(best, 0.05),
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 6000, "maxfev": 6000},
    )
    assert _dense_criterion(ratings, np.array(best)) <= search.fun + 1e-7
    assert np.array(best) == pytest.approx(np.abs(search.x), abs=5e-4)


def _dense_criterion(ratings: Ratings, deviations: np.ndarray) -> float:
    people, panel, dimensions = len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions)
    n, j, i = ratings.candidate, ratings.interviewer, ratings.dimension
    fixed = np.eye(dimensions)[i]
    groups = (n, j, n * panel + j, n * dimensions + i, np.arange(len(n)))
    variance = sum(
        deviation**2 * (group[:, None] == group[None, :]) for deviation, group in zip(deviations, groups, strict=True)
    )
    if people < 1 or deviations[-1] < 1e-6:
        return np.inf
    inverse = np.linalg.inv(variance)
    information = fixed.T @ inverse @ fixed
    x = ratings.score.astype(float)
    residual = x - fixed @ np.linalg.solve(information, fixed.T @ inverse @ x)
    return float(np.linalg.slogdet(variance)[1] + np.linalg.slogdet(information)[1] + residual @ inverse @ residual)


def test_a_component_of_zero_is_exactly_zero_and_said(simulate: Simulate) -> None:
    rng = np.random.default_rng(1)
    rows = [
        (f"C{n}", f"R{(n + k) % 5}", f"D{i}", int(np.clip(round(3 + 0.9 * np.sin(n) + rng.normal(0, 0.8)), 1, 5)))
        for n in range(20)
        for k in range(3)
        for i in range(4)
    ]
    model = fit_mixed(table_of(rows))
    zero = [name for name, value in model.deviations.items() if value == 0]
    assert zero
    assert any("estimated at zero" in note for note in model.notes)
    assert np.isfinite(model.overall_error).all()
    if "interviewer" in zero:
        assert model.severity.tolist() == [0.0] * 5


def test_where_only_chance_varies_the_fit_comes_to_rest_at_zero() -> None:
    """Two candidates, 1 1 2 1 1 and 2 1 1 2 2: lme4 too finds nothing between them, and all their variance, 0.4, in chance."""
    scores = {("A", "R"): (1, 1, 2, 1, 1), ("B", "S"): (2, 1, 1, 2, 2)}
    ratings = table_of([(n, j, f"D{i}", x) for (n, j), given in scores.items() for i, x in enumerate(given)])
    model = fit_mixed(ratings)
    assert model.deviations["candidate"] == 0
    assert model.deviations["residual"] == pytest.approx(np.sqrt(0.4), abs=1e-6)


def test_of_two_summits_the_higher_one_is_found() -> None:
    """Eight ratings whose restricted likelihood has a summit at no severity and a higher one at 1.12, where lme4 1.1-31 ends."""
    given = ["03 1 2", "01 0 1", "12 0 1", "20 1 2", "22 0 0", "31 0 1", "31 1 0", "33 1 2"]
    rows = [(f"C{pair[0]}", f"R{pair[1]}", f"D{i}", int(x)) for pair, i, x in map(str.split, given)]
    deviations = fit_mixed(table_of(rows), scale_width=2).deviations
    assert deviations == pytest.approx(
        {"candidate": 0, "interviewer": 1.121034, "halo": 0, "profile": 0, "residual": 0.430427}, abs=1e-5
    )


def test_a_component_just_above_zero_does_not_hold_the_fit_up() -> None:
    """Candidate, interviewer, dimension, score of 29 ratings; standard deviations of lme4 1.1-31."""
    told = (
        "0c02 0b22 1c02 1c22 1b23 3b02 3a02 3a12 4b03 5c03 5b03 6c02 6c13 7b02 7b12 7c12 9b02 9b12 9b22 10c22 "
        "10a12 10a23 11c12 11b02 12b02 13b12 13b22 13c12 15b02"
    )
    deviations = fit_mixed(table_of([(row[:-3], row[-3], row[-2], int(row[-1])) for row in told.split()])).deviations
    assert deviations == pytest.approx(
        {"candidate": 0.236679, "interviewer": 0, "halo": 0, "profile": 0, "residual": 0.360685}, abs=1e-5
    )


def test_weak_priors_keep_every_component_off_zero_and_maximise_the_posterior(simulate: Simulate) -> None:
    ratings = simulate(8, 6, 4, 2, seed=6).compact()
    model = fit_mixed(ratings, weak_prior=True)
    best = np.array([model.deviations[name] for name in EFFECTS], dtype=float)
    assert best.min() > 0.02
    assert any("weak priors" in note for note in model.notes)
    medians = np.array([WEAK_PRIOR_MEDIANS[name] for name in EFFECTS])

    def penalised(logs: np.ndarray) -> float:
        away = (logs - np.log(medians)) / WEAK_PRIOR_WIDTH
        return _dense_criterion(ratings, np.exp(logs)) / 2 + float(away @ away) / 2

    search = optimize.minimize(
        penalised,
        np.log(medians),
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-10, "maxfev": 8000, "maxiter": 8000},
    )
    assert np.log(best) == pytest.approx(search.x, abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("A", "R", "D", 3), ("B", "R", "D", 4)], "2 ratings are too few"),
        ([("A", f"R{k}", f"D{i}", 1 + (k + i) % 5) for k in range(4) for i in range(3)], "one candidate"),
        ([(f"C{n}", f"R{k}", "D", 5) for n in range(4) for k in range(3)], "the same score"),
        ([(f"C{n}", "R", "D", 1 + n % 5) for n in range(6)], "how candidates differ from chance"),
        ([(f"C{n}", f"R{k}", "D", 1 + n) for n in range(5) for k in range(3)], "explain every rating exactly"),
    ],
    ids=["two ratings", "one candidate", "all equal", "one rating each", "no error"],
)
def test_a_hopeless_table_is_refused_with_the_reason(rows: list[tuple[str, str, str, int]], reason: str) -> None:
    with pytest.raises(NotEstimable, match=reason):
        fit_mixed(table_of(rows))


def test_with_one_interviewer_levels_are_not_known(simulate: Simulate) -> None:
    model = fit_mixed(simulate(12, 1, 4, 1, seed=1))
    assert not model.levels_known
    assert model.deviations["interviewer"] is None
    assert model.severity.tolist() == [0.0]


def test_with_one_interview_each_levels_are_not_known(simulate: Simulate) -> None:
    assert not fit_mixed(simulate(30, 4, 4, 1, seed=2)).levels_known


def test_with_one_dimension_levels_are_known_without_halo_and_profile(simulate: Simulate) -> None:
    model = fit_mixed(simulate(20, 5, 1, 3, seed=2))
    assert model.levels_known
    assert (model.deviations["halo"], model.deviations["profile"]) == (None, None)


def test_a_candidate_rated_once_has_a_level_less_sure_than_the_others(simulate: Simulate) -> None:
    base = simulate(20, 5, 3, 3, seed=8)
    rows = [
        (base.candidates[n], base.interviewers[j], base.dimensions[i], int(x))
        for n, j, i, x in zip(base.candidate, base.interviewer, base.dimension, base.score, strict=True)
    ]
    model = fit_mixed(table_of([*rows, ("once", "R00", "D0", 5)]))
    assert model.overall_error[-1] > 1.2 * model.overall_error[:-1].max()
    assert model.mean < model.overall[-1] < 5


def test_scale_and_order_of_rows_do_not_matter(simulate: Simulate) -> None:
    ratings = simulate(15, 5, 3, 3, keep=0.9, seed=9)
    order = np.random.default_rng(0).permutation(len(ratings))
    shuffled = Ratings(
        ratings.candidates,
        ratings.interviewers,
        ratings.dimensions,
        ratings.candidate[order],
        ratings.interviewer[order],
        ratings.dimension[order],
        2 * ratings.score[order] + 3,
    )
    first, second = fit_mixed(ratings), fit_mixed(shuffled)
    assert second.overall == pytest.approx(2 * first.overall + 3, abs=1e-4)
    assert second.severity_error == pytest.approx(2 * first.severity_error, abs=1e-4)


def test_many_candidates_are_estimated_on_the_same_sample_each_time(
    simulate: Simulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixed, "LARGEST_SAMPLE", 60)
    ratings = simulate(90, 8, 3, 3, seed=4)
    upwards = ratings.where(np.arange(len(ratings))[::-1])
    names = tuple(reversed(ratings.candidates))
    upwards = replace(upwards, candidates=names, candidate=89 - upwards.candidate)
    first, second = fit_mixed(ratings), fit_mixed(upwards)
    assert first.sampled == 60
    assert len(first.overall) == 90
    assert second.overall[::-1] == pytest.approx(first.overall, abs=1e-6)
    assert any("fixed random sample of 60 candidates" in note for note in first.notes)


def test_probabilities_follow_from_level_and_error(simulate: Simulate) -> None:
    model = fit_mixed(simulate(20, 5, 3, 3, seed=5))
    assert model.probability_of_meeting(float(model.overall[0]))[0] == pytest.approx(0.5)
    one_error_below = float(model.overall[0] - model.overall_error[0])
    assert model.probability_of_meeting(one_error_below)[0] == pytest.approx(0.841344746)
    by_dimension = model.probability_by_dimension(model.level[0])
    assert by_dimension[0] == pytest.approx([0.5] * 3)


def test_components_left_out_stay_zero(simulate: Simulate) -> None:
    found = estimate(interviews_of(simulate(15, 5, 3, 3, seed=5)), ("candidate", "interviewer", "residual"))
    assert found.converged
    assert found.components == Components(
        found.components.candidate, found.components.interviewer, 0.0, 0.0, found.components.residual
    )
