"""The diagnostic model's part of the analysis: measures, fit, thresholds, separation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calibration.statistics.analysis.figures import figure
from calibration.statistics.facets import FACETS, Facet, FacetsModel, fit_facets, listed
from calibration.statistics.fit_statistics import Separation
from calibration.statistics.identification import NotEstimable
from calibration.statistics.ratings import Ratings


def diagnosis(table: Ratings, low: int, high: int, warnings: list[str]) -> dict[str, Any]:
    """The fitted many-facet model in logits; what cannot be told is None, and `warnings` gains a sentence that says why."""
    names = dict(zip(FACETS, (table.candidates, table.interviewers, table.dimensions), strict=True))
    try:
        model = fit_facets(table, low=low, high=high)
    except NotEstimable as reason:
        warnings.append(f"facets: {reason}; its figures are left out")
        keys = ("measure", "se", "joint_se", "infit", "outfit", "infit_z", "outfit_z", "fair_average")
        return {
            "iterations": None,
            "thresholds": [None] * (high - low),
            **{facet: {name: dict.fromkeys(keys) for name in names[facet]} for facet in FACETS},
            "separation": {facet: _separation(None) for facet in FACETS},
        }
    warnings += [f"facets: {note}" for note in model.notes]
    alone = [facet for facet in FACETS if _facet(model, facet).separation is None]
    if alone:
        warnings.append(f"facets: no separation of {listed(alone)}, it takes two measures")
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


def _separation(found: Separation | None) -> dict[str, float | None]:
    if found is None:
        return {"G": None, "strata": None, "reliability": None}
    return {"G": figure(found.ratio), "strata": figure(found.strata), "reliability": figure(found.reliability)}
