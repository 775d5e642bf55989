"""What was observed, in the three ways a reader looks for it: by dimension, by interviewer, and red flags with answers."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.labels import (
    count_text,
    distance_text,
    mean_text,
    moment_text,
    points,
    recommendation_label,
    standing_label,
)
from calibration.packet.matrix import Cell, cell_of, score_cell
from calibration.packet.reading import LEFT_OUT, Reading, person_text
from calibration.packet.record import Adjustment, Anchor, Dimension, Scorecard, Statement

# Above this many characters a row may be taller than a page, and has to break.
LONG_TEXT = 1500


@dataclass(frozen=True, slots=True)
class Sourced:
    """A statement with where it comes from; `source` is empty when that is not known."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One interviewer on one dimension, beside the anchor that the score points to."""

    who: str
    interview: str
    cell: Cell
    evidence: str
    anchor: tuple[str, ...]
    adjustments: tuple[str, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class DimensionEvidence:
    """All that was observed on one dimension."""

    name: str
    group: str
    facts: str
    standing: str
    discuss: str
    description: str
    observations: tuple[Observation, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class CardRating:
    """One line of a scorecard, as its interviewer submitted it."""

    dimension: str
    cell: Cell
    evidence: str
    adjustments: tuple[str, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class CardSignal:
    """A signal on a scorecard; `where` names the dimension, empty for the whole."""

    kind: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """A full scorecard."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    shadow: bool
    could_read: bool
    summary: str
    ratings: tuple[CardRating, ...]
    signals: tuple[CardSignal, ...]
    red_flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag with what the committee answered; no answers is said in so many words."""

    text: str
    severity: str
    raised_by: str
    evidence: str
    answers: tuple[tuple[str, str], ...]


def sourced(statement: Statement) -> Sourced:
    """A statement with its source: `handbook.md, line 12, level P5`, or the person who wrote it."""
    if statement.document:
        parts = [statement.document, statement.locator, f"level {statement.level}" if statement.level else None]
        return Sourced(text=statement.text, source=", ".join(part for part in parts if part))
    if statement.author:
        return Sourced(text=statement.text, source=f"written by {statement.author.name}")
    return Sourced(text=statement.text, source=f"level {statement.level}" if statement.level else "")


def dimension_facts(dimension: Dimension) -> str:
    """Bar, weight and must-have as one line."""
    facts = [f"Bar {points(dimension.bar)}", f"weight {points(dimension.weight)}"]
    return ", ".join([*facts, "must have"] if dimension.must_have else facts)


def evidence_by_dimension(reading: Reading) -> tuple[DimensionEvidence, ...]:
    """Every dimension of the rubric with each interviewer who was asked about it."""
    return tuple(_dimension_evidence(reading, dimension) for dimension in reading.dimensions.values())


def cards(reading: Reading) -> tuple[Card, ...]:
    """Every scorecard as submitted; what calibration changed is told beside the line, not in it."""
    return tuple(_card(reading, card) for card in reading.record.scorecards)


def flags(reading: Reading) -> tuple[Flag, ...]:
    """Every red flag raised, in the order of the scorecards."""
    return tuple(
        Flag(
            text=flag.text,
            severity=flag.severity or "",
            raised_by=reading.named(card),
            evidence=flag.evidence or "",
            answers=tuple(
                (f"{person_text(answer.by)}, {moment_text(answer.at)}", answer.text) for answer in flag.answers
            ),
        )
        for card in reading.record.scorecards
        for flag in card.red_flags
    )


def _dimension_evidence(reading: Reading, dimension: Dimension) -> DimensionEvidence:
    standing = reading.standings.get(dimension.id)
    if standing is None or standing.n == 0:
        stands = "Nobody observed it"
    elif standing.mean is None:
        stands = LEFT_OUT
    else:
        stands = (
            f"{standing_label(standing.distance)}: mean {mean_text(standing.mean)} "
            f"({distance_text(standing.distance)}) from {count_text(standing.n, 'score')}"
        )
    anchors = {anchor.score: anchor for anchor in dimension.anchors}
    observations = tuple(
        _observation(reading, card, dimension, anchors)
        for card in reading.record.scorecards
        if (card.id, dimension.id) in reading.ratings
    )
    return DimensionEvidence(
        name=dimension.name,
        group=dimension.group or "",
        facts=dimension_facts(dimension),
        standing=stands,
        discuss=(standing.discuss_reason or "Marked for discussion.") if standing and standing.discuss else "",
        description=dimension.description or "",
        observations=observations,
        empty="No interviewer was asked about this dimension.",
    )


def _observation(reading: Reading, card: Scorecard, dimension: Dimension, anchors: dict[int, Anchor]) -> Observation:
    rating = reading.ratings[card.id, dimension.id]
    cell = cell_of(reading, card.id, dimension.id)
    score = reading.score(card, dimension.id)
    anchor = anchors.get(score) if score is not None else None
    if score is None:
        pointed: tuple[str, ...] = ()
    elif anchor is None or not anchor.statements:
        pointed = ("The rubric has no text for this score.",)
    else:
        pointed = tuple(statement.text for statement in anchor.statements)
    return Observation(
        who=reading.named(card),
        interview=reading.interview_of(card),
        cell=cell,
        evidence=_evidence_text(rating.score, rating.evidence, rating.reason),
        anchor=pointed,
        adjustments=_adjustment_lines(reading.adjustments.get((card.id, dimension.id), ())),
        is_long=len(rating.evidence or "") > LONG_TEXT,
    )


def _evidence_text(score: int | None, evidence: str | None, reason: str | None) -> str:
    if score is None:
        said = f"Not observed: {reason}" if reason else "Not observed, no reason given."
        return f"{said}\n{evidence}" if evidence else said
    return evidence or "No evidence note."


def _adjustment_lines(changes: tuple[Adjustment, ...]) -> tuple[str, ...]:
    return tuple(
        f"Calibrated from {_score_text(change.before)} to {_score_text(change.after)} by {change.by.name}: {change.reason}"
        for change in changes
    )


def _score_text(score: int | None) -> str:
    return "not observed" if score is None else str(score)


def _card(reading: Reading, card: Scorecard) -> Card:
    interview = reading.interviews.get(card.interview)
    facts = [("Interview", interview.title if interview else card.interview)]
    if reading.tells_singles:
        facts = [
            ("Recommendation", recommendation_label(card.recommendation)),
            ("Level read", card.level_read or "None given"),
            *facts,
        ]
    if interview and interview.exercise:
        facts.append(("Exercise", interview.exercise))
    if interview and interview.starts_at:
        facts.append(("Held", moment_text(interview.starts_at)))
    facts.append(("Submitted", f"{moment_text(card.submitted_at)}, revision {card.revision} ({card.revision_id})"))
    return Card(
        heading=reading.named(card),
        facts=tuple(facts),
        shadow=card.shadow,
        could_read=bool(card.could_read),
        summary=card.summary or "",
        ratings=tuple(
            CardRating(
                dimension=reading.dimension_name(rating.dimension),
                cell=_submitted_cell(reading, rating.dimension, rating.score),
                evidence=_evidence_text(rating.score, rating.evidence, rating.reason),
                adjustments=_adjustment_lines(reading.adjustments.get((card.id, rating.dimension), ())),
                is_long=len(rating.evidence or "") > LONG_TEXT,
            )
            for rating in card.ratings
        ),
        signals=tuple(
            CardSignal(
                kind="Strong" if signal.kind == "strong" else "Weak",
                text=signal.text,
                where=reading.dimension_name(signal.dimension) if signal.dimension else "",
            )
            for signal in card.signals
        ),
        red_flags=tuple(flag.text for flag in card.red_flags),
    )


def _submitted_cell(reading: Reading, dimension: str, score: int | None) -> Cell:
    found = reading.dimensions.get(dimension)
    return score_cell(score, found.bar if found else 0)
