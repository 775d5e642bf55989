"""Ladders whose levels build up: own text, effective text, and cells that say nothing new or ask nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from rubrics.documents import read
from rubrics.documents.cumulative import cumulative_in
from tests.rubrics.documents.shown import cells, only

HEAD = "| Area | G1 Guard | G2 Senior Guard | G3 Lead Guard |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    "said",
    [
        "In addition to the expectations of the level below:",
        "Everything at the level below, and more.",
        "Each level includes the expectations of the levels before it.",
        "Expectations are additive.",
        "Levels are inclusive of lower levels.",
        "A level inherits the previous one.",
        "You also meet the expectations of the levels below.",
        "Every step builds on the step before it.",
        "On top of the previous level, a guard learns one new thing.",
        "Levels are cumulative.",
    ],
)
def test_the_words_of_the_document_make_a_ladder_cumulative(said: str) -> None:
    ladder = only(f"# Guards\n\n{said}\n\n{HEAD}| Watch | Stands watch. | Plans watches. | Sets the rules. |\n")
    assert ladder.cumulative is True


@pytest.mark.parametrize(
    "said",
    [
        "The ladder is not cumulative.",
        "Expectations don't build on the level below.",
        "In addition to coding, they review designs.",
        "Everything is written down.",
        "All previous incidents are reviewed each month.",
        "The team builds on existing systems.",
    ],
)
def test_other_words_do_not(said: str) -> None:
    assert cumulative_in(said) is False
    ladder = only(f"# Guards\n\n{said}\n\n{HEAD}| Watch | Stands watch. | Plans watches. | Sets the rules. |\n")
    assert (ladder.cumulative, ladder.effective) == (False, ())


@pytest.mark.parametrize(
    ("second", "third"),
    [
        ("Everything in G1, plus plans watches.", "Everything in G2, plus sets the rules."),
        ("All of Guard, and plans watches.", "In addition to what a Senior Guard does, sets the rules."),
        (
            "Meets all expectations for Guard. Plans watches.",
            "Meets all expectations for Senior Guard. Sets the rules.",
        ),
        ("All of the above, plus plans watches.", "All of the above, plus sets the rules."),
    ],
)
def test_levels_that_name_the_level_below_build_up(second: str, third: str) -> None:
    ladder = only(f"# Guards\n\n{HEAD}| Watch | Stands watch. | {second} | {third} |\n")
    assert ladder.cumulative is True
    assert cells(ladder) == {("G1", "Watch"): "Stands watch.", ("G2", "Watch"): second, ("G3", "Watch"): third}
    assert [entry.text for entry in ladder.effective] == [
        "Stands watch.",
        f"Stands watch. {second}",
        f"Stands watch. {second} {third}",
    ]


def test_own_and_effective_text_stay_apart_and_cells_that_ask_nothing_hand_nothing_on() -> None:
    ladder = only(
        f"# Guards\n\nLevels are cumulative.\n\n{HEAD}"
        "| Watch | Stands watch. | | Sets the rules. |\n"
        "| Radio | Answers. | same as above | Leads calls. |\n"
        "| Driving | Drives. | N/A | not expected at this level |\n"
    )
    assert cells(ladder) == {
        ("G1", "Watch"): "Stands watch.",
        ("G3", "Watch"): "Sets the rules.",
        ("G1", "Radio"): "Answers.",
        ("G3", "Radio"): "Leads calls.",
        ("G1", "Driving"): "Drives.",
    }
    assert [(blank.level, blank.competency, blank.kind) for blank in ladder.blanks] == [
        (2, 1, "empty"),
        (2, 2, "empty"),
        (2, 3, "not_applicable"),
        (3, 3, "not_applicable"),
    ]
    assert [(entry.level, entry.competency, entry.text, entry.levels) for entry in ladder.effective] == [
        (1, 1, "Stands watch.", (1,)),
        (1, 2, "Answers.", (1,)),
        (1, 3, "Drives.", (1,)),
        (2, 1, "Stands watch.", (1,)),
        (2, 2, "Answers.", (1,)),
        (3, 1, "Stands watch. Sets the rules.", (1, 3)),
        (3, 2, "Answers. Leads calls.", (1, 3)),
    ]


def test_a_workbook_says_so_in_its_cells() -> None:
    book = Workbook()
    for row in [
        ["Each level includes everything at the previous level"],
        ["Skill", "Junior", "Senior"],
        ["Watch", "Stands.", "Plans."],
        ["Radio", "Answers.", "Leads."],
    ]:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    (ladder,) = read(stream.getvalue(), "guards.xlsx").ladders
    assert ladder.cumulative is True


def test_levels_listed_from_the_top_take_in_those_listed_after_them() -> None:
    reading = read(
        b"# Guards\n\nLevels are cumulative.\n\n| Area | Lead Guard | Senior Guard | Guard |\n|---|---|---|---|\n"
        b"| Watch | Sets the rules. | Plans watches. | Stands watch. |\n",
        "guards.md",
    )
    (ladder,) = reading.ladders
    assert [(entry.level, entry.levels) for entry in ladder.effective] == [(1, (3, 2, 1)), (2, (3, 2)), (3, (3,))]
    assert "The levels run from the highest to the lowest." in [finding.message for finding in reading.findings]


def test_a_cell_that_names_the_level_below_asks_nothing_new() -> None:
    reading = read(
        (
            f"# Guards\n\n{HEAD}| Watch | Stands watch. | Same as G1 | Sets the rules. |\n"
            "| Radio | Answers. | same as Guard | see G1 |\n| Gate | None | Opens. | Same as G1. |\n"
            "| Keys | Holds keys. | Same as G3 | Signs keys out. |\n"
        ).encode(),
        "guards.md",
    )
    (ladder,) = reading.ladders
    assert cells(ladder) == {
        ("G1", "Watch"): "Stands watch.",
        ("G3", "Watch"): "Sets the rules.",
        ("G1", "Radio"): "Answers.",
        ("G2", "Gate"): "Opens.",
        ("G3", "Gate"): "Same as G1.",
        ("G1", "Keys"): "Holds keys.",
        ("G2", "Keys"): "Same as G3",
        ("G3", "Keys"): "Signs keys out.",
    }
    assert [(blank.level, blank.competency, blank.kind) for blank in ladder.blanks] == [
        (2, 1, "empty"),
        (2, 2, "empty"),
        (3, 2, "empty"),
        (1, 3, "not_applicable"),
    ]
    said = [finding.message for finding in reading.findings if "points to a level" in finding.message]
    assert said == [
        "“Same as G1.” points to a level that is not the one below: read as it stands.",
        "“Same as G3” points to a level that is not the one below: read as it stands.",
    ]
