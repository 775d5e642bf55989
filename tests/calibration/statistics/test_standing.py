from __future__ import annotations

import numpy as np
import pytest

from calibration.statistics.must_haves import MustHaves, must_haves
from calibration.statistics.standing import (
    SeverityUse,
    Standing,
    dimension_standing,
    is_crossing,
    is_raw_primary,
    is_tie,
    overall_standing,
    severity_use,
    standing,
)


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (1.0, Standing.CLEAR),
        (0.90, Standing.CLEAR),
        (0.899, Standing.LIKELY),
        (0.70, Standing.LIKELY),
        (0.699, Standing.BORDERLINE),
        (0.30, Standing.BORDERLINE),
        (0.299, Standing.UNLIKELY),
        (0.101, Standing.UNLIKELY),
        (0.10, Standing.CLEARLY_BELOW),
        (0.0, Standing.CLEARLY_BELOW),
        (None, Standing.INSUFFICIENT),
    ],
)
def test_standings_turn_at_their_bounds(probability: float | None, expected: Standing) -> None:
    assert standing(probability) is expected


def test_coverage_comes_before_any_probability() -> None:
    assert dimension_standing(0.99, interviewers=1) is Standing.INSUFFICIENT
    assert dimension_standing(0.99, interviewers=2) is Standing.CLEAR
    assert overall_standing(0.01, interviewers=2) is Standing.INSUFFICIENT
    assert overall_standing(0.01, interviewers=3) is Standing.CLEARLY_BELOW


@pytest.mark.parametrize(
    ("interviews", "use"),
    [
        (0, SeverityUse.HIDDEN),
        (4, SeverityUse.HIDDEN),
        (5, SeverityUse.PROVISIONAL),
        (9, SeverityUse.PROVISIONAL),
        (10, SeverityUse.SHOWN),
        (19, SeverityUse.SHOWN),
        (20, SeverityUse.COACHING),
    ],
)
def test_severity_is_shown_by_number_of_interviews(interviews: int, use: SeverityUse) -> None:
    assert severity_use(interviews) is use


def test_raw_means_come_first_when_severity_hardly_varies_on_any_scale() -> None:
    assert is_raw_primary(0.14)
    assert not is_raw_primary(0.15)
    assert is_raw_primary(0.3, scale_width=10)
    assert is_raw_primary(None)


def test_crossing_and_ties() -> None:
    assert is_crossing(2.9, 3.0, bar=3)
    assert not is_crossing(3.0, 3.4, bar=3)
    assert is_tie((2.0, 3.0), (3.0, 4.0))
    assert not is_tie((2.0, 2.9), (3.0, 4.0))


LEVEL = np.array([3.6, 3.4, 2.6])
COVARIANCE = np.full((3, 3), 0.1) + 0.1 * np.eye(3)
NAMES = ["D1", "D2", "D3"]


def test_a_must_have_without_coverage_is_insufficient_not_failed() -> None:
    answer = must_haves(LEVEL, COVARIANCE, dimensions=NAMES, bars={"D1": 3, "D3": 3}, interviewers={"D1": 3, "D3": 1})
    assert answer.uncovered == ("D3",)
    assert answer.standing is Standing.INSUFFICIENT
    assert answer.probability == pytest.approx(0.910141, abs=1e-5)


def test_must_haves_are_judged_together_each_against_its_bar() -> None:
    everyone = dict.fromkeys(NAMES, 3)
    both = must_haves(LEVEL, COVARIANCE, dimensions=NAMES, bars={"D1": 3, "D2": 3}, interviewers=everyone)
    harder = must_haves(LEVEL, COVARIANCE, dimensions=NAMES, bars={"D1": 3, "D2": 4}, interviewers=everyone)
    assert both.probability is not None
    assert harder.probability is not None
    assert 0.910 * 0.814 < both.probability < 0.814
    assert harder.probability < 0.1
    assert harder.standing is Standing.CLEARLY_BELOW


def test_without_must_haves_nothing_is_in_the_way() -> None:
    assert must_haves(LEVEL, COVARIANCE, dimensions=NAMES, bars={}, interviewers={}) == MustHaves(
        1.0, Standing.CLEAR, ()
    )
