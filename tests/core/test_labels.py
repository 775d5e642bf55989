"""How a thing with a code and a name is called."""

from __future__ import annotations

import pytest

from core.labels import label_of


@pytest.mark.parametrize(
    ("code", "name", "label"),
    [
        ("P5", "Expert", "P5 Expert"),
        ("P5", None, "P5"),
        (None, "Expert", "Expert"),
        (None, None, ""),
        ("junior", "Junior Engineer", "Junior Engineer"),
        ("P5", "P5 Expert", "P5 Expert"),
        ("senior-engineer", "Senior Engineer", "Senior Engineer"),
        ("L1", "Keeper (L1)", "Keeper (L1)"),
        ("lead", "Leading Keeper", "lead Leading Keeper"),
        ("E", "Engineer", "E Engineer"),
        ("--", "Keeper", "-- Keeper"),
    ],
)
def test_code_and_name_are_written_each_word_once(code: str | None, name: str | None, label: str) -> None:
    assert label_of(code, name) == label
