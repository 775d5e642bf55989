"""Markdown: every block with its place, whatever it is written in."""

from __future__ import annotations

import pytest

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Bullets, Grid, Heading, Paragraph
from rubrics.documents.markdown import blocks_of


def test_places_count_lines_not_bytes() -> None:
    heading, text, bullets = blocks_of("# Überfahrt\n\nSéjour à bord ⛴️\n\n- Knöpft an\n  - früh\n")
    assert isinstance(heading, Heading)
    assert isinstance(text, Paragraph)
    assert isinstance(bullets, Bullets)
    places = (heading.place, text.place, bullets.place, bullets.items[0].children[0].place)
    assert places == ("line 1", "line 3", "line 5", "line 6")


@pytest.mark.parametrize(
    "text",
    [
        "Watches\nMate | Bosun\n---|---\nties | splices\n",
        "Watches\n\n| Mate | Bosun |\n|---|---|\n| ties | splices |\n",
    ],
)
def test_a_table_is_one_with_and_without_bars_at_its_edges(text: str) -> None:
    paragraph, table = blocks_of(text)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Grid)
    assert [[cell.text for cell in row] for row in table.rows] == [["Mate", "Bosun"], ["ties", "splices"]]


def test_text_that_only_looks_like_a_table_stays_text() -> None:
    (paragraph,) = blocks_of("either | or\nboth | none")
    assert isinstance(paragraph, Paragraph)


def test_marks_leave_their_text_and_pictures_leave_none() -> None:
    (paragraph,) = blocks_of("**Ropes:** ties \\* [knots](k) &amp; `splices` ![a rope](r.png)<br>in *gales*")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.lines == ("Ropes: ties * knots & splices", "in gales")
    assert paragraph.lead == "Ropes:"


def test_a_bullet_keeps_its_paragraphs_and_the_bullets_below() -> None:
    (bullets,) = blocks_of("- first\n\n  more\n\n  1. inner\n\n  last\n- second")
    assert isinstance(bullets, Bullets)
    first, second = bullets.items
    assert (first.text, [item.text for item in first.children], second.text) == ("first more last", ["inner"], "second")


def test_a_table_of_html_goes_on_behind_a_blank_line() -> None:
    (table,) = blocks_of("<table><tr><td>\n\nties **knots**\n\n</td><td>splices</td></tr>\n\n</table>")
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.rows[0]] == ["ties knots", "splices"]


def test_too_much_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        blocks_of("a\n\n" + "*a* " * 60_000)
    assert refused.value.locator == "line 3"
