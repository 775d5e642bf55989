"""Exercises of a draft: added, edited, removed."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from core.permissions import allow
from rubrics import rules
from rubrics.forms.exercises import ExerciseForm
from rubrics.models import RubricExercise, RubricVersion
from rubrics.operations.drafts import add_exercise, edit_exercise, remove_exercise
from rubrics.queries import draft_parts
from rubrics.queries import rubrics as queries
from rubrics.queries.statement_rows import exercise_row
from rubrics.views import rubrics
from rubrics.views.changing import changed, form_page, turned_away


@rubrics.route("/versions/<int:version_id>/exercises/new", methods=["GET", "POST"])
@allow(rules.may_edit_version, load=queries.version)
def new_exercise(version: RubricVersion) -> str | Response | tuple[str, int]:
    """Write an exercise."""
    return _form_page(version, None)


@rubrics.route("/exercises/<int:exercise_id>", methods=["GET", "POST"])
@allow(rules.may_edit_part, load=draft_parts.exercise)
def exercise(exercise: RubricExercise) -> str | Response | tuple[str, int]:
    """Edit an exercise."""
    return _form_page(exercise.version, exercise)


def _form_page(version: RubricVersion, exercise: RubricExercise | None) -> str | Response | tuple[str, int]:
    if away := turned_away(version):
        return away
    form = _form(version, exercise)

    def show() -> str:
        row = exercise_row(exercise).source if exercise else None
        return render_template("rubrics/exercise.html", form=form, version=version, exercise=exercise, row=row)

    return form_page(version, form, lambda: _save(version, exercise, form), show, "exercises")


def _form(version: RubricVersion, exercise: RubricExercise | None) -> ExerciseForm:
    form = ExerciseForm(
        lock=version.lock,
        name=exercise.name if exercise else "",
        minutes_low=exercise.minutes_low if exercise else None,
        minutes_high=exercise.minutes_high if exercise else None,
        task="\n".join(exercise.task) if exercise else "",
        look_fors="\n".join(exercise.look_fors) if exercise else "",
        dimensions=[row.id for row in exercise.dimensions] if exercise else [],
    )
    form.dimensions.choices = [(row.id, row.name) for row in version.dimensions]
    return form


def _save(version: RubricVersion, exercise: RubricExercise | None, form: ExerciseForm) -> None:
    lock = request.form.get("lock", 0, int)
    dimensions = draft_parts.dimensions_of(version, form.dimensions.data or [])
    if exercise is None:
        add_exercise(version=version, expected_lock=lock, words=form.words(), dimensions=dimensions, actor=current_user)
    else:
        edit_exercise(
            exercise=exercise, expected_lock=lock, words=form.words(), dimensions=dimensions, actor=current_user
        )


@rubrics.post("/exercises/<int:exercise_id>/remove")
@allow(rules.may_edit_part, load=draft_parts.exercise)
def drop_exercise(exercise: RubricExercise) -> Response:
    """Take an exercise out of a draft."""

    def drop() -> str:
        name = exercise.name
        remove_exercise(exercise=exercise, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return f"{name} is removed."

    return changed(exercise.version_id, drop, "exercises")
