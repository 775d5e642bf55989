"""Messages of a committee to the recruiters of an application."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.rules import is_recruiter
from calibration import rules
from calibration.forms import MessageForm
from calibration.models import RecruiterMessage
from calibration.operations.messages import note_message, write_message
from calibration.queries import messages as queries
from calibration.views import blueprint
from core.clock import in_words
from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from core.today import Group, Task
from scorecards.enums import TeamRole
from scorecards.links import PageLink, PageNote
from scorecards.models import Application
from scorecards.queries import access
from scorecards.visibility import Access

Answer = str | Response | tuple[str, int]


@blueprint.get("/applications/<int:application_id>/messages")
@allow(rules.may_open_messages, load=access.application)
def messages(found: Access) -> str:
    """What the committee told the recruiters, and a form to tell them more."""
    return _page(found, MessageForm())


@blueprint.post("/applications/<int:application_id>/messages")
@allow(rules.may_write_message, load=access.application)
def send_message(found: Access) -> Answer:
    """Tell the recruiters something."""
    form = MessageForm()
    if form.validate_on_submit():
        application = db.session.get_one(Application, found.application_id)
        try:
            write_message(application=application, text=form.text.data or "", actor=current_user)
        except (InvalidInput, Conflict) as error:
            show_problems(form, error if isinstance(error, InvalidInput) else InvalidInput(str(error)))
        else:
            db.session.commit()
            flash("The message waits for the recruiters. A mail tells them so, without its words.", "success")
            return redirect(url_for("calibration.messages", application_id=found.application_id))
    db.session.rollback()
    return _page(found, form), 422


@blueprint.post("/messages/<int:message_id>/noted")
@allow(rules.may_note_message, load=queries.message)
def take_note(found: tuple[Access, RecruiterMessage]) -> Response:
    """A recruiter has read it."""
    note_message(message=found[1], actor=current_user)
    db.session.commit()
    return redirect(url_for("calibration.messages", application_id=found[0].application_id))


def _page(found: Access, form: MessageForm) -> str:
    candidate, requisition = queries.names(found.application_id)
    rows = queries.messages(found, viewer=current_user)
    noting = is_recruiter(current_user) or (current_user.id, TeamRole.RECRUITER) in found.team
    return render_template(
        "calibration/messages.html",
        application_id=found.application_id,
        candidate=candidate,
        requisition=requisition,
        requisition_id=found.requisition_id,
        rows=[
            (row, in_words(row.written_at), in_words(row.noted_at) if row.noted_at else None, noting) for row in rows
        ],
        form=form if rules.may_write_message(current_user, found) else None,
    )


def groups(viewer: Any) -> list[Group]:
    """The messages of which no recruiter has taken note, for the page Today of those who recruit."""
    tasks = tuple(
        Task(
            title=f"Message about {row.candidate}",
            url=url_for("calibration.messages", application_id=row.application_id),
            context=row.role,
            action="Read",
        )
        for row in queries.messages_waiting(viewer)
    )
    return [Group("Messages from committees", tasks, 38)]


def link(viewer: Any, application: Access) -> list[PageLink]:
    """The way to write to the recruiters, for those who may."""
    if not rules.may_write_message(viewer, application):
        return []
    return [
        PageLink("Message the recruiter", url_for("calibration.messages", application_id=application.application_id))
    ]


def notes(viewer: Any, application: Access) -> list[PageNote]:
    """The messages open to the viewer, for the application's page."""
    if not rules.may_open_messages(viewer, application):
        return []
    url = url_for("calibration.messages", application_id=application.application_id)
    return [
        PageNote(row.text, row.author, in_words(row.written_at), row.written_at.isoformat(), url, row.noted_at is None)
        for row in queries.messages(application, viewer=viewer)
    ]
