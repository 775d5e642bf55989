"""Generation from criteria, and what they contradict: own words, other scales, levels, signals on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rubrics.content import TargetLevel
from rubrics.enums import StatementKind
from rubrics.generate import generate
from rubrics.generation.inputs import Assess, Criteria, CriteriaDimension, Link, Signal
from rubrics.generation.levels import propose_criteria_level
from rubrics.generation.observable import is_state
from tests.rubrics.examples import pump_criteria, pump_ladder, text
from tests.rubrics.generation.drafts import checks, unwritten, words


def test_criteria_alone_keep_their_own_words_and_leave_the_rest_unwritten() -> None:
    draft = generate(criteria=pump_criteria())
    assert draft.content.target == TargetLevel("Fitter 3", "Fitter 3", None)
    assert words(draft.content, "dimension:2") == {
        1: [],
        2: [],
        3: [],
        4: [],
        5: ["Made a manager see the risk.", "Drew it."],
    }
    assert unwritten(draft.content, "dimension:1")[3] == "no ladder was given; the criteria give no text for 3"
    assert [anchor.meaning for anchor in draft.content.dimensions[0].anchors] == [
        "well below Fitter 3",
        "below Fitter 3",
        "Fitter 3, the bar",
        "Fitter 3, strong",
        "Fitter 3, exceptional",
    ]


def test_a_target_may_be_named_for_criteria_alone() -> None:
    assert generate(criteria=pump_criteria(), target_level="E4").content.target == TargetLevel("E4", "E4", None)
    unworded = replace(pump_criteria(), level_word=None)
    assert generate(criteria=unworded).content.target == TargetLevel("Pump fitter", "Pump fitter", None)


def test_the_title_names_the_sources_and_the_target_once() -> None:
    assert generate(criteria=pump_criteria()).content.title == "Pump fitter, Fitter 3"
    assert generate(criteria=replace(pump_criteria(), level_word="Pump")).content.title == "Pump fitter"
    assert generate(ladder=pump_ladder(), target_level="E3").content.title == "Pump fitters, E3 Fitter 3"
    assert generate(ladder=pump_ladder(), target_level="E3", title="Own").content.title == "Own"


def test_the_criterias_own_five_is_placed_only_when_written_for_the_target() -> None:
    ladder, criteria = pump_ladder(), pump_criteria()
    placed = generate(ladder=ladder, criteria=criteria, target_level="E3", criteria_level="E3")
    other = generate(ladder=ladder, criteria=criteria, target_level="E2", criteria_level="E3")
    unsaid = generate(ladder=ladder, criteria=criteria, target_level="E3")
    assert words(placed.content, "dimension:1")[5] == ["Found faults that three others had missed."]
    assert words(other.content, "dimension:1")[5] == []
    assert words(unsaid.content, "dimension:1")[5] == []
    waiting = [entry for entry in other.content.unassigned if entry.statement.kind is StatementKind.criteria_anchor]
    assert [(entry.statement.text, entry.scores) for entry in waiting] == [
        ("Found faults that three others had missed.", (5,)),
        ("Made a manager see the risk.", (5,)),
        ("Drew it.", (5,)),
    ]
    assert waiting[0].reason == "score 5 of “Fault finding”: the criteria are written for E3, not for E2"
    assert [("signals_of_another_level" in checks(draft)) for draft in (placed, other, unsaid)] == [False, True, True]
    (finding,) = [entry for entry in unsaid.findings if entry.check == "criteria_level"]
    assert finding.message == (
        "The criteria's own anchors were not placed: nobody has said yet for which level the criteria are written. "
        "They look written for E3: the criteria say “Fitter 3”, and so does the level E3 Fitter 3."
    )


@pytest.mark.parametrize(
    ("word", "code"), [("Fitter 3", "E3"), ("fitter 2", "E2"), ("Fitter", None), ("Sage", None), (None, None)]
)
def test_a_level_for_the_criteria_is_proposed_when_exactly_one_level_has_the_word(
    word: str | None, code: str | None
) -> None:
    found = propose_criteria_level(pump_ladder(), replace(pump_criteria(), level_word=word))
    assert (found.level_code if found else None) == code


@pytest.mark.parametrize(
    ("low", "high", "placed"),
    [
        (1, 5, {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
        (0, 4, {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}),
        (1, 3, {1: 1, 2: 3, 3: 5}),
        (0, 2, {0: 1, 1: 3, 2: 5}),
        (1, 4, {1: 1, 4: 5}),
        (1, 6, {1: 1, 6: 5}),
    ],
)
def test_other_scales_are_placed_where_they_meet_exactly(low: int, high: int, placed: dict[int, int]) -> None:
    anchors = tuple((score, text(f"Shows {score}")) for score in range(low, high + 1))
    criteria = Criteria("Guide", None, low, high, dimensions=(CriteriaDimension(1, "Care", anchors=anchors),))
    draft = generate(criteria=criteria, target_level="E3")
    found = {score: texts for score, texts in words(draft.content, "dimension:1").items() if texts}
    assert found == {here: [f"Shows {there}"] for there, here in placed.items()}
    waiting = [entry.statement.text for entry in draft.content.unassigned]
    assert waiting == [f"Shows {score}" for score in range(low, high + 1) if score not in placed]


def test_what_to_assess_stands_in_for_dimensions_the_criteria_lack() -> None:
    criteria = replace(pump_criteria(), dimensions=())
    draft = generate(criteria=criteria)
    (dimension,) = draft.content.dimensions
    assert (dimension.key, dimension.name) == ("assess:1", "Care")
    assert [entry.text for entry in dimension.description] == ["finds out what broke before opening a pump."]
    assert "criteria_without_anchors" in checks(draft)
    assert "nothing_written" in checks(draft)


def test_criteria_without_anchors_are_taken_with_a_finding() -> None:
    bare = tuple(replace(entry, anchors=()) for entry in pump_criteria().dimensions)
    draft = generate(ladder=pump_ladder(), criteria=replace(pump_criteria(), dimensions=bare), target_level="E3")
    (finding,) = [entry for entry in draft.findings if entry.check == "criteria_without_anchors"]
    assert finding.message == "The criteria “Pump fitter” describe no score of any dimension."


def test_the_same_words_as_strong_and_weak_signal_are_a_contradiction() -> None:
    weak = (Signal(1, text("asks when the noise began")),)
    draft = generate(criteria=replace(pump_criteria(), weak_signals=weak))
    (finding,) = [entry for entry in draft.findings if entry.check == "contradiction"]
    assert finding.message == "“Asks when the noise began.” is a strong signal and a weak signal at once."


# --- links ----------------------------------------------------------------------------------------------------------


def test_the_name_of_what_to_assess_is_not_repeated_in_the_dimension_of_that_name() -> None:
    criteria = replace(pump_criteria(), assess=(Assess(1, "Explaining", text("makes it plain.")),))
    draft = generate(criteria=criteria, links=[Link("assess:1", "dimension:2")])
    assert [entry.text for entry in draft.content.dimension("dimension:2").description] == ["makes it plain."]


STATES = (
    "Can lead a refit.",
    "You are able to lead a refit.",
    "Has advanced knowledge of valves.",
    "Generally knows where the spares are.",
    "Demonstrates an understanding of queues.",
    "Shows a strong ability to plan.",
    "Is trusted with the keys.",
    "Regarded as the one to ask.",
    "Self-directed on most days.",
)
ACTS = (
    "Has led a refit.",
    "Has taught three newcomers.",
    "Is often asked to review drawings.",
    "Demonstrates a repair to the crew.",
    "Shows newcomers the ropes.",
    "You write down what failed.",
    "Canvasses the crew before a change.",
    "Actively seeks another opinion.",
)


def test_what_a_person_does_stands_before_what_they_are_know_or_could_do() -> None:
    assert [is_state(text) for text in STATES] == [True] * len(STATES)
    assert [is_state(text) for text in ACTS] == [False] * len(ACTS)
