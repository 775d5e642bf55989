"""What stands left of the levels in a table: names of rows, their groups and definitions, and columns that are none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import bare, key
from rubrics.documents.ladders.heads import (
    ASIDE_HEAD,
    DEFINITION_HEAD,
    MEASURE,
    SHARED_HEAD,
    average_words,
)
from rubrics.documents.orientation import Axis


@dataclass(frozen=True, slots=True)
class RowHeads:
    """The columns left of the levels that group, name and define a row, `None` for those that are absent; `aside` are the others."""

    group: int | None = None
    name: int | None = None
    definition: int | None = None
    aside: tuple[int, ...] = ()


def row_heads(grid: Grid, axis: Axis) -> RowHeads:
    """What the columns left of the levels are, told by their heads and by what stands in them."""
    body = grid.rows[axis.head + 1 :]
    # A column that is empty throughout, or a running number, labels nothing.
    filled = [
        column
        for column in range(min(axis.slots))
        if any(row[column].text for row in body)
        and not all(re.fullmatch(r"#?\d{0,3}\.?", row[column].text) for row in body)
    ]
    heads = {column: bare(grid.rows[axis.head][column].text) for column in filled}
    aside = tuple(column for column in filled[1:] if is_aside(heads[column], [row[column] for row in body]))
    used = [column for column in filled if column not in aside]
    if len(used) < 2:
        return RowHeads(None, used[0] if used else None, None, aside)
    last = used[-1]
    words = average_words([row[last].text for row in body if row[last].text])
    if DEFINITION_HEAD.search(heads[last]) or words > 7:
        return RowHeads(used[0] if len(used) > 2 else None, used[-2], last, aside)
    if is_grouped_by(body, used[0], last):
        return RowHeads(last, used[0], None, aside)
    return RowHeads(used[0], last, None, aside)


def is_aside(head: str, cells: list[Cell]) -> bool:
    """Whether a column holds weights and the like, or what is asked at every level."""
    texts = [cell.text for cell in cells if cell.text]
    told = sum(1 for text in texts if MEASURE.match(text))
    return bool(ASIDE_HEAD.match(head) or SHARED_HEAD.match(head)) or told >= 0.8 * len(texts)


def is_grouped_by(body: list[list[Cell]], names: int, groups: int) -> bool:
    """Whether a second column groups the rows that the first one names: every name is another, groups come again."""
    own = [key(row[names].text) for row in body if row[names].text]
    others = [key(row[groups].text) for row in body if row[groups].text]
    return len(set(own)) == len(own) == len(others) and 1 < len(set(others)) < len(others)
