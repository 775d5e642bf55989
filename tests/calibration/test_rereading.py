"""The same evidence held against another level: only the bar moves, and what cannot be told is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from calibration.measured import measured
from calibration.rereading import BarAnchor, Reading, caveats, readings, reread
from calibration.statistics.posterior import joint_probabilities, joint_probability
from calibration.statistics.standing import Standing

LABELS = {"P3": "P3 Engineer", "P4": "P4 Senior", "P5": "P5 Staff"}
TARGET = ("P4", "P4 Senior")


def steps(*codes: str | None) -> list[tuple[int, str | None]]:
    return list(enumerate(codes, 1))


def level(estimate: float, error: float = 0.4) -> dict[str, float]:
    return {"estimate": estimate, "error": error, "low": estimate - 1.645 * error, "high": estimate + 1.645 * error}


def figures(**changes: Any) -> dict[str, Any]:
    row = {"raw": 3.4, "count": 3, "bar": 3, "level": level(3.6), "probability": 0.93}
    return {
        "interviewers": 3,
        "raw": 3.4,
        "subset": 0,
        "cards": [[11, 1, 101], [12, 2, 102], [13, 3, 103]],
        "dimensions": {"7": row, "8": {**row, "count": 1, "level": None, "probability": None}},
        "overall": {
            **level(3.6),
            "bar": 3.0,
            "probability": 0.93,
            "parts": {"severity": 0.2, "dimensions": 0.0, "shrinkage": 0.0},
            "dependability": 0.7,
            "interviewers_needed": 5,
        },
        "must_haves": {"probability": 0.9, "uncovered": [], "count": 1, "moved": {"-1": 0.99, "1": 0.2}},
        "levels": None,
        "without": [{"interviewer": 2, "estimate": 4.1, "raw": 4.2, "crosses": False}],
        **changes,
    }


RUN: dict[str, Any] = {
    "deviations": {"interviewer": 0.3},
    "interviewers": {},
    "reason": None,
    "subsets": 1,
    "weak_prior": False,
    "candidates": 40,
}


def test_the_neighbours_of_the_target_are_offered_lowest_first() -> None:
    found = readings(TARGET, steps(None, "P3", "P4", "P5", "P5"), LABELS)
    assert found == (Reading("P3", "P3 Engineer", -1), Reading("P4", "P4 Senior", 0), Reading("P5", "P5 Staff", 1))


@pytest.mark.parametrize(
    ("anchors", "codes"),
    [
        (steps("P2", "P3", "P4", "P4", "P4"), ["P3", "P4"]),
        (steps(None, None, "P4", "P5", "P5"), ["P4", "P5"]),
        (steps(None, None, "P4", "P4", "P4"), ["P4"]),
        ([(4, "P5"), (4, "P3"), (2, "P3")], ["P3", "P4"]),
        (steps(None, "E2", "P4", "E4", "E5"), ["P4"]),
    ],
    ids=["top of the ladder", "bottom", "no ladder", "anchors disagree", "levels of another ladder"],
)
def test_no_level_is_offered_that_the_ladder_lacks_or_the_anchors_do_not_agree_on(
    anchors: list[tuple[int, str | None]], codes: list[str]
) -> None:
    assert [row.code for row in readings(TARGET, anchors, LABELS)] == codes


def test_a_level_up_moves_every_bar_by_a_point_and_nothing_else() -> None:
    before, found = figures(), reread(figures(), 1, low=1, high=5)
    kept = {key for key in before if found[key] == before[key]}
    assert kept == {"interviewers", "raw", "subset", "cards", "levels"}
    assert (found["overall"]["bar"], found["dimensions"]["7"]["bar"]) == (4.0, 4)
    assert {key: found["overall"][key] for key in ("estimate", "low", "high")} == {
        key: before["overall"][key] for key in ("estimate", "low", "high")
    }
    assert found["overall"]["probability"] == pytest.approx(norm.cdf((3.6 - 4) / 0.4))
    assert found["dimensions"]["8"]["probability"] is None
    assert found["must_haves"]["probability"] == 0.2


def test_read_against_the_target_itself_nothing_changes() -> None:
    assert reread(figures(), 0, low=1, high=5) == figures()


def test_a_level_down_and_up_again_gives_the_chances_of_the_target() -> None:
    back = reread(reread(figures(), -1, low=1, high=5), 1, low=1, high=5)
    assert back["overall"]["probability"] == pytest.approx(norm.cdf((3.6 - 3) / 0.4))
    assert back["dimensions"]["7"]["bar"] == 3


def test_who_tips_the_answer_is_asked_anew_at_the_moved_bar() -> None:
    assert [row["crosses"] for row in reread(figures(), 1, low=1, high=5)["without"]] == [True]
    assert [row["crosses"] for row in reread(figures(), -1, low=1, high=5)["without"]] == [False]


@pytest.mark.parametrize(("bar", "shift"), [(5, 1), (2, -1), (1, -1)])
def test_where_the_scale_ends_before_the_bar_nothing_is_told(bar: int, shift: int) -> None:
    row = {"raw": 4.8, "count": 3, "bar": bar, "level": level(4.8), "probability": 0.4}
    found = reread(figures(dimensions={"7": row}), shift, low=1, high=5)
    shown = measured(found, RUN, {})
    assert found["dimensions"]["7"]["probability"] is None
    assert (shown.dimensions or {})[7].standing is Standing.INSUFFICIENT
    assert (shown.dimensions or {})[7].crosses is False


def test_a_run_that_kept_no_joint_chance_for_the_level_leaves_it_untold() -> None:
    old = figures(must_haves={"probability": 0.9, "uncovered": [], "count": 1})
    joint = measured(reread(old, 1, low=1, high=5), RUN, {}).must_haves
    assert joint is not None
    assert (joint.probability, joint.is_untold, joint.standing) == (None, True, Standing.INSUFFICIENT)


def test_without_an_estimate_there_is_nothing_to_reread() -> None:
    found = reread(figures(overall=None, must_haves=None, without=None), 1, low=1, high=5)
    assert (found["overall"], found["must_haves"], found["dimensions"]["7"]["bar"]) == (None, None, 4)


def test_moved_joint_chances_are_those_of_moved_bars() -> None:
    estimate, covariance = np.array([3.4, 3.1]), np.array([[0.2, 0.12], [0.12, 0.25]])
    found = joint_probabilities(estimate, covariance, [3.0, 3.0], [-1.0, 0.0, 1.0])
    assert found == [joint_probability(estimate, covariance, [bar, bar]) for bar in (2.0, 3.0, 4.0)]


def test_what_is_assumed_and_unknown_is_said() -> None:
    up, down = Reading("P5", "P5 Staff", 1), Reading("P3", "P3 Engineer", -1)
    bars = [BarAnchor("Design", 4, True), BarAnchor("Delivery", 4, False), BarAnchor("Ownership", 6, False)]
    said = " ".join(caveats(up, "P4", bars, low=1, high=5))
    assert "one point higher" in said
    assert "A 5 is all the scale can show" in said
    assert "No anchor is written for P5 on Delivery:" in said
    assert "The scale ends before the bar of P5 on Ownership:" in said
    assert "A 1 is the least the scale can show" in " ".join(caveats(down, "P4", [], low=1, high=5))
    assert caveats(Reading(*TARGET, 0), "P4", bars, low=1, high=5) == ()
