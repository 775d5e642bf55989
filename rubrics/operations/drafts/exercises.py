"""The exercises of a draft: added, edited, moved, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.audit import Actor, record
from core.database import db
from core.errors import InvalidInput
from rubrics.models import RubricDimension, RubricExercise, RubricVersion
from rubrics.operations.drafts.claiming import claim_draft, number_anew, reread
from rubrics.operations.drafts.statements import folded
from rubrics.ordering import moved

LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """What an exercise says: its minutes as (shortest, longest) or None, its task and what it evaluates line by line."""

    name: str
    minutes: tuple[int, int] | None
    task: Sequence[str]
    look_fors: Sequence[str]


def add_exercise(
    *,
    version: RubricVersion,
    expected_lock: int,
    words: ExerciseWords,
    dimensions: Sequence[RubricDimension],
    actor: Actor,
) -> RubricExercise:
    """A new exercise behind the others, with its author's name; it gives evidence on these dimensions.

    Raises Conflict when the draft is stale or published, InvalidInput without a name, for a time that is none, or for
    another rubric's dimension.
    """
    claim_draft(version, expected_lock)
    exercise = RubricExercise(position=max((row.position for row in version.exercises), default=0) + 1, name="")
    _write(exercise, version, words, dimensions, actor)
    version.exercises.append(exercise)
    db.session.flush()
    record("add_exercise", actor=actor, subject=exercise, about=version.rubric, name=exercise.name)
    reread(version)
    return exercise


def edit_exercise(
    *,
    exercise: RubricExercise,
    expected_lock: int,
    words: ExerciseWords,
    dimensions: Sequence[RubricDimension],
    actor: Actor,
) -> None:
    """The exercise in these words; its source stays, and who changed it stands beside. Errors are `add_exercise`'s."""
    version = exercise.version
    claim_draft(version, expected_lock)
    _write(exercise, version, words, dimensions, actor)
    record("edit_exercise", actor=actor, subject=exercise, about=version.rubric, name=exercise.name)
    reread(version)


def _write(
    exercise: RubricExercise,
    version: RubricVersion,
    words: ExerciseWords,
    dimensions: Sequence[RubricDimension],
    actor: Actor,
) -> None:
    _check(version, words, dimensions)
    task, look_fors = _lines(words.task), _lines(words.look_fors)
    low, high = words.minutes or (None, None)
    said = (folded(words.name)[:300], low, high, task, look_fors)
    stood = (exercise.name, exercise.minutes_low, exercise.minutes_high, exercise.task, exercise.look_fors)
    if said != stood:
        exercise.author_id, exercise.author_name = actor.id, actor.name
    exercise.name, exercise.minutes_low, exercise.minutes_high, exercise.task, exercise.look_fors = said
    exercise.dimensions = list(dimensions)


def _check(version: RubricVersion, words: ExerciseWords, dimensions: Sequence[RubricDimension]) -> None:
    problems: dict[str, list[str]] = {}
    if not words.name.strip():
        problems["name"] = ["Give the exercise a name."]
    if words.minutes and not 0 < words.minutes[0] <= words.minutes[1] <= LONGEST:
        problems["minutes_low"] = ["Give the minutes from the shortest to the longest time."]
    if problems:
        raise InvalidInput("Nothing was saved: some values cannot be taken.", problems)
    if any(dimension.version_id != version.id for dimension in dimensions):
        raise InvalidInput("A dimension belongs to another rubric. Reload the page and try again.")


def _lines(lines: Sequence[str]) -> list[str]:
    return [folded(line) for line in lines if line.strip()]


def move_exercise(*, exercise: RubricExercise, expected_lock: int, place: int, actor: Actor) -> None:
    """The exercise at that place (from 1) of its rubric. Raises Conflict when the draft is stale or published."""
    version = exercise.version
    claim_draft(version, expected_lock)
    number_anew(moved([row for row in version.exercises if row is not exercise], exercise, place))
    record("move_exercise", actor=actor, subject=exercise, about=version.rubric, name=exercise.name)
    reread(version)


def remove_exercise(*, exercise: RubricExercise, expected_lock: int, actor: Actor) -> None:
    """The draft without the exercise. Raises Conflict when the draft is stale or published."""
    version = exercise.version
    claim_draft(version, expected_lock)
    record("remove_exercise", actor=actor, subject=exercise, about=version.rubric, name=exercise.name)
    version.exercises.remove(exercise)
    db.session.flush()
    number_anew(version.exercises)
    reread(version)
