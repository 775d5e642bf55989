"""How far apart two roles are, from 0 (alike in everything compared) to 1, coordinate by coordinate.

What is compared: the six coordinates of the common scale, the themes the texts speak of, and the lists of what a role needs
and does. A coordinate that one of the two does not state is left out and said, never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
NOT_STATED = "not stated of both"


class Band(StrEnum):
    """The three states of a match."""

    CLOSE = "close"
    RELATED = "related"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class RoleText:
    """One role profile or level: its rank on each coordinate that is known, its lists by name, its themes (counted).

    `home` is the number of a level's ladder, 0 for a profile.
    """

    kind: str
    number: int
    label: str
    note: str
    ranks: Mapping[Coordinate, float] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)
    home: int = 0


@dataclass(frozen=True, slots=True)
class Apart:
    """One coordinate: `distance` 0 to 1 (None: one of the two does not state it), why in words, and how often it counts."""

    name: str
    distance: float | None
    why: str
    weight: float


@dataclass(frozen=True, slots=True)
class Adjacent:
    """A role and how far it is: the weighted mean of its coordinates."""

    role: RoleText
    distance: float
    band: Band
    coordinates: tuple[Apart, ...]


def adjacent_roles(role: RoleText, others: Iterable[RoleText], most: int = 6) -> tuple[Adjacent, ...]:
    """The nearest roles, at most `most`, of each ladder its nearest level alone.

    Those with fewer than three coordinates in common to compare are left out. Reasons are put in words for these only.
    """
    measured = [(_distance(_figures(role, other)), other) for other in others]
    known = [(distance, other) for distance, other in measured if distance is not None]
    once: dict[tuple[str, int], RoleText] = {}
    for _, other in sorted(known, key=lambda entry: (entry[0], entry[1].label)):
        once.setdefault((other.kind, other.home or other.number), other)
    found = (distance_between(role, other) for other in list(once.values())[:most])
    return tuple(entry for entry in found if entry is not None)


def distance_between(role: RoleText, other: RoleText) -> Adjacent | None:
    """How far apart the two are; None when fewer than three coordinates can be compared."""
    figures = _figures(role, other)
    distance = _distance(figures)
    if distance is None:
        return None
    band = Band.CLOSE if distance <= CLOSE else Band.RELATED if distance <= RELATED else Band.FAR
    whys = [_why_rank(role.ranks.get(coordinate), other.ranks.get(coordinate)) for coordinate in Coordinate]
    whys.append(_why_themes(role.themes, other.themes))
    whys += [_why_list(role.lists.get(name, ()), other.lists.get(name, ())) for name in _lists(role, other)]
    names = [*(coordinate.label for coordinate in Coordinate), "Themes", *_lists(role, other)]
    parts = tuple(
        Apart(name, value, NOT_STATED if value is None else why, weight)
        for name, (value, weight), why in zip(names, figures, whys, strict=True)
    )
    return Adjacent(other, distance, band, parts)


def _lists(role: RoleText, other: RoleText) -> list[str]:
    return list(dict.fromkeys((*role.lists, *other.lists)))


def _figures(role: RoleText, other: RoleText) -> list[tuple[float | None, float]]:
    """(distance, how often it counts) of every coordinate, theme and list in their order."""
    ranks = [(role.ranks.get(coordinate), other.ranks.get(coordinate)) for coordinate in Coordinate]
    found: list[tuple[float | None, float]] = [
        (None if mine is None or theirs is None else round(min(1.0, abs(mine - theirs) / WHOLE), 2), 1.0)
        for mine, theirs in ranks
    ]
    found.append((_themes_apart(role.themes, other.themes), THEME_WEIGHT))
    found += [
        (_list_apart(tuple(role.lists.get(name, ())), tuple(other.lists.get(name, ()))), LIST_WEIGHT)
        for name in _lists(role, other)
    ]
    return found


def _distance(figures: Sequence[tuple[float | None, float]]) -> float | None:
    """The weighted mean of what is known; None when that is less than three."""
    known = [(value, weight) for value, weight in figures if value is not None]
    if len(known) < LEAST_COMPARED:
        return None
    return round(sum(value * weight for value, weight in known) / sum(weight for _, weight in known), 2)


def _why_rank(mine: float | None, theirs: float | None) -> str:
    if mine is None or theirs is None:
        return NOT_STATED
    gap = abs(mine - theirs)
    side = (
        f"{gap:.2g} rank{'' if gap == 1 else 's'} {'lower' if theirs < mine else 'higher'}" if gap else "the same rank"
    )
    return f"{mine:.2g} here, {theirs:.2g} there: {side}"


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


def _themes_apart(mine: Mapping[str, int], theirs: Mapping[str, int]) -> float | None:
    """One minus the cosine of 1 + ln(count) over the themes; None when one side has none."""
    if not mine or not theirs:
        return None
    one, other = _theme_weights(mine), _theme_weights(theirs)
    product = sum(value * other.get(theme, 0.0) for theme, value in one.items())
    return round(max(0.0, 1 - product / (math.hypot(*one.values()) * math.hypot(*other.values()))), 2)


def _theme_weights(counts: Mapping[str, int]) -> dict[str, float]:
    return {theme: 1 + math.log(count) for theme, count in counts.items()}


def _why_themes(mine: Mapping[str, int], theirs: Mapping[str, int]) -> str:
    one, other = _theme_weights(mine), _theme_weights(theirs)
    shared = sorted(one.keys() & other.keys(), key=lambda theme: (-one[theme] * other[theme], theme))
    words = f"both speak of {', '.join(shared[:4])}" if shared else "they speak of nothing in common"
    lacking = sorted(one.keys() - other.keys(), key=lambda theme: (-one[theme], theme))[:2]
    return f"{words}; only here: {', '.join(lacking)}" if lacking else words


@lru_cache(maxsize=10_000)
def _list_apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float | None:
    """One minus the mean best likeness of the entries, both ways (Monge and Elkan, 1996); None when one side has none.

    The levels of a ladder share their lists, so what was found is kept.
    """
    if not mine or not theirs:
        return None
    here = [max(_alike(one, other) for other in theirs) for one in mine]
    there = [max(_alike(one, other) for one in mine) for other in theirs]
    return round(1 - (sum(here) / len(here) + sum(there) / len(there)) / 2, 2)


def _why_list(mine: Sequence[str], theirs: Sequence[str]) -> str:
    shared = [one for one in mine if any(_alike(one, other) for other in theirs)]
    if not shared:
        return f"none of {len(mine)} here is like any of {len(theirs)} there"
    shown = ", ".join(f"“{entry}”" for entry in shared[:4])
    more = f" and {len(shared) - 4} more" if len(shared) > 4 else ""
    return f"{len(shared)} of {len(mine)} here have a like there: {shown}{more}"


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """Mean of `token_set_ratio` and `token_sort_ratio` (rapidfuzz) as 0 to 1; 0 for less than 0.6."""
    mine, theirs = one.casefold(), other.casefold()
    value = (fuzz.token_set_ratio(mine, theirs) + fuzz.token_sort_ratio(mine, theirs)) / 200
    return value if value >= ALIKE else 0.0
