"""What of a file can be read as lines, and which place stands in which line."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.errors import UnreadableDocument
from rubrics.documents.archives import files_in_archive, is_workbook, refuse_hostile_archive
from rubrics.documents.blueprint import page_in
from rubrics.documents.decoding import text_of
from rubrics.documents.records.parsing import json_records, looks_like_json
from rubrics.originals.paths import lines_of_paths
from rubrics.readings import line_of

MOST_ROWS = 5_000
LONG = 500
"""A line of JSON that is longer was written for machines; it is broken for reading."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines under a name. A place in them begins with `prefix`; `found` are places that name no line, with theirs."""

    name: str
    lines: Sequence[str]
    prefix: str = ""
    note: str = ""
    found: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, locator: str) -> int | None:
        """The line of a place, from 1; None where the place is not in these lines."""
        if locator in self.found:
            return self.found[locator]
        if locator == self.prefix.removesuffix(", "):
            return 1 if self.lines else None
        if not locator.startswith(self.prefix):
            return None
        rest = locator.removeprefix(self.prefix)
        row = re.fullmatch(r"![A-Z]{1,3}(\d+)", rest) if self.prefix.startswith("sheet ") else None
        return int(row[1]) if row else line_of(rest)


def texts_of(content: bytes, name: str, locators: Sequence[str]) -> list[Text]:
    """The texts of a file in the order of its parts; empty where nothing of it is text."""
    if content[:4] == b"PK\x03\x04":
        try:
            if is_workbook(content):
                return _sheets(content)
            members = files_in_archive(content)
        except UnreadableDocument:
            return []
        return [text for own, octets in members for text in _plain(octets, own, locators, f"{own}, ")]
    return _plain(content, name, locators, "")


def _plain(content: bytes, name: str, locators: Sequence[str], prefix: str) -> list[Text]:
    try:
        said, _ = text_of(content)
    except UnreadableDocument:
        return []
    own = [place.removeprefix(prefix) for place in locators if place.startswith(prefix)]
    unnumbered = [place for place in own if line_of(place) is None and not place.startswith("the ")]
    text = Text(name, said.split("\n"), prefix)
    if unnumbered:
        text = (_records(name, said, unnumbered, prefix) if looks_like_json(said) else None) or text
        tables = _tables(own)
        open_ones = [place for place in unnumbered if place not in tables and text.line_of(f"{prefix}{place}") is None]
        paths = lines_of_paths("\n".join(text.lines), open_ones)
        found = {f"{prefix}{place}": line for place, line in {**paths, **tables}.items()}
        text = Text(text.name, text.lines, text.prefix, text.note, found)
    return [text]


def _records(name: str, said: str, locators: Sequence[str], prefix: str) -> Text | None:
    """JSON for the eye: the page inside it where the reading speaks of that, else its records on lines of their own."""
    try:
        value = json_records(said)
    except UnreadableDocument:
        return None
    page = page_in(value) if isinstance(value, dict | list) else None
    if page and any(place.startswith(f"{page[0]}, line ") for place in locators):
        lines = page[1].split("\n")
        return Text(name, lines, f"{prefix}{page[0]}, ", f"This is the page that the file holds under “{page[0]}”.")
    if max(map(len, said.split("\n"))) <= LONG:
        return None
    lines = json.dumps(value, ensure_ascii=False, indent=1).split("\n")
    return Text(name, lines, prefix, "Its lines were broken for reading.")


def _tables(locators: Sequence[str]) -> dict[str, int]:
    """Whole tables (`table 2`): the line of the first cell that is named of it."""
    found: dict[str, int] = {}
    for place in locators:
        table, line = re.match(r"table \d+", place), line_of(place)
        if table and line:
            found[table[0]] = min(line, found.get(table[0], line))
    return found


def _sheets(content: bytes) -> list[Text]:
    """Every visible sheet, a line for each row, its cells parted by bars."""
    refuse_hostile_archive(content)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Styles and extensions it does not know are no concern of a reader of text.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return [
                Text(f"Sheet {sheet.title}", _rows(sheet), f"sheet {sheet.title}", "A line is a row of the sheet.")
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
        finally:
            book.close()


def _rows(sheet: object) -> list[str]:
    rows = []
    for values in islice(sheet.iter_rows(values_only=True), MOST_ROWS):  # type: ignore[attr-defined]  # openpyxl has no types
        shown = ["" if value is None else " ".join(str(value).split()) for value in values]
        while shown and not shown[-1]:
            shown.pop()
        rows.append(" | ".join(shown))
    while rows and not rows[-1]:
        rows.pop()
    return rows
