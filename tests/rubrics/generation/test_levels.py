"""Generation from a ladder: neighbours of the target, tops, bottoms, gaps, tracks, odd rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rubrics.content import Source
from rubrics.enums import StatementKind
from rubrics.generate import generate
from rubrics.generation.inputs import Level
from tests.rubrics.examples import HANDOVERS, REPAIRS, make_ladder, pump_ladder, text
from tests.rubrics.generation.drafts import checks, unwritten, words


def test_what_can_be_observed_stands_before_abilities_and_knowledge() -> None:
    words_at_the_bar = "Expert in pumps. Able to lead. Repairs every pump. You have strong views. Orders the parts."
    draft = generate(ladder=make_ladder({"Repairs": {"E3": words_at_the_bar}}), target_level="E3")
    assert words(draft.content, "competency:1")[3] == [
        "Repairs every pump.",
        "Orders the parts.",
        "Expert in pumps.",
        "Able to lead.",
        "You have strong views.",
    ]


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
    lowest = {code: words for code, words in REPAIRS.items() if code != "E1"}
    ladder = replace(make_ladder({"Repairs": lowest, "Handovers": HANDOVERS}), cumulative=True)
    bottom = generate(ladder=ladder, target_level="E3").content.dimensions[0]
    assert bottom.anchor(1).unwritten == "the ladder has no guideline for “Repairs” at E1"


@pytest.mark.parametrize("hole", list(REPAIRS))
@pytest.mark.parametrize("target", list(REPAIRS))
def test_every_cell_stands_at_its_distance_from_the_target_and_a_hole_is_filled_by_nobody(
    target: str, hole: str
) -> None:
    codes = list(REPAIRS)
    cells = {code: f"Does {code}." for code in codes if code != hole}
    draft = generate(ladder=make_ladder({"Repairs": cells, "Handovers": HANDOVERS}), target_level=target)
    at = {score: codes.index(target) + score - 3 for score in range(1, 6)}
    wanted = {
        score: [cells[codes[place]]] if 0 <= place < 5 and codes[place] != hole else [] for score, place in at.items()
    }
    assert words(draft.content, "competency:1") == wanted
    assert unwritten(draft.content, "competency:1").keys() == {score for score, said in wanted.items() if not said}


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
