"""How durations and weights are written: every way people write them, and what only looks like one."""

from __future__ import annotations

import pytest

from rubrics.documents.durations import minutes_in, without_minutes
from rubrics.documents.quantities import weight_in


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45–60 min", (45, 60)),
        ("90-minute session", (90, 90)),
        ("1h30", (90, 90)),
        ("1 h 15 min", (75, 75)),
        ("2 hrs 30 mins", (150, 150)),
        ("1:30 h", (90, 90)),
        ("1.5 hours", (90, 90)),
        ("an hour and a half", (90, 90)),
        ("half an hour", (30, 30)),
        ("two hours", (120, 120)),
        ("1h to 1h30", (60, 90)),
        ("1,5 Stunden", (90, 90)),
        ("30 à 45 minutes", (30, 45)),
        ("Call (30m)", (30, 30)),
        ("Runs 400m", None),
        ("3 hires", None),
        ("10 hours per week", None),
        ("half a day", None),
    ],
)
def test_minutes_are_told_from_the_words_of_a_text(text: str, minutes: tuple[int, int] | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Read the street (1h30)", "Read the street"),
        ("2. Pairing, 60 minutes", "Pairing"),
        ("Call - about half an hour", "Call"),
        ("Take-home (up to 3 hours, at home)", "Take-home (up to 3 hours, at home)"),
        ("Site visit (half a day)", "Site visit (half a day)"),
    ],
)
def test_a_name_loses_its_time_and_nothing_else(text: str, name: str) -> None:
    assert without_minutes(text) == name


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("40 %", 0.4),
        ("12,5 %", 0.125),
        ("weight = 25%", 0.25),
        ("weight: 3", 3.0),
        ("20 points", 20.0),
        ("×2", 2.0),
        ("2 (double)", 2.0),
        ("1/4 of the whole", 0.25),
        ("½", 0.5),
        ("0,3", 0.3),
        ("High", None),
    ],
)
def test_weights_are_shares_points_or_factors(text: str, weight: float | None) -> None:
    assert weight_in(text) == weight
