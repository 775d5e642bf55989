"""Scoring a benchmark exercise: the form, its autosave, the one submission."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.benchmark import answers_from_plain
from calibration.models import BenchmarkSeat
from calibration.operations.benchmark_drafts import StaleBenchmark, save_benchmark_draft
from calibration.operations.benchmarks import submit_benchmark
from calibration.queries import benchmarks as queries
from calibration.queries.benchmarks import BenchmarkAccess
from calibration.views.benchmarks import Answer, blueprint
from core.clock import in_words, now
from core.database import db
from core.errors import Conflict, DomainError, InvalidInput
from core.permissions import allow
from rubrics.models import RubricVersion
from scorecards.answers import Answers, differences, merged
from scorecards.forms import scorecards as forms
from scorecards.queries.sheets import version_sheet
from scorecards.views.sheets import form_page


@blueprint.get("/<int:exercise_id>/score")
@allow(rules.has_benchmark_seat, load=queries.access)
def score(found: BenchmarkAccess) -> Answer:
    """The sample and the form with what was written so far; whoever has scored it reads the result instead."""
    if found.seats[current_user.id]:
        return redirect(url_for("benchmarks.result", exercise_id=found.exercise_id))
    return _form(found, _stored(_seat(found)))


@blueprint.post("/<int:exercise_id>/score")
@allow(rules.has_benchmark_seat, load=queries.access)
def submit(found: BenchmarkAccess) -> Answer:
    """Save, or submit once. Whatever is wrong, what was typed is on the page that answers."""
    typed, seat = forms.read_answers(request.form), _seat(found)
    if problems := forms.field_problems(request.form):
        return _form(found, typed, problems), 422
    if taken := forms.taken_places(request.form):
        typed = merged(version_sheet(_version(found).id), typed, _stored(seat), taken)
    try:
        return _save(found, seat, typed) if request.form.get("action") == "save" else _submit(found, seat, typed)
    except InvalidInput as error:
        db.session.rollback()
        return _form(found, typed, error.problems), 422
    except StaleBenchmark as error:
        db.session.rollback()
        return _form(found, typed, stored=error.stored, number=error.number), 409


def _save(found: BenchmarkAccess, seat: BenchmarkSeat, typed: Answers) -> Response:
    number = forms.version(request.form)
    save_benchmark_draft(seat=seat, answers=typed, expected_number=number, actor=current_user)
    db.session.commit()
    flash("What you wrote is saved. Nobody else reads it.", "success")
    return redirect(url_for("benchmarks.score", exercise_id=found.exercise_id, saved=1))


def _submit(found: BenchmarkAccess, seat: BenchmarkSeat, typed: Answers) -> Response:
    submit_benchmark(seat=seat, answers=typed, actor=current_user, expected_number=forms.version(request.form))
    db.session.commit()
    return redirect(url_for("benchmarks.result", exercise_id=found.exercise_id))


@blueprint.post("/<int:exercise_id>/autosave")
@allow(rules.has_benchmark_seat, load=queries.access)
def autosave(found: BenchmarkAccess) -> Response | tuple[Response, int]:
    """Save between two pauses: JSON with the new number, or with the reason why nothing was stored."""
    try:
        typed, number = forms.read_answers(request.form), forms.version(request.form)
        if problems := forms.field_problems(request.form):
            return jsonify(state="refused", problems=problems), 422
        saved = save_benchmark_draft(seat=_seat(found), answers=typed, expected_number=number, actor=current_user)
    except DomainError as error:
        db.session.rollback()
        state = "conflict" if isinstance(error, StaleBenchmark) else "refused"
        return jsonify(state=state, message=str(error)), error.http_status
    db.session.commit()
    return jsonify(state="saved", version=saved, at=in_words(now()), hints={})


def _seat(found: BenchmarkAccess) -> BenchmarkSeat:
    """The viewer's place. Raises Conflict where it was taken away while they wrote."""
    seat = queries.seat_of(found.exercise_id, current_user.id)
    if seat is None:
        raise Conflict("You are not asked to score this exercise any more.")
    return seat


def _stored(seat: BenchmarkSeat) -> Answers:
    return answers_from_plain(seat.draft or {})


def _version(found: BenchmarkAccess) -> RubricVersion:
    return queries.exercise(found.exercise_id).rubric_version


def _form(
    found: BenchmarkAccess,
    typed: Answers,
    problems: dict[str, list[str]] | None = None,
    *,
    stored: Answers | None = None,
    number: int | None = None,
) -> str:
    sheet, seat = version_sheet(_version(found).id), _seat(found)
    page: dict[str, Any] = form_page(sheet, typed, problems or {}, {})
    return render_template(
        "calibration/benchmark_score.html",
        exercise=queries.exercise(found.exercise_id),
        is_open=queries.is_open(found),
        number=number or (forms.version(request.form) if problems else seat.draft_number),
        saved=in_words(seat.drafted_at) if seat.drafted_at else None,
        conflict=differences(sheet, stored, typed) if stored is not None else (),
        **page,
    )
