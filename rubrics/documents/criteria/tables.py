"""Criteria in tables: each table is taken by the first reader that knows its shape."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.criteria.columns import plain_dimensions, scored_columns
from rubrics.documents.criteria.gathered import Gathered
from rubrics.documents.criteria.listings import flags, listed_anchors, requirements, signal_columns
from rubrics.documents.criteria.rows import scored_rows
from rubrics.documents.criteria.stages import stages
from rubrics.documents.placed import Placed


def gather_tables(tables: Sequence[Placed], gathered: Gathered, title: str | None) -> None:
    """Adds what the tables hold to `gathered`; tables that no reader knows are left to the others."""
    for placed in tables:
        grid = placed.grid
        if len(grid.rows) < 2 or grid.width < 2:
            continue
        if (
            listed_anchors(placed, gathered)
            or signal_columns(placed, gathered)
            or scored_columns(placed, gathered, title)
            or scored_rows(placed, gathered, title)
            or plain_dimensions(placed, gathered)
            or stages(grid, gathered)
            or flags(placed, gathered)
            or requirements(placed, gathered)
        ):
            gathered.used.add(id(grid))
