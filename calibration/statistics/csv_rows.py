"""CSV with a heading that names its columns, as spreadsheets save it: every row read or refused with its place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import UnreadableDocument

_SEPARATORS = ",;\t"
_WHOLE_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]0*)?")
_MOST_DIGITS = 9
_LONGEST_ECHO = 40


@dataclass(frozen=True)
class CsvRows:
    """A file's rows under its heading: `places` says where each column stands, `unread` names the columns nobody asked for.

    `rows` gives each row that holds anything as (line, values), once; lines count from 1, the heading included. Reading them
    raises UnreadableDocument, with the line as its locator, for a row that the heading does not fit or that is no CSV.
    """

    places: dict[str, int]
    unread: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


def csv_rows(content: bytes, columns: Sequence[str]) -> CsvRows:
    """The rows of a UTF-8 file that has `columns` (lower case) in any order, parted by commas, semicolons or tabs.

    Raises UnreadableDocument where a column is missing or stands twice, where there is no heading, and for other encodings.
    """
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise _broken(error, reader.line_num) from error
    places = _places([name.lower() for name in header], columns)
    unread = tuple(name for name in header if name and name.lower() not in columns)
    return CsvRows(places, unread, _rows(reader, len(header)))


def name_in(value: str, line: int, column: str) -> str:
    """The name in a cell, in Unicode's composed form; raises UnreadableDocument for an empty one."""
    name = value.strip()
    if not name:
        raise UnreadableDocument("is empty; name one in every row", f"line {line}, column {column}")
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def whole_number(text: str) -> tuple[bool, int | None]:
    """Whether the text is a whole number (`4`, `4.0`, `4,`), and which; None for one of more than nine digits."""
    found = _WHOLE_NUMBER.fullmatch(text)
    if found is None:
        return False, None
    return True, int(found[1]) if len(found[1]) <= _MOST_DIGITS else None


def shown(text: str) -> str:
    """The text as a message repeats it: forty characters at most."""
    return text if len(text) <= _LONGEST_ECHO else text[:_LONGEST_ECHO] + "…"


def _text(content: bytes) -> str:
    """The text; a zero byte stands in no CSV, but between the letters of UTF-16, which else reads as UTF-8 with odd names."""
    wrong, cause = content.find(b"\0"), None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, wrong, cause = "", error.start, error
    if wrong >= 0:
        line = content.count(b"\n", 0, wrong) + 1
        raise UnreadableDocument("not UTF-8 text; save the file as CSV in UTF-8", f"line {line}") from cause
    return text


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _places(header: list[str], columns: Sequence[str]) -> dict[str, int]:
    expected = ",".join(columns)
    if not any(header):
        raise UnreadableDocument(f"no header; begin the file with the line {expected}", "line 1")
    for column in columns:
        if column not in header:
            raise UnreadableDocument(f"column {column} is missing; begin the file with the line {expected}", "line 1")
        if header.count(column) > 1:
            again = header.index(column, header.index(column) + 1)
            raise UnreadableDocument(f"column {column} stands twice; keep one", f"line 1, column {again + 1}")
    return {column: header.index(column) for column in columns}


def _rows(reader: Iterator[list[str]], width: int) -> Iterator[tuple[int, list[str]]]:
    try:
        for fields in reader:
            line: int = reader.line_num  # type: ignore[attr-defined]  # a csv reader, whose type has no public name
            if not any(map(str.strip, fields)):
                continue
            if len(fields) < width or any(map(str.strip, fields[width:])):
                raise UnreadableDocument(
                    f"{len(fields)} values where the header names {width} columns; give one value for each column",
                    f"line {line}",
                )
            yield line, fields
    except csv.Error as error:
        raise _broken(error, reader.line_num) from error  # type: ignore[attr-defined]  # as above


def _broken(error: csv.Error, line: int) -> UnreadableDocument:
    return UnreadableDocument(f"not readable as CSV ({error}); check quotes and line ends", f"line {line}")
