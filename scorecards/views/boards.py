"""The rows that the application's page draws: its interviews, the coverage board, the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from core.clock import in_words
from scorecards import rules
from scorecards.coverage import CoverRow
from scorecards.deadlines import due_at, is_late
from scorecards.enums import ScorecardState, TrainingStep
from scorecards.labels import action_label
from scorecards.queries.access import InterviewAccess
from scorecards.queries.applications import ApplicationPage
from scorecards.queries.evidence import LoopInterview
from scorecards.queries.history import HistoryEvent
from scorecards.visibility import Access


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One interview in the loop's table; URLs are None where the viewer may not go.

    `is_conflicted`: its interviewer, whose name the viewer may know, sees nothing of the application; `needs_another`:
    and has not submitted, so somebody else is needed.
    """

    title: str
    interviewer: str
    exercise: str | None
    when: str | None
    when_iso: str
    minutes: int
    focus: str
    state: str
    is_shadow: bool
    part: str
    is_overloaded: bool
    is_conflicted: bool
    needs_another: bool
    kit_url: str | None
    card_url: str | None
    card_action: str
    change_url: str | None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One dimension of the coverage board; `cells` has a mark per interview."""

    name: str
    must_have: bool
    cells: tuple[bool, ...]
    raters: str
    cover: str
    words: str


def interview_rows(page: ApplicationPage, found: Access, viewer: Any, now: datetime) -> list[InterviewRow]:
    """The loop, cancelled interviews included, with the links the viewer may follow."""
    names = {each.id: each.name for each in page.dimensions}
    return [
        InterviewRow(
            title=row.title,
            interviewer=row.interviewer,
            exercise=row.exercise,
            when=in_words(row.scheduled_at) if row.scheduled_at else None,
            when_iso=row.scheduled_at.isoformat() if row.scheduled_at else "",
            minutes=row.minutes,
            focus=", ".join(names[dimension_id] for dimension_id in row.focus),
            state=_state(row, page, now),
            is_shadow=row.is_shadow,
            part=_part(row),
            is_overloaded=row.id in page.overloaded,
            is_conflicted=_is_conflicted(row, found),
            needs_another=_is_conflicted(row, found) and row.state is not ScorecardState.SUBMITTED,
            **_links(row, found, viewer),
        )
        for row in page.evidence.interviews
    ]


def _is_conflicted(row: LoopInterview, found: Access) -> bool:
    """Whether its interviewer, whose name the viewer may know, is in conflict or is the candidate."""
    excluded = row.interviewer_id in found.conflicted or row.interviewer_id == found.candidate_account_id
    return row.interviewer_id is not None and excluded and not row.is_cancelled


def _part(row: LoopInterview) -> str:
    """How the interviewer takes part, where that is not simply as an interviewer."""
    if row.training is TrainingStep.REVERSE_SHADOW:
        return "Reverse shadow, not counted" if row.is_shadow else "Reverse shadow, counted"
    return "Shadow" if row.is_shadow else ""


def _state(row: LoopInterview, page: ApplicationPage, now: datetime) -> str:
    if row.is_cancelled:
        return "cancelled"
    if row.state is not ScorecardState.DRAFT:
        return row.state.value
    if is_late(due_at(row.scheduled_at, row.minutes, page.head.due_hours), now):
        return "late"
    if row.scheduled_at is None:
        return "planned"
    return "scheduled" if row.scheduled_at > now else "due"


def _links(row: LoopInterview, found: Access, viewer: Any) -> dict[str, Any]:
    interviewer_id = viewer.id if row.is_own else row.interviewer_id or 0
    seat = InterviewAccess(
        found, row.id, row.scorecard_id, interviewer_id, row.is_shadow, row.is_cancelled, row.state, version=0
    )
    card_url, card_action = None, ""
    if row.card is not None:
        card_url, card_action = url_for("scorecards.scorecard", scorecard_id=row.scorecard_id), "Read"
    elif rules.may_write_scorecard(viewer, seat):
        card_url, card_action = url_for("scorecards.edit_scorecard", scorecard_id=row.scorecard_id), "Write"
    may_change = rules.may_change_interview(viewer, seat) and row.state is ScorecardState.DRAFT and not row.is_cancelled
    return {
        "kit_url": url_for("scorecards.kit", interview_id=row.id) if rules.may_see_kit(viewer, seat) else None,
        "card_url": card_url,
        "card_action": card_action,
        "change_url": url_for("scorecards.change_interview", interview_id=row.id) if may_change else None,
    }


def board_rows(page: ApplicationPage) -> list[BoardRow]:
    """The coverage board with one column per interview of the loop, must-haves first."""
    names = {each.id: each.name for each in page.dimensions}
    return [
        BoardRow(
            name=names[row.dimension_id],
            must_have=row.must_have,
            cells=row.covered_by,
            raters=f"{row.raters} of {row.required}",
            cover=row.cover.value,
            words=cover_words(row),
        )
        for row in page.cover
    ]


def cover_words(row: CoverRow) -> str:
    """How well the dimension is covered, in words."""
    if row.missing:
        return f"{row.missing} more needed"
    return "more than needed" if row.cover == "overload" else "covered"


def history_rows(events: list[HistoryEvent]) -> list[dict[str, str]]:
    """The history as the timeline draws it."""
    return [
        {
            "iso": event.at.isoformat(),
            "when": in_words(event.at),
            "who": event.actor,
            "what": action_label(event.action) + (f": {event.interview}" if event.interview else ""),
            "detail": event.reason,
        }
        for event in events
    ]
