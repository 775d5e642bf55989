"""Planning and changing the interviews of an application; the interview kit and its calendar entry."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from core.clock import in_words, now
from core.database import db
from core.errors import DomainError, InvalidInput, NotFound
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.calendar import invitation
from scorecards.forms import choices
from scorecards.forms.loops import InterviewForm, TimeForm
from scorecards.forms.requisitions import ReasonForm
from scorecards.models import Application, Interview
from scorecards.operations.loops import (
    cancel_interview,
    copy_loop,
    plan_interview,
    reassign_interview,
    reschedule_interview,
)
from scorecards.queries import access, kits, requisitions, sheets
from scorecards.queries import applications as queries
from scorecards.queries.access import InterviewAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.boards import board_rows, interview_rows
from scorecards.visibility import Access


@blueprint.route("/applications/<int:application_id>/interviews/new", methods=["GET", "POST"])
@allow(rules.may_plan_loop, load=access.application)
def new_interview(found: Access) -> Answer:
    """Plan one more interview, with the coverage board beside it."""
    head = queries.head(found.application_id)
    form = InterviewForm()
    _offer(form, head)
    if form.validate_on_submit():
        try:
            _plan(found.application_id, form)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The interview is planned.", "success")
            return redirect(url_for("scorecards.application", application_id=found.application_id))
    return _plan_page(found, form, head), 422 if form.is_submitted() else 200


def _plan_page(found: Access, form: InterviewForm, head: queries.Head) -> str:
    page = queries.application_page(application_id=found.application_id, viewer=current_user)
    if page is None:
        raise NotFound("There is nothing here that you can open.")
    planned = {row.dimension_id: f"{row.raters} of {row.required} raters planned" for row in page.cover}
    marks = {True: ", must-have", False: ""}
    form.focus.choices = [
        (each.id, f"{each.name}{marks[each.must_have]}: {planned[each.id]}") for each in page.dimensions
    ]
    return render_template(
        "scorecards/interview_form.html",
        form=form,
        head=head,
        board=board_rows(page),
        columns=interview_rows(page, found, current_user, now()),
    )


def _offer(form: InterviewForm, head: queries.Head) -> None:
    form.interviewer.choices = choices([(0, "Choose somebody"), *requisitions.interviewers()])
    form.focus.choices = [(each.id, each.name) for each in queries.dimensions(head.version_id)]
    form.exercise.choices = [(0, "No exercise"), *queries.exercises(head.version_id)]


def _plan(application_id: int, form: InterviewForm) -> None:
    plan_interview(
        application=db.session.get_one(Application, application_id),
        title=form.title.data or "",
        interviewer=db.session.get_one(Account, form.interviewer.data),
        focus=form.focus.data or [],
        exercise_id=form.exercise.data or None,
        scheduled_at=form.starts(),
        minutes=form.minutes.data or 0,
        is_shadow=form.is_shadow.data,
        actor=current_user,
    )


@blueprint.post("/applications/<int:application_id>/loop")
@allow(rules.may_plan_loop, load=access.application)
def copy(found: Access) -> Response:
    """Plan the interviews of another application for this one."""
    other = access.application(request.form.get("source", 0, int))
    if other is None or not rules.may_plan_loop(current_user, other):
        raise NotFound("Choose an application whose interviews are to be copied.")
    planned, left_out = copy_loop(
        source=db.session.get_one(Application, other.application_id),
        application=db.session.get_one(Application, found.application_id),
        actor=current_user,
    )
    db.session.commit()
    flash(f"{len(planned)} interviews planned. They have no times yet.", "success")
    for sentence in left_out:
        flash(f"Left out: {sentence}", "warning")
    return redirect(url_for("scorecards.application", application_id=found.application_id))


@blueprint.route("/interviews/<int:interview_id>/change", methods=["GET", "POST"])
@allow(rules.may_change_interview, load=access.interview)
def change_interview(found: InterviewAccess) -> Answer:
    """Another time or another interviewer."""
    row = db.session.get_one(Interview, found.interview_id)
    form = TimeForm(data={"interviewer": row.interviewer_id, "scheduled_at": row.scheduled_at, "minutes": row.minutes})
    form.interviewer.choices = choices(requisitions.interviewers())
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
    head = kits.interview_head(found.interview_id)
    return render_template(
        "scorecards/interview_change.html", form=form, head=head
    ), 422 if form.is_submitted() else 200


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


@blueprint.get("/interviews/<int:interview_id>/kit")
@allow(rules.may_see_kit, load=access.interview)
def kit(found: InterviewAccess) -> str:
    """What the interviewer reads beforehand."""
    head = kits.interview_head(found.interview_id)
    return render_template(
        "scorecards/kit.html",
        head=head,
        when=in_words(head.scheduled_at) if head.scheduled_at else None,
        sheet=sheets.sheet(found.interview_id),
        exercise=kits.exercise(found.interview_id),
        others=kits.other_interviews(found.interview_id, found.access.application_id),
        may_write=rules.may_write_scorecard(current_user, found),
    )


@blueprint.get("/interviews/<int:interview_id>/invitation.ics")
@allow(rules.may_see_kit, load=access.interview)
def calendar(found: InterviewAccess) -> Response:
    """The interview as a calendar entry with the link to the kit."""
    head = kits.interview_head(found.interview_id)
    if head.scheduled_at is None:
        raise NotFound("This interview has no time yet, so there is nothing to put into a calendar.")
    url = current_app.config["BASE_URL"] + url_for("scorecards.kit", interview_id=head.id)
    text = invitation(
        uid=f"interview-{head.id}@{current_app.config['BASE_URL'].partition('://')[2]}",
        title=f"{head.title}: {head.application.requisition}",
        starts=head.scheduled_at,
        minutes=head.minutes,
        url=url,
        made=now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="interview-{head.id}.ics"'}
    return current_app.response_class(text, mimetype="text/calendar", headers=headers)
