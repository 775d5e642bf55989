"""What interviewers submitted."""

from __future__ import annotations

from dataclasses import dataclass, field

from calibration.packet.plain import LATER
from calibration.packet.record.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One interviewer on one dimension. `score` `None` is *not observed*, and `reason` then says why."""

    dimension: str
    score: int | None = None
    reason: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal an interviewer saw; `kind` is `strong` or `weak`, `dimension` its id or `None` for the whole."""

    kind: str
    text: str
    dimension: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the committee says to a red flag."""

    text: str
    by: Person
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A red flag an interviewer raised. It belongs to no score; no answers means that it is still open."""

    id: str
    text: str
    evidence: str | None = None
    severity: str | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One submitted revision, as its interviewer left it; adjustments stand in `Calibration` and change nothing here.

    `revision` counts from 1. `recommendation` is `strong_no`, `no`, `yes`, `strong_yes` or `no_decision`. `level_read`
    is the level the evidence looks like to this interviewer. `could_read`: others' scores were open to them when the
    interview became theirs; `None` where they were not.
    """

    id: str
    revision_id: str
    interview: str
    interviewer: Person
    submitted_at: str
    ratings: tuple[Rating, ...]
    revision: int = 1
    shadow: bool = False
    signals: tuple[Signal, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    recommendation: str | None = None
    level_read: str | None = None
    summary: str | None = None
    could_read: bool | None = field(default=None, metadata=LATER)
