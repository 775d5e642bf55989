"""Which level of the ladder the evidence fits best, read off the posterior of a candidate's overall level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import ndtr


@dataclass(frozen=True)
class BestFit:
    """`level` holds the most posterior mass; `masses` maps every level to its share, summing to 1.

    `below` and `above` are the neighbouring levels' codes, None at an end of the ladder.
    """

    level: str
    masses: dict[str, float]
    below: str | None
    above: str | None


def best_fit(
    estimate: float, standard_error: float, *, levels: Sequence[str], target: str, bar: float, step: float = 1.0
) -> BestFit:
    """The best-fitting of `levels` (codes, lowest first) for an overall level with its posterior standard error, in points.

    The bar of `target` is `bar`, each level's bar lies one `step` from the next, and a level's band is its bar plus or
    minus half a step; the lowest and the highest level take all that lies beyond. Raises ValueError for an unknown
    target or an error that is not positive.
    """
    if target not in levels:
        raise ValueError(f"target level {target!r} is not on the ladder")
    if not standard_error > 0:
        raise ValueError("the standard error must be positive")
    edges = [bar + (place - levels.index(target) - 0.5) * step for place in range(1, len(levels))]
    under = [0.0, *(float(ndtr((edge - estimate) / standard_error)) for edge in edges), 1.0]
    masses = {level: under[place + 1] - under[place] for place, level in enumerate(levels)}
    best = max(range(len(levels)), key=lambda place: masses[levels[place]])
    return BestFit(
        levels[best],
        masses,
        levels[best - 1] if best else None,
        levels[best + 1] if best + 1 < len(levels) else None,
    )
