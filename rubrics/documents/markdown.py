"""Markdown as blocks, with the line of every block; HTML inside it is read as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Block, Bullets, Cell, Grid, Heading, Item, Paragraph, filled, folded
from rubrics.documents.bullets import bulleted
from rubrics.documents.limits import MAX_DEPTH, MAX_NODES
from rubrics.documents.overloads import refuse_deep_quotes, refuse_too_much
from rubrics.documents.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FRONT_MATTER = pattern(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = pattern(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
MDX = pattern(r"^(?:import|export)\s.+$|^:::.*$|^\{[%{].*[%}]\}$", re.MULTILINE)
MARKS = frozenset("\n\\`*_~[]<&")
"""What begins a line break, an escape, code, emphasis, a link, an image, a tag or an entity."""


@cache
def parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    made.core.ruler.at("inline", parse_inline)
    return made


def parse_inline(state: StateCore) -> None:
    """Parses the texts of paragraphs, bullets and cells; most hold no mark, and are one text as they stand."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if not MARKS.isdisjoint(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


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
    text = MDX.sub("", text)
    refuse_too_much(text)
    refuse_deep_quotes(text)
    tokens = parser().parse(text)
    if len(tokens) > MAX_NODES:
        raise UnreadableDocument(f"more than {MAX_NODES:,} blocks; split the file")
    return Walk(tokens, first_line).blocks()


class Walk:
    """One pass over the parser's flat list of tokens."""

    def __init__(self, tokens: list[Token], first_line: int) -> None:
        self.tokens = tokens
        self.first = first_line
        self.tables = 0
        self.html: list[tuple[str, int]] = []

    def place(self, token: Token) -> str:
        return f"line {self.line(token)}"

    def line(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + self.first

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        index = 0
        quoted = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.type == "html_block":
                self.html.append((token.content, self.line(token)))
                index += 1
                continue
            if self.html and (token.type != "paragraph_open" or not self.within_html()):
                self.flush(found)
            if token.type == "heading_open":
                text, _, _ = plain(self.tokens[index + 1])
                if text:
                    found.append(Heading(int(token.tag[1]), text, self.place(token)))
            elif token.type == "paragraph_open":
                if self.html:
                    self.html.append((as_html(self.tokens[index + 1]), self.line(token)))
                else:
                    found.extend(self.paragraph(index, quoted=quoted > 0))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                end = closing(self.tokens, index)
                items = list(self.items(index, end))
                if quoted:
                    found.extend(Paragraph(text, item.place, quoted=True) for item in items for text in item.texts())
                elif items:
                    found.append(Bullets(items, self.place(token), ordered=token.type.startswith("ordered")))
                index = end
            elif token.type == "table_open":
                end = closing(self.tokens, index)
                found.append(self.table(index, end))
                index = end
            elif token.type in ("fence", "code_block"):
                text = folded(token.content)
                if text:
                    found.append(Paragraph(text, self.place(token), quoted=True))
            elif token.type == "blockquote_open":
                quoted += 1
            elif token.type == "blockquote_close":
                quoted -= 1
            index += 1
        self.flush(found)
        return found

    def within_html(self) -> bool:
        """Whether an HTML table or list was opened and not yet closed: Markdown ends an HTML block at a blank line."""
        joined = "".join(part.lower() for part, _ in self.html)
        return any(joined.count(f"<{tag}") > joined.count(f"</{tag}") for tag in ("table", "ul", "ol", "dl"))

    def flush(self, found: list[Block]) -> None:
        """Reads the HTML gathered so far: a table broken by blank lines is one table."""
        if not self.html:
            return
        from rubrics.documents import hypertext

        text = ""
        first = self.html[0][1]
        for part, line in self.html:
            text += "\n" * max(line - first - text.count("\n"), 0) + part
        for block in hypertext.blocks_of(text, first_line=first, tables_before=self.tables):
            self.tables += isinstance(block, Grid)
            found.append(block)
        self.html = []

    def paragraph(self, index: int, *, quoted: bool) -> Iterator[Block]:
        inline = self.tokens[index + 1]
        text, lead, lines = plain(inline)
        if text:
            place = self.place(self.tokens[index])
            yield Paragraph(text, place, lead, lines, strong=bool(lead) and same(lead or "", text), quoted=quoted)

    def items(self, start: int, end: int) -> Iterator[Item]:
        index = start + 1
        while index < end:
            if self.tokens[index].type != "list_item_open":
                index += 1
                continue
            stop = closing(self.tokens, index)
            item = Item("", self.place(self.tokens[index]))
            texts: list[str] = []
            lines: list[str] = []
            inner = index + 1
            while inner < stop:
                token = self.tokens[inner]
                if token.type == "inline":
                    text, lead, parts = plain(token)
                    if not texts:
                        item.lead = lead
                    if text:
                        texts.append(text)
                        lines.extend(parts)
                elif token.type in ("bullet_list_open", "ordered_list_open"):
                    last = closing(self.tokens, inner)
                    item.children.extend(self.items(inner, last))
                    inner = last
                inner += 1
            item.text = folded(" ".join(texts))
            item.lines = tuple(lines)
            if item.text or item.children:
                yield item
            index = stop + 1

    def table(self, start: int, end: int) -> Grid:
        self.tables += 1
        rows: list[list[Cell]] = []
        line = self.line(self.tokens[start])
        for index in range(start, end):
            token = self.tokens[index]
            if token.type == "tr_open":
                rows.append([])
                # The rule line between head and body has no token of its own.
                line = self.line(token) if token.map else line + 1
            elif token.type == "inline" and rows:
                cell = cell_of(token, heading=self.tokens[index - 1].type == "th_open")
                cell.place = f"table {self.tables}, row {len(rows)}, column {len(rows[-1]) + 1} (line {line})"
                rows[-1].append(cell)
        return filled(rows, number=self.tables, place=f"table {self.tables} (line {self.line(self.tokens[start])})")


def closing(tokens: list[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    kind = tokens[index].type.replace("_open", "_close")
    level = tokens[index].level
    for later in range(index + 1, len(tokens)):
        if tokens[later].type == kind and tokens[later].level == level:
            return later
    return len(tokens) - 1


def plain(inline: Token) -> tuple[str, str | None, tuple[str, ...]]:
    """The text of an inline token, its bold or italic beginning, and its lines."""
    children = inline.children or []
    if len(children) == 1 and children[0].type == "text" and "\n" not in children[0].content:
        text = folded(children[0].content)
        return text, None, (text,) if text else ()
    parts: list[str] = []
    lead: list[str] = []
    depth = 0
    leading = True
    for child in children:
        if child.type in ("strong_open", "em_open"):
            depth += 1
        elif child.type in ("strong_close", "em_close"):
            depth -= 1
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
            if leading and depth:
                lead.append(child.content)
            elif child.content.strip():
                leading = False
        elif child.type == "image":
            continue
        elif child.type == "html_inline":
            parts.append("\n" if BREAK.fullmatch(child.content.strip()) else inline_gap(child.content))
    text = "".join(parts)
    lines = tuple(line for line in (folded(line) for line in text.split("\n")) if line)
    return folded(text), folded("".join(lead)) or None, lines


def inline_gap(tag: str) -> str:
    """What an inline tag leaves in the text: items and cells stand apart, everything else joins."""
    return (
        "\n• "
        if re.match(r"<li\b", tag, re.IGNORECASE)
        else ("\n" if re.match(r"</?(?:ul|ol|p|div|li)\b", tag, re.IGNORECASE) else "")
    )


def cell_of(token: Token, *, heading: bool) -> Cell:
    text, lead, lines = plain(token)
    items = bulleted(lines)
    if items:
        text = " ".join(items)
    children = token.children or []
    strong = bool(lead) and same(lead or "", text) and any(child.type == "strong_open" for child in children)
    emphatic = bool(lead) and same(lead or "", text) and not strong
    return Cell(text, items, strong, emphatic, heading)


def same(lead: str, text: str) -> bool:
    return lead.strip(" :.") == text.strip(" :.")


def as_html(inline: Token) -> str:
    """A paragraph that stands inside an HTML table, as HTML."""
    return str(parser().renderer.render([inline], parser().options, {}))
