from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from rubrics.content import (
    LevelName,
    RubricContent,
    RubricExercise,
    RubricSignal,
    Scale,
    Source,
    Unassigned,
    canonical,
    from_canonical,
)
from rubrics.difference import difference
from rubrics.enums import SignalKind
from tests.rubrics.examples import dimension, rubric, statement
from tests.rubrics.spreadsheet.contents import contents

REPAIRS = dimension("d1", "Repairs", {2: ["Mends with help."], 3: ["Mends alone.", "Orders the parts."]})
TALKS = dimension("d2", "Handovers", {3: ["Writes faults down."]})
BASE = rubric(REPAIRS, TALKS)


def told(before: RubricContent, after: RubricContent) -> list[tuple[str, str]]:
    return [(change.kind.value, change.message) for change in difference(before, after)]


def test_equal_contents_have_no_difference() -> None:
    assert difference(BASE, BASE) == ()


def test_a_dimension_added_or_removed_is_told_with_its_size_and_not_line_by_line() -> None:
    assert told(rubric(REPAIRS), BASE) == [("dimension_added", "“Handovers” is new, with 1 statement.")]
    assert told(BASE, rubric(TALKS)) == [("dimension_removed", "“Repairs” is gone, with 3 statements.")]


def test_properties_of_a_dimension_are_told_one_by_one() -> None:
    changed = replace(TALKS, name="Shift change", weight=2.0, must_have=True, bar=4, questions=("What broke?",))
    assert told(BASE, rubric(REPAIRS, changed)) == [
        ("dimension_renamed", "“Handovers” is now called “Shift change”."),
        ("weight", "The weight of “Shift change” was 1 and is 2."),
        ("must_have", "“Shift change” is now a must-have."),
        ("bar", "The bar of “Shift change” was 3 and is 4."),
        ("questions", "The interview questions of “Shift change” changed."),
    ]


def test_a_dimension_with_another_key_is_recognised_by_its_name() -> None:
    assert told(BASE, rubric(REPAIRS, replace(TALKS, key="new"))) == []


def test_dimensions_in_another_order_are_told_once() -> None:
    assert told(BASE, rubric(TALKS, REPAIRS)) == [
        ("dimension_moved", "The dimensions stand in another order: Handovers, Repairs.")
    ]


def test_statements_are_added_removed_edited_and_moved() -> None:
    after = dimension("d1", "Repairs", {2: ["Orders the parts."], 3: ["Mends alone, day and night.", "Tests it."]})
    assert told(BASE, rubric(after, TALKS)) == [
        ("statement_moved", "Moved from Repairs, score 3 to Repairs, score 2: “Orders the parts.”"),
        ("statement_edited", "Repairs, score 3: “Mends alone.” became “Mends alone, day and night.”"),
        ("statement_added", "Repairs, score 3: new “Tests it.”"),
        ("statement_removed", "Repairs, score 2: removed “Mends with help.”"),
    ]


def test_a_statement_may_move_to_another_dimension() -> None:
    one = dimension("d1", "Repairs", {2: ["Mends with help."], 3: ["Mends alone."]})
    other = dimension("d2", "Handovers", {3: ["Writes faults down.", "Orders the parts."]})
    assert told(BASE, rubric(one, other)) == [
        ("statement_moved", "Moved from Repairs, score 3 to Handovers, score 3: “Orders the parts.”")
    ]


def test_an_edit_is_known_by_the_words_it_was_made_from_even_after_a_move() -> None:
    rewritten = replace(statement("Keeps the shelf full."), edited_from="Orders the parts.", author="Ada")
    anchors = list(dimension("d1", "Repairs", {2: ["Mends with help."], 3: ["Mends alone."]}).anchors)
    anchors[3] = replace(anchors[3], statements=(rewritten,), unwritten=None)
    after = replace(REPAIRS, anchors=tuple(anchors))
    assert told(BASE, rubric(after, TALKS)) == [
        (
            "statement_edited",
            "Repairs, score 4 (moved from score 3): “Orders the parts.” became “Keeps the shelf full.”",
        )
    ]


def test_statements_in_another_order_are_told_as_that() -> None:
    after = dimension("d1", "Repairs", {2: ["Mends with help."], 3: ["Orders the parts.", "Mends alone."]})
    assert told(BASE, rubric(after, TALKS)) == [
        ("statements_reordered", "Repairs, score 3: the statements stand in another order.")
    ]


def test_a_statement_that_waited_and_found_a_place_is_told_as_assigned() -> None:
    waiting = rubric(REPAIRS, TALKS, unassigned=(Unassigned(statement("Sweeps."), "nobody said where"),))
    placed = dimension("d2", "Handovers", {3: ["Writes faults down.", "Sweeps."]})
    assert told(waiting, rubric(REPAIRS, placed)) == [
        ("statement_assigned", "Handovers, score 3: “Sweeps.” waited for a place and now has one.")
    ]
    assert told(rubric(REPAIRS, placed), waiting) == [
        ("statement_removed", "Handovers, score 3: removed “Sweeps.”, which waits for a place again")
    ]


def test_the_same_words_at_two_scores_are_counted_one_by_one() -> None:
    twice = dimension("d1", "Repairs", {1: ["Swaps parts."], 2: ["Swaps parts."]})
    once = dimension("d1", "Repairs", {2: ["Swaps parts."]})
    assert told(rubric(twice), rubric(once)) == [("statement_removed", "Repairs, score 1: removed “Swaps parts.”")]


def test_what_the_rubric_says_as_a_whole_is_told_first() -> None:
    after = replace(
        BASE, title="Fitter", target=replace(BASE.target, label="E3 Senior"), scale=Scale(1, 5, ((1, "far below"),))
    )
    assert told(BASE, after) == [
        ("retitled", "The title was “Pump fitter, E3” and is “Fitter”."),
        ("target", "The target level was “E3 Fitter 3” and is “E3 Senior”."),
        ("scale", "The scale was “1–5” and is “1–5 (1 far below)”."),
    ]


def test_signals_and_exercises_are_compared_too() -> None:
    flag = RubricSignal(SignalKind.RED_FLAG, statement("Works under power."))
    old = replace(BASE, signals=(flag,), exercises=(RubricExercise("Bench", (30, 30)), RubricExercise("Talk")))
    new = replace(BASE, exercises=(RubricExercise("Bench", (30, 45), ("Open it.",)), RubricExercise("Walk")))
    assert told(old, new) == [
        ("signal_removed", "No longer among what interviewers watch for (red flag): “Works under power.”"),
        ("exercise_changed", "The exercise “Bench” has another length and task."),
        ("exercise_added", "The exercise “Walk” is new."),
        ("exercise_removed", "The exercise “Talk” is gone."),
    ]
    assert told(new, replace(new, signals=(flag,))) == [
        ("signal_added", "New among what interviewers watch for (red flag): “Works under power.”")
    ]


def test_another_source_group_meaning_or_severity_is_a_change_too() -> None:
    flag = RubricSignal(SignalKind.RED_FLAG, statement("Works under power."), "stop")
    anchors = list(TALKS.anchors)
    sourced = replace(statement("Writes faults down."), source=Source("new.md", "line 4"))
    anchors[2] = replace(anchors[2], statements=(sourced,), meaning="E3, the bar", level_code="E3")
    old = rubric(TALKS, signals=(flag,), levels=(LevelName(1, "E1", "Fitter"),))
    new = rubric(replace(TALKS, group="Talk", anchors=tuple(anchors)), signals=(replace(flag, severity=None),))
    assert told(old, new) == [
        ("levels", "The list of levels was “1 E1 Fitter” and is “”."),
        ("group", "“Handovers” stood under no group and stands under Talk."),
        (
            "statement_origin",
            (
                "Handovers, score 3: “Writes faults down.” came from pumps.md, line 1, E3 (guideline) "
                "and comes from new.md, line 4 (guideline)."
            ),
        ),
        ("anchor", "Handovers, score 3: it meant E3 (E3) and means E3, the bar (E3)."),
        ("signal_changed", "Severity, area or source changed (red flag): “Works under power.”"),
    ]


def test_what_newly_waits_for_a_place_and_what_waits_no_more_is_told() -> None:
    waiting = rubric(REPAIRS, TALKS, unassigned=(Unassigned(statement("Sweeps."), "nobody said where"),))
    assert told(BASE, waiting) == [("statement_waits", "Waits for a place: “Sweeps.”")]
    assert told(waiting, BASE) == [("statement_removed", "No longer waits for a place: “Sweeps.”")]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all texts in a canonical rubric, but for keys and kinds, which name other things."""
    if isinstance(value, dict):
        return [
            leaf for key, inner in value.items() if key not in {"key", "kind"} for leaf in leaves(inner, (*path, key))
        ]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [path] if isinstance(value, str) and path[-2:-1] != ("dimensions",) and path[-1] != "dimension" else []


@given(contents())
@settings(max_examples=15, deadline=None)
def test_no_changed_text_goes_unnoticed(content: RubricContent) -> None:
    """A rubric takes long to make up: each of its texts is changed in turn."""
    assert difference(content, content) == ()
    unnoticed = []
    for path in leaves(canonical(content)):
        value = canonical(content)
        inner: Any = value
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] += " more"
        if difference(content, from_canonical(value)) == ():
            unnoticed.append(path)
    assert unnoticed == []
