"""What interviewers wrote on one application, as plain values: who scored what, on which grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rubrics.enums import SignalKind
from scorecards.enums import Recommendation, ScorecardState, TrainingStep


@dataclass(frozen=True, slots=True)
class SubmittedRating:
    """One rating of a submitted scorecard; `score` None: not observed, with the reason."""

    scorecard_id: int
    dimension_id: int
    score: int | None
    not_observed_reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class AnsweredSignal:
    """An interviewer's answer on a signal; `seen_id` is the SignalSeen row, `signal_id` the rubric's signal."""

    seen_id: int
    scorecard_id: int
    signal_id: int
    kind: SignalKind
    text: str
    severity: str | None
    dimension_id: int | None
    seen: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class SubmittedCard:
    """A submitted scorecard that may be read, with the number of its latest revision."""

    scorecard_id: int
    revision_id: int
    revision: int
    submitted_at: datetime
    recommendation: Recommendation | None
    level_read: str | None
    summary: str
    minutes_used: int | None
    ratings: tuple[SubmittedRating, ...]
    signals: tuple[AnsweredSignal, ...]


@dataclass(frozen=True, slots=True)
class LoopInterview:
    """One interview of the loop.

    `interviewer_id` is None and `interviewer` a stand-in ("Interviewer 2") where the viewer may not know the person.
    `state` is the scorecard's; `card` is None unless it is submitted and the viewer may read it. `is_own`: the viewer's
    own interview (never so in whole evidence). A shadow is listed and never counts; `training` says how somebody who
    learns takes part. `could_read`: others' scores were open to the interviewer when the interview became theirs;
    untold where the person is.
    """

    id: int
    application_id: int
    position: int
    title: str
    interviewer_id: int | None
    interviewer: str
    is_own: bool
    exercise: str | None
    scheduled_at: datetime | None
    minutes: int
    is_shadow: bool
    is_cancelled: bool
    focus: tuple[int, ...]
    scorecard_id: int
    state: ScorecardState
    card: SubmittedCard | None
    training: TrainingStep | None = None
    could_read: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """All interviews of one application in order."""

    application_id: int
    interviews: tuple[LoopInterview, ...]

    @property
    def counted(self) -> tuple[LoopInterview, ...]:
        """The interviews that count: neither shadows nor cancelled ones."""
        return tuple(row for row in self.interviews if not row.is_shadow and not row.is_cancelled)

    @property
    def cards(self) -> tuple[SubmittedCard, ...]:
        """The readable scorecards of the interviews that count."""
        return tuple(row.card for row in self.counted if row.card is not None)

    @property
    def hidden(self) -> int:
        """How many interviews that count have a submitted scorecard that the viewer may not read yet."""
        return sum(1 for row in self.counted if row.card is None and row.state is ScorecardState.SUBMITTED)
