"""XLSX as tables; a workbook is checked before it is unpacked, and its formulas are never calculated."""

from __future__ import annotations

import io
from typing import Any

from core.errors import UnreadableDocument
from rubrics.documents.archives import refuse_hostile_archive
from rubrics.documents.blocks import Cell, Grid, filled
from rubrics.documents.limits import MAX_NODES
from rubrics.documents.reading import Finding
from rubrics.documents.sheets import cell_of, tables_of


def grids_of_workbook(content: bytes, findings: list[Finding]) -> list[Grid]:
    """The tables of every visible sheet; merged cells span what they cover. What is hidden is left out and said.

    Raises UnreadableDocument for a damaged workbook, one that unpacks to too much, and one that declares entities.
    """
    unsaved = refuse_hostile_archive(content)
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # Styles and extensions it does not know are no concern of a reader of text.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except Exception as fault:  # noqa: BLE001 - a damaged workbook makes the library fail in every way there is
        raise UnreadableDocument(f"the workbook is damaged ({str(fault)[:80]}); save it again as XLSX") from None
    if unsaved:
        message = f"{unsaved} cells hold formulas whose results were never saved: they read as empty. Save it again in a spreadsheet program."
        findings.append(Finding("warning", "the workbook", message))
    grids: list[Grid] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            findings.append(Finding("info", f"sheet {sheet.title}", "A hidden sheet was left out."))
            continue
        if sheet.max_row * sheet.max_column > 4 * MAX_NODES:
            raise UnreadableDocument(
                "a sheet with too many cells; delete the empty rows and columns", f"sheet {sheet.title}"
            )
        spans = {(merged.min_row, merged.min_col): merged for merged in sheet.merged_cells.ranges}
        covered = {
            (row, column)
            for merged in spans.values()
            for row in range(merged.min_row, merged.max_row + 1)
            for column in range(merged.min_col, merged.max_col + 1)
        } - set(spans)
        rows: list[list[Cell]] = []
        for row in sheet.iter_rows():
            cells: list[Cell] = []
            for entry in row:
                position = (entry.row, entry.column)
                if position in covered:
                    continue
                value = "" if entry.value is None else shown(entry.value)
                font = getattr(entry, "font", None)
                cell = cell_of(
                    value,
                    f"sheet {sheet.title}!{entry.coordinate}",
                    strong=bool(font and font.b),
                    emphatic=bool(font and font.i),
                )
                if position in spans:
                    span = spans[position]
                    cell.width = span.max_col - span.min_col + 1
                    cell.height = span.max_row - span.min_row + 1
                cells.append(cell)
            rows.append(cells)
        grids.extend(
            tables_of(
                without_hidden(rows, sheet, findings),
                place=f"sheet {sheet.title}",
                sheet=sheet.title,
                findings=findings,
            )
        )
    return grids


def without_hidden(rows: list[list[Cell]], sheet: Any, findings: list[Finding]) -> list[list[Cell]]:
    """The rows with spans filled in and hidden rows and columns taken out, which is said."""
    from openpyxl.utils import get_column_letter

    whole = filled(rows, number=1, place=f"sheet {sheet.title}").rows
    lines = [number for number in range(1, len(whole) + 1) if sheet.row_dimensions[number].hidden]
    hidden = set(lines)
    columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            columns.update(range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1))
    shown = [number for number in lines if any(cell.text for cell in whole[number - 1])]
    if shown:
        message = f"Hidden rows were left out: {', '.join(map(str, shown[:20]))}. Unhide what is to be read."
        findings.append(Finding("warning", f"sheet {sheet.title}", message))
    told = [number for number in sorted(columns) if any(number <= len(row) and row[number - 1].text for row in whole)]
    if told:
        names = ", ".join(get_column_letter(number) for number in told[:20])
        message = f"Hidden columns were left out: {names}. Unhide what is to be read."
        findings.append(Finding("warning", f"sheet {sheet.title}", message))
    return [
        [cell for column, cell in enumerate(row, start=1) if column not in columns]
        for number, row in enumerate(whole, start=1)
        if number not in hidden
    ]


def shown(value: object) -> str:
    """A cell's value as a person sees it: whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
