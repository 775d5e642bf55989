"""The same evidence held against the next level up or down: the bar moves, ratings and estimates stay.

The anchors put one level at each score (3 stands for the target, 4 for the level above, 2 for the level below), so the bar
of a neighbouring level lies one point higher or lower on every dimension. That is all that is assumed. Nothing is fitted
anew: chances are read off the posterior that the run left, and what it does not tell is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from calibration.statistics.standing import is_crossing

AT_TARGET = 3
"""The score whose anchor is the target level's."""
STEPS = (-1, 0, 1)
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Reading:
    """A level to hold the evidence against; `shift` is how many points its bar lies above the target's."""

    code: str
    label: str
    shift: int


@dataclass(frozen=True, slots=True)
class BarAnchor:
    """What a dimension's bar rests on: the score it lies at, and whether an anchor is written there."""

    name: str
    score: int
    is_written: bool


def readings(
    target: tuple[str, str], anchors: Iterable[tuple[int, str | None]], labels: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The levels the evidence can be held against, lowest first: the target (code, label) and its neighbours.

    `anchors` are (score, level code) over all dimensions, `labels` the ladder's levels by code. A neighbour is offered only
    where the anchors of its score all stand for one other level of the ladder: at the ends of a ladder, and without one,
    there is none.
    """
    codes: dict[int, set[str]] = {}
    for score, code in anchors:
        if code is not None and code in labels:
            codes.setdefault(score - AT_TARGET, set()).add(code)
    found = []
    for shift in STEPS:
        if not shift:
            found.append(Reading(*target, 0))
            continue
        near = codes.get(shift, set()) - {target[0]}
        if len(near) == 1:
            code = near.pop()
            found.append(Reading(code, labels[code], shift))
    return tuple(found)


def is_on_scale(bar: float, *, low: int, high: int) -> bool:
    """Whether a bar can be told by scores: some score must lie below it, and one at or above it."""
    return low < bar <= high


def reread(figures: Mapping[str, Any], shift: int, *, low: int, high: int) -> dict[str, Any]:
    """An application's figures (see `measurement/`) with every bar `shift` points higher.

    Levels, intervals and raw means are the same objects. Chances and crossings follow from the moved bars; None where the
    scale ends before the bar, or where the run did not keep the joint chance of the must-haves for this step.
    """
    if not shift:
        return dict(figures)
    dimensions = {key: _dimension(row, shift, low, high) for key, row in figures["dimensions"].items()}
    overall = figures["overall"]
    if overall is None:
        return {**figures, "dimensions": dimensions}
    bar = overall["bar"] + shift
    tells = is_on_scale(bar, low=low, high=high)
    return {
        **figures,
        "dimensions": dimensions,
        "overall": {**overall, "bar": bar, "probability": _chance(overall, bar) if tells else None},
        "must_haves": _must_haves(figures["must_haves"], shift),
        "without": None if figures["without"] is None else [_without(row, overall, bar) for row in figures["without"]],
    }


def _dimension(row: Mapping[str, Any], shift: int, low: int, high: int) -> dict[str, Any]:
    bar = row["bar"] + shift
    tells = row["level"] is not None and is_on_scale(bar, low=low, high=high)
    return {**row, "bar": bar, "probability": _chance(row["level"], bar) if tells else None}


def _must_haves(row: Mapping[str, Any], shift: int) -> dict[str, Any]:
    return {**row, "probability": row.get("moved", {}).get(str(shift))}


def _without(row: Mapping[str, Any], overall: Mapping[str, Any], bar: float) -> dict[str, Any]:
    crosses = row["estimate"] is not None and is_crossing(row["estimate"], overall["estimate"], bar=bar)
    return {**row, "crosses": crosses}


def _chance(level: Mapping[str, Any], bar: float) -> float:
    return _NORMAL.cdf((level["estimate"] - bar) / level["error"])


def caveats(reading: Reading, target: str, bars: Sequence[BarAnchor], *, low: int, high: int) -> tuple[str, ...]:
    """What is assumed and what stays unknown when the evidence is held against the reading; empty for the target itself.

    `bars` are those of the reading, by dimension.
    """
    if not reading.shift:
        return ()
    higher = reading.shift > 0
    away = [row.name for row in bars if not is_on_scale(row.score, low=low, high=high)]
    unwritten = [row.name for row in bars if row.name not in away and not row.is_written]
    edge = (
        f"A {high} is all the scale can show: it stands for its level or anything above."
        if higher
        else f"A {low} is the least the scale can show: it stands for its level or anything below."
    )
    aside = "higher" if higher else "lower"
    said = [
        f"Assumed: one level is one point, as in the anchors, so the bar lies one point {aside} on every dimension.",
        "Ratings, estimates and intervals are the same; nothing is fitted anew.",
        f"Unknown: interviewers asked for evidence of {target}; what {reading.code} asks otherwise was perhaps never asked.",
        edge,
        f"Taken over from {target}: which dimensions are must-haves, and the red flags, which hold at every level.",
    ]
    if unwritten:
        said.append(
            f"No anchor is written for {reading.code} on {', '.join(unwritten)}: there the bar is a number only."
        )
    if away:
        said.append(f"The scale ends before the bar of {reading.code} on {', '.join(away)}: nothing can be told there.")
    return tuple(said)
