"""Rating tables made for tests: from plain rows, and drawn from the model the statistics assume."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.statistics.ratings import Ratings, table_of

Simulate = Callable[..., Ratings]


@pytest.fixture(scope="session")
def reference_cases(shared: Path) -> dict[str, dict[str, Any]]:
    """The published cases of the measurement notes by id."""
    text = (shared / "measurement" / "reference_cases.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["cases"]}


@pytest.fixture(scope="session")
def simulate() -> Simulate:
    """Draws a rounded, clipped table from the mixed model; `keep` is the share of ratings that are observed."""

    def draw(
        candidates: int = 20,
        interviewers: int = 6,
        dimensions: int = 4,
        per_candidate: int = 3,
        *,
        keep: float = 1.0,
        low: int = 1,
        high: int = 5,
        seed: int = 0,
        spread: tuple[float, float, float, float, float] = (0.7, 0.4, 0.4, 0.3, 0.6),
    ) -> Ratings:
        rng = np.random.default_rng(seed)
        middle, step = (low + high) / 2, (high - low) / 4
        level, severity = spread[0] * rng.standard_normal(candidates), spread[1] * rng.standard_normal(interviewers)
        rows = []
        for candidate in range(candidates):
            profile = spread[3] * rng.standard_normal(dimensions)
            for interviewer in rng.choice(interviewers, per_candidate, replace=False):
                halo = spread[2] * rng.standard_normal()
                for dimension in range(dimensions):
                    if rng.random() > keep:
                        continue
                    error = spread[4] * rng.standard_normal()
                    value = (
                        level[candidate] + profile[dimension] + halo - severity[interviewer] - 0.1 * dimension + error
                    )
                    score = int(np.clip(round(middle + step * value), low, high))
                    rows.append((f"C{candidate:03}", f"R{interviewer:02}", f"D{dimension}", score))
        return table_of(rows)

    return draw
