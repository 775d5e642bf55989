"""CSV, TSV and XLSX as tables; a workbook is checked before it is unpacked, and its formulas are never calculated."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Cell, Grid, filled, folded
from rubrics.documents.limits import MAX_NODES, MAX_UNPACKED
from rubrics.documents.markdown import bulleted
from rubrics.documents.reading import Finding

SEPARATORS = (",", ";", "\t", "|")


def looks_like_csv(text: str) -> str | None:
    """The separator of a text that is a table of separated values, or `None` for running text."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    if len(lines) < 2 or lines[0].lstrip().startswith(("#", "<", "|", "---", "{", "[")):
        return None
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(text[:50_000]), delimiter=separator))
        except csv.Error:
            continue
        widths = [len(row) for row in rows if row]
        if (
            len(widths) > 1
            and widths[0] > 1
            and sum(1 for width in widths[:-1] if width == widths[0]) >= 0.9 * (len(widths) - 1)
        ):
            return separator
    return None


def cell_of(value: str, place: str, *, strong: bool = False, emphatic: bool = False, heading: bool = False) -> Cell:
    """A cell; lines of it that are marked as bullets, or several lines, are its items."""
    lines = tuple(line for line in (folded(line) for line in value.split("\n")) if line)
    items = bulleted(lines)
    return Cell(folded(" ".join(items) if items else value), items, strong, emphatic, heading, place=place)


def grids_of_csv(text: str, separator: str) -> list[Grid]:
    """The table of a CSV text; blank lines part it into several. Raises UnreadableDocument for a broken quotation."""
    csv.field_size_limit(1_000_000)
    rows: list[list[Cell]] = []
    grids: list[Grid] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    total = 0
    try:
        for values in reader:
            line = reader.line_num
            if not any(value.strip() for value in values):
                continue
            rows.append(
                [cell_of(value, f"row {line}, column {column}") for column, value in enumerate(values, start=1)]
            )
            total += len(values)
            if total > MAX_NODES:
                raise UnreadableDocument(f"more than {MAX_NODES:,} cells; split the file", f"line {line}")
    except csv.Error as fault:
        raise UnreadableDocument(
            f"not valid CSV ({fault}); correct it and try again", f"line {reader.line_num}"
        ) from None
    if rows:
        grids.append(trimmed(filled(rows, number=1, place="the table")))
    return grids


def grids_of_workbook(content: bytes, findings: list[Finding]) -> list[Grid]:
    """One table for each sheet that has cells, titled by the sheet; merged cells span what they cover.

    Raises UnreadableDocument for a damaged workbook, one that unpacks to too much, and one that declares entities.
    """
    refuse_hostile_archive(content)
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # Styles and extensions it does not know are no concern of a reader of text.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except Exception as fault:  # noqa: BLE001 - a damaged workbook makes the library fail in every way there is
        raise UnreadableDocument(f"the workbook is damaged ({str(fault)[:80]}); save it again as XLSX") from None
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
        grid = trimmed(filled(rows, number=len(grids) + 1, place=f"sheet {sheet.title}", title=sheet.title))
        if grid.rows and grid.width:
            grids.append(grid)
    return grids


def shown(value: object) -> str:
    """A cell's value as a person sees it: whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def trimmed(grid: Grid) -> Grid:
    """The table without empty rows and columns, and without title lines above its head row."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not rows:
        return Grid([], grid.number, grid.place, grid.title)
    columns = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)]
    rows = [[row[column] for column in columns] for row in rows]
    while (
        len(rows) > 2
        and len({id(cell) for cell in rows[0] if cell.text}) == 1
        and len({id(cell) for cell in rows[1] if cell.text}) > 1
    ):
        title = next(cell.text for cell in rows[0] if cell.text)
        grid.title = grid.title or title
        rows = rows[1:]
    return Grid(rows, grid.number, grid.place, grid.title)


def refuse_hostile_archive(content: bytes) -> None:
    """Looks into the archive's directory and XML heads only: nothing is unpacked that is too large or declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableDocument("a damaged archive; save the workbook again as XLSX") from None
    names = {entry.filename for entry in entries}
    if not any(name.startswith("xl/") for name in names):
        kind = "a Word document" if any(name.startswith("word/") for name in names) else "an archive"
        raise UnreadableDocument(f"it is {kind}; export it as Markdown, HTML, CSV or XLSX")
    if len(entries) > 2_000:
        raise UnreadableDocument("the workbook has too many parts")
    total = 0
    for entry in entries:
        total += entry.file_size
        ratio = entry.file_size / max(entry.compress_size, 1)
        if total > MAX_UNPACKED or (ratio > 200 and entry.file_size > 1_000_000):
            raise UnreadableDocument(
                "it unpacks to far more than it holds; save the sheets as CSV", f"part {entry.filename}"
            )
        if entry.flag_bits & 0x1:
            raise UnreadableDocument(
                "it is protected by a password; remove it and save again", f"part {entry.filename}"
            )
    cells = 0
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(entry) as part:
                # The directory's size may lie: no more than the limit is ever unpacked.
                text = part.read(MAX_UNPACKED + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
            raise UnreadableDocument(
                "a damaged archive; save the workbook again as XLSX", f"part {entry.filename}"
            ) from None
        if len(text) > MAX_UNPACKED:
            raise UnreadableDocument(
                "it unpacks to far more than it holds; save the sheets as CSV", f"part {entry.filename}"
            )
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", text[:200_000]):
            raise UnreadableDocument(
                "it declares entities of its own, which are never expanded", f"part {entry.filename}"
            )
        cells += text.count(b"<c ")
        if cells > 2 * MAX_NODES:
            raise UnreadableDocument(f"more than {2 * MAX_NODES:,} cells; split the workbook", f"part {entry.filename}")
