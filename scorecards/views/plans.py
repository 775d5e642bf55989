"""An opening's plan: its page with the coverage board, and its interviews one by one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import now
from core.database import db
from core.errors import DomainError, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.coverage import CoverRow
from scorecards.forms.plans import StepForm, step_values
from scorecards.models import PlannedInterview, Requisition
from scorecards.operations.planned_loops import apply_plan, untouched_loops
from scorecards.operations.plans import (
    add_planned_interview,
    change_planned_interview,
    move_planned_interview,
    remove_planned_interview,
    set_raters,
)
from scorecards.operations.requisitions import MOST_RATERS
from scorecards.plan import Ground, Step, is_overloaded, missing, plan_board
from scorecards.queries import access
from scorecards.queries import plans as queries
from scorecards.queries.access import PlannedAccess, RequisitionAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.boards import BoardRow, cover_words


@blueprint.get("/requisitions/<int:requisition_id>/plan")
@allow(rules.may_edit_requisition, load=access.requisition)
def plan(found: RequisitionAccess) -> str:
    """The opening's plan and how well it covers the rubric."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    ground, steps = queries.ground_of(opening.rubric_version_id), queries.steps(opening.id)
    loops = untouched_loops(requisition=opening, at=now(), viewer=current_user)
    return render_template(
        "scorecards/plan.html",
        opening=opening,
        sources=queries.other_plans(requisition_id=opening.id, viewer=current_user),
        waiting=len(loops),
        raters=[(each, (opening.dimension_raters or {}).get(each.key)) for each in ground.dimensions],
        most_raters=MOST_RATERS,
        **plan_rows(steps, ground, opening),
    )


def plan_rows(steps: list[Step] | tuple[Step, ...], ground: Ground, opening: Requisition) -> dict[str, Any]:
    """What the plan's table and board draw."""
    names = {each.key: each.name for each in ground.dimensions}
    rows = [
        {
            "step": step,
            "focus": ", ".join(names[key] for key in names if key in step.focus),
            "missing": missing(step, ground),
            "title": step.title,
            "interviewer": f"{step.minutes} minutes",
            "is_overloaded": is_overloaded(step, ground),
            "state": "planned",
            "part": "",
        }
        for step in steps
    ]
    cover = plan_board(steps, ground, opening.required_raters, opening.dimension_raters)
    by_id = {each.id: each.name for each in ground.dimensions}
    return {"rows": rows, "board": [_board_row(row, by_id[row.dimension_id]) for row in cover]}


def _board_row(row: CoverRow, name: str) -> BoardRow:
    return BoardRow(
        name=name,
        must_have=row.must_have,
        cells=row.covered_by,
        raters=f"{row.raters} of {row.required}",
        cover=row.cover.value,
        words=cover_words(row),
    )


@blueprint.route("/requisitions/<int:requisition_id>/plan/interviews/new", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def new_planned(found: RequisitionAccess) -> Answer:
    """One more interview of the plan."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    form, ground = StepForm(), queries.ground_of(opening.rubric_version_id)
    form.offer(ground)
    if form.validate_on_submit():
        try:
            add_planned_interview(requisition=opening, step=form.step(ground), actor=current_user)
        except DomainError as error:
            show_problems(form, error if isinstance(error, InvalidInput) else InvalidInput(str(error)))
        else:
            db.session.commit()
            flash("The plan has one more interview.", "success")
            return _back(opening.id)
    return render_template("scorecards/plan_step.html", form=form, opening=opening, planned=None), _status(form)


@blueprint.route("/plan-interviews/<int:planned_id>", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.planned_interview)
def edit_planned(found: PlannedAccess) -> Answer:
    """One interview of the plan."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    row = db.session.get_one(PlannedInterview, found.planned_id)
    ground = queries.ground_of(opening.rubric_version_id)
    form = StepForm(data=step_values(queries.as_step(row), ground))
    form.offer(ground)
    if form.validate_on_submit():
        try:
            change_planned_interview(planned=row, step=form.step(ground), actor=current_user)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The plan is changed. Loops made from it stay as they are.", "success")
            return _back(opening.id)
    return render_template("scorecards/plan_step.html", form=form, opening=opening, planned=row), _status(form)


@blueprint.post("/plan-interviews/<int:planned_id>/move")
@allow(rules.may_edit_requisition, load=access.planned_interview)
def move_planned(found: PlannedAccess) -> Response:
    """One place up or down, as the form says."""
    row = db.session.get_one(PlannedInterview, found.planned_id)
    move_planned_interview(planned=row, to=request.form.get("to", row.position, int), actor=current_user)
    db.session.commit()
    return _back(found.requisition_id)


@blueprint.post("/plan-interviews/<int:planned_id>/remove")
@allow(rules.may_edit_requisition, load=access.planned_interview)
def remove_planned(found: PlannedAccess) -> Response:
    """The plan without it."""
    remove_planned_interview(planned=db.session.get_one(PlannedInterview, found.planned_id), actor=current_user)
    db.session.commit()
    flash("The interview is out of the plan. Loops made from it stay as they are.", "success")
    return _back(found.requisition_id)


@blueprint.post("/requisitions/<int:requisition_id>/raters")
@allow(rules.may_edit_requisition, load=access.requisition)
def change_raters(found: RequisitionAccess) -> Response:
    """How many raters single dimensions need."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    ground = queries.ground_of(opening.rubric_version_id)
    typed = {each.key: request.form.get(f"raters-{each.id}", "").strip() for each in ground.dimensions}
    raters = {key: int(text) if text.isdecimal() and len(text) < 4 else 0 for key, text in typed.items() if text}
    set_raters(requisition=opening, raters=raters, actor=current_user)
    db.session.commit()
    flash("The required raters are saved.", "success")
    return _back(opening.id)


@blueprint.route("/requisitions/<int:requisition_id>/plan/apply", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def apply(found: RequisitionAccess) -> Answer:
    """Carry the changed plan into loops that nobody has begun, those that are ticked."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    loops = untouched_loops(requisition=opening, at=now(), viewer=current_user)
    if request.method == "POST":
        ticked = set(request.form.getlist("loop", int))
        count = apply_plan(requisition=opening, application_ids=ticked, actor=current_user)
        db.session.commit()
        flash(f"{count} interviews are as the plan has them now.", "success")
        return _back(opening.id)
    return render_template("scorecards/plan_apply.html", opening=opening, loops=loops)


def _status(form: StepForm) -> int:
    return 422 if form.is_submitted() else 200


def _back(requisition_id: int) -> Response:
    return redirect(url_for("scorecards.plan", requisition_id=requisition_id))
