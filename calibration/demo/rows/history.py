"""The audit events that the operations would have left, at the times at which things happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from calibration.demo.people import CHAIR, RECRUITER, Person
from calibration.demo.rows.filed import Filed, FiledMeeting, Ground, store
from calibration.demo.rows.scorecards import ANSWERED_BEFORE_RULING
from calibration.demo.story import Card
from calibration.models import Decision, RedFlagAnswer
from core.audit import AuditEvent
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Conflict, Interview, Scorecard

Event = tuple[datetime, Person, str, str, dict[str, Any]]
"""When, who, the action, the subject's written reference, the details."""

READING_TIME = timedelta(hours=4)
"""How long before its decision an application moved to calibration."""


def store_history(ground: Ground, filed: Sequence[Filed]) -> None:
    """Every event of every application, in the order of time."""
    rows = [
        {
            "at": at,
            "actor_id": ground.accounts[person].id,
            "actor_name": person.name,
            "action": action,
            "subject": subject,
            "about": None if action == "add_candidate" else _reference(Application, entry.application_id),
            "details": details,
        }
        for entry in filed
        for at, person, action, subject, details in _events(ground, entry)
    ]
    store(AuditEvent, sorted(rows, key=itemgetter("at")))


def _events(ground: Ground, entry: Filed) -> Iterator[Event]:
    story, application = entry.story, _reference(Application, entry.application_id)
    yield story.applied_at, RECRUITER, "add_candidate", _reference(Candidate, entry.candidate_id), {}
    yield story.applied_at, RECRUITER, "add_application", application, {}
    for number, (person, _) in zip(entry.conflicts, story.conflicted, strict=True):
        whose = {"account": ground.accounts[person].id}
        yield story.applied_at + timedelta(days=1), person, "declare_conflict", _reference(Conflict, number), whose
    for held in entry.meetings:
        yield from _meeting_events(ground, held)
    yield from _committee_events(entry, application)
    yield from entry.talks
    if story.withdrawn_at:
        before = Stage.INTERVIEWING if story.meetings else Stage.APPLIED
        details = {"before": before.value, "reason": "Took another offer."}
        yield story.withdrawn_at, RECRUITER, "withdraw_application", application, details


def _meeting_events(ground: Ground, held: FiledMeeting) -> Iterator[Event]:
    meeting, interview = held.meeting, _reference(Interview, held.interview_id)
    details = {
        "title": meeting.title,
        "interviewer": ground.accounts[meeting.interviewer].id,
        "is_shadow": meeting.shadow,
    }
    yield held.planned_at, RECRUITER, "plan_interview", interview, details
    if meeting.cancelled_at:
        reason = {"reason": "The candidate has withdrawn."}
        yield meeting.cancelled_at, RECRUITER, "cancel_interview", interview, reason
    if meeting.card:
        yield from _card_events(meeting.card, meeting.interviewer, _reference(Scorecard, held.scorecard_id))


def _card_events(card: Card, interviewer: Person, scorecard: str) -> Iterator[Event]:
    yield card.started_at, interviewer, "begin_scorecard", scorecard, {}
    for number, submission in enumerate(card.submissions, start=1):
        if submission.reason:
            reopened = submission.at - timedelta(minutes=20)
            yield reopened, interviewer, "reopen_scorecard", scorecard, {"reason": submission.reason}
        yield submission.at, interviewer, "submit_scorecard", scorecard, {"revision": number}
    if card.reopened:
        yield card.saved_at, interviewer, "reopen_scorecard", scorecard, {"reason": card.reopened}


def _committee_events(entry: Filed, application: str) -> Iterator[Event]:
    story = entry.story
    flags = [held.meeting.card.flag for held in entry.meetings if held.meeting.card and held.meeting.card.flag]
    answers = [flag.answer for flag in flags if flag.answer]
    for number, answer in zip(entry.answers, answers, strict=True):
        at = story.rulings[-1].at - ANSWERED_BEFORE_RULING
        yield at, CHAIR, "answer_red_flag", _reference(RedFlagAnswer, number), {"before": None, "after": answer}
    for number, ruling in zip(entry.decisions, story.rulings, strict=True):
        if not ruling.again:
            yield ruling.at - READING_TIME, RECRUITER, "move_to_calibration", application, _progress(entry, ruling.at)
        details = {"outcome": ruling.outcome.value, "level": ruling.level}
        yield ruling.at, CHAIR, "decide_application", _reference(Decision, number), details
    if story.stage is Stage.CALIBRATION:
        last = max(held.meeting.card.saved_at for held in entry.meetings if held.meeting.card)
        yield last + READING_TIME, RECRUITER, "move_to_calibration", application, _progress(entry, last)


def _progress(entry: Filed, until: datetime) -> dict[str, int]:
    """How many scorecards that count were submitted by then, and how many were expected."""
    counted = [held.meeting for held in entry.meetings if not held.meeting.shadow and held.meeting.at < until]
    return {"submitted": sum(1 for meeting in counted if meeting.card), "expected": len(counted)}


def _reference(model: Any, number: int) -> str:
    return f"{model.__tablename__}:{number}"
