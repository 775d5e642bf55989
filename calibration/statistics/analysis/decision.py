"""The decision model's part of the analysis: components, severities, levels."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from calibration.statistics.analysis.figures import figure
from calibration.statistics.dependability import ENOUGH, dependability, interviewers_needed
from calibration.statistics.facets import listed
from calibration.statistics.icc import FORMS, icc_from_components
from calibration.statistics.identification import EFFECTS, NotEstimable
from calibration.statistics.mixed import MixedModel, fit_mixed
from calibration.statistics.raters import FEWEST_RATINGS, dimension_biases
from calibration.statistics.ratings import Codes, Ratings
from calibration.statistics.standing import is_crossing, is_raw_primary, overall_standing, severity_use

_KEYS = {
    "candidate": "candidate",
    "interviewer": "interviewer",
    "halo": "candidate:interviewer",
    "profile": "candidate:dimension",
    "residual": "residual",
}


def decision(
    table: Ratings,
    partners: tuple[Codes, Codes],
    bar: float,
    width: int,
    prior: Literal["weak"] | None,
    warnings: list[str],
) -> dict[str, Any]:
    """The fitted mixed model in points; `partners` are interviewers by candidate and interviews by interviewer, `width` high - low.

    What cannot be told is None, and `warnings` gains a sentence that says why.
    """
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
    dependable = _dependability(model, partners[0], len(table.dimensions))
    if dependable["phi"] is not None and dependable["interviewers_needed"] is None:
        warnings.append(f"mixed: no number of interviewers reaches a dependability of {ENOUGH:.2f} on these dimensions")
    return {
        "prior": prior,
        "sd": {_KEYS[name]: figure(model.deviations[name]) if model else None for name in EFFECTS},
        "mean": figure(model.mean) if model else None,
        "icc": _correlations(table, model),
        "dependability": dependable,
        "dimensions": {
            name: {"effect": figure(model.dimension_effect[code]) if model else None}
            for code, name in enumerate(table.dimensions)
        },
        "interviewers": _severities(table, partners[1], model),
        "interviewers_by_dimension": _leanings(table, model, warnings),
        "candidates": _levels(table, partners[0], model, bar),
    }


def _correlations(table: Ratings, model: MixedModel | None) -> dict[str, float | None]:
    """The intraclass correlations of the units candidate x dimension from the components: for incomplete blocks too.

    None where levels or severities cannot be told. An effect that cannot be told from another is part of that one.
    """
    if model is None or not model.levels_known or model.deviations["interviewer"] is None:
        return dict.fromkeys(FORMS)
    sd = model.equations.components
    units = len(np.unique(table.candidate * len(table.dimensions) + table.dimension))
    forms = icc_from_components(
        sd.candidate**2 + sd.profile**2,
        sd.interviewer**2,
        sd.halo**2 + sd.residual**2,
        ratings_per_unit=len(table) / units,
    )
    return {form: figure(value) for form, value in forms.items()}


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


def _leanings(table: Ratings, model: MixedModel | None, warnings: list[str]) -> dict[str, dict[str, Any]]:
    """How much harder (positive) each interviewer is on a dimension than on their others, with the 90 % interval, in points.

    Only dimensions on which somebody gave FEWEST_RATINGS scores or more; `flagged` holds the false discovery rate over
    all of them.
    """
    if model is None:
        return {}
    rows: dict[str, dict[str, Any]] = {name: {} for name in table.interviewers}
    for row in dimension_biases(table, model):
        rows[row.interviewer][row.dimension] = {
            "n": row.ratings,
            "bias": figure(row.bias),
            "se": figure(row.standard_error),
            "interval_90": list(row.interval),
            "p": figure(row.p_value),
            "flagged": row.flagged,
        }
    untold = [name for name, found in rows.items() if not found]
    if untold:
        warnings.append(
            f"mixed: by dimension nothing can be told of {len(untold)} interviewers, it takes {FEWEST_RATINGS} scores on one of "
            f"two dimensions or more, a colleague and scores that vary: {listed(untold)}"
        )
    return rows


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
