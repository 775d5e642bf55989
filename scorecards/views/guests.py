"""Guests: giving them an interview, and the door through which they come to its kit and scorecard.

The link's token stands behind a #, so that no browser sends it, no server logs it and no referrer tells it. The page
brings it into a form, and only sending that form opens the link: programs that follow links in mails do not use it up.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from accounts.operations import record_failure, wait_after_failures
from accounts.rules import is_guest
from accounts.views import GUEST, let_guests_in
from core.clock import in_words, now
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow, public
from scorecards import rules
from scorecards.enums import ScorecardState
from scorecards.forms.guests import DaysForm, EntranceForm, GuestForm
from scorecards.guest_links import LinkState, token_in
from scorecards.models import Interview
from scorecards.operations.guests import assign_guest, open_guest_link, renew_guest_link, revoke_guest_link
from scorecards.queries import access, guests, kits
from scorecards.queries.access import InterviewAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.made_links import MadeLink, links_shown_once


@blueprint.route("/interviews/<int:interview_id>/guest", methods=["GET", "POST"])
@allow(rules.may_change_interview, load=access.interview)
def guest(found: InterviewAccess) -> Answer:
    """The interview's guest: name one, or see whether the link works and was opened."""
    form = GuestForm()
    if form.validate_on_submit():
        try:
            token = assign_guest(
                interview=db.session.get_one(Interview, found.interview_id),
                name=form.name.data or "",
                email=form.email.data or "",
                days=form.days.data or 0,
                actor=current_user,
            )
        except InvalidInput as error:
            db.session.rollback()
            show_problems(form, error)
        else:
            db.session.commit()
            return links_shown_once([MadeLink(found.interview_id, token)], by_mail=form.by_mail.data)
    return _guest_page(found, form), 422 if form.is_submitted() else 200


def _guest_page(found: InterviewAccess, form: GuestForm | DaysForm) -> str:
    held = guests.link_of_interview(found.interview_id, moment=now())
    link = held.link if held else None
    facts = (
        []
        if link is None or held is None
        else [
            ("Guest", link.account.name),
            ("Email", link.account.email),
            ("Link", held.state.label),
            ("Works until", in_words(link.expires_at)),
            ("Opened", f"{link.opens} times" if link.opens != 1 else "once"),
            ("Last opened", in_words(link.opened_at) if link.opened_at else "not yet"),
        ]
    )
    return render_template(
        "scorecards/guest.html",
        head=kits.interview_head(found.interview_id),
        form=form,
        renewal=DaysForm(formdata=None),
        facts=facts,
        guest=link.account.name if link else None,
        may_renew=held is not None and held.state is not LinkState.SUBMITTED,
        may_revoke=held is not None and held.state is LinkState.OPEN,
        is_begun=found.version > 1,
    )


@blueprint.post("/interviews/<int:interview_id>/guest/renew")
@allow(rules.may_change_interview, load=access.interview)
def renew_guest(found: InterviewAccess) -> Answer:
    """Another link for the same guest; the old one opens nothing any more."""
    form, held = DaysForm(), guests.link_of_interview(found.interview_id, moment=now())
    if held is None or not form.validate_on_submit():
        flash("The link was not renewed. Give the days it shall work, from 1 to 60.", "error")
        return redirect(url_for("scorecards.guest", interview_id=found.interview_id))
    token = renew_guest_link(link=held.link, days=form.days.data or 0, actor=current_user)
    db.session.commit()
    return links_shown_once([MadeLink(found.interview_id, token)], by_mail=form.by_mail.data)


@blueprint.post("/interviews/<int:interview_id>/guest/revoke")
@allow(rules.may_change_interview, load=access.interview)
def revoke_guest(found: InterviewAccess) -> Response:
    """The link opens nothing from now on."""
    held = guests.link_of_interview(found.interview_id, moment=now())
    if held is not None:
        revoke_guest_link(link=held.link, actor=current_user)
        db.session.commit()
        flash("The link is closed. What the guest has written stays.", "success")
    return redirect(url_for("scorecards.guest", interview_id=found.interview_id))


@blueprint.get("/guest")
@public
def enter() -> str:
    """The door: what to do with the link, and why one that was opened here has ended."""
    return _door(EntranceForm(), ended=_ended_here())


@blueprint.post("/guest")
@public
def open_link() -> Answer:
    """Open the link: this browser holds the guest's session from now on, and no other."""
    form, address = EntranceForm(), request.remote_addr or ""
    if not form.validate_on_submit():
        return _door(form), 422
    door = f"guest link from {address}"
    if wait := wait_after_failures(email=door, address=address):
        return _door(form, problem=wait), 429
    found = guests.link_by_token(token_in(form.link.data or ""), moment=now())
    if found is None:
        record_failure(email=door, address=address)
        db.session.commit()
        return _door(form, problem="This is no link of ours. Copy it whole, from the message that you were sent."), 422
    if found.state is not LinkState.OPEN:
        return _door(EntranceForm(formdata=None), ended=found), 410
    open_guest_link(link=found.link)
    db.session.commit()
    session.clear()
    session["_user_id"] = GUEST + guests.session_value(found.link)
    return redirect(url_for("scorecards.kit", interview_id=found.link.interview_id))


@blueprint.post("/guest/leave")
@allow(rules.may_leave_as_guest)
def leave() -> Response:
    """Forget the guest in this browser; the link goes on working."""
    session.clear()
    return redirect(url_for("scorecards.enter"))


def _door(form: EntranceForm, *, ended: guests.FoundLink | None = None, problem: str | None = None) -> str:
    inside = current_user.is_authenticated
    return render_template(
        "scorecards/guest_door.html",
        form=form,
        problem=problem,
        ended=ended.state if ended else None,
        until=in_words(ended.link.expires_at) if ended else None,
        ask=ended.link.made_by if ended else None,
        signed_in_as=current_user.name if inside and not is_guest(current_user) else None,
    )


def _ended_here() -> guests.FoundLink | None:
    """The link that this browser came in by, when it has ended since."""
    value = str(session.get("_user_id", ""))
    if not value.startswith(GUEST) or current_user.is_authenticated:
        return None
    return guests.link_of_session(value.removeprefix(GUEST), moment=now())


def _load(value: str) -> Account | None:
    return guests.guest_of_session(value, moment=now())


def _home(viewer: Account) -> str:
    found = access.interview(viewer.guest_of or 0)
    if found is not None and found.state is ScorecardState.SUBMITTED:
        return url_for("scorecards.scorecard", scorecard_id=found.scorecard_id)
    return url_for("scorecards.kit", interview_id=viewer.guest_of)


let_guests_in(load=_load, home=_home, entrance="scorecards.enter")
