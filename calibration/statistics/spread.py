"""Raw means and spreads: what the ratings say before any model, and which cells the committee should talk about."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calibration.statistics.ratings import Ratings

WIDE_RANGE = 2


@dataclass(frozen=True)
class Spread:
    """The scores of one cell (candidate x dimension, or a candidate's all) on the rating scale, in points.

    `mean`, `distance` (mean minus bar) and `range` are None without a rating, `deviation` (sample standard deviation) with fewer
    than two. `discuss` marks a range of two points or more, or scores on both sides of the bar. `r_wg` is agreement within the
    cell against a uniform null; `polarised` says that it is negative and shown as 0.
    """

    count: int
    mean: float | None
    deviation: float | None
    lowest: int | None
    highest: int | None
    range: int | None
    distance: float | None
    discuss: bool
    r_wg: float | None
    polarised: bool


def spread(scores: Sequence[int], *, bar: float, low: int = 1, high: int = 5) -> Spread:
    """Mean, spread, distance from the bar and the discuss mark of the scores given, not-observed ones left out."""
    count = len(scores)
    if not count:
        return Spread(0, None, None, None, None, None, None, discuss=False, r_wg=None, polarised=False)
    mean = sum(scores) / count
    lowest, highest = min(scores), max(scores)
    agreement, polarised = r_wg(scores, low=low, high=high)
    return Spread(
        count,
        mean,
        math.sqrt(sum((score - mean) ** 2 for score in scores) / (count - 1)) if count > 1 else None,
        lowest,
        highest,
        highest - lowest,
        mean - bar,
        discuss=is_worth_discussing(scores, bar=bar),
        r_wg=agreement,
        polarised=polarised,
    )


def is_worth_discussing(scores: Sequence[int], *, bar: float) -> bool:
    """Whether scores lie two points or more apart, or some meet the bar (score >= bar) and some do not."""
    if len(scores) < 2:
        return False
    return max(scores) - min(scores) >= WIDE_RANGE or min(scores) < bar <= max(scores)


def r_wg(scores: Sequence[int], *, low: int = 1, high: int = 5) -> tuple[float | None, bool]:
    """Agreement within one group of ratings, 0 to 1, and whether it is polarised (negative, shown as 0).

    1 - s2 / ((A2 - 1) / 12) with the sample variance s2 and A categories. None with fewer than two ratings or categories.
    James, L. R., Demaree, R. G. & Wolf, G. (1984), Journal of Applied Psychology 69, 85-98.
    """
    categories = high - low + 1
    if len(scores) < 2 or categories < 2:
        return None, False
    mean = sum(scores) / len(scores)
    variance = sum((score - mean) ** 2 for score in scores) / (len(scores) - 1)
    value = 1 - variance / ((categories**2 - 1) / 12)
    return max(value, 0.0), value < 0


def cell_spreads(ratings: Ratings, *, bar: float, low: int, high: int) -> dict[tuple[str, str], Spread]:
    """The spread of each rated cell (candidate, dimension)."""
    cell = ratings.candidate * max(len(ratings.dimensions), 1) + ratings.dimension
    return {
        (
            ratings.candidates[code // len(ratings.dimensions)],
            ratings.dimensions[code % len(ratings.dimensions)],
        ): spread(scores, bar=bar, low=low, high=high)
        for code, scores in _groups(cell, ratings.score)
    }


def candidate_spreads(ratings: Ratings, *, bar: float, low: int, high: int) -> dict[str, Spread]:
    """The spread of each candidate's ratings over all dimensions and interviewers."""
    return {
        ratings.candidates[code]: spread(scores, bar=bar, low=low, high=high)
        for code, scores in _groups(ratings.candidate, ratings.score)
    }


def dimension_spreads(ratings: Ratings, *, bar: float, low: int, high: int) -> dict[str, Spread]:
    """The spread of each dimension's ratings over all candidates and interviewers."""
    return {
        ratings.dimensions[code]: spread(scores, bar=bar, low=low, high=high)
        for code, scores in _groups(ratings.dimension, ratings.score)
    }


def _groups(codes: np.typing.NDArray[np.intp], scores: np.typing.NDArray[np.intp]) -> list[tuple[int, list[int]]]:
    order = np.argsort(codes, kind="stable")
    found, starts = np.unique(codes[order], return_index=True)
    return [(int(code), part.tolist()) for code, part in zip(found, np.split(scores[order], starts[1:]), strict=True)]
