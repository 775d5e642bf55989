"""A file as a document: its format recognised by its content first and its name second, and turned into an outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from rubrics.documents import decoding
from rubrics.documents.blocks import Block, Grid, Heading
from rubrics.documents.outline import Node, outline_of
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed, placed_tables
from rubrics.documents.reading import Finding

KEY_LINE = pattern(r"^\s*(?:- )*[\w\"'][\w .\"'&/()-]{0,60}:(?:\s|$)|^\s*- \S")

SECTION_NUMBER = pattern(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[^\W\d])")
ANY_NUMBER = pattern(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d])")


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """One opened file: `text` is empty for a workbook, `records` is `None` for anything but YAML and JSON."""

    name: str
    text: str
    blocks: list[Block] = field(default_factory=list)
    root: Node = field(default_factory=lambda: Node("", "the document", kind="root"))
    tables: list[Placed] = field(default_factory=list)
    title: str | None = None
    records: Any = None
    page_in_record: bool = False
    findings: list[Finding] = field(default_factory=list)


def opened(content: bytes, name: str) -> Document:
    """The document in a file. Raises UnreadableDocument with the reason and the place."""
    if content[:4] == b"PK\x03\x04":
        return opened_workbook(content, name)
    text, findings = decoding.text_of(content)
    document = Document(name, text, findings=findings)
    suffix = PurePath(name).suffix.lower()
    if suffix not in (".md", ".markdown", ".html", ".htm") and fill_from_records(document, suffix):
        return document
    fill_from_text(document, suffix)
    return document


def opened_workbook(content: bytes, name: str) -> Document:
    from core.errors import UnreadableDocument
    from rubrics.documents import workbooks
    from rubrics.documents.limits import MAX_BYTES

    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read. Split the file")
    document = Document(name, "")
    grids = workbooks.grids_of_workbook(content, document.findings)
    if not grids:
        raise UnreadableDocument(
            "the workbook has no cells with text in a visible sheet; unhide the sheet that holds the ladder"
        )
    document.title = PurePath(name).stem.replace("_", " ")
    fill_from_grids(document, grids)
    return document


def fill_from_grids(document: Document, grids: list[Grid]) -> None:
    """Takes tables as a document: each of several stands under its sheet or title; a title of the only one is the document's."""
    sheets = {grid.sheet for grid in grids}
    if len(grids) == 1 and grids[0].title != grids[0].sheet:
        document.title = grids[0].title
    previous: str | None = None
    for grid in grids:
        if len(sheets) > 1 and grid.sheet and grid.sheet != previous:
            document.blocks.append(Heading(1, grid.sheet, grid.place))
        if len(grids) > 1 and grid.title and grid.title != grid.sheet:
            document.blocks.append(Heading(2, grid.title, grid.place))
        previous = grid.sheet
        document.blocks.append(grid)
    document.root = outline_of(document.blocks)
    document.tables = placed_tables(document.blocks)


def fill_from_records(document: Document, suffix: str) -> bool:
    """Reads JSON or YAML when the text is that; a page of HTML inside a record is read as the page."""
    from core.errors import UnreadableDocument
    from rubrics.documents import blueprint, hypertext
    from rubrics.documents.records import names, outline, parsing, table

    value: Any = None
    if parsing.looks_like_json(document.text) or suffix == ".json":
        try:
            value = parsing.json_records(document.text)
        except UnreadableDocument:
            if suffix == ".json" or not looks_like_yaml(document.text):
                raise
    if value is None and (
        suffix in (".yml", ".yaml") or (suffix not in (".csv", ".tsv") and looks_like_yaml(document.text))
    ):
        try:
            value = parsing.yaml_records(document.text)
        except UnreadableDocument:
            if suffix in (".yml", ".yaml"):
                raise
    if not isinstance(value, dict | list) or not value:
        return False
    document.records = value
    page = blueprint.page_in(value)
    if page:
        path, html = page
        document.page_in_record = True
        document.blocks = hypertext.blocks_of(html, origin=f"{path}, " if path else "")
        document.title = blueprint.title_in(value)
        document.root = outline_of(document.blocks)
        document.tables = placed_tables(document.blocks)
        return True
    document.title = names.title_of(value)
    grid = table.grid_of(flat_list(value))
    if grid:
        document.blocks = [grid]
        document.tables = placed_tables(document.blocks)
    document.root = outline.outline_of(value)
    return True


def flat_list(value: Any) -> Any:
    """The list of records in a value: itself, or the only list a mapping holds."""
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and len(inner) > 1]
        return lists[0] if len(lists) == 1 else None
    return value


def looks_like_yaml(text: str) -> bool:
    """Whether most lines of a text are keys or entries as YAML writes them, and none is Markdown."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) < 3 or re.search(r"^(?:#{1,6} \S.*\n\s*\n|\||\* |•)", text, re.MULTILINE) or "•" in text:
        return False
    keyed = sum(1 for line in lines if re.match(r"^\s*(?:- )*[\w\"'-][\w \"'&/()-]{0,60}:(?:\s|$)", line))
    entries = sum(1 for line in lines if KEY_LINE.match(line) or line.startswith("  "))
    return keyed >= 0.25 * len(lines) and entries >= 0.9 * len(lines)


def fill_from_text(document: Document, suffix: str) -> None:
    from rubrics.documents import asides, hypertext, markdown, markup, separated

    text = document.text
    if markup.looks_like_html(text) or (suffix in (".html", ".htm") and "<" in text):
        document.blocks = hypertext.blocks_of(asides.without_asides(text, document.findings))
        document.title = markup.title_of(text)
    else:
        separator = (
            separated.separator_of(text, named=suffix in (".csv", ".tsv"))
            if suffix in (".csv", ".tsv", ".txt", "")
            else None
        )
        if separator:
            document.title = PurePath(document.name).stem.replace("_", " ").replace("-", " ")
            fill_from_grids(document, separated.tables_of_values(text, separator, document.findings))
            return
        document.blocks = markdown.blocks_of(asides.without_asides(text, document.findings))
        document.title = markdown.title_of(text)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    take_off_numbers(headings)
    if headings:
        top = min(heading.depth for heading in headings)
        first = headings[0]
        if first.depth == top or document.title is None:
            document.title = first.text if first.depth == top else document.title or first.text
    document.root = outline_of(document.blocks)
    document.tables = placed_tables(document.blocks)


def take_off_numbers(headings: list[Heading]) -> None:
    """Takes the numbers off headings where some have several parts (`1.2.1 Buyer`): they number sections, not levels."""
    if any(SECTION_NUMBER.match(heading.text) for heading in headings):
        for heading in headings:
            heading.text = ANY_NUMBER.sub("", heading.text)
