"""Criteria in headings, lists and records, each written out here in our own words."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import anchors, criteria


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


def test_an_exercise_with_something_to_look_for_is_no_dimension() -> None:
    found = criteria("""# Interview guide

## Exercises

### 1. Bench test (45 min)

The candidate gets a pump that will not start.

What to look for:
- Checks the supply first, then the switch.

### 2. Talk (20–30 minutes)

What to look for:
- Lets the caller finish.

## Scorecard

### Fault finding (60%)

- **4 – Outstanding**: Finds the cause.
- **1 – Poor**: Swaps parts.

### Manner (40%)

- **4 – Outstanding**: The caller says thanks.

## Hiring bar

Hire at an average of 3 or more.
""")
    assert anchors(found) == {
        "Fault finding": {1: "Swaps parts.", 4: "Finds the cause."},
        "Manner": {4: "The caller says thanks."},
    }
    assert [(exercise.name, exercise.minutes, exercise.evaluate) for exercise in found.exercises] == [
        ("Bench test", (45, 45), ("Checks the supply first", "then the switch")),
        ("Talk", (20, 30), ("Lets the caller finish.",)),
    ]
    assert found.threshold == "Hire at an average of 3 or more."


@pytest.mark.parametrize(
    "flag",
    [
        "[High] Hides it.",
        "(high): Hides it.",
        "High severity: Hides it.",
        "Hides it. – severity: high",
        "Hides it. (high)",
    ],
)
def test_a_red_flag_states_its_severity_in_many_ways_also_under_an_area(flag: str) -> None:
    alone = criteria(f"# Hiring criteria\n\n## Red flags\n\n- {flag}\n- Shouts.\n")
    assert [(signal.text, signal.severity) for signal in alone.red_flags] == [("Hides it.", "high"), ("Shouts.", None)]
    areas = "".join(f"## {area}\n\nRed flags:\n\n- {flag}\n\n" for area in ("Calm", "Care"))
    placed = criteria(f"# Hiring criteria\n\n{areas}")
    assert [(signal.text, signal.severity, signal.dimension) for signal in placed.red_flags] == [
        ("Hides it.", "high", 1),
        ("Hides it.", "high", 2),
    ]


def test_a_bare_list_of_competencies_is_what_the_interviews_assess() -> None:
    found = criteria(
        "# Interview feedback form\n\n## Competencies\n\n1. **Listening** – Lets others finish.\n2. **Planning**\n"
    )
    assert [(entry.name, entry.text) for entry in found.assess] == [
        ("Listening", "Lets others finish."),
        ("Planning", ""),
    ]
