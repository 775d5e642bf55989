"""The diagnostic model: candidates, interviewers and dimensions measured on one logit scale, with their fit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.extremes import Phase, facet_codes, set_aside
from calibration.statistics.fit_statistics import FitStatistics, Separation, fit_statistics, separation
from calibration.statistics.identification import NotEstimable
from calibration.statistics.rasch import Measures, expectations, fit_rasch
from calibration.statistics.rasch_system import Layout, layout_of
from calibration.statistics.ratings import Codes, Flags, Floats, Ratings

EXTREME_SHIFT = 0.3
"""Score points by which an extreme total moves inwards, so that it has a finite measure (Linacre, Help for Facets)."""

FACETS = ("candidates", "interviewers", "dimensions")


@dataclass(frozen=True, eq=False)
class Facet:
    """One facet's elements (elements,) in the order of their names; NaN is unknown.

    `measure` in logits: candidates high = strong, interviewers high = severe, dimensions high = hard. `error` is the model
    standard error, `joint_error` the one with all other measures' uncertainty counted in. `observed` and `fair` are averages
    in points: what was given, and what would be given by or to the average of the other facets. `extreme` flags elements all
    of whose scores stand at one end: their measure comes from a total moved inwards, and they have no fit.
    """

    measure: Floats
    error: Floats
    joint_error: Floats
    fit: FitStatistics
    observed: Floats
    fair: Floats
    count: Codes
    extreme: Flags
    separation: Separation | None


@dataclass(frozen=True, eq=False)
class FacetsModel:
    """The fitted model.

    `thresholds` are tau for each step of the scale (high - low,), in logits with sum zero; None beside a category
    nobody used. Interviewer measures sum to zero within each of `subsets` connected subsets, dimension measures sum to
    zero; elements with extreme scores stand outside these sums. `notes` are sentences for the reader.
    """

    candidates: Facet
    interviewers: Facet
    dimensions: Facet
    thresholds: tuple[float | None, ...]
    iterations: int
    subsets: int
    notes: tuple[str, ...]


def fit_facets(ratings: Ratings, *, low: int, high: int) -> FacetsModel:
    """The model fitted by joint maximum likelihood, extreme elements measured afterwards.

    Every name must have a rating (`Ratings.compact`). Measures that these ratings cannot tell are NaN and noted. Raises
    NotEstimable where nothing is left to fit or the fit does not converge.
    """
    if not len(ratings):
        raise NotEstimable("there are no ratings")
    rows, phases = set_aside(ratings)
    if not rows.any():
        raise NotEstimable("every element has only highest or only lowest scores, so no measure is finite")
    core = ratings.where(rows)
    layout = layout_of(core)
    try:
        found = fit_rasch(layout)
    except np.linalg.LinAlgError as error:
        raise NotEstimable("the equations have no solution for these ratings") from error
    if not found.converged:
        raise NotEstimable(
            f"the fit did not converge in {found.iterations} iterations: the ratings overlap too little for finite measures"
        )
    measures = _known_measures(found, layout)
    lowest = int(core.score.min())
    errors = _measure_extremes(ratings, phases, measures, layout.value, found.cumulated)
    facets = _facets(ratings, core, measures, errors, found, layout.value, lowest, phases)
    return FacetsModel(
        *facets,
        _thresholds(layout.value, found.cumulated, lowest, low, high),
        found.iterations,
        layout.subsets,
        tuple(_notes(ratings, facets, layout, phases, lowest, low, high)),
    )


def _known_measures(found: Measures, layout: Layout) -> tuple[Floats, Floats, Floats]:
    """Measures with NaN for elements that are not in the fit, not identified, or went to infinity."""
    candidate, interviewer, dimension = (
        np.where(open_way, np.nan, measure)
        for measure, open_way in zip(_finite_measures(found), layout.unidentified, strict=True)
    )
    return candidate, interviewer, dimension


def _finite_measures(found: Measures) -> tuple[Floats, Floats, Floats]:
    """Measures with NaN only for those that went to infinity: what rows expect is told even where the measures alone are not."""
    candidate, interviewer, dimension = (
        np.where(moving, np.nan, measure)
        for measure, moving in zip((found.candidate, found.interviewer, found.dimension), found.moving, strict=True)
    )
    return candidate, interviewer, dimension


def _location(ratings: Ratings, measures: tuple[Floats, Floats, Floats], rows: Flags) -> Floats:
    candidate, interviewer, dimension = (codes[rows] for codes in facet_codes(ratings))
    location: Floats = measures[0][candidate] - measures[1][interviewer] - measures[2][dimension]
    return location


def _measure_extremes(
    ratings: Ratings, phases: list[Phase], measures: tuple[Floats, Floats, Floats], value: Floats, cumulated: Floats
) -> tuple[Floats, Floats, Floats]:
    """Sets the measures of extreme elements, last set aside first, and gives their model errors (NaN for all others)."""
    errors = tuple(np.full(len(measure), np.nan) for measure in measures)
    for phase in reversed(phases):
        codes, sign = facet_codes(ratings)[phase.facet], 1.0 if phase.facet == 0 else -1.0
        others = tuple(
            np.zeros(len(measure)) if facet == phase.facet else measure for facet, measure in enumerate(measures)
        )
        base = _location(ratings, (others[0], others[1], others[2]), phase.rows)
        belongs = np.isin(codes[phase.rows], phase.elements) & np.isfinite(base)
        member, base = codes[phase.rows][belongs], base[belongs]
        size = len(measures[phase.facet])
        count = np.bincount(member, minlength=size)
        at_top = np.zeros(size, dtype=bool)
        at_top[phase.elements] = phase.at_top
        goal = np.where(at_top, count * value[-1] - EXTREME_SHIFT, EXTREME_SHIFT)
        measure, information = _solve_alone(member, base, sign, count, goal, value, cumulated)
        chosen = phase.elements[count[phase.elements] > 0]
        measures[phase.facet][chosen] = measure[chosen]
        errors[phase.facet][chosen] = 1 / np.sqrt(information[chosen])
    return errors[0], errors[1], errors[2]


def _solve_alone(
    member: Codes, base: Floats, sign: float, count: Codes, goal: Floats, value: Floats, cumulated: Floats
) -> tuple[Floats, Floats]:
    """The measure of each element at which its expected total is the goal, everything else known, and its information there."""
    size = len(count)
    measure, information = np.zeros(size), np.ones(size)
    for _ in range(100):
        probability, _normaliser = expectations(base + sign * measure[member], value, cumulated)
        mean = value @ probability
        spread = np.maximum(value**2 @ probability - mean**2, 1e-300)
        information = np.where(count > 0, np.bincount(member, spread, size), 1.0)
        missing = np.where(count > 0, goal - np.bincount(member, mean, size), 0.0)
        step = np.clip(missing / np.maximum(information, 1e-12), -1, 1)
        measure = measure + sign * step
        if np.abs(step).max() < 1e-10:
            break
    return measure, information


def _facets(
    ratings: Ratings,
    core: Ratings,
    measures: tuple[Floats, Floats, Floats],
    errors: tuple[Floats, Floats, Floats],
    found: Measures,
    value: Floats,
    lowest: int,
    phases: list[Phase],
) -> tuple[Facet, Facet, Facet]:
    location = _location(core, _finite_measures(found), np.ones(len(core), dtype=bool))
    usable = np.isfinite(location)
    probability, _ = expectations(location[usable], value, found.cumulated)
    centre = [
        float(measure[np.isfinite(measure)].mean()) if np.isfinite(measure).any() else 0.0 for measure in measures
    ]
    score = (core.score[usable] - lowest).astype(np.float64)
    facets = []
    for facet, (measure, all_codes) in enumerate(zip(measures, facet_codes(ratings), strict=True)):
        size = len(measure)
        fit = fit_statistics(facet_codes(core)[facet][usable], size, score, probability, value)
        extreme = np.zeros(size, dtype=bool)
        for phase in phases:
            if phase.facet == facet:
                extreme[phase.elements] = True
        error = np.where(extreme, errors[facet], np.where(np.isfinite(measure), fit.error, np.nan))
        count = np.bincount(all_codes, minlength=size)
        sign = 1.0 if facet == 0 else -1.0
        typical = sign * measure + sum((1.0 if f == 0 else -1.0) * centre[f] for f in range(3) if f != facet)
        facets.append(
            Facet(
                measure,
                error,
                np.where(np.isfinite(measure) & ~extreme, found.joint_error[facet], np.nan),
                fit,
                np.bincount(all_codes, ratings.score, size) / np.maximum(count, 1),
                _expected_score(typical, value, found.cumulated, lowest),
                count.astype(np.intp),
                extreme,
                separation(measure, error),
            )
        )
    return facets[0], facets[1], facets[2]


def _expected_score(location: Floats, value: Floats, cumulated: Floats, lowest: int) -> Floats:
    expected = np.full(len(location), np.nan)
    finite = np.isfinite(location)
    probability, _ = expectations(location[finite], value, cumulated)
    expected[finite] = lowest + value @ probability
    return expected


def _thresholds(value: Floats, cumulated: Floats, lowest: int, low: int, high: int) -> tuple[float | None, ...]:
    """Threshold tau of each step from low to high; None where one of its two categories was not used."""
    at = {lowest + int(each): float(total) for each, total in zip(value, cumulated, strict=True)}
    return tuple(
        at[score] - at[score - 1] if score in at and score - 1 in at else None for score in range(low + 1, high + 1)
    )


def _notes(
    ratings: Ratings, facets: tuple[Facet, ...], layout: Layout, phases: list[Phase], lowest: int, low: int, high: int
) -> list[str]:
    notes = []
    names = (ratings.candidates, ratings.interviewers, ratings.dimensions)
    for facet, title in enumerate(FACETS):
        extreme = [names[facet][code] for code in np.flatnonzero(facets[facet].extreme)]
        if extreme:
            notes.append(
                f"{title} with only highest or only lowest scores, measured from totals moved {EXTREME_SHIFT} inwards: {listed(extreme)}"
            )
        unknown = [names[facet][code] for code in np.flatnonzero(~np.isfinite(facets[facet].measure))]
        if unknown:
            notes.append(f"{title} whose measure these ratings cannot tell: {listed(unknown)}")
    if layout.subsets > 1:
        notes.append(f"{layout.subsets} connected subsets in the fit: measures compare only within a subset")
    unused = sorted(set(range(low, high + 1)) - {lowest + int(each) for each in layout.value})
    if unused:
        notes.append(
            "scores without a threshold, nobody measured in the fit was given them (steps across them keep their width): "
            + ", ".join(map(str, unused))
        )
    if phases and not np.isfinite(facets[0].measure).any():
        notes.append("no candidate's measure is finite")
    return notes


def listed(names: list[str], *, most: int = 8) -> str:
    """The names in one line, the first `most` of them and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
