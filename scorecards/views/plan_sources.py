"""Plans from elsewhere: a file, another opening, one kept by name; each is shown before it is taken over."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import InvalidInput, NotFound, UnreadableDocument
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.forms.plans import PlanFileForm
from scorecards.models import Requisition
from scorecards.operations.plans import load_plan, save_plan
from scorecards.plan import Ground
from scorecards.plan_file import (
    PlanReading,
    carried,
    placed,
    plan_in,
    read_plan,
    rows_of,
    written_json,
    written_plan_csv,
)
from scorecards.queries import access
from scorecards.queries import plans as queries
from scorecards.queries.access import RequisitionAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.plans import plan_rows


@blueprint.route("/requisitions/<int:requisition_id>/plan/import", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def import_plan(found: RequisitionAccess) -> Answer:
    """A plan from a file: shown first, with everything that is wrong with it."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    form, ground = PlanFileForm(), queries.ground_of(opening.rubric_version_id)
    problems: tuple[tuple[str, str], ...] = ()
    if form.validate_on_submit():
        try:
            reading = read_plan(form.file.data.read(current_app.config["MAX_CONTENT_LENGTH"]), ground)
        except UnreadableDocument as error:
            show_problems(form, InvalidInput(str(error), {"file": [str(error)]}))
        else:
            if not reading.problems:
                return _preview(opening, ground, reading, form.file.data.filename or "a file", [])
            problems = reading.problems
    page = render_template("scorecards/plan_import.html", form=form, opening=opening, problems=problems, ground=ground)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/requisitions/<int:requisition_id>/plan/load")
@allow(rules.may_edit_requisition, load=access.requisition)
def choose_plan(found: RequisitionAccess) -> Answer:
    """The plan of another opening, or one kept by name (`?source=`), as it would be here."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    origin, rows = _source(request.args.get("source", ""))
    ground = queries.ground_of(opening.rubric_version_id)
    kept, left_out = carried(rows, ground)
    return _preview(opening, ground, plan_in(placed(kept), ground), origin, left_out)


@blueprint.post("/requisitions/<int:requisition_id>/plan/load")
@allow(rules.may_edit_requisition, load=access.requisition)
def take_plan(found: RequisitionAccess) -> Response:
    """Take over what the preview showed; it is held against the rubric again."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    ground = queries.ground_of(opening.rubric_version_id)
    reading = read_plan(request.form.get("plan", "").encode(), ground)
    if reading.problems:
        raise InvalidInput("; ".join(f"{place}: {sentence}" for place, sentence in reading.problems))
    origin = request.form.get("origin", "")[:300]
    load_plan(requisition=opening, steps=reading.steps, actor=current_user, origin=origin)
    db.session.commit()
    flash(f"The plan has {len(reading.steps)} interviews now. Loops made before stay as they are.", "success")
    return redirect(url_for("scorecards.plan", requisition_id=opening.id))


@blueprint.post("/requisitions/<int:requisition_id>/plan/keep")
@allow(rules.may_edit_requisition, load=access.requisition)
def keep_plan(found: RequisitionAccess) -> Response:
    """Keep the plan under a name."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    kept = save_plan(requisition=opening, name=request.form.get("name", ""), actor=current_user)
    db.session.commit()
    flash(f"Kept as “{kept.name}”. Other openings can load it.", "success")
    return redirect(url_for("scorecards.plan", requisition_id=opening.id))


@blueprint.get("/requisitions/<int:requisition_id>/plan.json")
@allow(rules.may_edit_requisition, load=access.requisition)
def plan_json(found: RequisitionAccess) -> Response:
    """The plan as a JSON file, as the import reads it."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    text = written_json(queries.steps(opening.id), queries.ground_of(opening.rubric_version_id))
    return _file(text, "application/json", f"plan-{opening.id}.json")


@blueprint.get("/requisitions/<int:requisition_id>/plan.csv")
@allow(rules.may_edit_requisition, load=access.requisition)
def plan_csv(found: RequisitionAccess) -> Response:
    """The plan as a CSV file, as the import reads it."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    text = written_plan_csv(queries.steps(opening.id), queries.ground_of(opening.rubric_version_id))
    return _file("\ufeff" + text, "text/csv", f"plan-{opening.id}.csv")


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return current_app.response_class(text, mimetype=kind, headers=headers)


def _source(choice: str) -> tuple[str, list[dict[str, Any]]]:
    kind, _, number = choice.partition("-")
    if number.isdecimal() and len(number) < 10:
        if kind == "saved" and (saved := queries.saved_rows(int(number))):
            return saved
        seen = access.requisition(int(number)) if kind == "opening" else None
        if seen is not None and rules.may_see_requisition(current_user, seen):
            other = db.session.get_one(Requisition, seen.requisition_id)
            return other.title, rows_of(queries.steps(other.id), queries.ground_of(other.rubric_version_id))
    raise NotFound("Choose a plan that is to be taken over.")


def _preview(opening: Requisition, ground: Ground, reading: PlanReading, origin: str, left_out: list[str]) -> Answer:
    text = json.dumps({"version": 1, "interviews": rows_of(reading.steps, ground)}, ensure_ascii=False)
    page = render_template(
        "scorecards/plan_preview.html",
        opening=opening,
        origin=origin,
        left_out=left_out,
        problems=reading.problems,
        text=text,
        replaces=len(queries.steps(opening.id)),
        **plan_rows(reading.steps, ground, opening),
    )
    return page, 422 if reading.problems else 200
