"""The simulation study as a bench: on tables whose truth is known, the adjustment helps and its intervals hold.

`make bench` runs it; `python -m tests.bench.simulation_study` prints the same table line by line, on more draws.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.bench.simulation_study import LEAST_COVERAGE, study


@pytest.fixture(autouse=True)
def _only_when_asked_for(request: pytest.FixtureRequest) -> None:
    if not (os.environ.get("BENCH") or request.config.getoption("--benchmark-only")):
        pytest.skip("a bench: run it with --benchmark-only on a quiet machine")


def test_the_adjustment_errs_less_than_the_raw_mean_and_its_intervals_hold(benchmark: Any) -> None:
    found = benchmark.pedantic(lambda: study(tables=8), rounds=1)
    raw, adjusted, held = found[:3] / found[3]
    benchmark.extra_info |= {"raw_wrong": float(raw), "adjusted_wrong": float(adjusted), "coverage": float(held)}
    assert adjusted < raw
    assert held >= LEAST_COVERAGE
