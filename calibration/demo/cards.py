"""The scorecard an interviewer leaves behind: ratings, evidence, signals and the overall word."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import fmean

from calibration.demo.evidence.notes import Notebook
from calibration.demo.evidence.remarks import NOT_OBSERVED, PRIVATE_NOTES, RED_FLAGS, REOPENED, SUMMARIES
from calibration.demo.openings import Opening
from calibration.demo.people import Person
from calibration.demo.scores import BAR, Ability, difficulties, scores
from calibration.demo.story import Card, Meeting, RaisedFlag, Rating, Submission
from scorecards.enums import Recommendation, ScorecardState

NOT_OBSERVED_SHARE = 0.06
FLAG_SHARE = 0.01
"""Shares of scorecards: with one dimension not observed, and with a red flag."""


SEEN: dict[str, dict[int | None, float]] = {
    "strong_signal": {3: 0.25, 4: 0.7, 5: 0.9},
    "weak_signal": {1: 0.9, 2: 0.7, 3: 0.1},
}
"""How likely a signal is seen, by its kind and the score on the dimension it belongs to; otherwise it is not."""


@dataclass
class Desk:
    """Where the scorecards of one application are written; `random` decides everything.

    `answering`: the committee has met, and answered the red flags. `quarters_ago`: when the interviews were, from today.
    """

    random: random.Random
    opening: Opening
    candidate: Ability
    notebook: Notebook
    answering: bool
    quarters_ago: int = 0

    def ratings(self, interviewer: Person, focus: tuple[str, ...]) -> tuple[Rating, ...]:
        """The interviewer's ratings in the order of `focus`; now and then one dimension was not observed."""
        difficulty = difficulties(self.opening.dimensions)
        given = scores(self.random, self.candidate, interviewer, focus, difficulty, quarters_ago=self.quarters_ago)
        missed = self.random.choice(focus) if self.random.random() < NOT_OBSERVED_SHARE else None
        return tuple(
            self.unobserved(name)
            if name == missed
            else Rating(dimension=name, score=score, evidence=self.notebook.note(name, score))
            for name, score in given.items()
        )

    def unobserved(self, dimension: str) -> Rating:
        """A rating that says why there is none."""
        return Rating(dimension=dimension, score=None, not_observed=self.random.choice(NOT_OBSERVED))

    def rescored(self, rating: Rating, score: int) -> Rating:
        """The rating with another score and the evidence for that score."""
        return Rating(dimension=rating.dimension, score=score, evidence=self.notebook.note(rating.dimension, score))

    def submitted(self, ratings: tuple[Rating, ...], held: datetime, minutes: int) -> Card:
        """The card, submitted once on the day of the interview, which was planned for so many minutes."""
        at = held + timedelta(minutes=self.random.randint(90, 300))
        recommendation = _recommendation(ratings)
        summary = self._summary(ratings, recommendation)
        mean = _mean(ratings)
        flagged = self.random.random() < FLAG_SHARE
        return Card(
            state=ScorecardState.SUBMITTED,
            ratings=ratings,
            started_at=held,
            saved_at=at,
            submissions=(Submission(ratings=ratings, recommendation=recommendation, summary=summary, at=at),),
            recommendation=recommendation,
            level_read=self._level(mean),
            minutes_used=minutes + 5 * self.random.randint(-2, 2),
            summary=summary,
            private_notes=self.random.choice(PRIVATE_NOTES) if self.random.random() < 0.15 else "",
            strong=self._seen("strong_signal", self.opening.strong_signals, ratings),
            weak=self._seen("weak_signal", self.opening.weak_signals, ratings),
            flag=self.flag() if flagged else None,
        )

    def draft(self, ratings: tuple[Rating, ...], held: datetime) -> Card:
        """A card left half-way: the last dimension is still open and nothing is submitted."""
        return Card(
            state=ScorecardState.DRAFT,
            ratings=ratings[:-1],
            started_at=held,
            saved_at=held + timedelta(minutes=self.random.randint(20, 80)),
            private_notes=self.random.choice(PRIVATE_NOTES),
        )

    def reopened(self, card: Card) -> Card:
        """The submitted card, opened again and not yet handed in."""
        return replace(
            card,
            state=ScorecardState.REOPENED,
            saved_at=card.saved_at + timedelta(hours=1),
            reopened=self.random.choice(REOPENED),
        )

    def submitted_twice(self, card: Card) -> Card:
        """The card after a second submission; the first, with one score on the other side of the bar, is kept."""
        wrong = self.rescored(card.ratings[0], BAR - 1 if (card.ratings[0].score or BAR) >= BAR else BAR + 1)
        earlier = (wrong, *card.ratings[1:])
        at = card.saved_at + timedelta(hours=20)
        recommendation = _recommendation(earlier)
        first = replace(
            card.submissions[0],
            ratings=earlier,
            recommendation=recommendation,
            summary=self._summary(earlier, recommendation),
        )
        second = replace(card.submissions[0], at=at, reason=REOPENED[0])
        return replace(card, saved_at=at, submissions=(first, second))

    def flag(self) -> RaisedFlag:
        """One of the red flags of the criteria, with its evidence and, if it has met, the committee's answer."""
        text, (evidence, answer) = self.random.choice(list(RED_FLAGS[self.opening.criteria_file].items()))
        return RaisedFlag(text=text, evidence=evidence, answer=answer if self.answering else None)

    def _summary(self, ratings: tuple[Rating, ...], recommendation: Recommendation) -> str:
        ranked = ranked_dimensions({rating.dimension: rating.score for rating in ratings if rating.score is not None})
        text = self.random.choice(SUMMARIES[recommendation])
        return as_sentences(text.format(best=ranked[0].lower(), worst=ranked[-1].lower()))

    def _level(self, mean: float) -> str:
        place = self.opening.levels.index(self.opening.target) + round(mean) - BAR
        return self.opening.levels[max(0, min(len(self.opening.levels) - 1, place))]

    def _seen(self, kind: str, of: int, ratings: tuple[Rating, ...]) -> tuple[int, ...]:
        """The numbers of the signals of that kind seen: those about a dimension of the interview, as its score suggests."""
        given = {rating.dimension: rating.score for rating in ratings}
        return tuple(
            number
            for number in range(1, of + 1)
            if self.random.random() < SEEN[kind].get(given.get(self.opening.belongs.get(f"{kind}:{number}", "")), 0)
        )


def points(meetings: Sequence[Meeting]) -> dict[str, float]:
    """Mean score per dimension over the scorecards that count."""
    given: dict[str, list[int]] = {}
    for meeting in meetings:
        for rating in meeting.card.ratings if meeting.card and not meeting.shadow else ():
            if rating.score is not None:
                given.setdefault(rating.dimension, []).append(rating.score)
    return {name: fmean(scores) for name, scores in given.items()}


def ranked_dimensions(points: Mapping[str, float]) -> list[str]:
    """The names from the best to the worst; ties keep their order."""
    return sorted(points, key=lambda name: -points[name])


def as_sentences(text: str) -> str:
    """The text with a capital at the beginning of each sentence."""
    return re.sub(r"(^|\. )([a-z])", lambda found: found[1] + found[2].upper(), text)


def _mean(ratings: tuple[Rating, ...]) -> float:
    return fmean(rating.score for rating in ratings if rating.score is not None)


def _recommendation(ratings: tuple[Rating, ...]) -> Recommendation:
    if sum(rating.score is not None for rating in ratings) * 2 <= len(ratings):
        return Recommendation.NO_DECISION
    mean = _mean(ratings)
    if mean >= 4:
        return Recommendation.STRONG_YES
    if mean >= BAR:
        return Recommendation.YES
    return Recommendation.NO if mean >= 2 else Recommendation.STRONG_NO
