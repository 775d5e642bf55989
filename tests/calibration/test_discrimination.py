"""Whether a dimension tells candidates apart, against values worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from calibration.coaching import dimension_insight
from calibration.discrimination import item_rest, share_between
from calibration.statistics.ratings import Ratings, table_of


def one_rater(columns: dict[str, Sequence[int | None]]) -> Ratings:
    """Each candidate once rated on each dimension."""
    return table_of(
        (f"C{who}", "R", name, score)
        for name, scores in columns.items()
        for who, score in enumerate(scores)
        if score is not None
    )


def test_a_dimension_is_correlated_with_the_mean_of_the_others_alone() -> None:
    table = one_rater({"A": [1, 2, 3, 4, 5], "B": [2, 1, 4, 3, 5], "C": [1, 3, 2, 5, 4]})
    found = item_rest(table, 0)
    # the rest is 1.5, 2, 3, 4, 4.5: products of deviations 8, squares 10 and 6.5
    assert (found.candidates, found.correlation) == (5, pytest.approx(8 / math.sqrt(65)))
    half = 1.6448536269514722 / math.sqrt(2)
    ends = [math.tanh(math.atanh(8 / math.sqrt(65)) + side * half) for side in (-1, 1)]
    assert found.interval == pytest.approx(tuple(ends))


def test_candidates_without_another_dimension_and_scores_that_never_move_tell_nothing() -> None:
    table = one_rater({"A": [1, 2, 3, 4, 5], "B": [None, 1, 4, 3, 5]})
    assert item_rest(table, 0).candidates == 4
    assert item_rest(one_rater({"A": [3, 3, 3, 3, 3], "B": [2, 1, 4, 3, 5]}), 0).correlation is None
    assert item_rest(one_rater({"A": [1, 2, 3], "B": [2, 1, 4]}), 0).interval is None


def test_the_share_between_candidates_is_that_of_a_one_way_analysis() -> None:
    rows = [("C0", "R", 1), ("C0", "S", 2), ("C1", "R", 3), ("C1", "S", 3), ("C2", "R", 5), ("C2", "S", 4)]
    table = table_of((who, by, "A", score) for who, by, score in rows)
    # mean squares 4.5 and 1/3, two ratings each: (4.5 - 1/3) / 2 = 25/12 of 29/12
    assert share_between(table, 0) == pytest.approx(25 / 29)
    assert share_between(one_rater({"A": [1, 2, 3]}), 0) is None
    split = table_of((f"C{who}", by, "A", score) for who in range(3) for by, score in (("R", 1), ("S", 5)))
    assert share_between(split, 0) == 0.0


def row(**changes: object) -> dict[str, object]:
    counts = {"ratings": 40, "candidates": 20, "use": [2, 8, 20, 8, 2], "deviation": 0.9, "alpha": 0.6}
    moves = {"related": 20, "item_rest": 0.5, "item_rest_interval": [0.2, 0.7], "between": 0.6}
    return {**counts, "interval": [0.5, 0.8], **moves, **changes}


def test_a_dimension_that_goes_its_own_way_or_tells_nobody_apart_is_worth_a_look() -> None:
    assert dimension_insight(row(), low=1).remarks == ()
    alone = dimension_insight(row(item_rest=-0.1, item_rest_interval=[-0.4, 0.2]), low=1)
    assert [said.partition(".")[0] for said in alone.remarks] == ["It does not move with the other dimensions"]
    same = dimension_insight(row(between=0.05), low=1)
    assert same.remarks == ("Its scores hardly differ from candidate to candidate: it does not tell them apart.",)


def test_under_ten_candidates_no_correlation_is_told() -> None:
    found = dimension_insight(row(related=9, item_rest_interval=[-0.9, 0.2]), low=1)
    assert (found.item_rest, found.item_rest_interval, found.remarks) == (None, None, ())
    assert dimension_insight(row(related=10), low=1).item_rest == 0.5
