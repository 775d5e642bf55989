"""What somebody does after a session: agreed on the session's page, told on the owner's Today, and done."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from calibration import rules
from calibration.forms import FollowUpForm
from calibration.models import AgendaItem, CalibrationSession, FollowUp
from calibration.operations import follow_ups as operations
from calibration.queries import follow_ups as queries
from calibration.queries import seats
from calibration.seating import ItemSeats, SessionSeats
from calibration.views import blueprint
from calibration.views.session_page import due_words, follow_up_form, session_context
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from core.today import Group, Task

LONGEST_TITLE = 80


@blueprint.post("/sessions/<int:session_id>/follow-ups")
@allow(rules.may_add_follow_up, load=seats.session_seats)
def add_follow_up(found: SessionSeats) -> Response | tuple[str, int]:
    """Say who does what."""
    form = follow_up_form(found)
    if form.validate_on_submit():
        try:
            _add(found, form)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The follow-up is added. Its owner finds it on their page of today.", "success")
            return _back(found)
    db.session.rollback()
    return render_template("calibration/session.html", **session_context(found, form)), 422


def _add(found: SessionSeats, form: FollowUpForm) -> None:
    operations.add_follow_up(
        session=db.session.get_one(CalibrationSession, found.session_id),
        item=db.session.get_one(AgendaItem, form.about.data) if form.about.data else None,
        text=form.text.data or "",
        owner=db.session.get_one(Account, form.owner.data),
        due_on=form.due_on.data,
        actor=current_user,
    )


@blueprint.post("/follow-ups/<int:follow_up_id>/done")
@allow(rules.may_finish_follow_up, load=queries.follow_up)
def finish_follow_up(found: tuple[SessionSeats, ItemSeats | None, FollowUp]) -> Response:
    """It is done."""
    operations.finish_follow_up(follow_up=found[2], actor=current_user)
    db.session.commit()
    flash("Noted as done.", "success")
    return _back(found[0])


def groups(viewer: Any) -> list[Group]:
    """The follow-ups that the viewer still has to do, for the page Today."""
    tasks = []
    for row in queries.follow_ups_owed(viewer):
        due, is_late = due_words(row.due_on)
        tasks.append(
            Task(
                title=row.text if len(row.text) <= LONGEST_TITLE else f"{row.text[:LONGEST_TITLE]}…",
                url=url_for("calibration.session", session_id=row.session_id, _anchor="to-do"),
                context=f"{row.candidate}, {row.session}" if row.candidate else row.session,
                due=due,
                due_iso=row.due_on.isoformat() if row.due_on else None,
                is_late=is_late,
                action="See it",
            )
        )
    return [Group("Follow-ups of sessions", tuple(tasks), 40)]


def _back(found: SessionSeats) -> Response:
    return redirect(url_for("calibration.session", session_id=found.session_id, _anchor="to-do"))
