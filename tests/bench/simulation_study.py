"""Does the adjustment help, and do its intervals hold what they promise?

`python -m tests.bench.simulation_study [--tables 40]` draws tables from the rating-scale model (not the model that is fitted),
and prints, by severity and interviews per interviewer, the share of candidates put on the wrong side of the bar by the raw
mean and by the mixed model, and how often the nominal 90 % interval holds the true level. It exits 1 when the coverage
over all tables falls under .88, or when the adjustment does worse than the raw mean.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import numpy as np

from calibration.statistics.mixed import fit_mixed
from tests.bench.simulation import draw

INTERVIEWERS, PANEL, DIMENSIONS, BAR = 30, 5, 6, 3.0
Z90 = 1.6448536269514722
LEAST_COVERAGE = 0.88


def main() -> int:
    """Print the table; 0 when the claims hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=40, help="tables drawn for each line (default 40)")
    print("severity  interviews  raw wrong  adjusted wrong  coverage")  # noqa: T201 - its answer
    raw, adjusted, held = (totals := study(tables=parser.parse_args().tables, told=_print))[:3] / totals[3]
    print(f"     all         all  {raw:9.1%}  {adjusted:14.1%}  {held:8.1%}")  # noqa: T201 - its answer
    return int(held < LEAST_COVERAGE or adjusted > raw)


def study(*, tables: int, told: Callable[[float, int, np.ndarray], None] | None = None) -> np.ndarray:
    """Wrong by the raw mean, wrong by the model, intervals that hold the truth, candidates: counts over all lines.

    `tables` are drawn for each line; `told` is called after each one with severity, interviews and its counts.
    """
    totals = np.zeros(4)
    for severity in (0.3, 0.6, 0.9):
        for interviews in (3, 5, 10, 20):
            found = np.sum([_one(severity, interviews, seed) for seed in range(tables)], axis=0)
            totals += found
            if told is not None:
                told(severity, interviews, found)
    return totals


def _print(severity: float, interviews: int, found: np.ndarray) -> None:
    raw, adjusted, held = found[:3] / found[3]
    print(f"{severity:8.1f}  {interviews:10d}  {raw:9.1%}  {adjusted:14.1%}  {held:8.1%}")  # noqa: T201 - its answer


def _one(severity: float, interviews: int, seed: int) -> np.ndarray:
    """Wrong by the raw mean, wrong by the model, intervals that hold the truth, candidates: counts of one table."""
    candidates = INTERVIEWERS * interviews // PANEL
    rng = np.random.default_rng([seed, interviews, round(10 * severity)])
    made = draw(
        rng, candidates=candidates, interviewers=INTERVIEWERS, dimensions=DIMENSIONS, panel=PANEL, severity=severity
    )
    table = made.ratings
    used = table.compact()
    raw = np.bincount(table.candidate, table.score) / np.bincount(table.candidate)
    model = fit_mixed(used, weak_prior=candidates < 30)
    meets = made.overall >= BAR
    held = np.abs(model.overall - made.overall) <= Z90 * model.overall_error
    return np.array([((raw >= BAR) != meets).sum(), ((model.overall >= BAR) != meets).sum(), held.sum(), candidates])


if __name__ == "__main__":
    sys.exit(main())
