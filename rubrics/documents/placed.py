"""Tables with the headings they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Block, Grid, Heading
from rubrics.documents.labels import bare
from rubrics.documents.limits import MAX_CELLS, MAX_TABLES


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with the headings it stands under, outermost first."""

    grid: Grid
    path: tuple[str, ...]


def placed_tables(blocks: Sequence[Block]) -> list[Placed]:
    """Every table with its headings; a bold line right above a table counts as the innermost heading.

    Raises UnreadableDocument when there are more than anyone keeps in one document.
    """
    path: list[tuple[int, str]] = []
    found: list[Placed] = []
    cells = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            path = [entry for entry in path if entry[0] < block.depth] + [(block.depth, bare(block.text))]
        elif isinstance(block, Grid):
            texts = [text for _, text in path]
            before = blocks[index - 1] if index else None
            if before is not None and getattr(before, "strong", False):
                texts.append(bare(getattr(before, "text", "")))
            elif block.title:
                texts.append(bare(block.title))
            found.append(Placed(block, tuple(texts)))
            cells += len(block.rows) * block.width
            if cells > MAX_CELLS:
                raise UnreadableDocument(f"tables of more than {MAX_CELLS:,} cells; split the file", block.place)
            if len(found) > MAX_TABLES:
                raise UnreadableDocument(f"more than {MAX_TABLES} tables; split the file", block.place)
    return found
