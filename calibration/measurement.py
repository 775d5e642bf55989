"""From the frozen inputs of a calibration run to its figures, all plain JSON values.

The decision model (`statistics/mixed.py`) is fitted to every counted rating of one rubric line. The inputs hold all that
the figures follow from, bars and level names too, so that a run can be made again from its inputs alone:

    {"version": 1, "rubric": 7, "target": "P5", "low": 1, "high": 5,
     "rubrics": {"9": {"dimensions": [[id, key, name, bar, must_have], …], "levels": ["P4", "P5", …]}},
     "applications": {"12": {"rubric": 9, "cards": [[interview, interviewer, revision], …]}},
     "ratings": [[application, interviewer, key, score], …],
     "benchmarks": [[exercise, interviewer, key, score], …],
     "interviews": [[application, interviewer, day, version number, requisition], …]}

`interviews` stand in runs for Insights alone, which look at severities over time and by team.

`benchmarks`, left out where there are none, are scores of closed benchmark exercises by interviewers who stand in `ratings`.
To the model an exercise is one more candidate, met by many interviewers, and so it links teams that share no candidate
(anchor items: Linacre, J. M. (1989), Many-Facet Rasch Measurement). In every count, raw figure and gate it does not exist.

Scores are those that interviewers submitted: what a committee adjusts after its talk is no independent observation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr

from calibration.statistics.bestfit import best_fit
from calibration.statistics.dependability import dependability, interviewers_needed
from calibration.statistics.identification import EFFECTS, NotEstimable
from calibration.statistics.linkage import Subsets, connected_subsets
from calibration.statistics.mixed import MixedModel, fit_mixed
from calibration.statistics.must_haves import must_haves
from calibration.statistics.posterior import joint_probabilities, without_each_interviewer
from calibration.statistics.ratings import Floats, Ratings, table_of

FEW_CANDIDATES = 20
FEW_INTERVIEWERS = 10
"""Below either number the standard deviations are steadied by weak priors, and the page says so."""
LEVEL_STEP = 1.0
"""Points from one level's bar to the next: the anchors 1 to 5 stand for the levels T-2 to T+2."""
LEVELS_AROUND = 2
NEIGHBOURS = (-1, 1)
_Z90 = 1.6448536269514722
_DIGITS = 6


@dataclass(frozen=True, eq=False)
class Fit:
    """The inputs with the model fitted to them; `model` is None where `reason` says why no figure can be given."""

    inputs: dict[str, Any]
    table: Ratings
    subsets: Subsets
    model: MixedModel | None
    reason: str | None
    weak_prior: bool
    people: int
    """How many of the table's candidates are people: the first ones; those behind them are benchmark exercises."""

    @property
    def counted(self) -> Ratings:
        """The ratings of people alone, with the codes of the whole table: what is counted, shown and asked of gates."""
        if self.people == len(self.table.candidates):
            return self.table
        return self.table.where(self.table.candidate < self.people)

    def code(self, application: str) -> int | None:
        """The application's row in the model, None without an observed rating."""
        try:
            return self.table.candidates.index(application)
        except ValueError:
            return None

    def own(self, application: str) -> Ratings:
        """The application's ratings with the codes of the whole table; found quickly, since the inputs are sorted."""
        code = self.code(application)
        if code is None:
            return self.table.where(np.zeros(len(self.table), dtype=bool))
        first, last = np.searchsorted(self.table.candidate, [code, code + 1])
        mask = np.zeros(len(self.table), dtype=bool)
        mask[first:last] = True
        return self.table.where(mask)


def fit(inputs: dict[str, Any]) -> Fit:
    """The model fitted to the inputs of a run."""
    benchmarks = inputs.get("benchmarks", ())
    table = table_of(
        (str(met), str(interviewer), key, score)
        for met, interviewer, key, score in [
            *inputs["ratings"],
            *((f"benchmark {exercise}", *rating) for exercise, *rating in benchmarks),
        ]
    )
    people = len(table.candidates) - len({row[0] for row in benchmarks})
    weak = people < FEW_CANDIDATES or len(table.interviewers) < FEW_INTERVIEWERS
    model, reason = None, None
    try:
        model = fit_mixed(table, weak_prior=weak, scale_width=float(inputs["high"] - inputs["low"]))
        if not model.levels_known:
            model, reason = None, "a candidate's level cannot be told from who interviewed them"
    except NotEstimable as error:
        reason = str(error)
    return Fit(inputs, table, connected_subsets(table) if len(table) else _NOBODY, model, reason, weak, people)


_NOBODY = Subsets(0, np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))


def run_outputs(found: Fit) -> dict[str, Any]:
    """What the run says as a whole: counts, standard deviations, severities by account, effects by dimension, notes.

    Points of the scale; `severity` is positive for a harsh interviewer. Without a model `reason` says why and the
    figures are None.
    """
    table, model = found.table, found.model
    interviews = _interviews(found.counted)
    linked = len(table.candidates) - found.people
    return {
        "ratings": len(found.counted),
        "candidates": found.people,
        **({"benchmarks": linked} if linked else {}),
        "subsets": found.subsets.count,
        "weak_prior": found.weak_prior,
        "reason": found.reason,
        "notes": list(model.notes) if model else [],
        "deviations": {name: _figure(model.deviations[name]) if model else None for name in EFFECTS},
        "mean": _figure(model.mean) if model else None,
        "interviewers": {
            name: {
                "interviews": int(interviews[code]),
                "severity": _figure(model.severity[code]) if _tells_severity(model) and model else None,
                "error": _figure(model.severity_error[code]) if _tells_severity(model) and model else None,
            }
            for code, name in enumerate(table.interviewers)
        },
        "dimensions": {
            key: {"effect": _figure(model.dimension_effect[code]) if model else None}
            for code, key in enumerate(table.dimensions)
        },
    }


def all_figures(found: Fit, *, undecided: set[int]) -> dict[int, dict[str, Any]]:
    """What the run says about each application; how far one interviewer carries it only for those not decided yet."""
    return {
        int(application): candidate_figures(found, application, with_sensitivity=int(application) in undecided)
        for application in found.inputs["applications"]
    }


def candidate_figures(found: Fit, application: str, *, with_sensitivity: bool) -> dict[str, Any]:
    """What the run says about one application, before the rules of `measured.py` decide what of it is shown.

    `with_sensitivity` also solves the equations once without each interviewer. Levels, errors and bars in points. An
    application none of whose ratings is observed has no figures but its counts.
    """
    frozen = found.inputs["applications"][application]
    rubric = found.inputs["rubrics"][str(frozen["rubric"])]
    own, code = found.own(application), found.code(application)
    figures = {
        "interviewers": len(np.unique(own.interviewer)),
        "raw": _figure(float(own.score.mean())) if len(own) else None,
        "subset": int(found.subsets.candidate[code]) if code is not None else None,
        "cards": frozen["cards"],
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
            "bar": _figure(bar),
            "probability": _figure(float(ndtr((estimate - bar) / error))),
            "parts": _parts(model, rated, estimate),
            "dependability": _figure(dependability(components, interviewers=panel, dimensions=len(own))),
            "interviewers_needed": interviewers_needed(components, dimensions=len(own)),
        },
        "must_haves": {
            "probability": _figure(joint.probability),
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
    return {str(step): _figure(chance) for step, chance in zip(NEIGHBOURS, chances, strict=True)}


def _dimensions(found: Fit, rated: Ratings, code: int | None, rubric: dict[str, Any]) -> dict[str, Any]:
    """By the dimension's id: raw mean and count, and the level with its error; those of unrated dimensions are None."""
    answers = {}
    for identity, key, _name, bar, _must in rubric["dimensions"]:
        place = rated.dimensions.index(key) if key in rated.dimensions else -1
        scores = rated.score[rated.dimension == place]
        figures: dict[str, Any] = {"raw": None, "count": len(scores), "bar": bar, "level": None, "probability": None}
        if len(scores):
            figures["raw"] = _figure(float(scores.mean()))
        if len(scores) and found.model is not None:
            estimate = float(found.model.level[code, place])
            error = float(np.sqrt(found.model.level_covariance[code, place, place]))
            figures["level"] = _interval(estimate, error)
            figures["probability"] = _figure(float(ndtr((estimate - bar) / error)))
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
    return {"severity": _figure(severity), "dimensions": _figure(dimensions), "shrinkage": _figure(rest)}


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
            "mass": _figure(fitted.masses[code]),
            "is_best": code == fitted.level,
            "probability": _figure(float(ndtr((estimate - bar - (ladder.index(code) - place) * LEVEL_STEP) / error))),
        }
        for code in near
    ]


def _without(table: Ratings, model: MixedModel, code: int, bar: float) -> list[dict[str, Any]]:
    rows = without_each_interviewer(table, model.equations.components, table.candidates[code], bar=bar)
    return [
        {
            "interviewer": int(row.interviewer),
            "estimate": _figure(row.estimate),
            "raw": _figure(row.raw_mean),
            "crosses": row.crosses_bar,
        }
        for row in rows
    ]


def _interval(estimate: float, error: float) -> dict[str, Any]:
    return {
        "estimate": _figure(estimate),
        "error": _figure(error),
        "low": _figure(estimate - _Z90 * error),
        "high": _figure(estimate + _Z90 * error),
    }


def _interviewers_by_dimension(rated: Ratings) -> dict[str, int]:
    return {
        key: len(np.unique(rated.interviewer[rated.dimension == place])) for place, key in enumerate(rated.dimensions)
    }


def _interviews(table: Ratings) -> Any:
    panel = len(table.interviewers)
    pairs = np.unique(table.candidate * max(panel, 1) + table.interviewer) % max(panel, 1)
    return np.bincount(pairs, minlength=panel)


def _tells_severity(model: MixedModel | None) -> bool:
    return model is not None and model.deviations["interviewer"] is not None


def _figure(value: float | Floats | None) -> float | None:
    """The value to six digits: more would differ between machines, and nobody reads them."""
    return None if value is None or not np.isfinite(value) else round(float(value), _DIGITS)
