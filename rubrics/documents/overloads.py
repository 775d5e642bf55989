"""Markdown that is an attack on its parser or a mistake: refused before it is parsed, by counting."""

from __future__ import annotations

from core.errors import UnreadableDocument
from rubrics.documents.limits import MAX_CELLS, MAX_DEPTH, MAX_LINES

WIDE_ROWS = 2_000


def refuse_too_much(text: str) -> None:
    """Refuses, before anything is parsed, what would be refused after seconds: cells and lines beyond the limits."""
    if text.count("|") > 4 * MAX_CELLS:
        raise UnreadableDocument(f"tables of more than {MAX_CELLS:,} cells; split the file")
    if text.count("\n") > MAX_LINES:
        raise UnreadableDocument(f"more than {MAX_LINES:,} lines; split the file")


def refuse_deep_quotes(text: str) -> None:
    """Markers nested hundreds deep on one line cost quadratic time and are never meant; nor are links by the thousand."""
    links = 0
    for number, line in enumerate(text.split("\n"), start=1):
        links = links + line.count("](") if line.strip() and "|" not in line else 0
        if links > 2 * WIDE_ROWS:
            raise UnreadableDocument("more links in one paragraph than any text needs; break it up", f"line {number}")
        depth = 0
        for character in line:
            if character not in ">-*+ \t":
                break
            depth += character in ">-*+"
        bare = line.strip()
        if depth > MAX_DEPTH and (set(bare) - set("-* ")) and not bare.startswith(("---", "***")):
            raise UnreadableDocument("lists or quotations nested too deeply; flatten them", f"line {number}")
        if (
            line.count("[") > WIDE_ROWS
            or line.count("*") + line.count("_") > 4 * WIDE_ROWS
            or line.count("`") > 4 * WIDE_ROWS
        ):
            raise UnreadableDocument("more markup on one line than any text needs; break the line", f"line {number}")
