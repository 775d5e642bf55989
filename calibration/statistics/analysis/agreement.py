"""The agreement part of the analysis: alphas, ICC, kappa, pairs of interviewers, r_wg by dimension, what they are missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from calibration.statistics.agreement import FEWEST_CANDIDATES, alpha, alpha_interval, units_of
from calibration.statistics.analysis.figures import figure
from calibration.statistics.facets import listed
from calibration.statistics.icc import FORMS, complete_block, icc
from calibration.statistics.kappas import fleiss_kappa, pair_agreements
from calibration.statistics.ratings import Ratings
from calibration.statistics.spread import dimension_agreements

SAME_SCORE = "both gave one and the same score throughout"


def agreement(table: Ratings, low: int, high: int, warnings: list[str]) -> dict[str, Any]:
    """Agreement on the units candidate x dimension; what cannot be told is None, and `warnings` gains a sentence that says why."""
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
    if block is None and len(table):
        warnings.append(
            "agreement: ICC needs every interviewer on every candidate and dimension; these blocks are incomplete"
        )
    elif block is not None and None in forms.values():
        warnings.append("agreement: an ICC is left out where there are not two of each or nothing varies")
    interval = alpha_interval(units, "ordinal") if alphas["ordinal"] is not None else None
    if interval is None and alphas["ordinal"] is not None:
        warnings.append(
            f"agreement: alpha has no interval, it takes {FEWEST_CANDIDATES} candidates and ratings that vary in most samples of them"
        )
    return {
        "alpha_ordinal": figure(alphas["ordinal"]),
        "alpha_interval": figure(alphas["interval"]),
        "alpha_nominal": figure(alphas["nominal"]),
        "alpha_ordinal_90": list(interval) if interval else None,
        "observed_sd": figure(float(table.score.std(ddof=1))) if len(table) > 1 else None,
        "icc": {form: figure(value) for form, value in forms.items()},
        "fleiss_kappa": figure(kappa),
        "pairs": _pairs(table, low, high, warnings),
        "r_wg": _within_cells(table, low, high, warnings),
    }


def _pairs(table: Ratings, low: int, high: int, warnings: list[str]) -> list[dict[str, Any]]:
    """Every two interviewers with a unit in common, by name; `mean_difference` is `first` minus `second` in points."""
    rows = []
    for pair in pair_agreements(table, low=low, high=high):
        turned = pair.first > pair.second
        rows.append(
            {
                "first": pair.second if turned else pair.first,
                "second": pair.first if turned else pair.second,
                "n": pair.units,
                "exact": pair.exact,
                "weighted_kappa": pair.weighted_kappa,
                "ac2": pair.gwet_ac2,
                "mean_difference": -pair.mean_difference + 0.0 if turned else pair.mean_difference,
                "reason": SAME_SCORE if pair.weighted_kappa is None else None,
            }
        )
    alike = sum(row["reason"] is not None for row in rows)
    if alike:
        warnings.append(f"agreement: no kappa of {alike} of {len(rows)} pairs of interviewers, {SAME_SCORE}")
    return sorted(rows, key=lambda row: (row["first"], row["second"]))


def _within_cells(table: Ratings, low: int, high: int, warnings: list[str]) -> dict[str, dict[str, Any]]:
    """r_wg over each dimension's cells (candidate x dimension) with two scores or more."""
    rows = dimension_agreements(table, low=low, high=high)
    alone = [row.dimension for row in rows if not row.cells]
    if alone and len(alone) < len(rows):
        warnings.append(f"agreement: no r_wg of {listed(alone)}, nobody was rated there by two interviewers")
    return {
        row.dimension: {"cells": row.cells, "median": figure(row.median_r_wg), "polarised": row.polarised}
        for row in rows
    }
