"""The decision model: candidates' levels with interviewer severity, halo and profile taken into account."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from calibration.statistics.components import WEAK_PRIOR_MEDIANS, estimate
from calibration.statistics.identification import EFFECTS, Identification, NotEstimable, identification
from calibration.statistics.interviews import Interviews, interviews_of
from calibration.statistics.likelihood import Components, Equations, solve
from calibration.statistics.posterior import level_covariance
from calibration.statistics.ratings import Floats, Ratings

LARGEST_SAMPLE = 1500
SAMPLE_SEED = 20261101


@dataclass(frozen=True, eq=False)
class MixedModel:
    """The fitted model, in points of the rating scale; rows follow the names of the ratings it was fitted to.

    `deviations` maps each effect of `identification.EFFECTS` to its standard deviation, None where it cannot be told
    apart. `mean` is the unweighted mean over dimensions; `dimension_effect` (dimensions,) what a dimension adds to it
    (positive = easy). `severity` (interviewers,) is positive for a harsh interviewer and shrunken; `severity_error` its
    standard error of prediction, `severity_error_given_means` the smaller one with the dimension means taken as known.
    `level` (candidates x dimensions) is free of severity and difficulty, `level_covariance` (candidates x dimensions
    squared) its posterior covariance; `overall` (candidates,) is the mean level over the dimensions, `overall_error`
    its standard error. `levels_known` is False where a candidate's level cannot be told from halo or severity: then no
    error and no probability may be shown. `sampled` is the number of candidates the components come from when that is
    not all of them. `notes` are sentences for the reader.
    """

    deviations: dict[str, float | None]
    mean: float
    dimension_effect: Floats
    severity: Floats
    severity_error: Floats
    severity_error_given_means: Floats
    level: Floats
    level_covariance: Floats
    overall: Floats
    overall_error: Floats
    levels_known: bool
    weak_prior: bool
    sampled: int | None
    notes: tuple[str, ...]
    interviews: Interviews
    equations: Equations

    def probability_of_meeting(self, bar: float) -> Floats:
        """P(overall level >= bar) of each candidate (candidates,)."""
        probability: Floats = ndtr((self.overall - bar) / self.overall_error)
        return probability

    def probability_by_dimension(self, bars: Floats | float) -> Floats:
        """P(level >= bar) of each candidate on each dimension (candidates x dimensions); bars by dimension or one for all."""
        error = np.sqrt(np.diagonal(self.level_covariance, axis1=1, axis2=2))
        probability: Floats = ndtr((self.level - bars) / error)
        return probability


def fit_mixed(ratings: Ratings, *, weak_prior: bool = False, scale_width: float = 4.0) -> MixedModel:
    """The model fitted by exact restricted maximum likelihood, or with weak priors on the standard deviations.

    Every name must have a rating (`Ratings.compact`). `scale_width` is the highest score less the lowest; the weak
    priors are stated for 4. Above LARGEST_SAMPLE candidates the components come from a random sample of that size,
    always the same one whatever the order of the rows, and the levels from all ratings. Raises NotEstimable, saying
    why, where no honest figure can be given.
    """
    _refuse_hopeless(ratings)
    sample = _sample(ratings)
    told = identification(sample)
    for needed, reason in (
        ("candidate", "the ratings do not tell how candidates differ from chance"),
        ("residual", "the ratings leave nothing to judge chance by"),
    ):
        if needed not in told.kept:
            raise NotEstimable(reason)
    components = _components(sample, told, weak_prior=weak_prior, scale_width=scale_width)
    interviews = interviews_of(ratings)
    equations = solve(interviews, components)
    sampled = len(sample.candidates) if sample is not ratings else None
    return _result(ratings, told, interviews, equations, weak_prior=weak_prior, sampled=sampled)


def _refuse_hopeless(ratings: Ratings) -> None:
    if len(ratings) < 3:
        raise NotEstimable(f"{len(ratings)} ratings are too few for a model")
    if len(ratings.candidates) < 2:
        raise NotEstimable("with one candidate there is nothing to compare levels with")
    if np.ptp(ratings.score) == 0:
        raise NotEstimable("all ratings are the same score, so nothing varies that could be explained")


def _sample(ratings: Ratings) -> Ratings:
    people = len(ratings.candidates)
    if people <= LARGEST_SAMPLE:
        return ratings
    by_name = np.argsort(np.array(ratings.candidates))
    chosen = np.zeros(people, dtype=bool)
    chosen[by_name[np.random.default_rng(SAMPLE_SEED).permutation(people)[:LARGEST_SAMPLE]]] = True
    return ratings.where(chosen[ratings.candidate]).compact()


def _components(sample: Ratings, told: Identification, *, weak_prior: bool, scale_width: float) -> Components:
    medians = {name: median * scale_width / 4 for name, median in WEAK_PRIOR_MEDIANS.items()}
    try:
        found = estimate(interviews_of(sample), told.kept, prior=medians if weak_prior else None)
    except np.linalg.LinAlgError as error:
        raise NotEstimable("the equations have no solution for these ratings") from error
    if found.components.residual == 0:
        raise NotEstimable("the effects explain every rating exactly, so chance cannot be judged")
    if not found.converged:
        raise NotEstimable(f"the fit did not converge in {found.evaluations} evaluations")
    return found.components


def _result(
    ratings: Ratings,
    told: Identification,
    interviews: Interviews,
    equations: Equations,
    *,
    weak_prior: bool,
    sampled: int | None,
) -> MixedModel:
    components, panel = equations.components, len(ratings.interviewers)
    means = equations.border[panel:]
    covariance = equations.border_covariance
    given_means = covariance[:panel, :panel] - covariance[:panel, panel:] @ np.linalg.solve(
        covariance[panel:, panel:], covariance[panel:, :panel]
    )
    level = means.mean() + equations.effect[:, :1] + equations.effect[:, 1:]
    level_covariances = level_covariance(interviews, equations)
    return MixedModel(
        deviations={name: getattr(components, name) if name in told.kept else None for name in EFFECTS},
        mean=float(means.mean()),
        dimension_effect=means - means.mean(),
        severity=components.interviewer * equations.border[:panel],
        severity_error=components.interviewer * np.sqrt(np.diag(covariance)[:panel]),
        severity_error_given_means=components.interviewer * np.sqrt(np.maximum(np.diag(given_means), 0.0)),
        level=level,
        level_covariance=level_covariances,
        overall=level.mean(axis=1),
        overall_error=np.sqrt(level_covariances.mean(axis=(1, 2))),
        levels_known=_levels_known(told),
        weak_prior=weak_prior,
        sampled=sampled,
        notes=tuple(_notes(told, components, sampled=sampled, weak_prior=weak_prior)),
        interviews=interviews,
        equations=equations,
    )


def _levels_known(told: Identification) -> bool:
    severity, halo = told.merged.get("interviewer"), told.merged.get("halo")
    return not (
        (severity is not None and (not severity or "candidate" in severity))
        or (halo is not None and "candidate" in halo)
    )


_PLAIN = {
    "candidate": "candidates' levels",
    "interviewer": "interviewer severity",
    "halo": "halo (candidate x interviewer)",
    "profile": "candidates' profiles (candidate x dimension)",
    "residual": "chance",
}


def _notes(told: Identification, components: Components, *, sampled: int | None, weak_prior: bool) -> list[str]:
    notes = []
    for name, others in told.merged.items():
        among = " and ".join(_PLAIN[other] for other in others)
        why = (
            f"cannot be told from {among} in this layout" if others else "cannot be told: there is only one to compare"
        )
        notes.append(f"{_PLAIN[name]}: {why}; the standard deviation is left out")
    if not _levels_known(told):
        notes.append(
            "a candidate's level cannot be told from who interviewed them; standard errors and probabilities are left out"
        )
    zero = [_PLAIN[name] for name in told.kept if getattr(components, name) == 0]
    if zero:
        notes.append(f"estimated at zero, which small panels often show by chance: {', '.join(zero)}")
    if sampled is not None:
        notes.append(
            f"standard deviations come from a fixed random sample of {sampled} candidates, levels from all ratings"
        )
    if weak_prior:
        notes.append("weak priors on the standard deviations were used, as for tiny panels")
    return notes
