"""Rows of cells as tables: title lines above a head are taken off, and blank rows part one table from the next."""

from __future__ import annotations

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Cell, Grid, folded
from rubrics.documents.bullets import bulleted
from rubrics.documents.limits import MAX_TABLES
from rubrics.documents.orientation import axis_of, is_score_table
from rubrics.documents.reading import Finding


def cell_of(value: str, place: str, *, strong: bool = False, emphatic: bool = False, heading: bool = False) -> Cell:
    """A cell; lines of it that are marked as bullets, or several lines, are its items."""
    lines = tuple(line for line in (folded(line) for line in value.split("\n")) if line)
    items = bulleted(lines)
    return Cell(folded(" ".join(items) if items else value), items, strong, emphatic, heading, place=place)


def tables_of(rows: list[list[Cell]], *, place: str, sheet: str | None, findings: list[Finding]) -> list[Grid]:
    """The tables of a sheet's rows, whose spans are filled in. A blank row ends a table where a head row of its own follows, otherwise it is a gap in it."""
    parts: list[list[list[Cell]]] = [[]]
    for row in rows:
        if any(cell.text for cell in row):
            parts[-1].append(row)
        elif parts[-1]:
            parts.append([])
    if len(parts) > MAX_TABLES:
        raise UnreadableDocument(f"more than {MAX_TABLES} parts between blank rows; split the file", place)
    tables: list[list[list[Cell]]] = []
    waiting: list[list[Cell]] = []
    for part in (part for part in parts if part):
        if all(is_lone(row) for row in part):
            waiting.extend(part)
        elif not tables or has_head(waiting + part):
            tables.append(waiting + part)
            waiting = []
        else:
            tables[-1].extend(waiting + part)
            waiting = []
    if tables:
        tables[-1].extend(waiting)
    found: list[Grid] = []
    for table in tables:
        grid = trimmed(Grid(table, len(found) + 1, place, sheet, sheet), findings)
        if grid.rows and grid.width:
            found.append(grid)
    return found


def is_lone(row: list[Cell]) -> bool:
    """Whether a row holds one cell only: a title, a note, or the name of a group of rows."""
    return len({id(cell) for cell in row if cell.text}) == 1


def has_head(rows: list[list[Cell]]) -> bool:
    """Whether rows begin with a head of their own that names levels or scores."""
    grid = trimmed(Grid(rows, 1, ""), [])
    if len(grid.rows) < 2 or grid.width < 2:
        return False
    axis = axis_of(grid)
    return is_score_table(grid) or (
        axis is not None and (axis.head <= 1 if axis.along == "columns" else min(axis.slots) == 1)
    )


def trimmed(grid: Grid, findings: list[Finding]) -> Grid:
    """The table without empty rows and columns, and without the title lines above its head row, of which the first names it."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not rows:
        return Grid([], grid.number, grid.place, grid.title, grid.sheet)
    columns = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)]
    rows = [[row[column] for column in columns] for row in rows]
    lone = next((index for index, row in enumerate(rows) if not is_lone(row)), 0)
    if lone and len(rows) - lone > 1:
        titles = [next(cell for cell in row if cell.text) for row in rows[:lone]]
        grid.title = titles[0].text
        findings.extend(
            Finding("info", cell.place, f"A line above the table was left out: “{cell.text[:80]}”.")
            for cell in titles[1:]
        )
        rows = rows[lone:]
    return Grid(rows, grid.number, grid.place, grid.title, grid.sheet)
