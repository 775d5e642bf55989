"""Whether an interviewer's severity moved: over time or from one rubric version to the next, beside colleagues.

Each interview is set against the other interviews of the same candidate, so that stronger candidates are not taken for
milder scoring: own mean (dimension effects removed) against that of the others, with the others' severities put back. Its
negative is one noisy reading of the interviewer's severity then, with the variance (sh2 + se2/I) for the own interview plus
the same for the mean of the others, from the fitted model. A window's severity is the weighted mean of its readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from calibration.statistics.mixed import MixedModel
from calibration.statistics.ratings import Codes, Floats, Ratings

FEWEST_IN_A_WINDOW = 5
"""Interviews of one window from which its severity is told at all: the gate of the measurement notes, for each window."""
_Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Reading:
    """One interview: which window it fell into, and what it says of the severity then, in points, with its variance."""

    interviewer: int
    window: int
    severity: float
    variance: float


@dataclass(frozen=True, slots=True)
class Window:
    """The severity in one window, in points (positive: below colleagues), with its 90 % interval."""

    window: int
    interviews: int
    severity: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drift:
    """How the severity moved over `windows`, in order: `change` is the last window less the first, with its 90 % interval.

    `p_value` (two-sided) asks whether a weighted straight line through the windows is level. Windows under
    FEWEST_IN_A_WINDOW interviews are left out; there are two at least.
    """

    windows: tuple[Window, ...]
    change: float
    interval: tuple[float, float]
    p_value: float


def readings(ratings: Ratings, mixed: MixedModel, windows: Codes) -> list[Reading]:
    """What each interview (candidate x interviewer) says of its interviewer's severity then; `windows` (rows,).

    Interviews of candidates whom nobody else rated say nothing and are left out. A reading's window is that of its first row.
    """
    panel = len(ratings.interviewers)
    cell, first, row = np.unique(
        ratings.candidate * panel + ratings.interviewer, return_index=True, return_inverse=True
    )
    count = np.bincount(row).astype(float)
    mean = np.bincount(row, ratings.score - mixed.dimension_effect[ratings.dimension]) / count
    candidate, interviewer = cell // panel, cell % panel
    components = mixed.equations.components
    noise = components.halo**2 + components.residual**2 / count
    return _against_others(candidate, interviewer, mean, noise, mixed.severity, windows[first])


def _against_others(
    candidate: Codes, interviewer: Codes, mean: Floats, noise: Floats, severity: Floats, window: Codes
) -> list[Reading]:
    weight = 1 / np.maximum(noise, 1e-9)
    level = mean + severity[interviewer]
    size = int(candidate.max(initial=-1)) + 1
    total, sums = np.bincount(candidate, weight, size), np.bincount(candidate, weight * level, size)
    left = total[candidate] - weight
    found = []
    for place in np.flatnonzero(np.bincount(candidate, minlength=size)[candidate] > 1):
        others = (sums[candidate[place]] - weight[place] * level[place]) / left[place]
        found.append(
            Reading(
                int(interviewer[place]),
                int(window[place]),
                float(others - mean[place]),
                float(noise[place] + 1 / left[place]),
            )
        )
    return found


def drift(own: Sequence[Reading]) -> Drift | None:
    """How one interviewer's severity moved, from their own readings; None with fewer than two windows of enough interviews."""
    by_window: dict[int, list[Reading]] = {}
    for reading in own:
        by_window.setdefault(reading.window, []).append(reading)
    windows = [_window(place, rows) for place, rows in sorted(by_window.items()) if len(rows) >= FEWEST_IN_A_WINDOW]
    if len(windows) < 2:  # one window moves nowhere
        return None
    told = [window for window, _ in windows]
    errors = np.array([error for _, error in windows])
    change = told[-1].severity - told[0].severity
    half = _Z90 * float(np.hypot(errors[0], errors[-1]))
    return Drift(tuple(told), change, (change - half, change + half), _p_value(told, errors))


def _window(place: int, rows: Sequence[Reading]) -> tuple[Window, float]:
    weights = np.array([1 / max(row.variance, 1e-9) for row in rows])
    severity = float(weights @ np.array([row.severity for row in rows]) / weights.sum())
    error = float(1 / np.sqrt(weights.sum()))
    return Window(place, len(rows), severity, (severity - _Z90 * error, severity + _Z90 * error)), error


def _p_value(windows: Sequence[Window], errors: Floats) -> float:
    """Two-sided, of no linear trend over the windows' places."""
    weights = 1 / errors**2
    at = np.array([float(window.window) for window in windows])
    severity = np.array([window.severity for window in windows])
    away = at - weights @ at / weights.sum()
    slope_error = 1 / np.sqrt(weights @ away**2)
    slope = float(weights @ (away * severity) / (weights @ away**2))
    return float(2 * ndtr(-abs(slope / slope_error)))


def quarters(days: Sequence[str]) -> list[int]:
    """The quarter of each ISO day, as a running number: 2026-03-31 and 2026-04-01 are one apart."""
    return [int(day[:4]) * 4 + (int(day[5:7]) - 1) // 3 for day in days]
