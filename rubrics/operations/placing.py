"""Placing levels on the common scale by hand, and taking that back."""

from __future__ import annotations

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.crosswalk import HIGHEST, LOWEST, is_one_line
from rubrics.models import Level, Placement, RoleProfile
from rubrics.queries.crosswalk import placed_ranks, placement_of, proposal_of

SHORTEST_REASON = 3


def place_level(*, place: Level | RoleProfile, rank: int, reason: str, actor: Actor) -> Placement:
    """The placement that counts from now on, with who says so and why; an earlier one is replaced.

    The rank proposed at that time is kept beside it. Raises InvalidInput for a rank off the scale, without a reason, and
    when the levels of the ladder would cross: one that stands higher in its ladder never has the lower rank.
    """
    if not LOWEST <= rank <= HIGHEST:
        raise InvalidInput(
            f"Choose a rank from {LOWEST} to {HIGHEST}.", {"rank": [f"Choose a rank from {LOWEST} to {HIGHEST}."]}
        )
    if len(reason.strip()) < SHORTEST_REASON:
        message = "Say why, so that others can follow it."
        raise InvalidInput(message, {"reason": [message]})
    if isinstance(place, Level):
        _check_order(place, rank)
    said, proposed = placement_of(place), proposal_of(place).rank
    before = said.rank if said else None
    if said is None:
        said = Placement(
            level=place if isinstance(place, Level) else None, profile=None if isinstance(place, Level) else place
        )
    said.rank, said.reason, said.proposed = rank, reason.strip(), proposed
    said.placed_by_id, said.placed_by, said.placed_at = actor.id, actor.name, now()
    db.session.add(said)
    record(
        "place_level",
        actor=actor,
        subject=place,
        about=place.ladder if isinstance(place, Level) else place,
        rank=rank,
        before=before,
        proposed=proposed,
        reason=said.reason,
    )
    return said


def reset_level(*, place: Level | RoleProfile, actor: Actor) -> None:
    """The level stands where its texts put it again. Raises Conflict when nobody had placed it."""
    said = placement_of(place)
    if said is None:
        raise Conflict("Nobody has placed this level: it stands where its texts put it.")
    record(
        "reset_level",
        actor=actor,
        subject=place,
        about=place.ladder if isinstance(place, Level) else place,
        rank=said.rank,
        reason=said.reason,
    )
    db.session.delete(said)
    db.session.flush()


def _check_order(level: Level, rank: int) -> None:
    """Only what people said is held against: a proposal gives way to them."""
    for position, (other, said) in placed_ranks(level.ladder).items():
        if is_one_line(level.track, other.track) and (position - level.position) * (said - rank) < 0:
            side = "above" if position > level.position else "below"
            message = (
                f"{other.label} stands {side} it in the ladder and was placed at rank {said}: the two would cross."
            )
            raise InvalidInput(message, {"rank": [message]})
