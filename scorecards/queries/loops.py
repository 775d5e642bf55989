"""Reads for the coverage board: loops as it sees them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, select

from core.database import db
from scorecards.coverage import BoardInterview
from scorecards.enums import ScorecardState
from scorecards.models import Interview, InterviewFocus, Scorecard

_THESE: BindParameter[int] = bindparam("applications", expanding=True)
_FOCUS = (
    select(InterviewFocus.interview_id, InterviewFocus.dimension_id)
    .join(Interview)
    .where(Interview.application_id.in_(_THESE))
)
_INTERVIEWS = (
    select(
        Interview.application_id,
        Scorecard.state,
        Interview.id,
        Interview.interviewer_id,
        Interview.minutes,
        Interview.is_shadow,
        Interview.cancelled_at.is_not(None),
    )
    .join(Scorecard, Scorecard.interview_id == Interview.id)
    .where(Interview.application_id.in_(_THESE))
    .order_by(Interview.application_id, Interview.position)
)


def planned_interviews(application_ids: Sequence[int]) -> dict[int, list[tuple[ScorecardState, BoardInterview]]]:
    """The loops of the applications, each interview with its scorecard's state; two queries."""
    asked = {"applications": list(application_ids)}
    focus: dict[int, set[int]] = {}
    for interview_id, dimension_id in db.session.execute(_FOCUS, asked):
        focus.setdefault(interview_id, set()).add(dimension_id)
    loops: dict[int, list[tuple[ScorecardState, BoardInterview]]] = {}
    for application_id, state, key, interviewer_id, minutes, is_shadow, is_cancelled in db.session.execute(
        _INTERVIEWS, asked
    ):
        planned = BoardInterview(
            id=key,
            interviewer_id=interviewer_id,
            minutes=minutes,
            focus=frozenset(focus.get(key, ())),
            is_shadow=is_shadow,
            is_cancelled=is_cancelled,
        )
        loops.setdefault(application_id, []).append((state, planned))
    return loops
