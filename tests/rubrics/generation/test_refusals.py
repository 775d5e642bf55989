"""What generation refuses, saying what to choose instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import InvalidInput
from rubrics.content import TargetLevel
from rubrics.generate import generate
from rubrics.generation.inputs import Criteria, Level, Link
from tests.rubrics.examples import make_ladder, pump_criteria, pump_ladder
from tests.rubrics.generation.drafts import both


def problem(**inputs: object) -> tuple[str, list[str]]:
    with pytest.raises(InvalidInput) as caught:
        generate(**inputs)  # type: ignore[arg-type]  # the inputs are wrong on purpose
    return str(caught.value), list(caught.value.problems)


def test_a_level_the_ladder_lacks_is_refused_saying_which_it_has() -> None:
    assert problem(ladder=pump_ladder(), target_level="E9") == (
        "The ladder “Pump fitters” has no level “E9”. It has: E1 Fitter 1, E2 Fitter 2, E3 Fitter 3, E4 Fitter 4, E5 Fitter 5.",
        ["target_level"],
    )
    assert problem(ladder=pump_ladder(), target_level=" ")[1] == ["target_level"]
    assert problem(ladder=pump_ladder(), criteria=pump_criteria(), target_level="E3", criteria_level="E0")[1] == [
        "criteria_level"
    ]


@pytest.mark.parametrize("wanted", ["E2", "e2", " E2 ", "Fitter 2", "e2 fitter 2"])
def test_a_level_is_found_by_code_name_or_label(wanted: str) -> None:
    assert generate(ladder=pump_ladder(), target_level=wanted).content.target == TargetLevel(
        "E2", "E2 Fitter 2", "Pump fitters"
    )


def test_a_name_two_levels_share_is_refused() -> None:
    ladder = pump_ladder()
    levels = (Level(1, "E1", "Fitter"), Level(2, "E2", "Fitter"))
    message, fields = problem(ladder=replace(ladder, levels=levels), target_level="Fitter")
    assert message == "The ladder “Pump fitters” has more than one level called “Fitter”. It has: E1 Fitter, E2 Fitter."
    assert fields == ["target_level"]


def test_a_rubric_with_no_dimension_is_refused() -> None:
    message, fields = problem(ladder=make_ladder({}, duties={"E1": ["Sweeps."]}), target_level="E1")
    assert message.startswith("This would be a rubric with no dimension")
    assert fields == ["ladder"]
    assert problem(criteria=Criteria("Empty"))[1] == ["criteria"]
    assert problem()[1] == ["ladder"]
    with pytest.raises(InvalidInput, match="no dimension"):
        both().focused([])


def test_a_link_to_nothing_is_refused() -> None:
    message, fields = problem(ladder=pump_ladder(), target_level="E3", links=[Link("dimension:1", "competency:1")])
    assert message == "Some links cannot be taken: There is no dimension:1 in the ladder or the criteria."
    assert fields == ["links"]
    inputs = {"ladder": pump_ladder(), "criteria": pump_criteria(), "target_level": "E3"}
    assert problem(**inputs, links=[Link("assess:1", "strong_signal:1")])[1] == ["links"]
    assert problem(**inputs, links=[Link("dimension:1", "dimension:1")])[1] == ["links"]
