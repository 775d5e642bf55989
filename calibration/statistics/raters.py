"""What an interviewer's ratings say about their rating: severity, halo, central tendency, erratic use, bias by dimension."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from calibration.statistics.facets import FacetsModel
from calibration.statistics.likelihood import Components
from calibration.statistics.mixed import MixedModel
from calibration.statistics.ratings import Floats, Ratings
from calibration.statistics.standing import SeverityUse, severity_use

FALSE_DISCOVERY_RATE = 0.05
CENTRAL_INFIT = 0.5
ERRATIC_INFIT = 1.5
ERRATIC_DEVIATE = 2.0
NARROW_SPREAD = 0.6
"""Ratio of an interviewer's standard deviation to all ratings' below which their use of the scale counts as narrow."""
FEWEST_RATINGS = 5
"""Scores of one interviewer on one dimension from which on their bias there is told."""
_Z90 = 1.6448536269514722


@dataclass(frozen=True)
class RaterEffects:
    """One interviewer's effects; what the gates of the measurement notes (section 3) withhold is None.

    `severity` in points with its 90 % `interval`, None under five interviews or where severity cannot be told; `use`
    says how far it may be relied on. `infit` with its deviate `infit_z` from the diagnostic model. `deviation_ratio`:
    standard deviation of the scores over that of all ratings. `category_use`: share of ratings by score, lowest first.
    `is_central`, `is_erratic`: marks for a conversation, never for a penalty; None where there is too little to say.
    """

    interviewer: str
    interviews: int
    ratings: int
    use: SeverityUse
    severity: float | None
    interval: tuple[float, float] | None
    infit: float | None
    infit_z: float | None
    deviation_ratio: float | None
    category_use: tuple[float, ...]
    is_central: bool | None
    is_erratic: bool | None


@dataclass(frozen=True)
class DimensionBias:
    """An interviewer harder (positive) or milder on one dimension than on the others, in points.

    `flagged` after control of the false discovery rate over all interviewers and dimensions.
    """

    interviewer: str
    dimension: str
    ratings: int
    bias: float
    standard_error: float
    p_value: float
    flagged: bool

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % interval of the bias, in points."""
        half = _Z90 * self.standard_error
        return self.bias - half, self.bias + half


def halo_share(components: Components, *, dimensions: int) -> float | None:
    """The share of an interview's error that is one overall impression: sh2 / (sh2 + se2 / I), 0 to 1.

    None where neither varies.
    """
    halo, chance = components.halo**2, components.residual**2 / max(dimensions, 1)
    return halo / (halo + chance) if halo + chance > 0 else None


def rater_effects(
    ratings: Ratings, mixed: MixedModel | None, facets: FacetsModel | None, *, low: int, high: int
) -> list[RaterEffects]:
    """The effects of every interviewer, from models fitted to these ratings; a model that could not be fitted is None."""
    panel = len(ratings.interviewers)
    pairs = np.unique(ratings.candidate * panel + ratings.interviewer) % panel
    interviews = np.bincount(pairs, minlength=panel)
    deviation = float(ratings.score.std()) if len(ratings) else 0.0
    answers = []
    for code, name in enumerate(ratings.interviewers):
        scores = ratings.score[ratings.interviewer == code]
        use = severity_use(int(interviews[code]))
        enough = use is not SeverityUse.HIDDEN
        severity, interval = _severity(mixed, code) if enough else (None, None)
        infit = _finite(facets.interviewers.fit.infit[code]) if facets and enough else None
        infit_z = _finite(facets.interviewers.fit.infit_z[code]) if facets and enough else None
        ratio = float(scores.std()) / deviation if deviation > 0 and enough else None
        central = None if infit is None or ratio is None else infit < CENTRAL_INFIT and ratio < NARROW_SPREAD
        erratic = None if infit is None or infit_z is None else infit > ERRATIC_INFIT and infit_z > ERRATIC_DEVIATE
        used = np.bincount(scores - low, minlength=high - low + 1) / max(len(scores), 1)
        answers.append(
            RaterEffects(
                name,
                int(interviews[code]),
                len(scores),
                use,
                severity,
                interval,
                infit,
                infit_z,
                ratio,
                tuple(used.tolist()),
                central,
                erratic,
            )
        )
    return answers


def _severity(mixed: MixedModel | None, code: int) -> tuple[float | None, tuple[float, float] | None]:
    if mixed is None or mixed.deviations["interviewer"] is None:
        return None, None
    value, half = float(mixed.severity[code]), _Z90 * float(mixed.severity_error[code])
    return value, (value - half, value + half)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def dimension_biases(ratings: Ratings, mixed: MixedModel, *, fewest: int = FEWEST_RATINGS) -> list[DimensionBias]:
    """Each interviewer x dimension with at least `fewest` ratings: how their residuals there differ from their others.

    Empty with a single interviewer, whose leaning could not be told from the dimension's own difficulty. The residual
    is the score less dimension mean, candidate's level on the dimension and the interview's own mean residual, so that
    neither severity nor halo is taken for bias. The error is the residual deviation of the model; the false discovery
    rate is held at FALSE_DISCOVERY_RATE (Benjamini, Y. & Hochberg, Y. (1995), Journal of the Royal Statistical Society
    B 57, 289-300).
    """
    d = mixed.interviews
    fitted = (mixed.level + mixed.dimension_effect)[d.candidate]
    residual = np.where(d.rated > 0, d.score - fitted, 0.0)
    size = np.maximum(d.size, 1.0)
    centred = np.where(d.rated > 0, residual - (residual.sum(axis=1) / size)[:, None], 0.0)
    count = d.by_interviewer(d.rated)
    total = d.by_interviewer(centred)
    room = d.by_interviewer(d.rated * (1 - 1 / size)[:, None])
    chance = mixed.deviations["residual"] or 0.0
    if chance <= 0 or len(ratings.interviewers) < 2:
        return []
    places = np.argwhere((count >= fewest) & (room > 0))
    bias = np.array([-total[j, i] / count[j, i] for j, i in places])
    error = np.array([chance * np.sqrt(room[j, i]) / count[j, i] for j, i in places])
    p_value = 2 * ndtr(-np.abs(bias) / error) if len(places) else np.zeros(0)
    flags = discoveries(p_value)
    return [
        DimensionBias(
            ratings.interviewers[j],
            ratings.dimensions[i],
            int(count[j, i]),
            float(bias[place]),
            float(error[place]),
            float(p_value[place]),
            bool(flags[place]),
        )
        for place, (j, i) in enumerate(places.tolist())
    ]


def discoveries(p_values: Floats, *, rate: float = FALSE_DISCOVERY_RATE) -> Floats:
    """Which of the p-values (tests,) stand when the false discovery rate is held at `rate`: 1.0 for those that do."""
    order = np.argsort(p_values)
    passed = p_values[order] <= rate * np.arange(1, len(p_values) + 1) / max(len(p_values), 1)
    last = int(np.flatnonzero(passed).max()) + 1 if passed.any() else 0
    stands = np.zeros(len(p_values))
    stands[order[:last]] = 1.0
    return stands
