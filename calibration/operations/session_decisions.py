"""Deciding in a session: the committee's rules are asked first, then the decision is recorded like any other."""

from __future__ import annotations

from sqlalchemy import select

from calibration.committee import obstacles
from calibration.enums import ItemState, Outcome
from calibration.models import AgendaItem, Decision, Position
from calibration.operations.decisions import decide_application
from calibration.operations.items import lock_items, refuse_unless_open, seats_of
from calibration.queries.seats import committee_rules
from calibration.seating import voters
from core.audit import Actor
from core.database import db
from core.errors import Conflict, InvalidInput


def decide_item(
    *,
    item: AgendaItem,
    outcome: Outcome,
    reasons: str,
    difference: str,
    follow_up: str,
    expected_number: int,
    actor: Actor,
) -> Decision:
    """The committee's decision on the item, now in force; `follow_up` says what happens next.

    Raises Conflict unless the talk is on; InvalidInput with what the installation's rules hold against it: too few members
    present, no majority for the outcome, a chair alone. Raises what decide_application raises.
    """
    refuse_unless_open(item)
    lock_items([item])
    if item.state is not ItemState.TALKING:
        raise Conflict("A decision follows the talk: everybody takes a position first. Reload the page.")
    seats = seats_of(item)
    against = obstacles(
        committee_rules(),
        outcome=outcome,
        voters=voters(seats),
        positions=held_positions(item),
        leader=actor.id,
    )
    if against:
        raise InvalidInput("The decision was not recorded.", {"outcome": against})
    decision = decide_application(
        application=item.application,
        outcome=outcome,
        reasons=reasons,
        expected_number=expected_number,
        actor=actor,
        item=item,
        difference=difference,
    )
    item.state, item.follow_up = ItemState.DECIDED, follow_up.strip()
    return decision


def held_positions(item: AgendaItem) -> dict[int, Outcome]:
    """What each member holds now."""
    rows = db.session.execute(
        select(Position.account_id, Position.outcome)
        .where(Position.agenda_item_id == item.id)
        .order_by(Position.number)
    )
    return {account_id: outcome for account_id, outcome in rows}  # noqa: C416 - dict() of rows is not understood by the type checker
