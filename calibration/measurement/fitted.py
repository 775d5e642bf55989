"""From the frozen inputs of a calibration run to its figures, all plain JSON values.

The decision model (`statistics/mixed.py`) is fitted to every counted rating of one rubric line. The inputs hold all that
the figures follow from, bars and level names too, so that a run can be made again from its inputs alone:

    {"version": 1, "rubric": 7, "target": "P5", "low": 1, "high": 5,
     "rubrics": {"9": {"dimensions": [[id, key, name, bar, must_have], …], "levels": ["P4", "P5", …]}},
     "applications": {"12": {"rubric": 9, "opening": 3, "cards": [[interview, interviewer, revision], …]}},
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

from calibration.statistics.identification import NotEstimable
from calibration.statistics.linkage import Subsets, connected_subsets
from calibration.statistics.mixed import MixedModel, fit_mixed
from calibration.statistics.ratings import Floats, Ratings, table_of

_DIGITS = 6
FEW_CANDIDATES = 20
FEW_INTERVIEWERS = 10
"""Below either number the standard deviations are steadied by weak priors, and the page says so."""


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


def figure(value: float | Floats | None) -> float | None:
    """The value to six digits: more would differ between machines, and nobody reads them."""
    return None if value is None or not np.isfinite(value) else round(float(value), _DIGITS)
