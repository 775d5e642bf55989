from __future__ import annotations

import pytest

from calibration.statistics.dependability import dependability, interviewers_needed
from calibration.statistics.likelihood import Components

PARTS = Components(candidate=0.6, interviewer=0.4, halo=0.4, profile=0.3, residual=0.7)


def test_dependability_is_the_share_of_true_variance() -> None:
    error = 0.09 / 5 + (0.16 + 0.16) / 4 + 0.49 / 20
    assert dependability(PARTS, interviewers=4, dimensions=5) == pytest.approx(0.36 / (0.36 + error))


@pytest.mark.parametrize("goal", [0.5, 0.7, 0.8, 0.9])
def test_the_number_needed_is_the_first_that_reaches_the_goal(goal: float) -> None:
    needed = interviewers_needed(PARTS, dimensions=5, goal=goal)
    assert needed is not None
    reached = [dependability(PARTS, interviewers=count, dimensions=5) or 0 for count in range(1, needed + 1)]
    assert reached[-1] >= goal - 1e-12
    assert all(value < goal - 1e-12 for value in reached[:-1])


def test_a_goal_that_profiles_put_out_of_reach_has_no_number() -> None:
    assert interviewers_needed(PARTS, dimensions=1, goal=0.9) is None


def test_nothing_to_depend_on_is_none() -> None:
    assert dependability(PARTS, interviewers=0, dimensions=5) is None
    assert dependability(Components(0, 0, 0, 0, 0), interviewers=3, dimensions=5) is None
