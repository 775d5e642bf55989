"""What may be shown of a run's figures: the rules of the measurement notes, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from calibration.measured import Measured, enough_in_words, measured
from calibration.statistics.standing import Standing

LETTERS = {11: "A", 12: "B", 13: "C"}


def run(**changes: Any) -> dict[str, Any]:
    return {
        "deviations": {"interviewer": 0.3},
        "interviewers": {
            "1": {"interviews": 14, "severity": 0.31},
            "2": {"interviews": 4, "severity": -0.8},
            "3": {"interviews": 22, "severity": 0.29},
        },
        "reason": None,
        "subsets": 1,
        "weak_prior": False,
        "candidates": 40,
        **changes,
    }


def level(estimate: float) -> dict[str, float]:
    return {"estimate": estimate, "low": estimate - 0.5, "high": estimate + 0.5}


def figures(**changes: Any) -> dict[str, Any]:
    overall = {
        **level(3.6),
        "bar": 3.5,
        "probability": 0.62,
        "parts": {"severity": 0.2, "dimensions": 0.0, "shrinkage": 0.01},
        "dependability": 0.71,
        "interviewers_needed": 5,
    }
    dimension = {"raw": 3.4, "count": 3, "bar": 3, "level": level(3.6), "probability": 0.93}
    return {
        "interviewers": 3,
        "raw": 3.4,
        "subset": 0,
        "cards": [[11, 1, 101], [12, 2, 102], [13, 3, 103]],
        "dimensions": {"7": dimension, "8": {**dimension, "count": 1}},
        "overall": overall,
        "must_haves": {"probability": 0.4, "uncovered": [], "count": 2},
        "levels": [
            {"code": "P3", "mass": 0.1, "is_best": False, "probability": 0.99},
            {"code": "P4", "mass": 0.7, "is_best": True, "probability": 0.92},
            {"code": "P5", "mass": 0.2, "is_best": False, "probability": 0.5},
        ],
        "without": [{"interviewer": 2, "estimate": 3.2, "raw": 3.1, "crosses": True}],
        **changes,
    }


def shown(found: Mapping[str, Any] | None = None, whole: Mapping[str, Any] | None = None) -> Measured:
    return measured(found or figures(), whole or run(), LETTERS)


def test_the_sentence_says_who_rates_how_and_on_how_many_interviews() -> None:
    assert shown().sentences == (
        "Raw 3.4 → 3.6 because A and C rate 0.3 below their peers (14 and 22 interviews), which adds 0.20 in all.",
    )


def test_an_interviewer_under_five_interviews_is_never_told_apart() -> None:
    told = {row.letter: row.severity for row in shown().severities}
    assert told == {"A": 0.31, "B": None, "C": 0.29}


@pytest.mark.parametrize(("interviews", "provisional"), [(5, True), (9, True), (10, False)])
def test_five_to_nine_interviews_are_provisional(interviews: int, provisional: bool) -> None:
    whole = run(interviewers={"1": {"interviews": interviews, "severity": 0.4}})
    assert [row.is_provisional for row in shown(whole=whole).severities] == [provisional]
    assert ("provisional" in shown(whole=whole).sentences[0]) is provisional


def test_adjusted_across_the_bar_is_said() -> None:
    assert shown().crosses is True
    assert shown(figures(raw=3.7)).crosses is False


def test_under_three_interviewers_nothing_of_the_model_is_in_the_result() -> None:
    assert shown(figures(interviewers=2)) == Measured(
        raw=3.4,
        interviewers=2,
        insufficient="2 independent interviewers have scored this candidate; an estimate needs 3.",
    )


def test_a_model_without_an_answer_gives_its_reason_and_nothing_else() -> None:
    found = shown(figures(overall=None), run(reason="all ratings are the same score"))
    assert (found.insufficient, found.level) == ("The model has no answer yet: all ratings are the same score.", None)


def test_a_dimension_that_one_interviewer_scored_has_raw_mean_only() -> None:
    rows = shown().dimensions or {}
    assert (rows[7].standing, rows[7].level is None) == (Standing.CLEAR, False)
    assert (rows[8].standing, rows[8].level, rows[8].probability, rows[8].raw) == (
        Standing.INSUFFICIENT,
        None,
        None,
        3.4,
    )


def test_an_uncovered_must_have_is_insufficient_and_not_failed() -> None:
    joint = shown(figures(must_haves={"probability": 0.99, "uncovered": ["Delivery"], "count": 2})).must_haves
    assert joint is not None
    assert (joint.standing, joint.uncovered) == (Standing.INSUFFICIENT, ("Delivery",))


@pytest.mark.parametrize(("deviation", "is_primary"), [(0.149, True), (0.15, False), (None, True)])
def test_raw_comes_first_where_interviewers_hardly_differ(deviation: float | None, is_primary: bool) -> None:
    found = shown(whole=run(deviations={"interviewer": deviation}))
    assert found.is_raw_primary is is_primary
    assert any("the raw mean comes first" in warning for warning in found.warnings) is is_primary


def test_several_subsets_and_few_candidates_are_warned_of() -> None:
    warnings = " ".join(shown(whole=run(subsets=2, weak_prior=True, candidates=8)).warnings)
    assert "2 groups that share no interviewer" in warnings
    assert "8 candidates are few" in warnings


def test_the_level_is_said_with_its_neighbours() -> None:
    assert shown().fit_in_words == "Fits P4 best, P5 next (70 % and 20 %): meets P3, meets P4, borderline P5."


def test_sensitivity_names_interviewers_as_the_page_does() -> None:
    assert [(row.letter, row.crosses) for row in shown().without] == [("B", True)]


def test_how_many_more_interviewers_it_takes_is_said() -> None:
    assert enough_in_words(shown()) == (
        "With 3 interviewers the overall level is dependable to 0.71 (0 to 1); 2 more interviewers would bring it to 0.80."
    )


def test_an_opening_whose_interviewers_are_hardly_linked_to_anothers_is_warned_of() -> None:
    told = [shown(figures(opening=opening), run(weakly_linked=[3])).warnings for opening in (3, 4)]
    assert ["hardly comparable" in " ".join(said) for said in told] == [True, False]
