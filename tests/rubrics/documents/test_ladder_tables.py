"""Ladders in tables, whichever way their levels run, each written out here in our own words."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, ladders, level_names, names, only


def test_levels_stand_in_columns() -> None:
    ladder = only("""# Baker ladder

| Area | Apprentice Baker (B1) | Baker (B2) | Head Baker (B3) |
|---|---|---|---|
| Dough | Mixes dough by the card. | Adjusts dough to the weather. | Writes the cards. |
| Oven | Watches one oven. | Runs two ovens. | Plans the ovens of a shift. |
""")
    assert codes(ladder) == ["B1", "B2", "B3"]
    assert level_names(ladder) == ["Apprentice Baker", "Baker", "Head Baker"]
    assert cells(ladder)["B2", "Oven"] == "Runs two ovens."
    assert ladder.orientation == "levels_as_columns"
    assert ladder.name == "Baker ladder"


def test_levels_stand_in_rows_with_code_and_title_columns() -> None:
    ladder = only("""# Carpenter levels

| Level | Title | Joinery | Customers | Years of experience |
|---|---|---|---|---|
| C1 | Junior Carpenter | Cuts simple joints with supervision. | Greets customers politely on site. | 0-2 |
| C2 | Carpenter | Cuts all common joints alone. | Explains the work and its price. | 2-5 |
| C3 | Senior Carpenter | Designs joints for odd corners. | Wins back unhappy customers. | 5+ |
""")
    assert codes(ladder) == ["C1", "C2", "C3"]
    assert level_names(ladder) == ["Junior Carpenter", "Carpenter", "Senior Carpenter"]
    assert names(ladder) == ["Joinery", "Customers"]
    assert [level.years for level in ladder.levels] == [(0, 2), (2, 5), (5, None)]
    assert ladder.orientation == "levels_as_rows"


def test_html_table_with_spans_bullets_and_plain_header_cells() -> None:
    ladder = only(
        """<html><body><h1>Clerk ladder</h1>
<table>
<tr><td>Area</td><td>Skill</td><td>Clerk I</td><td>Clerk II</td><td>Clerk III</td></tr>
<tr><td rowspan="2">Office</td><td>Filing</td><td><ul><li>Files letters.</li><li>Finds them again.</li></ul></td>
    <td>Designs folders.</td><td>&nbsp;</td></tr>
<tr><td>Typing</td><td colspan="2">Types without errors.</td><td>Dictates.</td></tr>
<tr><td>Desk</td><td>Greeting</td><td>Greets.</td><td>Directs visitors.</td><td>N/A</td></tr>
</table></body></html>""",
        "ladder.html",
    )
    assert level_names(ladder) == ["Clerk I", "Clerk II", "Clerk III"]
    assert names(ladder) == ["Filing", "Typing", "Greeting"]
    assert groups(ladder) == ["Office", "Office", "Desk"]
    filing = next(cell for cell in ladder.guidelines if cell.text.startswith("Files"))
    assert filing.items == ("Files letters.", "Finds them again.")
    assert cells(ladder)["Clerk II", "Typing"] == "Types without errors."
    assert {(blank.level, blank.competency, blank.kind) for blank in ladder.blanks} == {
        (3, 1, "empty"),
        (3, 3, "not_applicable"),
    }


def test_header_in_the_second_row_under_codes() -> None:
    ladder = only(
        """<table>
<tr><th></th><th>T1</th><th>T2</th><th>T3</th></tr>
<tr><td></td><td>Junior Tailor</td><td>Tailor</td><td>Master Tailor</td></tr>
<tr><td>Cloth</td><td>Names cloths.</td><td>Chooses cloths.</td><td>Orders cloths.</td></tr>
<tr><td>Fit</td><td>Measures.</td><td>Fits.</td><td>Corrects posture.</td></tr>
</table><p>x</p><p>y</p>""",
        "ladder.html",
    )
    assert codes(ladder) == ["T1", "T2", "T3"]
    assert level_names(ladder) == ["Junior Tailor", "Tailor", "Master Tailor"]
    assert names(ladder) == ["Cloth", "Fit"]


def test_several_tables_with_the_same_levels_form_one_ladder() -> None:
    ladder = only("""# Courier ladder

## Riding

| Skill | Courier 1 | Courier 2 |
|---|---|---|
| Speed | Rides the short tour. | Rides the long tour. |

## Parcels

| Skill | Courier 1 | Courier 2 |
|---|---|---|
| Care | Carries boxes. | Carries glass. |
| Papers | Collects signatures. | Clears customs. |
""")
    assert level_names(ladder) == ["Courier 1", "Courier 2"]
    assert names(ladder) == ["Speed", "Care", "Papers"]
    assert groups(ladder) == ["Riding", "Parcels", "Parcels"]


def test_a_table_for_each_competency_gives_rows_named_by_the_headings() -> None:
    ladder = only("""# Nurse ladder

## Care

| Level | Description |
|---|---|
| N1 | Washes and feeds patients. |
| N2 | Gives medicine alone. |
| N3 | Leads a ward at night. |

## Teaching

| Level | Description |
|---|---|
| N1 | Learns from others. |
| N2 | Explains to families. |
| N3 | Trains new nurses. |
""")
    assert codes(ladder) == ["N1", "N2", "N3"]
    assert names(ladder) == ["Care", "Teaching"]
    assert cells(ladder)["N3", "Teaching"] == "Trains new nurses."


def test_a_table_for_each_level_gives_rows_named_by_its_first_column() -> None:
    ladder = only("""# Cook ladder

## Junior Cook

| Area | What we expect |
|---|---|
| Knives | Cuts vegetables safely. |
| Sauces | Stirs what others start. |

## Senior Cook

| Area | What we expect |
|---|---|
| Knives | Fillets fish. |
| Sauces | Invents sauces. |
""")
    assert level_names(ladder) == ["Junior Cook", "Senior Cook"]
    assert names(ladder) == ["Knives", "Sauces"]
    assert cells(ladder)["Senior Cook", "Sauces"] == "Invents sauces."


def test_spanning_heads_over_the_levels_part_two_tracks() -> None:
    first, second = ladders(
        """<table>
<tr><th></th><th colspan="2">Individual contributor</th><th colspan="2">Manager</th></tr>
<tr><th>Skill</th><th>IC1</th><th>IC2</th><th>M1</th><th>M2</th></tr>
<tr><td>Planning</td><td>Plans a task.</td><td>Plans a feature.</td><td>Plans a team.</td><td>Plans a unit.</td></tr>
<tr><td>Speaking</td><td>Asks.</td><td>Answers.</td><td>Presents.</td><td>Negotiates.</td></tr>
</table><p>a</p><p>b</p>""",
        "ladder.html",
    )
    assert (codes(first), codes(second)) == (["IC1", "IC2"], ["M1", "M2"])
    assert (first.track, second.track) == ("individual", "manager")
    assert cells(second)["M2", "Speaking"] == "Negotiates."


def test_one_guideline_to_a_row_is_put_back_into_a_matrix() -> None:
    ladder = only(
        """Level;Competency;Guideline
L1;Clay;Prepares clay by hand for others.
L1;Fire;Stacks wood beside the kiln.
L2;Clay;Chooses the clay for each pot.
L2;Fire;Fires the kiln without help.
L3;Clay;Digs and tests new clays.
""",
        "rows.csv",
    )
    assert codes(ladder) == ["L1", "L2", "L3"]
    assert cells(ladder)["L2", "Fire"] == "Fires the kiln without help."
    assert [(blank.level, blank.competency, blank.kind) for blank in ladder.blanks] == [(3, 2, "empty")]


def test_a_workbook_gives_a_ladder_for_each_track_and_reads_merged_cells() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "IC"
    sheet.append(["Area", "Skill", "IC1", "IC2"])
    sheet.append(["Craft", "Sewing", "Sews seams.", "Sews coats."])
    sheet.append([None, "Cutting", "• Cuts cloth.\n• Sweeps up.", "Cuts silk."])
    sheet.merge_cells("A2:A3")
    other = book.create_sheet("Managers")
    other.append(["Skill", "M1", "M2"])
    other.append(["People", "Plans shifts.", "Hires."])
    stream = BytesIO()
    book.save(stream)
    first, second = read(stream.getvalue(), "tailors.xlsx").ladders
    assert (codes(first), codes(second)) == (["IC1", "IC2"], ["M1", "M2"])
    assert groups(first) == ["Craft", "Craft"]
    bulleted = next(cell for cell in first.guidelines if cell.text.startswith("Cuts cloth"))
    assert bulleted.items == ("Cuts cloth.", "Sweeps up.")
    assert bulleted.locator == "sheet IC!C3"
    assert (first.track, second.track) == ("individual", "manager")


def test_a_title_line_above_two_head_rows_of_a_sheet_names_the_ladder() -> None:
    ladder = only(
        """Bakery matrix,,,
,B1,B2,B3
,Associate Baker,Baker,Senior Baker
Dough,Kneads,Weighs,Invents
Oven,Watches,Loads,Repairs
""",
        "sheet.csv",
    )
    assert ladder.name == "Bakery matrix"
    assert codes(ladder) == ["B1", "B2", "B3"]
    assert level_names(ladder) == ["Associate Baker", "Baker", "Senior Baker"]
    assert cells(ladder)["B3", "Oven"] == "Repairs"


def test_a_trade_without_a_rank_is_a_level_among_levels() -> None:
    ladder = only("""# Café

| Competency | Barista | Shift Supervisor | Store Manager | Area Director |
|---|---|---|---|---|
| Coffee | Pulls a good shot. | Trains the pull. | Keeps the standard. | Sets the standard. |
""")
    assert level_names(ladder) == ["Barista", "Shift Supervisor", "Store Manager", "Area Director"]
    assert cells(ladder)["Barista", "Coffee"] == "Pulls a good shot."


def test_years_behind_the_name_of_a_level_are_a_fact_of_it() -> None:
    ladder = only("""| Area | Junior Clerk (0–2 years) | Senior Clerk · 5+ yrs |
|---|---|---|
| Books | Books the slips. | Closes the month. |
""")
    assert level_names(ladder) == ["Junior Clerk", "Senior Clerk"]
    assert [level.years for level in ladder.levels] == [(0, 2), (5, None)]


def test_a_head_that_announces_levels_is_none_of_them() -> None:
    table = "<tr><td></td><td colspan=2>Work</td></tr><tr><td>Level</td><td>Quality</td><td>Speed</td></tr>"
    rows = "".join(
        f"<tr><td>Level {number}</td><td>{one}</td><td>{two}</td></tr>"
        for number, one, two in (("I", "Follows.", "Is slow."), ("II", "Checks.", "Is fast."))
    )
    ladder = only(f"<table>{table}{rows}</table>", "levels.html")
    assert level_names(ladder) == ["Level I", "Level II"]
    assert (names(ladder), groups(ladder)) == (["Quality", "Speed"], ["Work", "Work"])


@pytest.mark.parametrize(
    ("text", "encoding", "levels", "rows"),
    [
        ("Compétence;Débutant;Confirmé;Expert\nQualité;Relit.;Fait relire.;Définit.\nÉcoute;S.O.;Entend.;Reformule.\n", "cp1252", ["Débutant", "Confirmé", "Expert"], ["Qualité", "Écoute"]),
        ("Bereich\tAnfänger\tFortgeschritten\tExperte\nPrüfung\tSieht zu.\tPrüft.\tPlant.\nÜbergabe\tentfällt\tHört zu.\tFührt.\n", "utf-16", ["Anfänger", "Fortgeschritten", "Experte"], ["Prüfung", "Übergabe"]),
    ],
)  # fmt: skip
def test_ranks_of_other_languages_and_encodings_are_levels(
    text: str, encoding: str, levels: list[str], rows: list[str]
) -> None:
    (ladder,) = read(text.encode(encoding), "ladder.csv").ladders
    assert (level_names(ladder), names(ladder)) == (levels, rows)
    assert [(blank.level, blank.competency, blank.kind) for blank in ladder.blanks] == [(1, 2, "not_applicable")]


def test_tables_of_levels_alone_under_the_names_of_competencies_are_one_ladder() -> None:
    table = "<h2>{}</h2><table><tr><th>Junior Barista</th><th>Barista</th><th>Senior Barista</th></tr><tr><td>{}</td><td>{}</td><td>{}</td></tr></table>"
    ladder = only(
        table.format("Coffee", "Pulls.", "Tunes.", "Writes.") + table.format("Guests", "Greets.", "Knows.", "Calms."),
        "b.html",
    )
    assert (level_names(ladder), names(ladder)) == (
        ["Junior Barista", "Barista", "Senior Barista"],
        ["Coffee", "Guests"],
    )
    assert cells(ladder)["Junior Barista", "Guests"] == "Greets."
