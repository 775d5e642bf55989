"""Tracks, definitions, level paragraphs, markup inside cells and nested records; all in our own words."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, ladders, level_names, messages, names, only

CELLS = {("L1", "Dough"): "Kneads.", ("L2", "Dough"): "Weighs.", ("L1", "Oven"): "Watches.", ("L2", "Oven"): "Loads."}


def test_tracks_under_headings_of_their_own_are_ladders_of_their_own() -> None:
    first, second = ladders("""# Mill careers

Two tracks start after Miller II.

## Individual contributor track

### Miller I
#### Grain
- Sorts grain by hand.
#### Stones
- Cleans the stones.

### Miller II
#### Grain
- Grades grain alone.
#### Stones
- Dresses the stones.

## Management track

### Mill Manager
#### People
- Plans the shifts.
#### Money
- Reads the books.

### Senior Mill Manager
#### People
- Hires millers.
#### Money
- Keeps the books.
""")
    assert [(ladder.name, ladder.track) for ladder in (first, second)] == [
        ("Individual contributor track", "individual"),
        ("Management track", "manager"),
    ]
    assert (names(first), names(second)) == (["Grain", "Stones"], ["People", "Money"])
    assert level_names(second) == ["Mill Manager", "Senior Mill Manager"]


@pytest.mark.parametrize("orientation", ["columns", "rows"])
def test_codes_of_two_series_in_one_table_are_two_tracks(orientation: str) -> None:
    rows = [
        ["Skill", "IC3", "IC4", "IC5", "M1", "M2"],
        ["Planning", "Plans a task.", "Plans a week.", "Plans a year.", "Plans a crew.", "Plans a mill."],
        ["Speaking", "Asks.", "Answers.", "Explains to many.", "", ""],
        ["Hiring", "", "", "", "Sits in.", "Decides whom to hire."],
    ]
    if orientation == "rows":
        rows = [list(column) for column in zip(*rows, strict=True)]
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    first, second = ladders("# Mill\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n")
    assert (codes(first), first.track) == (["IC3", "IC4", "IC5"], "individual")
    assert (codes(second), second.track) == (["M1", "M2"], "manager")
    assert (names(first), names(second)) == (["Planning", "Speaking"], ["Planning", "Hiring"])
    assert cells(second)["M2", "Hiring"] == "Decides whom to hire."


def test_junior_middle_and_senior_codes_are_one_ladder() -> None:
    ladder = only("""| Skill | J1 | J2 | M1 | M2 | S1 |
|---|---|---|---|---|---|
| Nets | Mends nets. | Makes nets. | Sells nets. | Plans nets. | Tests nets. |
| Boats | Rows. | Sails. | Steers. | Leads a boat. | Leads a fleet. |
""")
    assert codes(ladder) == ["J1", "J2", "M1", "M2", "S1"]


def test_the_same_rows_for_another_trade_are_a_ladder_of_their_own() -> None:
    first, second = ladders("""# Mill careers

## Millers

| Level | Craft | Care |
|---|---|---|
| Junior | Sorts grain by hand. | Asks for help when unsure. |
| Mid | Grades grain alone. | Helps the juniors on request. |
| Senior | Buys grain for the year. | Mentors the whole crew. |

## Mill managers

| Level | Craft | Care |
|---|---|---|
| Mid | Plans the shifts with help. | Holds weekly talks. |
| Senior | Plans the year of the mill. | Coaches other managers. |
""")
    assert [(ladder.name, ladder.track) for ladder in (first, second)] == [
        ("Millers", None),
        ("Mill managers", "manager"),
    ]
    assert cells(second)["Senior", "Care"] == "Coaches other managers."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "| Competency | Definition | Junior | Senior |\n|---|---|---|---|\n"
                "| Planting | How plants come to stand. | Plants in rows. | Designs beds. |\n"
                "| Tools | Care of tools. | Cleans tools. | Chooses tools. |\n"
            ),
            "ladder.md",
        ),
        (
            (
                "Pillar;Competency;What it means;Junior;Senior\n"
                "Craft;Planting;How plants come to stand.;Plants in rows.;Designs beds.\n"
                ";Tools;Care of tools.;Cleans tools.;Chooses tools.\n"
            ),
            "ladder.csv",
        ),
    ],
)
def test_a_column_of_definitions_describes_the_competencies(text: str, name: str) -> None:
    ladder = only(text, name)
    assert level_names(ladder) == ["Junior", "Senior"]
    assert [(row.name, row.text) for row in ladder.competencies] == [
        ("Planting", "How plants come to stand."),
        ("Tools", "Care of tools."),
    ]
    assert cells(ladder)["Senior", "Planting"] == "Designs beds."


@pytest.mark.parametrize(
    "written", ["Level {n}: {text}", "**Level {n}:** {text}", "**Level {n}** - {text}", "Level {n} – {text}"]
)
def test_level_paragraphs_in_a_section_are_its_guidelines(written: str) -> None:
    texts = {
        "Cutting": ["Cuts straight lines along the chalk.", "Cuts curves without chalk.", "Cuts rare cloth."],
        "Sewing": ["Sews seams by machine.", "Sews sleeves.\nSets buttons as well.", "Sews a coat in a day."],
    }
    text = "# Tailor levels\n"
    for row, entries in texts.items():
        paragraphs = [written.format(n=number, text=entry) for number, entry in enumerate(entries, start=1)]
        text += f"\n## {row}\n\nAll about it.\n\n" + "\n\n".join(paragraphs) + "\n"
    ladder = only(text)
    assert level_names(ladder) == ["Level 1", "Level 2", "Level 3"]
    assert [(row.name, row.text) for row in ladder.competencies] == [
        ("Cutting", "All about it."),
        ("Sewing", "All about it."),
    ]
    assert cells(ladder)["Level 2", "Sewing"] == "Sews sleeves. Sets buttons as well."


def test_markup_in_the_cells_of_a_markdown_table_leaves_plain_texts_and_bullets() -> None:
    reading = read(
        rb"""# Sailor ladder

| Skill[^1] | Deckhand (D1) | [Mate](mate.md) (D2) | **Captain** (D3) ![star](s.png) |
|---|---|---|---|
| [Knots](k.md) ![k](k.png) | Ties a bowline \| reef knot | <ul><li>Ties any knot</li><li>Teaches `bowline` knots</li></ul> | Invents knots[^2] |
| Charts<br>*and maps* | Reads the chart.<br>Marks the course. | - Plots a course<br>- Checks it<br/>- Logs it | See [the rules](https://example.org/rules) and plan **long** routes |
| Weather | Looks up &amp; asks | 1. Reads clouds<br>2. Reads the glass | ~~Guesses~~ Foresees storms |

[^1]: Skills are what we look at.
[^2]: Few ever do.
""",
        "sailor.md",
    )
    (ladder,) = reading.ladders
    assert codes(ladder) == ["D1", "D2", "D3"]
    assert level_names(ladder) == ["Deckhand", "Mate", "Captain"]
    assert names(ladder) == ["Knots", "Charts and maps", "Weather"]
    assert {(cell.level, cell.competency): cell.items for cell in ladder.guidelines} == {
        (1, 1): ("Ties a bowline | reef knot",),
        (2, 1): ("Ties any knot", "Teaches bowline knots"),
        (3, 1): ("Invents knots",),
        (1, 2): ("Reads the chart.", "Marks the course."),
        (2, 2): ("Plots a course", "Checks it", "Logs it"),
        (3, 2): ("See the rules and plan long routes",),
        (1, 3): ("Looks up & asks",),
        (2, 3): ("Reads clouds", "Reads the glass"),
        (3, 3): ("Foresees storms",),
    }
    said = messages(reading)
    assert "line 9: A footnote was left out of the texts: “Skills are what we look at.”" in said
    assert "line 7: Struck-out text was left out: “Guesses”" in said


def test_levels_that_give_their_name_under_their_code_have_both() -> None:
    ladder = only(
        """
levels:
  L1:
    name: Junior Baker
    summary: New to the trade.
    competencies: {Dough: [Kneads by the card.], Oven: Watches.}
  L2:
    name: Baker
    summary: Works alone.
    competencies: {Dough: [Weighs alone., Cleans up.], Oven: Loads.}
""",
        "levels.yml",
    )
    assert [(level.code, level.name, level.text) for level in ladder.levels] == [
        ("L1", "Junior Baker", "New to the trade."),
        ("L2", "Baker", "Works alone."),
    ]
    assert names(ladder) == ["Dough", "Oven"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Plans the work.Teaches.", "Plans the work. Teaches."),
        ("Plans the work.Asks first, then acts.", "Plans the work. Asks first, then acts."),
        ("Fixes Node.js.Reads alarms at 1.5 s.", "Fixes Node.js. Reads alarms at 1.5 s."),
        ("Writes to S3.Owns the U.S.A. region, e.g. L5.", "Writes to S3. Owns the U.S.A. region, e.g. L5."),
        ("Packs crates.Json.", "Packs crates.Json."),
        ("Writes Node.Js code.", "Writes Node.Js code."),
    ],
)
def test_sentences_that_run_together_are_parted_and_names_are_not(cell: str, text: str) -> None:
    reading = read(
        f"# Ladder\n\n| Area | Junior | Senior |\n|---|---|---|\n| Craft | Learns. | {cell} |\n".encode(), "l.md"
    )
    assert reading.to_json()["ladders"][0]["guidelines"][1]["text"] == text
