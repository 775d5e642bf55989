"""Where a statement stands in its document: a few words for the eye and the fragment that leads there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.originals.anchors import anchor
from rubrics.readings import line_of, line_with


@dataclass(frozen=True, slots=True)
class Place:
    """`text` names the place; `fragment` leads to it on the document's page, None where nothing of it can be shown."""

    text: str
    fragment: str | None = None


def place_of(locator: str | None) -> Place | None:
    """The place that a locator names, None without one.

    A cell of a table is named by its line, as is a line of a page inside a record; a line in one file of several keeps
    the file's name before it.
    """
    if not locator:
        return None
    line = line_of(locator) or _last_line(locator)
    file = re.match(r"[^,]+\.\w{2,5}(?=, )", locator)
    named = f"{file[0]}, line {line}" if file else f"line {line}"
    return Place(named if line else locator, anchor(locator))


def place_with(words: str | None, lines: Sequence[str]) -> Place | None:
    """The first of a document's lines that is these words, else that holds them; None where no single line does."""
    if not words:
        return None
    whole = words.strip().casefold()
    alone = (number for number, line in enumerate(lines, start=1) if line.strip().casefold() == whole)
    line = next(alone, None) or line_with(words, lines)
    return Place(f"line {line}", f"line-{line}") if line else None


def _last_line(locator: str) -> int | None:
    found = re.search(r"\bline (\d+)\)?$", locator)
    return int(found[1]) if found else None
