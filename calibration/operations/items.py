"""Turning to an item of the agenda: positions are taken, the talk begins, somebody steps back, it is taken up again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from accounts.models import Account
from calibration import seating
from calibration.enums import ItemState, SessionState
from calibration.models import AgendaItem, Recusal
from calibration.operations.ahead import lay_out_ahead
from calibration.queries.seats import item_seats
from calibration.seating import ItemSeats
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage
from scorecards.models import Candidate, Conflict
from scorecards.operations.candidates import declare_conflict
from scorecards.visibility import OPEN_STAGES

SHORTEST = 10


def start_item(*, item: AgendaItem, actor: Actor) -> None:
    """The committee turned to the item: positions are taken, and where all are taken already the talk begins.

    Members in conflict, and the candidate, are recorded as recused. Raises core.errors.Conflict when the session is not
    open, the item was started, or its application is not in calibration.
    """
    refuse_unless_open(item)
    lock_items([item])
    if item.state is not ItemState.WAITING:
        raise errors.Conflict("The committee has turned to this already. Reload the page.")
    if item.application.stage not in OPEN_STAGES:
        raise errors.Conflict(
            f"This application is {item.application.stage.label.lower()}. Move it to calibration, so that the committee may read."
        )
    item.state, item.opened_at = ItemState.VOTING, now()
    _note_conflicts(item)
    record("start_item", actor=actor, subject=item, about=item.application)
    # While the committee talks, a worker lays out what the packet of its decision will share with the record as it stands.
    lay_out_ahead(application_id=item.application_id, actor=actor)
    begin_talk_if_complete(item)


def open_positions(*, item: AgendaItem, actor: Actor) -> None:
    """The talk has begun although somebody present has taken no position, or nobody else is there yet.

    Raises core.errors.Conflict when positions are not being taken, or the actor has taken none themself: opening them
    first would let the one who leads speak last.
    """
    refuse_unless_open(item)
    lock_items([item])
    if item.state is not ItemState.VOTING:
        raise errors.Conflict("Positions are not being taken on this. Reload the page.")
    if actor.id not in seats_of(item).voted:
        raise errors.Conflict("Take your own position first. Then open those of the others.")
    _begin_talk(item, opened_by=actor.id)
    record("open_positions", actor=actor, subject=item, about=item.application)


def reopen_item(*, item: AgendaItem, reason: str, actor: Actor) -> None:
    """The item under discussion again, its application in calibration; the decisions taken stay in the history.

    Raises InvalidInput without a reason, core.errors.Conflict unless it is decided in an open session.
    """
    refuse_unless_open(item)
    lock_items([item])
    if item.state is not ItemState.DECIDED:
        raise errors.Conflict("This is not decided, so there is nothing to take up again.")
    if len(reason.strip()) < SHORTEST:
        raise InvalidInput("The decision stands.", {"reason": ["Say what has come up since it was decided."]})
    item.state, item.opened_at = ItemState.TALKING, now()
    item.application.stage = Stage.CALIBRATION
    record("reopen_item", actor=actor, subject=item, about=item.application, reason=reason.strip())


def recuse(*, item: AgendaItem, account: Account, reason: str, actor: Actor) -> Recusal:
    """The member out of the item: they see nothing of it or of its application, here or anywhere, from now on.

    That is a conflict of interest, and is declared as one. Recusing again changes nothing. Raises InvalidInput without a
    reason; core.errors.Conflict for a closed session, or once the item is decided: what they held is part of it.
    """
    if item.session.state is SessionState.CLOSED or item.state is ItemState.DECIDED:
        raise errors.Conflict("This is decided. Declare the conflict of interest on the application instead.")
    if not reason.strip():
        raise InvalidInput("Nobody was recused.", {"reason": ["Say in a few words why; the committee reads it."]})
    lock_items([item])
    known = db.session.scalar(
        select(Recusal).where(Recusal.agenda_item_id == item.id, Recusal.account_id == account.id)
    )
    if known is not None:
        return known
    declare_conflict(application=item.application, account=account, reason=reason, actor=actor)
    recused = _recuse(item, account.id, reason.strip())
    record("recuse", actor=actor, subject=recused, about=item.application, account=account.id)
    begin_talk_if_complete(item)
    return recused


def seats_of(item: AgendaItem) -> ItemSeats:
    """Who is who in the item as it stands in this transaction."""
    db.session.flush()
    found = item_seats(item.id)
    if found is None:
        raise errors.NotFound("This item is not on the agenda any more.")
    return found


def refuse_unless_open(item: AgendaItem) -> None:
    """Raise core.errors.Conflict unless the committee sits."""
    if item.session.state is not SessionState.OPEN:
        raise errors.Conflict("The session is not open. Its chair opens it when the committee meets.")


def lock_items(items: Sequence[AgendaItem]) -> None:
    """Hold the items until the transaction ends, so that two last positions taken at once cannot miss each other."""
    for item in sorted(items, key=lambda row: row.id):
        db.session.flush()
        db.session.refresh(item, with_for_update=True)


def begin_talk_if_complete(item: AgendaItem) -> None:
    """Begin the talk when everybody present has taken a position; the item must be locked."""
    if item.state is ItemState.VOTING and seating.all_have_voted(seats_of(item)):
        _begin_talk(item, opened_by=None)


def _begin_talk(item: AgendaItem, *, opened_by: int | None) -> None:
    item.state = ItemState.TALKING
    item.positions_opened_at, item.positions_opened_by_id = now(), opened_by


def _note_conflicts(item: AgendaItem) -> None:
    members = {member.account_id for member in item.session.members}
    conflicts = db.session.execute(
        select(Conflict.account_id, Conflict.reason).where(
            Conflict.application_id == item.application_id, Conflict.account_id.in_(members)
        )
    )
    reasons = {account_id: reason or "Conflict of interest" for account_id, reason in conflicts}
    candidate = db.session.scalar(select(Candidate.account_id).where(Candidate.id == item.application.candidate_id))
    if candidate in members and candidate is not None:
        reasons[candidate] = "The candidate themself"
    known = set(db.session.scalars(select(Recusal.account_id).where(Recusal.agenda_item_id == item.id)))
    for account_id, reason in reasons.items():
        if account_id not in known:
            _recuse(item, account_id, reason)


def _recuse(item: AgendaItem, account_id: int, reason: str) -> Recusal:
    recused = Recusal(item=item, account_id=account_id, reason=reason, recused_at=now())
    db.session.add(recused)
    return recused
