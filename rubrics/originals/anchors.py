"""Names of places: the same fragment of an address wherever a place is named, whatever the page knows of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rubrics.readings import line_of

LONGEST = 120


def anchor(locator: str | None) -> str | None:
    """The fragment that leads to a place on its document's page; None for what is no place (“the document”, nothing).

    Of several places in one locator it is the first. Lines are `line-12`; a sheet is known by its rows.
    """
    first = (locator or "").split("; ")[0].strip()
    if not first or first.startswith("the "):
        return None
    line = line_of(first)
    if line:
        return f"line-{line}"
    row = re.fullmatch(r"(sheet .+)![A-Z]{1,3}(\d+)", first)
    return f"at-{_slug(f'{row[1]} row {row[2]}' if row else first)}"


def places_in(value: Any) -> Iterator[str]:
    """Every locator in a reading as plain values, in order; some come several times."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "locator":
                if inner:
                    yield inner
            else:
                yield from places_in(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from places_in(inner)


def _slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text.casefold()).strip("-")[:LONGEST]
