"""What happened at the demo company, as plain values: applications, their interviews and scorecards, the decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calibration.demo.candidates import Candidate
from calibration.demo.openings import Opening
from calibration.demo.people import Person
from calibration.enums import Outcome
from scorecards.enums import Recommendation, ScorecardState, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One dimension by name. `score` is `None` where it was not observed, and `not_observed` then says why."""

    dimension: str
    score: int | None
    evidence: str = ""
    not_observed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedFlag:
    """A red flag by its text in the criteria, with the interviewer's evidence; `answer` `None`: still open."""

    text: str
    evidence: str
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What one submission of a scorecard said. `reason` tells why it was reopened before; empty for the first."""

    ratings: tuple[Rating, ...]
    recommendation: Recommendation
    summary: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One scorecard as it stands, with its submissions from the first on.

    `level_read` is a code of the ladder. `strong` and `weak` count the signals seen from 1, in the order of the criteria.
    `reopened` says why a reopened card was opened again, and is empty otherwise.
    """

    state: ScorecardState
    ratings: tuple[Rating, ...]
    started_at: datetime
    saved_at: datetime
    submissions: tuple[Submission, ...] = ()
    recommendation: Recommendation | None = None
    level_read: str | None = None
    minutes_used: int | None = None
    summary: str = ""
    private_notes: str = ""
    strong: tuple[int, ...] = ()
    weak: tuple[int, ...] = ()
    flag: RaisedFlag | None = None
    reopened: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One interview; `card` is `None` while nobody has opened the scorecard, `cancelled_at` unless it was called off.

    `could_read`: others' scores were open to the interviewer when the interview became theirs.
    """

    title: str
    interviewer: Person
    exercise: str | None
    focus: tuple[str, ...]
    at: datetime
    minutes: int
    shadow: bool = False
    could_read: bool = False
    cancelled_at: datetime | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision of the committee's chair; `level` is the level of the offer, `None` where there is none.

    `again` says why the talk on the decision before this one was taken up again; empty where it was not.
    """

    outcome: Outcome
    level: str | None
    reasons: str
    at: datetime
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationStory:
    """One candidate at one opening, from applying to where it stands today."""

    candidate: Candidate
    opening: Opening
    source: str
    applied_at: datetime
    stage: Stage
    meetings: tuple[Meeting, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    conflicted: tuple[tuple[Person, str], ...] = ()
    withdrawn_at: datetime | None = None
