"""The four to eight dimensions a loop can cover well, and why each was kept or left for later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.checks.anchors import MOST, neighbour_findings
from rubrics.checks.finding import Severity
from rubrics.content import RubricDimension


@dataclass(frozen=True, slots=True)
class Focus:
    """Whether a dimension is proposed to be rated, and why, in words. A person decides."""

    dimension: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a dimension beside its anchors.

    `is_linked`: ladder and criteria both speak of it. `named`: what the criteria say is to be assessed, or an exercise,
    fits it best (a suggestion suffices, since nothing is placed by it).
    """

    is_linked: bool = False
    named: tuple[str, ...] = ()


def focus(dimensions: Sequence[RubricDimension], grounds: Mapping[str, Grounds], most: int = MOST) -> tuple[Focus, ...]:
    """One proposal for each dimension, in their order; all are kept when there are no more than `most`.

    Otherwise they rank by: must-have; a bar that is written; ladder and criteria both speak of it; named by the criteria or
    an exercise; how many scores are written and can be told apart; the order of the sources. The best of every group has
    a place as long as places last, so that no part of a ladder falls silent.
    """
    if len(dimensions) <= most:
        return tuple(Focus(entry.key, kept=True, reason=_words(entry, grounds[entry.key])) for entry in dimensions)
    order = {entry.key: index for index, entry in enumerate(dimensions)}
    ranked = sorted(dimensions, key=lambda entry: (*_rank(entry, grounds[entry.key]), order[entry.key]))
    first: dict[str, RubricDimension] = {}
    for entry in ranked:
        if entry.group:
            first.setdefault(entry.group, entry)
    seated = [*first.values(), *(entry for entry in ranked if entry not in first.values())]
    kept = {entry.key for entry in sorted(seated[:most], key=lambda entry: order[entry.key])}
    only = {entry.key for entry in first.values() if entry not in ranked[:most]}
    found = []
    for entry in dimensions:
        words = _words(entry, grounds[entry.key])
        if entry.key in only and entry.key in kept:
            words = f"the best described of the group “{entry.group}”; {words}"
        elif entry.key not in kept:
            words = f"{len(dimensions)} are more than the {most} a loop covers well, and others rank before it: {words}"
        found.append(Focus(entry.key, entry.key in kept, words))
    return tuple(found)


def _rank(dimension: RubricDimension, grounds: Grounds) -> tuple[bool, bool, bool, int, int]:
    """Sorts the better first."""
    bar = any(anchor.score == dimension.bar and anchor.statements for anchor in dimension.anchors)
    distinct = _written(dimension) - _alike(dimension)
    return (not dimension.must_have, not bar, not grounds.is_linked, -len(grounds.named), -distinct)


def _written(dimension: RubricDimension) -> int:
    return sum(bool(anchor.statements) for anchor in dimension.anchors)


def _alike(dimension: RubricDimension) -> int:
    return sum(finding.severity >= Severity.warning for finding in neighbour_findings(dimension))


def _words(dimension: RubricDimension, grounds: Grounds) -> str:
    parts = ["a must-have"] if dimension.must_have else []
    bar = any(anchor.score == dimension.bar and anchor.statements for anchor in dimension.anchors)
    parts.append("its bar is written" if bar else "its bar is unwritten")
    if grounds.is_linked:
        parts.append("ladder and criteria both speak of it")
    if grounds.named:
        parts.append(f"fits {', '.join(grounds.named)}")
    written, total = _written(dimension), len(dimension.anchors)
    parts.append(f"{written} of {total} scores have words")
    if alike := _alike(dimension):
        parts.append(f"{alike} pair{'s' if alike > 1 else ''} of neighbouring scores can hardly be told apart")
    return "; ".join(parts)
