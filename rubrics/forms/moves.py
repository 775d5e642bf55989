"""Where a part of a draft shall go: a step up or down, or a place among the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.errors import InvalidInput
from rubrics.ordering import stepped

UP, DOWN = "up", "down"


def goal(values: Mapping[str, str], lists: Sequence[Sequence[int]], number: int) -> tuple[int, int]:
    """The list's index and the place in it, from 1, that the buttons or the dragging ask for.

    `to` is a step from where `number` stands in `lists`; `list` (an index, the first one when it is not given) and `place`
    name the goal. Raises InvalidInput when there is no way to go, or for a number that is none.
    """
    step = values.get("to")
    if step in {UP, DOWN}:
        try:
            return stepped(lists, number, up=step == UP)
        except LookupError as error:
            raise InvalidInput(f"Nothing was moved: {error}.") from error
    index, place = values.get("list", "0"), values.get("place", "")
    if not (index.isdecimal() and place.isdecimal() and int(index) < len(lists)):
        raise InvalidInput("Nothing was moved: the place is not known. Reload the page and try again.")
    return int(index), int(place)
