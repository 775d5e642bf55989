"""The scale of criteria: stated, shown by the anchors, or assumed and said so."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from rubrics.documents.reading import ScaleReading

BODY = "\n\n| Dimension {head}\n|---{rule}|\n| Steering {row}\n| Radio {row}\n"


def scorecard(scores: list[int], said: str = "", *, as_headings: bool = False) -> tuple[ScaleReading | None, list[str]]:
    """The scale of a scorecard with anchors for these scores, and the findings that speak of a scale."""
    if as_headings:
        anchors = "".join(f"- {score}: Holds course in wind {score} with calm hands.\n" for score in scores)
        text = f"# Interview scorecard for pilots\n\n{said}\n\n## Steering\n\n{anchors}\n## Radio\n\n{anchors}"
    else:
        head = "".join(f"| {score} " for score in scores) + "|"
        row = "".join(f"| Holds course in wind {score} with calm hands. " for score in scores) + "|"
        rule = "|---" * len(scores)
        text = f"# Interview scorecard for pilots\n\n{said}" + BODY.format(head=head, rule=rule, row=row)
    reading = read(text.encode(), "scorecard.md")
    assert reading.criteria is not None
    assert all([anchor.score for anchor in line.anchors] == sorted(scores) for line in reading.criteria.dimensions)
    told = [
        entry.message
        for entry in reading.findings
        if entry.message.startswith(("The document does not state its scale", "The scale runs"))
    ]
    return reading.criteria.scale, told


@pytest.mark.parametrize("as_headings", [False, True], ids=["table", "headings"])
@pytest.mark.parametrize(
    ("scores", "said", "ends", "is_assumed"),
    [
        ([5, 3], "", (1, 5), True),
        ([3, 5], "", (1, 5), True),
        ([4, 2], "", (1, 5), True),
        ([6, 4], "", (1, 6), True),
        ([5, 3, 1], "", (1, 5), False),
        ([1, 4], "", (1, 4), False),
        ([0, 1, 2], "", (0, 2), False),
        ([2, 1, 0], "", (0, 2), False),
        ([1, 2, 3], "", (1, 3), False),
        ([6, 5, 4, 3, 2, 1], "", (1, 6), False),
        ([4, 2], "Rate each line on a scale of 1 (lost) to 4 (safe).", (1, 4), False),
        ([4, 2], "Scores run from 4 down; use the scale 4 to 1.", (1, 4), False),
        ([4, 3], "We rate on a four-point scale.", (1, 4), False),
        ([3, 2], "Every line is scored 0–3.", (0, 3), False),
        ([6, 3], "Give a score out of 6.", (1, 6), False),
        ([5, 3], "Each talk takes 30 minutes and is scored by 2 to 4 people.", (1, 5), True),
    ],
)
def test_the_ends_of_the_scale(
    scores: list[int], said: str, ends: tuple[int, int], is_assumed: bool, as_headings: bool
) -> None:
    scale, told = scorecard(scores, said, as_headings=as_headings)
    assert scale is not None
    assert (scale.low, scale.high) == ends
    assert bool(told) is is_assumed, told
    if is_assumed:
        used = " and ".join(str(score) for score in sorted(scores, reverse=True))
        assert told == [
            f"The document does not state its scale; it describes only {used}. {ends[0]} to {ends[1]} is assumed."
        ]


def test_the_range_in_a_heading_or_a_head_states_the_scale() -> None:
    heading = "# Interview rubric\n\n## Scoring (1–4)\n\n## Steering\n\n- 4: Docks in a storm.\n- 3: Docks in wind.\n\n## Radio\n\n- 4: Calm and clear.\n- 3: Clear.\n"
    head = "# Interview scorecard\n\n| Criterion | Weight | Score (1–4) |\n|---|---|---|\n| Steering | 40% | |\n| Radio | 60% | |\n"
    for text in (heading, head):
        criteria = read(text.encode(), "scorecard.md").criteria
        assert criteria is not None
        assert criteria.scale is not None
        assert (criteria.scale.low, criteria.scale.high) == (1, 4)


def test_a_scale_whose_lowest_number_is_the_best_is_said() -> None:
    reading = read(
        b"# Interview rubric\n\n1 = Excellent, 2 = Good, 3 = Fair, 4 = Poor\n\n| Criterion | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n"
        b"| Steering | Docks in storms. | Docks in wind. | Docks in calm. | Drifts. |\n",
        "rubric.md",
    )
    (said,) = [
        entry
        for entry in reading.findings
        if entry.message.startswith(("The document does not state its scale", "The scale runs"))
    ]
    assert (said.severity, said.message.split(":")[0]) == ("warning", "The scale runs the other way")
