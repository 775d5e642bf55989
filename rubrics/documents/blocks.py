"""A document as headings, paragraphs, lists and tables, whatever markup it came in.

Readers of Markdown, HTML and spreadsheets produce these; everything that looks for ladders and criteria starts from them.
Blocks are told apart by identity: two paragraphs of one text are two paragraphs. (Leaving out what nobody compares or prints
halves the time it takes to define these classes, which every start pays.)
All text is plain: markup removed, entities decoded, white space folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


def folded(text: str) -> str:
    """The text with every run of white space (no-break spaces too) as one space, and none at the ends."""
    return " ".join(text.split())


@dataclass(slots=True, eq=False, repr=False)
class Heading:
    """A heading; `depth` counts from 1."""

    depth: int
    text: str
    place: str


@dataclass(slots=True, eq=False, repr=False)
class Paragraph:
    """`lead` is the bold or italic beginning of the text, if it has one; `lines` keeps the line breaks of the source.

    `leads` are the bold or italic beginnings of the lines, where there are several lines and the first has one.
    """

    text: str
    place: str
    lead: str | None = None
    lines: tuple[str, ...] = ()
    strong: bool = False
    quoted: bool = False
    leads: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """One bullet with its own text and the bullets below it."""

    text: str
    place: str
    lead: str | None = None
    lines: tuple[str, ...] = ()
    children: list[Item] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Its text and all the texts below, in order."""
        if self.text:
            yield self.text
        for child in self.children:
            yield from child.texts()


@dataclass(slots=True, eq=False, repr=False)
class Bullets:
    """A list, numbered where it is ordered."""

    items: list[Item]
    place: str
    ordered: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Cell:
    """A table cell; one that spans several rows or columns stands in each of them as the same object."""

    text: str = ""
    items: tuple[str, ...] = ()
    strong: bool = False
    emphatic: bool = False
    heading: bool = False
    width: int = 1
    height: int = 1
    place: str = ""
    parts: tuple[tuple[str | None, str, tuple[str, ...]], ...] = ()
    """What a cell with headings of its own holds: (heading, text, bullets)."""
    leads: tuple[str, ...] = ()
    """The bold or italic beginnings of its items, where it has several."""


@dataclass(slots=True, eq=False, repr=False, weakref_slot=True)
class Grid:
    """A table with its spans filled in: every row has the same number of cells; `sheet` is the sheet it stands in.

    Its rows never change, so that what was found out about a table can be kept beside it.
    """

    rows: list[list[Cell]]
    number: int
    place: str
    title: str | None = None
    sheet: str | None = None

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


Block = Heading | Paragraph | Bullets | Grid


def filled(rows: list[list[Cell]], *, number: int, place: str, title: str | None = None) -> Grid:
    """A grid from rows of cells as written: spans are copied into the places they cover, short rows are padded."""
    matrix: list[list[Cell | None]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell | None] = []
        waiting = list(row)
        column = 0
        while waiting or any(position >= column for position in hanging):
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append(cell)
                if left > 1:
                    hanging[column] = (cell, left - 1)
            elif waiting:
                cell = waiting.pop(0)
                for offset in range(cell.width):
                    line.append(cell)
                    if cell.height > 1:
                        hanging[column + offset] = (cell, cell.height - 1)
                column += cell.width - 1
            else:
                line.append(None)
            column += 1
        matrix.append(line)
    width = max((len(line) for line in matrix), default=0)
    whole = [[cell or Cell(place=place) for cell in line + [None] * (width - len(line))] for line in matrix]
    return Grid(whole, number, place, title)
