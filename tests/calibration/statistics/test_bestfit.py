from __future__ import annotations

import pytest
from scipy import stats

from calibration.statistics.bestfit import best_fit

LEVELS = ["P2", "P3", "P4", "P5", "P6"]


def test_the_level_whose_band_holds_most_mass_fits_best() -> None:
    found = best_fit(3.9, 0.5, levels=LEVELS, target="P4", bar=3)
    assert (found.level, found.below, found.above) == ("P5", "P4", "P6")
    normal = stats.norm(3.9, 0.5)
    assert found.masses == pytest.approx(
        {
            "P2": normal.cdf(1.5),
            "P3": normal.cdf(2.5) - normal.cdf(1.5),
            "P4": normal.cdf(3.5) - normal.cdf(2.5),
            "P5": normal.cdf(4.5) - normal.cdf(3.5),
            "P6": 1 - normal.cdf(4.5),
        }
    )
    assert sum(found.masses.values()) == pytest.approx(1)


def test_the_ends_of_the_ladder_take_what_lies_beyond() -> None:
    assert best_fit(9.0, 0.3, levels=LEVELS, target="P4", bar=3).above is None
    lowest = best_fit(0.2, 0.3, levels=LEVELS, target="P4", bar=3)
    assert (lowest.level, lowest.below) == ("P2", None)
    assert best_fit(1.0, 0.3, levels=["P4"], target="P4", bar=3).masses == {"P4": 1.0}


def test_a_target_off_the_ladder_or_no_error_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the ladder"):
        best_fit(3.0, 0.3, levels=LEVELS, target="M1", bar=3)
    with pytest.raises(ValueError, match="positive"):
        best_fit(3.0, 0.0, levels=LEVELS, target="P4", bar=3)
