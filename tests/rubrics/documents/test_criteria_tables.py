"""Criteria by stage, scales in words, weights in points and what is indispensable; all in our own words."""

from __future__ import annotations

import pytest

from tests.rubrics.documents.shown import anchors, criteria


def test_criteria_beside_their_stage_are_grouped_by_it() -> None:
    found = criteria("""# Interview loop for a ferry pilot

| Stage | Criteria | What good looks like | Weight |
|---|---|---|---|
| Phone call (30 min) | Motivation | Names what draws them to the river | 10% |
| | Honesty | Tells of a mistake without being asked | 20% |
| Test ride (2 h) | Steering | Keeps the course in wind | 40% |
| | Calm | Speaks slowly under pressure | 30% |
""")
    assert [(entry.group, entry.name, entry.weight) for entry in found.dimensions] == [
        ("Phone call", "Motivation", 0.1),
        ("Phone call", "Honesty", 0.2),
        ("Test ride", "Steering", 0.4),
        ("Test ride", "Calm", 0.3),
    ]
    assert [(stage.name, stage.minutes, stage.evaluate) for stage in found.exercises] == [
        ("Phone call", (30, 30), ("Motivation", "Honesty")),
        ("Test ride", (120, 120), ("Steering", "Calm")),
    ]
    assert [(signal.text, signal.dimension) for signal in found.strong_signals][2] == ("Keeps the course in wind", 3)


def test_a_table_of_anchors_under_each_stage_says_what_the_stage_evaluates() -> None:
    found = criteria("""# Interview plan

## Phone call (30 minutes)

| Criterion | Poor | Fair | Good | Excellent |
|---|---|---|---|---|
| Motivation | Cannot say why. | Wants a job. | Likes boats. | Knows this river. |

## Test ride (2 hours)

| Criterion | Poor | Fair | Good | Excellent |
|---|---|---|---|---|
| Steering | Drifts. | Holds in calm. | Holds in wind. | Docks in a storm. |
| Calm | Shouts. | Silent. | Speaks. | Calms others. |
""")
    assert list(anchors(found)) == ["Motivation", "Steering", "Calm"]
    assert anchors(found)["Calm"] == {1: "Shouts.", 2: "Silent.", 3: "Speaks.", 4: "Calms others."}
    assert [(stage.name, stage.minutes, stage.evaluate) for stage in found.exercises] == [
        ("Phone call", (30, 30), ("Motivation",)),
        ("Test ride", (120, 120), ("Steering", "Calm")),
    ]


def test_marks_in_a_table_of_stages_say_what_each_evaluates() -> None:
    found = criteria("""# Interview stages

| Stage | Time | Interviewer | Steering | Calm | Radio |
|---|---|---|---|---|---|
| Phone call | 30 min | Recruiter | | x | x |
| Test ride | 2 h | Two pilots | ✓ | ✓ | |
""")
    assert [(stage.name, stage.task, stage.evaluate) for stage in found.exercises] == [
        ("Phone call", (), ("Calm", "Radio")),
        ("Test ride", (), ("Steering", "Calm")),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["Poor", "Fair", "Good", "Excellent"],
        ["Strong no", "No", "Yes", "Strong yes"],
        ["Strong no hire", "Lean no hire", "Lean hire", "Strong hire"],
        ["Does not meet", "Partially meets", "Meets", "Exceeds"],
        ["Not yet", "Approaching", "Meets", "Exceeds"],
        ["Novice", "Developing", "Proficient", "Expert"],
        ["Strongly disagree", "Disagree", "Agree", "Strongly agree"],
        ["1 - Weak", "2 - Mixed", "3 - Solid", "4 - Strong"],
        ["Below (1)", "Near (2)", "At (3)", "Above (4)"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("falling", [False, True], ids=["rising", "falling"])
def test_columns_of_words_are_a_scale_in_either_order(words: list[str], falling: bool) -> None:
    texts = ["Drifts.", "Holds in calm.", "Holds in wind.", "Docks in a storm."]
    pairs = list(zip(words, texts, strict=True))[:: -1 if falling else 1]
    head = " | ".join(word for word, _ in pairs)
    row = " | ".join(text for _, text in pairs)
    found = criteria(
        f"# Interview rubric for pilots\n\n| Criterion | {head} |\n|{'---|' * 5}\n| Steering | {row} |\n| Calm | {row} |\n"
    )
    expected = dict(enumerate(texts, start=1))
    assert anchors(found) == {"Steering": expected, "Calm": expected}
    assert found.scale is not None
    assert (found.scale.low, found.scale.high) == (1, 4)


@pytest.mark.parametrize("first", [True, False], ids=["scale first", "scale last"])
def test_the_scale_may_stand_before_or_after_what_it_scores(first: bool) -> None:
    scale = "## Rating scale\n\n1 = Poor, 2 = Fair, 3 = Good\n"
    table = "## Criteria\n\n| Criterion | 1 | 2 | 3 |\n|---|---|---|---|\n| Calm | Shouts. | Silent. | Speaks. |\n"
    found = criteria("# Hiring rubric\n\n" + "\n".join([scale, table] if first else [table, scale]))
    assert found.scale is not None
    assert found.scale.labels == {1: "Poor", 2: "Fair", 3: "Good"}
    assert anchors(found) == {"Calm": {1: "Shouts.", 2: "Silent.", 3: "Speaks."}}


def test_weights_in_points_or_percent_stand_in_columns_or_names() -> None:
    columns = criteria("""# Hiring rubric

| Criterion | Weight | Does not meet | Meets |
|---|---|---|---|
| Steering | 20 points | Drifts. | Holds. |
| Calm | 10 pts | Shouts. | Speaks. |
""")
    in_names = criteria("""# Scorecard: pilot

| Criterion (weight) | 1 | 2 |
|---|---|---|
| Steering (40%) | Drifts. | Holds. |
| Calm (35%) – must have | Shouts. | Speaks. |
| Radio (25 pts) – nice to have | Mumbles. | Clear. |
""")
    assert [(entry.name, entry.weight) for entry in columns.dimensions] == [("Steering", 20), ("Calm", 10)]
    assert [(entry.name, entry.weight, entry.must_have) for entry in in_names.dimensions] == [
        ("Steering", 0.4, False),
        ("Calm", 0.35, True),
        ("Radio", 25, False),
    ]


def test_must_haves_and_nice_to_haves_are_lists_of_their_own() -> None:
    found = criteria("""# Hiring rubric

## Must have

- Licence for inland waters
- Swims 200 metres

## Nice to have

- Speaks two languages

## Scorecard

| Competency | Priority | Strong yes | Strong no |
|---|---|---|---|
| Steering | Must have | Docks in a storm. | Drifts. |
| Radio | Nice to have | Clear words. | Mumbles. |
""")
    assert [entry.text for entry in found.must_haves] == ["Licence for inland waters", "Swims 200 metres"]
    assert [entry.text for entry in found.nice_to_haves] == ["Speaks two languages"]
    assert [(entry.name, entry.must_have) for entry in found.dimensions] == [("Steering", True), ("Radio", False)]


def test_dimensions_under_a_heading_of_must_haves_are_must_haves() -> None:
    found = criteria("""# Interview rubric

## Must have

| Criterion | 1 | 2 | 3 |
|---|---|---|---|
| Calm | Shouts. | Silent. | Speaks. |

## Nice to have

| Criterion | 1 | 2 | 3 |
|---|---|---|---|
| Radio | Mumbles. | Audible. | Clear. |
""")
    assert [(entry.name, entry.must_have) for entry in found.dimensions] == [("Calm", True), ("Radio", False)]


def test_score_paragraphs_under_a_dimension_are_its_anchors() -> None:
    found = criteria("""# Interview rubric

## 1. Steering

Score 1: Drifts with the wind.

Score 5: Docks in a storm.

## 2. Calm

Score 1: Shouts at the crew.

Score 5: Calms everyone on board.
""")
    assert anchors(found) == {
        "Steering": {1: "Drifts with the wind.", 5: "Docks in a storm."},
        "Calm": {1: "Shouts at the crew.", 5: "Calms everyone on board."},
    }


def test_an_anchor_may_stand_in_a_row_of_its_own() -> None:
    found = criteria(
        "dimension,weight,score,anchor\nAim,0.5,1,Misses\nAim,0.5,2,Hits\nBreath,0.5,1,Holds\nBreath,0.5,2,Slows\n",
        "interview scores.csv",
    )
    assert anchors(found) == {"Aim": {1: "Misses", 2: "Hits"}, "Breath": {1: "Holds", 2: "Slows"}}
    assert [entry.weight for entry in found.dimensions] == [0.5, 0.5]


def test_signals_stand_side_by_side_without_a_name() -> None:
    found = criteria(
        "# Candidate signals\n\n| Strong signals | Weak signals | Red flags |\n|---|---|---|\n| Asks | Talks | Tells names |\n| Reads aloud | Skims | |\n"
    )
    assert [entry.text for entry in found.strong_signals] == ["Asks", "Reads aloud"]
    assert [entry.text for entry in found.weak_signals] == ["Talks", "Skims"]
    assert [entry.text for entry in found.red_flags] == ["Tells names"]


@pytest.mark.parametrize("head", ["Red | Amber | Green", "Weak | Solid | Strong"])
def test_words_that_may_be_signals_are_scores_where_they_are_one_scale(head: str) -> None:
    found = criteria(
        f"# Interview evaluation\n\n| Area | {head} |\n|---|---|---|---|\n| Ear | a | b | c |\n| Eye | d | e | f |\n"
    )
    assert anchors(found)["Ear"] == {1: "a", 2: "b", 3: "c"}
    assert (found.strong_signals, found.weak_signals) == ((), ())
