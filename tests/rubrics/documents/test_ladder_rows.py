"""What the rows of a ladder are: groups, names that repeat, placeholders, numbers, facts of the levels."""

from __future__ import annotations

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, messages, names, only


def test_group_rows_give_groups_and_are_no_competencies() -> None:
    ladder = only("""| | Junior | Mid | Senior |
|---|---|---|---|
| **Hands** | | | |
| Cutting | Cuts straight. | Cuts curves. | Cuts freehand. |
| **Head** | | | |
| Planning | Plans a day. | Plans a week. | Plans a season. |
""")
    assert names(ladder) == ["Cutting", "Planning"]
    assert groups(ladder) == ["Hands", "Head"]


def test_group_column_with_blank_continuations_gives_groups() -> None:
    ladder = only(
        """Area,Skill,L1,L2
Craft,Sewing,Sews by hand.,Sews by machine.
,Cutting,Cuts cloth.,Cuts leather.
People,Teaching,Asks questions.,Runs a course.
""",
        "ladder.csv",
    )
    assert names(ladder) == ["Sewing", "Cutting", "Teaching"]
    assert groups(ladder) == ["Craft", "Craft", "People"]


def test_rows_of_the_same_name_stay_apart() -> None:
    ladder = only("""| Area | Junior | Senior |
|---|---|---|
| Craft | Sands wood. | Carves wood. |
| Craft | Mixes paint. | Mixes lacquer. |
""")
    assert [(row.name, row.occurrence) for row in ladder.competencies] == [("Craft", 1), ("Craft", 2)]
    assert len(ladder.guidelines) == 4


def test_overview_and_navigation_tables_are_no_ladder_but_give_names_and_years() -> None:
    reading = read(
        b"""# Smith ladder

| Level | Title | Experience |
|---|---|---|
| S1 | Junior Smith | 0-2 years |
| S2 | Smith | 2-5 years |

| Page | Link |
|---|---|
| Home | [go](/) |
| Smiths | [go](/s) |

## S1
### Fire
- Lights the fire.
### Iron
- Bends iron.

## S2
### Fire
- Judges heat by colour.
### Iron
- Welds iron.
""",
        "smith.md",
    )
    (ladder,) = reading.ladders
    assert [(level.code, level.name, level.years) for level in ladder.levels] == [
        ("S1", "Junior Smith", (0, 2)),
        ("S2", "Smith", (2, 5)),
    ]
    assert names(ladder) == ["Fire", "Iron"]


def test_a_numeric_proficiency_matrix_keeps_its_numbers() -> None:
    ladder = only(
        """Skill,Analyst I,Analyst II,Senior Analyst
Modelling,1,2,4
Writing,2,3,3
Speaking,0,1,2
""",
        "matrix.csv",
    )
    assert cells(ladder)["Senior Analyst", "Modelling"] == "4"
    assert len(ladder.guidelines) == 9


def test_placeholders_are_dropped_and_said() -> None:
    reading = read(
        b"""| Area | Junior | Senior |
|---|---|---|
| Boats | Rows. | TODO |
| Nets | Mends nets. | Makes nets. |
| Fish | TBD | Lorem ipsum dolor sit amet |
""",
        "fisher.md",
    )
    (ladder,) = reading.ladders
    assert cells(ladder) == {
        ("Junior", "Boats"): "Rows.",
        ("Junior", "Nets"): "Mends nets.",
        ("Senior", "Nets"): "Makes nets.",
    }
    assert "placeholder was skipped: “TODO”" in messages(reading)


def test_cells_with_headings_of_their_own_are_rows() -> None:
    ladder = only("""# Roofer ladder

<table>
<tr><th>Level / Title</th><th>Role</th></tr>
<tr><td><h3>Level</h3><p>1</p><h3>Title</h3><p>Roofer</p><h3>Experience</h3><p>0-3 years</p></td>
<td><h3>Tiles</h3><ul><li>Carries tiles.</li></ul><h3>Heights</h3><ul><li>Ties on.</li></ul></td></tr>
<tr><td><h3>Level</h3><p>2</p><h3>Title</h3><p>Senior Roofer</p><h3>Experience</h3><p>3+ years</p></td>
<td><h3>Tiles</h3><ul><li>Lays tiles.</li><li>Cuts tiles.</li></ul><h3>Heights</h3><ul><li>Plans ropes.</li></ul></td></tr>
</table>
""")
    assert [(level.name, level.years) for level in ladder.levels] == [("Roofer", (0, 3)), ("Senior Roofer", (3, None))]
    assert names(ladder) == ["Tiles", "Heights"]
    assert [cell.items for cell in ladder.guidelines][1] == ("Lays tiles.", "Cuts tiles.")


def test_ranges_of_codes_and_lines_of_labels_are_read() -> None:
    ranged = only("""| Skill | Junior (L1-L2) | Mid (L3-L4) | Staff+ (L5+) |
|---|---|---|---|
| Sails | Hoists sails. | Trims sails. | Orders sails. |
""")
    lined = only("""# Levels

## Miller I

**Scope**: Works at one stone.
**Impact**: Own flour.

## Miller II

**Scope**: Works at all stones.
**Impact**: The whole mill.
""")
    assert codes(ranged) == ["L1-L2", "L3-L4", "L5+"]
    assert names(lined) == ["Scope", "Impact"]
    assert cells(lined)["Miller II", "Scope"] == "Works at all stones."


def test_identical_neighbours_falling_years_and_stated_counts_are_said() -> None:
    reading = read(
        b"""# Porter ladder

There are four levels.

| Area | Porter I | Porter II | Porter III |
|---|---|---|---|
| Bags | Carries bags with care. | Carries bags with care. | Organises the trolley team. |
| Years | 1-2 years | 5+ years | 3+ years |
""",
        "porter.md",
    )
    said = messages(reading)
    assert "“Bags”: Porter II has the same text of Porter I." in said
    assert "Years fall from Porter II to Porter III." in said
    assert "The text speaks of 4 levels; 3 were found." in said


def test_several_bullets_on_one_line_of_a_cell_are_several_statements() -> None:
    ladder = only("| Area | Junior | Senior |\n|---|---|---|\n| Care | • Packs. • Labels. | Plans. |\n")
    assert [cell.items for cell in ladder.guidelines] == [("Packs.", "Labels."), ("Plans.",)]


def test_words_of_a_proficiency_matrix_are_no_second_row_of_names() -> None:
    ladder = only(
        "| Skill | L1 | L2 | L3 |\n|---|---|---|---|\n| SQL | Basic | Proficient | Expert |\n| Git | – | Basic | Proficient |\n"
    )
    assert (codes(ladder), names(ladder)) == (["L1", "L2", "L3"], ["SQL", "Git"])
    assert cells(ladder)["L3", "SQL"] == "Expert"


def test_labels_in_the_one_column_of_texts_are_the_competencies() -> None:
    rows = "".join(
        f"<tr><td>Librarian {number}</td><td><p><b>Books:</b> {books}</p><p><b>Readers:</b> {readers}</p></td></tr>"
        for number, books, readers in (("I", "Shelves them.", "Answers."), ("II", "Weeds them.", "Runs the hour."))
    )
    ladder = only(f"<table><tr><th>Level</th><th>What we expect</th></tr>{rows}</table>", "library.html")
    assert names(ladder) == ["Books", "Readers"]
    assert [cell.text for cell in ladder.guidelines] == ["Shelves them.", "Weeds them.", "Answers.", "Runs the hour."]


def test_a_trade_without_a_rank_is_a_level_where_each_row_is_one_guideline() -> None:
    rows = "Junior Saddler,Leather,Cuts by a pattern.\nJunior Saddler,Fit,Holds the horse.\nSaddler,Leather,Draws patterns.\nSaddler,Fit,Fits any pony.\n"
    ladder = only(f"Level,Area,Expectation\n{rows}", "saddlers.csv")
    assert cells(ladder) == {
        ("Junior Saddler", "Leather"): "Cuts by a pattern.",
        ("Saddler", "Leather"): "Draws patterns.",
        ("Junior Saddler", "Fit"): "Holds the horse.",
        ("Saddler", "Fit"): "Fits any pony.",
    }


def test_columns_between_the_names_and_the_levels_are_told_apart() -> None:
    head = "Junior | Senior |\n|---|---|---|---|\n"
    weighted = read(
        f"| Area | Weight | {head}| Boats | 60% | Rows. | Steers. |\n| Nets | 40% | Mends. | Makes. |\n".encode(),
        "w.md",
    )
    shared = read(
        f"| Area | All levels | {head}| Boats | Bails. | Rows. | Steers. |\n| Nets | Dries. | Mends. | Makes. |\n".encode(),
        "s.md",
    )
    grouped = only(
        f"| Area | Category | {head}| Boats | Sea | Rows. | Steers. |\n| Fish | Sea | Guts. | Sells. |\n| Nets | Land | Mends. | Makes. |\n"
    )
    assert names(weighted.ladders[0]) == names(shared.ladders[0]) == ["Boats", "Nets"]
    assert "Column “Weight” names no level and was left out" in messages(weighted)
    assert "Column “All levels” names no level and was left out" in messages(shared)
    assert (names(grouped), groups(grouped)) == (["Boats", "Fish", "Nets"], ["Sea", "Sea", "Land"])


def test_a_level_over_two_columns_has_expectations_and_examples() -> None:
    heads = "<tr><th rowspan=2>Area</th><th colspan=2>Junior</th><th colspan=2>Senior</th></tr><tr><th>Expectation</th><th>Example</th><th>Expectation</th><th>Example</th></tr>"
    ladder = only(
        f"<table>{heads}<tr><td>Boats</td><td>Rows.</td><td>To the pier</td><td>Steers.</td><td>Round the cape</td></tr></table>",
        "b.html",
    )
    assert cells(ladder) == {("Junior", "Boats"): "Rows.", ("Senior", "Boats"): "Steers."}
    assert [cell.examples for cell in ladder.guidelines] == [("To the pier",), ("Round the cape",)]


def test_a_row_of_totals_is_no_competency() -> None:
    reading = read(b"Skill,Junior,Senior\nBoats,1,3\nNets,2,3\nTotal,3,6\n", "grades.csv")
    assert names(reading.ladders[0]) == ["Boats", "Nets"]
    assert "Row “Total” is counted from the others and was left out." in messages(reading)
