"""The coverage board: does a loop gather enough independent evidence on every dimension, before anyone interviews?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MINUTES_PER_DIMENSION = 10
"""An interview with less time than this for each of its dimensions is overloaded: a question, an answer, a follow-up."""


class Cover(StrEnum):
    """How well a dimension is covered."""

    GAP = "gap"
    COVERED = "covered"
    OVERLOAD = "overload"


@dataclass(frozen=True, slots=True)
class BoardInterview:
    """An interview as the board sees it."""

    id: int
    interviewer_id: int
    minutes: int
    focus: frozenset[int]
    is_shadow: bool = False
    is_cancelled: bool = False

    @property
    def counts(self) -> bool:
        """Whether its interviewer is an independent rater."""
        return not self.is_shadow and not self.is_cancelled

    @property
    def is_overloaded(self) -> bool:
        """Whether it has too many dimensions for its time."""
        return len(self.focus) * MINUTES_PER_DIMENSION > self.minutes


@dataclass(frozen=True, slots=True)
class BoardDimension:
    """A dimension as the board sees it; `required` asks for another number of raters on it alone."""

    id: int
    position: int
    must_have: bool
    required: int | None = None


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One dimension: in which interviews it is in focus (in their order), by how many independent raters."""

    dimension_id: int
    must_have: bool
    covered_by: tuple[bool, ...]
    raters: int
    required: int
    cover: Cover

    @property
    def missing(self) -> int:
        """How many raters are wanting."""
        return max(0, self.required - self.raters)


def board(
    dimensions: Iterable[BoardDimension], interviews: Sequence[BoardInterview], required: int
) -> tuple[CoverRow, ...]:
    """The rows of the board (dimensions × interviews): must-haves first, then in the rubric's order.

    Two interviews of the same person are one rater; shadows and cancelled interviews are none. More than twice the
    required number of raters is an overload: time that another dimension could have.
    """
    rows = []
    for dimension in sorted(dimensions, key=lambda each: (not each.must_have, each.position)):
        wanted = dimension.required or required
        raters = len({each.interviewer_id for each in interviews if each.counts and dimension.id in each.focus})
        cover = Cover.GAP if raters < wanted else Cover.OVERLOAD if raters > 2 * wanted else Cover.COVERED
        covered_by = tuple(dimension.id in each.focus for each in interviews)
        rows.append(CoverRow(dimension.id, dimension.must_have, covered_by, raters, wanted, cover))
    return tuple(rows)


def gaps(rows: Iterable[CoverRow]) -> int:
    """How many dimensions have fewer raters than required."""
    return sum(1 for row in rows if row.cover is Cover.GAP)
