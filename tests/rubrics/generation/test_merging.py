"""A second ladder in a rubric: at the matched levels only, under its own source, what both say once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInput
from rubrics.content import Source
from rubrics.generate import RubricDraft, generate
from rubrics.generation.inputs import Ladder, LevelMatch, Link, SecondLadder
from tests.rubrics.examples import make_ladder, pump_criteria, pump_ladder
from tests.rubrics.generation.drafts import words

VALVES = {
    "V1": "Closes a valve when told to.",
    "V2": "Repairs every pump of the hall.",
    "V3": "Plans the valves of the town.",
}


def valve_ladder() -> Ladder:
    found = make_ladder({"Valves": VALVES}, codes=("V1", "V2", "V3"), duties={"V2": ["Keeps the valve map."]})
    told = [replace(cell, text=replace(cell.text, document="valves.md")) for cell in found.guidelines]
    duties = [replace(duty, text=replace(duty.text, document="valves.md")) for duty in found.responsibilities]
    return replace(found, name="Valve fitters", guidelines=tuple(told), responsibilities=tuple(duties))


def matched(**pairs: int | None) -> tuple[LevelMatch, ...]:
    """`e3=2`: the first ladder's third level with the second ladder's second."""
    return tuple(
        LevelMatch(int(name[1:]), other, "both at rank 4" if other else "the other ladder ends at rank 4")
        for name, other in pairs.items()
    )


def draft(*links: Link, matches: tuple[LevelMatch, ...] = matched(e3=2, e4=3, e5=None)) -> RubricDraft:
    return generate(ladder=pump_ladder(), target_level="E3", links=links, second=SecondLadder(valve_ladder(), matches))


def test_a_merged_competency_stands_alone_until_a_person_joins_it() -> None:
    found = draft()
    assert [entry.name for entry in found.content.dimensions] == ["Repairs", "Handovers", "Valves"]
    assert words(found.content, "competency:3") == {
        1: [],
        2: [],
        3: ["Repairs every pump of the hall."],
        4: ["Plans the valves of the town."],
        5: [],
    }
    assert found.proposals["competency:3"][0].target == "competency:1"


def test_joined_statements_keep_their_own_source_and_what_both_say_stands_once() -> None:
    found = draft(Link("competency:3", "competency:1"))
    (bar, strong) = (found.content.dimension("competency:1").anchor(score) for score in (3, 4))
    assert [entry.text for entry in bar.statements] == [
        "Repairs every pump of the hall.",
        "Orders the parts beforehand.",
    ]
    assert {entry.source.document for entry in bar.statements if entry.source} == {"pumps.md"}
    assert strong.statements[1].source == Source("valves.md", "row 1, V3", "V3")
    (joined,) = [entry for entry in found.findings if entry.check == "joined"]
    assert joined.message.startswith("The competencies “Repairs”, “Valves” of “Valve fitters” are one dimension")


def test_what_was_taken_and_what_was_not_is_said_with_the_reason() -> None:
    found = draft(Link("competency:3", "competency:1"))
    said = [(entry.check, entry.message) for entry in found.findings if entry.check in CHECKS]
    assert said == [
        ("level_merged", "Score 3 takes V2 Fitter 2 of “Valve fitters” beside E3 Fitter 3: both at rank 4."),
        ("level_merged", "Score 4 takes V3 Fitter 3 of “Valve fitters” beside E4 Fitter 4: both at rank 4."),
        (
            "no_level_at_rank",
            "Score 5 takes nothing of “Valve fitters” beside E5 Fitter 5: the other ladder ends at rank 4.",
        ),
        (
            "said_twice",
            f"“Valve fitters” says nearly the same as another source in 1 statement, kept once: “{VALVES['V2']}”.",
        ),
    ]


CHECKS = {"level_merged", "no_level_at_rank", "nothing_merged", "said_twice"}


def test_a_second_ladder_without_a_level_at_any_rank_gives_nothing_and_says_so() -> None:
    found = draft(matches=matched(e3=None))
    assert [entry.name for entry in found.content.dimensions] == ["Repairs", "Handovers"]
    assert "nothing_merged" in [entry.check for entry in found.findings]


def test_responsibilities_of_the_second_ladder_wait_for_a_place() -> None:
    waiting = [entry.statement for entry in draft().content.unassigned]
    assert [(entry.text, entry.source.document if entry.source else None) for entry in waiting] == [
        ("Answers for the spare parts of the hall.", "pumps.md"),
        ("Keeps the valve map.", "valves.md"),
    ]


def test_a_second_ladder_needs_a_first() -> None:
    with pytest.raises(InvalidInput, match="target level"):
        generate(criteria=pump_criteria(), second=SecondLadder(valve_ladder(), ()))


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), unique_by=(lambda pair: pair[0], lambda pair: pair[1]))
)
def test_no_statement_of_the_first_ladder_is_lost_by_a_merge(pairs: list[tuple[int, int]]) -> None:
    alone = generate(ladder=pump_ladder(), target_level="E3").content
    found = draft(matches=tuple(LevelMatch(one, other, "both") for one, other in pairs)).content
    for dimension in alone.dimensions:
        assert [anchor.statements for anchor in found.dimension(dimension.key).anchors] == [
            anchor.statements for anchor in dimension.anchors
        ]
