"""Which variance components the layout of the ratings can tell apart, whatever the scores are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from calibration.statistics.ratings import Codes, Floats, Ratings

EFFECTS = ("candidate", "interviewer", "halo", "profile", "residual")

_LEAVE_FIRST = ("profile", "halo", "interviewer", "candidate")
_NEGLIGIBLE = 1e-9


class NotEstimable(Exception):
    """A model that these ratings cannot tell; the message says why, in words for the reader of the result."""


@dataclass(frozen=True)
class Identification:
    """`kept`: the effects whose variances can be estimated side by side, in the order of EFFECTS.

    `merged` maps each effect left out to the kept ones it cannot be told from; an empty tuple means that the ratings hold no
    contrast of it at all (one interviewer, one candidate).
    """

    kept: tuple[str, ...]
    merged: dict[str, tuple[str, ...]]


def identification(ratings: Ratings) -> Identification:
    """The effects that can be told apart with dimension means fixed.

    Variances are identified when the matrices M Z Z' M of the effects, M the projection off the dimension means, are
    linearly independent (Rao, C. R. (1972), Journal of the American Statistical Association 67, 112-115); their inner
    products tell. Where they are not, the effect that matters least for a candidate's level is left out first.
    """
    gram = _inner_products(ratings)
    size = np.sqrt(np.diag(gram))
    present = [name for place, name in enumerate(EFFECTS) if size[place] > _NEGLIGIBLE * len(ratings)]
    merged: dict[str, tuple[str, ...]] = {name: () for name in EFFECTS if name not in present}
    for name in _LEAVE_FIRST:
        if name not in present:
            continue
        others = [other for other in present if other != name]
        if _rank(gram, others) == _rank(gram, present):
            present = others
            merged[name] = ()
    for name in merged:
        if size[EFFECTS.index(name)] > _NEGLIGIBLE * len(ratings):
            merged[name] = _mixture(gram, name, present)
    return Identification(tuple(present), merged)


def _places(names: list[str] | tuple[str, ...]) -> list[int]:
    return [EFFECTS.index(name) for name in names]


def _scaled(gram: Floats, names: list[str]) -> Floats:
    places = _places(names)
    part = gram[np.ix_(places, places)]
    size = np.sqrt(np.diag(part))
    scaled: Floats = part / np.outer(size, size)
    return scaled


def _rank(gram: Floats, names: list[str]) -> int:
    if not names:
        return 0
    return int((np.linalg.eigvalsh(_scaled(gram, names)) > _NEGLIGIBLE).sum())


def _mixture(gram: Floats, name: str, kept: list[str]) -> tuple[str, ...]:
    scaled = _scaled(gram, [name, *kept])
    weights = np.linalg.lstsq(scaled[1:, 1:], scaled[1:, 0])[0]
    return tuple(other for other, weight in zip(kept, weights, strict=True) if abs(weight) > 1e-6)


def _inner_products(ratings: Ratings) -> Floats:
    """tr(M Z_a Z_a' M Z_b Z_b') for each pair of effects, from the counts of ratings by group."""
    rows, dimensions = len(ratings), len(ratings.dimensions)
    panel = len(ratings.interviewers)
    groups: dict[str, Codes] = {
        "candidate": ratings.candidate,
        "interviewer": ratings.interviewer,
        "halo": ratings.candidate * panel + ratings.interviewer,
        "profile": ratings.candidate * dimensions + ratings.dimension,
        "residual": np.arange(rows, dtype=np.intp),
    }
    membership = [_membership(groups[name]) for name in EFFECTS]
    column = sparse.csr_array((np.ones(rows), (np.arange(rows), ratings.dimension)), shape=(rows, dimensions))
    each = np.maximum(np.bincount(ratings.dimension, minlength=dimensions), 1).astype(float)
    by_dimension = [(member.T @ column).toarray() for member in membership]
    squares = [counts.T @ counts for counts in by_dimension]
    gram = np.empty((len(EFFECTS), len(EFFECTS)))
    for first, member in enumerate(membership):
        for second in range(first, len(EFFECTS)):
            shared = member.T @ membership[second]
            direct = float(shared.power(2).sum())
            middle = float(((shared @ by_dimension[second]) * by_dimension[first] / each).sum())
            last = float(((squares[first] / each) @ (squares[second] / each)).trace())
            gram[first, second] = gram[second, first] = (
                max(direct - 2 * middle + last, 0.0) if first == second else (direct - 2 * middle + last)
            )
    return gram


def _membership(codes: Codes) -> sparse.csr_array:
    found, place = np.unique(codes, return_inverse=True)
    count = len(codes)
    return sparse.csr_array((np.ones(count), (np.arange(count), place.reshape(-1))), shape=(count, len(found)))
