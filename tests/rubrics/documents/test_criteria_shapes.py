"""Hiring criteria in shapes no one has shown us, each written out here in our own words."""

from __future__ import annotations

import json

import pytest

from rubrics.documents import read
from rubrics.documents.reading import CriteriaReading


def criteria(text: str, name: str = "guide.md") -> CriteriaReading:
    found = read(text.encode(), name).criteria
    assert found is not None
    return found


def anchors(found: CriteriaReading) -> dict[str, dict[int, str]]:
    return {
        dimension.name: {anchor.score: anchor.text for anchor in dimension.anchors} for dimension in found.dimensions
    }


def test_lists_under_headings_with_exercises_signals_and_red_flags() -> None:
    found = criteria("""# Interviewing a lighthouse keeper

## What to assess (keeper level)
- **Vigilance:** notices small changes at night.
- **Repair** – mends the lamp with what is there

## Practical exercises (recommended)
1. **Night watch (45-60 minutes)**
   - The candidate keeps a log while signals change.
   - Evaluate: attention, honesty about gaps, and calm (also under noise).
2. **Lamp repair (1.5 hours)**
   - Task: take the lamp apart.
   - Look for: order of work; care with glass

## Strong candidate signals
- Tells of a night that went wrong and what changed since.

## Weak signals
- Talks only of fine weather.

## Red flags
- **Critical:** sleeps on watch.
- Blames the boat (minor)
- Hides mistakes.
""")
    assert [(entry.name, entry.text) for entry in found.assess] == [
        ("Vigilance", "notices small changes at night."),
        ("Repair", "mends the lamp with what is there"),
    ]
    assert [(exercise.name, exercise.minutes) for exercise in found.exercises] == [
        ("Night watch", (45, 60)),
        ("Lamp repair", (90, 90)),
    ]
    assert found.exercises[0].task == ("The candidate keeps a log while signals change.",)
    assert found.exercises[0].evaluate == ("attention", "honesty about gaps", "calm (also under noise)")
    assert found.exercises[1].evaluate == ("order of work", "care with glass")
    assert [signal.text for signal in found.strong_signals] == [
        "Tells of a night that went wrong and what changed since."
    ]
    assert [signal.text for signal in found.weak_signals] == ["Talks only of fine weather."]
    assert [(flag.text, flag.severity) for flag in found.red_flags] == [
        ("sleeps on watch.", "critical"),
        ("Blames the boat", "minor"),
        ("Hides mistakes.", None),
    ]


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


def test_anchors_are_bullets_under_weighted_headings() -> None:
    found = criteria("""# Hiring rubric

Score each area on a scale of 1 to 4. A candidate passes with at least 12 points.

## 1. Empathy (30%)
Hears what is not said.

- **1:** Interrupts.
- **4:** Asks and waits.

## 2. Rigor (70%)
- **1:** Skips checks.
- **2:** Checks when told.
- **4:** Proves each step.
""")
    assert anchors(found) == {
        "Empathy": {1: "Interrupts.", 4: "Asks and waits."},
        "Rigor": {1: "Skips checks.", 2: "Checks when told.", 4: "Proves each step."},
    }
    assert [dimension.weight for dimension in found.dimensions] == [0.3, 0.7]
    assert found.dimensions[0].text == "Hears what is not said."
    assert found.scale is not None
    assert (found.scale.low, found.scale.high) == (1, 4)
    assert found.threshold is not None
    assert "12 points" in found.threshold


def test_anchors_are_headings_with_bullets_below_the_dimension() -> None:
    found = criteria("""# Interview guide

## Teamwork

### 1 - Poor
- Works alone.
- Talks over others.

### 3 - Good
- Shares work.

## Courage

### 1 - Poor
- Hides.

### 3 - Good
- Speaks up.
""")
    assert anchors(found) == {
        "Teamwork": {1: "Works alone. Talks over others.", 3: "Shares work."},
        "Courage": {1: "Hides.", 3: "Speaks up."},
    }
    assert found.scale is not None
    assert found.scale.labels == {1: "Poor", 3: "Good"}


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


def test_signals_under_each_area_belong_to_its_dimension() -> None:
    found = criteria("""# Interview kit: beekeeper

## A - Handling bees
#### **00:10** - Guild level 2–3

Moves calmly near hives.

**What to look for:**
- Moves slowly.
- Uses smoke sparingly.

**Red flags:**
- Swats at bees.

## B - Honey
#### **00:20** - Guild level 2–3

Knows when honey is ripe.

**What to look for:**
- Tests for water.

## Scoring matrix
**Thresholds:** _7+_ is a pass

| Area | 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
| **A** - Handling bees | | | | | |
| **B** - Honey | | | | | |
""")
    assert [dimension.name for dimension in found.dimensions] == ["Handling bees", "Honey"]
    assert [dimension.anchors for dimension in found.dimensions] == [(), ()]
    assert found.dimensions[0].text == "Moves calmly near hives."
    assert [(signal.text, signal.dimension) for signal in found.strong_signals] == [
        ("Moves slowly.", 1),
        ("Uses smoke sparingly.", 1),
        ("Tests for water.", 2),
    ]
    assert [(flag.text, flag.dimension) for flag in found.red_flags] == [("Swats at bees.", 1)]
    assert found.threshold == "7+ is a pass"
    assert found.scale is not None
    assert (found.scale.low, found.scale.high) == (1, 5)


def test_a_scale_in_the_middle_of_prose_is_a_scale() -> None:
    reading = read(
        b"""# How to use our guides

We talk for an hour. Please be kind.

> - A: [Area] - 3/5

**Scoring guidance:**
- **1:** Nothing to show
- **2:** A start
- **3:** All we need

**Make a recommendation:**
- **Strong Yes:** far above
- **No:** not yet
""",
        "how.md",
    )
    assert reading.kind == "scale"
    assert reading.criteria is not None
    assert reading.criteria.scale is not None
    assert reading.criteria.scale.texts == {1: "Nothing to show", 2: "A start", 3: "All we need"}
    assert reading.criteria.dimensions == ()
    assert reading.criteria.recommendations == ("Strong Yes", "No")


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


def test_criteria_in_records_read_like_criteria_in_headings() -> None:
    found = criteria(
        json.dumps(
            {
                "role": "Ferry pilot",
                "dimensions": [
                    {"name": "Seamanship", "weight": "50%", "anchors": {"1": "Drifts.", "5": "Docks in a storm."}},
                    {"name": "Judgement", "weight": "50%", "anchors": {"1": "Hopes.", "5": "Turns back in time."}},
                ],
                "strong_signals": ["Names a near miss."],
                "weak_signals": ["Never asks."],
                "red_flags": [{"text": "Drinks at work", "severity": "critical"}, "Ignores weather"],
                "exercises": [
                    {"name": "Docking", "minutes": "45", "task": ["Dock the boat"], "evaluate": ["calm", "lines"]}
                ],
            }
        ),
        "pilot.json",
    )
    assert anchors(found) == {
        "Seamanship": {1: "Drifts.", 5: "Docks in a storm."},
        "Judgement": {1: "Hopes.", 5: "Turns back in time."},
    }
    assert [dimension.weight for dimension in found.dimensions] == [0.5, 0.5]
    assert [signal.text for signal in found.strong_signals] == ["Names a near miss."]
    assert [(flag.text, flag.severity) for flag in found.red_flags] == [
        ("Drinks at work", "critical"),
        ("Ignores weather", None),
    ]
    assert [(entry.name, entry.minutes, entry.task, entry.evaluate) for entry in found.exercises] == [
        ("Docking", (45, 45), ("Dock the boat",), ("calm", "lines"))
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
