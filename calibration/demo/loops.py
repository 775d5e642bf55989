"""The interviews of one application, with whatever is out of the ordinary in its plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from calibration.demo.cards import Desk, points, ranked_dimensions
from calibration.demo.days import moment, workday
from calibration.demo.openings import LoopStep
from calibration.demo.people import Person
from calibration.demo.plots import Course, Plot, Twist
from calibration.demo.story import Card, Meeting

LATE_BY = 3
"""Working days since the interview whose scorecard is late."""

_HOURS = (9, 11, 14)
_HELD = {
    Course.PLANNED: 0,
    Course.PARTLY_SCORED: len(_HOURS),
    Course.WITHDRAWN_EARLY: 0,
    Course.WITHDRAWN_LATE: 2,
}
"""How many interviews of the loop were held; all, where nothing is said."""


def meetings_of(desk: Desk, plot: Plot, first_day: date, withdrawn_at: datetime | None) -> tuple[Meeting, ...]:
    """The loop: three interviews on the first day, the rest on the next working day.

    `withdrawn_at` is when the candidate withdrew; what was still to come is cancelled.
    """
    panel = desk.random.sample(desk.opening.interviewers, len(desk.opening.loop))
    days = (first_day, workday(first_day, 1))
    if plot.course is Course.PARTLY_SCORED:
        days = (first_day, workday(first_day, 2 + LATE_BY))
    held = _HELD.get(plot.course, len(panel))
    row = [
        _meeting(
            desk,
            step,
            interviewer,
            moment(days[place // len(_HOURS)], _HOURS[place % len(_HOURS)]),
            scored=place < held,
        )
        for place, (step, interviewer) in enumerate(zip(desk.opening.loop, panel, strict=True))
    ]
    _twist(desk, plot, row)
    if withdrawn_at:
        row = [meeting if meeting.card else replace(meeting, cancelled_at=withdrawn_at) for meeting in row]
    return tuple(row)


def _meeting(desk: Desk, step: LoopStep, interviewer: Person, at: datetime, *, scored: bool) -> Meeting:
    meeting = Meeting(
        title=step.title,
        interviewer=interviewer,
        exercise=step.exercise,
        focus=step.focus,
        at=at,
        minutes=step.minutes,
    )
    if not scored:
        return meeting
    return replace(meeting, card=desk.submitted(desk.ratings(interviewer, step.focus), at, step.minutes))


def _twist(desk: Desk, plot: Plot, row: list[Meeting]) -> None:
    """Put what is out of the ordinary in this plot into the meetings of `row`."""
    if plot.course is Course.PARTLY_SCORED:
        row[2] = _unfinished(desk, row[2])
        if plot.twist is Twist.LATE:
            row[1] = replace(row[1], card=None)
    if plot.twist is Twist.DISAGREEMENT:
        _disagree(desk, row)
    elif plot.twist in (Twist.OPEN_FLAG, Twist.ANSWERED_FLAG):
        row[1] = replace(row[1], card=replace(_card(row[1]), flag=desk.flag()))
    elif plot.twist is Twist.NOT_OBSERVED:
        ratings = _card(row[0]).ratings
        ratings = (*ratings[:-1], desk.unobserved(ratings[-1].dimension))
        row[0] = replace(row[0], card=desk.submitted(ratings, row[0].at, row[0].minutes))
    elif plot.twist is Twist.SHADOW:
        row.append(_shadowing(desk, row))
    elif plot.twist is Twist.REOPENED:
        row[0] = replace(row[0], card=desk.reopened(_card(row[0])))
    elif plot.twist is Twist.SUBMITTED_TWICE:
        row[0] = replace(row[0], card=desk.submitted_twice(_card(row[0])))
    elif plot.twist is Twist.DECIDED_TWICE:
        row.append(_second_look(desk, row))


def _unfinished(desk: Desk, meeting: Meeting) -> Meeting:
    return replace(meeting, card=desk.draft(_card(meeting).ratings, meeting.at))


def _disagree(desk: Desk, row: list[Meeting]) -> None:
    """Two interviewers who saw the same dimension three points apart, on both sides of the bar."""
    shared = next(name for name in row[0].focus if any(name in other.focus for other in row[1:]))
    other = next(place for place, meeting in enumerate(row) if place and shared in meeting.focus)
    for place, score in ((0, 5), (other, 2)):
        ratings = tuple(
            desk.rescored(rating, score) if rating.dimension == shared else rating
            for rating in _card(row[place]).ratings
        )
        row[place] = replace(row[place], card=desk.submitted(ratings, row[place].at, row[place].minutes))


def _shadowing(desk: Desk, row: Sequence[Meeting]) -> Meeting:
    """A learner beside the first interviewer: same exercise and time, own scorecard."""
    learner = _unused(desk, row)
    card = desk.submitted(desk.ratings(learner, row[0].focus), row[0].at, row[0].minutes)
    return replace(row[0], interviewer=learner, shadow=True, card=card)


def _second_look(desk: Desk, row: Sequence[Meeting]) -> Meeting:
    """One more interview after the committee asked for more evidence, on the two dimensions with the lowest means.

    By one of the loop who had not scored these, and had read the others' scores by then; else by somebody new.
    """
    at = moment(workday(row[-1].at.date(), 6), 10)
    lowest = tuple(reversed(ranked_dimensions(points(row))[-2:]))
    step = LoopStep(title="Second look", exercise=None, minutes=45, focus=lowest)
    knowing = next((meeting.interviewer for meeting in row if not set(meeting.focus) & set(lowest)), None)
    meeting = _meeting(desk, step, knowing or _unused(desk, row), at, scored=True)
    return replace(meeting, could_read=knowing is not None)


def _unused(desk: Desk, row: Sequence[Meeting]) -> Person:
    busy = {meeting.interviewer for meeting in row}
    return next(person for person in desk.opening.interviewers if person not in busy)


def _card(meeting: Meeting) -> Card:
    if meeting.card is None:
        raise ValueError(f"{meeting.title} has no scorecard yet")
    return meeting.card
