"""The demo's documents are read to their full structure by the readers that everybody's documents go through."""

from __future__ import annotations

import pytest

from calibration.demo.evidence.remarks import RED_FLAGS
from calibration.demo.library import DOCUMENTS
from calibration.demo.openings import LADDER_FILE, OPENINGS, Opening
from rubrics.documents import read
from rubrics.documents.reading import CriteriaReading, LadderReading

LEVELS = [
    ("E1", "Associate Engineer", (0, 2)),
    ("E2", "Engineer", (2, 4)),
    ("E3", "Senior Engineer", (4, 8)),
    ("E4", "Staff Engineer", (8, 12)),
    ("E5", "Principal Engineer", (12, None)),
    ("E6", "Distinguished Engineer", (15, None)),
]
COMPETENCIES = [
    ("Software design", "Craft"),
    ("Delivery", "Craft"),
    ("Running in production", "Craft"),
    ("Understanding the problem", "Judgement"),
    ("Risk and trade-offs", "Judgement"),
    ("Communication", "People"),
    ("Influence", "People"),
    ("Growing others", "People"),
]


@pytest.fixture(scope="module")
def ladder() -> LadderReading:
    reading = read((DOCUMENTS / LADDER_FILE).read_bytes(), LADDER_FILE)
    assert (reading.kind, reading.title, len(reading.ladders)) == ("ladder", "Ferrywright engineering ladder", 1)
    assert [finding.severity for finding in reading.findings if finding.severity != "info"] == []
    return reading.ladders[0]


def test_the_ladder_has_six_levels_with_codes_names_and_years(ladder: LadderReading) -> None:
    assert [(level.code, level.name, level.years) for level in ladder.levels] == LEVELS
    assert ladder.track == "individual"
    assert [level.position for level in ladder.levels if not level.attributes.get("scope") or not level.text] == []


def test_the_ladder_has_eight_competencies_in_three_groups(ladder: LadderReading) -> None:
    assert [(row.name, row.group) for row in ladder.competencies] == COMPETENCIES


def test_every_cell_of_the_ladder_has_a_guideline_of_its_own(ladder: LadderReading) -> None:
    assert len({(cell.level, cell.competency) for cell in ladder.guidelines}) == 48
    assert len({cell.text for cell in ladder.guidelines}) == 48
    assert ladder.blanks == ()


def _criteria(opening: Opening) -> CriteriaReading:
    reading = read((DOCUMENTS / opening.criteria_file).read_bytes(), opening.criteria_file)
    assert (reading.kind, reading.ladders) == ("criteria", ())
    assert [finding.severity for finding in reading.findings if finding.severity != "info"] == []
    assert reading.criteria is not None
    return reading.criteria


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.target)
def test_criteria_hold_what_the_opening_counts_on(opening: Opening) -> None:
    criteria = _criteria(opening)
    assert {entry.name for entry in criteria.assess} == set(opening.dimensions)
    assert {dimension.name for dimension in criteria.dimensions} == set(opening.dimensions) >= opening.must_haves
    assert {step.exercise for step in opening.loop if step.exercise} == {entry.name for entry in criteria.exercises}
    assert (len(criteria.strong_signals), len(criteria.weak_signals)) == (opening.strong_signals, opening.weak_signals)
    assert {flag.text for flag in criteria.red_flags} == set(RED_FLAGS[opening.criteria_file])


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.target)
def test_exercises_have_minutes_a_task_and_look_fors(opening: Opening) -> None:
    exercises = _criteria(opening).exercises
    assert [entry.name for entry in exercises if not (entry.minutes and entry.task and len(entry.evaluate) >= 4)] == []


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.target)
def test_every_dimension_has_anchors_for_5_and_3_and_some_for_1(opening: Opening) -> None:
    criteria = _criteria(opening)
    anchored = [{anchor.score for anchor in dimension.anchors} for dimension in criteria.dimensions]
    assert [scores for scores in anchored if not scores >= {3, 5}] == []
    assert criteria.scale is not None
    assert (criteria.scale.low, criteria.scale.high) == (1, 5)


def test_the_criteria_for_product_engineers_say_what_1_looks_like_for_three_dimensions() -> None:
    dimensions = _criteria(OPENINGS[0]).dimensions
    assert [entry.name for entry in dimensions if 1 in {anchor.score for anchor in entry.anchors}] == [
        "Software design",
        "Delivery",
        "Running in production",
    ]
