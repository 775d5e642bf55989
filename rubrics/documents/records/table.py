"""A list of flat records as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rubrics.documents.blocks import Cell, Grid, filled
from rubrics.documents.records.names import text_value, words


def is_row(value: Any) -> bool:
    """Whether a value is a list of scalars."""
    if not isinstance(value, list) or len(value) < 2:
        return False
    return all(inner is None or inner == "" or text_value(inner) is not None for inner in value)


def grid_of(records: Any) -> Grid | None:
    """A list of flat records with the same keys, or of rows of a table, as a table; `None` for any other shape."""
    if isinstance(records, list) and len(records) > 1 and all(is_row(entry) for entry in records):
        cells = [
            [
                Cell(text_value(value) or "", place=f"[{number}][{column}]")
                for column, value in enumerate(entry, start=1)
            ]
            for number, entry in enumerate(records, start=1)
        ]
        return filled(cells, number=1, place="the records")
    if not isinstance(records, list) or len(records) < 2 or not all(isinstance(entry, Mapping) for entry in records):
        return None
    names: list[str] = []
    for entry in records:
        for name, value in entry.items():
            flat = text_value(value) is not None or value is None or value == ""
            listed = isinstance(value, list) and all(text_value(item) is not None for item in value)
            if not flat and not listed:
                return None
            if str(name) not in names:
                names.append(str(name))
    if len(names) < 2:
        return None
    rows = [[Cell(words(name), heading=True, place="record 1") for name in names]]
    for number, entry in enumerate(records, start=1):
        row: list[Cell] = []
        for name in names:
            value = entry.get(name)
            items = tuple(text for item in value if (text := text_value(item))) if isinstance(value, list) else ()
            row.append(
                Cell(" ".join(items) if items else text_value(value) or "", items, place=f"record {number}, {name}")
            )
        rows.append(row)
    return filled(rows, number=1, place="the records")
