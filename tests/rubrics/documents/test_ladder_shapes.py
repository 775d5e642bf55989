"""Ladders in shapes no one has shown us, each written out here in our own words."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from openpyxl import Workbook

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, ladders, level_names, messages, names, only


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


def test_levels_are_headings_with_competencies_below() -> None:
    ladder = only("""# Gardener growth

## Level 1: Trainee Gardener
You are new to the garden.

### Planting
- Plants seedlings in rows.
- Waters them daily.

### Tools
- Cleans tools after use.

## Level 2: Gardener
You know the garden.

### Planting
- Chooses plants for a bed.

### Tools
- Sharpens tools.

### Teaching
- Shows trainees how to prune.
""")
    assert codes(ladder) == ["Level 1", "Level 2"]
    assert level_names(ladder) == ["Trainee Gardener", "Gardener"]
    assert names(ladder) == ["Planting", "Tools", "Teaching"]
    assert cells(ladder)["Level 1", "Planting"] == "Plants seedlings in rows. Waters them daily."
    assert ladder.levels[0].text == "You are new to the garden."


def test_competencies_are_headings_with_levels_below() -> None:
    ladder = only("""# Potter path

## Craft

### Throwing
#### Junior
Throws small bowls.
#### Senior
Throws large jars.

### Glazing
#### Junior
Dips pots evenly.
#### Senior
Mixes new glazes.

## Shop

### Selling
#### Junior
Wraps what is sold.
#### Senior
Prices new work.
""")
    assert level_names(ladder) == ["Junior", "Senior"]
    assert names(ladder) == ["Throwing", "Glazing", "Selling"]
    assert groups(ladder) == ["Craft", "Craft", "Shop"]
    assert cells(ladder)["Senior", "Glazing"] == "Mixes new glazes."


def test_competencies_are_headings_with_levels_as_labelled_bullets() -> None:
    ladder = only("""# Sailor ladder

## Navigation
- **Deckhand I**: reads the chart.
- **Deckhand II**: plots a course.
- **Deckhand III**: plans a passage.

## Rigging
- **Deckhand I**: coils lines.
- **Deckhand II**: mends sails.
- **Deckhand III**: sets up the mast.
""")
    assert level_names(ladder) == ["Deckhand I", "Deckhand II", "Deckhand III"]
    assert cells(ladder)["Deckhand II", "Rigging"] == "mends sails."


def test_levels_are_bold_lines_with_bold_competencies_below() -> None:
    ladder = only("""# Weaver ladder

**Junior Weaver**

**Loom**

- Sets up a loom with help.

**Yarn**

- Sorts yarn.

**Senior Weaver**

**Loom**

- Repairs a loom.

**Yarn**

- Buys yarn.
""")
    assert level_names(ladder) == ["Junior Weaver", "Senior Weaver"]
    assert names(ladder) == ["Loom", "Yarn"]
    assert cells(ladder)["Senior Weaver", "Yarn"] == "Buys yarn."


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


def test_individual_and_manager_tracks_stay_apart() -> None:
    first, second = ladders("""# Mill careers

## Individual contributors

| Skill | Miller I | Miller II | Senior Miller |
|---|---|---|---|
| Grain | Sorts grain. | Grades grain. | Buys grain. |

## Managers

| Skill | Mill Manager I | Mill Manager II |
|---|---|---|
| People | Plans shifts. | Hires millers. |
| Money | Reads the books. | Keeps the books. |
""")
    assert (first.track, second.track) == ("individual", "manager")
    assert level_names(first) == ["Miller I", "Miller II", "Senior Miller"]
    assert names(second) == ["People", "Money"]


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


def test_rows_of_the_same_name_stay_apart() -> None:
    ladder = only("""| Area | Junior | Senior |
|---|---|---|
| Craft | Sands wood. | Carves wood. |
| Craft | Mixes paint. | Mixes lacquer. |
""")
    assert [(row.name, row.occurrence) for row in ladder.competencies] == [("Craft", 1), ("Craft", 2)]
    assert len(ladder.guidelines) == 4


def test_a_ladder_without_dimensions_gives_statements_and_invents_nothing() -> None:
    ladder = only("""# Titles for drivers

## Junior Driver

* Drives with a companion.
* Knows the van.

## Driver

* Drives alone.

## Senior Driver

* Teaches others to drive.
* Plans tours across the country.
""")
    assert ladder.competencies == ()
    assert [(entry.level, entry.text) for entry in ladder.responsibilities] == [
        (1, "Drives with a companion."),
        (1, "Knows the van."),
        (2, "Drives alone."),
        (3, "Teaches others to drive."),
        (3, "Plans tours across the country."),
    ]


def test_labels_that_change_with_the_level_are_rows_without_names() -> None:
    reading = read(
        b"""# Diver

## V1 - Diver 1
* **Follows**: follows the guide down
* **Checks**: checks own gear

## V2 - Diver 2
* **Leads**: leads a pair of divers
* **Checks**: checks own gear

## V3 - Diver 3
* **Leads**: leads a pair of divers
* **Repairs**: repairs gear at sea
""",
        "diver.md",
    )
    (ladder,) = reading.ladders
    assert names(ladder) == ["", ""]
    assert [cell.label for cell in ladder.guidelines] == ["Follows", "Leads", "Leads", "Checks", "Checks", "Repairs"]
    assert "gives its 2 rows no names" in messages(reading)


def test_nested_bullets_are_rows_and_a_text_on_the_labels_own_line_counts() -> None:
    ladder = only("""# Pilot levels

A level has these parts:

- Flying
  - You fly safely.
- Talking
  - You talk clearly.

## PL1
- Flying: Flies with an instructor.
- Talking:
  - Reads back what the tower says.
  - Asks when unsure.

## PL2
- Flying:
  - Flies alone.
- Talking: Speaks to passengers.
""")
    assert names(ladder) == ["Flying", "Talking"]
    assert cells(ladder) == {
        ("PL1", "Flying"): "Flies with an instructor.",
        ("PL1", "Talking"): "Reads back what the tower says. Asks when unsure.",
        ("PL2", "Flying"): "Flies alone.",
        ("PL2", "Talking"): "Speaks to passengers.",
    }


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


def test_a_cumulative_ladder_is_marked_as_the_document_says() -> None:
    ladder = only("""# Guard ladder

Each level builds on the expectations of the level before it.

| Area | Guard I | Guard II |
|---|---|---|
| Watch | Stands watch. | Plans watches. |
""")
    assert ladder.cumulative is True


def test_records_refer_to_levels_and_themes() -> None:
    ladder = only(
        """
name: Printing
levels:
  - {id: jun, name: Junior Printer}
  - {id: sen, name: Senior Printer}
themes:
  - {id: ink, name: Ink, summary: All about ink.}
  - {id: paper, name: Paper}
entries:
  - {level: sen, theme: ink, summary: Mixes ink.}
  - {level: jun, theme: ink, summary: Fills ink.}
  - {level: jun, theme: paper, summary: Stacks paper., proficiency: Aware}
""",
        "printing.yml",
    )
    assert codes(ladder) == ["jun", "sen"]
    assert cells(ladder) == {
        ("jun", "Ink"): "Fills ink.",
        ("sen", "Ink"): "Mixes ink.",
        ("jun", "Paper"): "Stacks paper.",
    }
    assert ladder.competencies[0].text == "All about ink."


@pytest.mark.parametrize(
    "records",
    [
        {"Junior Baker": {"Dough": ["Kneads.", "Weighs."], "Oven": "Watches."}, "Senior Baker": {"Dough": ["Invents."], "Oven": "Repairs."}},
        {"Dough": {"Junior Baker": ["Kneads.", "Weighs."], "Senior Baker": ["Invents."]}, "Oven": {"Junior Baker": "Watches.", "Senior Baker": "Repairs."}},
        {"levels": [
            {"name": "Junior Baker", "competencies": [{"name": "Dough", "items": ["Kneads.", "Weighs."]}, {"name": "Oven", "description": "Watches."}]},
            {"name": "Senior Baker", "competencies": [{"name": "Dough", "items": ["Invents."]}, {"name": "Oven", "description": "Repairs."}]},
        ]},
        {"competencies": [
            {"name": "Dough", "levels": [{"name": "Junior Baker", "criteria": ["Kneads.", "Weighs."]}, {"name": "Senior Baker", "criteria": ["Invents."]}]},
            {"name": "Oven", "levels": [{"name": "Junior Baker", "criteria": ["Watches."]}, {"name": "Senior Baker", "criteria": ["Repairs."]}]},
        ]},
        [
            {"skill": "Dough", "Junior Baker": ["Kneads.", "Weighs."], "Senior Baker": "Invents."},
            {"skill": "Oven", "Junior Baker": "Watches.", "Senior Baker": "Repairs."},
        ],
    ],
    ids=["by level", "by competency", "list of levels", "list of competencies", "flat records"],
)  # fmt: skip
def test_records_nested_in_any_order_read_alike(records: object) -> None:
    ladder = only(json.dumps(records), "bakers.json")
    assert level_names(ladder) == ["Junior Baker", "Senior Baker"]
    assert cells(ladder) == {
        ("Junior Baker", "Dough"): "Kneads. Weighs.",
        ("Senior Baker", "Dough"): "Invents.",
        ("Junior Baker", "Oven"): "Watches.",
        ("Senior Baker", "Oven"): "Repairs.",
    }


def test_tracks_of_numbered_milestones_are_competencies() -> None:
    ladder = only(
        """
title: Potter milestones
tracks:
  THROWING:
    displayName: Throwing
    category: A
    milestones:
      - summary: Throws bowls
        signals: [Centres clay, Pulls walls]
        examples: [Made a bowl]
      - summary: Throws jars
        signals: [Joins parts]
        examples: [Made a jar]
  GLAZING:
    displayName: Glazing
    category: A
    milestones:
      - summary: Dips
        signals: [Dips evenly]
        examples: [Dipped a bowl]
      - summary: Mixes
        signals: [Weighs oxides]
        examples: [Mixed a blue]
""",
        "milestones.yaml",
    )
    assert codes(ladder) == ["1", "2"]
    assert names(ladder) == ["Throwing", "Glazing"]
    first = ladder.guidelines[0]
    assert first.items == ("Throws bowls", "Centres clay", "Pulls walls")
    assert first.examples == ("Made a bowl",)


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


def test_records_with_a_code_and_a_title_keep_both() -> None:
    ladder = only(
        json.dumps(
            [
                {"level": "L1", "title": "Junior", "competencies": {"Dough": "Kneads", "Team": "Asks"}},
                {"level": "L2", "title": "Mid", "competencies": {"Dough": "Weighs", "Team": "Helps"}},
            ]
        ),
        "levels.json",
    )
    assert [(level.code, level.name) for level in ladder.levels] == [("L1", "Junior"), ("L2", "Mid")]
    assert [(row.group, row.name) for row in ladder.competencies] == [(None, "Dough"), (None, "Team")]


def test_a_document_about_one_level_is_a_ladder_of_one() -> None:
    ladder = only("""# Senior Roofer

Knows every roof in town.

## Tiles
- Lays tiles in any weather.
- Trains others.

## Customers
- Explains leaks.
""")
    assert level_names(ladder) == ["Senior Roofer"]
    assert ladder.levels[0].text == "Knows every roof in town."
    assert cells(ladder) == {
        ("Senior Roofer", "Tiles"): "Lays tiles in any weather. Trains others.",
        ("Senior Roofer", "Customers"): "Explains leaks.",
    }


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


def test_a_glossary_with_levels_words_in_prose_is_refused() -> None:
    from core.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument, match="no levels with guidelines"):
        read(
            b"# About us\n\nWe are a senior team. Our juniors are kind.\n\n- We like tea.\n- We like cake.\n",
            "about.md",
        )
