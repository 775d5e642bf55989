"""Sessions: the list, planning, the session's own page, who is here."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.forms import SessionForm, agenda_order
from calibration.models import CalibrationSession
from calibration.operations import sessions as operations
from calibration.queries import seats, session_choices
from calibration.queries import sessions as queries
from calibration.queries.owed_positions import positions_owed
from calibration.seating import SessionSeats
from calibration.views import blueprint
from calibration.views.session_page import session_context
from core.clock import in_words
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from core.today import Group, Task
from scorecards.enums import Stage
from scorecards.forms import choices
from scorecards.models import Requisition
from scorecards.queries import access
from scorecards.queries.access import RequisitionAccess

Answer = str | Response | tuple[str, int]


@blueprint.get("/sessions")
@allow(rules.may_see_calibration)
def sessions() -> str:
    """The viewer's sessions: open ones first, then planned ones, then those that are over."""
    page = max(request.args.get("page", 1, int), 1)
    rows, total = queries.sessions(viewer=current_user, page=page)
    return render_template(
        "calibration/sessions.html",
        rows=[(row, in_words(row.scheduled_at) if row.scheduled_at else None) for row in rows],
        openings=session_choices.plannable(current_user),
        page=page,
        pages=max(-(-total // queries.PAGE), 1),
        total=total,
    )


@blueprint.route("/requisitions/<int:requisition_id>/sessions/new", methods=["GET", "POST"])
@allow(rules.may_plan_session, load=access.requisition)
def plan(found: RequisitionAccess) -> Answer:
    """Plan a session with its committee and agenda."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    people = session_choices.committee_choices(opening.id)
    form = _form(
        people, SessionForm(title=opening.title, chair=_usual_chair(found), members=[row[0] for row in people])
    )
    offered = [
        row[0]
        for row in session_choices.agenda_choices(requisition_id=opening.id, session_id=None, viewer=current_user)
    ]
    if form.validate_on_submit():
        try:
            planned = _plan(opening, form, offered)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The session is planned.", "success")
            return redirect(url_for("calibration.session", session_id=planned.id))
    db.session.rollback()
    return _form_page(form, found.requisition_id, None), 422 if form.errors or form.form_errors else 200


@blueprint.route("/sessions/<int:session_id>/plan", methods=["GET", "POST"])
@allow(rules.may_change_session, load=seats.session_seats)
def edit_session(found: SessionSeats) -> Answer:
    """Change title, time, committee and agenda."""
    session = db.session.get_one(CalibrationSession, found.session_id)
    listed = session_choices.agenda_choices(
        requisition_id=found.requisition_id, session_id=found.session_id, viewer=current_user
    )
    form = _form(_people(found), SessionForm(obj=session, chair=session.chair_id, members=list(found.members)))
    if form.validate_on_submit():
        try:
            _save(session, form, [row[0] for row in listed])
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("The session is saved.", "success")
            return redirect(url_for("calibration.session", session_id=found.session_id))
    db.session.rollback()
    return _form_page(form, found.requisition_id, found.session_id), 422 if form.errors or form.form_errors else 200


def _plan(opening: Requisition, form: SessionForm, offered: list[int]) -> CalibrationSession:
    planned = operations.plan_session(
        requisition=opening,
        chair_id=form.chair.data,
        members=form.members.data or (),
        actor=current_user,
        **form.settings(),
    )
    order = agenda_order(request.form, offered)
    operations.set_agenda(session=planned, applications=order, among=offered, actor=current_user)
    return planned


def _save(session: CalibrationSession, form: SessionForm, offered: list[int]) -> None:
    operations.change_session(session=session, actor=current_user, **form.settings())
    operations.set_members(
        session=session, members=form.members.data or (), chair_id=form.chair.data, actor=current_user
    )
    order = agenda_order(request.form, offered)
    operations.set_agenda(session=session, applications=order, among=offered, actor=current_user)


@blueprint.get("/sessions/<int:session_id>")
@allow(rules.may_see_session, load=seats.session_seats)
def session(found: SessionSeats) -> str:
    """The session: who is here, what is on the agenda, what came out of it."""
    return render_template("calibration/session.html", **session_context(found))


@blueprint.get("/sessions/<int:session_id>/live")
@allow(rules.may_see_session, load=seats.session_seats)
def session_live(found: SessionSeats) -> Answer:
    """The part of the page that follows the meeting; nothing while it is as the browser shows it."""
    context = session_context(found)
    if request.args.get("seen") == context["seen"]:
        return "", 204
    return render_template("calibration/session_live.html", **context)


@blueprint.post("/sessions/<int:session_id>/open")
@allow(rules.may_run_session, load=seats.session_seats)
def open_session(found: SessionSeats) -> Response:
    """The committee sits."""
    operations.open_session(session=db.session.get_one(CalibrationSession, found.session_id), actor=current_user)
    return _done(found, "The session is open.")


@blueprint.post("/sessions/<int:session_id>/close")
@allow(rules.may_run_session, load=seats.session_seats)
def close_session(found: SessionSeats) -> Response:
    """The meeting is over."""
    operations.close_session(session=db.session.get_one(CalibrationSession, found.session_id), actor=current_user)
    return _done(found, "The session is closed.")


@blueprint.post("/sessions/<int:session_id>/pre-read")
@allow(rules.may_attend_session, load=seats.session_seats)
def acknowledge(found: SessionSeats) -> Response:
    """The viewer has read the evidence."""
    operations.acknowledge_pre_read(
        session=db.session.get_one(CalibrationSession, found.session_id), actor=current_user
    )
    return _done(found, "Noted: you have read the evidence.")


@blueprint.post("/sessions/<int:session_id>/members/<int:account_id>/presence")
@allow(rules.may_mark_present, load=seats.member_seat)
def presence(found: tuple[SessionSeats, int]) -> Response:
    """Somebody is here, or has left."""
    session_seats, account_id = found
    operations.mark_present(
        session=db.session.get_one(CalibrationSession, session_seats.session_id),
        account_id=account_id,
        present=request.form.get("present") == "yes",
        actor=current_user,
    )
    return _done(session_seats, None)


def groups(viewer: Any) -> list[Group]:
    """The positions the viewer owes, for the page Today."""
    tasks = tuple(
        Task(
            title=f"Position on {row.candidate}",
            url=url_for("calibration.item", item_id=row.item_id)
            if row.has_read
            else url_for("calibration.session", session_id=row.session_id),
            context=f"{row.session}, {row.role}" + ("" if row.has_read else ", pre-read first"),
            due=in_words(row.scheduled_at) if row.scheduled_at else None,
            due_iso=row.scheduled_at.isoformat() if row.scheduled_at else None,
            action="Take it" if row.has_read else "Read",
        )
        for row in positions_owed(viewer)
    )
    return [Group("Positions to take", tasks, 30)]


def _done(found: SessionSeats, message: str | None) -> Response:
    db.session.commit()
    if message:
        flash(message, "success")
    return redirect(url_for("calibration.session", session_id=found.session_id))


def _form(people: list[tuple[int, str]], form: SessionForm) -> SessionForm:
    form.chair.choices = form.members.choices = choices(people)
    return form


def _people(found: SessionSeats) -> list[tuple[int, str]]:
    return session_choices.committee_choices(found.requisition_id)


def _usual_chair(found: RequisitionAccess) -> int | None:
    by_role = {role.value: account_id for account_id, role in found.team}
    return by_role.get("chair") or by_role.get("hiring_manager")


def _form_page(form: SessionForm, requisition_id: int, session_id: int | None) -> str:
    choices = session_choices.agenda_choices(requisition_id=requisition_id, session_id=session_id, viewer=current_user)
    rows = queries.agenda_items(session_id=session_id, viewer=current_user) if session_id else []
    places = {row.application_id: str(row.number) for row in rows}
    offered = [
        (application_id, name, stage, request.form.get(f"place-{application_id}", places.get(application_id, "")))
        for application_id, name, stage in choices
    ]
    first = [row for row in offered if row[2] is Stage.CALIBRATION or row[3]]
    return render_template(
        "calibration/session_form.html",
        form=form,
        session_id=session_id,
        requisition_id=requisition_id,
        offered=first,
        others=[row for row in offered if row not in first],
    )
