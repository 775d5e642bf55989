"""The rows of a rubric's table: cells under their headings, whatever separates them and in whatever order they stand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from core.errors import UnreadableDocument
from rubrics.spreadsheet.layout import Column, Part, unguarded

SEPARATORS = ",;\t"
LONGEST_CELL = 5 * 1024 * 1024
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(slots=True)
class Row:
    """One row; every cell that is not asked for must be empty, so that nothing typed is dropped."""

    place: str
    cells: Mapping[Column, str | None]
    asked: set[Column] = field(default_factory=lambda: {Column.part})

    def fault(self, message: str) -> UnreadableDocument:
        """The error that says what is wrong with this row, to be raised."""
        return UnreadableDocument(message, self.place)

    def optional(self, column: Column) -> str | None:
        """The text of the cell, None for an empty one; the cell counts as asked for."""
        self.asked.add(column)
        return self.cells[column]

    def text(self, column: Column = Column.text) -> str:
        """The text of the cell, "" for an empty one."""
        return self.optional(column) or ""

    def whole(self, column: Column) -> int:
        """The whole number in the cell. Raises UnreadableDocument for anything else."""
        return self.number_in(column, self.text(column))

    def number_in(self, column: Column, word: str) -> int:
        """The whole number that a word of the cell is. Raises UnreadableDocument for anything else."""
        if not re.fullmatch(r"\s*-?\d{1,9}\s*", word, re.ASCII):
            raise self.fault(f"write a whole number under “{column}”, not “{word}”")
        return int(word)

    def rest_is_empty(self) -> None:
        """Raises UnreadableDocument where a cell that nobody asked for holds something: it would be dropped."""
        for column, cell in self.cells.items():
            if cell is not None and column not in self.asked:
                raise self.fault(
                    f"a row “{self.cells[Column.part]}” says nothing under “{column}”; empty that cell, or move it"
                )


def rows_in(content: bytes) -> Iterator[Row]:
    """The rows below the headings that say something; the place is where a person finds it, in a sheet or an editor.

    Raises UnreadableDocument with the line for what is no table with the headings of an exported one.
    """
    text = _text(content)
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[Column] = []
    line = 1
    try:
        for number, cells in enumerate(reader, start=1):
            place = f"line {line}" if line == number else f"row {number} (line {line} of the file)"
            line = reader.line_num + 1
            if number == 1:
                columns = _columns(cells)
            elif any(cells):
                yield _row(place, columns, cells)
    except csv.Error as error:
        raise UnreadableDocument(f"this is no CSV ({error}); save the table again", f"line {line}") from None


def _text(content: bytes) -> str:
    mark, encoding = next((pair for pair in MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    content = content.removeprefix(mark)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableDocument("this is not UTF-8; save the table as “CSV UTF-8”", f"line {line}") from None


def _columns(cells: Sequence[str]) -> list[Column]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    missing = [column.value for column in Column if column not in names]
    unknown = [name for name in names if name not in set(Column)]
    if missing or unknown or len(names) != len(Column):
        wrong = (
            f"“{missing[0]}” is missing"
            if missing
            else f"“{(unknown or names)[0]}” is not one of them, or stands twice"
        )
        raise UnreadableDocument(f"the headings must be those of an exported table, and {wrong}", "line 1")
    return [Column(name) for name in names]


def _row(place: str, columns: Sequence[Column], cells: Sequence[str]) -> Row:
    if any(cells[len(columns) :]):
        raise UnreadableDocument("this row has more cells than there are headings; quote the text", place)
    texts = [*cells, *[""] * (len(columns) - len(cells))]
    found = {column: unguarded(cell) for column, cell in zip(columns, texts, strict=False)}
    part = (found[Column.part] or "").strip().lower()
    if part not in set(Part):
        known = ", ".join(Part)
        raise UnreadableDocument(f"“{part}” is no part of a rubric; write one of: {known}", place)
    return Row(place, {**found, Column.part: part})
