"""Giving an interview to a guest, and the link that lets them write its scorecard."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from accounts.models import Account
from accounts.operations import name_guest
from accounts.queries import token_hash
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import ScorecardState, Stage
from scorecards.guest_links import LONGEST_DAYS
from scorecards.models import Application, Conflict, GuestLink, Interview
from scorecards.operations.loops import plan_interview

MESSAGE = "The interview was not given to a guest."


@dataclass(frozen=True, slots=True)
class NamedGuest:
    """Somebody without an account who is to interview, and for how many days their link works."""

    name: str
    email: str
    days: int


def assign_guest(*, interview: Interview, name: str, email: str, days: int, actor: Actor) -> str:
    """The token of a link to the interview's kit and scorecard, good for `days`; the interview is the guest's from now on.

    Raises InvalidInput by field: a malformed address or an account's, the candidate's own, somebody in conflict, days
    out of range. Raises core.errors.Conflict when the interview is over, its scorecard begun, or it is a learner's.
    """
    _refuse_settled(interview)
    _refuse_days(days)
    guest = name_guest(email=email, name=name, actor=actor)
    db.session.flush()
    if refused := _refusal(interview.application, guest):
        raise InvalidInput(MESSAGE, {"email": [refused]})
    if interview.scorecard.version > 1 and interview.interviewer_id != guest.id:
        raise errors.Conflict(
            f"{interview.interviewer.name} has begun the scorecard. Cancel this interview and plan another one, "
            "so that what was written stays with its author."
        )
    before, interview.interviewer, interview.could_read = interview.interviewer_id, guest, False
    link = db.session.scalar(select(GuestLink).where(GuestLink.interview_id == interview.id))
    if link is None:
        link = GuestLink(interview=interview, opens=0)
        db.session.add(link)
    link.account = guest
    token = _new_token(link, days, actor)
    record("assign_guest", actor=actor, subject=interview, about=interview.application, before=before, after=guest.id)
    return token


def plan_guest_interview(
    *, application: Application, guest: NamedGuest, actor: Actor, **what: Any
) -> tuple[Interview, str]:
    """A new interview that a guest takes, and the token of their link; `what` as plan_interview takes it.

    Raises what plan_interview raises, and InvalidInput by field as assign_guest does.
    """
    _refuse_days(guest.days)
    asked = {"name": (guest.name, "Give the guest's name."), "email": (guest.email, "Give the guest's address.")}
    if missing := {field: [sentence] for field, (typed, sentence) in asked.items() if not typed.strip()}:
        raise InvalidInput(MESSAGE, missing)
    account = name_guest(email=guest.email, name=guest.name, actor=actor)
    db.session.flush()
    if refused := _refusal(application, account):
        raise InvalidInput(MESSAGE, {"email": [refused]})
    interview = plan_interview(application=application, interviewer=account, by_link=True, actor=actor, **what)
    link = GuestLink(interview=interview, opens=0, account=account)
    db.session.add(link)
    token = _new_token(link, guest.days, actor)
    record("assign_guest", actor=actor, subject=interview, about=application, before=None, after=account.id)
    return interview, token


def renew_guest_link(*, link: GuestLink, days: int, actor: Actor) -> str:
    """The token of a new link in place of the old one, which opens nothing any more, for the same guest and interview.

    Raises InvalidInput when the days are out of range, core.errors.Conflict when there is nothing left to write.
    """
    _refuse_days(days)
    _refuse_settled(link.interview)
    if link.interview.interviewer_id != link.account_id:
        raise errors.Conflict(f"{link.account.name} does not hold this interview any more.")
    token = _new_token(link, days, actor)
    record("renew_guest_link", actor=actor, subject=link.interview, about=link.interview.application)
    return token


def revoke_guest_link(*, link: GuestLink, actor: Actor) -> None:
    """The link opens nothing from now on; what the guest wrote stays. Nothing changes when it is revoked already."""
    if link.revoked_at is None:
        link.revoked_at = now()
        record("revoke_guest_link", actor=actor, subject=link.interview, about=link.interview.application)


def open_guest_link(*, link: GuestLink) -> None:
    """The link counted as opened once more, by its guest."""
    link.opens, link.opened_at = link.opens + 1, now()
    record(
        "open_guest_link",
        actor=link.account,
        subject=link.interview,
        about=link.interview.application,
        opens=link.opens,
    )


def _new_token(link: GuestLink, days: int, actor: Actor) -> str:
    token = secrets.token_urlsafe(32)
    moment = now()
    link.token_hash, link.made_by_id, link.made_at = token_hash(token), actor.id, moment
    link.expires_at, link.revoked_at = moment + timedelta(days=days), None
    return token


def _refuse_settled(interview: Interview) -> None:
    if interview.cancelled_at is not None:
        raise errors.Conflict("This interview was cancelled.")
    if interview.scorecard.state is ScorecardState.SUBMITTED:
        raise errors.Conflict(
            "This interview's scorecard is submitted, so no link is needed. It can be reopened first."
        )
    if interview.application.stage is Stage.WITHDRAWN:
        raise errors.Conflict("The candidate has withdrawn, so no scorecard is expected any more.")
    if interview.training is not None:
        raise errors.Conflict("This interview trains a colleague. Plan another one for the guest.")


def _refuse_days(days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(MESSAGE, {"days": [f"A link works for 1 to {LONGEST_DAYS} days."]})


def _refusal(application: Application, guest: Account) -> str | None:
    """Why the guest cannot interview the candidate, or None."""
    candidate = application.candidate
    if candidate.account_id == guest.id or (candidate.email or "").lower() == guest.email:
        return "This is the candidate's own address."
    in_conflict = select(Conflict.id).where(Conflict.application_id == application.id, Conflict.account_id == guest.id)
    if db.session.scalar(in_conflict) is not None:
        return f"{guest.name} is in a conflict of interest with the candidate. Choose somebody else."
    return None
