"""What a level's texts say of each coordinate of the common scale, with the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from rubrics.enums import Coordinate
from rubrics.generation.sentences import sentences
from rubrics.rankwords import ABOUT, WORDS

ATTRIBUTE_TRUST, ROW_TRUST, TEXT_TRUST = 1.0, 0.8, 0.6
ENOUGH = 3
"""So many sentences let a coordinate that is read from running text count as much as it ever does."""

KEPT = 2_000
"""Levels whose readings are kept, some 10 kB each; a library of more than that is read anew."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a level and its place. `attribute` is the coordinate it is the source's own statement of, if any.

    `is_row` tells that it stands in a competency named like the coordinate, not in a list of attributes.
    """

    text: str
    locator: str = ""
    attribute: Coordinate | None = None
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one sentence that claim a rank, and where they stand."""

    words: str
    rank: int
    sentence: str
    locator: str


@dataclass(frozen=True, slots=True)
class CoordinateReading:
    """One coordinate: its `rank` (1 to 8, None: nothing says), how far it is trusted (0 to 1), and the evidence, highest first.

    `stated` tells that the source names the coordinate as an attribute of the level, `in_row` that it has a row of that name.
    """

    coordinate: Coordinate
    rank: float | None
    trust: float
    evidence: tuple[Evidence, ...]
    stated: bool
    in_row: bool = False


def coordinate_readings(passages: Sequence[Passage]) -> tuple[CoordinateReading, ...]:
    """A reading for each coordinate, in their order.

    An attribute, or a row named like the coordinate, is read alone where the source has one. Otherwise every sentence counts with the highest rank it claims,
    and the rank is the mean of the upper half: a text for a high level speaks of low things as well, seldom the other way.
    What was read of a level's texts is kept: every page that compares reads the whole library.
    """
    return _readings(tuple(passages))


@lru_cache(maxsize=KEPT)
def _readings(passages: tuple[Passage, ...]) -> tuple[CoordinateReading, ...]:
    return tuple(_reading(coordinate, passages) for coordinate in Coordinate)


def _reading(coordinate: Coordinate, passages: Sequence[Passage]) -> CoordinateReading:
    own = [passage for passage in passages if passage.attribute is coordinate]
    attributes = [passage for passage in own if not passage.is_row]
    told = [passage for passage in passages if passage.attribute is None]
    readings = (
        (attributes, ATTRIBUTE_TRUST),
        ([passage for passage in own if passage.is_row], ROW_TRUST),
        (told, TEXT_TRUST),
    )
    for texts, trust in readings:
        ordered = sorted(_evidence(coordinate, texts), key=lambda entry: -entry.rank)
        if not ordered:
            continue
        upper = ordered[: (len(ordered) + 1) // 2]
        return CoordinateReading(
            coordinate,
            round(fmean(entry.rank for entry in upper), 2),
            trust * min(1.0, len(ordered) / ENOUGH) if texts is told else trust,
            tuple(ordered),
            bool(attributes),
            in_row=trust == ROW_TRUST,
        )
    return CoordinateReading(coordinate, None, 0.0, (), bool(attributes))


def _evidence(coordinate: Coordinate, passages: Iterable[Passage]) -> list[Evidence]:
    found = []
    for passage in passages:
        for sentence in sentences(passage.text):
            claim = _claim(coordinate, sentence, passage.attribute is coordinate)
            if claim is not None:
                found.append(Evidence(claim[0], claim[1], sentence, passage.locator))
    return found


@lru_cache(maxsize=50_000)
def _claim(coordinate: Coordinate, sentence: str, is_attribute: bool) -> tuple[str, int] | None:
    """The words of the sentence that claim the highest rank, with that rank; None when none do."""
    about = ABOUT.get(coordinate)
    if not is_attribute and about is not None and not about.search(sentence):
        return None
    left, best = sentence, None
    for pattern, rank in WORDS[coordinate]:
        for match in pattern.finditer(left):
            if best is None or rank > best[1]:
                best = (match[0], rank)
        left = pattern.sub(lambda match: "\0" * len(match[0]), left)
    return best
