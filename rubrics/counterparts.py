"""Which level of one ladder stands where a level of another does: by their ranks on the common scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.crosswalk import Placed, is_one_line


@dataclass(frozen=True, slots=True)
class Match:
    """A level of one ladder and the level of another at the same rank; `other` None: none stands there (`why` says so)."""

    level: Placed
    other: Placed | None
    why: str


def matches(levels: Sequence[Placed], others: Sequence[Placed]) -> tuple[Match, ...]:
    """For each level the one of the other ladder at the same rank, in order, none twice and none crossing.

    Where several stand at one rank, those of one track go together first, then the nearest unrounded values. Branches of a
    ladder do not stand above one another, so nothing crosses between them.
    """
    near = sorted(
        (level.track != other.track, abs((level.value or 0) - (other.value or 0)), one, two)
        for one, level in enumerate(levels)
        for two, other in enumerate(others)
        if level.rank is not None and level.rank == other.rank
    )
    pairs: dict[int, int] = {}
    for *_, one, two in near:
        free = one not in pairs and two not in pairs.values()
        beside = [
            (mine, theirs)
            for mine, theirs in pairs.items()
            if is_one_line(levels[one].track, levels[mine].track)
            and is_one_line(others[two].track, others[theirs].track)
        ]
        if free and all((one < mine) == (two < theirs) for mine, theirs in beside):
            pairs[one] = two
    return tuple(
        _match(level, others[pairs[place]] if place in pairs else None, others) for place, level in enumerate(levels)
    )


def _match(level: Placed, other: Placed | None, others: Sequence[Placed]) -> Match:
    if other is not None:
        return Match(level, other, f"both at rank {level.rank} ({level.why}; {other.label} {other.why})")
    if level.rank is None:
        return Match(level, None, "nothing says at which rank it stands")
    ranks = [entry.rank for entry in others if entry.rank is not None]
    if not ranks:
        return Match(level, None, "nothing says where the levels of the other ladder stand")
    if level.rank > max(ranks):
        return Match(level, None, f"the other ladder ends at rank {max(ranks)}, this level stands at {level.rank}")
    if level.rank < min(ranks):
        return Match(level, None, f"the other ladder begins at rank {min(ranks)}, this level stands at {level.rank}")
    if level.rank in ranks:
        return Match(level, None, f"the other ladder's levels at rank {level.rank} went to its neighbours")
    return Match(level, None, f"the other ladder has no level at rank {level.rank}")
