"""From a probability to words: standings, and the gates that decide what may be shown (measurement notes, sections 3 and 4)."""

from __future__ import annotations

from enum import StrEnum

FEWEST_INTERVIEWERS = 3
FEWEST_ON_A_DIMENSION = 2
SEVERITY_TO_ADJUST_FOR = 0.15
"""Standard deviation of severity, in points of a five-point scale, below which the raw mean is the primary figure."""


class Standing(StrEnum):
    """How the evidence on a candidate or a dimension stands to the bar."""

    CLEAR = "clear"
    LIKELY = "likely"
    BORDERLINE = "borderline"
    UNLIKELY = "unlikely"
    CLEARLY_BELOW = "clearly below"
    INSUFFICIENT = "insufficient"


class SeverityUse(StrEnum):
    """What an interviewer's severity may be used for, by their number of interviews."""

    HIDDEN = "hidden"
    PROVISIONAL = "provisional"
    SHOWN = "shown"
    COACHING = "coaching"


def standing(probability: float | None) -> Standing:
    """The standing for P(level >= bar): clear from .90, likely from .70, borderline from .30, clearly below up to .10.

    An unknown probability is insufficient evidence.
    """
    if probability is None:
        return Standing.INSUFFICIENT
    if probability >= 0.90:
        return Standing.CLEAR
    if probability >= 0.70:
        return Standing.LIKELY
    if probability >= 0.30:
        return Standing.BORDERLINE
    return Standing.UNLIKELY if probability > 0.10 else Standing.CLEARLY_BELOW


def dimension_standing(probability: float | None, *, interviewers: int) -> Standing:
    """The standing on a dimension that so many independent interviewers rated; under two it is insufficient."""
    return standing(probability if interviewers >= FEWEST_ON_A_DIMENSION else None)


def overall_standing(probability: float | None, *, interviewers: int) -> Standing:
    """The standing of a candidate whom so many independent interviewers rated; under three it is insufficient."""
    return standing(probability if interviewers >= FEWEST_INTERVIEWERS else None)


def severity_use(interviews: int) -> SeverityUse:
    """Under 5 interviews nothing is shown, under 10 it is provisional, from 20 on it is fit for coaching."""
    if interviews < 5:
        return SeverityUse.HIDDEN
    if interviews < 10:
        return SeverityUse.PROVISIONAL
    return SeverityUse.SHOWN if interviews < 20 else SeverityUse.COACHING


def is_raw_primary(severity_deviation: float | None, *, scale_width: float = 4.0) -> bool:
    """Whether interviewers differ so little (or unknowably) that the raw mean comes first and the adjusted one beside it."""
    return severity_deviation is None or severity_deviation < SEVERITY_TO_ADJUST_FOR * scale_width / 4


def is_crossing(raw_mean: float, estimate: float, *, bar: float) -> bool:
    """Whether the adjustment carries a candidate over the bar, in either direction; this is always said."""
    return (raw_mean >= bar) != (estimate >= bar)


def is_tie(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two intervals (low, high) overlap: then no order of the two is shown."""
    return first[0] <= second[1] and second[0] <= first[1]
