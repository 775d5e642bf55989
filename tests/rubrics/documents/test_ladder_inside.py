"""Ladders whose levels stand inside the cells, and labels that stand in texts rather than in headings."""

from __future__ import annotations

import pytest

from core.errors import UnreadableDocument
from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, level_names, names, only

EXPECTED = {
    ("Junior", "Nets"): "mends nets",
    ("Senior", "Nets"): "makes nets",
    ("Junior", "Boats"): "rows",
    ("Senior", "Boats"): "steers",
}


@pytest.mark.parametrize(
    "text",
    [
        "| Area | By level |\n|---|---|\n| Nets | **Junior** – mends nets<br>**Senior** – makes nets |\n| Boats | **Junior** – rows<br>**Senior** – steers |\n",
        "| Area | By level |\n|---|---|\n| Nets | Junior: mends nets<br>Senior: makes nets |\n| Boats | Junior: rows<br>Senior: steers |\n",
        (
            "<table><tr><td>Area</td><td>By level</td></tr><tr><td>Nets</td><td><ul><li><b>Junior</b>: mends nets</li><li><b>Senior</b>: makes nets</li></ul></td></tr>"
            "<tr><td>Boats</td><td><p>Junior</p><p>rows</p><p>Senior</p><p>steers</p></td></tr></table>"
        ),
        "| Area | By level |\n|---|---|\n| Nets | **Junior** mends nets<br>**Senior** makes nets |\n| Boats | **Junior** rows<br>**Senior** steers |\n",
        'Area,By level\nNets,"Junior: mends nets\nSenior: makes nets"\nBoats,"Junior: rows\nSenior: steers"\n',
    ],
)
def test_cells_that_name_the_levels_give_a_ladder(text: str) -> None:
    ladder = only(text, "fishers.html" if text.startswith("<") else "fishers.csv" if '"' in text else "fishers.md")
    assert cells(ladder) == EXPECTED
    assert ladder.orientation == "levels_inside_competencies"


def test_several_labels_on_one_line_are_parted_and_a_missing_level_leaves_a_blank() -> None:
    ladder = only("""| Group | Area | Expected |
|---|---|---|
| Sea | Nets | The nets are ours. L1: mends nets. L2: makes nets. L3: buys twine. |
| Sea | Boats | L1: rows. L3: steers. |
""")
    assert (codes(ladder), names(ladder), groups(ladder)) == (["L1", "L2", "L3"], ["Nets", "Boats"], ["Sea", "Sea"])
    assert ladder.competencies[0].text == "The nets are ours."
    assert cells(ladder)["L3", "Boats"] == "steers."
    assert [(blank.level, blank.competency, blank.kind) for blank in ladder.blanks] == [(2, 2, "empty")]


def test_a_level_that_is_only_mentioned_makes_no_ladder() -> None:
    with pytest.raises(UnreadableDocument):
        read(
            b"| Topic | Notes |\n|---|---|\n| Pairs | Seniors row with juniors. L2: no rule. |\n| Night | Two row. |\n",
            "n.md",
        )


def test_paragraphs_that_each_begin_with_a_label_are_rows() -> None:
    ladder = only(
        """<h2>O1 – Rower</h2><p>Process: Follows the card.</p><p>Vendors: Sends orders.</p>
<h2>O2 – Senior Rower</h2><p>Process: Improves the card.</p><p>Vendors: Compares offers.</p>""",
        "rowers.html",
    )
    assert names(ladder) == ["Process", "Vendors"]
    assert cells(ladder)["O2", "Vendors"] == "Compares offers."


def test_a_line_that_takes_in_the_level_below_is_no_row() -> None:
    ladder = only(
        "## Tester 1\n- Runs plans.\n\n## Tester 2\nAll of the above, plus:\n- Writes plans.\n\n## Tester 3\nAll of the above, plus:\n- Owns plans.\n"
    )
    assert (names(ladder), ladder.cumulative) == ([], True)
    assert [duty.text for duty in ladder.responsibilities] == ["Runs plans.", "Writes plans.", "Owns plans."]


def test_one_column_without_a_head_gives_statements_and_no_invented_row() -> None:
    ladder = only(
        "<table><tr><td>Junior Diver</td><td>Dives to ten metres.</td></tr><tr><td>Senior Diver</td><td>Leads dives.</td></tr></table>",
        "divers.html",
    )
    assert (level_names(ladder), names(ladder)) == (["Junior Diver", "Senior Diver"], [])
    assert [duty.text for duty in ladder.responsibilities] == ["Dives to ten metres.", "Leads dives."]


@pytest.mark.parametrize("mark", ["*", "**"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "<br>", "  \n"])
def test_bold_or_italic_beginnings_are_labels_even_without_a_colon(mark: str, gap: str) -> None:
    levels = {"Rower 1": ("pulls one oar", "asks first"), "Rower 2": ("pulls two", "decides alone")}
    text = "".join(
        f"## {level}\n\n{mark}Scope{mark} {scope}{gap}{mark}Own choices{mark} {choices}\n\n"
        for level, (scope, choices) in levels.items()
    )
    ladder = only(text)
    assert names(ladder) == ["Scope", "Own choices"]
    assert cells(ladder)["Rower 2", "Own choices"] == "decides alone"


def test_bold_or_italic_beginnings_of_lines_of_a_page_are_labels() -> None:
    text = "<h2>Rower 1</h2><p><i>Scope</i> pulls.<br><i>Care</i> wipes.</p><h2>Rower 2</h2><p><i>Scope</i> steers.<br><i>Care</i> paints.</p>"
    ladder = only(text, "rowers.html")
    assert cells(ladder)["Rower 2", "Care"] == "paints."


def test_a_stressed_word_at_the_beginning_of_a_sentence_is_no_label() -> None:
    ladder = only("## Rower 1\n\n**You** pull.\n\n**You** ask.\n\n## Rower 2\n\n**You** steer.\n\n**You** decide.\n")
    assert names(ladder) == []
    assert [duty.text for duty in ladder.responsibilities] == ["You pull.", "You ask.", "You steer.", "You decide."]


def test_lines_that_begin_with_levels_below_a_bold_competency_are_its_levels() -> None:
    ladder = only("**Nets**\n\nJunior: mends.\nSenior: makes.\n\n**Boats**\n\nJunior: rows.\nSenior: steers.\n")
    assert (level_names(ladder), names(ladder)) == (["Junior", "Senior"], ["Nets", "Boats"])
    assert cells(ladder)["Junior", "Boats"] == "rows."
