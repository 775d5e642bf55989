"""What the mixed model says about one candidate: covariance of levels, joint probabilities, sensitivity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from calibration.statistics.interviews import Interviews, interviews_of
from calibration.statistics.likelihood import Components, Equations, solve
from calibration.statistics.ratings import Codes, Floats, Ratings

_CELLS_AT_ONCE = 4_000_000


def level_covariance(interviews: Interviews, equations: Equations) -> Floats:
    """Posterior covariance of each candidate's levels, points squared (candidates x dimensions x dimensions).

    A level is mean of dimension means + candidate effect + profile effect; the uncertainty of means and severities counts.
    """
    d, q = interviews, equations
    local = q.covariance
    own = local[:, :1, :1] + local[:, :1, 1:] + local[:, 1:, :1] + local[:, 1:, 1:]
    towards = -(q.coupling.severity[:, :1] + q.coupling.severity[:, 1:])
    means = 1 / d.dimensions - (q.coupling.mean[:, :1] + q.coupling.mean[:, 1:])
    covariance = np.empty_like(own)
    for members, rows in _batches(d):
        columns = np.concatenate(
            [
                d.interviewer[rows],
                np.broadcast_to(d.interviewers + np.arange(d.dimensions), (len(members), d.dimensions)),
            ],
            axis=1,
        )
        form = np.concatenate([np.swapaxes(towards[rows], 1, 2), means[members]], axis=2)
        border = q.border_covariance[columns[:, :, None], columns[:, None, :]]
        covariance[members] = own[members] + form @ border @ np.swapaxes(form, 1, 2)
    return covariance


def _batches(d: Interviews) -> list[tuple[Codes, Codes]]:
    """Candidates with equally many interviews, and the rows of those (candidates x interviews), in pieces that fit in memory."""
    batches = []
    for count in np.unique(d.count).tolist():
        alike = np.flatnonzero(d.count == count)
        step = max(1, _CELLS_AT_ONCE // (count + d.dimensions) ** 2)
        for start in range(0, len(alike), step):
            members = alike[start : start + step]
            batches.append((members, d.first[members][:, None] + np.arange(count)))
    return batches


def joint_probability(
    level: Floats, covariance: Floats, bars: Sequence[float], *, draws: int = 20_000, seed: int = 0
) -> float:
    """P(every level >= its bar) for levels (dimensions,) with their posterior covariance; 1.0 for no dimension.

    Exact for one dimension; otherwise the share of antithetic normal draws, always the same ones (standard error at most
    .0036). Not a product of the single probabilities: levels of one candidate hang together.
    """
    return joint_probabilities(level, covariance, bars, [0.0], draws=draws, seed=seed)[0]


def joint_probabilities(
    level: Floats,
    covariance: Floats,
    bars: Sequence[float],
    shifts: Sequence[float],
    *,
    draws: int = 20_000,
    seed: int = 0,
) -> list[float]:
    """The same with all bars moved by each of the shifts, from the same draws."""
    if not len(level):
        return [1.0 for _ in shifts]
    margins = [np.asarray(bars) + shift - level for shift in shifts]
    if len(level) == 1:
        return [float(ndtr(-margin[0] / np.sqrt(covariance[0, 0]))) for margin in margins]
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    half = np.random.default_rng(seed).standard_normal((draws // 2, len(level))) @ root.T
    return [float((half >= row).all(axis=1).mean() + (-half >= row).all(axis=1).mean()) / 2 for row in margins]


@dataclass(frozen=True)
class WithoutInterviewer:
    """A candidate's overall level in points with one interviewer's ratings of them left out, and what that changes.

    `estimate`, `standard_error` and `raw_mean` are None where no other interviewer rated the candidate.
    """

    interviewer: str
    estimate: float | None
    standard_error: float | None
    raw_mean: float | None
    crosses_bar: bool


def without_each_interviewer(
    ratings: Ratings, components: Components, candidate: str, *, bar: float
) -> list[WithoutInterviewer]:
    """The candidate's level without each of their interviewers in turn, components held, everything else solved anew.

    `crosses_bar` says that the answer to level >= bar differs from the one with all interviewers.
    """
    code = ratings.candidates.index(candidate)
    own = ratings.candidate == code
    whole, _ = _overall(ratings, components, code)
    answers = []
    for interviewer in np.unique(ratings.interviewer[own]).tolist():
        left = ratings.where(~(own & (ratings.interviewer == interviewer)))
        scores = left.score[left.candidate == code]
        name = ratings.interviewers[interviewer]
        if not len(scores):
            answers.append(WithoutInterviewer(name, None, None, None, crosses_bar=False))
            continue
        level, error = _overall(left, components, code)
        crosses = (level >= bar) != (whole >= bar)
        answers.append(WithoutInterviewer(name, level, error, float(scores.mean()), crosses_bar=crosses))
    return answers


def _overall(ratings: Ratings, components: Components, candidate: int) -> tuple[float, float]:
    """Overall level and standard error of one candidate; a dimension nobody else was rated on leaves the mean."""
    used = ratings.compact()
    place = used.candidates.index(ratings.candidates[candidate])
    interviews = interviews_of(used)
    equations = solve(interviews, components)
    level = (
        equations.border[len(used.interviewers) :].mean()
        + equations.effect[place, 0]
        + equations.effect[place, 1:].mean()
    )
    variance = level_covariance(interviews, equations)[place].mean()
    return float(level), float(np.sqrt(variance))
