"""What the ratings of decided applications say about interviewing itself: by interviewer and by dimension.

For coaching and for mending rubrics, never for ranking people. Plain JSON values; `coaching.py` decides what of it is shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calibration.circumstances import movements
from calibration.discrimination import item_rest, share_between
from calibration.leanings import leanings
from calibration.measurement import Fit
from calibration.measurement.teams import teams
from calibration.statistics.agreement import alpha, alpha_interval, units_of
from calibration.statistics.facets import FacetsModel, fit_facets
from calibration.statistics.identification import NotEstimable
from calibration.statistics.raters import RaterEffects, halo_share, rater_effects
from calibration.statistics.ratings import Ratings

CLOSE = 1
"""Points within which two interviewers of the same candidate are said to see it alike."""


def outputs(found: Fit, *, on: str) -> dict[str, Any]:
    """`rating` by account, `rubric` by dimension key, `teams` compared, and the halo share of the line (0 to 1, None without a model).

    `on`: the day, as an ISO text, that each person's figures bear with the counts they rest on: they may be kept for later
    runs (`releases.py`).
    """
    table, low, high = found.counted, found.inputs["low"], found.inputs["high"]
    effects = rater_effects(table, found.model, _facets(found.table, low, high), low=low, high=high)
    moved, leaning = movements(found), leanings(found)
    told = {"on": on, "ratings": len(table), "candidates": found.people}
    return {
        "rating": {
            row.interviewer: {
                **_rating(table, code, row),
                "drift": moved.get(row.interviewer),
                "leanings": leaning.get(row.interviewer, []),
                "told": told,
            }
            for code, row in enumerate(effects)
        },
        "teams": teams(found),
        "rubric": {key: _dimension(table, place, low, high) for place, key in enumerate(table.dimensions)},
        "halo_share": halo_share(found.model.equations.components, dimensions=len(table.dimensions))
        if found.model
        else None,
    }


def _facets(table: Ratings, low: int, high: int) -> FacetsModel | None:
    try:
        return fit_facets(table, low=low, high=high)
    except NotEstimable:
        return None


def _rating(table: Ratings, code: int, effects: RaterEffects) -> dict[str, Any]:
    pairs, close = _pairs(table, code)
    own, others = _within(table, table.interviewer == code), _within(table, table.interviewer != code)
    return {
        "interviews": effects.interviews,
        "ratings": effects.ratings,
        "severity": effects.severity,
        "interval": list(effects.interval) if effects.interval else None,
        "category_use": list(effects.category_use),
        "is_central": effects.is_central,
        "is_erratic": effects.is_erratic,
        "pairs": pairs,
        "close_pairs": close,
        "spread_within": own,
        "spread_within_others": others,
    }


def _pairs(table: Ratings, code: int) -> tuple[int, int]:
    """How many ratings by others stand beside this interviewer's on the same candidate and dimension, and how many are close."""
    cell = table.candidate * max(len(table.dimensions), 1) + table.dimension
    own = dict(
        zip(cell[table.interviewer == code].tolist(), table.score[table.interviewer == code].tolist(), strict=True)
    )
    others = (table.interviewer != code) & np.isin(cell, list(own))
    distances = [
        abs(score - own[where])
        for where, score in zip(cell[others].tolist(), table.score[others].tolist(), strict=True)
    ]
    return len(distances), sum(distance <= CLOSE for distance in distances)


def _within(table: Ratings, rows: Any) -> float | None:
    """Mean standard deviation of the scores within one interview, in points; None without an interview of two ratings.

    Near zero: one overall impression stands for every dimension (halo).
    """
    interview = table.candidate[rows] * max(len(table.interviewers), 1) + table.interviewer[rows]
    _, place, count = np.unique(interview, return_inverse=True, return_counts=True)
    score = table.score[rows].astype(float)
    mean = np.bincount(place, score) / np.maximum(count, 1) if len(score) else score
    squares = np.bincount(place, (score - mean[place]) ** 2) if len(score) else score
    several = count > 1
    return float(np.sqrt(squares[several] / (count[several] - 1)).mean()) if several.any() else None


def _dimension(table: Ratings, place: int, low: int, high: int) -> dict[str, Any]:
    rows = table.where(table.dimension == place)
    units = units_of(rows, low=low, high=high)
    value = alpha(units, "ordinal")
    interval = alpha_interval(units, "ordinal") if value is not None else None
    used = np.bincount(rows.score - low, minlength=high - low + 1)
    moves = item_rest(table, place)
    return {
        "ratings": len(rows),
        "candidates": len(np.unique(rows.candidate)),
        "use": used.tolist(),
        "deviation": float(rows.score.std(ddof=1)) if len(rows) > 1 else None,
        "alpha": value,
        "interval": list(interval) if interval else None,
        "related": moves.candidates,
        "item_rest": moves.correlation,
        "item_rest_interval": list(moves.interval) if moves.interval else None,
        "between": share_between(table, place),
    }
