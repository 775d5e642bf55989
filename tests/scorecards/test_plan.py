"""Plans as plain values: what fits the rubric, the board, files in and out."""

from __future__ import annotations

import json

import pytest

from core.errors import UnreadableDocument
from scorecards.coverage import Cover
from scorecards.plan import Ground, GroundDimension, Step, changes, is_overloaded, missing, plan_board, problems
from scorecards.plan_file import carried, read_plan, rows_of, written_json, written_plan_csv

GROUND = Ground(
    (
        GroundDimension(1, "design", "System design", 1, must_have=False, questions=("Which queue?",)),
        GroundDimension(2, "delivery", "Delivery", 2, must_have=True),
    ),
    {"Ticket queue": 9},
)
TALK = Step("Design talk", 45, ("design",), "Ticket queue", "On site", ("Which queue?", "- And why?"))


def test_the_plan_has_a_board_of_its_own_with_must_haves_first() -> None:
    steps = [TALK, Step("Past work", 30, ("design", "delivery"))]
    rows = plan_board(steps, GROUND, 2, {"delivery": 1})
    assert [(row.dimension_id, row.covered_by, row.raters, row.required, row.cover) for row in rows] == [
        (2, (False, True), 1, 1, Cover.COVERED),
        (1, (True, True), 2, 2, Cover.COVERED),
    ]


def test_an_interview_with_less_than_ten_minutes_for_each_dimension_is_overloaded() -> None:
    assert [is_overloaded(Step("Talk", minutes, ("design", "delivery")), GROUND) for minutes in (19, 20)] == [
        True,
        False,
    ]


def test_what_the_next_version_of_the_rubric_lacks_is_named() -> None:
    assert missing(Step("Talk", 45, ("design", "gone"), "Old exercise"), GROUND) == [
        "The rubric has no dimension “gone” any more.",
        "The rubric has no exercise “Old exercise”.",
    ]
    assert missing(TALK, GROUND) == []


def test_everything_wrong_with_a_step_is_said_at_once() -> None:
    wrong = problems(Step(" ", 0, (), "Nothing", questions=("x" * 1001,)), GROUND)
    assert list(wrong) == ["title", "minutes", "focus", "exercise", "questions"]


def test_what_changed_is_said_in_words() -> None:
    after = Step("Design hour", 60, ("delivery",))
    assert changes(TALK, after, {"design": "System design", "delivery": "Delivery"}) == [
        "title: Design talk → Design hour",
        "minutes: 45 → 60",
        "exercise: Ticket queue → none",
        "focus: + Delivery",
        "focus: − System design",
        "questions: 2 → all of the rubric",
    ]


def test_a_plan_comes_back_from_both_kinds_of_file_as_it_was() -> None:
    steps = (TALK, Step("Past work", 30, ("design", "delivery")))
    for text in (written_json(steps, GROUND), written_plan_csv(steps, GROUND)):
        assert read_plan(text.encode(), GROUND).steps == steps


def test_a_list_from_a_german_spreadsheet_is_read() -> None:
    content = "Interview;Duration;Focus dimensions\r\nGespräch;45;system DESIGN|Delivery\r\n".encode("cp1252")
    assert read_plan(content, GROUND).steps == (Step("Gespräch", 45, ("design", "delivery")),)


def test_all_that_is_wrong_in_a_file_is_said_with_its_line_and_nothing_is_taken() -> None:
    content = b"title,focus,minutes,exercise\nTalk,Design,45,\n,Delivery,soon,\nGood,Delivery,30,Puzzle\n"
    reading = read_plan(content, GROUND)
    assert reading.steps == ()
    assert reading.problems == (
        ("line 2", "The rubric has no dimension “Design”. It has: System design, Delivery."),
        ("line 3", "“soon” is no number of minutes."),
        ("line 3", "Name the interview, so that candidate and interviewer know what it is about."),
        ("line 4", "This opening's rubric has no exercise “Puzzle”. Choose one that it has."),
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title\nTalk\n", "line 1: the first line must name the columns; title and focus are needed"),
        (b'{\n "interviews": [,]}', "line 2: this is no JSON (Expecting value)"),
        (b'{"plan": 1}', 'line 1: there is no list called "interviews"'),
    ],
)
def test_a_file_that_is_no_plan_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        read_plan(content, GROUND)
    assert str(raised.value) == sentence


@pytest.mark.parametrize("row", ["text", 7, None, {"title": 5, "focus": {"a": 1}}, {"focus": [None], "minutes": []}])
def test_strange_json_is_a_problem_and_never_a_crash(row: object) -> None:
    reading = read_plan(json.dumps([row]).encode(), GROUND)
    assert (reading.steps, {place for place, _ in reading.problems}) == ((), {"interview 1"})


def test_another_openings_plan_is_carried_as_far_as_the_rubric_has_it() -> None:
    other = Ground(
        (GroundDimension(5, "x", "Delivery", 1, must_have=False), GroundDimension(6, "y", "Taste", 2, must_have=False))
    )
    rows = rows_of([Step("Both", 30, ("x", "y"), "Puzzle"), Step("Taste", 30, ("y",))], other)
    kept, said = carried(rows, GROUND)
    assert [(row["title"], row["focus"], row["exercise"]) for row in kept] == [("Both", ["Delivery"], None)]
    assert said == [
        "Both: no dimension “Taste” here.",
        "Both: no exercise “Puzzle” here.",
        "Taste: no dimension “Taste” here.",
        "Taste: left out, because nothing of its focus is in this rubric.",
    ]
