"""Which ladder, level and row of a new edition is which of the earlier one, both as they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from rubrics.documents.reading import CompetencyReading, LadderReading, LevelReading

Thing = TypeVar("Thing")


def same_ladders(before: Sequence[LadderReading], after: Sequence[LadderReading]) -> dict[int, int]:
    """Place of each earlier ladder (from 1) -> its place now: by name, else the same place where half its levels stand."""
    old, new = (dict(enumerate(ladders, start=1)) for ladders in (before, after))
    found = paired(old, new, [lambda ladder: (_folded(ladder.name), ladder.track), lambda ladder: _folded(ladder.name)])
    for place in old.keys() - found.keys():
        free = place in new and place not in found.values()
        if free and 2 * len(same_levels(old[place], new[place])) >= len(old[place].levels):
            found[place] = place
    return found


def same_levels(before: LadderReading, after: LadderReading) -> dict[int, int]:
    """Position of each level that is still there -> its position now: by code and name, else by code, else by name."""
    ways: list[Callable[[LevelReading], object]] = [
        lambda level: (_folded(level.code), _folded(level.name)),
        lambda level: _folded(level.code) or None,
        lambda level: _folded(level.name) or None,
    ]
    old, new = ({level.position: level for level in ladder.levels} for ladder in (before, after))
    return paired(old, new, ways)


def same_rows(before: LadderReading, after: LadderReading) -> dict[int, int]:
    """Position of each row that is still there -> its position now.

    Rows are recognised by their names; of several with one name, those that say the same are a pair, then those at the
    same occurrence where there are as many as before. Where there are more or fewer, the others stay without a pair.
    """
    old, new = (_by_name(ladder.competencies) for ladder in (before, after))
    said, says = _texts(before), _texts(after)
    found: dict[int, int] = {}
    for name, rows in old.items():
        others = list(new.get(name, ()))
        is_same_number = len(rows) == len(others)
        waiting = []
        for row in rows:
            twin = next((other for other in others if says.get(other) == said.get(row)), None)
            if twin is None or len(rows) == len(new.get(name, ())) == 1:
                waiting.append(row)
            else:
                found[row] = twin
                others.remove(twin)
        if is_same_number:
            found |= dict(zip(waiting, others, strict=True))
    return found


def paired(
    before: Mapping[int, Thing], after: Mapping[int, Thing], ways: Iterable[Callable[[Thing], object]]
) -> dict[int, int]:
    """The pairs that the ways find, the first way first; a thing without an answer (None) waits for the next way."""
    found: dict[int, int] = {}
    for way in ways:
        free: dict[object, list[int]] = {}
        for place, thing in after.items():
            if place not in found.values():
                free.setdefault(way(thing), []).append(place)
        for place, thing in before.items():
            answer = way(thing)
            if place not in found and answer is not None and free.get(answer):
                found[place] = free[answer].pop(0)
    return found


def _by_name(rows: Iterable[CompetencyReading]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(_folded(row.name), []).append(row.position)
    return found


def _texts(ladder: LadderReading) -> dict[int, frozenset[str]]:
    """Position of each row -> everything its cells say."""
    found: dict[int, set[str]] = {}
    for cell in ladder.guidelines:
        found.setdefault(cell.competency, set()).add(_folded(cell.text))
    return {position: frozenset(texts) for position, texts in found.items()}


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
