"""The demo's applications told from beginning to end: the same for the same count, seed and day."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from calibration.demo.candidates import Candidate, candidates
from calibration.demo.cards import Desk
from calibration.demo.committee import seated
from calibration.demo.days import moment, workday
from calibration.demo.evidence.notes import Notebook
from calibration.demo.loops import LATE_BY, meetings_of
from calibration.demo.openings import OPENINGS, Opening
from calibration.demo.people import COMMITTEE
from calibration.demo.plots import SMALLEST_COUNT, Course, Plot, Twist, plots
from calibration.demo.rulings import rulings_of
from calibration.demo.scores import ability
from calibration.demo.story import ApplicationStory
from calibration.enums import Outcome
from scorecards.enums import Stage

_STAGES = {
    Course.APPLIED: Stage.APPLIED,
    Course.PLANNED: Stage.INTERVIEWING,
    Course.PARTLY_SCORED: Stage.INTERVIEWING,
    Course.ALL_SUBMITTED: Stage.INTERVIEWING,
    Course.IN_CALIBRATION: Stage.CALIBRATION,
    Course.DECIDED: Stage.DECIDED,
    Course.WITHDRAWN_EARLY: Stage.WITHDRAWN,
    Course.WITHDRAWN_LATE: Stage.WITHDRAWN,
}
_FIRST_INTERVIEW = {
    Course.PLANNED: (2, 6),
    Course.PARTLY_SCORED: (-1, -1),
    Course.ALL_SUBMITTED: (-4, -3),
    Course.IN_CALIBRATION: (-6, -5),
    Course.DECIDED: (-40, -12),
    Course.WITHDRAWN_EARLY: (3, 6),
    Course.WITHDRAWN_LATE: (-9, -5),
}
"""The first day of interviews in working days from today: earliest and latest."""

QUARTER = 91
"""Days of a quarter, near enough for somebody who changes slowly."""

WORKING_YEAR = 250
"""Working days over which past decisions are spread."""

_SOURCES = (
    "Careers page",
    "Careers page",
    "Referral by an employee",
    "Job board",
    "University fair",
    "Recruiter's call",
)
_CONFLICT = "Shared an office with the candidate for three years at a former employer."


def applications(count: int, *, seed: int, today: date) -> tuple[ApplicationStory, ...]:
    """`count` applications, one per candidate, in turn for each opening; nothing in them is later than `today` knows.

    Raises `InvalidInput` when `count` is too small to cover every state or too large for distinct names.
    """
    told = zip(candidates(count, seed=seed), plots(count, seed=seed), strict=True)
    return seated(
        [
            _application(
                candidate, plot, OPENINGS[place % len(OPENINGS)], today, seed=seed, back=place // SMALLEST_COUNT
            )
            for place, (candidate, plot) in enumerate(told)
        ]
    )


def _application(
    candidate: Candidate, plot: Plot, opening: Opening, today: date, *, seed: int, back: int
) -> ApplicationStory:
    """One application; `back` moves decided ones into the past, so that thousands do not share a month."""
    rng = random.Random(f"application {seed} {candidate.number}")  # noqa: S311 - must repeat, guards nothing
    desk = Desk(
        random=rng,
        opening=opening,
        candidate=ability(rng, opening.dimensions, level=plot.level),
        notebook=Notebook(rng),
        answering=plot.course is Course.DECIDED,
    )
    first_day = _first_day(rng, plot, today, back)
    desk.quarters_ago = max((today - first_day).days, 0) // QUARTER if first_day else 0
    applied = (first_day or today) - timedelta(days=rng.randint(1, 5) if first_day is None else rng.randint(12, 20))
    withdrawn_at = _withdrawn_at(plot, first_day, today)
    meetings = meetings_of(desk, plot, first_day, withdrawn_at) if first_day else ()
    rulings = rulings_of(desk, plot, meetings)
    waits = bool(rulings) and rulings[-1].outcome is Outcome.MORE_EVIDENCE
    return ApplicationStory(
        candidate=candidate,
        opening=opening,
        source=rng.choice(_SOURCES),
        applied_at=moment(applied, rng.randint(7, 16), rng.randint(0, 59)),
        stage=Stage.INTERVIEWING if waits else _STAGES[plot.course],
        meetings=meetings,
        rulings=rulings,
        conflicted=((COMMITTEE[1], _CONFLICT),) if plot.twist is Twist.CONFLICT else (),
        withdrawn_at=withdrawn_at,
    )


def _first_day(rng: random.Random, plot: Plot, today: date, back: int) -> date | None:
    if plot.course not in _FIRST_INTERVIEW:
        return None
    earliest, latest = _FIRST_INTERVIEW[plot.course]
    days = rng.randint(earliest, latest)
    if plot.course in (Course.DECIDED, Course.WITHDRAWN_LATE):
        days -= 3 * back % WORKING_YEAR
    return workday(today, -LATE_BY if plot.twist is Twist.LATE else days)


def _withdrawn_at(plot: Plot, first_day: date | None, today: date) -> datetime | None:
    if plot.course is Course.WITHDRAWN_EARLY:
        return moment(workday(today, -1), 12)
    return moment(first_day, 13) if plot.course is Course.WITHDRAWN_LATE and first_day else None
