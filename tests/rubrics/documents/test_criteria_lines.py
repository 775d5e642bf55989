"""Criteria whose labels stand in the lines of one paragraph, in one bullet, in brackets behind a name, or in another language."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from tests.rubrics.documents.shown import anchors, criteria, messages


def test_labels_of_the_trade_part_the_lines_of_a_paragraph() -> None:
    found = criteria("""# Interview exercises: lighthouse keeper

## Exercise: The lamp (1h30)
**Task:** Relight it in a storm.
**Evaluate:**
- Checks the wick first
- Logs the minute

## Exercise: The log (20 min)
Write the entry of last night.
Look for: short; true
""")
    assert [(entry.name, entry.minutes, entry.task, entry.evaluate) for entry in found.exercises] == [
        ("Exercise: The lamp", (90, 90), ("Relight it in a storm.",), ("Checks the wick first", "Logs the minute")),
        ("Exercise: The log", (20, 20), ("Write the entry of last night.",), ("short", "true")),
    ]


def test_anchors_and_red_flags_stand_in_lines_below_a_dimension() -> None:
    found = criteria("""# Evaluation criteria: glass blower

## Breath (25 points)
What a 5 looks like: the bulb is even.
What a 1 looks like: the bulb bursts.
Red flags:
- Works without goggles (severity: high)

## Colour (75 points)
What a 5 looks like: mixes three.
What a 1 looks like: buys one.
Red flags:
- Hides cracks
""")
    assert anchors(found) == {
        "Breath": {1: "the bulb bursts.", 5: "the bulb is even."},
        "Colour": {1: "buys one.", 5: "mixes three."},
    }
    assert [(flag.text, flag.severity, flag.dimension) for flag in found.red_flags] == [
        ("Works without goggles", "high", 1),
        ("Hides cracks", None, 2),
    ]


def test_scores_stand_in_one_bullet_behind_a_dimension_with_its_weight() -> None:
    found = criteria("""# Debrief scorecard: tide gauger

Scale: 1 to 3

- Reading [weight 2, must-have]: 1 = sees water; 2 = sees the mark; 3 = sees the storm behind the mark
- Paper [weight 1]: 1 = loses it; 2 = files it; 3 = shortens it
""")
    assert anchors(found)["Reading"] == {1: "sees water", 2: "sees the mark", 3: "sees the storm behind the mark"}
    assert [(entry.name, entry.weight, entry.must_have) for entry in found.dimensions] == [
        ("Reading", 2.0, True),
        ("Paper", 1.0, False),
    ]


@pytest.mark.parametrize(
    ("title", "head", "flags"),
    [
        ("Bewertungsbogen für das Vorstellungsgespräch: Imker", "Kriterium | Gewichtung", "Warnsignale"),
        ("Grille d'évaluation, entretien : apiculteur", "Critère | Poids", "Signaux d'alerte"),
        ("Rúbrica de entrevista: apicultor", "Criterio | Peso", "Señales de alerta"),
    ],
)
def test_criteria_are_read_in_german_french_and_spanish(title: str, head: str, flags: str) -> None:
    found = criteria(
        f"# {title}\n\n| {head} | 1 | 2 | 3 |\n|---|---|---|---|---|\n| Apis | 60 % | aa | bb | cc |\n| Mel | 40 % | dd | ee | ff |\n\n## {flags}\n- Fumus\n"
    )
    assert anchors(found) == {"Apis": {1: "aa", 2: "bb", 3: "cc"}, "Mel": {1: "dd", 2: "ee", 3: "ff"}}
    assert [entry.weight for entry in found.dimensions] == [0.6, 0.4]
    assert [flag.text for flag in found.red_flags] == ["Fumus"]


def test_grades_are_scores_and_a_is_the_best() -> None:
    found = criteria(
        "# Interview scores\n\n| Area | A | B | C |\n|---|---|---|---|\n| Ear | best | mid | low |\n| Eye | b | m | l |\n"
    )
    assert anchors(found)["Ear"] == {1: "low", 2: "mid", 3: "best"}


def test_half_scores_are_said_and_left_out() -> None:
    reading = read(
        b"# Interview rubric\n\n| Area | 1 | 1.5 | 2 | 3 |\n|---|---|---|---|---|\n| Ear | deaf | slow | hears | sings |\n| Eye | a | b | c | d |\n",
        "halves.md",
    )
    assert reading.criteria is not None
    assert anchors(reading.criteria)["Ear"] == {1: "deaf", 2: "hears", 3: "sings"}
    assert "the texts under 1.5 were left out" in messages(reading)


def test_a_dimension_that_waits_for_its_name_is_left_out_and_said() -> None:
    reading = read(
        b"# Interview scorecard\n\n| Area | 1 | 2 |\n|---|---|---|\n| Ear | a | b |\n| [Add your own] | | |\n| Eye | c | d |\n",
        "waiting.md",
    )
    assert reading.criteria is not None
    assert list(anchors(reading.criteria)) == ["Ear", "Eye"]
    assert "A placeholder was skipped: “[Add your own]”" in messages(reading)


def test_the_first_column_of_a_plan_may_count_its_stages() -> None:
    found = criteria(
        "# Interview plan\n\n| # | Stage | Length | Focus |\n|---|---|---|---|\n| 1 | Call | 20-30 min | Dates |\n| 2 | Bench | 1h 15m | Hands; Eyes |\n"
    )
    assert [(entry.name, entry.minutes, entry.evaluate) for entry in found.exercises] == [
        ("Call", (20, 30), ("Dates",)),
        ("Bench", (75, 75), ("Hands", "Eyes")),
    ]


def test_the_threshold_is_found_in_a_sentence_that_says_when_to_hire() -> None:
    found = criteria(
        "# Interview rubric\n\nHire at 2.25 or above; no score below 1.\n\n| Area | 1 | 2 | 3 |\n|---|---|---|---|\n| Ear | a | b | c |\n| Eye | d | e | f |\n"
    )
    assert found.threshold == "Hire at 2.25 or above; no score below 1."


def test_signs_before_scores_and_numbers_in_boxes_are_no_part_of_them() -> None:
    found = criteria("""# 🎯 Interview scorecard – chimney sweep

**1️⃣ Ropes (30%)**

*How they climb.*

- ❌ 1 — Slips
- ✅ 2 — Climbs

**2️⃣ Houses (70%)**

*How they leave a room.*

- ❌ 1 — Black
- ✅ 2 — White
""")
    assert anchors(found) == {"Ropes": {1: "Slips", 2: "Climbs"}, "Houses": {1: "Black", 2: "White"}}
    assert [entry.weight for entry in found.dimensions] == [0.3, 0.7]


def test_sentences_may_each_tell_of_one_score() -> None:
    found = criteria("""# Interviewing a bell founder

We score from 1 to 3.

### Ear (counts double)

A **1** hears noise. A **2** hears the note. A **3** hears the crack.

### Fire

A **1** waits. A **2** looks. A **3** knows.
""")
    assert anchors(found)["Ear"] == {1: "hears noise.", 2: "hears the note.", 3: "hears the crack."}
    assert [(entry.name, entry.weight) for entry in found.dimensions] == [("Ear", 2.0), ("Fire", None)]


def test_a_column_tells_musts_from_wishes() -> None:
    found = criteria("""# Candidate requirements

| Requirement | Must / Nice |
|---|---|
| Licence | Must |
| Own van | Nice |

## Do not hire if
- Late twice
""")
    assert [entry.text for entry in found.must_haves] == ["Licence"]
    assert [entry.text for entry in found.nice_to_haves] == ["Own van"]
    assert [entry.text for entry in found.red_flags] == ["Late twice"]


def test_what_stands_among_the_stages_of_a_plan_is_no_stage() -> None:
    found = criteria("""# Interview loop: ferryman

### Round 1: Crossing — 2 hours
What we test:
- Ropes
- Patience

### Round 2: Office — 45 mins
What we test:
- Sums

### Red flags
- Sleeps

### Decision
Pass with an average of 3 or more.
""")
    assert [(entry.name, entry.minutes, entry.evaluate) for entry in found.exercises] == [
        ("Round 1: Crossing", (120, 120), ("Ropes", "Patience")),
        ("Round 2: Office", (45, 45), ("Sums",)),
    ]
    assert [entry.text for entry in found.red_flags] == ["Sleeps"]
    assert found.threshold == "Pass with an average of 3 or more."


def test_text_without_markup_has_headings_too() -> None:
    found = criteria(
        """INTERVIEW SCORECARD: FALCONER

Scale: 1 (poor) to 3 (good)

EYE
3 - Sees the vole
2 - Sees the hare
1 - Sees the dog

GLOVE
3 - Still
2 - Shakes
1 - Drops

RED FLAGS
- Feeds late
""",
        "scores.txt",
    )
    assert anchors(found) == {
        "EYE": {1: "Sees the dog", 2: "Sees the hare", 3: "Sees the vole"},
        "GLOVE": {1: "Drops", 2: "Shakes", 3: "Still"},
    }
    assert [entry.text for entry in found.red_flags] == ["Feeds late"]


def test_dimensions_may_stand_below_each_score() -> None:
    found = criteria("""# Interview rubric: lock keeper

## 1 – Poor
- **Gates:** Slams them
- **Boats:** Shouts

## 2 – Good
- **Gates:** Opens in time
- **Boats:** Greets
""")
    assert anchors(found) == {"Gates": {1: "Slams them", 2: "Opens in time"}, "Boats": {1: "Shouts", 2: "Greets"}}


def test_words_of_severity_below_red_flags_are_no_scores_and_boxes_no_text() -> None:
    found = criteria("""# Screening criteria: zoo vet

## Red flags
- **Critical** – Hides a death
- **High** – Skips the log
- **Low** – Late to rounds

## Essential
- [ ] Clean record
- [x] Lives nearby
""")
    assert [(flag.text, flag.severity) for flag in found.red_flags] == [
        ("Hides a death", "critical"),
        ("Skips the log", "high"),
        ("Late to rounds", "low"),
    ]
    assert [entry.text for entry in found.must_haves] == ["Clean record", "Lives nearby"]
    assert found.dimensions == ()


def test_the_words_of_a_scale_are_no_signals() -> None:
    reading = read(
        b'{"rating_scale": [{"score": 1, "label": "Weak", "description": "Would not do"}, {"score": 2, "label": "Fair", "description": "With help"},'
        b' {"score": 3, "label": "Strong", "description": "Alone"}], "used_in": "interviews"}',
        "scale.json",
    )
    assert reading.criteria is not None
    assert reading.criteria.scale is not None
    assert (reading.kind, reading.criteria.scale.labels) == ("scale", {1: "Weak", 2: "Fair", 3: "Strong"})
    assert (reading.criteria.strong_signals, reading.criteria.weak_signals) == ((), ())
