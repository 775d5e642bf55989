"""What the Markdown parser finds, in order, with its place; refused where it is an attack or a mistake."""

from __future__ import annotations

from typing import Any, NamedTuple

from core.errors import UnreadableDocument
from rubrics.documents.limits import MAX_CELLS, MAX_LINES, MAX_NODES


class Event(NamedTuple):
    """One step of the parser: `kind` "Start" or "End" with the name of the tag as `what`, or "Text", "Code", … with its content."""

    kind: str
    what: str
    more: Any
    start: int
    """Offset in bytes of the UTF-8 text, and the end below."""
    end: int


def events_of(text: str) -> list[Event]:
    """The events of Markdown with tables, in source order. Raises UnreadableDocument where there are too many."""
    from pyromark import Options, events_with_range

    refuse_too_much(text)
    found: list[Event] = []
    event: Any
    for event, span in events_with_range(text, options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH):
        if len(found) == MAX_NODES:
            line = text.encode()[: span["start"]].count(b"\n") + 1
            raise UnreadableDocument(f"more than {MAX_NODES:,} pieces of Markdown; split the file", f"line {line}")
        more: Any = None
        if isinstance(event, str):
            kind, what = event, ""
        else:
            ((kind, what),) = event.items()
            if isinstance(what, dict):
                ((what, more),) = what.items()
        found.append(Event(kind, what, more, span["start"], span["end"]))
    return found


def refuse_too_much(text: str) -> None:
    """Refuses before anything is parsed what would be refused after seconds: cells and lines beyond the limits."""
    if text.count("|") > 4 * MAX_CELLS:
        raise UnreadableDocument(f"tables of more than {MAX_CELLS:,} cells; split the file")
    if text.count("\n") > MAX_LINES:
        raise UnreadableDocument(f"more than {MAX_LINES:,} lines; split the file")
