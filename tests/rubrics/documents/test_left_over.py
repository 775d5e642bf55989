"""Nothing is dropped in silence: what stands in no part of the reading is said, section by section."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import messages

TABLE = """
| Area | Junior Porter | Senior Porter |
|---|---|---|
| Bags | Carries bags. | Plans who carries what. |
| Guests | Greets them. | Helps those who are lost. |
"""


def test_a_document_that_is_read_whole_leaves_nothing_to_say() -> None:
    assert read(f"# Porter ladder\n{TABLE}".encode(), "porter.md").findings == ()


def test_prose_and_lists_of_other_sections_are_said_with_their_place() -> None:
    reading = read(
        f"# Porter ladder\n\nWe wrote this in spring.\n{TABLE}\n## Pay and holidays\n\n- Paid on the last day of the month.\n- Twenty days off.\n".encode(),
        "porter.md",
    )
    assert [(finding.severity, finding.locator, finding.message) for finding in reading.findings] == [
        ("info", "line 3", "A text under “Porter ladder” is in no part of the reading: “We wrote this in spring.”"),
        ("info", "line 12", "2 texts under “Pay and holidays” are in no part of the reading: “Paid on the last day of the month.”"),
    ]  # fmt: skip


def test_a_table_without_levels_or_scores_is_said() -> None:
    reading = read(
        f"# Porter ladder\n{TABLE}\n| Room | Where |\n|---|---|\n| Kitchen | On the second floor |\n".encode(),
        "porter.md",
    )
    assert "table 2, row 1, column 1 (line 8): This table is in no part of the reading: “Room”" in messages(reading)


def test_texts_about_a_level_that_are_left_out_are_a_warning() -> None:
    reading = read(
        f"# Porter ladder\n{TABLE}\n## Junior Porter\n\n> Wears the old uniform until the new one is there.\n".encode(),
        "porter.md",
    )
    (finding,) = reading.findings
    assert (finding.severity, finding.locator) == ("warning", "line 10")


@pytest.mark.parametrize(
    "aside",
    ["```\nsome code in a fence\n```\n", "> - a list in a quotation\n", "    indented code of a page\n"],
    ids=["fence", "quotation", "indented"],
)
def test_code_and_quotations_are_said(aside: str) -> None:
    assert "in no part of the reading" in messages(read(f"# Porter ladder\n{TABLE}\n{aside}".encode(), "porter.md"))


def test_parts_of_a_page_that_are_passed_over_are_said() -> None:
    page = """<html><body><nav>Home and all the other pages</nav><h1>Ladder</h1>
<table><tr><th>Area</th><th>Junior</th><th>Senior</th></tr><tr><td>Craft</td><td>Learns.</td><td>Teaches.</td></tr></table>
<pre>an old plan drawn in signs</pre></body></html>"""
    said = messages(read(page.encode(), "ladder.html"))
    assert "Home and all the other pages" in said
    assert "an old plan drawn in signs" in said


def test_records_of_no_use_to_a_ladder_are_said() -> None:
    reading = read(
        b"name: Bakers\nlevels: [Junior, Senior]\ncompetencies:\n  - {name: Dough, Junior: Kneads., Senior: Invents.}\n  - {name: Oven, Junior: Watches., Senior: Repairs.}\nreview:\n  who: The bakers of the north met for this\n",
        "bakers.yml",
    )
    assert "The bakers of the north met for this" in messages(reading)


def test_many_sections_are_summed_up() -> None:
    sections = "".join(f"\n## Part {number}\n\nSome prose about part number {number}.\n" for number in range(40))
    said = [finding.message for finding in read(f"# Porter ladder\n{TABLE}{sections}".encode(), "porter.md").findings]
    assert len(said) == 26
    assert said[-1] == "15 texts of 15 further sections are in no part of the reading."


def test_the_shipped_ladders_lose_no_cell(shared: Path) -> None:
    for folder, start in (("seeds", "004"), ("samples", "ladder_records")):
        path = next(path for path in sorted((shared / folder).iterdir()) if path.name.startswith(start))
        said = messages(read(path.read_bytes(), path.name))
        assert "cells of this table" not in said
        assert said.count("in no part of the reading") <= 1


def test_cells_that_repeat_the_level_below_are_not_missed() -> None:
    rows = "| Watch | Stands watch. | Same as Junior Guard | Plans the watches. |\n| Radio | Answers. | No additional expectations | Leads calls. |\n"
    reading = read(f"| Area | Junior Guard | Guard | Senior Guard |\n|---|---|---|---|\n{rows}".encode(), "guards.md")
    assert "in no part of the reading" not in "".join(finding.message for finding in reading.findings)
