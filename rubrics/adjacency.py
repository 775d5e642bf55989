"""How far apart two roles are, from 0 (alike in everything compared) to 1, coordinate by coordinate.

What is compared: the six coordinates of the common scale, the themes the texts speak of, and the lists of what a role needs
and does. A coordinate that one of the two does not state is left out and said, never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from rubrics.enums import Coordinate
from rubrics.keywords import DEFAULT_KEYWORDS

WHOLE = 4
"""So many ranks apart, two levels have nothing of a coordinate in common."""
LIST_WEIGHT = 2.0
"""A list counts as two coordinates of the level: four levels are told apart by six figures, two trades by three lists."""
THEME_WEIGHT = 4.0
"""The themes tell one trade from another, where lists are worded too freely to."""
ALIKE = 0.6
CLOSE, RELATED = 0.35, 0.6
LEAST_COMPARED = 3


class Band(StrEnum):
    """The three states of a match."""

    CLOSE = "close"
    RELATED = "related"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class RoleText:
    """One role profile or level: its rank on each coordinate that is known, its lists by name, its themes (counted)."""

    kind: str
    number: int
    label: str
    note: str
    ranks: Mapping[Coordinate, float] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Apart:
    """One coordinate: `distance` 0 to 1 (None: one of the two does not state it), why in words, and how often it counts."""

    name: str
    distance: float | None
    why: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Adjacent:
    """A role and how far it is: the weighted mean of its coordinates."""

    role: RoleText
    distance: float
    band: Band
    coordinates: tuple[Apart, ...]


def adjacent_roles(role: RoleText, others: Iterable[RoleText], most: int = 6) -> tuple[Adjacent, ...]:
    """The nearest roles, at most `most`; those with fewer than three coordinates in common to compare are left out."""
    found = [_adjacent(role, other) for other in others]
    known = [entry for entry in found if entry is not None]
    return tuple(sorted(known, key=lambda entry: (entry.distance, entry.role.label))[:most])


def distance_between(role: RoleText, other: RoleText) -> Adjacent | None:
    """How far apart the two are; None when fewer than three coordinates can be compared."""
    return _adjacent(role, other)


def _adjacent(role: RoleText, other: RoleText) -> Adjacent | None:
    apart = [_rank_apart(coordinate, role, other) for coordinate in Coordinate]
    apart.append(replace(_themes_apart(role.themes, other.themes), weight=THEME_WEIGHT))
    for name in dict.fromkeys((*role.lists, *other.lists)):
        entry = _list_apart(name, role.lists.get(name, ()), other.lists.get(name, ()))
        apart.append(replace(entry, weight=LIST_WEIGHT))
    known = [(entry.distance, entry.weight) for entry in apart if entry.distance is not None]
    if len(known) < LEAST_COMPARED:
        return None
    distance = round(sum(value * weight for value, weight in known) / sum(weight for _, weight in known), 2)
    band = Band.CLOSE if distance <= CLOSE else Band.RELATED if distance <= RELATED else Band.FAR
    return Adjacent(other, distance, band, tuple(apart))


def _rank_apart(coordinate: Coordinate, role: RoleText, other: RoleText) -> Apart:
    mine, theirs = role.ranks.get(coordinate), other.ranks.get(coordinate)
    if mine is None or theirs is None:
        return Apart(coordinate.label, None, "not stated of both")
    gap = abs(mine - theirs)
    side = (
        "the same rank"
        if gap == 0
        else f"{gap:.2g} rank{'' if gap == 1 else 's'} {'lower' if theirs < mine else 'higher'}"
    )
    return Apart(coordinate.label, round(min(1.0, gap / WHOLE), 2), f"{mine:.2g} here, {theirs:.2g} there: {side}")


def themes(texts: Iterable[str]) -> dict[str, int]:
    """Theme of the keyword table -> how often the texts speak of it."""
    found: dict[str, int] = {}
    for text in texts:
        for theme in _themes(text):
            found[theme] = found.get(theme, 0) + 1
    return found


_THEMES = tuple(
    (theme, re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + ")", re.IGNORECASE))
    for theme, phrases in DEFAULT_KEYWORDS.items()
)


@lru_cache(maxsize=50_000)
def _themes(text: str) -> tuple[str, ...]:
    return tuple(theme for theme, pattern in _THEMES if pattern.search(text))


def _themes_apart(mine: Mapping[str, int], theirs: Mapping[str, int]) -> Apart:
    """One minus the cosine of 1 + ln(count) over the themes."""
    if not mine or not theirs:
        return Apart("Themes", None, "not stated of both")
    one, other = ({theme: 1 + math.log(count) for theme, count in counts.items()} for counts in (mine, theirs))
    shared = sorted(one.keys() & other.keys(), key=lambda theme: (-one[theme] * other[theme], theme))
    product = sum(one[theme] * other[theme] for theme in shared)
    likeness = product / (math.hypot(*one.values()) * math.hypot(*other.values()))
    words = f"both speak of {', '.join(shared[:4])}" if shared else "they speak of nothing in common"
    lacking = sorted(one.keys() - other.keys(), key=lambda theme: (-one[theme], theme))[:2]
    only = f"; only here: {', '.join(lacking)}" if lacking else ""
    return Apart("Themes", round(max(0.0, 1 - likeness), 2), f"{words}{only}")


def _list_apart(name: str, mine: Sequence[str], theirs: Sequence[str]) -> Apart:
    """One minus the mean best likeness of the entries, both ways (Monge and Elkan, 1996); below 0.6 two are not alike."""
    if not mine or not theirs:
        return Apart(name, None, "not stated of both")
    here = [max((_alike(one, other), other) for other in theirs) for one in mine]
    there = [max(_alike(one, other) for one in mine) for other in theirs]
    likeness = (sum(value for value, _ in here) / len(here) + sum(there) / len(there)) / 2
    shared = [one for one, (value, _) in zip(mine, here, strict=True) if value]
    if not shared:
        return Apart(name, 1.0, f"none of {len(mine)} here is like any of {len(theirs)} there")
    shown = ", ".join(f"“{entry}”" for entry in shared[:4])
    more = f" and {len(shared) - 4} more" if len(shared) > 4 else ""
    return Apart(name, round(1 - likeness, 2), f"{len(shared)} of {len(mine)} here have a like there: {shown}{more}")


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """Mean of `token_set_ratio` and `token_sort_ratio` (rapidfuzz) as 0 to 1; 0 for what is not alike enough."""
    mine, theirs = one.casefold(), other.casefold()
    value = (fuzz.token_set_ratio(mine, theirs) + fuzz.token_sort_ratio(mine, theirs)) / 200
    return value if value >= ALIKE else 0.0
