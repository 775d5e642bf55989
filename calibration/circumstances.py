"""When and for whom the interviews of a run were held: whether severities moved, and how teams differ.

Plain JSON values like those of `insight.py`; `coaching.py` decides what of them is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from calibration.measurement import Fit
from calibration.statistics.drift import Drift, drift, quarters, readings
from calibration.statistics.linkage import team_contrasts
from calibration.statistics.mixed import MixedModel
from calibration.statistics.raters import discoveries

FEWEST_OF_A_TEAM = 3
"""Interviewers of a team from which it is compared: the mean of fewer would tell of single people."""
MOST_TEAMS = 6


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


def teams(found: Fit) -> list[dict[str, Any]]:
    """Each pair of openings' interviewers: the difference of their severities in points, None where nothing links them.

    An interviewer belongs to the opening for which they held more than half of their interviews, or to none. The
    largest MOST_TEAMS openings with FEWEST_OF_A_TEAM such interviewers are compared.
    """
    openings: dict[str, Counter[int]] = {}
    for row in found.inputs["applications"].values():
        for _, by, _ in row["cards"] if "opening" in row else ():  # runs made before openings were frozen have none
            openings.setdefault(str(by), Counter())[row["opening"]] += 1
    home = {by: met.most_common(1)[0][0] for by, met in openings.items() if 2 * max(met.values()) > met.total()}
    size = Counter(home.values())
    chosen = {opening for opening, count in size.most_common(MOST_TEAMS) if count >= FEWEST_OF_A_TEAM}
    if len(chosen) < 2:  # nothing to compare
        return []
    team = {by: str(opening) for by, opening in home.items() if opening in chosen}
    width = float(found.inputs["high"] - found.inputs["low"])
    return [
        {
            "a": int(row.a),
            "b": int(row.b),
            "interviewers": [size[int(row.a)], size[int(row.b)]],
            "bridging": row.bridging,
            "difference": None if row.difference is None else round(row.difference, 6),
            "error": None if row.standard_error is None else round(row.standard_error, 6),
            "weak": row.weak,
        }
        for row in team_contrasts(found.table, team, scale_width=width)
    ]


def weakly_linked(found: Fit) -> list[int]:
    """The openings whose interviewers have too few candidates in common with another opening's to tell their severities apart.

    A mixed model takes such teams to be alike, and its interval does not show it (measurement notes, section 3).
    """
    return sorted({row[side] for row in teams(found) if row["weak"] for side in ("a", "b")})
