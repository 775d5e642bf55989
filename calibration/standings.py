"""Where the evidence on one application stands against the bar, before any model: plain counts, means and spreads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calibration.statistics.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class DimensionFacts:
    """What the calculation needs of a rubric's dimension; `bar` in points of the scale, `weight` relative.

    `wanted` asks for another number of raters on it alone.
    """

    id: int
    name: str
    bar: int
    must_have: bool
    weight: float = 1.0
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class DimensionStanding:
    """One dimension against its bar.

    `planned` interviews had it in focus, `observed` interviewers scored it, `wanted` were required; `gap` says in words what
    is missing, None when nothing is. `discuss` says in words why the committee should talk about it first.
    """

    dimension: DimensionFacts
    spread: Spread
    planned: int
    observed: int
    wanted: int
    gap: str | None
    discuss: str | None


def standings(
    dimensions: Sequence[DimensionFacts],
    scores: Mapping[int, Sequence[int]],
    planned: Mapping[int, int],
    *,
    wanted: int,
    low: int = 1,
    high: int = 5,
) -> list[DimensionStanding]:
    """The standing of each dimension in the rubric's order.

    `scores` maps a dimension's id to the scores of the interviews that count, one per interviewer who observed it;
    `planned` to how many of these interviews had it in focus; `wanted` is how many independent interviewers are required.
    """
    found = []
    for dimension in dimensions:
        given = list(scores.get(dimension.id, ()))
        cell = spread(given, bar=dimension.bar, low=low, high=high)
        found.append(
            DimensionStanding(
                dimension=dimension,
                spread=cell,
                planned=planned.get(dimension.id, 0),
                observed=len(given),
                wanted=dimension.wanted or wanted,
                gap=_gap(planned.get(dimension.id, 0), len(given), dimension.wanted or wanted),
                discuss=_discuss(cell, dimension.bar),
            )
        )
    return found


def _gap(planned: int, observed: int, wanted: int) -> str | None:
    if observed >= wanted:
        return None
    if not observed:
        return "No interview covered it." if not planned else "Planned, but nobody observed it yet."
    return f"{observed} of {wanted} wanted interviewers scored it."


def _discuss(cell: Spread, bar: int) -> str | None:
    if not cell.discuss or cell.lowest is None or cell.highest is None:
        return None
    if cell.lowest < bar <= cell.highest:
        return f"Scores from {cell.lowest} to {cell.highest}: some reach the bar, some do not."
    return f"Scores from {cell.lowest} to {cell.highest} lie {cell.range} points apart."
