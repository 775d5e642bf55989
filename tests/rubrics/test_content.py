from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rubrics.content import (
    LevelName,
    RubricExercise,
    RubricSignal,
    Scale,
    Source,
    Statement,
    Unassigned,
    canonical,
    canonical_json,
    content_sha256,
    from_canonical,
)
from rubrics.enums import SignalKind, StatementKind
from tests.rubrics.examples import dimension, rubric, statement

FULL = rubric(
    dimension("d1", "Repairs", {3: ["Mends pumps."]}, weight=2.5, must_have=True, questions=("Which pump?",)),
    dimension(
        "d2", "Handovers", {2: ["Talks.", "Writes."]}, group="Talk", description=(statement("Says it plainly."),)
    ),
    scale=Scale(1, 5, ((1, "far below"), (5, "far above"))),
    levels=(LevelName(1, "E1", "E1 Fitter 1"),),
    signals=(RubricSignal(SignalKind.RED_FLAG, statement("Works under power.", StatementKind.red_flag), "stop", "d1"),),
    exercises=(
        RubricExercise("Broken pump", (30, 45), ("Open it.",), ("order",), ("d1",), Source("guide.md", "line 3")),
    ),
    unassigned=(Unassigned(statement("Sweeps."), "nobody said where", (2, 1)),),
)


def test_the_canonical_form_reads_back_equal() -> None:
    assert from_canonical(canonical(FULL)) == FULL
    assert from_canonical(json.loads(canonical_json(FULL))) == FULL


def test_the_author_of_an_exercise_and_of_a_question_read_back_equal() -> None:
    asked = replace(FULL.dimensions[0], question_authors=("Rose",))
    written = replace(FULL, dimensions=(asked, FULL.dimensions[1]), exercises=(RubricExercise("Fog", author="Rose"),))
    assert from_canonical(canonical(written)) == written
    assert content_sha256(written) != content_sha256(FULL)


def test_the_hash_is_that_of_the_canonical_json_and_stays_the_same_over_the_years() -> None:
    plain = rubric(dimension("d1", "Repairs", {3: ["Mends pumps."]}))
    assert content_sha256(plain) == "651bfe10ce1f202cd6bf5c8615cf2bcd1fd3efe7f13d5cfcfc102647d909c6aa"


def test_any_word_that_changes_changes_the_hash() -> None:
    assert content_sha256(FULL) != content_sha256(replace(FULL, title="Pump fitter, E4"))
    heavier = replace(FULL, dimensions=(replace(FULL.dimensions[0], weight=3.0), FULL.dimensions[1]))
    assert content_sha256(FULL) != content_sha256(heavier)
    turned = replace(FULL, dimensions=FULL.dimensions[::-1])
    assert content_sha256(FULL) != content_sha256(turned)


def test_whole_and_broken_weights_and_unicode_forms_do_not_change_the_hash() -> None:
    one = rubric(dimension("d1", "Caf\u00e9", {}, weight=2.0))
    other = rubric(dimension("d1", "Cafe\u0301", {}, weight=2))
    assert content_sha256(one) == content_sha256(other)


def test_the_callers_reference_is_no_part_of_the_content() -> None:
    said = Statement("Mends.", StatementKind.guideline, Source("a.md", "line 1"), ref="17")
    assert said == replace(said, ref=None)
    one = replace(FULL, unassigned=(Unassigned(said, "why"),))
    other = replace(FULL, unassigned=(Unassigned(replace(said, ref="18"), "why"),))
    assert content_sha256(one) == content_sha256(other)


def test_content_of_another_make_is_refused_saying_what_is_wrong() -> None:
    value = canonical(FULL)
    with pytest.raises(ValueError, match="version 2 of a rubric's content cannot be read"):
        from_canonical(value | {"version": 2})
    del value["dimensions"]
    with pytest.raises(ValueError, match="lacks the key 'dimensions'"):
        from_canonical(value)


def test_a_score_or_key_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        FULL.dimension("d9")
    with pytest.raises(KeyError):
        FULL.dimensions[0].anchor(6)
