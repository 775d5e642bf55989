"""CSV as spreadsheets write and read it: whatever the encoding and the separator, and never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.errors import UnreadableDocument

BEGINS = r"((?:\A|[;\t\r\n])\s*?)"
"""Where a cell begins, also for a spreadsheet that expects semicolons and so takes one of our cells for several."""
RISKY = r"(?='*[=+\-@＝＋－＠\t\r])"
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), with the apostrophes before it."""
FORMULA = re.compile(BEGINS + RISKY)
GUARDED = re.compile(BEGINS + "'" + RISKY)
"""The same after `safe_cell`."""


WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin: a zip, or the older compound file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line under the heading: `line` counts from 1, the heading included; cells by column, stripped."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The lines that hold anything, the columns as the heading names them, and the encoding they were read in."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str


def read_csv(content: bytes, *, other_names: Mapping[str, str], most_lines: int) -> CsvFile:
    """The file with comma, semicolon or tab between its columns, in UTF-8, UTF-16 or Windows-1252.

    Headings are compared in lower case; `other_names` maps what people write to the column's name. Raises
    UnreadableDocument, naming the line, when a byte fits no encoding, a quote is never closed or there are too many lines.
    """
    text, encoding = decoded(content)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: list[Line] = []
    try:
        heading = [other_names.get(name.strip().lower(), name.strip().lower()) for name in next(rows, [])]
        for row in rows:
            if rows.line_num > most_lines + 1:
                raise UnreadableDocument(
                    f"the list is longer than {most_lines:,} lines; import it in parts", f"line {rows.line_num}"
                )
            if any(cell.strip() for cell in row):
                cells = {name: plain_cell(cell.strip()) for name, cell in zip(heading, row, strict=False)}
                lines.append(Line(rows.line_num, cells))
    except csv.Error as error:
        raise UnreadableDocument(str(error), f"line {rows.line_num}") from error
    return CsvFile(tuple(heading), tuple(lines), encoding)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    A byte order mark decides; without one, NUL bytes speak for UTF-16, anything that is UTF-8 is UTF-8, and the rest is
    Windows-1252, which Excel still writes. Raises UnreadableDocument for an empty file and for a workbook, and with the
    line of a byte that fits no encoding, or of a NUL in the text.
    """
    if not content.strip():
        raise UnreadableDocument("the file is empty")
    if content.startswith(WORKBOOKS):
        raise UnreadableDocument("this is a workbook, not a table of text; save it as CSV UTF-8 and choose that file")
    text, encoding = _decoded(content)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableDocument("there is a letter that no text can hold (NUL); save the file again", f"line {line}")
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = "utf-8-sig"
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    elif b"\0" in content[:200]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        return content.decode(encoding), {"utf-8-sig": "UTF-8"}.get(encoding, "UTF-16")
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig":
            raise UnreadableDocument("the file is cut off in the middle of a letter", "the end") from error
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "this is neither UTF-8 nor Windows-1252 text; save the list as CSV UTF-8"
        raise UnreadableDocument(message, f"line {line}") from error


def written_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file as text for a spreadsheet; an apostrophe stands before what could be a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe_cell(text: str) -> str:
    """The cell so that no spreadsheet computes it or a part of it."""
    return FORMULA.sub(r"\1'", text)


def plain_cell(text: str) -> str:
    """The cell as it was before safe_cell."""
    return GUARDED.sub(r"\1", text)


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)
