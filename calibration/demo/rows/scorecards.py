"""Scorecards as rows: ratings, signals, revisions and the committee's answers to red flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from calibration.demo.people import CHAIR
from calibration.demo.rows.filed import Filed, FiledMeeting, Ground, store, stored
from calibration.demo.story import Card, Submission
from calibration.models import RedFlagAnswer
from core.content import content_sha256
from rubrics.enums import SignalKind
from scorecards.answers import Answers, RatingAnswer, SignalAnswer, revision_content
from scorecards.enums import ScorecardState
from scorecards.models import Rating, ScorecardRevision, SignalSeen
from scorecards.sheet import Sheet

UNTOUCHED = 1
ANSWERED_BEFORE_RULING = timedelta(hours=1)


def card_row(card: Card | None, interview_id: int, planned_at: datetime) -> dict[str, Any]:
    """The scorecard's own row; untouched where nobody has opened it."""
    row = {
        "interview_id": interview_id,
        "state": ScorecardState.DRAFT,
        "version": UNTOUCHED,
        "submissions": 0,
        "recommendation": None,
        "level_read": None,
        "minutes_used": None,
        "summary": "",
        "private_notes": "",
        "created_at": planned_at,
        "saved_at": planned_at,
        "submitted_at": None,
        "reopened_reason": "",
    }
    if card is None:
        return row
    # each submission is a save, and so is each reopening
    saves = 2 * len(card.submissions) - (not card.reopened) if card.submissions else 1
    return row | {
        "state": card.state,
        "version": UNTOUCHED + saves,
        "submissions": len(card.submissions),
        "recommendation": card.recommendation,
        "level_read": card.level_read,
        "minutes_used": card.minutes_used,
        "summary": card.summary,
        "private_notes": card.private_notes,
        "saved_at": card.saved_at,
        "submitted_at": card.submissions[-1].at if card.submissions else None,
        "reopened_reason": card.reopened,
    }


def store_scorecards(ground: Ground, filed: Sequence[Filed]) -> None:
    """What was written on the scorecards, and what was submitted of it."""
    written = [
        (entry, held, held.meeting.card, answers_of(held.sheet, held.meeting.card))
        for entry in filed
        for held in entry.meetings
        if held.meeting.card
    ]
    store(Rating, (row for _, held, _, answers in written for row in _rating_rows(held, answers)))
    store(ScorecardRevision, (row for _, held, card, _ in written for row in _revision_rows(ground, held, card)))
    given = [
        (entry, held, signal_id, answer)
        for entry, held, _, answers in written
        for signal_id, answer in answers.signals.items()
    ]
    seen = stored(
        SignalSeen,
        (
            {
                "scorecard_id": held.scorecard_id,
                "signal_id": signal_id,
                "seen": answer.seen,
                "evidence": answer.evidence,
            }
            for _, held, signal_id, answer in given
        ),
    )
    raised = [
        (entry, number, held.meeting.card.flag)
        for (entry, held, _, answer), number in zip(given, seen, strict=True)
        if answer.evidence and held.meeting.card and held.meeting.card.flag
    ]
    answered = [(entry, number, flag.answer) for entry, number, flag in raised if flag.answer]
    numbers = stored(
        RedFlagAnswer,
        (
            {
                "signal_seen_id": seen_id,
                "answer": answer,
                "answered_by_id": ground.accounts[CHAIR].id,
                "answered_at": entry.story.rulings[-1].at - ANSWERED_BEFORE_RULING,
            }
            for entry, seen_id, answer in answered
        ),
    )
    for (entry, _, _), number in zip(answered, numbers, strict=True):
        entry.answers.append(number)


def answers_of(sheet: Sheet, card: Card, submission: Submission | None = None) -> Answers:
    """What stands on the card, or what stood on it at a submission."""
    dimensions = {dimension.name: dimension.id for dimension in sheet.dimensions}
    source = submission or card
    return Answers(
        ratings={
            dimensions[rating.dimension]: RatingAnswer(
                score=rating.score,
                not_observed=rating.score is None,
                reason=rating.not_observed,
                evidence=rating.evidence,
            )
            for rating in source.ratings
        },
        signals=_signals(sheet, card) if card.submissions else {},
        recommendation=source.recommendation,
        level_read=card.level_read,
        minutes_used=card.minutes_used,
        summary=source.summary,
        private_notes=card.private_notes,
    )


def _signals(sheet: Sheet, card: Card) -> dict[int, SignalAnswer]:
    """Every red flag is answered; of the other signals only those seen."""
    found: dict[int, SignalAnswer] = {}
    for kind, numbers in ((SignalKind.STRONG, card.strong), (SignalKind.WEAK, card.weak)):
        listed = [signal for signal in sheet.signals if signal.kind is kind]
        found |= {listed[number - 1].id: SignalAnswer(seen=True) for number in numbers}
    for signal in sheet.red_flags:
        is_raised = card.flag is not None and card.flag.text == signal.text
        found[signal.id] = SignalAnswer(seen=is_raised, evidence=card.flag.evidence if card.flag and is_raised else "")
    return found


def _rating_rows(held: FiledMeeting, answers: Answers) -> Iterator[dict[str, Any]]:
    for dimension_id, answer in answers.ratings.items():
        yield {
            "scorecard_id": held.scorecard_id,
            "dimension_id": dimension_id,
            "score": answer.score,
            "not_observed": answer.not_observed,
            "not_observed_reason": answer.reason,
            "evidence": answer.evidence,
        }


def _revision_rows(ground: Ground, held: FiledMeeting, card: Card) -> Iterator[dict[str, Any]]:
    for number, submission in enumerate(card.submissions, start=1):
        content = revision_content(held.sheet, answers_of(held.sheet, card, submission))
        yield {
            "scorecard_id": held.scorecard_id,
            "number": number,
            "content": content,
            "content_sha256": content_sha256(content),
            "submitted_by_id": ground.accounts[held.meeting.interviewer].id,
            "submitted_at": submission.at,
            "reason": submission.reason,
        }
