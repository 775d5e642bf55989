"""Words and figures as printed."""

from __future__ import annotations

import pytest

from calibration.enums import Outcome
from calibration.packet.labels import (
    OUTCOMES,
    count_text,
    date_text,
    distance_text,
    heat,
    letters,
    listed,
    moment_text,
    outcome_label,
    points,
    score_mark,
    standing_label,
)


def test_every_outcome_has_a_label() -> None:
    assert set(OUTCOMES) == set(Outcome)


@pytest.mark.parametrize(
    ("outcome", "level", "label"),
    [
        ("hire", "P5", "Hire at P5"),
        ("hire", None, "Hire"),
        ("hire_one_level_down", "P4", "Hire one level down, at P4"),
        ("no_hire", "P5", "No hire"),
        ("more_evidence", None, "More evidence needed"),
        ("put_on_hold", None, "Put on hold"),
    ],
)
def test_an_outcome_reads_as_a_headline(outcome: str, level: str | None, label: str) -> None:
    assert outcome_label(outcome, level) == label


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.0, "0.0"), (-0.04, "0.0"), (0.3333, "+0.3"), (-1.0, "−1.0"), (0.96, "+1.0")]
)
def test_a_distance_carries_its_sign(value: float | None, text: str) -> None:
    assert distance_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.5, "2.5"), (2.25, "2.25"), (-0.5, "−0.5"), (None, "–"), (-0.0, "0")]
)
def test_points_have_no_spare_zero(value: float | None, text: str) -> None:
    assert points(value) == text


@pytest.mark.parametrize(
    ("distance", "label"),
    [
        (None, "No evidence"),
        (1.0, "Well above the bar"),
        (0.001, "Above the bar"),
        (0.0, "At the bar"),
        (-0.001, "Below the bar"),
        (-1.0, "Well below the bar"),
    ],
)
def test_a_standing_is_never_rounded_to_the_bar(distance: float | None, label: str) -> None:
    assert standing_label(distance) == label


@pytest.mark.parametrize(
    ("score", "bar", "mark", "shade"),
    [
        (5, 3.0, "▲", "above2"),
        (4, 3.0, "▲", "above1"),
        (3, 3.0, "●", "at"),
        (2, 3.0, "▼", "below1"),
        (1, 3.0, "▼", "below2"),
        (3, 3.5, "▼", "below1"),
        (None, 3.0, "", "none"),
    ],
)
def test_every_shade_has_its_mark(score: int | None, bar: float, mark: str, shade: str) -> None:
    assert (score_mark(score, bar), heat(score, bar)) == (mark, shade)


def test_dates_are_written_out_and_what_is_none_is_left_alone() -> None:
    assert date_text("2026-10-04") == "4 October 2026"
    assert moment_text("2026-10-04T09:05:00+00:00") == "4 Oct 2026, 09:05 UTC"
    assert moment_text("2026-10-04T09:05:00+02:00") == "4 Oct 2026, 09:05 UTC+02:00"
    assert moment_text("2026-10-04") == "4 October 2026"
    assert date_text("last week") == "last week"
    assert date_text(None) == "–"


def test_letters_go_on_after_z() -> None:
    assert [letters(index) for index in (0, 25, 26, 29, 702)] == ["A", "Z", "AA", "AD", "AAA"]


def test_lists_and_counts_read_as_sentences() -> None:
    assert [listed(()), listed(("a",)), listed(("a", "b")), listed(("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [count_text(1, "score"), count_text(0, "score"), count_text(2, "party", "parties")] == [
        "1 score",
        "0 scores",
        "2 parties",
    ]
