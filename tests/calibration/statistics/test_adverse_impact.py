from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from calibration.statistics.adverse_impact import adverse_impact, is_under_four_fifths, newcombe_interval


def test_ratios_and_flags_are_those_of_the_guidelines(reference_cases: dict[str, dict[str, Any]]) -> None:
    case = reference_cases["ugesp_qa_11"]
    groups = {group: (round(100 * rate), 100) for group, rate in case["input"].items()}
    found = {impact.group: impact for impact in adverse_impact(groups)}
    assert {group: impact.ratio for group, impact in found.items()} == pytest.approx(case["computed"], abs=1e-12)
    assert [group for group, impact in found.items() if impact.flagged] == case["published"]["flag_<0.8"]
    assert [group for group, impact in found.items() if impact.is_highest] == ["white"]


def test_exactly_four_fifths_is_not_flagged_whatever_floating_point_says() -> None:
    assert not is_under_four_fifths(48, 100, 60, 100)
    assert is_under_four_fifths(479, 1000, 600, 1000)


def test_the_p_value_is_fishers(reference_cases: dict[str, dict[str, Any]]) -> None:
    case = reference_cases["fisher_tea"]
    assert stats.fisher_exact(np.array(case["input"])).pvalue == pytest.approx(case["computed"]["two_sided"], abs=1e-12)
    (_, second) = adverse_impact({"a": (9, 12), "b": (3, 12)})
    assert second.p_value == pytest.approx(stats.fisher_exact(np.array([[3, 9], [9, 3]])).pvalue)


def test_the_interval_is_newcombes_published_one() -> None:
    """Newcombe (1998), Table II, method 10: 56/70 less 48/80."""
    assert newcombe_interval(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert newcombe_interval(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_one_person_can_turn_a_flag() -> None:
    found = {
        impact.group: impact for impact in adverse_impact({"a": (10, 20), "b": (7, 18), "c": (5, 20), "d": (8, 20)})
    }
    assert [found[group].flagged for group in "abcd"] == [False, True, True, False]
    assert [found[group].flips_with_one for group in "abcd"] == [None, True, False, True]


def test_small_groups_are_withheld_and_cannot_be_the_highest() -> None:
    found = adverse_impact({"few": (4, 4), "many": (10, 20)})
    assert found[0].suppressed
    assert (found[0].applicants, found[0].rate, found[0].ratio, found[0].flagged) == (None, None, None, None)
    assert found[1].is_highest
    assert all(impact.suppressed for impact in adverse_impact({"a": (1, 3), "b": (0, 2)}))


def test_when_nobody_is_selected_there_is_no_ratio() -> None:
    found = adverse_impact({"a": (0, 20), "b": (0, 10)})
    assert [(impact.ratio, impact.flagged) for impact in found] == [(None, False), (None, False)]


def test_more_selected_than_applied_is_refused() -> None:
    with pytest.raises(ValueError, match="7 selected of 6"):
        adverse_impact({"a": (7, 6)})
