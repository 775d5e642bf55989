"""The agreement part of the analysis: alphas, ICC, kappa, what they are missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from calibration.statistics.agreement import FEWEST_CANDIDATES, alpha, alpha_interval, units_of
from calibration.statistics.analysis.figures import figure
from calibration.statistics.icc import FORMS, complete_block, icc
from calibration.statistics.kappas import fleiss_kappa
from calibration.statistics.ratings import Ratings


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
    }
