"""Openings: the list, one opening, a new one, its settings, and candidates for it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics.models import RubricVersion
from scorecards import rules
from scorecards.enums import RequisitionState, Stage, Visibility
from scorecards.forms import choices
from scorecards.forms.requisitions import CandidateForm, RequisitionForm, SettingsForm
from scorecards.links import opening_links
from scorecards.models import Candidate, Requisition
from scorecards.operations.candidates import add_applicant, set_background
from scorecards.operations.requisitions import change_requisition, close_requisition, open_requisition
from scorecards.queries import access
from scorecards.queries import requisitions as queries
from scorecards.queries.access import RequisitionAccess
from scorecards.queries.moving import newer_version
from scorecards.queries.notices import usual_reminders
from scorecards.queries.sight import limit, recruiter_scores_permitted
from scorecards.reminders import hours_in_words
from scorecards.views import blueprint

Answer = str | Response | tuple[str, int]


@blueprint.get("/requisitions")
@allow(rules.may_use_the_house)
def requisitions() -> str:
    """The openings the viewer may see."""
    page = max(request.args.get("page", 1, int), 1)
    rows, total = queries.requisitions(viewer=current_user, page=page)
    return render_template(
        "scorecards/requisitions.html",
        rows=rows,
        total=total,
        page=page,
        pages=max(-(-total // queries.PAGE), 1),
        may_open=rules.may_open_requisition(current_user),
    )


@blueprint.route("/requisitions/new", methods=["GET", "POST"])
@allow(rules.may_open_requisition)
def new_requisition() -> Answer:
    """A new opening, pinned to a published rubric."""
    form = RequisitionForm()
    _name_the_house_rules(form)
    form.version.choices = choices(queries.published_versions())
    if form.validate_on_submit():
        try:
            opened = open_requisition(
                title=form.title.data or "",
                version=db.session.get_one(RubricVersion, form.version.data),
                limit=limit(),
                actor=current_user,
                **_settings(form),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The requisition is open. Name its hiring team next.", "success")
            return redirect(url_for("scorecards.edit_team", requisition_id=opened.id))
    return render_template("scorecards/requisition_form.html", form=form, opening=None), _status(form)


def _settings(form: SettingsForm) -> dict[str, Any]:
    return {
        "visibility": Visibility(int(form.visibility.data)),
        "identities": Visibility(int(form.identities.data)),
        "recruiter_scores": bool(form.recruiter_scores and form.recruiter_scores.data),
        "required_raters": form.required_raters.data or 0,
        "due_hours": form.due_hours.data or 0,
        "remind_before": form.remind_before.data,
        "remind_after": form.remind_after.data,
    }


def _name_the_house_rules(form: SettingsForm) -> None:
    before, after = (hours_in_words(hours) for hours in usual_reminders().values())
    form.name_the_usual(before, after)
    form.permit(limit(), recruiter_scores=recruiter_scores_permitted())


def _settings_of(opening: Requisition) -> SettingsForm:
    form = SettingsForm(
        data={
            "title": opening.title,
            "visibility": str(int(opening.visibility)),
            "identities": str(int(opening.identities)),
            "recruiter_scores": opening.recruiter_scores,
            "required_raters": opening.required_raters,
            "due_hours": opening.due_hours,
            "remind_before": opening.remind_before,
            "remind_after": opening.remind_after,
        }
    )
    _name_the_house_rules(form)
    return form


def _status(form: SettingsForm | CandidateForm) -> int:
    return 422 if form.is_submitted() else 200


@blueprint.get("/requisitions/<int:requisition_id>")
@allow(rules.may_see_requisition, load=access.requisition)
def requisition(found: RequisitionAccess) -> str:
    """One opening: team, coverage and applications; `?stage=` keeps one stage, `?sort=name` goes by name."""
    page = max(request.args.get("page", 1, int), 1)
    stage = request.args.get("stage", None, Stage)
    by_name = request.args.get("sort") == "name"
    opening = queries.requisition_page(
        requisition_id=found.requisition_id, viewer=current_user, page=page, stage=stage, by_name=by_name
    )
    return render_template(
        "scorecards/requisition.html",
        opening=opening,
        stage=stage,
        sort="name" if by_name else None,
        page=page,
        pages=max(-(-opening.total // queries.PAGE), 1),
        is_open=opening.state is RequisitionState.OPEN,
        may_edit=rules.may_edit_requisition(current_user, found),
        may_set_team=rules.may_set_team(current_user, found),
        newer=newer_version(opening.version_id),
        may_train=rules.may_train(current_user, found),
        links=opening_links(current_user, found),
    )


@blueprint.route("/requisitions/<int:requisition_id>/settings", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def edit_requisition(found: RequisitionAccess) -> Answer:
    """The opening's settings."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    form = _settings_of(opening)
    if form.validate_on_submit():
        try:
            change_requisition(
                requisition=opening, title=form.title.data or "", limit=limit(), actor=current_user, **_settings(form)
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The settings are saved.", "success")
            return redirect(url_for("scorecards.requisition", requisition_id=opening.id))
    return render_template("scorecards/requisition_form.html", form=form, opening=opening), _status(form)


@blueprint.post("/requisitions/<int:requisition_id>/close")
@allow(rules.may_edit_requisition, load=access.requisition)
def close(found: RequisitionAccess) -> Response:
    """Take no more candidates."""
    close_requisition(requisition=db.session.get_one(Requisition, found.requisition_id), actor=current_user)
    db.session.commit()
    flash("The requisition is closed to new candidates.", "success")
    return redirect(url_for("scorecards.requisition", requisition_id=found.requisition_id))


@blueprint.route("/requisitions/<int:requisition_id>/candidates/new", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def new_candidate(found: RequisitionAccess) -> Answer:
    """One candidate for the opening."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    form = CandidateForm()
    if form.validate_on_submit():
        try:
            added = add_applicant(
                name=form.name.data or "",
                email=form.email.data,
                source=form.source.data,
                requisition=opening,
                actor=current_user,
            )
            _add_background(added.candidate, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            show_problems(form, InvalidInput(str(error)))
        else:
            db.session.commit()
            return redirect(url_for("scorecards.application", application_id=added.id))
    return render_template("scorecards/candidate_form.html", form=form, opening=opening), _status(form)


def _add_background(candidate: Candidate, form: CandidateForm) -> None:
    """What was typed, beside what is known already of somebody who applies again."""
    set_background(
        candidate=candidate,
        schools=[*candidate.schools, *(form.schools.data or "").splitlines()],
        employers=[*candidate.employers, *(form.employers.data or "").splitlines()],
        actor=current_user,
    )
