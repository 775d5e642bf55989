"""Counting a score differently after the talk, without touching the scorecard."""

from __future__ import annotations

from sqlalchemy import select

from calibration.enums import ItemState
from calibration.models import Adjustment, AgendaItem
from calibration.operations.items import SHORTEST, lock_items, refuse_unless_open
from calibration.queries.adjustments import adjustments_in_force, by_cell
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.models import RubricDimension
from scorecards.enums import ScorecardState
from scorecards.models import Rating, Scorecard


def adjust_score(
    *,
    item: AgendaItem,
    scorecard: Scorecard,
    dimension: RubricDimension,
    after: int | None,
    expected: int | None,
    reason: str,
    actor: Actor,
) -> Adjustment:
    """The adjustment: from now on the committee counts `after` (None: not observed) for this rating.

    `expected` is what counted when the actor looked. Raises InvalidInput without a reason, for a score outside the
    rubric's scale, for what counts already, or for a scorecard that never counts; Conflict unless the talk is on, or when
    what counts has changed since.
    """
    refuse_unless_open(item)
    lock_items([item])
    if item.state is not ItemState.TALKING:
        raise Conflict(
            "Scores are adjusted during the talk: after everybody has taken a position, before the decision."
        )
    version_id = item.application.requisition.rubric_version_id
    if scorecard.interview.application_id != item.application_id or dimension.version_id != version_id:
        raise Conflict("This score belongs to another application. Reload the page.")
    if scorecard.state is not ScorecardState.SUBMITTED:
        raise Conflict("This scorecard was reopened. Wait until its interviewer submits it again.")
    before = counted_score(item, scorecard, dimension)
    if before != expected:
        raise Conflict("This score was adjusted after you opened the page. Look at it again first.")
    problems: dict[str, list[str]] = {}
    if refused := _refusal(scorecard, dimension, before=before, after=after):
        problems["after"] = [refused]
    if len(reason.strip()) < SHORTEST:
        problems["reason"] = ["Say which evidence makes the difference."]
    if problems:
        raise InvalidInput("The score was not adjusted.", problems)
    made = Adjustment(
        item=item,
        scorecard=scorecard,
        submission=scorecard.submissions,
        dimension=dimension,
        before=before,
        after=after,
        reason=reason.strip(),
        adjusted_by_id=actor.id,
        adjusted_at=now(),
    )
    db.session.add(made)
    record(
        "adjust_score",
        actor=actor,
        subject=made,
        about=item.application,
        scorecard=scorecard.id,
        dimension=dimension.name,
    )
    return made


def _refusal(scorecard: Scorecard, dimension: RubricDimension, *, before: int | None, after: int | None) -> str | None:
    """Why `after` cannot count instead of `before`; None when it can."""
    interview, scale = scorecard.interview, dimension.version
    rated = db.session.scalar(
        select(Rating.id).where(Rating.scorecard_id == scorecard.id, Rating.dimension_id == dimension.id)
    )
    if rated is None:
        return "This interview did not rate that dimension."
    if interview.is_shadow or interview.cancelled_at is not None:
        return "A shadow's score never counts, so there is nothing to adjust."
    if after is not None and not scale.scale_low <= after <= scale.scale_high:
        return f"Choose a score from {scale.scale_low} to {scale.scale_high}."
    return "This is what counts already. Choose another score, or leave it." if after == before else None


def withdraw_adjustment(*, adjustment: Adjustment, actor: Actor) -> None:
    """The adjustment out of force; that it was made stays in the record.

    Raises Conflict when it is withdrawn already, a later one stands on it, or the talk is over.
    """
    item = adjustment.item
    refuse_unless_open(item)
    lock_items([item])
    db.session.refresh(adjustment)
    if item.state is not ItemState.TALKING:
        raise Conflict("The talk is over. Take the item up again to change what counts.")
    if adjustment.withdrawn_at is not None:
        raise Conflict("This adjustment was withdrawn already. Reload the page.")
    standing = by_cell(adjustments_in_force(item.application_id)).get(
        (adjustment.scorecard_id, adjustment.dimension_id), ()
    )
    if not standing or standing[-1].id != adjustment.id:
        raise Conflict("A later adjustment of the same score stands on this one. Withdraw that one first.")
    adjustment.withdrawn_by_id, adjustment.withdrawn_at = actor.id, now()
    record(
        "withdraw_adjustment",
        actor=actor,
        subject=adjustment,
        about=item.application,
        scorecard=adjustment.scorecard_id,
        dimension=adjustment.dimension.name,
    )


def counted_score(item: AgendaItem, scorecard: Scorecard, dimension: RubricDimension) -> int | None:
    """The score that counts now: the latest adjustment in force, else the rating; None: not observed."""
    changes = by_cell(adjustments_in_force(item.application_id)).get((scorecard.id, dimension.id), ())
    if changes:
        return changes[-1].after
    return db.session.scalar(
        select(Rating.score).where(Rating.scorecard_id == scorecard.id, Rating.dimension_id == dimension.id)
    )
