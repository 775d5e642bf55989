"""How each application goes: the first two dozen cover every state, the rest are mostly past decisions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

from calibration.enums import Outcome
from core.errors import InvalidInput


class Course(StrEnum):
    """How far an application has come."""

    APPLIED = "applied"
    PLANNED = "planned"
    PARTLY_SCORED = "partly_scored"
    ALL_SUBMITTED = "all_submitted"
    IN_CALIBRATION = "in_calibration"
    DECIDED = "decided"
    WITHDRAWN_EARLY = "withdrawn_early"
    WITHDRAWN_LATE = "withdrawn_late"


class Twist(StrEnum):
    """Something out of the ordinary that a page must show."""

    DISAGREEMENT = "disagreement"
    OPEN_FLAG = "open_flag"
    ANSWERED_FLAG = "answered_flag"
    NOT_OBSERVED = "not_observed"
    SHADOW = "shadow"
    LATE = "late"
    REOPENED = "reopened"
    SUBMITTED_TWICE = "submitted_twice"
    DECIDED_TWICE = "decided_twice"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Plot:
    """One application's course. `level` is the candidate's worth in points, `None` to draw it from the population.

    `outcome` is `None` where there is no decision, or where it follows from the scores.
    """

    course: Course
    twist: Twist | None = None
    level: float | None = None
    outcome: Outcome | None = None


_FIRST = (
    Plot(Course.DECIDED, Twist.SUBMITTED_TWICE, 3.7, Outcome.HIRE),
    Plot(Course.DECIDED, Twist.ANSWERED_FLAG, 1.8, Outcome.NO_HIRE),
    Plot(Course.IN_CALIBRATION, Twist.DISAGREEMENT, 3.1),
    Plot(Course.IN_CALIBRATION, Twist.OPEN_FLAG, 3.4),
    Plot(Course.DECIDED, None, 2.5, Outcome.HIRE_ONE_LEVEL_DOWN),
    Plot(Course.DECIDED, Twist.DECIDED_TWICE, 3.6, Outcome.HIRE),
    Plot(Course.ALL_SUBMITTED, Twist.NOT_OBSERVED, 3.3),
    Plot(Course.ALL_SUBMITTED, Twist.SHADOW, 2.8),
    Plot(Course.PARTLY_SCORED, Twist.LATE),
    Plot(Course.PARTLY_SCORED, Twist.REOPENED),
    Plot(Course.DECIDED, None, 1.9, Outcome.NO_HIRE),
    Plot(Course.DECIDED, Twist.CONFLICT, 2.9, Outcome.MORE_EVIDENCE),
    Plot(Course.PLANNED),
    Plot(Course.PLANNED),
    Plot(Course.PARTLY_SCORED),
    Plot(Course.PARTLY_SCORED, Twist.LATE),
    Plot(Course.APPLIED),
    Plot(Course.APPLIED),
    Plot(Course.WITHDRAWN_EARLY),
    Plot(Course.WITHDRAWN_LATE),
    Plot(Course.ALL_SUBMITTED),
    Plot(Course.IN_CALIBRATION, None, 4.1),
    Plot(Course.APPLIED),
    Plot(Course.PLANNED),
)
SMALLEST_COUNT = len(_FIRST)
"""With fewer candidates some state would be missing."""

_LATER: dict[Course, int] = {
    Course.DECIDED: 78,
    Course.WITHDRAWN_EARLY: 4,
    Course.WITHDRAWN_LATE: 4,
    Course.APPLIED: 4,
    Course.PLANNED: 3,
    Course.PARTLY_SCORED: 3,
    Course.ALL_SUBMITTED: 2,
    Course.IN_CALIBRATION: 2,
}
"""Of a hundred further applications, how many take each course."""


_UNUSUAL = 0.1
"""The share of further decisions with something out of the ordinary."""


def plots(count: int, *, seed: int) -> tuple[Plot, ...]:
    """One plot per candidate; every course and twist occurs.

    Raises `InvalidInput` when `count` is below `SMALLEST_COUNT`.
    """
    if count < SMALLEST_COUNT:
        raise InvalidInput(f"The demo needs at least {SMALLEST_COUNT} candidates to show every state, not {count}.")
    rng = random.Random(f"plots {seed}")  # noqa: S311 - must repeat, guards nothing
    later = rng.choices(list(_LATER), weights=list(_LATER.values()), k=count - len(_FIRST))
    return (*_FIRST, *(Plot(course, _later_twist(rng, course)) for course in later))


def _later_twist(rng: random.Random, course: Course) -> Twist | None:
    if course is not Course.DECIDED or rng.random() > _UNUSUAL:
        return None
    return rng.choice((Twist.SUBMITTED_TWICE, Twist.DECIDED_TWICE, Twist.SHADOW))
