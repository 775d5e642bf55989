"""Ladders in tables: levels along the columns, down the rows, inside the cells, or one cell to a row; several tables may form one ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.documents.ladders.attributes import attribute_rows, is_wordy, note_attributes, take_attributes
from rubrics.documents.ladders.banded import from_bands
from rubrics.documents.ladders.columns import from_columns
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.inside import from_cells
from rubrics.documents.ladders.joining import joined
from rubrics.documents.ladders.listing import from_long, long_form
from rubrics.documents.ladders.overview import KnownLevel, is_overview, known_levels, overview_of, pairs_of
from rubrics.documents.ladders.rows import from_parts, from_rows
from rubrics.documents.ladders.small_tables import is_of_one_level
from rubrics.documents.orientation import Axis, announced_axis, axis_of
from rubrics.documents.placed import Placed
from rubrics.documents.reading import Finding


@dataclass(slots=True, eq=False, repr=False)
class TableLadders:
    """What the tables of a document say of levels.

    `spare` are tables of level attributes in whole sentences: they are a ladder where the document has no other.
    """

    drafts: list[Draft]
    known: list[KnownLevel]
    spare: list[Draft]


def ladders_in_tables(
    tables: Sequence[Placed], title: str | None, findings: list[Finding], *, hiring: bool
) -> TableLadders:
    """The ladders the tables hold, joined where they have the same levels, and what overview tables know of levels.

    In a document about hiring, scores that cells name are no levels.
    """
    read: list[tuple[Placed, Draft]] = []
    spare: list[tuple[Placed, Draft]] = []
    known: list[KnownLevel] = []
    pairs: list[KnownLevel] = []
    overviews: list[Placed] = []
    banded, numbers = from_bands(tables)
    read.extend(banded)
    for placed in tables:
        grid = placed.grid
        if len(grid.rows) < 2 or grid.width < 2 or id(placed) in numbers:
            continue
        if is_of_one_level(placed):
            continue
        pairs.extend(pairs_of(grid))
        parted = from_parts(placed)
        if parted:
            read.append((placed, parted))
            continue
        long = long_form(grid)
        if long:
            read.append((placed, from_long(placed, *long)))
            continue
        axis = axis_of(grid)
        if axis is None:
            inside = from_cells(placed, hiring=hiring)
            read.extend([(placed, inside)] if inside else [])
            continue
        if is_overview(grid, axis):
            known.extend(overview_of(grid, axis))
            overviews.append(placed)
            continue
        for draft in along(placed, axis):
            rows = attribute_rows(draft)
            if rows and len(rows) == len(draft.competencies):
                note_attributes(draft, rows)
                known.extend(known_levels(draft))
                spare.append((placed, draft))
            else:
                take_attributes(draft)
                read.append((placed, draft))
    drafts = joined([entry for entry in read if entry[1].cells or entry[1].loose], title)
    message = "An overview of the levels: used for their codes and years, not for guidelines."
    findings.extend(Finding("info", placed.grid.place, message) for placed in overviews if drafts)
    # What stands side by side in a row is a guess beside what a table of levels says.
    return TableLadders(drafts, [*known, *pairs], joined([entry for entry in spare if is_wordy(entry[1])], title))


def along(placed: Placed, axis: Axis) -> list[Draft]:
    """The ladders of a table whose levels stand along an axis."""
    return from_columns(placed, axis) if axis.along == "columns" else [from_rows(placed, axis)]


def ladders_announced(tables: Sequence[Placed], title: str | None, findings: list[Finding]) -> list[Draft]:
    """The ladders of tables that say where their levels stand, whatever these are called, which is said."""
    read: list[tuple[Placed, Draft]] = []
    for placed in tables:
        axis = announced_axis(placed.grid) if len(placed.grid.rows) > 2 and placed.grid.width > 1 else None
        for draft in along(placed, axis) if axis else []:
            names = ", ".join(level.label.name or level.label.code or "" for level in draft.levels)
            message = f"“{names}” were taken for levels because the table calls them so; no name tells their order."
            findings.append(Finding("warning", placed.grid.place, message))
            take_attributes(draft)
            read.append((placed, draft))
    return joined([entry for entry in read if entry[1].cells or entry[1].loose], title)
