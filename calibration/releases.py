"""When figures made from many scores are told anew: in steps whose difference tells no single candidate's scores.

A sum over twenty candidates hides each of them; the same sum the day after, over twenty-one, tells the last one to whoever
remembers the first. So what Insights tells stays as it is until STEP candidates more are counted, and one person's figures
until STEP of their interviews more are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

STEP = 5
"""Candidates, or interviews of one person, that two tellings differ by at least: the fewest of whom anything is told."""


def told_inputs(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> dict[str, Any] | None:
    """The inputs that the next run is told from: those of `now` when it is due, else those of `before`.

    It is due when STEP applications are new, gone, or counted by other submissions than in `before`. Closed benchmark
    exercises, which hold nobody's candidacy, take part at once. None: STEP applications are not there yet.
    """
    if before is None:
        return dict(now) if len(now["applications"]) >= STEP else None
    if len(_changed(before["applications"], now["applications"])) >= STEP:
        return dict(now)
    kept = {key: value for key, value in before.items() if key != "benchmarks"}
    return kept | ({"benchmarks": now["benchmarks"]} if "benchmarks" in now else {})


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    return {
        name
        for name in before.keys() | now.keys()
        if before.get(name, {}).get("cards") != now.get(name, {}).get("cards")
    }


def told_ratings(
    before: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The figures of each interviewer (`insight.outputs`): those of `before` until STEP of their interviews more are counted.

    Of somebody with fewer than STEP interviews nothing was told before, so that theirs are always those of `now`. How
    they lean on one dimension stays for itself until STEP scores more on it are counted: five interviews may hold one
    of them only.
    """
    return {
        name: {**row, **_leanings(before.get(name, {}), row)} if _is_due(before.get(name), row) else dict(before[name])
        for name, row in now.items()
    }


def _leanings(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Sequence[Any]]]:
    """The rows of `now` [dimension, count, …], each as it was in `before` while less than STEP scores came or went."""
    told = {row[0]: row for row in before.get("leanings", ())}
    return {
        "leanings": [
            told[row[0]] if row[0] in told and abs(row[1] - told[row[0]][1]) < STEP else row
            for row in now.get("leanings", ())
        ]
    }


def _is_due(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    if before is None or before["interviews"] < STEP:
        return True
    return abs(int(now["interviews"]) - int(before["interviews"])) >= STEP
