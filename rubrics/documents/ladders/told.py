"""Tables of which a person says that they are ladders, where no name in them is known as a level's."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.blocks import Grid
from rubrics.documents.placed import Placed
from rubrics.documents.reading import (
    BlankReading,
    CompetencyReading,
    Finding,
    GuidelineReading,
    LadderReading,
    LevelReading,
)

SAID = (
    "No name of a level is known here. Since it is said to be a ladder, each column was taken for a level: turn the table "
    "where the levels stand in its rows, and put the levels in order."
)
NO_TEXT = frozenset({"", "-", "–", "—"})


def told_ladders(tables: Sequence[Placed], title: str | None) -> tuple[tuple[LadderReading, ...], list[Finding]]:
    """The tables as ladders with a level in each column and a competency in each row, and what is to be said of them.

    Tables of one row or one column are none.
    """
    found = [placed for placed in tables if len(placed.grid.rows) > 1 and placed.grid.width > 1]
    ladders = tuple(_ladder(placed.grid, placed.path[-1] if placed.path else title or "") for placed in found)
    return ladders, [Finding("warning", ladder.locator, SAID) for ladder in ladders]


def _ladder(grid: Grid, name: str) -> LadderReading:
    head, *rows = grid.rows
    counts: dict[str, int] = {}
    competencies: list[CompetencyReading] = []
    cells: list[GuidelineReading] = []
    blanks: list[BlankReading] = []
    for place, row in enumerate(rows, start=1):
        label = row[0].text
        counts[label] = counts.get(label, 0) + 1
        competencies.append(CompetencyReading(place, label, None, counts[label], locator=row[0].place))
        for level, cell in enumerate(row[1:], start=1):
            if cell.text in NO_TEXT:
                blanks.append(BlankReading(level, place, "empty", cell.place))
            else:
                cells.append(GuidelineReading(level, place, cell.text, cell.items or (cell.text,), locator=cell.place))
    levels = tuple(
        LevelReading(place, None, cell.text or f"Column {place + 1}", locator=cell.place)
        for place, cell in enumerate(head[1:], start=1)
    )
    return LadderReading(
        name,
        levels=levels,
        competencies=tuple(competencies),
        guidelines=tuple(cells),
        blanks=tuple(blanks),
        orientation="levels_as_columns",
        locator=grid.place,
    )
