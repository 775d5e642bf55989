"""Red flags that interviewers saw, and what the committee says to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from calibration.models import RedFlagAnswer
from core.database import db
from rubrics.enums import SignalKind
from scorecards.models import SignalSeen
from scorecards.queries import access
from scorecards.queries.evidence import AnsweredSignal, Evidence, LoopInterview
from scorecards.visibility import Access


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag an interviewer saw, and what the committee says to it (None: not answered yet)."""

    seen_id: int
    text: str
    severity: str | None
    interviewer: str
    evidence: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


def raised_flags(evidence: Evidence) -> list[RaisedFlag]:
    """The red flags that readable scorecards raise, shadows' too, with the committee's answers."""
    return raised_flags_of([evidence])[evidence.application_id]


def raised_flags_of(evidences: Iterable[Evidence]) -> dict[int, list[RaisedFlag]]:
    """The red flags of each application; one query."""
    raised = {evidence.application_id: _seen(evidence) for evidence in evidences}
    seen = [signal.seen_id for rows in raised.values() for _, signal in rows]
    found = db.session.scalars(
        select(RedFlagAnswer)
        .where(RedFlagAnswer.signal_seen_id.in_(seen))
        .options(joinedload(RedFlagAnswer.answered_by))
    )
    answers = {row.signal_seen_id: row for row in found} if seen else {}
    return {
        application_id: [_raised_flag(interview, signal, answers.get(signal.seen_id)) for interview, signal in rows]
        for application_id, rows in raised.items()
    }


def _seen(evidence: Evidence) -> list[tuple[LoopInterview, AnsweredSignal]]:
    return [
        (interview, signal)
        for interview in evidence.interviews
        for signal in (interview.card.signals if interview.card else ())
        if signal.kind is SignalKind.RED_FLAG and signal.seen
    ]


def _raised_flag(interview: LoopInterview, signal: AnsweredSignal, answer: RedFlagAnswer | None) -> RaisedFlag:
    return RaisedFlag(
        seen_id=signal.seen_id,
        text=signal.text,
        severity=signal.severity,
        interviewer=interview.interviewer,
        evidence=signal.evidence,
        answer=answer.answer if answer else None,
        answered_by=answer.answered_by.name if answer else None,
        answered_at=answer.answered_at if answer else None,
    )


def flag_access(seen_id: int) -> tuple[Access, SignalSeen] | None:
    """The red flag with who is who in its application, or None."""
    seen = db.session.get(SignalSeen, seen_id)
    found = access.scorecard(seen.scorecard_id) if seen else None
    return (found.access, seen) if seen and found else None
