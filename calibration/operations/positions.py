"""What members hold: positions before and after the talk, and dissents from what was decided."""

from __future__ import annotations

from sqlalchemy import func, select

from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import AgendaItem, Decision, Dissent, Position
from calibration.operations.decisions import offered_level
from calibration.operations.items import SHORTEST, begin_talk_if_complete, lock_items, seats_of
from calibration.seating import positions_are_open
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput


def take_position(*, item: AgendaItem, outcome: Outcome, reasons: str, actor: Actor) -> Position:
    """The actor's position, beside any earlier one of theirs; blind unless the talk has begun.

    The last position that was missing begins the talk. The same outcome with the same reasons changes nothing. Raises
    InvalidInput without reasons or where the ladder has no level below the target; Conflict when the item is decided, the
    session is closed, or the actor has not acknowledged the pre-read.
    """
    lock_items([item])
    if item.state is ItemState.DECIDED or item.session.state is SessionState.CLOSED:
        raise Conflict("This is decided, so no position can be taken any more. You can dissent.")
    seats = seats_of(item)
    if actor.id not in seats.session.acknowledged:
        raise Conflict("Read the evidence first, and confirm on the session's page that you have.")
    version = item.application.requisition.rubric_version
    level = offered_level(version, outcome)
    problems: dict[str, list[str]] = {}
    if len(reasons.strip()) < SHORTEST:
        problems["reasons"] = ["Say which evidence carries your position."]
    if outcome is Outcome.HIRE_ONE_LEVEL_DOWN and level is None:
        problems["outcome"] = [f"The ladder has no level below {version.target_code}."]
    if problems:
        raise InvalidInput("The position was not taken.", problems)
    latest = db.session.scalar(
        select(Position)
        .where(Position.agenda_item_id == item.id, Position.account_id == actor.id)
        .order_by(Position.number.desc())
        .limit(1)
    )
    if latest is not None and (latest.outcome, latest.reasons) == (outcome, reasons.strip()):
        return latest
    taken = Position(
        item=item,
        account_id=actor.id,
        number=latest.number + 1 if latest else 1,
        outcome=outcome,
        level_code=level,
        reasons=reasons.strip(),
        is_blind=not positions_are_open(seats),
        given_at=now(),
    )
    db.session.add(taken)
    record("take_position", actor=actor, subject=taken, about=item.application, number=taken.number)
    begin_talk_if_complete(item)
    return taken


def dissent(*, item: AgendaItem, text: str, actor: Actor) -> Dissent:
    """The actor's dissent from the decision in force, in their words; said again, it replaces the text.

    Possible after the session too. Raises InvalidInput without words, Conflict while nothing is decided.
    """
    lock_items([item])
    decision = db.session.scalar(
        select(Decision).where(Decision.agenda_item_id == item.id).order_by(Decision.number.desc()).limit(1)
    )
    newest = db.session.scalar(select(func.max(Decision.number)).where(Decision.application_id == item.application_id))
    if decision is None or item.state is not ItemState.DECIDED or decision.number != newest:
        raise Conflict("There is no decision of this session in force to dissent from. Reload the page.")
    if len(text.strip()) < SHORTEST:
        raise InvalidInput("Nothing was recorded.", {"text": ["Say where you see it differently."]})
    said = db.session.scalar(
        select(Dissent).where(Dissent.decision_id == decision.id, Dissent.account_id == actor.id)
    ) or Dissent(decision=decision, account_id=actor.id)
    said.text, said.given_at = text.strip(), now()
    db.session.add(said)
    record("dissent", actor=actor, subject=said, about=item.application, decision=decision.number)
    return said
