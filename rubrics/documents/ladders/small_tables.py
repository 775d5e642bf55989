"""Tables of two or three columns inside one level, whose rows are labelled parts of it."""

from __future__ import annotations

from rubrics.documents.blocks import Grid
from rubrics.documents.labels import bare
from rubrics.documents.orientation import axis_of
from rubrics.documents.outline import Node


def table_rows(table: Grid) -> list[Node]:
    """The rows of a two- or three-column table inside a level as labelled nodes."""
    if axis_of(table) or table.width < 2 or len(table.rows) < 2:
        return []
    rows: list[Node] = []
    body = table.rows[1:] if table.rows[0][0].heading or len(table.rows) > 2 else table.rows
    for row in body:
        texts = [cell for cell in row[1:] if cell.text]
        if not row[0].text or len(row[0].text.split()) > 8 or not texts:
            continue
        node = Node(bare(row[0].text), row[0].place, 99, "row")
        for cell in texts:
            for text in cell.items or (cell.text,):
                node.say(text, cell.place, bullet=bool(cell.items))
        rows.append(node)
    return rows
