"""The order of a ladder's levels: as the document lists them, rising, or as a person puts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.errors import InvalidInput
from rubrics.documents.cumulative import effective_texts
from rubrics.documents.ladders.seniority import seniority
from rubrics.documents.reading import LadderReading, LevelReading


def with_levels(ladder: LadderReading, levels: Sequence[LevelReading]) -> LadderReading:
    """The ladder with these of its levels in this order, and with what is said of them; positions count anew.

    Raises InvalidInput without any level.
    """
    if not levels:
        message = f"Keep at least one level of “{ladder.name}”, or leave the ladder out."
        raise InvalidInput(message, {"drop": [message]})
    moved = {level.position: place for place, level in enumerate(levels, start=1)}
    ladder = replace(
        ladder,
        levels=tuple(replace(level, position=moved[level.position]) for level in levels),
        guidelines=tuple(replace(cell, level=moved[cell.level]) for cell in ladder.guidelines if cell.level in moved),
        blanks=tuple(replace(blank, level=moved[blank.level]) for blank in ladder.blanks if blank.level in moved),
        responsibilities=tuple(
            replace(duty, level=moved[duty.level]) for duty in ladder.responsibilities if duty.level in moved
        ),
    )
    return replace(ladder, effective=effective_texts(ladder))


def falls(ladder: LadderReading) -> bool:
    """Whether the levels run from the highest to the lowest, by the numbers of their codes or the words of their names."""
    codes = [re.fullmatch(r"([A-Za-z .-]*)(\d{1,2})", level.code or "") for level in ladder.levels]
    ranks: list[tuple[float, ...]]
    if all(codes):
        if len({match[1] for match in codes if match}) > 1:
            return False
        ranks = [(float(match[2]),) for match in codes if match]
    else:
        ranks = [seniority(level.name or "") for level in ladder.levels]
    return len(ranks) > 1 and all(upper > lower for upper, lower in pairwise(ranks))


def rising(ladder: LadderReading) -> LadderReading:
    """The ladder with its lowest level first."""
    return with_levels(ladder, ladder.levels[::-1]) if falls(ladder) else ladder


def usual_order(ladder: LadderReading) -> tuple[int, ...]:
    """The positions of the levels from the lowest to the highest, as the document lists them or turned round where they fall."""
    positions = tuple(level.position for level in ladder.levels)
    return positions[::-1] if falls(ladder) else positions


def moved(order: Sequence[int], position: int, step: int) -> tuple[int, ...]:
    """The order with one level a step further up (1) or down (-1) the ladder; at an end it stays where it is."""
    place = list(order).index(position)
    goal = min(max(place + step, 0), len(order) - 1)
    rest = [other for other in order if other != position]
    return (*rest[:goal], position, *rest[goal:])
