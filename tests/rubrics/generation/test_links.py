"""Generation from both: what a person linked is one, everything else waits."""

from __future__ import annotations

from dataclasses import replace

from rubrics.content import Source
from rubrics.enums import SignalKind
from rubrics.generate import generate
from rubrics.generation.inputs import Link, Signal
from tests.rubrics.examples import make_ladder, pump_criteria, pump_ladder, text
from tests.rubrics.generation.drafts import both, checks, unwritten, words


def test_without_links_nothing_is_mapped_and_everything_waits() -> None:
    draft = both()
    assert [entry.key for entry in draft.content.dimensions] == [
        "dimension:1",
        "dimension:2",
        "competency:1",
        "competency:2",
    ]
    assert unwritten(draft.content, "dimension:1")[3] == (
        "nothing the ladder says of E3 is linked with this dimension; the criteria give no text for 3"
    )
    assert [(entry.statement.text, entry.statement.kind.value, entry.scores) for entry in draft.content.unassigned] == [
        ("Answers for the spare parts of the hall.", "responsibility", (3,)),
        ("Asks when the noise began.", "strong_signal", (4,)),
        ("Swaps parts until it runs.", "weak_signal", (2, 1)),
        ("Care: finds out what broke before opening a pump.", "assess", ()),
    ]
    assert set(draft.proposals) == {
        "dimension:1",
        "dimension:2",
        "assess:1",
        "strong_signal:1",
        "weak_signal:1",
        "red_flag:1",
        "exercise:1",
        "responsibility:1",
        "responsibility:2",
    }


def test_a_linked_dimension_and_competency_are_one() -> None:
    draft = both(("dimension:1", "competency:1"))
    assert draft.origins["dimension:1"] == ("dimension:1", "competency:1")
    assert [entry.key for entry in draft.content.dimensions] == ["dimension:1", "dimension:2", "competency:2"]
    assert draft.content.dimension("dimension:1").name == "Fault finding"
    assert words(draft.content, "dimension:1")[5] == [
        "Decides which pumps the works buy, e.g. after a flood.",
        "Found faults that three others had missed.",
    ]
    assert words(draft.content, "dimension:1")[3] == ["Repairs every pump of the hall.", "Orders the parts beforehand."]
    assert "dimension:1" not in draft.proposals


def test_a_link_may_be_given_from_either_side() -> None:
    assert both(("competency:1", "dimension:1")).content == both(("dimension:1", "competency:1")).content


def test_a_competency_lends_its_guidelines_to_each_dimension_linked_with_it() -> None:
    draft = both(("dimension:1", "competency:1"), ("dimension:2", "competency:1"))
    assert [entry.key for entry in draft.content.dimensions] == ["dimension:1", "dimension:2", "competency:2"]
    assert (
        words(draft.content, "dimension:2")[2]
        == words(draft.content, "dimension:1")[2]
        == ["Repairs pumps of one kind alone."]
    )
    (finding,) = [entry for entry in draft.findings if entry.check == "shared_guidelines"]
    assert finding.message.startswith(
        "The guidelines of “Repairs” stand in 2 dimensions: “Fault finding”, “Explaining”."
    )


def test_linked_competencies_are_one_dimension_and_so_are_linked_criteria() -> None:
    draft = both(("competency:2", "competency:1"), ("dimension:2", "dimension:1"))
    assert [entry.key for entry in draft.content.dimensions] == ["dimension:1", "competency:1"]
    assert words(draft.content, "competency:1")[4] == [
        "Plans the repairs of a whole season.",
        "Settles disputes between two shifts.",
    ]
    assert checks(draft).count("joined") == 2


def test_linked_signals_go_to_their_scores_and_red_flags_to_none() -> None:
    draft = both(("strong_signal:1", "dimension:1"), ("weak_signal:1", "dimension:1"), ("red_flag:1", "dimension:1"))
    found = words(draft.content, "dimension:1")
    assert found == {
        1: ["Swaps parts until it runs."],
        2: ["Swaps parts until it runs."],
        3: [],
        4: ["Asks when the noise began."],
        5: ["Found faults that three others had missed."],
    }
    flags = [entry for entry in draft.content.signals if entry.kind is SignalKind.RED_FLAG]
    assert [(entry.statement.text, entry.severity, entry.dimension) for entry in flags] == [
        ("Works on a pump under power.", "stop", "dimension:1")
    ]


def test_signals_are_watched_for_whether_or_not_they_are_placed() -> None:
    listed = [(entry.kind, entry.statement.text, entry.dimension) for entry in both().content.signals]
    assert listed == [
        (SignalKind.STRONG, "Asks when the noise began.", None),
        (SignalKind.WEAK, "Swaps parts until it runs.", None),
        (SignalKind.RED_FLAG, "Works on a pump under power.", None),
    ]


def test_a_signal_the_source_lists_under_a_dimension_needs_no_link() -> None:
    criteria = replace(pump_criteria(), strong_signals=(Signal(1, text("Listens to the pump."), under=2),))
    draft = generate(criteria=criteria)
    assert words(draft.content, "dimension:2")[4] == ["Listens to the pump."]
    assert "strong_signal:1" not in draft.proposals


def test_a_linked_responsibility_goes_to_the_score_of_its_level() -> None:
    draft = both(("responsibility:1", "dimension:2"), ("responsibility:2", "dimension:2"))
    found = words(draft.content, "dimension:2")
    assert (found[2], found[3]) == (["Keeps the tool room in order."], ["Answers for the spare parts of the hall."])


def test_a_linked_entry_of_what_to_assess_describes_the_dimension_and_scores_nothing() -> None:
    draft = both(("assess:1", "dimension:1"))
    dimension = draft.content.dimension("dimension:1")
    assert [entry.text for entry in dimension.description] == ["Care: finds out what broke before opening a pump."]
    assert words(draft.content, "dimension:1") == words(both().content, "dimension:1")


def test_an_exercise_carries_over_with_the_dimensions_a_person_confirmed() -> None:
    (exercise,) = both(("exercise:1", "dimension:1"), ("exercise:1", "competency:2")).content.exercises
    assert (exercise.minutes, exercise.task, exercise.look_fors) == (
        (30, 45),
        ("Open the pump on the bench.",),
        ("order of steps",),
    )
    assert exercise.dimensions == ("dimension:1", "competency:2")
    assert exercise.source == Source("guide.json", "exercise 1")


def test_responsibilities_alone_wait_at_the_score_of_every_level_near_the_target() -> None:
    duties = {"E1": ["Sweeps."], "E2": ["Oils."], "E5": ["Rules."]}
    draft = generate(
        ladder=make_ladder({}, duties=duties), criteria=pump_criteria(), target_level="E3", criteria_level="E3"
    )
    waiting = [(entry.statement.text, entry.scores) for entry in draft.content.unassigned]
    assert waiting[:3] == [("Rules.", (5,)), ("Oils.", (2,)), ("Sweeps.", (1,))]


# --- weights and focus ----------------------------------------------------------------------------------------------


def test_weights_come_from_the_criteria_and_a_missing_one_is_the_mean() -> None:
    weighted = tuple(
        replace(entry, weight=weight) for entry, weight in zip(pump_criteria().dimensions, (30.0, 10.0), strict=True)
    )
    criteria = replace(pump_criteria(), dimensions=weighted)
    draft = generate(
        ladder=pump_ladder(), criteria=criteria, target_level="E3", links=[Link("dimension:1", "competency:1")]
    )
    assert [(entry.key, entry.weight) for entry in draft.content.dimensions] == [
        ("dimension:1", 30.0),
        ("dimension:2", 10.0),
        ("competency:2", 20.0),
    ]
    (finding,) = [entry for entry in draft.findings if entry.check == "weight_missing"]
    assert finding.message == "The sources give no weight for “Handovers”; each counts as an average dimension."
