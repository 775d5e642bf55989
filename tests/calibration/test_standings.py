"""Plain standings: means, gaps and what to discuss."""

from __future__ import annotations

from dataclasses import replace

from calibration.standings import DimensionFacts, standings

DESIGN = DimensionFacts(1, "System design", bar=3, must_have=True)


def standing(scores: list[int], planned: int = 2, wanted: int = 2) -> tuple[float | None, str | None, str | None]:
    (row,) = standings([DESIGN], {1: scores}, {1: planned}, wanted=wanted)
    return row.spread.mean, row.gap, row.discuss


def test_enough_agreeing_scores_leave_nothing_to_mend() -> None:
    assert standing([4, 4]) == (4.0, None, None)


def test_a_dimension_that_no_interview_covers_is_a_gap_without_a_mean() -> None:
    assert standing([], planned=0) == (None, "No interview covered it.", None)


def test_a_planned_dimension_that_nobody_observed_is_a_gap() -> None:
    assert standing([]) == (None, "Planned, but nobody observed it yet.", None)


def test_too_few_interviewers_are_counted() -> None:
    assert standing([3], wanted=3)[1] == "1 of 3 wanted interviewers scored it."


def test_a_dimension_can_want_another_number_of_interviewers() -> None:
    rows = standings([replace(DESIGN, wanted=1), replace(DESIGN, id=2, wanted=3)], {1: [3], 2: [3, 3]}, {}, wanted=2)
    assert [(row.wanted, row.gap) for row in rows] == [(1, None), (3, "2 of 3 wanted interviewers scored it.")]


def test_scores_on_both_sides_of_the_bar_are_to_be_discussed() -> None:
    assert standing([2, 3])[2] == "Scores from 2 to 3: some reach the bar, some do not."


def test_scores_two_points_apart_are_to_be_discussed() -> None:
    assert standing([3, 5])[2] == "Scores from 3 to 5 lie 2 points apart."
