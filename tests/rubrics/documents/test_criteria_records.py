"""Criteria in YAML and JSON."""

from __future__ import annotations

import json

from tests.rubrics.documents.shown import anchors, criteria


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


def test_a_single_anchor_is_one_where_its_siblings_have_anchors_too() -> None:
    text = "role: Teacher\nscorecard:\n  - dimension: Clarity\n    anchors:\n      5: Every child can repeat it.\n"
    text += "  - dimension: Warmth\n    anchors:\n      5: Knows each name.\n"
    text += "interview:\n  stages:\n    - name: Trial lesson\n      duration: 30 min\n      look_for: [Eye contact]\n"
    found = criteria(text, "teacher.yml")
    assert anchors(found) == {"Clarity": {5: "Every child can repeat it."}, "Warmth": {5: "Knows each name."}}
    assert [(exercise.name, exercise.minutes, exercise.evaluate) for exercise in found.exercises] == [
        ("Trial lesson", (30, 30), ("Eye contact",))
    ]
