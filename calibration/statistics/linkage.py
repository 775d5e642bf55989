"""Which ratings can be compared at all: connected subsets, and how firmly two teams are linked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from calibration.statistics.ratings import Codes, Flags, Floats, Ratings

FEW_BRIDGES = 10
WIDE_CONTRAST = 0.15
"""Standard error (points on a five-point scale) of a between-team contrast from which a comparison is warned of."""


@dataclass(frozen=True, eq=False)
class Subsets:
    """Connected subsets of the graph candidates - interviewers; labels count from 0, names without a row have -1."""

    count: int
    candidate: Codes
    interviewer: Codes


def connected_subsets(ratings: Ratings) -> Subsets:
    """The subsets within which candidates are linked by shared interviewers. Across them nothing can be compared."""
    people, panel = len(ratings.candidates), len(ratings.interviewers)
    edges = (np.ones(len(ratings)), (ratings.candidate, people + ratings.interviewer))
    graph = sparse.coo_matrix(edges, shape=(people + panel, people + panel))
    _, labels = csgraph.connected_components(graph, directed=False)
    used = np.zeros(people + panel, dtype=bool)
    used[ratings.candidate] = True
    used[people + ratings.interviewer] = True
    found, recoded = np.unique(labels[used], return_inverse=True)
    label = np.full(people + panel, -1, dtype=np.intp)
    label[used] = recoded
    return Subsets(len(found), label[:people], label[people:])


@dataclass(frozen=True)
class TeamContrast:
    """Severity of team `a` minus team `b` in points, its standard error, and how many candidates met both.

    `difference` and `standard_error` are None where the two teams are not linked or nothing is left to estimate the
    error from. `weak` says that figures adjusted across the two teams must not be relied on.
    """

    a: str
    b: str
    bridging: int
    difference: float | None
    standard_error: float | None
    weak: bool


def team_contrasts(ratings: Ratings, teams: dict[str, str], *, scale_width: float = 4.0) -> list[TeamContrast]:
    """Each pair of interviewer teams compared from a fixed-effects fit: score = candidate + dimension - severity + error.

    `teams` maps interviewers to their team; interviewers it leaves out take part in the fit but in no contrast. Means of
    interviews (candidate x interviewer, dimension means removed) are fitted by least squares, so that halo counts as error:
    six ratings by one interviewer are one piece of evidence. A mixed model cannot show this error: it takes teams to be equal
    where nothing links them (README of the measurement, section 3: connected is not linked).
    """
    names = sorted(set(teams.values()))
    team_of = np.array(
        [names.index(teams[name]) if name in teams else -1 for name in ratings.interviewers], dtype=np.intp
    )
    fit = _severity_fit(ratings)
    met = np.zeros((len(ratings.candidates), len(names)), dtype=bool)
    assigned = team_of[ratings.interviewer] >= 0
    met[ratings.candidate[assigned], team_of[ratings.interviewer[assigned]]] = True
    contrasts = []
    for first, a in enumerate(names):
        for second in range(first + 1, len(names)):
            bridging = int((met[:, first] & met[:, second]).sum())
            weights = _contrast(team_of, first, second)
            difference, error = fit.contrast(weights)
            wide = error is None or error > WIDE_CONTRAST * scale_width / 4
            contrasts.append(
                TeamContrast(a, names[second], bridging, difference, error, bridging < FEW_BRIDGES or wide)
            )
    return contrasts


def _contrast(team_of: Codes, first: int, second: int) -> Floats:
    weights = np.zeros(len(team_of))
    for team, sign in ((first, 1.0), (second, -1.0)):
        members = team_of == team
        weights[members] = sign / max(int(members.sum()), 1)
    return weights


@dataclass(frozen=True, eq=False)
class _SeverityFit:
    severity: Floats
    covariance: Floats
    known: Floats
    freedom: int

    def contrast(self, weights: Floats) -> tuple[float | None, float | None]:
        """Value and standard error of a weighted sum of severities; None, None where the data cannot tell it."""
        projected = self.known @ weights
        if not weights.any() or np.abs(projected - weights).max() > 1e-8 or self.freedom < 1:
            return None, None
        return float(weights @ self.severity), float(math.sqrt(max(float(weights @ self.covariance @ weights), 0.0)))


def _severity_fit(ratings: Ratings) -> _SeverityFit:
    people, panel = len(ratings.candidates), len(ratings.interviewers)
    centred = ratings.score - _dimension_means(ratings)[ratings.dimension]
    cell, row = np.unique(ratings.candidate * panel + ratings.interviewer, return_inverse=True)
    mean = np.bincount(row, centred) / np.bincount(row)
    candidate, interviewer = cell // panel, cell % panel
    seen = np.bincount(candidate, minlength=people)
    within = mean - (np.bincount(candidate, mean, people) / np.maximum(seen, 1))[candidate]
    incidence = sparse.csr_matrix((np.ones(len(cell)), (candidate, interviewer)), shape=(people, panel))
    weighted = sparse.diags_array(1 / np.maximum(seen, 1)) @ incidence
    information = np.diag(np.bincount(interviewer, minlength=panel).astype(float)) - (incidence.T @ weighted).toarray()
    values, vectors = np.linalg.eigh(information)
    real: Flags = values > 1e-9 * max(values.max(initial=0.0), 1.0)
    basis = vectors[:, real]
    inverse = basis / values[real] @ basis.T
    severity = -(inverse @ np.bincount(interviewer, within, panel))
    freedom = len(cell) - int((seen > 0).sum()) - int(real.sum())
    residual = within + severity[interviewer]
    residual -= (np.bincount(candidate, severity[interviewer], people) / np.maximum(seen, 1))[candidate]
    variance = float(residual @ residual) / freedom if freedom > 0 else 0.0
    return _SeverityFit(severity, variance * inverse, basis @ basis.T, freedom)


def _dimension_means(ratings: Ratings) -> Floats:
    size = len(ratings.dimensions)
    count = np.bincount(ratings.dimension, minlength=size)
    means: Floats = np.bincount(ratings.dimension, ratings.score, size) / np.maximum(count, 1)
    return means
