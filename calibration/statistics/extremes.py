"""Elements whose measures have no finite estimate, because all their scores stand at one end of the categories in use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.ratings import Codes, Flags, Ratings


@dataclass(frozen=True, eq=False)
class Phase:
    """Elements of one facet (0 candidates, 1 interviewers, 2 dimensions) set aside together.

    `rows` are the rows that were still in play, `at_top` (elements,) says which end each element stands at.
    """

    facet: int
    elements: Codes
    at_top: Flags
    rows: Flags


def facet_codes(ratings: Ratings) -> tuple[Codes, Codes, Codes]:
    """The codes (rows,) of the three facets in the order candidates, interviewers, dimensions."""
    return ratings.candidate, ratings.interviewer, ratings.dimension


def set_aside(ratings: Ratings) -> tuple[Flags, list[Phase]]:
    """The rows to estimate from, and the elements set aside, phase by phase, until no extreme element is left.

    The ends are those of the categories still in use, since a category nobody used has no threshold.
    """
    rows = np.ones(len(ratings), dtype=bool)
    phases: list[Phase] = []
    while rows.any():
        found = (_extreme_elements(ratings, rows, facet) for facet in range(3))
        phase = next((each for each in found if len(each.elements)), None)
        if phase is None:
            break
        phases.append(phase)
        rows = rows & ~np.isin(facet_codes(ratings)[phase.facet], phase.elements)
    return rows, phases


def _extreme_elements(ratings: Ratings, rows: Flags, facet: int) -> Phase:
    codes, score = facet_codes(ratings)[facet][rows], ratings.score[rows]
    size = int(codes.max()) + 1
    count = np.bincount(codes, minlength=size)
    top = np.bincount(codes, score == score.max(), size) == count
    bottom = np.bincount(codes, score == score.min(), size) == count
    elements = np.flatnonzero((top | bottom) & (count > 0)).astype(np.intp)
    return Phase(facet, elements, top[elements], rows)
