"""Drift of severity, against tables drawn with a drift that is known, and without one."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.statistics.drift import FEWEST_IN_A_WINDOW, Drift, Reading, drift, quarters, readings
from calibration.statistics.mixed import fit_mixed
from calibration.statistics.ratings import Ratings

INTERVIEWERS, CANDIDATES, PANEL, DIMENSIONS, WINDOWS = 12, 120, 4, 5, 4


def drawn(seed: int, step: float) -> tuple[Ratings, np.ndarray]:
    """A year of interviews and each row's quarter; the first interviewer grows `step` points harsher each quarter.

    Candidates grow better over the year, so that a mean over time alone would tell a drift of everybody.
    """
    rng = np.random.default_rng(seed)
    quarter = np.arange(CANDIDATES) * WINDOWS // CANDIDATES
    order = rng.random((CANDIDATES, INTERVIEWERS)).argpartition(PANEL - 1, axis=1)[:, :PANEL]
    order[::2, 0] = 0
    order[::2, 1:] = np.where(order[::2, 1:] == 0, 1 + (np.arange(PANEL - 1) + 7) % 11, order[::2, 1:])
    rows: dict[tuple[int, int, int], float] = {}
    severity = 0.3 * rng.standard_normal(INTERVIEWERS)
    for n in range(CANDIDATES):
        level = 2.8 + 0.2 * quarter[n] + 0.6 * rng.standard_normal() + 0.3 * rng.standard_normal(DIMENSIONS)
        for j in set(order[n].tolist()):
            harsh = severity[j] + (step * quarter[n] if j == 0 else 0.0)
            given = level - harsh + 0.3 * rng.standard_normal() + 0.5 * rng.standard_normal(DIMENSIONS)
            rows |= {(n, j, i): given[i] for i in range(DIMENSIONS)}
    n, j, i = (np.array(column) for column in zip(*rows, strict=True))
    score = np.clip(np.rint(list(rows.values())), 1, 5).astype(int)
    names = [
        tuple(f"{letter}{k}" for k in range(size))
        for letter, size in (("C", CANDIDATES), ("R", INTERVIEWERS), ("D", DIMENSIONS))
    ]
    return Ratings(names[0], names[1], names[2], n, j, i, score), quarter[n]


def found(seed: int, step: float) -> list[Drift | None]:
    ratings, window = drawn(seed, step)
    said = readings(ratings, fit_mixed(ratings), window)
    return [drift([row for row in said if row.interviewer == code]) for code in range(INTERVIEWERS)]


def test_a_drift_is_found_with_its_size_and_nobody_elses() -> None:
    own, *others = found(1, 0.3)
    assert own is not None
    assert own.interval[0] < 0.9 < own.interval[1]
    assert own.p_value < 0.001
    assert [(each.window, each.interviews >= FEWEST_IN_A_WINDOW) for each in own.windows] == [
        (place, True) for place in range(4)
    ]
    assert [each.p_value < 0.001 for each in others if each is not None].count(True) == 0


def test_without_a_drift_its_interval_holds_nought_as_often_as_it_says() -> None:
    told = [each for seed in range(5) for each in found(seed, 0.0) if each is not None]
    held = [each.interval[0] < 0 < each.interval[1] for each in told]
    assert len(told) >= 55
    assert np.mean(held) >= 0.85
    assert np.mean([each.p_value < 0.05 for each in told]) <= 0.12


def row(window: int) -> Reading:
    return Reading(0, window, 0.5, 0.2)


@pytest.mark.parametrize(("first", "second", "told"), [(5, 5, True), (5, 4, False), (30, 0, False)])
def test_a_drift_needs_two_windows_of_enough_interviews(first: int, second: int, told: bool) -> None:
    assert FEWEST_IN_A_WINDOW == 5
    assert (drift([row(0)] * first + [row(1)] * second) is not None) is told


def test_a_candidate_whom_nobody_else_rated_says_nothing() -> None:
    ratings, window = drawn(3, 0.0)
    alone = ratings.where((ratings.candidate > 0) | (ratings.interviewer == 0))
    kept = window[(ratings.candidate > 0) | (ratings.interviewer == 0)]
    said = readings(alone, fit_mixed(ratings), kept)
    assert len(said) == len(np.unique(alone.candidate * INTERVIEWERS + alone.interviewer)) - 1


def test_quarters_follow_each_other_over_new_year() -> None:
    assert np.diff(quarters(["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"])).tolist() == [1, 0, 1]
