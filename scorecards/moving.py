"""What moving an opening to another version of its rubric does to what was planned and written, in plain values.

Nothing that somebody wrote is dropped: what has no place any more is kept, in words, as a note for its author alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rubrics.content import Anchor, RubricContent, RubricDimension
from rubrics.difference import partners
from scorecards.answers import Answers, RatingAnswer, SignalAnswer


class Fate(StrEnum):
    """What becomes of a dimension: the same words, other words for some score, or no place at all."""

    KEPT = "kept"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class DimensionFate:
    """One dimension of the older version; `key_after` and `name_after` are None where it is gone.

    `scores`: those whose words, meaning or level changed, from low to high.
    """

    key: str
    name: str
    fate: Fate
    key_after: str | None = None
    name_after: str | None = None
    scores: tuple[int, ...] = ()


def dimension_fates(before: RubricContent, after: RubricContent) -> tuple[DimensionFate, ...]:
    """What becomes of each dimension of `before`, in its order.

    A score is a choice among all the anchors of its dimension. So one changed anchor makes the dimension *reworded*,
    whichever score was given: otherwise what happens to a draft would tell its score.
    """
    found = {old: new for new, old in partners(before, after).items()}
    return tuple(
        _fate(dimension, after.dimension(found[dimension.key]))
        if dimension.key in found
        else DimensionFate(dimension.key, dimension.name, Fate.GONE)
        for dimension in before.dimensions
    )


def _fate(before: RubricDimension, after: RubricDimension) -> DimensionFate:
    old = {anchor.score: _words(anchor) for anchor in before.anchors}
    new = {anchor.score: _words(anchor) for anchor in after.anchors}
    scores = tuple(score for score in sorted({*old, *new}) if old.get(score) != new.get(score))
    fate = Fate.REWORDED if scores else Fate.KEPT
    return DimensionFate(before.key, before.name, fate, after.key, after.name, scores)


def _words(anchor: Anchor) -> tuple[object, ...]:
    """What an interviewer reads of an anchor; the order of its statements says nothing."""
    return anchor.meaning, anchor.level_code, sorted(statement.text for statement in anchor.statements)


@dataclass(frozen=True, slots=True)
class Place:
    """Where what stood on a dimension or signal goes: its new number, None where it has no place any more."""

    name: str
    number: int | None
    keeps_score: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """The way from one version to another: places by old number, and the level codes of the newer version."""

    version_before: int
    version_after: int
    dimensions: Mapping[int, Place]
    signals: Mapping[int, Place]
    levels: frozenset[str]


def moved_answers(answers: Answers, route: Route) -> Answers:
    """What was written, under the newer version's numbers; what lost its place stands at the end of the private notes.

    A score whose anchors changed is taken back and noted; its evidence stays where it is. Numbers that the route does
    not know are the newer version's own and stay.
    """
    notes: list[str] = []
    ratings, signals = dict(answers.ratings), dict(answers.signals)
    for number, place in route.dimensions.items():
        if number in ratings and number != place.number:
            answer = ratings.pop(number)
            notes += _rating_notes(answer, place)
            if place.number is not None:
                ratings[place.number] = answer if place.keeps_score else replace(answer, score=None)
    for number, place in route.signals.items():
        if number in signals and number != place.number:
            seen = signals.pop(number)
            if place.number is None:
                notes.append(_signal_note(seen, place))
            else:
                signals[place.number] = seen
    level = answers.level_read
    if level is not None and level not in route.levels:
        notes.append(f"Level read: {level}")
        level = None
    moved = replace(answers, ratings=ratings, signals=signals, level_read=level)
    return replace(moved, private_notes=_with_notes(answers.private_notes, notes, route)) if notes else moved


def _rating_notes(answer: RatingAnswer, place: Place) -> list[str]:
    if place.number is not None:
        if place.keeps_score or answer.score is None:
            return []
        return [f"{place.name}: rated {answer.score}. Its words changed, so it waits to be rated again."]
    choice = "not observed" if answer.not_observed else f"rated {answer.score}" if answer.score is not None else ""
    said = [part for part in (choice, answer.reason, answer.evidence) if part]
    return [f"{place.name} (no longer in the rubric): {'; '.join(said)}"] if said else []


def _signal_note(answer: SignalAnswer, place: Place) -> str:
    choice = {True: "seen", False: "not seen", None: ""}[answer.seen]
    said = "; ".join(part for part in (choice, answer.evidence) if part)
    return f"{place.name} (no longer in the rubric): {said}"


def _with_notes(own: str, notes: list[str], route: Route) -> str:
    head = f"Kept when version {route.version_before} of the rubric gave way to version {route.version_after}:"
    return "\n\n".join(part for part in (own, "\n".join([head, *(f"- {note}" for note in notes)])) if part)
