"""Which of many dimensions are kept, and what happens to the others."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.generate import RubricDraft, generate
from rubrics.generation.inputs import Criteria, CriteriaDimension, Ladder, Link
from tests.rubrics.examples import REPAIRS, make_ladder, pump_criteria, text
from tests.rubrics.generation.drafts import both, checks


def test_up_to_eight_dimensions_are_all_kept() -> None:
    draft = both()
    assert [entry.kept for entry in draft.focus] == [True] * 4
    assert draft.focused() == draft.content


def many(count: int, groups: Sequence[str | None]) -> Ladder:
    rows = [(f"Row {number}", {code: f"{code} does {number}." for code in REPAIRS}) for number in range(1, count + 1)]
    return make_ladder(rows, groups=groups)


def test_of_many_dimensions_eight_are_proposed_and_every_group_keeps_a_place() -> None:
    draft = generate(ladder=many(12, ["A"] * 11 + ["B"]), target_level="E3")
    kept = [entry.dimension for entry in draft.focus if entry.kept]
    assert kept == [f"competency:{number}" for number in (1, 2, 3, 4, 5, 6, 7, 12)]
    left = [entry.reason.partition(":")[0] for entry in draft.focus if not entry.kept]
    assert left == [
        *["one of 12, and 7 others rank before it and 1 keeps its group in"] * 2,
        *["one of 12, and among equals the groups took turns"] * 2,
    ]
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


def test_rows_of_a_ladder_that_are_silent_at_the_bar_only_make_up_four() -> None:
    spoken = [(f"Row {number}", {"E3": f"Does {number}."}) for number in range(1, 3)]
    silent = [(f"Row {number}", {"E2": f"Tries {number}."}) for number in range(3, 11)]
    draft = generate(ladder=make_ladder([*spoken, *silent]), target_level="E3")
    assert [entry.dimension for entry in draft.focus if entry.kept] == [f"competency:{n}" for n in (1, 2, 3, 4)]
    assert draft.focus[-1].reason.startswith("one of 10, and its ladder says nothing at the bar: its bar is unwritten")
    assert draft.focus[2].reason.startswith("makes up four, though its ladder says nothing at the bar: its bar is")


def test_among_equals_without_groups_the_sources_order_decides_and_is_named() -> None:
    draft = generate(ladder=many(9, [None] * 9), target_level="E3")
    assert draft.focus[8].reason.startswith("one of 9, and among equals those that the sources name first were taken: ")


def unrated(rows: int, dimensions: tuple[CriteriaDimension, ...]) -> RubricDraft:
    """The draft for E2 of a ladder of some rows and of criteria written for E3, nothing linked."""
    criteria = Criteria("Guide", dimensions=dimensions)
    return generate(ladder=many(rows, [None] * rows), criteria=criteria, target_level="E2", criteria_level="E3")


def test_a_dimension_without_a_word_is_not_proposed_where_others_have_words() -> None:
    anchored = CriteriaDimension(1, "Tact", anchors=((3, text("Stays calm in the hall.")),))
    draft = unrated(4, (anchored, CriteriaDimension(2, "Safety", must_have=True)))
    assert [entry.dimension for entry in draft.focus if not entry.kept] == ["dimension:1"]
    assert draft.focus[0].reason == (
        "no score of it has words: nothing the ladder says of E2 is linked with this dimension; "
        "the criteria are written for E3, not for E2"
    )
    (told,) = [entry for entry in draft.focus_findings() if entry.where.dimension == "dimension:1"]
    assert (told.check, told.message) == ("dimension_left_out", f"Not rated: {draft.focus[0].reason}.")
    kept = {entry.where.dimension for entry in draft.focused_findings() if entry.check == "nothing_written"}
    assert kept == {"dimension:2"}


def test_dimensions_without_a_word_make_up_four_and_stay_where_none_has_words() -> None:
    wishes = tuple(CriteriaDimension(number, f"Wish {number}") for number in range(1, 6))
    draft = unrated(2, wishes)
    kept = [entry.dimension for entry in draft.focus if entry.kept]
    assert kept == ["dimension:1", "dimension:2", "competency:1", "competency:2"]
    assert draft.focus[0].reason.startswith("makes up four, though no score of it has words: ")
    alone = generate(criteria=Criteria("Guide", dimensions=wishes))
    assert [entry.kept for entry in alone.focus] == [True] * 5


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
