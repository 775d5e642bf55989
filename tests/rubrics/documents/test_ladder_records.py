"""Ladders in YAML and JSON."""

from __future__ import annotations

import json

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, groups, level_names, names, only


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


def test_flat_records_of_very_short_texts_are_a_ladder() -> None:
    texts = {("L1", "Care"): "Asks.", ("L1", "Speed"): "Walks.", ("L2", "Care"): "Checks.", ("L2", "Speed"): "Runs."}
    records = [{"level": level, "competency": row, "text": text} for (level, row), text in texts.items()]
    assert cells(only(json.dumps(records), "flat.json")) == texts


CELLS = {("L1", "Dough"): "Kneads.", ("L2", "Dough"): "Weighs.", ("L1", "Oven"): "Watches.", ("L2", "Oven"): "Loads."}


@pytest.mark.parametrize(
    "records",
    [
        {"competencies": {"Dough": {"description": "All that is kneaded.", "levels": {"L1": "Kneads.", "L2": "Weighs."}},
                          "Oven": {"description": "All that is hot.", "levels": {"L1": "Watches.", "L2": "Loads."}}}},
        {"levels": {"L1": {"summary": "New.", "competencies": {"Dough": ["Kneads."], "Oven": "Watches."}},
                    "L2": {"summary": "Knows it.", "competencies": {"Dough": ["Weighs."], "Oven": "Loads."}}}},
        {"matrix": {"Bread": {"Dough": [{"level": "L1", "description": "Kneads."}, {"level": "L2", "description": "Weighs."}],
                              "Oven": [{"level": "L1", "description": "Watches."}, {"level": "L2", "description": "Loads."}]}}},
        {"levels": ["L1", "L2"], "competencies": [{"name": "Dough", "expectations": ["Kneads.", "Weighs."]}, {"name": "Oven", "expectations": ["Watches.", "Loads."]}]},
        {"levels": ["L1", "L2"], "competencies": [{"name": "Dough", "L1": "Kneads.", "L2": "Weighs."}, {"name": "Oven", "L1": "Watches.", "L2": "Loads."}]},
        [{"role": "Baker", "levels": [{"level": {"code": "L1", "description": "New."}, "guidelines": {"Dough": "Kneads.", "Oven": "Watches."}},
                                      {"level": {"code": "L2", "description": "Knows it."}, "guidelines": {"Dough": "Weighs.", "Oven": "Loads."}}]}],
    ],
    ids=["levels under competencies", "competencies under levels", "list of level and description", "parallel lists", "levels as keys", "level as record"],
)  # fmt: skip
def test_records_of_any_nesting_give_the_same_cells(records: object) -> None:
    reading = read(json.dumps(records).encode(), "bakers.json")
    (ladder,) = reading.ladders
    assert codes(ladder) == ["L1", "L2"]
    assert cells(ladder) == CELLS
    assert reading.criteria is None


def test_nested_categories_of_records_are_groups() -> None:
    ladder = only(
        json.dumps(
            {
                "name": "Bakery",
                "categories": [
                    {"name": "Craft", "subcategories": [{"name": "Bread", "skills": [
                        {"name": "Dough", "levels": {"beginner": ["Kneads.", "Sweeps."], "advanced": ["Invents."]}},
                        {"name": "Oven", "levels": {"beginner": ["Watches."], "advanced": ["Repairs."]}},
                    ]}]},
                    {"name": "People", "subcategories": [{"name": "Guests", "skills": [
                        {"name": "Selling", "levels": {"beginner": ["Greets."], "advanced": ["Wins back."]}},
                    ]}]},
                ],
            }
        ),
        "bakery.json",
    )  # fmt: skip
    assert ladder.name == "Bakery"
    assert level_names(ladder) == ["beginner", "advanced"]
    assert [(row.group, row.name) for row in ladder.competencies] == [
        ("Bread", "Dough"),
        ("Bread", "Oven"),
        ("Guests", "Selling"),
    ]
    assert groups(ladder) == ["Bread", "Bread", "Guests"]


def test_numbered_levels_of_records_are_no_scores_of_a_rubric() -> None:
    reading = read(
        json.dumps(
            {
                "framework": "Bakers",
                "competencies": [
                    {"name": "Dough", "levels": [{"level": n, "description": text} for n, text in enumerate(texts, 1)]}
                    for texts in [["Kneads.", "Weighs.", "Invents."]]
                ]
                + [
                    {
                        "name": "Oven",
                        "levels": [{"level": 1, "description": "Watches."}, {"level": 2, "description": "Loads."}],
                    }
                ],
            }
        ).encode(),
        "bakers.json",
    )
    assert (reading.kind, reading.criteria) == ("ladder", None)
    assert codes(reading.ladders[0]) == ["1", "2", "3"]


def test_rows_of_a_table_in_json_are_the_table() -> None:
    ladder = only(json.dumps([["Area", "P1", "P2"], ["Care", "Asks first.", "Checks twice."]]), "rows.json")
    assert cells(ladder) == {("P1", "Care"): "Asks first.", ("P2", "Care"): "Checks twice."}


def test_numbers_under_each_competency_are_the_steps_of_a_ladder() -> None:
    text = (
        "title: Ranger ladder\ncompetencies:\n  Tracks:\n    1: Sees prints.\n    2: Names them.\n    3: Dates them.\n"
    )
    ladder = only(f"{text}  Visitors:\n    1: Greets.\n    2: Guides.\n    3: Settles quarrels.\n", "ranger.yaml")
    assert (codes(ladder), names(ladder)) == (["1", "2", "3"], ["Tracks", "Visitors"])


def test_records_of_keys_and_values_parted_by_blank_lines_are_a_list() -> None:
    ladder = only(
        "Level: L1\nName: Junior Thatcher\nReed: Bundles it.\nRoof: Climbs with a rope.\n\n"
        "Level: L2\nName: Thatcher\nReed: Sorts it.\nRoof: Lays a ridge.\n",
        "thatch.txt",
    )
    assert (codes(ladder), level_names(ladder)) == (["L1", "L2"], ["Junior Thatcher", "Thatcher"])
    assert cells(ladder)["L1", "Roof"] == "Climbs with a rope."


def test_the_codes_of_records_are_kept_where_a_name_has_no_rank() -> None:
    records = [
        {
            "level": code,
            "title": title,
            "competencies": [{"name": "Nets", "description": nets}, {"name": "Boat", "description": boat}],
        }
        for code, title, nets, boat in (
            ("F1", "Junior Fisher", "Mends holes.", "Bails."),
            ("F2", "Fisher", "Sets nets.", "Steers."),
            ("F3", "Senior Fisher", "Chooses nets.", "Commands."),
        )
    ]
    ladder = only(json.dumps(records), "fishers.json")
    assert (codes(ladder), names(ladder)) == (["F1", "F2", "F3"], ["Nets", "Boat"])
