from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import InvalidInput
from rubrics.content import RubricContent, Source, TargetLevel
from rubrics.enums import SignalKind, StatementKind
from rubrics.generate import RubricDraft, generate
from rubrics.generation.inputs import Assess, Criteria, CriteriaDimension, Ladder, Level, Link, Signal
from rubrics.generation.levels import propose_criteria_level
from tests.rubrics.examples import HANDOVERS, REPAIRS, make_ladder, pump_criteria, pump_ladder, text


def words(content: RubricContent, key: str) -> dict[int, list[str]]:
    """Score -> the texts of a dimension's anchor."""
    return {anchor.score: [entry.text for entry in anchor.statements] for anchor in content.dimension(key).anchors}


def unwritten(content: RubricContent, key: str) -> dict[int, str]:
    return {anchor.score: anchor.unwritten for anchor in content.dimension(key).anchors if anchor.unwritten is not None}


def checks(draft: RubricDraft) -> list[str]:
    return [finding.check for finding in draft.findings]


def test_each_score_holds_the_guidelines_of_its_level() -> None:
    draft = generate(ladder=pump_ladder(), target_level="E3")
    assert words(draft.content, "competency:1") == {
        1: ["Repairs one pump with a colleague beside.", "Writes down each step."],
        2: ["Repairs pumps of one kind alone."],
        3: ["Repairs every pump of the hall.", "Orders the parts beforehand."],
        4: ["Plans the repairs of a whole season."],
        5: ["Decides which pumps the works buy, e.g. after a flood."],
    }
    meanings = [(anchor.meaning, anchor.level_code) for anchor in draft.content.dimensions[0].anchors]
    assert meanings == [("E1", "E1"), ("E2", "E2"), ("E3, the bar", "E3"), ("E4", "E4"), ("E5", "E5")]
    assert [entry.bar for entry in draft.content.dimensions] == [3, 3]


def test_every_statement_names_its_document_place_and_level() -> None:
    draft = generate(ladder=pump_ladder(), target_level="E3")
    first = draft.content.dimension("competency:1").anchor(2).statements[0]
    assert first.source == Source("pumps.md", "row 1, E2", "E2")
    assert first.ref == "7"
    assert first.kind is StatementKind.guideline


def test_items_of_a_cell_become_statements_of_their_own() -> None:
    ladder = pump_ladder()
    cell = replace(ladder.guidelines[0], text=text("One. Two three", items=("One. Two", "three")))
    draft = generate(ladder=replace(ladder, guidelines=(cell, *ladder.guidelines[1:])), target_level="E3")
    assert words(draft.content, "competency:1")[1] == ["One.", "Two", "three"]


@pytest.mark.parametrize(
    ("target", "meanings", "silent"),
    [
        ("E5", ["E3 or lower", "E4", "E5, the bar", "E5, strong", "E5, exceptional"], {4, 5}),
        ("E4", ["E2 or lower", "E3", "E4, the bar", "E5", "E5, exceptional"], {5}),
        ("E2", ["below E1", "E1", "E2, the bar", "E3", "E4"], {1}),
        ("E1", ["well below E1", "below E1", "E1, the bar", "E2", "E3"], {1, 2}),
    ],
)
def test_beyond_the_ends_of_the_ladder_scores_have_a_meaning_but_no_words(
    target: str, meanings: list[str], silent: set[int]
) -> None:
    draft = generate(ladder=pump_ladder(), target_level=target)
    assert [anchor.meaning for anchor in draft.content.dimensions[0].anchors] == meanings
    reason = "the ladder has no level above E5" if target in {"E4", "E5"} else "the ladder has no level below E1"
    assert unwritten(draft.content, "competency:1") == dict.fromkeys(silent, reason)
    assert checks(draft).count("no_such_level") == 1
    assert "anchor_unwritten" not in checks(draft)


def test_above_the_top_the_level_stays_the_top_and_below_the_bottom_there_is_none() -> None:
    top = generate(ladder=pump_ladder(), target_level="E5").content.dimensions[0]
    bottom = generate(ladder=pump_ladder(), target_level="E1").content.dimensions[0]
    assert [anchor.level_code for anchor in top.anchors] == ["E3", "E4", "E5", "E5", "E5"]
    assert [anchor.level_code for anchor in bottom.anchors] == [None, None, "E1", "E2", "E3"]


def test_a_ladder_of_one_level_still_gives_a_bar() -> None:
    ladder = make_ladder({"Repairs": {"E1": "Repairs pumps."}}, codes=["E1"])
    draft = generate(ladder=ladder, target_level="E1")
    assert words(draft.content, "competency:1") == {1: [], 2: [], 3: ["Repairs pumps."], 4: [], 5: []}


def test_an_empty_cell_leaves_the_anchor_unwritten_and_says_which_cell() -> None:
    cells = {code: words for code, words in REPAIRS.items() if code != "E4"}
    draft = generate(ladder=make_ladder({"Repairs": cells, "Handovers": HANDOVERS}), target_level="E3")
    assert unwritten(draft.content, "competency:1") == {4: "the ladder has no guideline for “Repairs” at E4"}
    cumulative = generate(
        ladder=replace(make_ladder({"Repairs": cells}), cumulative=True), target_level="E3"
    ).content.dimensions[0]
    assert cumulative.anchor(4).unwritten == (
        "the ladder has no guideline for “Repairs” at E4; its levels build up, so what the level below asks still holds"
    )


def test_a_number_left_out_of_the_codes_is_reported() -> None:
    cells = {code: words for code, words in REPAIRS.items() if code != "E4"}
    draft = generate(ladder=make_ladder({"Repairs": cells}, codes=["E1", "E2", "E3", "E5"]), target_level="E3")
    assert words(draft.content, "competency:1")[4] == ["Decides which pumps the works buy, e.g. after a flood."]
    (finding,) = [entry for entry in draft.findings if entry.check == "levels_skipped"]
    assert finding.message == (
        "Between E3 and E5 the ladder “Pump fitters” leaves a number out: they stand at neighbouring scores."
    )


def test_levels_of_the_other_track_are_no_neighbours() -> None:
    ladder = make_ladder({"Repairs": REPAIRS})
    tracks = [None, None, None, "manager", "individual"]
    levels = tuple(replace(level, track=track) for level, track in zip(ladder.levels, tracks, strict=True))
    draft = generate(ladder=replace(ladder, levels=levels), target_level="E5")
    assert [anchor.level_code for anchor in draft.content.dimensions[0].anchors] == ["E2", "E3", "E5", "E5", "E5"]
    assert "other_track" in checks(draft)


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("A3", ["A1", "A2", "A3", "A4", "A4"]),
        ("M3", ["A1", "A2", "M3", "M4", "M4"]),
        ("M4", ["A2", "M3", "M4", "M4", "M4"]),
        ("A2", [None, "A1", "A2", "A3", "A4"]),
    ],
)
def test_the_stem_of_a_fork_belongs_to_both_branches(target: str, line: list[str | None]) -> None:
    names = ["Junior", "Fitter", "Senior (Expert)", "Senior (Lead)", "Chief (Expert)", "Chief (Lead)"]
    codes = ["A1", "A2", "A3", "M3", "A4", "M4"]
    levels = tuple(
        Level(position, code, name, "manager" if code.startswith("M") else "individual")
        for position, (code, name) in enumerate(zip(codes, names, strict=True), start=1)
    )
    ladder = replace(make_ladder({"Repairs": REPAIRS}), levels=levels, guidelines=())
    anchors = generate(ladder=ladder, target_level=target).content.dimensions[0].anchors
    assert [anchor.level_code for anchor in anchors] == line


def test_a_level_whose_name_is_its_code_is_labelled_once() -> None:
    assert (Level(1, "E1", "E1").label, Level(1, None, None).label) == ("E1", "Level 1")


def test_equal_names_stay_apart_and_are_numbered() -> None:
    rows = [("Care", REPAIRS), ("Care", HANDOVERS), ("Order", {"E3": "Sweeps the hall."})]
    draft = generate(ladder=make_ladder(rows), target_level="E3")
    assert [(entry.key, entry.name) for entry in draft.content.dimensions] == [
        ("competency:1", "Care (1)"),
        ("competency:2", "Care (2)"),
        ("competency:3", "Order"),
    ]
    assert words(draft.content, "competency:2")[2] == ["Hands over open faults in writing."]
    assert checks(draft).count("same_name") == 1


def test_rows_without_a_name_are_numbered_and_reported() -> None:
    draft = generate(ladder=make_ladder([("", REPAIRS), ("", HANDOVERS)]), target_level="E3")
    assert [entry.name for entry in draft.content.dimensions] == ["Unnamed (1)", "Unnamed (2)"]
    (finding,) = [entry for entry in draft.findings if entry.check == "no_name"]
    assert finding.message == "The sources give 2 dimensions no name; they are numbered."
    assert "same_name" not in checks(draft)


def test_years_and_degrees_are_no_dimension() -> None:
    years = {"E1": "Less than 1 year.", "E2": "2+ years with a degree.", "E3": "5 years.", "E4": "8–10 years."}
    draft = generate(ladder=make_ladder({"Repairs": REPAIRS, "Typical years": years}), target_level="E3")
    assert [entry.name for entry in draft.content.dimensions] == ["Repairs"]
    assert [entry.what for entry in draft.left_out] == ["competency “Typical years”"]


def test_a_row_called_degree_that_describes_work_is_a_dimension() -> None:
    cells = {"E1": "Follows orders.", "E2": "Chooses the tools.", "E3": "Chooses the job."}
    draft = generate(ladder=make_ladder({"Degree of freedom": cells}), target_level="E2")
    assert [entry.name for entry in draft.content.dimensions] == ["Degree of freedom"]


# --- criteria -------------------------------------------------------------------------------------------------------


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


def both(*links: tuple[str, str], target: str = "E3") -> RubricDraft:
    return generate(
        ladder=pump_ladder(),
        criteria=pump_criteria(),
        target_level=target,
        criteria_level="E3",
        links=[Link(*link) for link in links],
    )


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


def test_up_to_eight_dimensions_are_all_kept() -> None:
    draft = both()
    assert [entry.kept for entry in draft.focus] == [True] * 4
    assert draft.focused() == draft.content


def many(count: int, groups: list[str | None]) -> Ladder:
    rows = [(f"Row {number}", {code: f"{code} does {number}." for code in REPAIRS}) for number in range(1, count + 1)]
    return make_ladder(rows, groups=groups)


def test_of_many_dimensions_eight_are_proposed_and_every_group_keeps_a_place() -> None:
    draft = generate(ladder=many(12, ["A"] * 11 + ["B"]), target_level="E3")
    kept = [entry.dimension for entry in draft.focus if entry.kept]
    assert kept == [f"competency:{number}" for number in (1, 2, 3, 4, 5, 6, 7, 12)]
    left = next(entry for entry in draft.focus if not entry.kept)
    assert left.reason == (
        "one of 12, and among equals the groups took turns: its bar is written; 5 of 5 scores have words"
    )
    assert len(draft.focused().dimensions) == 8


def test_a_written_bar_ranks_before_an_unwritten_one_and_a_must_have_before_all() -> None:
    criteria = Criteria(
        "Guide", dimensions=(CriteriaDimension(1, "Wish"), CriteriaDimension(2, "Must", must_have=True))
    )
    draft = generate(ladder=many(8, [None] * 8), criteria=criteria, target_level="E3")
    kept = {entry.dimension: entry.kept for entry in draft.focus}
    assert kept == {"dimension:1": False, "dimension:2": True} | {
        f"competency:{number}": number < 8 for number in range(1, 9)
    }


def test_a_bar_that_repeats_another_dimensions_words_ranks_after_it() -> None:
    criteria = Criteria("Guide", dimensions=(CriteriaDimension(1, "One"), CriteriaDimension(2, "Two")))
    links = [Link("dimension:1", "competency:1"), Link("dimension:2", "competency:1")]
    draft = generate(ladder=many(8, [None] * 8), criteria=criteria, target_level="E3", links=links)
    (left,) = [entry for entry in draft.focus if not entry.kept]
    assert left.dimension == "dimension:2"
    assert "its bar has the same words as “One”" in left.reason


def test_what_was_placed_in_a_dimension_left_out_waits_for_a_place_again() -> None:
    draft = both(("weak_signal:1", "dimension:2"), ("exercise:1", "dimension:2"), ("red_flag:1", "dimension:2"))
    content = draft.focused(["dimension:1"])
    assert [entry.key for entry in content.dimensions] == ["dimension:1"]
    again = [entry for entry in content.unassigned if entry not in draft.content.unassigned]
    assert [(entry.statement.text, entry.scores, entry.reason) for entry in again] == [
        ("Swaps parts until it runs.", (2, 1), "its dimension “Explaining” was left out")
    ]
    assert content.exercises[0].dimensions == ()
    assert {signal.dimension for signal in content.signals} == {None}


def test_findings_about_dimensions_left_out_are_not_repeated() -> None:
    draft = generate(ladder=many(12, [None] * 12), criteria=pump_criteria(), target_level="E3")
    assert "many_dimensions" in checks(draft)
    kept = {entry.key for entry in draft.focused().dimensions}
    found = draft.focused_findings()
    assert {entry.where.dimension for entry in found} <= kept | {None}
    assert "many_dimensions" not in [entry.check for entry in found]
    assert "few_dimensions" in [entry.check for entry in draft.focused_findings(["competency:1"])]


# --- bad input ------------------------------------------------------------------------------------------------------


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


def test_the_name_of_what_to_assess_is_not_repeated_in_the_dimension_of_that_name() -> None:
    criteria = replace(pump_criteria(), assess=(Assess(1, "Explaining", text("makes it plain.")),))
    draft = generate(criteria=criteria, links=[Link("assess:1", "dimension:2")])
    assert [entry.text for entry in draft.content.dimension("dimension:2").description] == ["makes it plain."]
