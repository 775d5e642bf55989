"""What the demo's interviewers write."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from calibration.demo.evidence.notes import THEMES, Notebook
from calibration.demo.evidence.remarks import DECISIONS, NOT_OBSERVED, PRIVATE_NOTES, RED_FLAGS, REOPENED, SUMMARIES
from calibration.demo.openings import OPENINGS
from calibration.enums import Outcome
from scorecards.enums import Recommendation

SCORES = (1, 2, 3, 4, 5)


@pytest.mark.parametrize("dimension", list(THEMES))
def test_every_dimension_has_enough_parts_for_every_score(dimension: str) -> None:
    theme = THEMES[dimension]
    assert {score: len(set(theme.seen[score])) >= 4 for score in SCORES} == dict.fromkeys(SCORES, True)
    assert {score: len(set(theme.after[score])) >= 3 for score in SCORES} == dict.fromkeys(SCORES, True)


def test_every_dimension_of_the_openings_has_a_theme() -> None:
    assert {name for opening in OPENINGS for name in opening.dimensions} == set(THEMES)


def test_no_sentence_is_used_for_two_scores_or_dimensions() -> None:
    parts = [
        text
        for theme in THEMES.values()
        for bank in (theme.seen, theme.after)
        for texts in bank.values()
        for text in texts
    ]
    assert [text for text, times in Counter(parts).items() if times > 1] == []


def test_notes_are_finished_sentences_without_gaps() -> None:
    notes = [
        Notebook(random.Random(seed)).note(name, score) for seed in range(40) for name in THEMES for score in SCORES
    ]
    assert [note for note in notes if not re.fullmatch(r"[A-Z0-9][^{}]*\.", note) or "  " in note or ".." in note] == []


def test_thousands_of_notes_differ() -> None:
    notes = [Notebook(random.Random(seed)).note(name, 3) for seed in range(400) for name in THEMES]
    assert len(notes) == 4400
    assert len(set(notes)) > 0.8 * len(notes)


def test_two_interviewers_of_one_candidate_do_not_note_the_same_observation() -> None:
    notebook = Notebook(random.Random(5))
    observations = THEMES["Delivery"].seen[1]
    notes = [notebook.note("Delivery", 1) for _ in range(2)]
    used = [text for note in notes for text in observations if text[1:12] in note]
    assert len(used) == len(set(used)) >= 2


def test_every_recommendation_outcome_and_special_case_has_words() -> None:
    assert set(SUMMARIES) == set(Recommendation)
    assert set(DECISIONS) == set(Outcome)
    assert all([*NOT_OBSERVED, *PRIVATE_NOTES, *REOPENED])
    assert set(RED_FLAGS) == {opening.criteria_file for opening in OPENINGS}
