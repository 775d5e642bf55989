"""Joint maximum likelihood of the many-facet rating-scale model by full Newton steps.

    log P_k / P_{k-1} = theta_n - c_j - d_i - tau_k

Linacre, J. M. (1989), Many-facet Rasch measurement. The log-likelihood is concave. Candidates are eliminated from each step,
which leaves one dense system of severities, difficulties and thresholds. Thresholds are held as cumulated sums T_k with zero
at both ends, so that they sum to zero and a category nobody used simply has none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.rasch_system import Layout, System, eliminated
from calibration.statistics.ratings import Flags, Floats

TOLERANCE = 1e-9
MOST_STEPS = 60
NOTHING_TO_GAIN = 1e-8
"""Log-likelihood still to be gained below which a step of STILL_RUNNING logits shows a measure on its way to infinity: the
ratings on its two sides do not overlap. Where information is finite, so little to gain means a far smaller step."""
STILL_RUNNING = 0.05


@dataclass(frozen=True, eq=False)
class Measures:
    """Logits: candidates high = strong, interviewers high = severe, dimensions high = hard.

    `cumulated` (categories,) are the cumulated thresholds T_k of the categories in use, first and last zero. `moving`
    flags the candidates, interviewers and dimensions that went to infinity; all others have converged when `converged`
    holds. `joint_error` has the standard errors with the uncertainty of all other measures counted in.
    """

    candidate: Floats
    interviewer: Floats
    dimension: Floats
    cumulated: Floats
    moving: tuple[Flags, Flags, Flags]
    converged: bool
    iterations: int
    joint_error: tuple[Floats, Floats, Floats]


def expectations(eta: Floats, value: Floats, cumulated: Floats) -> tuple[Floats, Floats]:
    """Probabilities (categories x rows) at the location eta (rows,), and the logarithm of their normaliser (rows,)."""
    middle = value[-1] / 2
    reach = 600 / max(float(value[-1]), 1.0)
    bounded = np.clip(eta, -reach, reach)
    step = np.exp(bounded)
    probability = np.empty((len(value), len(eta)))
    np.exp(-middle * bounded, out=probability[0])
    for place in range(1, len(value)):
        gap = value[place] - value[place - 1]
        np.multiply(probability[place - 1], step if gap == 1 else step**gap, out=probability[place])
    probability *= np.exp(-cumulated)[:, None]
    total = probability.sum(axis=0)
    probability /= total
    return probability, np.log(total) + middle * bounded


def fit_rasch(layout: Layout) -> Measures:
    """The measures of maximum likelihood; at least two categories must be in use."""
    people, panel, dimensions = layout.shape
    theta, border = _start(layout)
    state = _state(layout, theta, border)
    still_theta, still_border = np.ones(people), np.ones(len(border))
    steps, converged, diverged = 0, False, False
    while steps < MOST_STEPS and not converged and not diverged:
        steps += 1
        step_theta, step_border, gain = _newton_step(layout, state, border)
        longest = max(float(np.abs(step_theta).max()), float(np.abs(step_border).max()))
        length = min(1.0, 1.5 / max(longest, 1e-300))
        ahead = _state(layout, theta + length * step_theta, border + length * step_border)
        while ahead.likelihood < state.likelihood - 1e-10 * abs(state.likelihood) and length > 1e-4:
            length /= 2
            ahead = _state(layout, theta + length * step_theta, border + length * step_border)
        theta, border, state = theta + length * step_theta, border + length * step_border, ahead
        still_theta, still_border = np.abs(length * step_theta), np.abs(length * step_border)
        converged = length * longest < TOLERANCE
        diverged = gain < NOTHING_TO_GAIN and longest > STILL_RUNNING
    moving = still_border > 1e-4
    settled = converged or (diverged and not bool(moving[panel + dimensions :].any()))
    return Measures(
        theta,
        border[:panel],
        border[panel : panel + dimensions],
        np.concatenate([[0.0], border[panel + dimensions :], [0.0]]),
        (still_theta > 1e-4, moving[:panel], moving[panel : panel + dimensions]),
        settled,
        steps,
        _joint_errors(layout, _system(layout, state)),
    )


@dataclass(frozen=True, eq=False)
class _State:
    probability: Floats
    mean: Floats
    variance: Floats
    likelihood: float


def _start(layout: Layout) -> tuple[Floats, Floats]:
    people, panel, dimensions = layout.shape
    count = np.bincount(layout.candidate, minlength=people)
    score = np.bincount(layout.candidate, layout.value[layout.category], people)
    theta = np.log((score + 0.5) / (count * layout.value[-1] - score + 0.5))
    theta[count == 0] = 0.0
    return theta, np.zeros(panel + dimensions + len(layout.value) - 2)


def _state(layout: Layout, theta: Floats, border: Floats) -> _State:
    _, panel, dimensions = layout.shape
    severity, difficulty = border[:panel], border[panel : panel + dimensions]
    cumulated = np.concatenate([[0.0], border[panel + dimensions :], [0.0]])
    eta = (theta[layout.candidate] - severity[layout.interviewer]) - difficulty[layout.dimension]
    probability, normaliser = expectations(eta, layout.value, cumulated)
    mean = layout.value @ probability
    variance = np.maximum(layout.value**2 @ probability - mean**2, 1e-300)
    observed = (
        layout.value[layout.category] @ eta - np.bincount(layout.category, minlength=len(layout.value)) @ cumulated
    )
    return _State(probability, mean, variance, float(observed - normaliser.sum()))


def _system(layout: Layout, state: _State) -> System:
    inner = state.probability[1:-1]
    tilt = inner * (layout.value[1:-1, None] - state.mean)
    return eliminated(layout, state.variance, tilt, inner)


def _newton_step(layout: Layout, state: _State, border: Floats) -> tuple[Floats, Floats, float]:
    """The step of candidates and border, and the log-likelihood it promises."""
    people, panel, dimensions = layout.shape
    system = _system(layout, state)
    excess = state.mean - layout.value[layout.category]
    by_pair = np.add.reduceat(excess, layout.pair_start)
    gradient_theta = -np.bincount(layout.pair_candidate, by_pair, people)
    used = np.bincount(layout.category, minlength=len(layout.value))[1:-1]
    gradient = np.concatenate(
        [
            np.bincount(layout.pair_interviewer, by_pair, panel),
            np.bincount(layout.dimension, excess, dimensions),
            state.probability[1:-1].sum(axis=1) - used,
        ]
    )
    held = system.held(layout.constraints)
    block = system.block + system.scale * held.T @ held
    right = gradient - system.scale * held.T @ (held @ border) - system.coupling.T @ (gradient_theta / system.total)
    step = np.asarray(np.linalg.solve(block, right), dtype=np.float64)
    step_theta = (gradient_theta - system.coupling @ step) / system.total
    return step_theta, step, float(gradient_theta @ step_theta + gradient @ step) / 2


def _joint_errors(layout: Layout, system: System) -> tuple[Floats, Floats, Floats]:
    people, panel, dimensions = layout.shape
    held = system.held(layout.constraints)
    covariance = np.linalg.inv(system.block + 1e4 * system.scale * held.T @ held)
    own = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    spread = np.empty(people)
    for begin in range(0, people, 8192):
        rows = system.coupling[begin : begin + 8192]
        spread[begin : begin + 8192] = rows.multiply(rows @ covariance).sum(axis=1)
    candidate = np.sqrt(1 / system.total + np.maximum(spread, 0.0) / system.total**2)
    return candidate, own[:panel], own[panel : panel + dimensions]
