"""Moving parts of a draft: one step by a button, or to a place by dragging."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from core.errors import InvalidInput
from core.permissions import allow
from rubrics import rules
from rubrics.forms.moves import goal
from rubrics.models import RubricDimension, RubricExercise, RubricSignal, RubricVersion, Statement
from rubrics.operations.drafts import move_dimension, move_exercise, move_signal, move_statement
from rubrics.queries import draft_parts
from rubrics.queries import rubrics as queries
from rubrics.views import rubrics
from rubrics.views.changing import changed


@rubrics.post("/statements/<int:statement_id>/move")
@allow(rules.may_edit_part, load=draft_parts.statement)
def move_one_statement(statement: Statement) -> Response:
    """A statement to another place of its score, or to another score, of any dimension of the rubric."""

    def move(lock: int) -> str:
        wanted = request.form.get("anchor", 0, int)
        anchor = draft_parts.anchor(wanted) if wanted else statement.anchor
        if anchor is None:
            raise InvalidInput("Nothing was moved: that score is gone. Reload the page and try again.")
        rows = list(reversed(anchor.dimension.anchors))
        lists = [[row.id for row in anchor.statements] for anchor in rows]
        index, place = goal({"list": str(rows.index(anchor)), **request.form}, lists, statement.id)
        move_statement(statement=statement, expected_lock=lock, anchor=rows[index], place=place, actor=current_user)
        count = len(rows[index].statements)
        return f"{rows[index].dimension.name}, score {rows[index].score}, place {statement.position} of {count}."

    return _answer(statement.version, f"statement-{statement.id}", move)


@rubrics.post("/dimensions/<int:dimension_id>/move")
@allow(rules.may_edit_dimension, load=queries.dimension)
def move_one_dimension(dimension: RubricDimension) -> Response:
    """A dimension to another place of its rubric."""

    def move(lock: int) -> str:
        _, place = goal(request.form, [[row.id for row in dimension.version.dimensions]], dimension.id)
        move_dimension(dimension=dimension, expected_lock=lock, place=place, actor=current_user)
        return f"{dimension.name}, place {dimension.position} of {len(dimension.version.dimensions)}."

    return _answer(dimension.version, f"row-{dimension.id}", move)


@rubrics.post("/signals/<int:signal_id>/move")
@allow(rules.may_edit_part, load=draft_parts.signal)
def move_one_signal(signal: RubricSignal) -> Response:
    """A signal to another place among those of its kind."""

    def move(lock: int) -> str:
        _, place = goal(
            request.form, [[row.id for row in signal.version.signals if row.kind is signal.kind]], signal.id
        )
        move_signal(signal=signal, expected_lock=lock, place=place, actor=current_user)
        same = [row.id for row in signal.version.signals if row.kind is signal.kind]
        return f"place {same.index(signal.id) + 1} of {len(same)}."

    return _answer(signal.version, f"signal-{signal.id}", move)


@rubrics.post("/exercises/<int:exercise_id>/move")
@allow(rules.may_edit_part, load=draft_parts.exercise)
def move_one_exercise(exercise: RubricExercise) -> Response:
    """An exercise to another place of its rubric."""

    def move(lock: int) -> str:
        _, place = goal(request.form, [[row.id for row in exercise.version.exercises]], exercise.id)
        move_exercise(exercise=exercise, expected_lock=lock, place=place, actor=current_user)
        return f"{exercise.name}, place {exercise.position} of {len(exercise.version.exercises)}."

    return _answer(exercise.version, f"exercise-{exercise.id}", move)


def _answer(version: RubricVersion, place: str, move: Callable[[int], str]) -> Response:
    """Back to the rubric's page, which says where the thing stands now, or why it was not moved."""
    lock = request.form.get("lock", 0, int)
    return changed(version.id, lambda: f"Moved: {move(lock)}", place, refused="Nothing was moved. ")
