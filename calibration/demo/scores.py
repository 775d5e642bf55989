"""Ratings with known causes: what a candidate is worth, how an interviewer scores, and chance.

The causes are those that the mixed model of the calibration statistics looks for, so that an analysis of the demo can be
compared with the truth:

    score = round(level + profile − difficulty − severity + halo + slip), held between 1 and 5

level: the candidate over all dimensions; profile: candidate × dimension; halo: candidate × interviewer; slip: each rating.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calibration.demo.people import Person

BAR = 3
LEVEL_MEAN, LEVEL_SPREAD = 3.0, 0.7
PROFILE_SPREAD = 0.35
HALO_SPREAD = 0.25
HARDEST = 0.2
"""How much below the average the hardest dimension comes out, in points; the easiest comes out as much above it."""


@dataclass(frozen=True, slots=True)
class Ability:
    """What a candidate is worth on each dimension, by its name, in points of the scale; 3 is the bar."""

    level: float
    by_dimension: Mapping[str, float]


def ability(rng: random.Random, dimensions: Iterable[str], *, level: float | None = None) -> Ability:
    """A candidate drawn from the population, or one of the given `level` whose profile only is drawn."""
    drawn = rng.gauss(LEVEL_MEAN, LEVEL_SPREAD)
    chosen = drawn if level is None else level
    return Ability(chosen, {name: chosen + rng.gauss(0, PROFILE_SPREAD) for name in dimensions})


def difficulties(dimensions: Iterable[str]) -> dict[str, float]:
    """How hard each dimension is, in points (positive = hard), evenly spread and summing to zero."""
    names = list(dimensions)
    steps = max(len(names) - 1, 1)
    return {name: HARDEST * (2 * place / steps - 1) for place, name in enumerate(names)}


def scores(
    rng: random.Random,
    candidate: Ability,
    interviewer: Person,
    focus: Iterable[str],
    difficulty: Mapping[str, float],
    *,
    quarters_ago: int = 0,
) -> dict[str, int]:
    """The interviewer's scores (1-5) on the dimensions in `focus`, after one interview so many quarters before today."""
    halo = rng.gauss(0, HALO_SPREAD)
    severity = interviewer.severity + interviewer.drift * quarters_ago
    return {
        name: _held(
            candidate.by_dimension[name] - difficulty[name] - severity + halo + rng.gauss(0, interviewer.spread)
        )
        for name in focus
    }


def _held(points: float) -> int:
    return max(1, min(5, round(points)))
