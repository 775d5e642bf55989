"""Variance components of the mixed model by restricted maximum likelihood, with weak priors on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from calibration.statistics.identification import EFFECTS
from calibration.statistics.interviews import Interviews
from calibration.statistics.likelihood import Components, slope, solve
from calibration.statistics.ratings import Flags, Floats

WEAK_PRIOR_MEDIANS = {"candidate": 0.6, "interviewer": 0.35, "halo": 0.4, "profile": 0.3, "residual": 0.7}
"""Medians of the weak priors, in points of a five-point scale; other scales in proportion to their width."""
WEAK_PRIOR_WIDTH = 0.7
"""Standard deviation of the logarithm under the weak priors: a factor of two either way is ordinary."""

_FLOOR = 1e-4
_START = {"candidate": 0.6, "interviewer": 0.35, "halo": 0.4, "profile": 0.3, "residual": 0.7}
_WIDE_START = {"candidate": 1.0, "interviewer": 1.0, "halo": 1.0, "profile": 1.0, "residual": 0.3}
_MANY = 2000
"""Ratings from which the criterion is climbed from one start only: in small tables it can have two summits."""
_ROUNDS = 30
_NEAR = 4
"""Variances up to so many times their floor that want to be smaller are put there: a step that is cut off climbs no more."""


@dataclass(frozen=True)
class Estimate:
    """`components` in points (0.0 for effects left out or found to be zero); `converged` only when the gradient proves a maximum."""

    components: Components
    converged: bool
    evaluations: int


def estimate(interviews: Interviews, kept: tuple[str, ...], *, prior: Mapping[str, float] | None = None) -> Estimate:
    """The components that maximise the restricted likelihood, or with `prior` the posterior density of their logarithms.

    `kept` names the effects to estimate (see `identification`). `prior` maps effects to the median of a log-normal
    prior of width WEAK_PRIOR_WIDTH, in points. The scores must vary. Without a prior the criterion is climbed by L-BFGS
    on standard deviations, then by Newton steps on variances with zero as an ordinary bound, because components of zero
    are common in small panels.
    """
    points = interviews.score[interviews.rated > 0]
    search = _Search(interviews, kept, float(points.std()), prior)
    starts = (_START, _WIDE_START) if len(points) < _MANY else (_START,)
    _, _, deviations = min((search.descent(start) for start in starts), key=lambda found: found[:2])
    variances, converged = search.polish(deviations**2)
    deviations = np.sqrt(variances)
    deviations[deviations <= 1.01 * search.floor] = 0.0
    components = Components(
        **{name: 0.0 for name in EFFECTS if name not in kept}, **dict(zip(kept, deviations.tolist(), strict=True))
    )
    return Estimate(components, converged and components.residual > 0, search.evaluations)


@dataclass(eq=False)
class _Search:
    interviews: Interviews
    kept: tuple[str, ...]
    scale: float
    prior: Mapping[str, float] | None
    evaluations: int = 0

    @property
    def floor(self) -> Floats:
        """The smallest deviation tried of each effect, in points; a residual this small means that nothing is left to chance."""
        share = [10 * _FLOOR if name == "residual" else _FLOOR for name in self.kept]
        return np.array(share) * self.scale

    def bounds(self) -> list[tuple[float, float]]:
        ends = zip(
            self.from_deviations(self.floor), self.from_deviations(np.full(len(self.kept), 5 * self.scale)), strict=True
        )
        return [(float(low), float(high)) for low, high in ends]

    def from_deviations(self, deviations: Floats) -> Floats:
        where: Floats = np.log(deviations) if self.prior else deviations / self.scale
        return where

    def deviations(self, where: Floats) -> Floats:
        deviations: Floats = np.exp(where) if self.prior else where * self.scale
        return deviations

    def slopes(self, deviations: Floats) -> tuple[float, Floats]:
        """Half the criterion, prior included, and its gradient with respect to the variances."""
        self.evaluations += 1
        absent = {name: 0.0 for name in EFFECTS if name not in self.kept}
        components = Components(**absent, **dict(zip(self.kept, deviations.tolist(), strict=True)))
        equations = solve(self.interviews, components)
        each = slope(self.interviews, equations)
        value, gradient = equations.criterion / 2, np.array([each[name] / 2 for name in self.kept])
        if self.prior:
            medians = np.array([self.prior[name] for name in self.kept])
            away = np.log(deviations / medians) / WEAK_PRIOR_WIDTH
            value += float(away @ away) / 2
            gradient += away / WEAK_PRIOR_WIDTH / (2 * deviations**2)
        return value, gradient

    def value_and_gradient(self, where: Floats) -> tuple[float, Floats]:
        deviations = self.deviations(where)
        value, gradient = self.slopes(deviations)
        change = 2 * deviations**2 if self.prior else 2 * deviations * self.scale
        return value, gradient * change

    def descent(self, start: Mapping[str, float]) -> tuple[bool, float, Floats]:
        """Where L-BFGS ends from `start`, in standard deviations of the scores: comparable by its first two parts.

        Whether nothing is left to chance there (such an end counts only when every start comes to one), the criterion, the
        deviations in points.
        """
        found = optimize.minimize(
            self.value_and_gradient,
            self.from_deviations(np.array([start[name] for name in self.kept]) * self.scale),
            jac=True,
            method="L-BFGS-B",
            bounds=self.bounds(),
            options={"maxiter": 100, "gtol": 1e-3, "ftol": 1e-10},
        )
        deviations = self.deviations(np.asarray(found.x))
        return bool(deviations[-1] <= 1.01 * self.floor[-1]), float(found.fun), deviations

    def polish(self, variances: Floats) -> tuple[Floats, bool]:
        """Newton steps on the variances until a step moves no deviation by a millionth of the scores' own."""
        floor = self.floor**2
        variances = np.maximum(variances, floor)
        value, gradient = self.slopes(np.sqrt(variances))
        curvature, known, last = np.zeros((0, 0)), np.zeros(len(variances), dtype=bool), np.inf
        for _ in range(_ROUNDS):
            pressed = (variances > floor) & (variances <= _NEAR * floor) & (gradient > 0)
            if pressed.any():
                variances = np.where(pressed, floor, variances)
                value, gradient = self.slopes(np.sqrt(variances))
            free = (variances > floor) | (gradient < 0)
            if (free & ~known).any():
                curvature, known = self._curvature(variances, gradient, free), free
            step = self._newton_step(curvature, variances, gradient, free, floor)
            if step is None:
                return variances, False
            shift = float(np.abs(np.sqrt(np.maximum(variances + step, floor)) - np.sqrt(variances)).max())
            if shift < 1e-6 * self.scale:
                return self._proved(np.maximum(variances + step, floor), floor)
            value, gradient, moved = self._line(variances, value, step, floor)
            if moved is variances:
                return variances, False
            variances = moved
            if shift > 0.1 * last:
                known = np.zeros(len(variances), dtype=bool)
            last = shift
        return variances, False

    def _proved(self, variances: Floats, floor: Floats) -> tuple[Floats, bool]:
        """The variances, and whether none at its floor would rather be larger; the free ones are at rest already.

        Asked only after the last step: until the others are at rest their remainder shows in the gradient at the floor.
        """
        value, gradient = self.slopes(np.sqrt(variances))
        slack = 1e-6 * abs(value) + 1e-5 / self.scale**2
        return variances, bool((gradient[variances <= floor] >= -slack).all())

    def _newton_step(
        self, curvature: Floats, variances: Floats, gradient: Floats, free: Flags, floor: Floats
    ) -> Floats | None:
        """The Newton step of the free variances; uphill curvature is turned, components pushed below their floor are held."""
        step = np.zeros_like(variances)
        while free.any():
            part = curvature[np.ix_(free, free)]
            size = np.sqrt(np.maximum(np.abs(np.diag(part)), 1e-300))
            values, vectors = np.linalg.eigh(part / np.outer(size, size))
            values = np.maximum(np.abs(values), 1e-6)
            step[:] = 0.0
            step[free] = -(vectors / values @ vectors.T @ (gradient[free] / size)) / size
            held = free & (variances <= floor) & (step < 0)
            if not held.any():
                return step if np.isfinite(step).all() else None
            free = free & ~held
        return np.zeros_like(variances)

    def _curvature(self, variances: Floats, gradient: Floats, free: Flags) -> Floats:
        curvature = np.zeros((len(variances), len(variances)))
        for place in np.flatnonzero(free):
            width = 1e-4 * max(float(variances[place]), 1e-4 * self.scale**2)
            ahead = variances.copy()
            ahead[place] += width
            curvature[place] = (self.slopes(np.sqrt(ahead))[1] - gradient) / width
        symmetric: Floats = (curvature + curvature.T) / 2
        return symmetric

    def _line(self, variances: Floats, value: float, step: Floats, floor: Floats) -> tuple[float, Floats, Floats]:
        """The longest of the halved steps that does not raise the criterion; the old place when none does."""
        length = 1.0
        for _ in range(12):
            moved = np.maximum(variances + length * step, floor)
            ahead, gradient = self.slopes(np.sqrt(moved))
            if ahead <= value + 1e-9 * abs(value):
                return ahead, gradient, moved
            length /= 2
        return value, self.slopes(np.sqrt(variances))[1], variances
