"""Chance-corrected agreement by category: Fleiss' kappa, Cohen's (weighted) kappa, Gwet's AC."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.ratings import Codes, Floats, Ratings


def quadratic_disagreement(categories: int) -> Floats:
    """Disagreement weights (categories x categories): squared distance, 1 between the ends of the scale."""
    place = np.arange(categories)
    weights: Floats = ((place[:, None] - place[None, :]) / max(categories - 1, 1)) ** 2
    return weights


def fleiss_kappa(counts: Floats) -> float | None:
    """Fleiss' kappa of counts (units x categories), each unit's ratings counted by category.

    Where units have different numbers of ratings the generalised form is used: chance agreement from each unit's
    proportions, observed agreement from units with at least two ratings (Gwet 2014, ch. 2). None where no unit has two
    ratings or all ratings are of one category. Fleiss, J. L. (1971), Psychological Bulletin 76, 378-382.
    """
    observed, proportion = _observed_agreement(counts, np.eye(counts.shape[1]))
    if observed is None:
        return None
    return _beyond_chance(observed, float((proportion**2).sum()))


def gwet_ac(counts: Floats, disagreement: Floats | None = None) -> float | None:
    """Gwet's AC1 of counts (units x categories), or AC2 with disagreement weights (0 on the diagonal, 1 at most).

    It stays meaningful where almost all ratings fall into one category. None where no unit has two ratings or the scale
    has one category. Gwet, K. L. (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48.
    """
    categories = counts.shape[1]
    weights = np.eye(categories) if disagreement is None else 1 - disagreement
    observed, proportion = _observed_agreement(counts, weights)
    if observed is None or categories < 2:
        return None
    chance = float(weights.sum() / (categories * (categories - 1)) * (proportion * (1 - proportion)).sum())
    return _beyond_chance(observed, chance)


def cohen_kappa(table: Floats, disagreement: Floats | None = None) -> float | None:
    """Cohen's kappa of a square table of joint counts or proportions, weighted when disagreement weights are given.

    None for an empty table or where chance alone gives full agreement.
    Cohen, J. (1960), Educational and Psychological Measurement 20, 37-46; (1968), Psychological Bulletin 70, 213-220.
    """
    total = float(table.sum())
    if total <= 0:
        return None
    joint = table / total
    weights = 1 - np.eye(len(table)) if disagreement is None else disagreement
    chance = float((weights * np.outer(joint.sum(axis=1), joint.sum(axis=0))).sum())
    return 1 - float((weights * joint).sum()) / chance if chance > 0 else None


@dataclass(frozen=True)
class PairAgreement:
    """How two interviewers agree on the `units` (candidate x dimension) both rated.

    `exact`: share of units with the same score, 0 to 1. `weighted_kappa` is None where both gave one and the same score only.
    """

    first: str
    second: str
    units: int
    exact: float
    weighted_kappa: float | None
    gwet_ac2: float
    mean_difference: float


def pair_agreements(ratings: Ratings, *, low: int, high: int) -> list[PairAgreement]:
    """Every pair of interviewers with a unit in common: quadratic weighted kappa, Gwet's AC2, first minus second in points.

    Both come from sums over the pairs (`cohen_kappa` and `gwet_ac` define them), so that tens of thousands of pairs cost as
    little as a few: with quadratic weights kappa is 1 - mean (x-y)^2 / (mean x^2 + mean y^2 - 2 mean x mean y).
    """
    categories = high - low + 1
    unit = ratings.candidate * max(len(ratings.dimensions), 1) + ratings.dimension
    order = np.lexsort((ratings.interviewer, unit))
    left, right = _shared_rows(unit[order])
    rows, partners = order[left], order[right]
    panel = max(len(ratings.interviewers), 1)
    found, place = np.unique(ratings.interviewer[rows] * panel + ratings.interviewer[partners], return_inverse=True)
    place, pairs = place.reshape(-1), len(found)
    x, y = ratings.score[rows] - low, ratings.score[partners] - low

    def total(values: Codes) -> Floats:
        return np.bincount(place, values, pairs).astype(np.float64)

    n = np.bincount(place, minlength=pairs).astype(float)
    apart = total((x - y) ** 2)
    by_chance = n * (total(x**2) + total(y**2)) - 2 * total(x) * total(y)
    used = np.bincount(
        np.concatenate([place * categories + x, place * categories + y]), minlength=pairs * categories
    ).reshape(pairs, categories) / (2 * n[:, None])
    weights = 1 - quadratic_disagreement(categories)
    chance = weights.sum() / max(categories * (categories - 1), 1) * (used * (1 - used)).sum(axis=1)
    observed = 1 - apart / n / max(categories - 1, 1) ** 2
    kappa = 1 - n * apart / np.where(by_chance > 0, by_chance, 1)
    figures = (
        found // panel, found % panel, n.astype(int), total(x == y) / n, by_chance > 0, kappa,
        (observed - chance) / (1 - chance), total(x - y) / n,
    )  # fmt: skip
    return [
        PairAgreement(
            ratings.interviewers[a], ratings.interviewers[b], units, exact, value if varies else None, ac, more
        )
        for a, b, units, exact, varies, value, ac, more in zip(*(each.tolist() for each in figures), strict=True)
    ]


def _shared_rows(unit: Codes) -> tuple[Codes, Codes]:
    """Index pairs of rows with the same unit, for units in ascending order."""
    lefts, rights = [], []
    distance = 1
    while True:
        left = np.flatnonzero(unit[distance:] == unit[:-distance]) if distance < len(unit) else np.zeros(0, np.intp)
        if not len(left):
            break
        lefts.append(left)
        rights.append(left + distance)
        distance += 1
    if not lefts:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return np.concatenate(lefts), np.concatenate(rights)


def _observed_agreement(counts: Floats, weights: Floats) -> tuple[float | None, Floats]:
    given = counts.sum(axis=1)
    rated = given > 0
    proportion: Floats = (counts[rated] / given[rated, None]).mean(axis=0) if rated.any() else np.zeros(counts.shape[1])
    paired = given > 1
    if not paired.any():
        return None, proportion
    several, total = counts[paired], given[paired]
    agreeing = (several * (several @ weights - 1)).sum(axis=1)
    return float((agreeing / (total * (total - 1))).mean()), proportion


def _beyond_chance(observed: float, chance: float) -> float | None:
    return (observed - chance) / (1 - chance) if 1 - chance > 1e-12 else None
