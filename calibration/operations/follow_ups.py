"""What somebody does after a session: agreed, and done."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import Account
from calibration import seating
from calibration.enums import SessionState
from calibration.models import AgendaItem, CalibrationSession, FollowUp
from calibration.queries.seats import item_seats, session_seats
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput

LONGEST = 2_000
BEHIND_UTC = timedelta(hours=12)
"""How far a calendar can be behind UTC: a day is over when it is over everywhere."""


def add_follow_up(
    *,
    session: CalibrationSession,
    item: AgendaItem | None,
    text: str,
    owner: Account,
    due_on: date | None,
    actor: Actor,
) -> FollowUp:
    """Something that the owner does, about one item of the session or (None) about the session; also once it is closed.

    Raises InvalidInput for an empty or overlong text, a day that is over, or an owner who is neither of the committee nor
    plans the opening, or to whom the item is closed. Raises Conflict before the session was opened.
    """
    if session.state is SessionState.PLANNED:
        raise Conflict("Open the session first: what follows is agreed there.")
    problems: dict[str, list[str]] = {}
    if not text.strip() or len(text) > LONGEST:
        problems["text"] = [f"Say in up to {LONGEST} characters what is to be done."]
    if due_on is not None and due_on < (now() - BEHIND_UTC).date():
        problems["due_on"] = ["This day is over. Choose a later one, or none."]
    if not _may_own(session, item, owner):
        problems["owner"] = [f"{owner.name} takes no part in this, so cannot be given it. Choose somebody else."]
    if problems:
        raise InvalidInput("The follow-up was not added.", problems)
    agreed = FollowUp(
        session=session,
        item=item,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        added_by_id=actor.id,
        added_at=now(),
    )
    db.session.add(agreed)
    record("add_follow_up", actor=actor, subject=agreed, about=item.application if item else session, owner=owner.id)
    return agreed


def finish_follow_up(*, follow_up: FollowUp, actor: Actor) -> None:
    """The follow-up done. Raises Conflict when it is done already."""
    if follow_up.done_at is not None:
        raise Conflict("This is done already. Reload the page.")
    follow_up.done_by_id, follow_up.done_at = actor.id, now()
    about = follow_up.item.application if follow_up.item else follow_up.session
    record("finish_follow_up", actor=actor, subject=follow_up, about=about)


def _may_own(session: CalibrationSession, item: AgendaItem | None, owner: Account) -> bool:
    seats = session_seats(session.id)
    if seats is None or not owner.active or owner.id not in seating.agreed_owners(seats):
        return False
    if item is None:
        return True
    found = item_seats(item.id)
    return found is not None and found.session.session_id == session.id and seating.may_own(found, owner.id)
