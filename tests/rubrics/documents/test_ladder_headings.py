"""Ladders in headings, bold lines and bullets, each written out here in our own words."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, ladders, level_names, messages, names, only


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


def test_a_cumulative_ladder_is_marked_as_the_document_says() -> None:
    ladder = only("""# Guard ladder

Each level builds on the expectations of the level before it.

| Area | Guard I | Guard II |
|---|---|---|
| Watch | Stands watch. | Plans watches. |
""")
    assert ladder.cumulative is True


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


def test_a_glossary_with_levels_words_in_prose_is_refused() -> None:
    from core.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument, match="no levels with guidelines"):
        read(
            b"# About us\n\nWe are a senior team. Our juniors are kind.\n\n- We like tea.\n- We like cake.\n",
            "about.md",
        )


@pytest.mark.parametrize("bullet", ["  ", "- "])
def test_plain_text_without_markup_reads_as_levels_and_labels(bullet: str) -> None:
    ladder = only(
        f"COOK LADDER\n\nL1 Commis\n{bullet}Cutting: Cuts by the chart.\n{bullet}Heat: Watches the pan.\n\n"
        f"L2 Head Cook\n{bullet}Cutting: Sets the chart.\n{bullet}Heat: Plans the stations.\n",
        "cook.txt",
    )
    assert level_names(ladder) == ["Commis", "Head Cook"]
    assert cells(ladder)["L2", "Cutting"] == "Sets the chart."


def test_numbers_of_sections_are_no_part_of_names() -> None:
    ladder = only(
        "# 1. Careers\n\n## 1.1 Levels\n\n"
        "### 1.1.1 Junior Buyer\n\n#### Price\n\nCompares offers.\n\n#### Suppliers\n\nVisits them.\n\n"
        "### 1.1.2 Senior Buyer\n\n#### Price\n\nNegotiates.\n\n#### Suppliers\n\nChooses them.\n"
    )
    assert (level_names(ladder), names(ladder)) == (["Junior Buyer", "Senior Buyer"], ["Price", "Suppliers"])


def test_a_guide_is_a_person_beside_ranked_guides_and_else_a_document() -> None:
    people = only(
        "# Cave ladder\n\n## Junior Guide\n- Groups: leads five.\n- Ropes: ties them.\n\n"
        "## Guide\n- Groups: leads twenty.\n- Ropes: checks them.\n\n## Lead Guide\n- Groups: plans tours.\n- Ropes: buys them.\n"
    )
    papers = only(
        "# Pilot ladder\n\n## Leadership guide\nHow to read what follows.\n\n## Guide\nMore of it.\n\n"
        "## Junior Pilot\n- Wind: reads it.\n- Tide: asks.\n\n## Senior Pilot\n- Wind: uses it.\n- Tide: knows.\n"
    )
    assert level_names(people) == ["Junior Guide", "Guide", "Lead Guide"]
    assert level_names(papers) == ["Junior Pilot", "Senior Pilot"]
