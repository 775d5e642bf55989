"""When and by which version the interviews of a run were held: whether severities moved.

Plain JSON values like those of `insight.py`; `coaching.py` decides what of them is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from calibration.measurement import Fit
from calibration.statistics.drift import Drift, drift, quarters, readings
from calibration.statistics.mixed import MixedModel
from calibration.statistics.raters import discoveries


def movements(found: Fit) -> dict[str, dict[str, Any]]:
    """By account: `time` and `version`, each None or a drift with whether it `stands`; empty where nothing can be told.

    A drift stands when it does after control of the false discovery rate over everybody: among many interviewers, some
    seem to move by chance.
    """
    held = _held(found.inputs)
    if found.model is None or not held:
        return {}
    table = found.counted
    panel = len(table.interviewers)
    cell, row = np.unique(table.candidate * panel + table.interviewer, return_inverse=True)
    names = [(table.candidates[code // panel], table.interviewers[code % panel]) for code in cell.tolist()]
    days, versions = (np.array(column) for column in zip(*(held[name] for name in names), strict=True))
    of_time = _drifts(found, found.model, np.array(quarters(days.tolist()))[row])
    of_version = _drifts(found, found.model, versions.astype(int)[row])
    return {
        name: {"time": of_time.get(code), "version": of_version.get(code)}
        for code, name in enumerate(table.interviewers)
    }


def _held(inputs: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, int]]:
    """Day and version number by (application, interviewer), the later interview where there were two."""
    return {(str(met), str(by)): (day, number) for met, by, day, number, _ in inputs.get("interviews", ())}


def _drifts(found: Fit, model: MixedModel, windows: Any) -> dict[int, dict[str, Any]]:
    said = readings(found.counted, model, windows)
    own: dict[int, list[Any]] = {}
    for reading in said:
        own.setdefault(reading.interviewer, []).append(reading)
    told = {code: moved for code, rows in own.items() if (moved := drift(rows)) is not None}
    stands = discoveries(np.array([moved.p_value for moved in told.values()]))
    return {code: _plain(moved, bool(flag)) for (code, moved), flag in zip(told.items(), stands, strict=True)}


def _plain(moved: Drift, stands: bool) -> dict[str, Any]:
    return {
        "change": round(moved.change, 6),
        "interval": [round(each, 6) for each in moved.interval],
        "stands": stands,
        "windows": [
            [each.window, each.interviews, round(each.severity, 6), *(round(end, 6) for end in each.interval)]
            for each in moved.windows
        ],
    }
