"""HTML as blocks. Scripts, styles, forms and pictures are passed over: text is taken out, nothing is ever run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Block, Bullets, Cell, Heading, Item, Paragraph, filled, folded
from rubrics.documents.hypertext_text import PASSED_OVER, leads_of, rich
from rubrics.documents.limits import MAX_DEPTH, MAX_NODES
from rubrics.documents.markup import refuse_deep_nesting, with_lines
from rubrics.documents.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "del", "big",
}  # fmt: skip
DASHED = pattern(r"^[-–—•·*]\s+")
ASIDES = {"pre", "nav", "footer", "form", "textarea"}
"""Passed over with their texts kept as quotations: no ladder is looked for in them, but a person is told."""


def blocks_of(text: str, *, first_line: int = 1, tables_before: int = 0, origin: str = "") -> list[Block]:
    """HTML as blocks in document order; `origin` names what the lines are counted in when it is not the file itself.

    Raises UnreadableDocument where elements nest too deeply or are too many.
    """
    from selectolax.lexbor import LexborHTMLParser

    refuse_deep_nesting(text)
    body = LexborHTMLParser(with_lines(text, first_line)).body
    if body is None:
        return []
    return Walk(tables_before, origin, asides=True).blocks(body)


class Walk:
    """One pass over the element tree."""

    def __init__(self, tables_before: int, origin: str, *, asides: bool = False) -> None:
        self.asides = asides
        self.tables = tables_before
        self.origin = origin
        self.found: list[Block] = []

    def line(self, node: LexborNode) -> str | None:
        current: Any = node
        while current is not None:
            line = (current.attributes or {}).get("data-source-line")
            if line:
                return str(line)
            current = current.parent
        return None

    def place(self, node: LexborNode) -> str:
        line = self.line(node)
        return f"{self.origin}line {line}" if line else self.origin.rstrip(", ") or "the page"

    def blocks(self, body: LexborNode) -> list[Block]:
        self.visit(body, 0)
        return self.found

    def visit(self, node: LexborNode, depth: int) -> None:
        """Adds the blocks of an element; runs of inline children between blocks are paragraphs."""
        if depth > MAX_DEPTH:
            raise UnreadableDocument("elements nested too deeply; flatten the page", self.place(node))
        run: list[LexborNode] = []
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag in ("-text", "br") or tag in INLINE:
                run.append(child)
                continue
            self.paragraph(run, node)
            run = []
            if tag not in PASSED_OVER and tag != "_comment":
                self.block(child, tag, depth)
            elif tag in ASIDES and self.asides:
                text = folded(child.text(separator=" "))
                if text:
                    self.found.append(Paragraph(text, self.place(child), quoted=True))
        self.paragraph(run, node)

    def block(self, node: LexborNode, tag: str, depth: int) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            text = rich(list(node.iter(include_text=True)))[0]
            if text:
                self.found.append(Heading(int(tag[1]), text, self.place(node)))
        elif tag in ("ul", "ol"):
            items = list(self.items(node, depth + 1))
            if items:
                self.found.append(Bullets(items, self.place(node), ordered=tag == "ol"))
        elif tag == "dl":
            self.definitions(node)
        elif tag == "table":
            self.table(node, depth)
        elif tag == "summary":
            text = rich(list(node.iter(include_text=True)))[0]
            if text:
                self.found.append(Paragraph(text, self.place(node), text, (text,), strong=True))
        else:
            self.visit(node, depth + 1)

    def paragraph(self, run: list[LexborNode], parent: LexborNode) -> None:
        if not run:
            return
        text, lead, lines = rich(run)
        if text:
            strong = bool(lead) and (lead or "").strip(" :.") == text.strip(" :.")
            leads = leads_of(run) if lead and len(lines) > 1 else ()
            leads = leads if len(leads) == len(lines) else ()
            self.found.append(Paragraph(text, self.place(parent), lead, lines, strong, leads=leads))

    def items(self, node: LexborNode, depth: int) -> Iterator[Item]:
        if depth > MAX_DEPTH:
            raise UnreadableDocument("lists nested too deeply; flatten them", self.place(node))
        for child in node.iter():
            if child.tag in ("ul", "ol"):
                yield from self.items(child, depth + 1)
            elif child.tag == "li":
                item = self.item(child, depth)
                if item.text or item.children:
                    yield item

    def item(self, node: LexborNode, depth: int) -> Item:
        inner = Walk(self.tables, self.origin)
        inner.visit(node, depth)
        texts = [block for block in inner.found if isinstance(block, Paragraph | Heading)]
        item = Item(folded(" ".join(block.text for block in texts)), self.place(node))
        if texts and isinstance(texts[0], Paragraph):
            item.lead = texts[0].lead
        item.lines = tuple(
            line for block in texts for line in (block.lines if isinstance(block, Paragraph) else (block.text,))
        )
        for block in inner.found:
            if isinstance(block, Bullets):
                item.children.extend(block.items)
        return item

    def definitions(self, node: LexborNode) -> None:
        items: list[Item] = []
        for child in node.css("dt, dd"):
            text = rich(list(child.iter(include_text=True)))[0]
            if child.tag == "dt":
                items.append(Item(text, self.place(child), text))
            elif items and text:
                items[-1].children.append(Item(text, self.place(child)))
        if items:
            self.found.append(Bullets(items, self.place(node)))

    def table(self, node: LexborNode, depth: int) -> None:
        """A table as a grid; one that only lays the page out (tables inside, or a single cell) is walked through instead."""
        rows = [row for row in node.css("tr") if nearest(row) == line_key(node)]
        if node.css_first("table table") is not None or sum(1 for row in rows for _ in row.iter()) <= 1:
            for inner in node.css("td, th"):
                if nearest(inner) == line_key(node):
                    self.visit(inner, depth + 1)
            return
        self.tables += 1
        matrix: list[list[Cell]] = []
        total = 0
        for row in rows:
            cells: list[Cell] = []
            for element in row.iter():
                if element.tag in ("td", "th"):
                    cell = self.cell(element, depth)
                    line = self.line(element)
                    cell.place = f"{self.origin}table {self.tables}, row {len(matrix) + 1}, column {len(cells) + 1}"
                    cell.place += f" (line {line})" if line else ""
                    cells.append(cell)
                    total += cell.width * cell.height
            if total > MAX_NODES:
                raise UnreadableDocument(
                    "a table with too many cells; split the table", f"{self.origin}table {self.tables}"
                )
            matrix.append(cells)
        grid = filled(matrix, number=self.tables, place=f"{self.origin}table {self.tables}")
        caption = node.css_first("caption")
        grid.title = folded(caption.text(separator=" ")) if caption is not None else None
        if grid.width:
            self.found.append(grid)

    def cell(self, node: LexborNode, depth: int) -> Cell:
        inner = Walk(self.tables, self.origin)
        inner.visit(node, depth + 1)
        items: list[str] = []
        leads: list[str] = []
        texts: list[str] = []
        strong = emphatic = False
        for block in inner.found:
            if isinstance(block, Bullets):
                for item in block.items:
                    items.extend(item.texts())
                    texts.extend(item.texts())
                    leads.extend([item.lead or ""] + [""] * (len(items) - len(leads) - 1))
            elif isinstance(block, Paragraph):
                texts.append(block.text)
                items.extend(DASHED.sub("", line) for line in block.lines)
                strong = strong or block.strong
                leads.extend(block.leads or [block.lead or "", *[""] * (len(block.lines) - 1)])
            elif isinstance(block, Heading):
                texts.append(block.text)
        only = node.css_first("em, i")
        text = folded(" ".join(texts))
        if only is not None and folded(only.text()) == text:
            emphatic, strong = True, False
        listed = any(isinstance(block, Bullets) for block in inner.found) or len(items) > 1
        # One bullet alone is its text; several keep theirs apart as items.
        text = text if listed else DASHED.sub("", text)
        return Cell(
            text,
            tuple(items) if listed else (),
            strong,
            emphatic,
            node.tag == "th",
            width=span(node, "colspan"),
            height=span(node, "rowspan"),
            parts=cell_parts(inner.found),
            leads=tuple(leads) if listed and any(leads) and len(leads) == len(items) else (),
        )


def cell_parts(blocks: list[Block]) -> tuple[tuple[str | None, str, tuple[str, ...]], ...]:
    """The sections of a cell that has headings in it; empty for every other cell."""
    if not any(isinstance(block, Heading) for block in blocks):
        return ()
    parts: list[tuple[str | None, list[str]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append((block.text, []))
        elif not parts:
            parts.append((None, []))
        if isinstance(block, Paragraph):
            parts[-1][1].append(block.text)
        elif isinstance(block, Bullets):
            parts[-1][1].extend(text for item in block.items for text in item.texts())
    return tuple((heading, " ".join(texts), tuple(texts)) for heading, texts in parts)


def line_key(node: LexborNode) -> int:
    return node.mem_id


def nearest(node: LexborNode) -> int | None:
    """The identity of the table a row or cell belongs to."""
    current: Any = node.parent
    while current is not None:
        if current.tag == "table":
            return line_key(current)
        current = current.parent
    return None


def span(node: LexborNode, name: str) -> int:
    value = (node.attributes or {}).get(name) or "1"
    return min(max(int(value), 1), 200) if value.isdecimal() and len(value) < 6 else 1
