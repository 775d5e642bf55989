"""What is a level and what only sounds like one: numerals, ranks of other languages, branches, names of competencies."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from rubrics.documents.labels import level_label, level_labels
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
    ],
)
def test_ranks_of_other_languages_are_levels(texts: list[str]) -> None:
    assert [label and label.name for label in level_labels(texts)] == texts
