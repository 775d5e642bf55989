"""What a page may show of the model's figures on one application: plain rows, withheld figures left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calibration.statistics.standing import Standing


@dataclass(frozen=True, slots=True)
class Level:
    """An estimate in points with its 90 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasuredDimension:
    """One dimension: the raw mean of `count` interviewers beside the level, which is None under two interviewers.

    `probability` of meeting the bar, 0 to 1. `crosses` says that raw mean and level lie on different sides of the bar.
    """

    id: int
    raw: float | None
    count: int
    bar: float
    level: Level | None
    probability: float | None
    standing: Standing
    crosses: bool


@dataclass(frozen=True, slots=True)
class MeasuredSeverity:
    """How an interviewer of this candidate rates beside their peers, in points (positive: below them).

    `severity` is None under five interviews or where the model cannot tell it; `is_provisional` under ten.
    """

    letter: str
    interviews: int
    severity: float | None
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class FittingLevel:
    """A level of the ladder: the share of the posterior in its band, and how the evidence stands to its bar."""

    code: str
    mass: float
    is_best: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class WithoutOne:
    """The overall level had this interviewer not taken part; None where nobody else rated the candidate."""

    letter: str
    estimate: float | None
    raw: float | None
    crosses: bool


@dataclass(frozen=True, slots=True)
class JointMustHaves:
    """All must-haves met together: `probability` of the covered ones, `uncovered` by name; `count` of them all.

    `is_untold`: their joint chance against a moved bar cannot be told.
    """

    probability: float | None
    standing: Standing
    uncovered: tuple[str, ...]
    count: int
    is_untold: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What a page may show of the model's figures on one application.

    `insufficient` says in a sentence why there is no estimate; then everything below `interviewers` is empty. `sentences`
    explain the way from the raw mean to the estimate. `warnings` limit what the figures may be used for.
    """

    raw: float | None
    interviewers: int
    insufficient: str | None = None
    dimensions: Mapping[int, MeasuredDimension] | None = None
    level: Level | None = None
    bar: float | None = None
    probability: float | None = None
    standing: Standing = Standing.INSUFFICIENT
    crosses: bool = False
    is_raw_primary: bool = False
    severity_deviation: float | None = None
    must_haves: JointMustHaves | None = None
    levels: Sequence[FittingLevel] = ()
    fit_in_words: str | None = None
    severities: Sequence[MeasuredSeverity] = ()
    without: Sequence[WithoutOne] = ()
    dependability: float | None = None
    more_interviewers: int | None = None
    sentences: Sequence[str] = ()
    warnings: Sequence[str] = ()
