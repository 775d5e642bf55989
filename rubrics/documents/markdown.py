"""Markdown as blocks, with the line of every block; HTML inside it is read as HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Block, Bullets, Cell, Grid, Heading, Item, Paragraph, filled, folded
from rubrics.documents.bullets import bulleted
from rubrics.documents.limits import MAX_DEPTH
from rubrics.documents.markdown_events import Event, events_of
from rubrics.documents.markdown_text import SPANS, Cursor, Inline
from rubrics.documents.patterns import pattern

FRONT_MATTER = pattern(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = pattern(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
MDX = pattern(r"^(?:import|export)\s.+$|^:::.*$|^\{[%{].*[%}]\}$", re.MULTILINE)
BARE_TABLE = pattern(r"^(?! *\|)([^|\n]+\|.*)(?=\n {0,3}:?-+:? *\|[ :|-]*$)", re.MULTILINE)
"""The head of a table whose rows begin without a bar: the parser sees such a table only after a blank line."""
HELD_TOGETHER = ("table", "ul", "ol", "dl")
"""HTML elements that blank lines do not end."""


def title_of(text: str) -> str | None:
    """The title a front matter gives, or `None`."""
    matter = FRONT_MATTER.match(text)
    title = TITLE.search(matter[1]) if matter else None
    return folded(title[1]) if title else None


def blocks_of(text: str, first_line: int = 1) -> list[Block]:
    """Markdown as blocks in source order. Raises UnreadableDocument where it nests too deeply or holds too much."""
    matter = FRONT_MATTER.match(text)
    if matter:
        # Blank lines in its stead keep the line numbers.
        text = "\n" * matter[0].count("\n") + text[matter.end() :]
    text = BARE_TABLE.sub(r"|\1", MDX.sub("", text))
    return Walk(text, first_line).blocks()


class Walk(Cursor):
    """One pass over the parser's events."""

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__(events_of(text))
        self.source = text.encode()
        self.first = first_line
        self.line_starts = list(accumulate((len(line) + 1 for line in self.source.split(b"\n")), initial=0))
        self.depth = 0
        self.tables = 0
        self.html: list[tuple[str, int]] = []
        self.unclosed = dict.fromkeys(HELD_TOGETHER, 0)

    def line(self, event: Event) -> int:
        return bisect_right(self.line_starts, event.start) - 1 + self.first

    def place(self, event: Event) -> str:
        return f"line {self.line(event)}"

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        quoted = 0
        while self.at < len(self.events):
            event = self.next()
            name = event.what
            if event.kind != "Start":
                quoted -= name == "BlockQuote"
                continue
            if name == "HtmlBlock":
                self.keep_html(self.within("HtmlBlock"), self.line(event))
                continue
            if self.html:
                if name == "Paragraph" and self.within_html():
                    self.keep_html(self.as_html(event), self.line(event))
                    continue
                self.flush(found)
            if name == "Heading":
                text = self.inline().text
                if text:
                    found.append(Heading(int(event.more["level"][1]), text, self.place(event)))
            elif name == "Paragraph":
                found.extend(self.paragraph(event, quoted=quoted > 0))
            elif name == "List":
                items = self.items()
                if quoted:
                    found.extend(Paragraph(text, item.place, quoted=True) for item in items for text in item.texts())
                elif items:
                    found.append(Bullets(items, self.place(event), ordered=event.more is not None))
            elif name == "Table":
                found.append(self.table(event))
            elif name == "CodeBlock":
                text = folded(self.within("CodeBlock"))
                if text:
                    found.append(Paragraph(text, self.place(event), quoted=True))
            elif name == "BlockQuote":
                quoted += 1
        self.flush(found)
        return found

    def within_html(self) -> bool:
        """Whether an HTML table or list was opened and not yet closed: Markdown ends an HTML block at a blank line."""
        return any(count > 0 for count in self.unclosed.values())

    def keep_html(self, part: str, line: int) -> None:
        """Keeps a piece of HTML until it is known where it ends."""
        self.html.append((part, line))
        part = part.lower()
        for tag in HELD_TOGETHER:
            self.unclosed[tag] += part.count(f"<{tag}") - part.count(f"</{tag}")

    def as_html(self, paragraph: Event) -> str:
        """A paragraph that stands inside an HTML table, as HTML."""
        from pyromark import html

        self.inline()
        return (
            html(self.source[paragraph.start : paragraph.end].decode()).strip().removeprefix("<p>").removesuffix("</p>")
        )

    def flush(self, found: list[Block]) -> None:
        """Reads the HTML gathered so far: a table broken by blank lines is one table."""
        if not self.html:
            return
        from rubrics.documents import hypertext

        parts: list[str] = []
        first = at = self.html[0][1]
        for part, line in self.html:
            parts.append("\n" * max(line - at, 0) + part)
            at = max(line, at) + part.count("\n")
        for block in hypertext.blocks_of("".join(parts), first_line=first, tables_before=self.tables):
            self.tables += isinstance(block, Grid)
            found.append(block)
        self.html = []
        self.unclosed = dict.fromkeys(HELD_TOGETHER, 0)

    def paragraph(self, event: Event, *, quoted: bool) -> list[Block]:
        text, lead, lines, _, leads = self.inline()
        if not text:
            return []
        strong = bool(lead) and same(lead or "", text)
        return [Paragraph(text, self.place(event), lead, lines, strong=strong, quoted=quoted, leads=leads)]

    def items(self) -> list[Item]:
        """The bullets of a list that has begun, up to its end."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableDocument("lists nested too deeply; flatten them", self.place(self.events[self.at]))
        found: list[Item] = []
        while (event := self.next()).kind == "Start":
            item = self.item(event)
            if item.text or item.children:
                found.append(item)
        self.depth -= 1
        return found

    def item(self, start: Event) -> Item:
        item = Item("", self.place(start))
        texts: list[str] = []
        lines: list[str] = []
        while True:
            event = self.next()
            if event.kind == "End" and event.what == "Item":
                break
            if event.kind == "Start" and event.what == "List":
                item.children.extend(self.items())
            elif event.kind == "Start" and event.what in ("CodeBlock", "HtmlBlock"):
                self.within(event.what)
            elif event.kind not in ("Start", "End") or event.what in SPANS:
                self.at -= 1  # the text of a tight list stands in the item itself
                text, lead, parts, *_ = self.inline()
                if not texts:
                    item.lead = lead
                if text:
                    texts.append(text)
                    lines.extend(parts)
        item.text = folded(" ".join(texts))
        item.lines = tuple(lines)
        return item

    def table(self, start: Event) -> Grid:
        self.tables += 1
        rows: list[list[Cell]] = []
        line = self.line(start)
        heading = False
        while (event := self.next()).kind != "End" or event.what != "Table":
            if event.kind == "Start" and event.what in ("TableHead", "TableRow"):
                heading = event.what == "TableHead"
                line = self.line(event)
                rows.append([])
            elif event.kind == "Start":
                cell = cell_of(self.inline(), heading=heading)
                cell.place = f"table {self.tables}, row {len(rows)}, column {len(rows[-1]) + 1} (line {line})"
                rows[-1].append(cell)
        return filled(rows, number=self.tables, place=f"table {self.tables} (line {self.line(start)})")


def cell_of(content: Inline, *, heading: bool) -> Cell:
    text, lead, lines, bold, leads = content
    items = bulleted(lines)
    if items:
        text = " ".join(items)
    is_lead = bool(lead) and same(lead or "", text)
    leads = leads if len(leads) == len(items) else ()
    return Cell(text, items, strong=is_lead and bold, emphatic=is_lead and not bold, heading=heading, leads=leads)


def same(lead: str, text: str) -> bool:
    return lead.strip(" :.") == text.strip(" :.")
