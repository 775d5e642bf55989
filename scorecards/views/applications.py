"""One application: its loop, the coverage board, the scorecards as visible, conflicts and history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from accounts.rules import is_recruiter
from core.clock import in_words, now
from core.database import db
from core.errors import NotAllowed, NotFound
from core.permissions import allow
from scorecards import links, rules
from scorecards.enums import Stage
from scorecards.forms import choices
from scorecards.forms.requisitions import ConflictForm, ReasonForm
from scorecards.models import Application, Conflict
from scorecards.operations.candidates import (
    declare_conflict,
    lift_conflict,
    move_to_calibration,
    return_to_interviews,
    withdraw_application,
)
from scorecards.queries import access, people
from scorecards.queries import applications as queries
from scorecards.queries.history import history
from scorecards.views import blueprint
from scorecards.views.boards import board_rows, history_rows, interview_rows
from scorecards.views.files import file_rows
from scorecards.visibility import Access, sees_contents, sees_identities, situation, standing

Answer = str | Response | tuple[str, int]


@blueprint.get("/applications/<int:application_id>")
@allow(rules.may_see_application, load=access.application)
def application(found: Access) -> str:
    """The application as the viewer sees it."""
    return _page(found)


def _page(found: Access, problems: list[tuple[str | None, str]] | None = None) -> str:
    page = queries.application_page(application_id=found.application_id, viewer=current_user)
    if page is None:
        raise NotFound("There is nothing here that you can open.")
    viewer, now_stands = standing(found, current_user.id, recruits=is_recruiter(current_user)), situation(found)
    events = history(
        evidence=page.evidence,
        viewer_id=current_user.id,
        names_people=sees_identities(viewer, now_stands),
        reads_scores=sees_contents(viewer, now_stands),
    )
    may_plan, may_move = rules.may_plan_loop(current_user, found), rules.may_move_application(current_user, found)
    return render_template(
        "scorecards/application.html",
        page=page,
        head=page.head,
        applied=in_words(page.applied_at),
        interviews=interview_rows(page, found, current_user, now()),
        board=board_rows(page),
        history=history_rows(events),
        copyable=_copyable(found) if may_plan and not page.evidence.interviews else [],
        people=people.may_be_in_conflict(found.application_id) if may_move else [(current_user.id, current_user.name)],
        may_plan=may_plan and page.head.stage in {Stage.APPLIED, Stage.INTERVIEWING},
        may_move=may_move,
        may_calibrate=may_move and page.head.stage is Stage.INTERVIEWING,
        may_return=may_move and page.head.stage in {Stage.CALIBRATION, Stage.DECIDED},
        may_withdraw=may_move and page.head.stage is not Stage.WITHDRAWN,
        links=links.links(current_user, found),
        notes=links.notes(current_user, found),
        files=file_rows(found, current_user),
        may_attach=rules.may_change_attachments(current_user, found),
        problems=problems or [],
    )


def _copyable(found: Access) -> list[tuple[int, str]]:
    return queries.copyable_loops(
        application_id=found.application_id, requisition_id=found.requisition_id, viewer=current_user
    )


@blueprint.post("/applications/<int:application_id>/calibration")
@allow(rules.may_move_application, load=access.application)
def to_calibration(found: Access) -> Response:
    """Let the committee read."""
    move_to_calibration(application=db.session.get_one(Application, found.application_id), actor=current_user)
    db.session.commit()
    flash("The application is in calibration.", "success")
    return _back(found.application_id)


@blueprint.post("/applications/<int:application_id>/return")
@allow(rules.may_move_application, load=access.application)
def to_interviews(found: Access) -> Answer:
    """Ask for more evidence."""
    return _with_reason(found, return_to_interviews, "The application is among the interviews again.")


@blueprint.post("/applications/<int:application_id>/withdraw")
@allow(rules.may_move_application, load=access.application)
def withdraw(found: Access) -> Answer:
    """The candidate has withdrawn."""
    return _with_reason(found, withdraw_application, "The application is withdrawn.")


def _with_reason(found: Access, operation: Callable[..., Any], done: str) -> Answer:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(found, [("reason", sentence) for sentence in form.reason.errors]), 422
    operation(
        application=db.session.get_one(Application, found.application_id),
        reason=form.reason.data or "",
        actor=current_user,
    )
    db.session.commit()
    flash(done, "success")
    return _back(found.application_id)


@blueprint.post("/applications/<int:application_id>/conflicts")
@allow(rules.may_declare_conflict, load=access.application)
def new_conflict(found: Access) -> Answer:
    """Declare a conflict of interest: one's own, or as a leader anyone's."""
    form = ConflictForm()
    form.account.choices = choices(people.may_be_in_conflict(found.application_id))
    if not form.validate_on_submit():
        sentences = [*form.account.errors, *form.reason.errors]
        return _page(found, [(None, sentence) for sentence in sentences]), 422
    if form.account.data != current_user.id and not rules.may_move_application(current_user, found):
        raise NotAllowed("You can declare a conflict of your own. For somebody else, tell the recruiter.")
    declare_conflict(
        application=db.session.get_one(Application, found.application_id),
        account=db.session.get_one(Account, form.account.data),
        reason=form.reason.data or "",
        actor=current_user,
    )
    db.session.commit()
    flash("The conflict is declared.", "success")
    own = form.account.data == current_user.id
    return redirect(url_for("today.index")) if own else _back(found.application_id)


@blueprint.post("/applications/<int:application_id>/conflicts/lift")
@allow(rules.may_move_application, load=access.application)
def remove_conflict(found: Access) -> Response:
    """Take back a conflict that was declared by mistake."""
    declared = db.session.get(Conflict, request.form.get("conflict", 0, int))
    if declared is None or declared.application_id != found.application_id:
        raise NotFound("That conflict is not declared here any more.")
    lift_conflict(conflict=declared, actor=current_user)
    db.session.commit()
    return _back(found.application_id)


def _back(application_id: int) -> Response:
    return redirect(url_for("scorecards.application", application_id=application_id))
