"""Reads about guests' links: by token, by session, by interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from accounts.models import Account
from accounts.queries import token_hash
from core.database import db
from scorecards.enums import ScorecardState, Stage
from scorecards.guest_links import LinkState, link_state
from scorecards.models import Application, Candidate, Conflict, GuestLink, Interview, Scorecard

ENOUGH = 32
"""Letters of the hash that a session carries, so that it ends with the token it came by."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link with what it does at the moment asked about."""

    link: GuestLink
    state: LinkState


def link_by_token(token: str, *, moment: datetime) -> FoundLink | None:
    """The link of the token, or None when there is none; one query."""
    return _found(GuestLink.token_hash == token_hash(token), moment)


def link_of_interview(interview_id: int, *, moment: datetime) -> FoundLink | None:
    """The interview's link, unless its interviewer is somebody else by now."""
    found = _found(GuestLink.interview_id == interview_id, moment)
    return found if found is not None and found.link.account_id == found.link.interview.interviewer_id else None


def link_of_session(value: str, *, moment: datetime) -> FoundLink | None:
    """The link through which a browser came in, whatever it does now; None once it was renewed."""
    number, _, start = value.partition(":")
    if not number.isdecimal() or len(number) > 9 or len(start) != ENOUGH:
        return None
    found = _found(GuestLink.id == int(number), moment)
    return found if found is not None and found.link.token_hash.startswith(start) else None


def session_value(link: GuestLink) -> str:
    """What the browser's session holds of the link."""
    return f"{link.id}:{link.token_hash[:ENOUGH]}"


def guest_of_session(value: str, *, moment: datetime) -> Account | None:
    """The guest, let into the link's interview, or None when the link has ended.

    Once the scorecard is submitted they stay until the link's time is up, to read what they handed in.
    """
    found = link_of_session(value, moment=moment)
    if found is None or found.state not in {LinkState.OPEN, LinkState.SUBMITTED} or moment >= found.link.expires_at:
        return None
    guest = found.link.account
    guest.guest_of = found.link.interview_id
    return guest


def _found(condition: ColumnElement[bool], moment: datetime) -> FoundLink | None:
    in_conflict = exists().where(Conflict.application_id == Application.id, Conflict.account_id == GuestLink.account_id)
    is_closed = or_(
        GuestLink.revoked_at.is_not(None),
        Interview.interviewer_id != GuestLink.account_id,
        Interview.cancelled_at.is_not(None),
        Application.stage == Stage.WITHDRAWN,
        Candidate.account_id.is_not_distinct_from(GuestLink.account_id),
        in_conflict.correlate(Application, GuestLink),
    )
    row = db.session.execute(
        select(GuestLink, is_closed, Scorecard.state)
        .join(Interview, Interview.id == GuestLink.interview_id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(Application, Application.id == Interview.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(condition)
    ).one_or_none()
    if row is None:
        return None
    link, closed, state = row
    return FoundLink(
        link,
        link_state(
            is_closed=bool(closed),
            is_submitted=state is ScorecardState.SUBMITTED,
            expires_at=link.expires_at,
            moment=moment,
        ),
    )
