"""Whether a dimension tells candidates apart: how it moves with the other dimensions, and what of its scores is theirs.

Both are plain figures of the scores as given, to be read beside the agreement: a dimension on which everybody gets a 3 has
perfect agreement and tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.ratings import Floats, Ratings

FEWEST_TO_CORRELATE = 4
"""Candidates from which on a correlation has an interval at all."""
_Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class ItemRest:
    """The correlation (-1 to 1) over `candidates`, with its 90 % interval; both None where it cannot be computed."""

    candidates: int
    correlation: float | None
    interval: tuple[float, float] | None


def item_rest(table: Ratings, place: int) -> ItemRest:
    """How the dimension moves with the others: its mean of a candidate against the mean of the candidate's other means.

    The corrected item-total correlation (Nunnally, J. C. (1978), Psychometric Theory): the dimension itself is not in the
    rest. Candidates rated on this dimension and on another one count. Interval by Fisher's z, with n - 3.
    """
    means = _means(table)
    others = np.delete(means, place, axis=1)
    known = ~np.isnan(means[:, place]) & ~np.isnan(others).all(axis=1)
    count = int(known.sum())
    if count < FEWEST_TO_CORRELATE:
        return ItemRest(count, None, None)
    own, rest = means[known, place], np.nanmean(others[known], axis=1)
    if own.std() == 0 or rest.std() == 0:  # nothing moves
        return ItemRest(count, None, None)
    value = float(np.corrcoef(own, rest)[0, 1])
    half = _Z90 / float(np.sqrt(count - 3))
    middle = float(np.arctanh(min(max(value, -0.999999), 0.999999)))
    return ItemRest(count, value, (float(np.tanh(middle - half)), float(np.tanh(middle + half))))


def _means(table: Ratings) -> Floats:
    """Mean score, candidates x dimensions; NaN where nobody rated."""
    size = (len(table.candidates), len(table.dimensions))
    cell = table.candidate * size[1] + table.dimension
    count = np.bincount(cell, minlength=size[0] * size[1])
    total = np.bincount(cell, table.score, minlength=size[0] * size[1])
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).reshape(size)


def share_between(table: Ratings, place: int) -> float | None:
    """The share (0 to 1) of the dimension's variance that lies between candidates rather than between their interviewers.

    ICC(1) of a one-way analysis of variance with unequal groups (Shrout & Fleiss 1979; n0 of Donner 1986), a negative one
    as 0. None without two candidates, without anybody rated twice, or where all scores are the same.
    """
    rows = table.dimension == place
    score, (_, group, count) = (
        table.score[rows].astype(float),
        np.unique(table.candidate[rows], return_inverse=True, return_counts=True),
    )
    total, groups = len(score), len(count)
    if groups < 2 or total == groups:  # nothing lies between, or nothing within
        return None
    mean = np.bincount(group, score) / count
    within = float(((score - mean[group]) ** 2).sum()) / (total - groups)
    between = float((count * (mean - score.mean()) ** 2).sum()) / (groups - 1)
    usual = (total - float((count**2).sum()) / total) / (groups - 1)
    theirs = max((between - within) / usual, 0.0)
    return theirs / (theirs + within) if theirs + within > 0 else None
