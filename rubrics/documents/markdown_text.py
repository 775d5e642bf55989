"""The texts within Markdown: the parser's events one after the other, and the runs of text among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rubrics.documents.blocks import folded
from rubrics.documents.markdown_events import Event
from rubrics.documents.patterns import pattern

BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
SPANS = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
"""What stands within a line of text; every other tag is a block."""


class Inline(NamedTuple):
    """A run of text: whole, its bold or italic beginning (`None` without one), its lines, and whether anything in it is bold.

    `leads` are the bold or italic beginnings of the lines.
    """

    text: str
    lead: str | None
    lines: tuple[str, ...]
    strong: bool
    leads: tuple[str, ...] = ()


class Cursor:
    """A place among the parser's events, `at` the one that comes next."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.at = 0

    def next(self) -> Event:
        event = self.events[self.at]
        self.at += 1
        return event

    def within(self, name: str) -> str:
        """The content up to the end of a block that holds lines as they stand."""
        parts: list[str] = []
        while (event := self.next()).kind != "End" or event.what != name:
            parts.append(event.what)
        return "".join(parts)

    def inline(self) -> Inline:
        """The run of text that begins here, up to the next block; the end of the block it stands in is passed over."""
        events = self.events
        event = events[self.at]
        if (
            event.kind == "Text"
            and events[self.at + 1].kind == "End"
            and events[self.at + 1].what not in ("Item", *SPANS)
        ):
            self.at += 2
            text = folded(event.what)
            return Inline(text, None, (text,) if text else (), strong=False)
        return self.marked()

    def marked(self) -> Inline:
        """A run of text with marks or breaks in it."""
        parts: list[str] = []
        lead: list[str] = []
        leads: list[str] = []
        depth = 0
        leading = True
        strong = False
        while True:
            event = self.next()
            kind, what = event.kind, event.what
            if kind in {"Text", "Code"}:
                parts.append(what)
                if leading and depth:
                    lead.append(what)
                elif what.strip():
                    leading = False
            elif kind in {"SoftBreak", "HardBreak"}:
                parts.append("\n")
                leads.append(self.lead_ahead())
            elif kind == "InlineHtml":
                parts.append("\n" if BREAK.fullmatch(what.strip()) else inline_gap(what))
                leads += [self.lead_ahead()] if parts[-1] == "\n" else []
            elif kind == "Start" and what == "Image":
                self.pass_over("Image")
            elif kind in {"Start", "End"} and what in SPANS:
                if what in ("Strong", "Emphasis"):
                    depth += 1 if kind == "Start" else -1
                    strong = strong or what == "Strong"
            else:
                if kind == "Start" or what == "Item":
                    self.at -= 1
                break
        text = "".join(parts)
        lines = tuple(line for line in (folded(line) for line in text.split("\n")) if line)
        first = folded("".join(lead))
        leads = [first, *leads] if first and len(leads) + 1 == len(lines) else []
        return Inline(folded(text), first or None, lines, strong, tuple(leads))

    def lead_ahead(self) -> str:
        """The bold or italic beginning of the line that follows; empty without one."""
        events, at = self.events, self.at
        if events[at].kind != "Start" or events[at].what not in ("Strong", "Emphasis"):
            return ""
        found: list[str] = []
        while events[at].kind != "End":
            found += [events[at].what] if events[at].kind in {"Text", "Code"} else []
            at += 1
        return folded("".join(found))

    def pass_over(self, name: str) -> None:
        """Goes on behind the end of what has begun."""
        depth = 1
        while depth:
            event = self.next()
            if event.what == name and event.kind in ("Start", "End"):
                depth += 1 if event.kind == "Start" else -1


def inline_gap(tag: str) -> str:
    """What an inline tag leaves in the text: items and cells stand apart, everything else joins."""
    return (
        "\n• "
        if re.match(r"<li\b", tag, re.IGNORECASE)
        else ("\n" if re.match(r"</?(?:ul|ol|p|div|li)\b", tag, re.IGNORECASE) else "")
    )
