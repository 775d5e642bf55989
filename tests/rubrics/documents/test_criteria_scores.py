"""Criteria whose scores stand in tables and plans, and what only looks like a scorecard."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import anchors, criteria


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("| 1 | 2 | 3 | 4 | 5 |", "| a | b | c | d | e |", {1: "a", 2: "b", 3: "c", 4: "d", 5: "e"}),
        ("| 1 | 3 | 5 |", "| low | mid | top |", {1: "low", 3: "mid", 5: "top"}),
        ("| 4 – Excellent | 3 – Good | 2 – Fair | 1 – Poor |", "| d | c | b | a |", {1: "a", 2: "b", 3: "c", 4: "d"}),
        ("| 0 | 1 | 2 |", "| none | some | much |", {0: "none", 1: "some", 2: "much"}),
        ("| Poor (1) | Fair (2) | Good (3) | Great (4) |", "| a |  | c | d |", {1: "a", 3: "c", 4: "d"}),
        ("| 1 | 2 | 3 | 4 | 5 | 6 |", "| a | b | c | d | e | f |", {1: "a", 2: "b", 3: "c", 4: "d", 5: "e", 6: "f"}),
        ("| Strong No | No | Yes | Strong Yes |", "| a | b | c | d |", {1: "a", 2: "b", 3: "c", 4: "d"}),
        ("| What “5” looks like |", "| shines |", {5: "shines"}),
        ("| Below bar | Meets bar | Above bar |", "| a | b | c |", {1: "a", 2: "b", 3: "c"}),
    ],
)
def test_anchors_stand_in_columns_of_scores(head: str, row: str, expected: dict[int, str]) -> None:
    columns = head.count("|") - 1
    found = criteria(
        f"# Interview scorecard\n\n| Dimension {head}\n|{'---|' * (columns + 1)}\n| Listening {row}\n| Speaking {row}\n"
    )
    assert anchors(found) == {"Listening": expected, "Speaking": expected}


def test_weights_must_haves_questions_and_red_flags_stand_in_further_columns() -> None:
    found = criteria("""# Candidate scorecard

| Competency | Weight | Must have | Questions | 1 | 5 | Red flags |
|---|---|---|---|---|---|---|
| Judgement | 40% | yes | When did you say no? | Guesses. | Weighs options. | Never unsure. |
| Craft | 60% | | What did you build? | Copies. | Designs. | |
""")
    first, second = found.dimensions
    assert (first.weight, first.must_have, first.questions) == (0.4, True, ("When did you say no?",))
    assert (second.weight, second.must_have) == (0.6, False)
    assert [(flag.text, flag.dimension) for flag in found.red_flags] == [("Never unsure.", 1)]


def test_scores_stand_in_rows_with_dimensions_in_columns() -> None:
    found = criteria("""# Interview rubric

| Score | Clarity | Depth |
|---|---|---|
| 3 | Clear to anyone. | Knows why. |
| 2 | Clear to experts. | Knows how. |
| 1 | Muddled. | Knows names. |
""")
    assert anchors(found) == {
        "Clarity": {1: "Muddled.", 2: "Clear to experts.", 3: "Clear to anyone."},
        "Depth": {1: "Knows names.", 2: "Knows how.", 3: "Knows why."},
    }


def test_a_table_of_scores_under_each_dimension_gives_its_anchors() -> None:
    found = criteria("""# Interview rubrics

## Scoring scale

| Score | Label | Definition |
|---|---|---|
| 1 | No hire | Below what we need. |
| 2 | Hire | What we need. |

## Empathy

| Score | What it looks like |
|---|---|
| 1 | Shrugs. |
| 2 | Leans in. |

## Method

| Score | What it looks like |
|---|---|
| 1 | Guesses. |
| 2 | Tests. |
""")
    assert anchors(found) == {"Empathy": {1: "Shrugs.", 2: "Leans in."}, "Method": {1: "Guesses.", 2: "Tests."}}
    assert found.scale is not None
    assert found.scale.texts == {1: "Below what we need.", 2: "What we need."}
    assert found.scale.labels == {1: "No hire", 2: "Hire"}


def test_an_interview_plan_gives_its_stages_with_minutes() -> None:
    reading = read(
        b"""# Interview plan

| Stage | Duration | Who | Focus |
|---|---|---|---|
| Phone call | 30 min | Recruiter | Motivation, dates |
| Workshop | 2 hours | Two masters | Craft; care |
""",
        "plan.md",
    )
    assert reading.kind == "plan"
    assert reading.criteria is not None
    assert [(stage.name, stage.minutes, stage.evaluate) for stage in reading.criteria.exercises] == [
        ("Phone call", (30, 30), ("Motivation", "dates")),
        ("Workshop", (120, 120), ("Craft", "care")),
    ]


def test_look_alikes_of_a_scorecard_are_passed_over() -> None:
    found = criteria("""# Hiring evaluation

## Anti-patterns
- Hero culture

## Common reasons for underperformance
- Slow work

## Scorecard dimensions
| Dimension | What "5" looks like here |
|---|---|
| Care | Never spills. |
| Pace | Always on time. |

## Final scorecard summary
| Category | Summary |
|---|---|
| Title | Cup carrier |
| Purpose | Carries cups. |
""")
    assert anchors(found) == {"Care": {5: "Never spills."}, "Pace": {5: "Always on time."}}
    assert found.red_flags == ()


def test_tables_with_a_score_in_every_head_are_anchors_of_their_heading() -> None:
    found = criteria("""# Interviewer guide

## Hearing

| 1 - Strong No | 2 - No | 3 - Yes |
|---|---|---|
| Deaf to hints | Hears some | Hears all |

## Seeing

| 1 - Strong No | 2 - No | 3 - Yes |
|---|---|---|
| Overlooks | Looks | Foresees |
""")
    assert anchors(found) == {
        "Hearing": {1: "Deaf to hints", 2: "Hears some", 3: "Hears all"},
        "Seeing": {1: "Overlooks", 2: "Looks", 3: "Foresees"},
    }


def test_a_scale_above_weighted_tables_stays_a_scale_and_pass_marks_a_threshold() -> None:
    found = criteria("""# Interview scoring

### Scoring scale
- **Poor (1)**: Less than asked
- **Great (5)**: More than asked

### Pass/fail thresholds
- **Pass**: ≥ 3.5/5
- **Fail**: < 3.0/5

#### 1. Warmth (15%)

| Score | Description | Examples |
|---|---|---|
| **Poor (1)** | Cold | Shrugs |
| **Great (5)** | Warm | Smiles |

#### 2. Wit (85%)

| Score | Description | Examples |
|---|---|---|
| **Poor (1)** | Slow | Silent |
| **Great (5)** | Quick | Puns |
""")
    assert anchors(found) == {"Warmth": {1: "Cold", 5: "Warm"}, "Wit": {1: "Slow", 5: "Quick"}}
    assert [dimension.weight for dimension in found.dimensions] == [0.15, 0.85]
    assert found.scale is not None
    assert found.scale.texts == {1: "Less than asked", 5: "More than asked"}
    assert found.threshold == "Pass: ≥ 3.5/5"


def test_stars_are_scores() -> None:
    found = criteria(
        "# Hiring scorecard\n\n| Area | ★ | ★★ | ★★★ |\n|---|---|---|---|\n| Manner | Curt. | Polite. | Warm. |\n"
    )
    assert anchors(found) == {"Manner": {1: "Curt.", 2: "Polite.", 3: "Warm."}}


def test_a_column_that_spans_rows_is_the_group_of_the_dimensions() -> None:
    found = criteria(
        "<h1>Interview rubric</h1><table><tr><th>Area</th><th>Criterion</th><th>1</th><th>3</th></tr>"
        "<tr><td rowspan=2>Hands</td><td>Knots</td><td>None.</td><td>Ten.</td></tr><tr><td>Ropes</td><td>Frays.</td><td>Splices.</td></tr>"
        "<tr><td>Head</td><td>Weather</td><td>Guesses.</td><td>Foresees.</td></tr></table>",
        "rubric.html",
    )
    assert [(entry.name, entry.group) for entry in found.dimensions] == [
        ("Knots", "Hands"),
        ("Ropes", "Hands"),
        ("Weather", "Head"),
    ]
    assert anchors(found)["Ropes"] == {1: "Frays.", 3: "Splices."}


def test_a_numbered_plan_gives_minutes_and_what_is_looked_for() -> None:
    found = criteria(
        "# Hiring plan: gardener\n\n1. **Screening call** – 15 minutes. Looking for: reasons, dates.\n"
        "2. **Garden walk** – 1 h. Name ten plants. Looking for: care.\n"
    )
    assert [(entry.name, entry.minutes, entry.task, entry.evaluate) for entry in found.exercises] == [
        ("Screening call", (15, 15), (), ("reasons", "dates")),
        ("Garden walk", (60, 60), ("1 h. Name ten plants.",), ("care",)),
    ]
