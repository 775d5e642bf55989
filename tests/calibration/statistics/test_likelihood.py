"""The sparse, batched equations against dense matrices written out in the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import numpy as np
import pytest

from calibration.statistics.identification import EFFECTS
from calibration.statistics.interviews import interviews_of
from calibration.statistics.likelihood import Components, slope, solve
from calibration.statistics.posterior import level_covariance
from calibration.statistics.ratings import Ratings

SOME = Components(candidate=0.7, interviewer=0.4, halo=0.35, profile=0.25, residual=0.6)


def dense_parts(ratings: Ratings) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Fixed design (rows x dimensions) and one incidence matrix per random effect."""
    people, panel, dimensions = len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions)
    return np.eye(dimensions)[ratings.dimension], {
        "candidate": np.eye(people)[ratings.candidate],
        "interviewer": -np.eye(panel)[ratings.interviewer],
        "halo": np.eye(people * panel)[ratings.candidate * panel + ratings.interviewer],
        "profile": np.eye(people * dimensions)[ratings.candidate * dimensions + ratings.dimension],
    }


def dense_variance(ratings: Ratings, components: Components) -> np.ndarray:
    _, effects = dense_parts(ratings)
    variance = components.residual**2 * np.eye(len(ratings))
    for name, matrix in effects.items():
        variance += getattr(components, name) ** 2 * matrix @ matrix.T
    return variance


def dense_criterion(ratings: Ratings, components: Components) -> float:
    fixed, _ = dense_parts(ratings)
    variance = dense_variance(ratings, components)
    inverse = np.linalg.inv(variance)
    information = fixed.T @ inverse @ fixed
    x = ratings.score.astype(float)
    residual = x - fixed @ np.linalg.solve(information, fixed.T @ inverse @ x)
    return float(np.linalg.slogdet(variance)[1] + np.linalg.slogdet(information)[1] + residual @ inverse @ residual)


@pytest.fixture(params=[1.0, 0.7], ids=["complete", "gaps"])
def ratings(request: pytest.FixtureRequest, simulate: Callable[..., Ratings]) -> Ratings:
    return simulate(12, 5, 3, 3, keep=request.param, seed=3).compact()


@pytest.mark.parametrize(
    "components",
    [
        SOME,
        Components(0.7, 0.4, 0.0, 0.25, 0.6),
        Components(0.7, 0.0, 0.3, 0.0, 0.6),
        Components(0.0, 0.4, 0.3, 0.2, 0.6),
    ],
)
def test_the_criterion_is_that_of_dense_matrices(ratings: Ratings, components: Components) -> None:
    assert solve(interviews_of(ratings), components).criterion == pytest.approx(dense_criterion(ratings, components))


@pytest.mark.parametrize("name", EFFECTS)
def test_the_slope_is_the_change_of_the_criterion(ratings: Ratings, name: str) -> None:
    width = 1e-4
    variance = getattr(SOME, name) ** 2

    def at(value: float) -> float:
        return dense_criterion(ratings, Components(**{**asdict(SOME), name: float(np.sqrt(value))}))

    expected = (at(variance + width) - at(variance - width)) / (2 * width)
    interviews = interviews_of(ratings)
    assert slope(interviews, solve(interviews, SOME))[name] == pytest.approx(expected, rel=1e-5, abs=1e-5)


def test_effects_and_levels_are_those_of_generalised_least_squares(ratings: Ratings) -> None:
    fixed, effects = dense_parts(ratings)
    inverse = np.linalg.inv(dense_variance(ratings, SOME))
    covariance_of_means = np.linalg.inv(fixed.T @ inverse @ fixed)
    x = ratings.score.astype(float)
    means = covariance_of_means @ fixed.T @ inverse @ x
    residual = inverse @ (x - fixed @ means)
    people, panel, dimensions = len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions)
    interviews = interviews_of(ratings)
    equations = solve(interviews, SOME)
    severity = SOME.interviewer**2 * effects["interviewer"].T @ residual
    assert SOME.interviewer * equations.border[:panel] == pytest.approx(severity)
    assert equations.border[panel:] == pytest.approx(means)

    # a level is a linear form of fixed and random effects: its error follows from Var(form' b - predictor)
    form = np.kron(np.eye(people), np.ones((dimensions, 1)))
    prior = SOME.candidate**2 * form @ form.T + SOME.profile**2 * np.eye(people * dimensions)
    with_data = SOME.candidate**2 * form @ effects["candidate"].T + SOME.profile**2 * effects["profile"].T
    level = (means.mean() + with_data @ residual).reshape(people, dimensions)
    fixed_form = np.full((people * dimensions, dimensions), 1 / dimensions) - with_data @ inverse @ fixed
    covariance = prior - with_data @ inverse @ with_data.T + fixed_form @ covariance_of_means @ fixed_form.T
    assert equations.border[panel:].mean() + equations.effect[:, :1] + equations.effect[:, 1:] == pytest.approx(level)
    found = level_covariance(interviews, equations)
    for person in range(people):
        part = slice(person * dimensions, (person + 1) * dimensions)
        assert found[person] == pytest.approx(covariance[part, part])
