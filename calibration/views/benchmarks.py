"""Benchmark exercises: scored blind by interviewers, looked after by people operations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.models import BenchmarkExercise
from calibration.operations.benchmarks import (
    ask_interviewers,
    close_benchmark,
    create_benchmark,
    delete_benchmark,
    edit_benchmark,
    publish_benchmark,
)
from calibration.queries import benchmarks as queries
from calibration.queries.benchmarks import BenchmarkAccess
from calibration.views.benchmark_forms import BenchmarkForm, NewBenchmarkForm, read_key
from calibration.views.benchmark_rows import exercise_page, key_rows, key_typed, result_page
from core import today
from core.clock import in_words
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from core.today import Group, Task
from rubrics.models import RubricVersion
from scorecards.queries.people import active_people
from scorecards.queries.sheets import version_sheet

blueprint = Blueprint("benchmarks", __name__, url_prefix="/insights/benchmarks")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@allow(rules.may_open_insights)
def index() -> str:
    """What the viewer was asked to score; every exercise for people operations."""
    sees_all = rules.may_see_all_insights(current_user)
    return render_template(
        "calibration/benchmarks.html",
        own=queries.own_seats(current_user.id),
        sees_all=sees_all,
        exercises=queries.exercises() if sees_all else [],
        in_words=in_words,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@allow(rules.may_see_all_insights)
def new() -> Answer:
    """A draft on a published rubric; its key is written on the next page."""
    form = NewBenchmarkForm()
    form.version.choices = queries.published_versions()
    if form.validate_on_submit():
        version = db.session.get_one(RubricVersion, form.version.data)
        made = create_benchmark(version=version, text=form.text(), actor=current_user)
        db.session.commit()
        return redirect(url_for("benchmarks.edit", exercise_id=made.id))
    return render_template("calibration/benchmark_new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/<int:exercise_id>")
@allow(rules.may_manage_benchmark, load=queries.access)
def exercise(found: BenchmarkAccess) -> str:
    """The exercise with its key, who was asked, and what was scored."""
    return render_template("calibration/benchmark.html", **exercise_page(found), in_words=in_words)


@blueprint.route("/<int:exercise_id>/edit", methods=["GET", "POST"])
@allow(rules.may_manage_benchmark, load=queries.access)
def edit(found: BenchmarkAccess) -> Answer:
    """The draft: its text, its key, and who agreed it."""
    draft = queries.exercise(found.exercise_id)
    form = BenchmarkForm(obj=draft)
    form.holders.choices = active_people()
    if not form.is_submitted():
        form.holders.data = [person.id for person in draft.key_holders]
        return _editing(draft, form, key_typed(queries.key_of(draft.id)))
    try:
        _save(draft, form)
    except InvalidInput as error:
        db.session.rollback()
        show_problems(form, error)
        return _editing(draft, form, request.form), 422
    db.session.commit()
    flash("The draft is saved.", "success")
    return redirect(url_for("benchmarks.exercise", exercise_id=found.exercise_id))


def _save(draft: BenchmarkExercise, form: BenchmarkForm) -> None:
    """Store what was typed. Raises InvalidInput, without problems of its own where the form has named them."""
    if not form.validate():
        raise InvalidInput("Not stored yet. What you wrote is still here.")
    key = read_key(request.form, queries.dimension_names(draft.rubric_version_id))
    holders = queries.accounts(form.holders.data or [])
    edit_benchmark(exercise=draft, text=form.exercise_text(), key=key, key_holders=holders, actor=current_user)


def _editing(draft: BenchmarkExercise, form: BenchmarkForm, typed: Mapping[str, str]) -> str:
    rows = key_rows(version_sheet(draft.rubric_version_id), typed)
    return render_template("calibration/benchmark_edit.html", exercise=draft, form=form, rows=rows)


@blueprint.post("/<int:exercise_id>/publish")
@allow(rules.may_manage_benchmark, load=queries.access)
def publish(found: BenchmarkAccess) -> Answer:
    """The key frozen, the exercise ready to be asked for; or what is missing."""
    try:
        publish_benchmark(exercise=queries.exercise(found.exercise_id), actor=current_user)
    except InvalidInput as error:
        db.session.rollback()
        page = exercise_page(found) | {"problems": [(None, said) for said in error.problems[""]]}
        return render_template("calibration/benchmark.html", **page, in_words=in_words), 422
    db.session.commit()
    flash("The exercise is published and its key frozen. Ask interviewers to score it.", "success")
    return _back(found)


@blueprint.post("/<int:exercise_id>/ask")
@allow(rules.may_manage_benchmark, load=queries.access)
def ask(found: BenchmarkAccess) -> Response:
    """Interviewers asked to score it; it stands on their page Today."""
    chosen = [int(value) for value in request.form.getlist("account") if value.isdecimal()]
    asked = ask_interviewers(exercise=queries.exercise(found.exercise_id), account_ids=chosen, actor=current_user)
    db.session.commit()
    flash(f"{len(asked)} {'person was' if len(asked) == 1 else 'people were'} asked.", "success")
    return _back(found)


@blueprint.post("/<int:exercise_id>/close")
@allow(rules.may_manage_benchmark, load=queries.access)
def close(found: BenchmarkAccess) -> Response:
    """The exercise closed; from now on its scores link severities."""
    close_benchmark(exercise=queries.exercise(found.exercise_id), actor=current_user)
    db.session.commit()
    flash("The exercise is closed. Its scores link severities from the next run on.", "success")
    return _back(found)


@blueprint.post("/<int:exercise_id>/delete")
@allow(rules.may_manage_benchmark, load=queries.access)
def delete(found: BenchmarkAccess) -> Response:
    """The draft thrown away."""
    delete_benchmark(exercise=queries.exercise(found.exercise_id), actor=current_user)
    db.session.commit()
    flash("The draft is deleted.", "success")
    return redirect(url_for("benchmarks.index"))


def _back(found: BenchmarkAccess) -> Response:
    return redirect(url_for("benchmarks.exercise", exercise_id=found.exercise_id))


@blueprint.get("/<int:exercise_id>/result")
@allow(rules.may_see_benchmark_result, load=queries.access)
def result(found: BenchmarkAccess) -> str:
    """The viewer's scores beside the key and, once the exercise is closed, beside how others scored."""
    return render_template("calibration/benchmark_result.html", **result_page(found.exercise_id, current_user.id))


def groups(viewer: Any) -> list[Group]:
    """The exercises that the viewer still has to score, for the page Today."""
    tasks = tuple(
        Task(
            title=row.title,
            url=url_for("benchmarks.score", exercise_id=row.exercise_id),
            context=f"{row.rubric}, for {row.target}; scored blind, once",
            action="Score",
        )
        for row in queries.own_seats(viewer.id, only_owed=True)
    )
    return [Group("A benchmark to score" if len(tasks) == 1 else "Benchmarks to score", tasks, 37)]


today.add(groups)
