"""What a run says as a whole: counts, standard deviations, severities, effects of dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np

from calibration.measurement.fitted import Fit, figure
from calibration.measurement.teams import weakly_linked
from calibration.statistics.identification import EFFECTS
from calibration.statistics.mixed import MixedModel
from calibration.statistics.ratings import Ratings


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
        "weakly_linked": weakly_linked(found),
        "weak_prior": found.weak_prior,
        "reason": found.reason,
        "notes": list(model.notes) if model else [],
        "deviations": {name: figure(model.deviations[name]) if model else None for name in EFFECTS},
        "mean": figure(model.mean) if model else None,
        "interviewers": {
            name: {
                "interviews": int(interviews[code]),
                "severity": figure(model.severity[code]) if _tells_severity(model) and model else None,
                "error": figure(model.severity_error[code]) if _tells_severity(model) and model else None,
            }
            for code, name in enumerate(table.interviewers)
        },
        "dimensions": {
            key: {"effect": figure(model.dimension_effect[code]) if model else None}
            for code, key in enumerate(table.dimensions)
        },
    }


def _interviews(table: Ratings) -> Any:
    panel = len(table.interviewers)
    pairs = np.unique(table.candidate * max(panel, 1) + table.interviewer) % max(panel, 1)
    return np.bincount(pairs, minlength=panel)


def _tells_severity(model: MixedModel | None) -> bool:
    return model is not None and model.deviations["interviewer"] is not None
