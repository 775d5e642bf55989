"""What a person owes today, and what recruiters have to see to; four queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, Candidate, Interview, Requisition
from scorecards.queries.owed import (
    CHASING,
    OrphanedInterview,
    OwedCard,
    on_team,
    orphaned_interviews,
    others_owed,
    owed_card,
    owed_cards,
)
from scorecards.queries.sight import QUERIES_KEPT, Viewer, all_are_submitted, application_is_known

MOST = 50
"""Longer lists are not worked through in a day; what is done makes room for the rest."""


@dataclass(frozen=True, slots=True)
class CompleteLoop:
    """An application all of whose scorecards are in."""

    application_id: int
    candidate: str
    requisition: str


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for one person, each list at most 50 long and the oldest first.

    `due`: own interviews that took place or were begun; `ahead`: own ones to come; `late`: other people's late ones on
    openings the viewer recruits for; `complete`: loops that could go to calibration; `orphaned`: interviews there that
    need another interviewer.
    """

    due: tuple[OwedCard, ...]
    ahead: tuple[OwedCard, ...]
    late: tuple[OwedCard, ...]
    complete: tuple[CompleteLoop, ...]
    orphaned: tuple[OrphanedInterview, ...]


def today(*, viewer: Viewer, now: datetime) -> Today:
    """What waits for the viewer at the moment `now`."""
    known = application_is_known(viewer)
    own = [owed_card(row, now) for row in db.session.execute(_own(known, viewer.id))]
    late = [card for card in others_owed(viewer=viewer, roles=CHASING, now=now) if card.is_late]
    complete = db.session.execute(_complete(known, viewer.id))
    has_begun = [card for card in own if card.is_begun or (card.scheduled_at is not None and card.scheduled_at <= now)]
    return Today(
        due=tuple(has_begun[:MOST]),
        ahead=tuple([card for card in own if card not in has_begun][:MOST]),
        late=tuple(late[:MOST]),
        complete=tuple(CompleteLoop(*row) for row in complete),
        orphaned=tuple(orphaned_interviews(viewer=viewer)[:MOST]),
    )


@lru_cache(maxsize=QUERIES_KEPT)
def _own(known: ColumnElement[bool], viewer_id: int) -> Select[*tuple[Any, ...]]:
    return owed_cards(known).where(Interview.interviewer_id == viewer_id).limit(4 * MOST)


@lru_cache(maxsize=QUERIES_KEPT)
def _complete(known: ColumnElement[bool], viewer_id: int) -> Select[int, str, str]:
    return (
        select(Application.id, Candidate.name, Requisition.title)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            Application.stage == Stage.INTERVIEWING,
            known,
            on_team(viewer_id, (*CHASING, TeamRole.CHAIR)),
            all_are_submitted(),
        )
        .order_by(Application.id)
        .limit(MOST)
    )
