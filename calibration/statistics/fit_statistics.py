"""How well ratings fit the many-facet model: mean squares, their standardised form, separation."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from calibration.statistics.ratings import Codes, Floats


@dataclass(frozen=True, eq=False)
class FitStatistics:
    """Per element (elements,), NaN where it has no row or no spread to judge.

    `error` is the model standard error in logits; `infit` and `outfit` are mean squares with expectation 1 (under 0.5: more
    predictable than the model, over 1.5: noisier); `infit_z` and `outfit_z` their standardised form.
    """

    error: Floats
    infit: Floats
    outfit: Floats
    infit_z: Floats
    outfit_z: Floats


def fit_statistics(codes: Codes, size: int, score: Floats, probability: Floats, value: Floats) -> FitStatistics:
    """The fit of each element that `codes` (rows,) numbers, from category probabilities (categories x rows).

    Wright, B. D. & Masters, G. N. (1982), Rating Scale Analysis, ch. 5: infit = sum(y2) / sum(V), outfit = mean(y2 / V).
    """
    mean = value @ probability
    variance = np.maximum(value**2 @ probability - mean**2, 1e-300)
    fourth = ((value[:, None] - mean) ** 4 * probability).sum(axis=0)
    squared = (score - mean) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        count = np.where(_by(codes, size) > 0, _by(codes, size), np.nan)
        information = np.where(count > 0, _by(codes, size, variance), np.nan)
        infit = _by(codes, size, squared) / information
        outfit = _by(codes, size, squared / variance) / count
        spread_in = np.sqrt(_by(codes, size, fourth - variance**2)) / information
        spread_out = np.sqrt(np.maximum(_by(codes, size, fourth / variance**2) / count**2 - 1 / count, 0.0))
        return FitStatistics(
            1 / np.sqrt(information), infit, outfit, standardised(infit, spread_in), standardised(outfit, spread_out)
        )


def standardised(mean_square: Floats, spread: Floats) -> Floats:
    """The mean square as a unit normal deviate by Wilson and Hilferty's cube root; NaN where it has no spread.

    (MS^(1/3) - 1) (3 / q) + q / 3; Wright & Masters (1982), p. 101.
    """
    usable = np.where(spread > 1e-9, spread, np.nan)
    deviate: Floats = (np.cbrt(mean_square) - 1) * (3 / usable) + usable / 3
    return deviate


@dataclass(frozen=True)
class Separation:
    """How many levels of a facet its measures tell apart.

    `ratio` (G) is the true spread over the average error, `strata` (4G + 1) / 3, `reliability` G2 / (1 + G2).
    """

    ratio: float
    strata: float
    reliability: float


def separation_of(ratio: float) -> Separation:
    """Strata and reliability of a separation ratio G. Linacre, Help for Facets, Table 7."""
    return Separation(ratio, (4 * ratio + 1) / 3, ratio**2 / (1 + ratio**2))


def separation(measure: Floats, error: Floats) -> Separation | None:
    """The separation of measures with their model errors, logits; elements with NaN are left out.

    The observed variance is the population's (divided by n). None with fewer than two elements.
    """
    known = np.isfinite(measure) & np.isfinite(error)
    if known.sum() < 2:
        return None
    noise = float((error[known] ** 2).mean())
    return separation_of(math.sqrt(max(float(measure[known].var()) - noise, 0.0) / noise))


def _by(codes: Codes, size: int, rows: Floats | None = None) -> Floats:
    return np.bincount(codes, rows, size).astype(np.float64)
