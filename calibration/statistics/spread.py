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

    `mean`, `distance` (mean minus bar) and `range` are None without a rating, `deviation` (sample standard deviation)
    with fewer than two. `discuss` marks a range of two points or more, or scores on both sides of the bar. `r_wg` is
    agreement within the cell against a uniform null; `polarised` says that it is negative and shown as 0.
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


@dataclass(frozen=True)
class DimensionAgreement:
    """r_wg over a dimension's cells with two or more scores: how many there are, their median, and how many are polarised."""

    dimension: str
    cells: int
    median_r_wg: float | None
    polarised: int


def dimension_agreements(ratings: Ratings, *, low: int, high: int) -> list[DimensionAgreement]:
    """r_wg of every cell (candidate x dimension), told by dimension in the table's order; None where no cell has two scores."""
    places = max(len(ratings.dimensions), 1)
    cells, place = np.unique(ratings.candidate * places + ratings.dimension, return_inverse=True)
    score, place = ratings.score - low, place.reshape(-1)
    count, total = np.bincount(place, minlength=len(cells)), np.bincount(place, score, len(cells))
    several = count > 1
    room = np.where(several, count * (count - 1), 1)
    variance = (count * np.bincount(place, score**2, len(cells)) - total**2) / room
    value = 1 - variance / (((high - low + 1) ** 2 - 1) / 12)
    answers = []
    for code, name in enumerate(ratings.dimensions):
        own = value[several & (cells % places == code)]
        median = float(np.median(np.maximum(own, 0))) if len(own) else None
        answers.append(DimensionAgreement(name, len(own), median, int((own < 0).sum())))
    return answers
