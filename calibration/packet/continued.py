"""A table that goes on over pages as one table in the tags: its repeated heads are artifacts.

WeasyPrint 70 tags each page's piece as a table of its own, so that a reader hears the same head on every page. ISO 14289-1,
7.1 asks for artifacts where something is no content, and a head that was read already is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]  # pydyf ships no types
from weasyprint.formatting_structure.boxes import BlockBox, Box, TableBox


def join_continued_tables(pages: Sequence[tuple[Box, pydyf.Stream]], pdf: pydyf.PDF) -> None:
    """Append what a page continues of a table to the piece before it, and make the head that is repeated an artifact.

    `pages` are the boxes and the content of each page. The tags have to be made, and nothing written yet.
    """
    mapped = object_of(pdf, object_of(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    first_heads: dict[int, Box] = {}
    for number, (box, content) in enumerate(pages):
        silenced: set[int] = set()
        for head in _heads(box):
            first = first_heads.setdefault(id(head.element), head)
            if first is not head:
                silenced.update(_join(pdf, first, head))
        for mark in silenced:
            mapped[2 * number + 1][mark] = "null"  # page and marks stand in turn
        _silence(content, silenced)


def object_of(pdf: pydyf.PDF, reference: bytes | str) -> Any:
    """The object that a reference such as `12 0 R` names; an empty one for what is no reference."""
    text = reference.decode() if isinstance(reference, bytes) else reference
    found = re.match(r"\d+", text)
    return pdf.objects[int(found.group())] if found else {}


def _heads(box: Box) -> Iterator[Box]:
    """The heads of the tables in a box, in order; no table stands in another."""
    for child in box.children:
        if isinstance(child, TableBox):
            yield from (group for group in child.children if group.is_header)
        elif isinstance(child, BlockBox):
            yield from _heads(child)


def _join(pdf: pydyf.PDF, first: Box, again: Box) -> set[int]:
    """Take the piece under a repeated head into the table of the first one; the marks of what the head says."""
    kept, dropped = _cells(first), _cells(again)
    table, piece, head = _table(pdf, kept[0]), _table(pdf, dropped[0]), _head(pdf, dropped[0])
    piece["K"].remove(head.reference)
    names = {cell["ID"].string: original["ID"] for cell, original in zip(dropped, kept, strict=True) if "ID" in cell}
    for element in _below(pdf, piece):
        if "Headers" in element.get("A", {}):
            headers = element["A"]["Headers"]
            headers[:] = [names.get(name.string, name) for name in headers]
    for reference in piece["K"]:
        object_of(pdf, reference)["P"] = table.reference
        table["K"].append(reference)
    object_of(pdf, piece["P"])["K"].remove(piece.reference)
    return {mark for element in _below(pdf, head) for mark in element["K"] if isinstance(mark, int)}


def _cells(head: Box) -> list[Any]:
    return [cell.mark for row in head.children for cell in row.children]


def _head(pdf: pydyf.PDF, cell: Any) -> Any:
    return object_of(pdf, object_of(pdf, cell["P"])["P"])


def _table(pdf: pydyf.PDF, cell: Any) -> Any:
    return object_of(pdf, _head(pdf, cell)["P"])


def _below(pdf: pydyf.PDF, element: Any) -> Iterator[Any]:
    """The element and all structure elements in it."""
    yield element
    for kid in element["K"]:
        if not isinstance(kid, int) and (found := object_of(pdf, kid)).get("Type") == "/StructElem":
            yield from _below(pdf, found)


def _silence(content: pydyf.Stream, marks: set[int]) -> None:
    """Begin the sequences of these marks as artifacts."""
    for place, operator in enumerate(content.stream if marks else ()):
        if isinstance(operator, pydyf.Dictionary) and operator.get("MCID") in marks:
            content.stream[place - 1 : place + 2] = ["/Artifact", b"BMC", b""]
