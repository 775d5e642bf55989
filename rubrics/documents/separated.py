"""Separated values (commas, semicolons, tabs, bars) as tables."""

from __future__ import annotations

import csv
import io
from collections import Counter

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Cell, Grid, filled
from rubrics.documents.limits import MAX_CELLS
from rubrics.documents.reading import Finding
from rubrics.documents.sheets import cell_of, tables_of

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 50_000
"""Characters looked at to find the separator."""


def separator_of(text: str, *, named: bool) -> str | None:
    """The separator of a text that is a table of separated values, or `None` for running text.

    `named` is whether the file's name says so: then title lines and several tables of different widths are allowed for.
    """
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    if len(lines) < 2 or lines[0].lstrip().startswith(("# ", "<", "|", "---", "{", "[")):
        return None
    if not named and lines[0].lstrip().startswith("#"):
        return None
    best: tuple[int, int, str] | None = None
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(text[:SAMPLE]), delimiter=separator))
        except csv.Error:
            continue
        widths = [len(row) for row in rows if any(value.strip() for value in row)]
        if len(widths) < 2:
            continue
        if widths[0] > 1 and sum(1 for width in widths[:-1] if width == widths[0]) >= 0.9 * (len(widths) - 1):
            return separator
        counts = Counter(width for width in widths if width > 1)
        usual = sum(count for count in counts.values() if count > 1)
        if named and usual >= 0.5 * len(widths) and (best is None or (usual, len(counts)) > best[:2]):
            best = (usual, len(counts), separator)
    return best[2] if best else None


def tables_of_values(text: str, separator: str, findings: list[Finding]) -> list[Grid]:
    """The tables of a CSV text. Raises UnreadableDocument for a broken quotation and for too many cells."""
    csv.field_size_limit(1_000_000)
    rows: list[list[Cell]] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    total = 0
    first = 1
    try:
        for values in reader:
            rows.append(
                [cell_of(value, f"row {first}, column {column}") for column, value in enumerate(values, start=1)]
            )
            # A quoted line end makes a row of several lines: the first is where a person looks.
            first = reader.line_num + 1
            total += sum(1 for value in values if value)
            if total > MAX_CELLS:
                raise UnreadableDocument(f"more than {MAX_CELLS:,} cells; split the file", f"line {reader.line_num}")
    except csv.Error as fault:
        raise UnreadableDocument(
            f"not valid CSV ({fault}); correct it and try again", f"line {reader.line_num}"
        ) from None
    whole = filled(rows, number=1, place="the table").rows
    return tables_of(whole, place="the table", sheet=None, findings=findings)
