"""What an interviewer has written on a scorecard, as plain values, and the names of the places where it is written.

The names are those of the form's fields, so that a problem, a hint or a difference can be shown where it belongs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scorecards.enums import Recommendation
from scorecards.sheet import Sheet

NOT_OBSERVED = "not_observed"


@dataclass(frozen=True, slots=True)
class RatingAnswer:
    """One dimension's answer. `score` None and not `not_observed`: not answered yet."""

    score: int | None = None
    not_observed: bool = False
    reason: str = ""
    evidence: str = ""

    @property
    def choice(self) -> str | None:
        """The value of the chosen radio button: a score, `not_observed`, or None."""
        if self.not_observed:
            return NOT_OBSERVED
        return None if self.score is None else str(self.score)


@dataclass(frozen=True, slots=True)
class SignalAnswer:
    """One signal's answer; `seen` None: not answered."""

    seen: bool | None = None
    evidence: str = ""


EMPTY_RATING = RatingAnswer()
EMPTY_SIGNAL = SignalAnswer()


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole scorecard as written: ratings by dimension, signals by signal. Empty answers are left out of both."""

    ratings: Mapping[int, RatingAnswer] = field(default_factory=dict)
    signals: Mapping[int, SignalAnswer] = field(default_factory=dict)
    recommendation: Recommendation | None = None
    level_read: str | None = None
    minutes_used: int | None = None
    summary: str = ""
    private_notes: str = ""

    def rating(self, dimension_id: int) -> RatingAnswer:
        """The dimension's answer, an empty one when there is none."""
        return self.ratings.get(dimension_id, EMPTY_RATING)

    def signal(self, signal_id: int) -> SignalAnswer:
        """The signal's answer, an empty one when there is none."""
        return self.signals.get(signal_id, EMPTY_SIGNAL)


def rating_field(dimension_id: int) -> str:
    """The field of a dimension's score."""
    return f"rating-{dimension_id}"


def evidence_field(dimension_id: int) -> str:
    """The field of a dimension's evidence note."""
    return f"evidence-{dimension_id}"


def reason_field(dimension_id: int) -> str:
    """The field that says why a dimension was not observed."""
    return f"reason-{dimension_id}"


def signal_field(signal_id: int) -> str:
    """The field that says whether a signal was seen."""
    return f"signal-{signal_id}"


def signal_evidence_field(signal_id: int) -> str:
    """The field of what was seen of a signal."""
    return f"signal-evidence-{signal_id}"


def revision_content(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """What a revision keeps, JSON-ready and in the sheet's order: everything but the private notes.

    Dimensions and signals stand with their words beside their numbers, so that a revision can be read on its own.
    """
    return {
        "version": 1,
        "ratings": [
            {
                "dimension_id": dimension.id,
                "dimension": dimension.name,
                "score": answer.score,
                "not_observed": answer.not_observed,
                "not_observed_reason": answer.reason,
                "evidence": answer.evidence,
            }
            for dimension in sheet.dimensions
            if (answer := answers.rating(dimension.id)) != EMPTY_RATING
        ],
        "signals": [
            {
                "signal_id": signal.id,
                "kind": signal.kind.value,
                "text": signal.text,
                "seen": said.seen,
                "evidence": said.evidence,
            }
            for signal in sheet.signals
            if (said := answers.signal(signal.id)) != EMPTY_SIGNAL
        ],
        "recommendation": answers.recommendation.value if answers.recommendation else None,
        "level_read": answers.level_read,
        "minutes_used": answers.minutes_used,
        "summary": answers.summary,
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two texts of a scorecard differ; an empty side is an empty text."""

    place: str
    label: str
    before: str
    after: str


def differences(sheet: Sheet, before: Answers, after: Answers) -> tuple[Difference, ...]:
    """Where `after` differs from `before`, in the sheet's order, the private notes last."""
    return tuple(
        Difference(place, label, old, new)
        for (place, label, old), (_, _, new) in zip(_places(sheet, before), _places(sheet, after), strict=True)
        if old != new
    )


def merged(sheet: Sheet, mine: Answers, stored: Answers, take: Collection[str]) -> Answers:
    """`mine`, with the places named in `take` (as `Difference.place` names them) from `stored`."""

    def rating(dimension_id: int) -> RatingAnswer:
        own, other = mine.rating(dimension_id), stored.rating(dimension_id)
        chosen = other if rating_field(dimension_id) in take else own
        return RatingAnswer(
            score=chosen.score,
            not_observed=chosen.not_observed,
            reason=(other if reason_field(dimension_id) in take else own).reason,
            evidence=(other if evidence_field(dimension_id) in take else own).evidence,
        )

    def signal(signal_id: int) -> SignalAnswer:
        own, other = mine.signal(signal_id), stored.signal(signal_id)
        return SignalAnswer(
            seen=(other if signal_field(signal_id) in take else own).seen,
            evidence=(other if signal_evidence_field(signal_id) in take else own).evidence,
        )

    return Answers(
        ratings={dimension.id: rating(dimension.id) for dimension in sheet.dimensions},
        signals={each.id: signal(each.id) for each in sheet.signals},
        recommendation=(stored if "recommendation" in take else mine).recommendation,
        level_read=(stored if "level_read" in take else mine).level_read,
        minutes_used=(stored if "minutes_used" in take else mine).minutes_used,
        summary=(stored if "summary" in take else mine).summary,
        private_notes=(stored if "private_notes" in take else mine).private_notes,
    )


def _places(sheet: Sheet, answers: Answers) -> Iterator[tuple[str, str, str]]:
    for dimension in sheet.dimensions:
        rating = answers.rating(dimension.id)
        score = "not observed" if rating.not_observed else "" if rating.score is None else str(rating.score)
        yield rating_field(dimension.id), f"{dimension.name}: score", score
        yield evidence_field(dimension.id), f"{dimension.name}: evidence", rating.evidence
        yield reason_field(dimension.id), f"{dimension.name}: why not observed", rating.reason
    for signal in sheet.signals:
        answer = answers.signal(signal.id)
        seen = {None: "", True: "seen", False: "not seen"}[answer.seen]
        yield signal_field(signal.id), f"“{signal.text}”", seen
        yield signal_evidence_field(signal.id), f"“{signal.text}”: what you saw", answer.evidence
    yield "recommendation", "Overall recommendation", answers.recommendation.label if answers.recommendation else ""
    yield "level_read", "Level the evidence fits", answers.level_read or ""
    yield "minutes_used", "Minutes used", "" if answers.minutes_used is None else str(answers.minutes_used)
    yield "summary", "Summary", answers.summary
    yield "private_notes", "Private notes", answers.private_notes
