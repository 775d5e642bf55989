"""Levels of different ladders on one common scale, by what their texts ask and never by what they are called.

Each level's texts are read for six coordinates (`rubrics.coordinates`); the rank proposed is their mean, held in order within
the ladder by isotonic regression (pool adjacent violators; Barlow et al., 1972). Years never move a level: they are held
against its rank afterwards, and where they, or the words of the source itself, say something else, that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from rubrics.coordinates import CoordinateReading, Passage, coordinate_readings
from rubrics.enums import Coordinate

LOWEST, HIGHEST = 1, 8
YEARS_FROM = (0, 1, 3, 5, 8, 12, 15, 20)
"""Years of experience from which on a rank is usual, rank 1 first: the house's own convention, for the cross-check only."""
SURE, FAIRLY_SURE = 0.7, 0.35
LEAST_TRUST = 0.3
"""A single sentence on a single coordinate, trusted less than this, places no level."""
FALLS = 0.5
FAR_YEARS = 2
APART = 3
OTHER_WORDS = 1.5


@dataclass(frozen=True, slots=True)
class YearsStated:
    """Years of experience as one place of the source gives them; `high` None: no end."""

    where: str
    low: float
    high: float | None = None

    def __str__(self) -> str:
        return f"{self.low:g}+ years" if self.high is None else f"{self.low:g} to {self.high:g} years"


@dataclass(frozen=True, slots=True)
class LevelText:
    """What is known of one level. `label` only names it to people; `summary` are texts on the level as a whole.

    `track` names the branch of a ladder that forks; None: the level belongs to the trunk, below or above every branch.
    """

    key: str
    label: str
    passages: tuple[Passage, ...] = ()
    summary: tuple[Passage, ...] = ()
    years: tuple[YearsStated, ...] = ()
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a level stands: `rank` 1 to 8 (None: too little is said), the unrounded `value`, how sure (0 to 1), and why.

    `own_value` is what its own texts give before the ladder's order is kept; `remarks` are the contradictions in its source.
    """

    key: str
    label: str
    rank: int | None
    value: float | None
    own_value: float | None
    sureness: float
    readings: tuple[CoordinateReading, ...]
    remarks: tuple[str, ...] = ()
    track: str | None = None

    @property
    def sureness_in_words(self) -> str:
        """The sureness as people say it."""
        if self.rank is None:
            return "not known"
        return "sure" if self.sureness >= SURE else "fairly sure" if self.sureness >= FAIRLY_SURE else "unsure"


def proposals(levels: Sequence[LevelText]) -> tuple[Proposal, ...]:
    """A proposal for each level of one ladder, lowest first as given; ranks never fall from one level to the next.

    Where the ladder forks, the order holds along each branch and its trunk, not between branches.

    A level whose texts say too little stands between its neighbours, with no sureness; below the first or above the last that
    say something it has no rank.
    """
    readings = [coordinate_readings((*level.passages, *level.summary)) for level in levels]
    own = [_mean(entries) for entries in readings]
    trust = [sum(entry.trust for entry in entries) for entries in readings]
    values = _in_order(own, trust, [level.track for level in levels])
    found = []
    for place, (level, entries, value) in enumerate(zip(levels, readings, values, strict=True)):
        rank = _rank(value)
        found.append(
            Proposal(
                key=level.key,
                label=level.label,
                rank=rank,
                value=None if value is None else round(value, 2),
                own_value=None if own[place] is None else round(own[place] or 0.0, 2),
                sureness=_sureness(entries, own[place], value),
                readings=entries,
                remarks=(
                    *_order_remarks(place, levels, own),
                    *_years_remarks(place, levels, rank),
                    *_words_remarks(level, entries),
                ),
                track=level.track,
            )
        )
    return tuple(found)


def _mean(readings: Sequence[CoordinateReading], least: float = LEAST_TRUST) -> float | None:
    """The trusted mean of the coordinates that something was read for; None where that is trusted less than `least`."""
    total = sum(entry.trust for entry in readings if entry.rank is not None)
    if not total or total < least:
        return None
    return sum(entry.rank * entry.trust for entry in readings if entry.rank is not None) / total


def _rank(value: float | None) -> int | None:
    return None if value is None else max(LOWEST, min(HIGHEST, int(value + 0.5)))


def is_one_line(one: str | None, other: str | None) -> bool:
    """Whether levels of these tracks stand above one another: on one branch, or one of them on the trunk."""
    return one is None or other is None or one == other


def _in_order(
    values: Sequence[float | None], weights: Sequence[float], tracks: Sequence[str | None]
) -> list[float | None]:
    """Values that never fall along any branch: fitted for each with the trunk, whose levels take the mean of their fits."""
    fits: list[list[float]] = [[] for _ in values]
    for branch in dict.fromkeys(track for track in tracks if track) or [None]:
        line = [place for place, track in enumerate(tracks) if is_one_line(branch, track)]
        fitted = _fitted([values[place] for place in line], [weights[place] for place in line])
        for place, value in zip(line, fitted, strict=True):
            if value is not None:
                fits[place].append(value)
    found: list[float | None] = []
    for place, entries in enumerate(fits):
        below = [value for value, track in zip(found, tracks, strict=False) if is_one_line(track, tracks[place])]
        known = [value for value in below if value is not None]
        found.append(max([fmean(entries), *known]) if entries else None)
    return found


def _fitted(values: Sequence[float | None], weights: Sequence[float]) -> list[float | None]:
    """The values nearest to those given (weighted least squares) that never fall; gaps are filled from both neighbours."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        if value is None:
            continue
        block = (value, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            before = blocks.pop()
            total = before[1] + block[1]
            block = ((before[0] * before[1] + block[0] * block[1]) / total, total, before[2] + block[2])
        blocks.append(block)
    fitted = iter([value for value, _, count in blocks for _ in range(count)])
    known: list[float | None] = [None if value is None else next(fitted) for value in values]
    return [_between(known, place) if value is None else value for place, value in enumerate(known)]


def _between(values: Sequence[float | None], place: int) -> float | None:
    below = [value for value in values[:place] if value is not None][-1:]
    above = [value for value in values[place + 1 :] if value is not None][:1]
    return fmean([*below, *above]) if below and above else None


def _sureness(readings: Sequence[CoordinateReading], own: float | None, value: float | None) -> float:
    """How much was read, times how far the coordinates agree, less what keeping the order moved; 0 to 1."""
    ranks = [entry.rank for entry in readings if entry.rank is not None]
    if own is None or value is None or not ranks:
        return 0.0
    read = sum(entry.trust for entry in readings) / len(Coordinate)
    spread = fmean(abs(rank - own) for rank in ranks)
    return round(max(0.0, read * max(0.0, 1 - spread / 4) - abs(value - own) / 4), 2)


def _order_remarks(place: int, levels: Sequence[LevelText], own: Sequence[float | None]) -> list[str]:
    """That a level reads lower than one below it, and that one reads higher than one above: the order may be the wrong one."""
    mine = own[place]
    if mine is None:
        return []
    line = [
        (value, at < place, levels[at].label)
        for at, value in enumerate(own)
        if at != place and value is not None and is_one_line(levels[at].track, levels[place].track)
    ]
    remarks = []
    below = max(((value, label) for value, is_below, label in line if is_below), default=None)
    above = min(((value, label) for value, is_below, label in line if not is_below), default=None)
    if below and below[0] - mine >= FALLS:
        remarks.append(f"Its texts read lower ({mine:.1f}) than those of {below[1]} below it ({below[0]:.1f})")
    if above and mine - above[0] >= FALLS:
        remarks.append(f"Its texts read higher ({mine:.1f}) than those of {above[1]} above it ({above[0]:.1f})")
    return [f"{remark}; the order of the ladder is kept." for remark in remarks]


def _years_remarks(place: int, levels: Sequence[LevelText], rank: int | None) -> list[str]:
    level, remarks = levels[place], []
    for one, other in pairwise(level.years):
        if one.low != other.low or (one.high and other.high and one.high != other.high):
            remarks.append(f"The source gives {one} in {one.where}, but {other} in {other.where}.")
    lower = [entry for entry in levels[:place] if is_one_line(entry.track, level.track)]
    if lower and level.years and (below := lower[-1]).years:
        mine, theirs = level.years[0], below.years[0]
        if mine.low < theirs.low:
            remarks.append(f"It asks for fewer years ({mine}) than {below.label} below it ({theirs}).")
        elif theirs.high is not None and mine.low < theirs.high:
            remarks.append(f"Its years ({mine}) overlap with those of {below.label} below it ({theirs}).")
    for stated in level.years[:1]:
        usual = sum(stated.low >= start for start in YEARS_FROM)
        if rank is not None and abs(usual - rank) >= FAR_YEARS:
            remarks.append(f"{stated} would be usual at rank {usual}; it stands at rank {rank}. Years move nothing.")
    return remarks


def _words_remarks(level: LevelText, readings: Sequence[CoordinateReading]) -> list[str]:
    stated = [entry for entry in readings if entry.stated and entry.rank is not None]
    remarks = []
    if stated:
        high = max(stated, key=lambda entry: entry.rank or 0)
        low = min(stated, key=lambda entry: entry.rank or 0)
        if (high.rank or 0) - (low.rank or 0) >= APART:
            remarks.append(
                f"Its attributes disagree: {high.coordinate.label.lower()} reads {high.rank:g}, "
                f"{low.coordinate.label.lower()} reads {low.rank:g}."
            )
        summary = _mean(coordinate_readings(level.summary), least=0.0)
        attributes = fmean(entry.rank or 0 for entry in stated)
        if summary is not None and abs(summary - attributes) >= OTHER_WORDS:
            remarks.append(
                f"What the source says of the level as a whole reads {summary:.1f}; its attributes read {attributes:.1f}."
            )
    return remarks


@dataclass(frozen=True, slots=True)
class Placed:
    """A level with the rank that counts: a person's where there is one, else the proposed one."""

    key: str
    label: str
    rank: int | None
    value: float | None
    why: str
    track: str | None = None


def placed(found: Sequence[Proposal], by_people: Mapping[str, tuple[int, str]]) -> tuple[Placed, ...]:
    """The proposals of one ladder with what people said instead: `by_people` is key -> (rank, who).

    A proposal that would cross a placed neighbour gives way to it.
    """
    return tuple(_placed(place, found, by_people) for place in range(len(found)))


def _placed(place: int, found: Sequence[Proposal], by_people: Mapping[str, tuple[int, str]]) -> Placed:
    entry = found[place]
    if entry.key in by_people:
        rank, who = by_people[entry.key]
        return Placed(entry.key, entry.label, rank, float(rank), f"placed by {who}", entry.track)
    own = entry.own_value is not None
    why = (
        f"read from its texts, {entry.sureness_in_words}"
        if own
        else "between its neighbours, since its texts say too little"
    )
    if entry.rank is None or entry.value is None:
        return Placed(entry.key, entry.label, None, None, "its texts say too little to place it", entry.track)
    fixed = [other for other in found if other.key in by_people and is_one_line(other.track, entry.track)]
    least = max((by_people[other.key][0] for other in fixed if other in found[:place]), default=LOWEST)
    most = min((by_people[other.key][0] for other in fixed if other in found[place + 1 :]), default=HIGHEST)
    rank = min(max(entry.rank, least), most)
    if rank != entry.rank:
        moved = f"{why}; moved with a neighbour that a person placed"
        return Placed(entry.key, entry.label, rank, float(rank), moved, entry.track)
    return Placed(entry.key, entry.label, rank, entry.value, why, entry.track)
