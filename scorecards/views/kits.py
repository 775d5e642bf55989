"""The interview kit and the interview's calendar entry."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from accounts.rules import is_guest
from core.clock import in_words, now
from core.database import db
from core.errors import NotFound
from core.permissions import allow
from scorecards import rules
from scorecards.calendar import invitation
from scorecards.forms.requisitions import ReasonForm
from scorecards.models import Application
from scorecards.operations.candidates import declare_conflict
from scorecards.queries import access, kits, sheets
from scorecards.queries.access import InterviewAccess
from scorecards.views import blueprint
from scorecards.views.files import file_rows


@blueprint.get("/interviews/<int:interview_id>/kit")
@allow(rules.may_see_kit, load=access.interview)
def kit(found: InterviewAccess) -> str:
    """What the interviewer reads beforehand."""
    head = kits.interview_head(found.interview_id)
    sheet = sheets.sheet(found.interview_id)
    others = kits.other_interviews(found.interview_id, found.access.application_id)
    return render_template(
        "scorecards/kit.html",
        head=head,
        when=in_words(head.scheduled_at) if head.scheduled_at else None,
        sheet=sheet,
        brief=kits.role_brief(head.application.version_id),
        covers=[(each, ", ".join(other.title for other in others if each.id in other.focus)) for each in sheet.focus],
        exercise=kits.exercise(found.interview_id),
        others=others,
        files=file_rows(found.access, current_user),
        may_write=rules.may_write_scorecard(current_user, found),
        may_step_back=rules.may_step_back(current_user, found),
    )


@blueprint.post("/interviews/<int:interview_id>/conflict")
@allow(rules.may_step_back, load=access.interview)
def step_back(found: InterviewAccess) -> Response:
    """The interviewer knows the candidate: from now on nothing of the application exists for them, guest or not."""
    form = ReasonForm()
    declare_conflict(
        application=db.session.get_one(Application, found.access.application_id),
        account=db.session.get_one(Account, found.interviewer_id),
        reason=(form.reason.data or "") if form.validate_on_submit() else "",
        actor=current_user,
    )
    leaves = is_guest(current_user)
    db.session.commit()
    if leaves:
        session.clear()
    flash("Your conflict of interest is declared. The people who plan the loop find somebody else.", "success")
    return redirect(url_for("scorecards.enter") if leaves else url_for("today.index"))


@blueprint.get("/interviews/<int:interview_id>/invitation.ics")
@allow(rules.may_see_kit, load=access.interview)
def calendar(found: InterviewAccess) -> Response:
    """The interview as a calendar entry with the link to the kit; a guest's leads to the door, whose link stands nowhere."""
    head = kits.interview_head(found.interview_id)
    if head.scheduled_at is None:
        raise NotFound("This interview has no time yet, so there is nothing to put into a calendar.")
    page = url_for("scorecards.enter") if is_guest(current_user) else url_for("scorecards.kit", interview_id=head.id)
    text = invitation(
        uid=f"interview-{head.id}@{current_app.config['BASE_URL'].partition('://')[2]}",
        title=f"{head.title}: {head.application.requisition}",
        starts=head.scheduled_at,
        minutes=head.minutes,
        url=current_app.config["BASE_URL"] + page,
        made=now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="interview-{head.id}.ics"'}
    return current_app.response_class(text, mimetype="text/calendar", headers=headers)
