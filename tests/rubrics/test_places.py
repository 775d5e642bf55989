"""Where statements stand: named in few words, with the fragment that leads there."""

from __future__ import annotations

import pytest

from rubrics.places import Place, place_of, place_with


@pytest.mark.parametrize(
    ("locator", "text", "fragment"),
    [
        ("line 12", "line 12", "line-12"),
        ("line 76, column 2", "line 76", "line-76"),
        ("table 2, row 3, column 4 (line 88)", "line 88", "line-88"),
        ("keepers.md, line 3", "keepers.md, line 3", "at-keepers.md-line-3"),
        ("levels[2].name", "levels[2].name", "at-levels-2-.name"),
        ("sheet Keepers!B4", "sheet Keepers!B4", "at-sheet-keepers-row-4"),
        ("the document", "the document", None),
    ],
)
def test_a_place_is_named_in_few_words(locator: str, text: str, fragment: str | None) -> None:
    assert place_of(locator) == Place(text, fragment)


def test_a_line_of_a_page_inside_a_record_is_named_by_its_number() -> None:
    found = place_of("content.rendered, table 1, row 2, column 1 (line 40)")
    assert found is not None
    assert found.text == "line 40"


def test_what_has_no_place_has_none() -> None:
    assert (place_of(""), place_of(None), place_with("Lamp", ()), place_with(None, ["lamp"])) == (None,) * 4


def test_words_without_a_place_are_found_in_the_line_that_is_them_else_in_the_first_that_holds_them() -> None:
    lines = ["oil", "keeps a lamp", "a lamp", "lamps and oil"]
    assert place_with("A Lamp", lines) == Place("line 3", "line-3")
    assert place_with("Lamp", lines) == Place("line 2", "line-2")
