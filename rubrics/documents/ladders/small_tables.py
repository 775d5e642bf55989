"""Tables of two or three columns inside one level, whose rows are labelled parts of it."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Grid
from rubrics.documents.labels import bare, level_label
from rubrics.documents.ladders.heads import EXAMPLE_HEAD, GRADE
from rubrics.documents.orientation import axis_of
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed

GRADED = pattern(r"^(?:(?:skill |proficiency |required |expected )?levels?|proficiency|grade|rating)$", re.IGNORECASE)
"""Heads the grade each row of a level is asked for."""


def is_of_one_level(placed: Placed) -> bool:
    """Whether a table stands under the heading of a level and grades its rows: `Skill | Level | Meaning`."""
    return bool(placed.path and level_label(placed.path[-1])) and grade_column(placed.grid) is not None


def grade_column(table: Grid) -> int | None:
    """The column right of the names that holds nothing but grades; `None` where there is none."""
    for column in range(1, table.width):
        if GRADED.match(bare(table.rows[0][column].text)):
            texts = [row[column].text for row in table.rows[1:] if row[column].text]
            return column if texts and all(GRADE.match(text) or level_label(text) for text in texts) else None
    return None


def table_rows(table: Grid) -> list[Node]:
    """The rows of a two- or three-column table inside a level as labelled nodes, with the grade of each as a fact."""
    if table.width < 2 or len(table.rows) < 2:
        return []
    graded = grade_column(table)
    if graded is None and axis_of(table):
        return []
    illustrated = [column for column, cell in enumerate(table.rows[0]) if EXAMPLE_HEAD.match(bare(cell.text))]
    rows: list[Node] = []
    body = table.rows[1:] if table.rows[0][0].heading or len(table.rows) > 2 else table.rows
    for row in body:
        texts = [cell for column, cell in enumerate(row) if column not in (0, graded) and cell.text]
        examples = {id(row[column]) for column in illustrated} if len(texts) > 1 else set()
        grade = row[graded] if graded is not None else None
        if not texts and grade:
            texts, grade = [grade], None
        if not row[0].text or len(row[0].text.split()) > 8 or not texts:
            continue
        node = Node(bare(row[0].text), row[0].place, 99, "row")
        if grade:
            node.facts["proficiency"] = grade.text
        for cell in texts:
            shown = id(cell) in examples
            home = node.adopt(Node("Examples", cell.place, 99, "item")) if shown else node
            for text in cell.items or (cell.text,):
                home.say(text, cell.place, bullet=bool(cell.items))
        rows.append(node)
    return rows
