"""The matrix interviewers × dimensions: scores as counted, shaded by their distance from the bar.

Colour never stands alone: each cell also holds its number and a mark, and prints legibly in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calibration.packet.labels import DASH, heat, points, score_mark
from calibration.packet.reading import Reading
from calibration.packet.standing_rows import StandingRow, standing_row

COLUMNS_AT_MOST = 8
ROWS_ON_A_PAGE = 14  # with the head and the rows below, on Letter


@dataclass(frozen=True, slots=True)
class Cell:
    """One score. `note` is what the shading says in words; `was` the score before calibration, empty if unchanged."""

    text: str
    mark: str
    heat: str
    note: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One scorecard across the dimensions."""

    letter: str
    name: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A block of at most eight dimensions, so that every block fits a page's width.

    `feet` are the figures under the scores: a label, and one figure for each column.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    feet: tuple[tuple[str, tuple[str, ...]], ...]
    fits_page: bool


def matrices(reading: Reading) -> tuple[Matrix, ...]:
    """The matrix in blocks of dimensions; none when there is no rating."""
    dimensions = tuple(reading.dimensions)
    if not reading.ratings:
        return ()
    blocks = -(-len(dimensions) // COLUMNS_AT_MOST)
    size = -(-len(dimensions) // blocks) if blocks else 1
    return tuple(
        _matrix(reading, dimensions[start : start + size], start // size + 1, blocks)
        for start in range(0, len(dimensions), size)
    )


def score_cell(
    score: int | None, bar: float, *, rated: bool = True, before: int | None = None, changed: bool = False
) -> Cell:
    """The cell of one score. `rated` False is a dimension the interviewer was not asked about."""
    was = (f"was {before}" if before is not None else "was not observed") if changed else ""
    if not rated:
        return Cell(text="", mark="", heat="blank", note="not asked")
    if score is None:
        return Cell(text=DASH, mark="", heat="none", note="not observed", was=was)
    distance = score - bar
    note = "at the bar" if distance == 0 else f"{points(abs(distance))} {'above' if distance > 0 else 'below'} the bar"
    return Cell(text=str(score), mark=score_mark(score, bar), heat=heat(score, bar), note=note, was=was)


def cell_of(reading: Reading, card: str, dimension: str) -> Cell:
    """The cell of one scorecard and one dimension, after adjustments."""
    rating = reading.ratings.get((card, dimension))
    changes = reading.adjustments.get((card, dimension), ())
    score = changes[-1].after if changes else (rating.score if rating else None)
    return score_cell(
        score,
        reading.dimensions[dimension].bar,
        rated=rating is not None or bool(changes),
        before=changes[0].before if changes else None,
        changed=bool(changes),
    )


def _matrix(reading: Reading, dimensions: Sequence[str], number: int, blocks: int) -> Matrix:
    rows = tuple(
        MatrixRow(
            letter=reading.key_letters[card.id],
            name=card.interviewer.name,
            detail=reading.interview_of(card),
            cells=tuple(cell_of(reading, card.id, dimension) for dimension in dimensions),
        )
        for card in reading.record.scorecards
    )
    part = f" (part {number} of {blocks})" if blocks > 1 else ""
    return Matrix(
        caption=f"Scores by interviewer and dimension{part}",
        columns=tuple(reading.dimensions[dimension].name for dimension in dimensions),
        rows=rows,
        feet=_feet([standing_row(reading, dimension) for dimension in dimensions]),
        fits_page=len(rows) <= ROWS_ON_A_PAGE,
    )


def _feet(standings: Sequence[StandingRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Scores", tuple(row.n for row in standings)),
        ("Mean", tuple(row.mean for row in standings)),
        ("Spread", tuple(row.spread for row in standings)),
        ("Range", tuple(row.span for row in standings)),
        ("Bar", tuple(row.bar for row in standings)),
        ("Distance from the bar", tuple(row.distance for row in standings)),
    )
