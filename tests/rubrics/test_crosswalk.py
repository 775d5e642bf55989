"""Levels on the common scale: by what their texts ask, never by what they are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.coordinates import Passage, coordinate_readings
from rubrics.counterparts import matches
from rubrics.crosswalk import LevelText, Placed, YearsStated, placed, proposals
from rubrics.enums import Coordinate

SCOPES = (
    "Single tasks",
    "Features",
    "A sub-system from end to end",
    "The whole system",
    "Several systems",
    "The organisation",
    "The whole company",
    "The industry",
)


def scoped(text: str, key: str = "X", label: str = "X") -> LevelText:
    return LevelText(key, label, (Passage(text, "line 3", Coordinate.SCOPE),))


def test_scope_from_a_task_to_the_industry_gives_the_eight_ranks() -> None:
    assert [entry.rank for entry in proposals([scoped(text) for text in SCOPES])] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_new_codes_and_names_change_nothing() -> None:
    ladder = [scoped(text, f"P{number}", f"P{number} Senior") for number, text in enumerate(SCOPES[1:5], start=2)]
    renamed = [
        replace(level, key=name, label=name)
        for level, name in zip(ladder, ("Distinguished", "Intern", "L9", "CEO"), strict=True)
    ]
    before, after = proposals(ladder), proposals(renamed)
    assert [(entry.rank, entry.value, entry.sureness, entry.readings) for entry in after] == [
        (entry.rank, entry.value, entry.sureness, entry.readings) for entry in before
    ]


def test_a_reading_names_the_words_and_the_place() -> None:
    (reading, *_) = coordinate_readings([Passage("Shapes several systems. Fixes bugs.", "cell C4")])
    assert [(entry.words, entry.rank, entry.locator) for entry in reading.evidence] == [
        ("several systems", 5, "cell C4"),
        ("bugs", 1, "cell C4"),
    ]
    assert (reading.rank, reading.stated) == (5.0, False)


def test_a_stated_attribute_is_read_alone_and_trusted_more_than_running_text() -> None:
    passages = [Passage("Fixes bugs in the industry."), Passage("Features", "", Coordinate.SCOPE)]
    stated, told = coordinate_readings(passages)[0], coordinate_readings(passages[:1])[0]
    assert (stated.rank, stated.trust) == (2.0, 1.0)
    assert (told.rank, round(told.trust, 2)) == (8.0, 0.2)


def test_a_level_that_reads_lower_than_the_one_below_keeps_the_order_and_says_so() -> None:
    low, high = proposals([scoped(SCOPES[4], "A", "A"), scoped(SCOPES[2], "B", "B")])
    assert (low.rank, high.rank) == (4, 4)
    assert high.remarks == (
        "Its texts read lower (3.0) than those of A below it (5.0); the order of the ladder is kept.",
    )


def test_a_level_without_words_stands_between_its_neighbours_and_a_ladder_without_any_has_no_rank() -> None:
    middle = proposals([scoped(SCOPES[1]), LevelText("M", "M"), scoped(SCOPES[3])])[1]
    assert (middle.rank, middle.sureness, middle.sureness_in_words) == (3, 0.0, "unsure")
    assert [entry.rank for entry in proposals([LevelText("M", "M")])] == [None]


def test_levels_without_words_below_or_above_those_that_say_something_have_no_rank() -> None:
    silent = [LevelText(name, name) for name in "AB"]
    assert [entry.rank for entry in proposals([silent[0], scoped(SCOPES[3]), silent[1]])] == [None, 4, None]


def test_a_row_named_like_a_coordinate_is_read_before_the_other_texts() -> None:
    passages = [Passage("Fixes bugs in the industry."), Passage("Features", "", Coordinate.SCOPE, is_row=True)]
    reading = coordinate_readings(passages)[0]
    assert (reading.rank, reading.trust, reading.stated, reading.in_row) == (2.0, 0.8, False, True)


@pytest.mark.parametrize(
    ("text", "rank"), [("Leads a team of pilots", 4), ("The work of a team", 4), ("Leads teams", 5)]
)
def test_one_team_is_less_than_several(text: str, rank: int) -> None:
    assert coordinate_readings([Passage(text, "", Coordinate.SCOPE)])[0].rank == rank


def test_years_move_nothing_and_are_held_against_the_rank() -> None:
    bare = scoped(SCOPES[2])
    odd = replace(bare, years=(YearsStated("the attributes", 15, 22), YearsStated("the guidelines", 20)))
    assert proposals([odd])[0].rank == proposals([bare])[0].rank
    assert proposals([odd])[0].remarks == (
        "The source gives 15 to 22 years in the attributes, but 20+ years in the guidelines.",
        "15 to 22 years would be usual at rank 7; it stands at rank 3. Years move nothing.",
    )


@pytest.mark.parametrize(
    ("below", "here", "remark"),
    [
        ((5.0, 8.0), (3.0, 5.0), "It asks for fewer years (3 to 5 years) than A below it (5 to 8 years)."),
        ((3.0, 6.0), (5.0, 8.0), "Its years (5 to 8 years) overlap with those of A below it (3 to 6 years)."),
    ],
)
def test_years_that_fall_or_overlap_are_said(
    below: tuple[float, float], here: tuple[float, float], remark: str
) -> None:
    levels = [
        replace(scoped(SCOPES[2], "A", "A"), years=(YearsStated("the table", *below),)),
        replace(scoped(SCOPES[3], "B", "B"), years=(YearsStated("the table", *here),)),
    ]
    assert proposals(levels)[1].remarks == (remark,)


def test_a_level_whose_own_words_contradict_its_attributes_says_so() -> None:
    level = LevelText(
        "X", "X", (Passage("The whole company", "", Coordinate.SCOPE),), summary=(Passage("Delivers features."),)
    )
    assert proposals([level])[0].remarks == (
        "What the source says of the level as a whole reads 2.0; its attributes read 7.0.",
    )


@given(st.lists(st.sampled_from(SCOPES), min_size=1, max_size=9))
def test_levels_of_one_ladder_never_cross(texts: list[str]) -> None:
    values = [entry.value or 0 for entry in proposals([scoped(text) for text in texts])]
    assert values == sorted(values)


def test_branches_of_a_forked_ladder_hold_their_order_apart() -> None:
    trunk, expert = scoped(SCOPES[1], "T", "T"), replace(scoped(SCOPES[6], "E", "E"), track="individual")
    lead, head = (replace(scoped(SCOPES[rank], name, name), track="manager") for rank, name in ((3, "L"), (2, "H")))
    levels = [trunk, expert, lead, head]
    assert [(entry.rank, entry.remarks) for entry in proposals(levels)] == [
        (2, ()),
        (7, ()),
        (4, ("Its texts read higher (4.0) than those of H above it (3.0); the order of the ladder is kept.",)),
        (4, ("Its texts read lower (3.0) than those of L below it (4.0); the order of the ladder is kept.",)),
    ]
    assert [entry.rank for entry in placed(proposals(levels), {"E": (8, "Ann")})] == [2, 8, 4, 4]
    found = matches(placed(proposals([trunk, expert, lead]), {}), placed(proposals([lead, expert]), {}))
    assert [entry.other.label if entry.other else None for entry in found] == [None, "E", "L"]


def standing(*ranks: int | None) -> list[Placed]:
    return [Placed(str(place), f"N{place}", rank, rank, "read") for place, rank in enumerate(ranks)]


def test_levels_of_two_ladders_match_at_one_rank_and_gaps_say_why() -> None:
    found = matches(standing(2, 3, 5, 7, None), standing(3, 4, 6))
    assert [(entry.other.label if entry.other else None, entry.why) for entry in found] == [
        (None, "the other ladder begins at rank 3, this level stands at 2"),
        ("N0", "both at rank 3 (read; N0 read)"),
        (None, "the other ladder has no level at rank 5"),
        (None, "the other ladder ends at rank 6, this level stands at 7"),
        (None, "nothing says at which rank it stands"),
    ]


@given(st.lists(st.integers(1, 8), max_size=7), st.lists(st.integers(1, 8), max_size=7))
def test_matches_take_no_level_twice_and_never_cross(one: list[int], other: list[int]) -> None:
    found = matches(standing(*sorted(one)), standing(*sorted(other)))
    taken = [int(entry.other.key) for entry in found if entry.other]
    assert taken == sorted(set(taken))
    assert all(entry.other.rank == entry.level.rank for entry in found if entry.other)


def test_a_persons_placement_counts_before_the_proposal() -> None:
    found = placed(proposals([scoped(SCOPES[2], "a"), scoped(SCOPES[3], "b")]), {"b": (6, "Ann")})
    assert [(entry.rank, entry.why) for entry in found] == [
        (3, "read from its texts, unsure"),
        (6, "placed by Ann"),
    ]


def test_a_proposal_gives_way_to_a_neighbour_that_a_person_placed() -> None:
    found = placed(proposals([scoped(SCOPES[2], "a"), scoped(SCOPES[3], "b")]), {"a": (6, "Ann")})
    assert [entry.rank for entry in found] == [6, 6]


def test_the_real_profile_and_ladder_stand_where_a_reader_would_put_them(shared: Path) -> None:
    from rubrics.documents import read

    reading = read((shared / "seeds" / "000_74f925da3aebc08b.txt").read_bytes(), "profile.txt")
    (ladder,) = reading.ladders
    levels = [
        LevelText(
            str(level.position),
            "?",
            (
                *(
                    Passage(text, "", Coordinate(name))
                    for name, text in level.attributes.items()
                    if name in set(Coordinate)
                ),
                *(Passage(cell.text) for cell in ladder.guidelines if cell.level == level.position),
                *(Passage(duty.text) for duty in ladder.responsibilities if duty.level == level.position),
            ),
        )
        for level in ladder.levels
    ]
    assert [entry.rank for entry in proposals(levels)] == [2, 3, 5, 6, 7, 7]
