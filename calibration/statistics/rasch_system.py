"""The many-facet model's rows in order, and its information matrix with the candidates eliminated (Schur complement)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from calibration.statistics.linkage import connected_subsets
from calibration.statistics.ratings import Codes, Flags, Floats, Ratings

_FAINT = 1e-12
"""Information, relative to the mean, added so that measures on their way to infinity leave the equations solvable."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Rows sorted by candidate and interviewer, with what each Newton step needs of their order.

    `value` (categories,) are the scores in use counted from the lowest one, `category` (rows,) each row's place in it.
    `pair` (rows,) numbers the interviews; `constraints` (count x border) are the sums held at zero; `active` flags which
    candidates, interviewers and dimensions have a row.
    """

    shape: tuple[int, int, int]
    candidate: Codes
    interviewer: Codes
    dimension: Codes
    category: Codes
    value: Floats
    pair_start: Codes
    pair_candidate: Codes
    pair_interviewer: Codes
    active: tuple[Flags, Flags, Flags]
    subsets: int
    constraints: Floats
    unidentified: tuple[Flags, Flags, Flags]


def layout_of(ratings: Ratings) -> Layout:
    """The layout of ratings without extreme elements (see `extremes`); names may be without a row."""
    shape = (len(ratings.candidates), len(ratings.interviewers), len(ratings.dimensions))
    order = np.lexsort((ratings.interviewer, ratings.candidate))
    n, j, i = ratings.candidate[order], ratings.interviewer[order], ratings.dimension[order]
    used, category = np.unique(ratings.score[order], return_inverse=True)
    start = np.flatnonzero(np.diff(n * shape[1] + j, prepend=-1)).astype(np.intp)
    active = tuple(np.bincount(codes, minlength=size) > 0 for codes, size in zip((n, j, i), shape, strict=True))
    subsets = connected_subsets(ratings)
    sums = [np.concatenate([subsets.interviewer == label, np.zeros(shape[2])]) for label in range(subsets.count)]
    sums.append(np.concatenate([np.zeros(shape[1]), active[2]]))
    layout = Layout(
        shape,
        n,
        j,
        i,
        category.reshape(-1).astype(np.intp),
        (used - used[0]).astype(float),
        start,
        n[start],
        j[start],
        (active[0], active[1], active[2]),
        subsets.count,
        np.array(sums, dtype=float),
        (~active[0], ~active[1], ~active[2]),
    )
    return _with_unidentified(layout)


def _with_unidentified(layout: Layout) -> Layout:
    """The layout with a constraint for every further direction that its rows leave open, and the elements it touches flagged."""
    people, panel, _ = layout.shape
    system = eliminated(layout, np.ones(len(layout.candidate)))
    block = system.block + system.scale * layout.constraints.T @ layout.constraints
    if _is_regular(block, system.scale):
        return layout
    values, vectors = np.linalg.eigh(block)
    open_ways: Floats = vectors[:, values < 1e-9 * system.scale].T
    if not len(open_ways):
        return layout
    shift = np.abs(system.coupling @ open_ways.T / system.total[:, None]).max(axis=1) > 1e-7
    touched = np.abs(open_ways).max(axis=0) > 1e-7
    flags = (
        layout.unidentified[0] | shift[:people],
        layout.unidentified[1] | touched[:panel],
        layout.unidentified[2] | touched[panel:],
    )
    return replace(layout, constraints=np.vstack([layout.constraints, open_ways]), unidentified=flags)


def _is_regular(block: Floats, scale: float) -> bool:
    """Whether no pivot comes near zero: a quick test that spares large panels the eigenvectors."""
    try:
        pivots = np.diag(np.linalg.cholesky(block)) ** 2
    except np.linalg.LinAlgError:
        return False
    return bool(pivots.min() > 1e-6 * scale)


@dataclass(frozen=True, eq=False)
class System:
    """`block` (border x border): information of interviewers, dimensions and inner thresholds with the candidates eliminated.

    `coupling` (candidates x border): the information candidates share with the border; `total` (candidates,): their own, 1.0
    for a candidate without a row. `scale` is the mean diagonal of `block`.
    """

    block: Floats
    coupling: sparse.csr_array
    total: Floats
    scale: float

    def held(self, constraints: Floats) -> Floats:
        """The constraints (count x border) with zeros for the thresholds, so that they apply to this system."""
        return np.pad(constraints, ((0, 0), (0, len(self.block) - constraints.shape[1])))


def eliminated(layout: Layout, variance: Floats, tilt: Floats | None = None, inner: Floats | None = None) -> System:
    """The system for rows of this score variance.

    `tilt` (thresholds x rows) is the covariance of the score with being in each inner category, `inner` those categories'
    probabilities; without them the thresholds are left out.
    """
    people, panel, dimensions = layout.shape
    tilts = np.zeros((0, len(variance))) if tilt is None else tilt
    by_pair = np.add.reduceat(variance, layout.pair_start)
    total = np.bincount(layout.pair_candidate, by_pair, people).astype(np.float64)
    total = np.where(layout.active[0], np.maximum(total, _FAINT), 1.0)
    profile = np.bincount(layout.candidate * dimensions + layout.dimension, variance, people * dimensions)
    paired = [np.add.reduceat(row, layout.pair_start) for row in tilts]
    by_candidate = [np.bincount(layout.pair_candidate, row, people) for row in paired]
    dense = -np.column_stack([profile.reshape(people, dimensions), *by_candidate])
    starts = np.searchsorted(layout.pair_candidate, np.arange(people + 1))
    rater = sparse.csr_array((-by_pair, layout.pair_interviewer, starts), shape=(people, panel))
    block = _border_block(layout, variance, by_pair, tilts, paired)
    if inner is not None:
        block[panel + dimensions :, panel + dimensions :] = np.diag(inner.sum(axis=1)) - inner @ inner.T
    block = np.triu(block) + np.triu(block, 1).T
    scaled = dense / total[:, None]
    weighted = sparse.csr_array(
        (-by_pair / total[layout.pair_candidate], rater.indices, rater.indptr), shape=rater.shape
    )
    block[:panel, :panel] -= (rater.T @ weighted).toarray()
    mixed = rater.T @ scaled
    block[:panel, panel:] -= mixed
    block[panel:, :panel] -= mixed.T
    block[panel:, panel:] -= dense.T @ scaled
    idle = np.concatenate([~layout.active[1], ~layout.active[2], np.zeros(len(tilts), dtype=bool)])
    block[idle, idle] = 1.0
    scale = float(np.diag(block).mean()) or 1.0
    block[np.diag_indices_from(block)] += _FAINT * scale
    coupling = sparse.csr_array(sparse.hstack([rater, sparse.csr_array(dense)]))
    return System(block, coupling, total, scale)


def _border_block(layout: Layout, variance: Floats, by_pair: Floats, tilts: Floats, paired: list[Floats]) -> Floats:
    """The upper triangle of the border's own information, inner thresholds among themselves left at zero."""
    _, panel, dimensions = layout.shape
    size = panel + dimensions + len(tilts)
    block = np.zeros((size, size))
    rater, topic = np.arange(panel), panel + np.arange(dimensions)
    both = np.bincount(layout.interviewer * dimensions + layout.dimension, variance, panel * dimensions)
    block[rater, rater] = np.bincount(layout.pair_interviewer, by_pair, panel)
    block[:panel, panel : panel + dimensions] = both.reshape(panel, dimensions)
    block[topic, topic] = np.bincount(layout.dimension, variance, dimensions)
    for place, (row, summed) in enumerate(zip(tilts, paired, strict=True)):
        column = panel + dimensions + place
        block[:panel, column] = np.bincount(layout.pair_interviewer, summed, panel)
        block[panel : panel + dimensions, column] = np.bincount(layout.dimension, row, dimensions)
    return block
