"""Ratings arranged by interview (candidate x interviewer), the shape in which the mixed model is solved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from calibration.statistics.ratings import Codes, Floats, Ratings


@dataclass(frozen=True, eq=False)
class Interviews:
    """One row per interview, sorted by candidate, then interviewer; every candidate has at least one.

    `candidate`, `interviewer` (interviews,) are codes; `score` and `rated` (interviews x dimensions) hold points and
    1.0 where a rating was observed, 0.0 elsewhere; `first` (candidates,) is each candidate's first row.
    """

    candidates: int
    interviewers: int
    dimensions: int
    candidate: Codes
    interviewer: Codes
    score: Floats
    rated: Floats
    first: Codes

    @property
    def size(self) -> Floats:
        """Ratings in each interview (interviews,)."""
        total: Floats = self.rated.sum(axis=1)
        return total

    @property
    def count(self) -> Codes:
        """Interviews of each candidate (candidates,)."""
        return np.diff(self.first, append=len(self.candidate)).astype(np.intp)

    def by_candidate(self, rows: Floats) -> Floats:
        """Rows (interviews, ...) summed over each candidate."""
        total: Floats = np.add.reduceat(rows, self.first, axis=0)
        return total

    def by_interviewer(self, rows: Floats) -> Floats:
        """Rows (interviews,) or (interviews x columns) summed over each interviewer; zero for one without interviews."""
        if rows.ndim == 1:
            return np.bincount(self.interviewer, rows, self.interviewers).astype(np.float64)
        total: Floats = self._choice @ rows
        return total

    @cached_property
    def _choice(self) -> sparse.csr_array:
        count = len(self.interviewer)
        places = (np.ones(count), (self.interviewer, np.arange(count)))
        return sparse.csr_array(sparse.coo_array(places, shape=(self.interviewers, count)))

    def cross(self, left: Border, right: Border) -> Floats:
        """The product left' right, summed over candidates and local rows: (interviewers + dimensions) squared."""
        panel = self.interviewers
        product = np.empty((panel + self.dimensions, panel + self.dimensions))
        product[:panel, :panel] = (self._sparse(left.severity).T @ self._sparse(right.severity)).toarray()
        product[:panel, panel:] = self.by_interviewer(_rows_times(left.severity, right.mean[self.candidate]))
        product[panel:, :panel] = self.by_interviewer(_rows_times(right.severity, left.mean[self.candidate])).T
        flat = (-1, self.dimensions)
        product[panel:, panel:] = left.mean.reshape(flat).T @ right.mean.reshape(flat)
        return product

    def cross_vector(self, left: Border, local: Floats) -> Floats:
        """The product left' local for local values (candidates x local rows): (interviewers + dimensions,)."""
        severity = self.by_interviewer((left.severity * local[self.candidate]).sum(axis=1))
        return np.concatenate([severity, np.einsum("nli,nl->i", left.mean, local)])

    def times(self, left: Border, border: Floats) -> Floats:
        """The local values (candidates x local rows) of `left` times a border vector (interviewers + dimensions,)."""
        severity = self.by_candidate(left.severity * border[self.interviewer, None])
        total: Floats = severity + left.mean @ border[self.interviewers :]
        return total

    def _sparse(self, severity: Floats) -> sparse.csr_array:
        """A border's interviewer columns as a sparse matrix (local rows * candidates) x interviewers."""
        rows = severity.shape[1]
        begins = np.concatenate([self.first + part * len(self.candidate) for part in range(rows)])
        starts = np.append(begins, rows * len(self.candidate))
        shape = (rows * self.candidates, self.interviewers)
        return sparse.csr_array((severity.T.ravel(), np.tile(self.interviewer, rows), starts), shape=shape)


@dataclass(frozen=True, eq=False)
class Border:
    """A matrix from local rows of every candidate to the border (interviewer severities, dimension means).

    `severity` (interviews x local rows): the column of the interview's interviewer, the others being zero for this candidate;
    `mean` (candidates x local rows x dimensions).
    """

    severity: Floats
    mean: Floats

    def rows(self, part: slice) -> Border:
        """The border with only some of the local rows."""
        return Border(self.severity[:, part], self.mean[:, part])


def _rows_times(rows: Floats, matrices: Floats) -> Floats:
    product: Floats = np.matmul(rows[:, None, :], matrices)[:, 0, :]
    return product


def interviews_of(ratings: Ratings) -> Interviews:
    """The ratings by interview; every candidate of the table must have a rating (see `Ratings.compact`)."""
    panel = len(ratings.interviewers)
    cell, row = np.unique(ratings.candidate * panel + ratings.interviewer, return_inverse=True)
    score = np.zeros((len(cell), len(ratings.dimensions)))
    rated = np.zeros_like(score)
    score[row.reshape(-1), ratings.dimension] = ratings.score
    rated[row.reshape(-1), ratings.dimension] = 1.0
    candidate = (cell // panel).astype(np.intp)
    return Interviews(
        len(ratings.candidates),
        panel,
        len(ratings.dimensions),
        candidate,
        (cell % panel).astype(np.intp),
        score,
        rated,
        np.flatnonzero(np.diff(candidate, prepend=-1)),
    )
