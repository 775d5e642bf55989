"""Reads for the coverage board: loops as it sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from core.database import db
from scorecards.coverage import BoardInterview
from scorecards.enums import ScorecardState
from scorecards.models import Interview, InterviewFocus, Scorecard


def planned_interviews(application_ids: Sequence[int]) -> dict[int, list[tuple[ScorecardState, BoardInterview]]]:
    """The loops of the applications, each interview with its scorecard's state; two queries."""
    focus: dict[int, set[int]] = {}
    chosen = select(InterviewFocus.interview_id, InterviewFocus.dimension_id).join(Interview)
    for interview_id, dimension_id in db.session.execute(chosen.where(Interview.application_id.in_(application_ids))):
        focus.setdefault(interview_id, set()).add(dimension_id)
    rows: Any = db.session.execute(
        select(
            Interview.application_id,
            Interview.id,
            Interview.interviewer_id,
            Interview.minutes,
            Interview.is_shadow,
            Interview.cancelled_at,
            Scorecard.state,
        )
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .where(Interview.application_id.in_(application_ids))
        .order_by(Interview.application_id, Interview.position)
    )
    loops: dict[int, list[tuple[ScorecardState, BoardInterview]]] = {}
    for row in rows:
        planned = BoardInterview(
            id=row.id,
            interviewer_id=row.interviewer_id,
            minutes=row.minutes,
            focus=frozenset(focus.get(row.id, ())),
            is_shadow=row.is_shadow,
            is_cancelled=row.cancelled_at is not None,
        )
        loops.setdefault(row.application_id, []).append((row.state, planned))
    return loops
