"""Changing the interviews of an application: time, interviewer, focus; cancelling one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from core.clock import now
from core.database import db
from core.errors import DomainError, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.forms import choices
from scorecards.forms.loops import FocusForm, TimeForm
from scorecards.forms.plans import step_values
from scorecards.forms.requisitions import ReasonForm
from scorecards.models import Interview
from scorecards.operations.loops import (
    cancel_interview,
    has_begun,
    reassign_interview,
    refocus_interview,
    reschedule_interview,
)
from scorecards.operations.planned_loops import held_step
from scorecards.queries import access, kits, plans
from scorecards.queries.access import InterviewAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.offers import offers


@blueprint.route("/interviews/<int:interview_id>/change", methods=["GET", "POST"])
@allow(rules.may_change_interview, load=access.interview)
def change_interview(found: InterviewAccess) -> Answer:
    """Another time or another interviewer."""
    row = db.session.get_one(Interview, found.interview_id)
    form = TimeForm(data={"interviewer": row.interviewer_id, "scheduled_at": row.scheduled_at, "minutes": row.minutes})
    known = offers(found.access, version_id=row.application.requisition.rubric_version_id)
    guest = [(row.interviewer_id, f"{row.interviewer.name}, guest")] if row.interviewer.is_guest else []
    form.interviewer.choices = choices([*guest, *(each.choice for each in known)])
    if form.validate_on_submit():
        try:
            _change(row, form)
        except DomainError as error:
            db.session.rollback()
            show_problems(form, error if isinstance(error, InvalidInput) else InvalidInput(str(error)))
        else:
            db.session.commit()
            flash("The interview is changed.", "success")
            return redirect(url_for("scorecards.application", application_id=found.access.application_id))
    return _change_page(found, row, form, _focus_form(row))


@blueprint.post("/interviews/<int:interview_id>/focus")
@allow(rules.may_change_interview, load=access.interview)
def refocus(found: InterviewAccess) -> Answer:
    """Another focus, exercise or questions, before the interview has begun."""
    row = db.session.get_one(Interview, found.interview_id)
    form = _focus_form(row)
    if form.validate_on_submit():
        try:
            refocus_interview(
                interview=row,
                focus=form.focus.data or [],
                exercise_id=form.exercise.data or None,
                questions=form.questions(),
                actor=current_user,
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("What the interview covers is changed.", "success")
            return redirect(url_for("scorecards.application", application_id=found.access.application_id))
    return _change_page(found, row, None, form)


def _focus_form(row: Interview) -> FocusForm:
    ground = plans.ground_of(row.application.requisition.rubric_version_id)
    form = FocusForm(data=step_values(held_step(row, ground), ground))
    form.offer(ground)
    return form


def _change_page(found: InterviewAccess, row: Interview, form: TimeForm | None, focus_form: FocusForm) -> Answer:
    head, is_open = kits.interview_head(found.interview_id), not has_begun(row, now())
    page = render_template(
        "scorecards/interview_change.html", form=form, focus_form=focus_form, head=head, is_open=is_open
    )
    return page, 422 if request.method == "POST" else 200


def _change(row: Interview, form: TimeForm) -> None:
    interviewer = db.session.get_one(Account, form.interviewer.data)
    reassign_interview(interview=row, interviewer=interviewer, actor=current_user)
    if (form.starts(), form.minutes.data) != (row.scheduled_at, row.minutes):
        reschedule_interview(
            interview=row, scheduled_at=form.starts(), minutes=form.minutes.data or 0, actor=current_user
        )


@blueprint.post("/interviews/<int:interview_id>/cancel")
@allow(rules.may_change_interview, load=access.interview)
def cancel(found: InterviewAccess) -> Response:
    """The interview does not take place."""
    form = ReasonForm()
    reason = (form.reason.data or "") if form.validate_on_submit() else ""
    cancel_interview(interview=db.session.get_one(Interview, found.interview_id), reason=reason, actor=current_user)
    db.session.commit()
    flash("The interview is cancelled.", "success")
    return redirect(url_for("scorecards.application", application_id=found.access.application_id))
