"""What the committee decides in the end."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from calibration.demo.cards import Desk, as_sentences, points, ranked_dimensions
from calibration.demo.days import moment, workday
from calibration.demo.evidence.remarks import DECISIONS
from calibration.demo.plots import Course, Plot, Twist
from calibration.demo.story import Meeting, Ruling
from calibration.enums import Outcome


def rulings_of(desk: Desk, plot: Plot, meetings: Sequence[Meeting]) -> tuple[Ruling, ...]:
    """The decisions of the application, oldest first; none unless its plot comes to one."""
    if plot.course is not Course.DECIDED:
        return ()
    if plot.twist is Twist.DECIDED_TWICE:
        return (
            _ruling(desk, Outcome.MORE_EVIDENCE, meetings[:-1]),
            _ruling(desk, plot.outcome or _outcome(desk, meetings), meetings),
        )
    return (_ruling(desk, plot.outcome or _outcome(desk, meetings), meetings),)


def _ruling(desk: Desk, outcome: Outcome, meetings: Sequence[Meeting]) -> Ruling:
    ranked = ranked_dimensions(points(meetings))
    level = {Outcome.HIRE: desk.opening.target, Outcome.HIRE_ONE_LEVEL_DOWN: desk.opening.level_below}.get(outcome)
    reasons = desk.random.choice(DECISIONS[outcome]).format(
        level=level or desk.opening.target, best=ranked[0].lower(), worst=ranked[-1].lower()
    )
    return Ruling(
        outcome=outcome,
        level=level,
        reasons=as_sentences(reasons),
        at=moment(workday(meetings[-1].at.date(), 3), 15, desk.random.randint(0, 59)),
    )


def _outcome(desk: Desk, meetings: Sequence[Meeting]) -> Outcome:
    """What a committee would make of the mean score, with doubt near the bar."""
    mean = fmean(points(meetings).values())
    if mean >= 3.2:
        return Outcome.HIRE
    if mean >= 2.8:
        return desk.random.choice((Outcome.HIRE, Outcome.HIRE_ONE_LEVEL_DOWN))
    return desk.random.choice((Outcome.HIRE_ONE_LEVEL_DOWN, Outcome.NO_HIRE)) if mean >= 2.4 else Outcome.NO_HIRE
