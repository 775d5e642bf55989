"""What is a level and what only sounds like one: numerals, ranks of other languages, branches, names of competencies."""

from __future__ import annotations

import pytest

from core.errors import UnreadableDocument
from rubrics.documents import read
from rubrics.documents.labels import level_label
from rubrics.documents.labelsets import level_labels
from tests.rubrics.documents.shown import cells, codes, level_names, messages, names, only


def test_roman_numerals_head_columns_rows_and_sections() -> None:
    columns = only("| Skill | II | III |\n|---|---|---|\n| Maps | Reads maps. | Draws maps. |\n")
    rows = only(
        "<table><tr><th>Grade</th><th>Maps</th></tr><tr><td>I</td><td>Folds maps.</td></tr><tr><td>II</td><td>Reads maps.</td></tr></table>",
        "maps.html",
    )
    sections = only("# Steps\n\n## I\n### Maps\nFolds.\n### Boats\nRows.\n## II\n### Maps\nReads.\n### Boats\nSails.\n")
    assert (codes(columns), codes(rows), codes(sections)) == (["II", "III"], ["I", "II"], ["I", "II"])
    assert cells(sections)["II", "Boats"] == "Sails."


def test_numerals_above_titles_are_their_codes() -> None:
    ladder = only(",I,II,III\n,Junior Editor,Editor,Senior Editor\nFacts,Checks.,Doubts.,Decides.\n", "editors.csv")
    assert (codes(ladder), level_names(ladder)) == (["I", "II", "III"], ["Junior Editor", "Editor", "Senior Editor"])


def test_numerals_that_number_chapters_are_no_levels() -> None:
    ladder = only(
        "# Clerk ladder\n\n## I\nWhy we wrote this.\n\n## II\n| Area | L1 | L2 |\n|---|---|---|\n| Mail | Sorts. | Routes. |\n"
    )
    assert codes(ladder) == ["L1", "L2"]


@pytest.mark.parametrize(
    "name", ["Lead generation", "Executive presence", "Managing risk", "Partner relations", "Working together", "Staff wellbeing"]
)  # fmt: skip
def test_a_rank_that_begins_a_competency_is_no_sure_level(name: str) -> None:
    label = level_label(name)
    assert label is None or label.strength == 1


@pytest.mark.parametrize(
    "name", ["Tech Lead", "Lead Gardener", "Account Executive", "Managing Director", "Head of Sales", "Expert"]
)
def test_a_rank_with_a_person_is_one(name: str) -> None:
    label = level_label(name)
    assert label is not None
    assert label.strength >= 2


def test_competencies_that_begin_with_ranks_stay_rows() -> None:
    ladder = only("""# Sales

| Competency | Sales Rep 1 | Sales Rep 2 |
|---|---|---|
| Lead generation | Calls the list. | Builds the list. |
| Partner relations | Greets partners. | Signs partners. |
| Executive presence | Takes notes. | Presents. |
""")
    assert names(ladder) == ["Lead generation", "Partner relations", "Executive presence"]
    assert level_names(ladder) == ["Sales Rep 1", "Sales Rep 2"]


def test_branches_that_share_a_code_are_levels_of_their_own() -> None:
    reading = read(
        b"| Area | E2 | E3 (IC) | E3 (Manager) |\n|---|---|---|---|\n| Code | Reviews. | Designs. | Reads. |\n",
        "fork.md",
    )
    (ladder,) = reading.ladders
    assert level_names(ladder) == ["E2", "E3 (IC)", "E3 (Manager)"]
    assert "the steps fork" in messages(reading)


@pytest.mark.parametrize(
    "texts",
    [
        ["レベル1", "レベル2"],
        ["ジュニア", "シニア"],
        ["Desarrollador júnior", "Desarrollador", "Desarrollador sénior"],
        ["Développeur", "Développeur confirmé"],
        ["Júnior", "Pleno", "Sênior"],
        ["Azubi", "Geselle", "Meister"],
    ],
)
def test_ranks_of_other_languages_are_levels(texts: list[str]) -> None:
    assert [label and label.name for label in level_labels(texts)] == texts


@pytest.mark.parametrize(
    "table",
    [
        "| Level | Rope | Crew |\n|---|---|---|\n| Seed | Coils. | Asks. |\n| Sprout | Rigs. | Helps. |\n",
        "| Skill / Level | Seed | Sprout |\n|---|---|---|\n| Rope | Coils. | Rigs. |\n| Crew | Asks. | Helps. |\n",
        (
            "<table><tr><td rowspan=2></td><td colspan=2>Career levels</td></tr><tr><td>Seed</td><td>Sprout</td></tr>"
            "<tr><td>Rope</td><td>Coils.</td><td>Rigs.</td></tr><tr><td>Crew</td><td>Asks.</td><td>Helps.</td></tr></table>"
        ),
    ],
)
def test_names_no_list_knows_are_levels_where_the_table_says_so_and_that_is_said(table: str) -> None:
    reading = read(f"# How we grow\n\n{table}".encode(), "growth.md")
    (ladder,) = reading.ladders
    assert (level_names(ladder), names(ladder)) == (["Seed", "Sprout"], ["Rope", "Crew"])
    assert "“Seed, Sprout” were taken for levels because the table calls them so" in messages(reading)


def test_levels_of_anything_but_people_are_no_ladder() -> None:
    with pytest.raises(UnreadableDocument):
        read(
            b"# Incidents\n\n| Level | Answer | Who |\n|---|---|---|\n| Red | At once. | All |\n| Amber | Today. | One |\n",
            "i.md",
        )


def test_tables_over_quarters_versions_and_priorities_are_no_ladders_beside_one() -> None:
    side = [
        "| Step | Q1 | Q2 |\n|---|---|---|\n| Draft | Writes all of it down for the fleet. | Shows it. |\n",
        "| What | V1 | V2 |\n|---|---|---|\n| Deck | Three levels for the deck hands alone. | Five. |\n",
        "| Priority | P0 | P1 | P2 |\n|---|---|---|---|\n| Answer | Five minutes, by whoever is on watch. | An hour. | A day. |\n",
    ]
    text = "| Area | Junior Sailor | Senior Sailor |\n|---|---|---|\n| Rope | Coils. | Rigs. |\n"
    assert level_names(only(f"# Ladder\n\n{text}\n" + "\n".join(side))) == ["Junior Sailor", "Senior Sailor"]


def test_grades_without_numbers_beside_numbered_ones_are_levels() -> None:
    ladder = only(
        "| Skill | HEO | SEO | Grade 7 | Grade 6 |\n|---|---|---|---|---|\n| Papers | Drafts. | Edits. | Clears. | Signs. |\n"
    )
    assert level_names(ladder) == ["HEO", "SEO", "Grade 7", "Grade 6"]


def test_a_description_below_the_name_of_a_level_in_its_head_says_what_it_is() -> None:
    ladder = only(
        "<table><tr><th>Area</th><th>Junior Sailor<br>Learns the work with a mate beside them.</th><th>Senior Sailor<br>Leads a watch and answers for it.</th></tr>"
        "<tr><td>Rope</td><td>Coils.</td><td>Rigs.</td></tr></table>",
        "heads.html",
    )
    assert level_names(ladder) == ["Junior Sailor", "Senior Sailor"]
    assert ladder.levels[1].text == "Leads a watch and answers for it."


def test_a_name_that_is_said_to_be_a_level_is_one_and_so_are_codes_as_records_write_them() -> None:
    headed = only(
        "# Growth\n\n## Level: Seed\n- Rope: Coils.\n- Crew: Asks.\n\n## Level: Sprout\n- Rope: Rigs.\n- Crew: Helps.\n"
    )
    keyed = only("levels:\n  l1: {rope: Coils., crew: Asks.}\n  l2: {rope: Rigs., crew: Helps.}\n", "l.yaml")
    assert (level_names(headed), codes(keyed)) == (["Seed", "Sprout"], ["l1", "l2"])


def test_numbers_before_and_words_behind_levels_are_their_codes_and_numbers() -> None:
    numbered = only("# Ladder\n\n| Area | 1 – Junior | II – Senior |\n|---|---|---|\n| Rope | Coils. | Rigs. |\n")
    worded = only(
        "# Ladder\n\n## Level One\n- Rope: Coils.\n- Crew: Asks.\n\n## Level Two\n- Rope: Rigs.\n- Crew: Leads.\n"
    )
    assert (codes(numbered), level_names(numbered)) == (["1", "II"], ["Junior", "Senior"])
    assert level_names(worded) == ["Level One", "Level Two"]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("What does a Senior Editor do?", None, "Senior Editor"),
        ("Expectations for the Lead Editor", None, "Lead Editor"),
        ("Senior Editor (E3) responsibilities", "E3", "Senior Editor"),
        ("Staff+ (E6 and above)", "E6 and above", "Staff+"),
        ("Associate: writes captions.", None, None),
        ("Niveau 2 Expert", "Niveau 2", "Expert"),
        ("Engineer 3 ⭐", None, "Engineer 3"),
        ("Operator expectations", None, "Operator"),
        ("Leadership expectations", None, None),
        ("Level 2 of the building", None, None),
    ],
)
def test_the_words_around_the_name_of_a_level_are_no_part_of_it(text: str, code: str | None, name: str | None) -> None:
    label = level_label(text)
    assert (label.code, label.name) == (code, name) if label else name is None


def test_steps_are_levels_where_they_are_called_as_people_are_and_else_a_process() -> None:
    ladder = only(
        "## Step 1 — Helper\n- Dough: weighs.\n- Oven: waits.\n\n## Step 2 — Baker\n- Dough: kneads.\n- Oven: fires.\n"
    )
    assert (codes(ladder), level_names(ladder)) == (["Step 1", "Step 2"], ["Helper", "Baker"])
    assert level_labels(["Step 1 — Phone call", "Step 2 — Visit"]) == [None, None]


def test_a_counted_level_may_have_its_name_on_the_line_below() -> None:
    table = "<table><tr><th>Area</th><th>Level 1<br>Seedling</th><th>Level 2<br>Tree</th></tr><tr><td>Rope</td><td>Coils.</td><td>Rigs.</td></tr></table>"
    ladder = only(table, "lines.html")
    assert (codes(ladder), level_names(ladder)) == (["Level 1", "Level 2"], ["Seedling", "Tree"])


@pytest.mark.parametrize("name", ["API", "CLI", "KPI", "POSIX", "IA-32", "Q1 planning", "Variant 1"])
def test_names_of_things_are_no_codes_of_levels(name: str) -> None:
    assert level_label(name) is None


def test_codes_of_a_series_each_name_things() -> None:
    ladder = only(
        "# Cloud ladder\n\n## Engineer I\n### S3\nReads.\n### EC2\nStarts.\n\n## Engineer II\n### S3\nWrites.\n### EC2\nSizes.\n"
    )
    assert (level_names(ladder), names(ladder)) == (["Engineer I", "Engineer II"], ["S3", "EC2"])
