"""Everything the statistics say about a table of ratings, as one JSON-ready document (contracts, `flask calibration analyse`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from calibration.statistics.agreement import alpha, alpha_interval, units_of
from calibration.statistics.dependability import dependability, interviewers_needed
from calibration.statistics.facets import FACETS, Facet, FacetsModel, fit_facets, listed
from calibration.statistics.fit_statistics import Separation
from calibration.statistics.icc import FORMS, complete_block, icc
from calibration.statistics.identification import EFFECTS, NotEstimable
from calibration.statistics.kappas import fleiss_kappa
from calibration.statistics.linkage import connected_subsets
from calibration.statistics.mixed import MixedModel, fit_mixed
from calibration.statistics.ratings import Codes, Ratings
from calibration.statistics.standing import (
    FEWEST_INTERVIEWERS,
    SeverityUse,
    is_crossing,
    is_raw_primary,
    overall_standing,
    severity_use,
)

VERSION = 1

_KEYS = {
    "candidate": "candidate",
    "interviewer": "interviewer",
    "halo": "candidate:interviewer",
    "profile": "candidate:dimension",
    "residual": "residual",
}


def analyse(
    ratings: Ratings,
    *,
    bar: float = 3.0,
    low: int = 1,
    high: int = 5,
    model: Literal["both", "mixed", "facets"] = "both",
    prior: Literal["weak"] | None = None,
) -> dict[str, Any]:
    """The document of the contract: counts, agreement, both models, warnings. Holds only JSON values, never NaN or infinity.

    Points are those of the scale `low` to `high`, measures logits. A figure that cannot be computed is None and a warning says
    why; a model that was not asked for is None as a whole. `prior` "weak" is for tiny panels.
    """
    table = ratings.compact()
    warnings = [f"{name}: no observed rating, left out" for name in ratings.unrated]
    if ratings.unread:
        warnings.append(f"columns that are not read: {listed(list(ratings.unread))}")
    interviewers = _partners(table)
    subsets = connected_subsets(table).count if len(table) else 0
    document = {
        "version": VERSION,
        "ratings": len(table),
        "candidates": len(table.candidates),
        "interviewers": len(table.interviewers),
        "dimensions": len(table.dimensions),
        "subsets": subsets,
        "bar": bar,
        "scale": {"low": low, "high": high},
        "agreement": _agreement(table, low, high, warnings),
        "mixed": _mixed(table, interviewers, bar, high - low, prior, warnings) if model != "facets" else None,
        "facets": _facets(table, low, high, warnings) if model != "mixed" else None,
    }
    if subsets > 1:
        warnings.append(f"{subsets} connected subsets share no interviewer: candidates compare only within a subset")
    warnings += _thin_evidence(table, interviewers)
    return {**document, "warnings": warnings}


def figure(value: float | None) -> float | None:
    """The value as a plain float, None when it is not finite."""
    return float(value) if value is not None and math.isfinite(value) else None


def _partners(table: Ratings) -> tuple[Codes, Codes]:
    """How many interviewers each candidate has, and how many candidates each interviewer."""
    panel = len(table.interviewers)
    pairs = np.unique(table.candidate * max(panel, 1) + table.interviewer)
    return (
        np.bincount(pairs // max(panel, 1), minlength=len(table.candidates)).astype(np.intp),
        np.bincount(pairs % max(panel, 1), minlength=panel).astype(np.intp),
    )


def _thin_evidence(table: Ratings, partners: tuple[Codes, Codes]) -> list[str]:
    by_candidate, by_interviewer = partners
    few = [table.candidates[code] for code in np.flatnonzero(by_candidate < FEWEST_INTERVIEWERS)]
    new = [
        name
        for name, count in zip(table.interviewers, by_interviewer, strict=True)
        if severity_use(int(count)) is SeverityUse.HIDDEN
    ]
    warnings = []
    if few:
        warnings.append(
            f"insufficient evidence, fewer than {FEWEST_INTERVIEWERS} interviewers on {len(few)} candidates: {listed(few)}"
        )
    if new:
        warnings.append(
            f"fewer than 5 interviews by {len(new)} interviewers, whose severity must not be shown: {listed(new)}"
        )
    return warnings


def _agreement(table: Ratings, low: int, high: int, warnings: list[str]) -> dict[str, Any]:
    units = units_of(table, low=low, high=high)
    given = units.counts.sum(axis=1)
    alphas = {metric: alpha(units, metric) for metric in ("ordinal", "interval", "nominal")}
    kappa = fleiss_kappa(units.counts)
    if not (given > 1).any():
        warnings.append("agreement: no candidate was rated on a dimension by two interviewers")
    elif alphas["ordinal"] is None:
        warnings.append("agreement: all paired ratings are the same score, so there is nothing to agree about")
    elif kappa is not None and np.ptp(given) > 0:
        warnings.append("agreement: units have different numbers of ratings, so Fleiss' kappa is the generalised form")
    block = complete_block(table)
    forms = icc(block) if block is not None else dict.fromkeys(FORMS)
    if block is None:
        warnings.append(
            "agreement: ICC needs every interviewer on every candidate and dimension; these blocks are incomplete"
        )
    elif None in forms.values():
        warnings.append("agreement: an ICC is left out where there are not two of each or nothing varies")
    interval = alpha_interval(units, "ordinal") if alphas["ordinal"] is not None else None
    return {
        "alpha_ordinal": figure(alphas["ordinal"]),
        "alpha_interval": figure(alphas["interval"]),
        "alpha_nominal": figure(alphas["nominal"]),
        "alpha_ordinal_90": list(interval) if interval else None,
        "observed_sd": figure(float(table.score.std(ddof=1))) if len(table) > 1 else None,
        "icc": {form: figure(value) for form, value in forms.items()},
        "fleiss_kappa": figure(kappa),
    }


def _mixed(
    table: Ratings,
    partners: tuple[Codes, Codes],
    bar: float,
    width: int,
    prior: Literal["weak"] | None,
    warnings: list[str],
) -> dict[str, Any]:
    model: MixedModel | None = None
    try:
        model = fit_mixed(table, weak_prior=prior == "weak", scale_width=float(width))
    except NotEstimable as reason:
        warnings.append(f"mixed: {reason}; its figures are left out")
    if model is not None:
        warnings += [f"mixed: {note}" for note in model.notes]
        if is_raw_primary(model.deviations["interviewer"], scale_width=float(width)):
            warnings.append(
                "mixed: interviewers hardly differ in severity, or it cannot be told; the raw means come first"
            )
    return {
        "prior": prior,
        "sd": {_KEYS[name]: figure(model.deviations[name]) if model else None for name in EFFECTS},
        "mean": figure(model.mean) if model else None,
        "dependability": _dependability(model, partners[0], len(table.dimensions)),
        "dimensions": {
            name: {"effect": figure(model.dimension_effect[code]) if model else None}
            for code, name in enumerate(table.dimensions)
        },
        "interviewers": _severities(table, partners[1], model),
        "candidates": _levels(table, partners[0], model, bar),
    }


def _dependability(model: MixedModel | None, interviewers: Codes, dimensions: int) -> dict[str, Any]:
    if model is None or not model.levels_known:
        return {"phi": None, "interviewers": None, "interviewers_needed": None}
    components, mean = model.equations.components, float(interviewers.mean())
    return {
        "phi": figure(dependability(components, interviewers=mean, dimensions=dimensions)),
        "interviewers": mean,
        "interviewers_needed": interviewers_needed(components, dimensions=dimensions),
    }


def _severities(table: Ratings, interviews: Codes, model: MixedModel | None) -> dict[str, dict[str, Any]]:
    told = model is not None and model.deviations["interviewer"] is not None
    return {
        name: {
            "severity": figure(model.severity[code]) if model and told else None,
            "se": figure(model.severity_error[code]) if model and told else None,
            "se_given_means": figure(model.severity_error_given_means[code]) if model and told else None,
            "interviews": int(interviews[code]),
            "use": severity_use(int(interviews[code])).value,
        }
        for code, name in enumerate(table.interviewers)
    }


def _levels(table: Ratings, interviewers: Codes, model: MixedModel | None, bar: float) -> dict[str, dict[str, Any]]:
    count = np.bincount(table.candidate, minlength=len(table.candidates))
    raw = (np.bincount(table.candidate, table.score, len(table.candidates)) / np.maximum(count, 1)).tolist()
    if model is None:
        nothing = {"estimate": None, "se": None, "p_meets": None}
        return {
            name: {
                **nothing,
                "raw_mean": raw[code],
                "interviewers": int(interviewers[code]),
                "standing": "insufficient",
            }
            for code, name in enumerate(table.candidates)
        }
    errors, chances = model.overall_error.tolist(), model.probability_of_meeting(bar).tolist()
    levels, chances_by_dimension = model.level.tolist(), model.probability_by_dimension(bar).tolist()
    errors_by_dimension = np.sqrt(np.diagonal(model.level_covariance, axis1=1, axis2=2)).tolist()
    known = model.levels_known
    answers = {}
    for code, (name, estimate) in enumerate(zip(table.candidates, model.overall.tolist(), strict=True)):
        chance = figure(chances[code]) if known else None
        answers[name] = {
            "estimate": figure(estimate),
            "se": figure(errors[code]) if known else None,
            "p_meets": chance,
            "raw_mean": raw[code],
            "interviewers": int(interviewers[code]),
            "standing": overall_standing(chance, interviewers=int(interviewers[code])).value,
            "crosses_bar": is_crossing(raw[code], estimate, bar=bar),
            "dimensions": {
                dimension: {
                    "estimate": figure(levels[code][place]),
                    "se": figure(errors_by_dimension[code][place]) if known else None,
                    "p_meets": figure(chances_by_dimension[code][place]) if known else None,
                }
                for place, dimension in enumerate(table.dimensions)
            },
        }
    return answers


def _facets(table: Ratings, low: int, high: int, warnings: list[str]) -> dict[str, Any]:
    names = dict(zip(FACETS, (table.candidates, table.interviewers, table.dimensions), strict=True))
    try:
        model = fit_facets(table, low=low, high=high)
    except NotEstimable as reason:
        warnings.append(f"facets: {reason}; its figures are left out")
        keys = ("measure", "se", "infit", "outfit", "fair_average")
        return {
            "iterations": None,
            "thresholds": [None] * (high - low),
            **{facet: {name: dict.fromkeys(keys) for name in names[facet]} for facet in FACETS},
            "separation": dict.fromkeys(FACETS),
        }
    warnings += [f"facets: {note}" for note in model.notes]
    return {
        "iterations": model.iterations,
        "thresholds": [figure(threshold) for threshold in model.thresholds],
        **{facet: _elements(names[facet], _facet(model, facet)) for facet in FACETS},
        "separation": {facet: _separation(_facet(model, facet).separation) for facet in FACETS},
    }


def _facet(model: FacetsModel, name: str) -> Facet:
    facet: Facet = getattr(model, name)
    return facet


def _elements(names: Sequence[str], facet: Facet) -> dict[str, dict[str, Any]]:
    columns = {
        "measure": facet.measure,
        "se": facet.error,
        "joint_se": facet.joint_error,
        "infit": facet.fit.infit,
        "outfit": facet.fit.outfit,
        "infit_z": facet.fit.infit_z,
        "outfit_z": facet.fit.outfit_z,
        "observed_average": facet.observed,
        "fair_average": facet.fair,
    }
    figures = {key: values.tolist() for key, values in columns.items()}
    return {
        name: {
            **{key: figure(values[code]) for key, values in figures.items()},
            "ratings": int(facet.count[code]),
            "extreme": bool(facet.extreme[code]),
        }
        for code, name in enumerate(names)
    }


def _separation(found: Separation | None) -> dict[str, float | None] | None:
    if found is None:
        return None
    return {"G": figure(found.ratio), "strata": figure(found.strata), "reliability": figure(found.reliability)}
