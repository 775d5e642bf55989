"""Lists of candidates as people keep them: CSV with a heading line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from core.errors import UnreadableDocument

MOST_LINES = 2000
COLUMNS = ("name", "email", "source")
OTHER_NAMES = {
    "full name": "name",
    "candidate": "name",
    "e-mail": "email",
    "email address": "email",
    "mail": "email",
    "channel": "source",
}


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """One line of the list; `line` counts from 1, the heading included."""

    line: int
    name: str
    email: str | None = None
    source: str | None = None


def read_list(content: bytes) -> tuple[ListedCandidate, ...]:
    """The candidates of a CSV file with commas, semicolons or tabs between its columns.

    Empty lines are skipped, unknown columns ignored. Raises UnreadableDocument, naming the line, when the text is not
    UTF-8, there is no column for the name, a line has no name, or there are more than 2,000 of them.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableDocument("this is not UTF-8 text; save the list as CSV UTF-8", f"line {line}") from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        heading = next(rows, [])
        columns = [OTHER_NAMES.get(name.strip().lower(), name.strip().lower()) for name in heading]
        if "name" not in columns:
            raise UnreadableDocument("no column is called name; the first line must name the columns", "line 1")
        return tuple(_listed(rows.line_num, columns, row) for row in rows if _is_listed(rows.line_num, row))
    except csv.Error as error:
        raise UnreadableDocument(str(error), f"line {rows.line_num}") from error


def _is_listed(line: int, row: list[str]) -> bool:
    if line > MOST_LINES + 1:
        raise UnreadableDocument(f"the list is longer than {MOST_LINES:,} lines; import it in parts", f"line {line}")
    return any(cell.strip() for cell in row)


def _listed(line: int, columns: list[str], row: list[str]) -> ListedCandidate:
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if column in COLUMNS}
    if not cells.get("name"):
        raise UnreadableDocument("this line has no name", f"line {line}")
    return ListedCandidate(line, cells["name"], cells.get("email") or None, cells.get("source") or None)


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)
