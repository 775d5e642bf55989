"""The order of things that people arrange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def moved(others: Sequence[Thing], thing: Thing, place: int) -> list[Thing]:
    """The things in order, with `thing` at `place` (from 1); a place before the first or behind the last is that one."""
    at = max(place, 1) - 1
    return [*others[:at], thing, *others[at:]]


def stepped(lists: Sequence[Sequence[int]], number: int, *, up: bool) -> tuple[int, int]:
    """Where a thing stands after one step: the list's index and the place in it, from 1.

    `lists` stand one above the other; a step up from the first place leads to the end of the list above, a step down from
    the last place to the start of the list below. Raises LookupError when there is nowhere to go or the thing is in none.
    """
    at = next(index for index, entries in enumerate([*lists, [number]]) if number in entries)
    if at == len(lists):
        raise LookupError("it stands in none of the lists")
    place = lists[at].index(number) + 1
    if up and place > 1:
        return at, place - 1
    if not up and place < len(lists[at]):
        return at, place + 1
    beside = at - 1 if up else at + 1
    if not 0 <= beside < len(lists):
        raise LookupError("it stands at the end already")
    return beside, len(lists[beside]) + 1 if up else 1
