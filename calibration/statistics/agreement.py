"""Krippendorff's alpha: how far interviewers agree on the same candidate and dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from calibration.statistics.ratings import Codes, Floats, Ratings

FEWEST_CANDIDATES = 5
"""Candidates from which the interval of alpha is drawn at all."""

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, eq=False)
class Units:
    """How often each category was given to each unit (candidate x dimension): `counts` (units x categories).

    `values` (categories,) are the scores the columns stand for, from the lowest to the highest of the scale; `candidate`
    (units,) holds the candidate's code of each unit and never falls.
    """

    counts: Floats
    values: Floats
    candidate: Codes


def units_of(ratings: Ratings, *, low: int, high: int) -> Units:
    """The category counts of every unit with at least one rating, on the scale `low` to `high`."""
    dimensions, categories = len(ratings.dimensions), high - low + 1
    cell, row = np.unique(ratings.candidate * max(dimensions, 1) + ratings.dimension, return_inverse=True)
    keys = row.reshape(-1) * categories + (ratings.score - low)
    counts = np.bincount(keys, minlength=len(cell) * categories).reshape(len(cell), categories).astype(float)
    return Units(counts, np.arange(low, high + 1, dtype=float), (cell // max(dimensions, 1)).astype(np.intp))


def alpha(units: Units, metric: Metric) -> float | None:
    """Krippendorff's alpha, 1 for perfect agreement, 0 for none beyond chance, negative for systematic disagreement.

    None where no unit has two ratings or all paired ratings are the same score, so that there is nothing to agree about.
    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability: 1 - (n - 1) sum(o d2) / sum(n_c n_k d2).
    """
    coincidences = _coincidences(units.counts).sum(axis=0, keepdims=True)
    value = float(_alphas(coincidences, units.values, metric)[0])
    return value if np.isfinite(value) else None


def alpha_interval(
    units: Units, metric: Metric, *, level: float = 0.90, draws: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """The percentile interval of alpha over bootstrap samples of candidates (not of units: one candidate's units hang together).

    None with fewer than five candidates, or where more than a tenth of the samples show no variation.
    """
    first = np.flatnonzero(np.diff(units.candidate, prepend=-1))
    if len(first) < FEWEST_CANDIDATES:
        return None
    categories = units.counts.shape[1]
    each = _coincidences(units.counts, first).reshape(len(first), -1)
    times = np.random.default_rng(seed).multinomial(len(first), np.full(len(first), 1 / len(first)), draws)
    samples = (times @ each).reshape(draws, categories, categories)
    alphas = _alphas(samples, units.values, metric)
    alphas = alphas[np.isfinite(alphas)]
    if len(alphas) < 0.9 * draws:
        return None
    tail = (1 - level) / 2
    low, high = np.quantile(alphas, [tail, 1 - tail])
    return float(low), float(high)


def _coincidences(counts: Floats, first: Codes | None = None) -> Floats:
    """Coincidence matrices (groups x categories x categories), summed over the units from each entry of `first` on."""
    given = counts.sum(axis=1)
    weight = np.where(given > 1, 1 / np.maximum(given - 1, 1), 0.0)
    starts = np.zeros(1, dtype=np.intp) if first is None else first
    groups, categories = len(starts), counts.shape[1]
    matrices = np.zeros((groups, categories, categories))
    if not len(counts):
        return matrices
    for category in range(categories):
        pairs = counts[:, category, None] * counts
        pairs[:, category] -= counts[:, category]
        matrices[:, category, :] = np.add.reduceat(pairs * weight[:, None], starts, axis=0)
    return matrices


def _alphas(coincidences: Floats, values: Floats, metric: Metric) -> Floats:
    """Alpha of each coincidence matrix (samples x categories x categories); NaN where nothing varies."""
    totals = coincidences.sum(axis=2)
    count = totals.sum(axis=1)
    distance = _squared_distances(totals, values, metric)
    observed = (coincidences * distance).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2))
    alphas = np.full(len(count), np.nan)
    varies = expected > 0
    alphas[varies] = 1 - (count[varies] - 1) * observed[varies] / expected[varies]
    return alphas


def _squared_distances(totals: Floats, values: Floats, metric: Metric) -> Floats:
    categories = len(values)
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(categories), (len(totals), categories, categories))
    if metric == "ordinal":
        middle = np.cumsum(totals, axis=1) - totals / 2
        ranks: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
        return ranks
    difference = values[:, None] - values[None, :]
    if metric == "ratio":
        difference = difference / np.where(values[:, None] + values[None, :] == 0, 1, values[:, None] + values[None, :])
    return np.broadcast_to(difference**2, (len(totals), categories, categories))
