"""Candidates, applications, interviews and decisions as rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from calibration.demo.openings import Opening
from calibration.demo.people import CHAIR
from calibration.demo.rows.filed import Filed, FiledMeeting, Ground, store, stored
from calibration.demo.rows.history import store_history
from calibration.demo.rows.scorecards import card_row, store_scorecards
from calibration.demo.rows.sessions import store_sessions
from calibration.demo.story import ApplicationStory, Meeting
from calibration.models import Decision
from scorecards.enums import TrainingStep
from scorecards.models import Application, Candidate, Conflict, Interview, InterviewFocus, Scorecard
from scorecards.operations.candidates import CODE_LETTERS
from scorecards.queries.plans import steps
from scorecards.queries.sheets import sheet
from scorecards.sheet import Sheet

PLANNED_AFTER = timedelta(days=2)
"""How long after applying the loop was planned."""

WITHDRAWN = "The candidate has withdrawn."


def store_applications(ground: Ground, stories: Sequence[ApplicationStory], *, seed: int, today: date) -> None:
    """The stories as rows, with everything that belongs to them and its history."""
    filed = _applications(ground, stories, seed=seed)
    _conflicts(ground, filed)
    _interviews(ground, filed)
    store_scorecards(ground, filed)
    _decisions(ground, filed)
    store_sessions(ground, filed, today=today)
    store_history(ground, filed)


def _applications(ground: Ground, stories: Sequence[ApplicationStory], *, seed: int) -> list[Filed]:
    codes = _codes(seed)
    people = stored(
        Candidate,
        (
            {
                "code": code,
                "name": story.candidate.name,
                "email": story.candidate.email,
                "source": story.source,
                "created_at": story.applied_at,
            }
            for story, code in zip(stories, codes, strict=False)
        ),
    )
    applications = stored(
        Application,
        (
            {
                "candidate_id": person,
                "requisition_id": ground.requisitions[story.opening].id,
                "stage": story.stage,
                "created_at": story.applied_at,
            }
            for story, person in zip(stories, people, strict=True)
        ),
    )
    return [Filed(*numbers) for numbers in zip(stories, people, applications, strict=True)]


def _codes(seed: int) -> Iterator[str]:
    """Anonymous codes like those of the real operation, no two alike."""
    rng, given = random.Random(f"codes {seed}"), set()  # noqa: S311 - must repeat, guards nothing
    while True:
        code = "C-" + "".join(rng.choices(CODE_LETTERS, k=6))
        if code not in given:
            given.add(code)
            yield code


def _conflicts(ground: Ground, filed: Sequence[Filed]) -> None:
    declared = [(entry, person, reason) for entry in filed for person, reason in entry.story.conflicted]
    numbers = stored(
        Conflict,
        (
            {"application_id": entry.application_id, "account_id": ground.accounts[person].id, "reason": reason}
            for entry, person, reason in declared
        ),
    )
    for (entry, _, _), number in zip(declared, numbers, strict=True):
        entry.conflicts.append(number)


def _interviews(ground: Ground, filed: Sequence[Filed]) -> None:
    planned = [(entry, meeting, _planned_at(entry, meeting)) for entry in filed for meeting in entry.story.meetings]
    dimensions = {
        opening: {row.name: row.id for row in requisition.rubric_version.dimensions}
        for opening, requisition in ground.requisitions.items()
    }
    interviews = stored(Interview, _interview_rows(ground, filed))
    store(
        InterviewFocus,
        (
            {"interview_id": interview, "dimension_id": dimensions[entry.story.opening][name]}
            for (entry, meeting, _), interview in zip(planned, interviews, strict=True)
            for name in meeting.focus
        ),
    )
    cards = stored(
        Scorecard,
        (
            card_row(meeting.card, interview, planned_at)
            for (_, meeting, planned_at), interview in zip(planned, interviews, strict=True)
        ),
    )
    sheets: dict[tuple[Opening, tuple[str, ...]], Sheet] = {}
    for (entry, meeting, planned_at), interview, card in zip(planned, interviews, cards, strict=True):
        key = (entry.story.opening, meeting.focus)
        if key not in sheets:
            sheets[key] = sheet(interview)
        entry.meetings.append(FiledMeeting(meeting, planned_at, interview, card, sheets[key]))


def _interview_rows(ground: Ground, filed: Sequence[Filed]) -> Iterator[dict[str, Any]]:
    exercises = {
        opening: {row.name: row.id for row in requisition.rubric_version.exercises}
        for opening, requisition in ground.requisitions.items()
    }
    plans = {
        opening: {step.title: step for step in steps(requisition.id)}
        for opening, requisition in ground.requisitions.items()
    }
    for entry in filed:
        for position, meeting in enumerate(entry.story.meetings, start=1):
            step = plans[entry.story.opening].get(meeting.title)
            yield {
                "application_id": entry.application_id,
                "position": position,
                "title": meeting.title,
                "interviewer_id": ground.accounts[meeting.interviewer].id,
                "exercise_id": exercises[entry.story.opening][meeting.exercise] if meeting.exercise else None,
                "scheduled_at": meeting.at,
                "minutes": meeting.minutes,
                "is_shadow": meeting.shadow,
                "could_read": meeting.could_read,
                "training": TrainingStep.SHADOW if meeting.shadow else None,
                "planned_id": step.id if step else None,
                "questions": list(step.questions) or None if step else None,
                "cancelled_at": meeting.cancelled_at,
                "cancelled_reason": WITHDRAWN if meeting.cancelled_at else "",
            }


def _planned_at(entry: Filed, meeting: Meeting) -> datetime:
    """Soon after applying, or after the decision that asked for this interview."""
    asked = [ruling.at for ruling in entry.story.rulings if ruling.at < meeting.at]
    return asked[-1] + timedelta(hours=1) if asked else entry.story.applied_at + PLANNED_AFTER


def _decisions(ground: Ground, filed: Sequence[Filed]) -> None:
    ruled = [(entry, number, ruling) for entry in filed for number, ruling in enumerate(entry.story.rulings, start=1)]
    numbers = stored(
        Decision,
        (
            {
                "application_id": entry.application_id,
                "number": number,
                "outcome": ruling.outcome,
                "level_code": ruling.level,
                "reasons": ruling.reasons,
                "decided_by_id": ground.accounts[CHAIR].id,
                "decided_at": ruling.at,
            }
            for entry, number, ruling in ruled
        ),
    )
    for (entry, _, _), number in zip(ruled, numbers, strict=True):
        entry.decisions.append(number)
