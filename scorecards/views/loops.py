"""Planning and changing the interviews of an application; the interview kit and its calendar entry."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from core.clock import now
from core.database import db
from core.errors import DomainError, InvalidInput, NotFound
from core.forms import show_problems
from core.permissions import allow
from core.zones import shown_zone
from scorecards import rules
from scorecards.enums import TrainingStep
from scorecards.forms import choices
from scorecards.forms.loops import FocusForm, InterviewForm, LoopForm, TimeForm, loop_form
from scorecards.forms.plans import step_values
from scorecards.forms.requisitions import ReasonForm
from scorecards.models import Application, Interview
from scorecards.operations.loops import (
    cancel_interview,
    copy_loop,
    has_begun,
    plan_interview,
    reassign_interview,
    refocus_interview,
    reschedule_interview,
)
from scorecards.operations.planned_loops import Assignment, held_step, plan_loop, plan_reverse_shadow
from scorecards.plan import Step
from scorecards.queries import access, kits, people, plans
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
    form.focus.choices = choices(
        (each.id, f"{each.name}{marks[each.must_have]}: {planned[each.id]}") for each in page.dimensions
    )
    return render_template(
        "scorecards/interview_form.html",
        form=form,
        head=head,
        board=board_rows(page),
        columns=interview_rows(page, found, current_user, now()),
        rules=people.training_rules(),
    )


def _offer(form: InterviewForm, head: queries.Head) -> None:
    known = people.interviewers(
        rubric_id=people.rubric_of(head.version_id), now=now().astimezone(shown_zone()), viewer=current_user
    )
    form.interviewer.choices = choices([(0, "Choose somebody"), *((each.account_id, each.words) for each in known)])
    trained = [(each.account_id, each.words) for each in known if not each.is_learning]
    form.watcher.choices = choices([(0, "Nobody"), *trained])
    form.offer(plans.ground_of(head.version_id))


def _plan(application_id: int, form: InterviewForm) -> None:
    application = db.session.get_one(Application, application_id)
    interviewer = db.session.get_one(Account, form.interviewer.data)
    given = {
        "title": form.title.data or "",
        "focus": form.focus.data or [],
        "exercise_id": form.exercise.data or None,
        "scheduled_at": form.starts(),
        "minutes": form.minutes.data or 0,
        "questions": form.questions(),
        "actor": current_user,
    }
    training = TrainingStep(form.training.data) if form.training.data else None
    if training is not TrainingStep.REVERSE_SHADOW:
        plan_interview(application=application, interviewer=interviewer, training=training, **given)
        return
    if not form.watcher.data:
        raise InvalidInput("The interview was not planned.", {"watcher": ["Choose who watches the learner lead."]})
    watcher = db.session.get_one(Account, form.watcher.data)
    plan_reverse_shadow(application=application, learner=interviewer, watcher=watcher, **given)


@blueprint.route("/applications/<int:application_id>/loop/new", methods=["GET", "POST"])
@allow(rules.may_plan_loop, load=access.application)
def new_loop(found: Access) -> Answer:
    """Plan the opening's planned interviews for this application in one step: people and times."""
    head = queries.head(found.application_id)
    steps = plans.steps(found.requisition_id)
    known = people.interviewers(
        rubric_id=people.rubric_of(head.version_id), now=now().astimezone(shown_zone()), viewer=current_user
    )
    form = loop_form(steps, choices([(0, "Later"), *((each.account_id, each.words) for each in known)]))
    if form.validate_on_submit():
        try:
            made = plan_loop(
                application=db.session.get_one(Application, found.application_id),
                assignments=_assignments(form, steps),
                actor=current_user,
            )
        except DomainError as error:
            db.session.rollback()
            show_problems(form, error if isinstance(error, InvalidInput) else InvalidInput(str(error)))
        else:
            db.session.commit()
            flash(f"{len(made)} interviews planned.", "success")
            return redirect(url_for("scorecards.application", application_id=found.application_id))
    rows = [(step, form[f"interviewer-{step.id}"], form[f"starts-{step.id}"]) for step in steps]
    names = {each.key: each.name for each in plans.ground_of(head.version_id).dimensions}
    page = render_template("scorecards/loop_form.html", form=form, head=head, rows=rows, names=names)
    return page, 422 if form.is_submitted() else 200


def _assignments(form: LoopForm, steps: list[Step]) -> dict[int, Assignment]:
    chosen = {step.id: form[f"interviewer-{step.id}"].data for step in steps}
    return {
        step_id: Assignment(db.session.get_one(Account, account_id), form[f"starts-{step_id}"].data)
        for step_id, account_id in chosen.items()
        if account_id
    }


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
    rubric_id = row.application.requisition.rubric_version.rubric_id
    known = people.interviewers(rubric_id=rubric_id, now=now().astimezone(shown_zone()), viewer=current_user)
    guest = [(row.interviewer_id, f"{row.interviewer.name}, guest")] if row.interviewer.is_guest else []
    form.interviewer.choices = choices([*guest, *((each.account_id, each.words) for each in known)])
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
