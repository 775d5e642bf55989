"""What a run says about one application: levels with their errors, must-haves together, best fit, sensitivity."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr

from calibration.measurement.fitted import Fit, figure
from calibration.statistics.bestfit import best_fit
from calibration.statistics.dependability import dependability, interviewers_needed
from calibration.statistics.mixed import MixedModel
from calibration.statistics.must_haves import must_haves
from calibration.statistics.posterior import joint_probabilities, without_each_interviewer
from calibration.statistics.ratings import Floats, Ratings

LEVEL_STEP = 1.0
"""Points from one level's bar to the next: the anchors 1 to 5 stand for the levels T-2 to T+2."""
LEVELS_AROUND = 2
NEIGHBOURS = (-1, 1)
_Z90 = 1.6448536269514722


def all_figures(found: Fit, *, undecided: set[int]) -> dict[int, dict[str, Any]]:
    """What the run says about each application; how far one interviewer carries it only for those not decided yet."""
    return {
        int(application): candidate_figures(found, application, with_sensitivity=int(application) in undecided)
        for application in found.inputs["applications"]
    }


def candidate_figures(found: Fit, application: str, *, with_sensitivity: bool) -> dict[str, Any]:
    """What the run says about one application, before the rules of `measured/` decide what of it is shown.

    `with_sensitivity` also solves the equations once without each interviewer. Levels, errors and bars in points. An
    application none of whose ratings is observed has no figures but its counts.
    """
    frozen = found.inputs["applications"][application]
    rubric = found.inputs["rubrics"][str(frozen["rubric"])]
    own, code = found.own(application), found.code(application)
    figures = {
        "interviewers": len(np.unique(own.interviewer)),
        "raw": figure(float(own.score.mean())) if len(own) else None,
        "subset": int(found.subsets.candidate[code]) if code is not None else None,
        "cards": frozen["cards"],
        "opening": frozen.get("opening"),
        "dimensions": _dimensions(found, own, code, rubric),
        "overall": None,
        "must_haves": None,
        "levels": None,
        "without": None,
    }
    if found.model is not None and code is not None:
        figures |= _modelled(found, found.model, own, code, rubric, with_sensitivity=with_sensitivity)
    return figures


def _modelled(
    found: Fit, model: MixedModel, rated: Ratings, code: int, rubric: dict[str, Any], *, with_sensitivity: bool
) -> dict[str, Any]:
    """The overall level as the mean over the rubric's own dimensions, each counting the same."""
    known = found.table.dimensions
    own = [row for row in rubric["dimensions"] if row[1] in known]
    if not own:
        return {}
    places = [known.index(row[1]) for row in own]
    level, covariance = model.level[code][places], model.level_covariance[code][np.ix_(places, places)]
    estimate, error = float(level.mean()), float(np.sqrt(covariance.mean()))
    bar = float(np.mean([row[3] for row in own]))
    joint = must_haves(
        level,
        covariance,
        dimensions=[row[1] for row in own],
        bars={row[1]: float(row[3]) for row in rubric["dimensions"] if row[4]},
        interviewers=_interviewers_by_dimension(rated),
    )
    names = {row[1]: row[2] for row in rubric["dimensions"]}
    components, panel = model.equations.components, len(np.unique(rated.interviewer))
    is_comparable = with_sensitivity and set(known) == {row[1] for row in own}
    return {
        "overall": {
            **_interval(estimate, error),
            "bar": figure(bar),
            "probability": figure(float(ndtr((estimate - bar) / error))),
            "parts": _parts(model, rated, estimate),
            "dependability": figure(dependability(components, interviewers=panel, dimensions=len(own))),
            "interviewers_needed": interviewers_needed(components, dimensions=len(own)),
        },
        "must_haves": {
            "probability": figure(joint.probability),
            "uncovered": [names[key] for key in joint.uncovered],
            "count": sum(1 for row in rubric["dimensions"] if row[4]),
            "moved": _moved(level, covariance, own, joint.uncovered),
        },
        "levels": _levels(found.inputs["target"], rubric["levels"], estimate, error, bar),
        "without": _without(found.table, model, code, bar) if is_comparable else None,
    }


def _moved(
    level: Floats, covariance: Floats, own: list[list[Any]], uncovered: tuple[str, ...]
) -> dict[str, float | None]:
    """The joint chance of the covered must-haves with every bar one level lower and higher, by the levels moved.

    Pages that hold the evidence against a neighbour of the target read it here: it takes the covariance to compute.
    """
    places = [place for place, row in enumerate(own) if row[4] and row[1] not in uncovered]
    if not places:
        return {}
    bars = [float(own[place][3]) for place in places]
    part = covariance[places][:, places]
    chances = joint_probabilities(level[places], part, bars, [step * LEVEL_STEP for step in NEIGHBOURS])
    return {str(step): figure(chance) for step, chance in zip(NEIGHBOURS, chances, strict=True)}


def _dimensions(found: Fit, rated: Ratings, code: int | None, rubric: dict[str, Any]) -> dict[str, Any]:
    """By the dimension's id: raw mean and count, and the level with its error; those of unrated dimensions are None."""
    answers = {}
    for identity, key, _name, bar, _must in rubric["dimensions"]:
        place = rated.dimensions.index(key) if key in rated.dimensions else -1
        scores = rated.score[rated.dimension == place]
        figures: dict[str, Any] = {"raw": None, "count": len(scores), "bar": bar, "level": None, "probability": None}
        if len(scores):
            figures["raw"] = figure(float(scores.mean()))
        if len(scores) and found.model is not None:
            estimate = float(found.model.level[code, place])
            error = float(np.sqrt(found.model.level_covariance[code, place, place]))
            figures["level"] = _interval(estimate, error)
            figures["probability"] = figure(float(ndtr((estimate - bar) / error)))
        answers[str(identity)] = figures
    return answers


def _parts(model: MixedModel, rated: Ratings, estimate: float) -> dict[str, Any]:
    """What carries the raw mean to the estimate, in points that add up.

    `severity`: of the interviewers met, each weighted by their ratings; `dimensions`: which ones were rated;
    `shrinkage`: the rest, the pull towards the others' level that few interviews call for.
    """
    severity = float(model.severity[rated.interviewer].mean())
    dimensions = -float(model.dimension_effect[rated.dimension].mean())
    rest = estimate - float(rated.score.mean()) - severity - dimensions
    return {"severity": figure(severity), "dimensions": figure(dimensions), "shrinkage": figure(rest)}


def _levels(target: str, ladder: list[str], estimate: float, error: float, bar: float) -> list[dict[str, Any]] | None:
    """The levels from T-2 to T+2, lowest first, with the share of the posterior in each and P(at or above its bar).

    None where the ladder does not name the target. The outermost two take all that lies beyond them.
    """
    if target not in ladder:
        return None
    place = ladder.index(target)
    near = ladder[max(0, place - LEVELS_AROUND) : place + LEVELS_AROUND + 1]
    fitted = best_fit(estimate, error, levels=near, target=target, bar=bar, step=LEVEL_STEP)
    return [
        {
            "code": code,
            "mass": figure(fitted.masses[code]),
            "is_best": code == fitted.level,
            "probability": figure(float(ndtr((estimate - bar - (ladder.index(code) - place) * LEVEL_STEP) / error))),
        }
        for code in near
    ]


def _without(table: Ratings, model: MixedModel, code: int, bar: float) -> list[dict[str, Any]]:
    rows = without_each_interviewer(table, model.equations.components, table.candidates[code], bar=bar)
    return [
        {
            "interviewer": int(row.interviewer),
            "estimate": figure(row.estimate),
            "raw": figure(row.raw_mean),
            "crosses": row.crosses_bar,
        }
        for row in rows
    ]


def _interval(estimate: float, error: float) -> dict[str, Any]:
    return {
        "estimate": figure(estimate),
        "error": figure(error),
        "low": figure(estimate - _Z90 * error),
        "high": figure(estimate + _Z90 * error),
    }


def _interviewers_by_dimension(rated: Ratings) -> dict[str, int]:
    return {
        key: len(np.unique(rated.interviewer[rated.dimension == place])) for place, key in enumerate(rated.dimensions)
    }
