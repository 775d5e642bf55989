"""Hiring-shaped ratings drawn from the rating-scale model, with the truth they were drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.statistics.ratings import Ratings

THRESHOLDS = (-2.4, -0.9, 0.8, 2.5)
CANDIDATE, HALO, PROFILE = 1.0, 0.7, 0.5
"""Standard deviations of the effects in logits."""


@dataclass(frozen=True, eq=False)
class Simulation:
    """`overall` (candidates,): the score expected of an average interviewer, averaged over the dimensions, in points 1-5."""

    ratings: Ratings
    overall: NDArray[np.float64]


def draw(
    rng: np.random.Generator, *, candidates: int, interviewers: int, dimensions: int, panel: int, severity: float
) -> Simulation:
    """One table: every candidate meets `panel` different interviewers, who rate every dimension; severity in logits."""
    order = rng.random((candidates, interviewers)).argpartition(panel - 1, axis=1)[:, :panel]
    n = np.repeat(np.arange(candidates), panel * dimensions)
    j = np.repeat(order.ravel(), dimensions)
    i = np.tile(np.arange(dimensions), candidates * panel)
    level = CANDIDATE * rng.standard_normal(candidates)[:, None] + PROFILE * rng.standard_normal(
        (candidates, dimensions)
    )
    halo = np.repeat(HALO * rng.standard_normal(candidates * panel), dimensions)
    difficulty = np.linspace(-0.5, 0.5, dimensions)
    harshness = severity * rng.standard_normal(interviewers)
    share = np.cumsum(_probabilities(level[n, i] - difficulty[i] - harshness[j] + halo), axis=1)
    score = np.minimum((rng.random(len(n))[:, None] > share).sum(axis=1), 4) + 1
    nodes, weights = np.polynomial.hermite_e.hermegauss(9)
    spread = np.hypot(severity, HALO) * nodes
    expected = _probabilities((level - difficulty)[:, :, None] + spread) @ np.arange(1, 6)
    ratings = Ratings(
        tuple(f"C{code}" for code in range(candidates)),
        tuple(f"R{code}" for code in range(interviewers)),
        tuple(f"D{code}" for code in range(dimensions)),
        n,
        j,
        i,
        score,
    )
    return Simulation(ratings, (expected @ weights / weights.sum()).mean(axis=1))


def _probabilities(location: NDArray[np.float64]) -> NDArray[np.float64]:
    logits = location[..., None] * np.arange(5) - np.concatenate([[0.0], np.cumsum(THRESHOLDS)])
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = weights / weights.sum(axis=-1, keepdims=True)
    return shares
