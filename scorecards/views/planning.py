"""Planning the interviews of an application: one more, the whole loop from the plan, or another application's."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from accounts.models import Account
from core.clock import now
from core.database import db
from core.errors import DomainError, InvalidInput, NotFound
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.enums import TrainingStep
from scorecards.forms import choices
from scorecards.forms.loops import GUEST, InterviewForm, LoopForm, loop_form
from scorecards.guest_links import USUAL_DAYS
from scorecards.models import Application
from scorecards.operations.guests import NamedGuest, plan_guest_interview
from scorecards.operations.loops import copy_loop, plan_interview
from scorecards.operations.planned_loops import Assignment, plan_loop, plan_reverse_shadow
from scorecards.plan import Step
from scorecards.queries import access, people, plans
from scorecards.queries import applications as queries
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.boards import board_rows, interview_rows
from scorecards.views.made_links import MadeLink, links_shown_once
from scorecards.views.offers import Offer, offers
from scorecards.visibility import Access

A_GUEST = "A guest without an account, named below"
STEP_FIELDS = ("interviewer", "guest", "guest-email", "starts")


@blueprint.route("/applications/<int:application_id>/interviews/new", methods=["GET", "POST"])
@allow(rules.may_plan_loop, load=access.application)
def new_interview(found: Access) -> Answer:
    """Plan one more interview, with the coverage board beside it."""
    head = queries.head(found.application_id)
    form = InterviewForm()
    _offer(form, found, head)
    if form.validate_on_submit():
        try:
            link = _plan(found.application_id, form)
        except InvalidInput as error:
            db.session.rollback()
            show_problems(form, error)
        else:
            db.session.commit()
            if link is not None:
                return links_shown_once([link], by_mail=form.by_mail.data)
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
        (each.id, f"{each.name}{marks[each.must_have]}: {planned[each.id]}")
        for each in sorted(page.dimensions, key=lambda each: not each.must_have)
    )
    return render_template(
        "scorecards/interview_form.html",
        form=form,
        head=head,
        board=board_rows(page),
        columns=interview_rows(page, found, current_user, now()),
        rules=people.training_rules(),
    )


def _offer(form: InterviewForm, found: Access, head: queries.Head) -> None:
    known = offers(found, version_id=head.version_id)
    form.interviewer.choices = choices([(0, "Choose somebody"), (GUEST, A_GUEST), *(each.choice for each in known)])
    form.watcher.choices = choices([(0, "Nobody"), *(each.choice for each in known if each.may_watch)])
    form.offer(plans.ground_of(head.version_id))


def _plan(application_id: int, form: InterviewForm) -> MadeLink | None:
    application = db.session.get_one(Application, application_id)
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
    if form.interviewer.data == GUEST:
        return _plan_for_guest(application, form, training, given)
    interviewer = db.session.get_one(Account, form.interviewer.data)
    if training is not TrainingStep.REVERSE_SHADOW:
        plan_interview(application=application, interviewer=interviewer, training=training, **given)
        return None
    if not form.watcher.data:
        raise InvalidInput("The interview was not planned.", {"watcher": ["Choose who watches the learner lead."]})
    watcher = db.session.get_one(Account, form.watcher.data)
    plan_reverse_shadow(application=application, learner=interviewer, watcher=watcher, **given)
    return None


def _plan_for_guest(
    application: Application, form: InterviewForm, training: TrainingStep | None, given: dict[str, Any]
) -> MadeLink:
    if training is not None:
        raise InvalidInput("The interview was not planned.", {"training": ["A guest does not learn here."]})
    guest = NamedGuest(form.guest_name.data or "", form.guest_email.data or "", form.days.data or USUAL_DAYS)
    try:
        interview, token = plan_guest_interview(application=application, guest=guest, **given)
    except InvalidInput as error:
        names = {"name": "guest_name", "email": "guest_email"}
        problems = {names.get(field, field): sentences for field, sentences in error.problems.items()}
        raise InvalidInput(str(error), problems) from error
    return MadeLink(interview.id, token)


@blueprint.route("/applications/<int:application_id>/loop/new", methods=["GET", "POST"])
@allow(rules.may_plan_loop, load=access.application)
def new_loop(found: Access) -> Answer:
    """Plan the opening's planned interviews for this application in one step: people and times."""
    head = queries.head(found.application_id)
    steps = plans.steps(found.requisition_id)
    form = loop_form(steps, _who(offers(found, version_id=head.version_id)))
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
            flash("1 interview planned." if len(made) == 1 else f"{len(made)} interviews planned.", "success")
            if links := [MadeLink(row.id, token) for row, token in made if token is not None]:
                return links_shown_once(links, by_mail=form.by_mail.data)
            return redirect(url_for("scorecards.application", application_id=found.application_id))
    rows = [(step, *(form[f"{field}-{step.id}"] for field in STEP_FIELDS)) for step in steps]
    names = {each.key: each.name for each in plans.ground_of(head.version_id).dimensions}
    page = render_template("scorecards/loop_form.html", form=form, head=head, rows=rows, names=names)
    return page, 422 if form.is_submitted() else 200


def _who(known: list[Offer]) -> list[SelectChoice]:
    return choices([(0, "Later"), (GUEST, A_GUEST), *(each.choice for each in known)])


def _assignments(form: LoopForm, steps: list[Step]) -> dict[int, Assignment]:
    chosen = {step.id: form[f"interviewer-{step.id}"].data for step in steps}
    return {
        step_id: Assignment(_interviewer(form, step_id, choice), form[f"starts-{step_id}"].data)
        for step_id, choice in chosen.items()
        if choice
    }


def _interviewer(form: LoopForm, step_id: int, choice: int) -> Account | NamedGuest:
    if choice != GUEST:
        return db.session.get_one(Account, choice)
    name, email = form[f"guest-{step_id}"].data, form[f"guest-email-{step_id}"].data
    return NamedGuest(name or "", email or "", form.days.data or USUAL_DAYS)


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
    flash(f"{len(planned)} interview{'' if len(planned) == 1 else 's'} planned, without times yet.", "success")
    for sentence in left_out:
        flash(f"Left out: {sentence}", "warning")
    return redirect(url_for("scorecards.application", application_id=found.application_id))
