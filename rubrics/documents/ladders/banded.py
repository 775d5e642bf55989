"""Tables whose levels stand in rows of their own, across all columns, with a row for each competency below them."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.blocks import Cell
from rubrics.documents.labels import LevelLabel, key
from rubrics.documents.labelsets import level_labels
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.facts import items_of, qualify
from rubrics.documents.ladders.heads import EXAMPLE_HEAD, is_qualification
from rubrics.documents.orientation import axis_of
from rubrics.documents.placed import Placed


def from_bands(tables: Sequence[Placed]) -> tuple[list[tuple[Placed, Draft]], set[int]]:
    """The ladders of tables parted by rows that name a level, one for each heading, and the numbers of their tables.

    Several tables under one heading go on where the one before ends: each may hold a single level.
    """
    found: dict[tuple[str, ...], tuple[Placed, Draft]] = {}
    read: dict[tuple[str, ...], set[int]] = {}
    open_tables = [placed for placed in tables if placed.grid.width > 1 and axis_of(placed.grid) is None]
    parted = [(placed, bands) for placed in open_tables if (bands := bands_of(placed))]
    labels = level_labels([bands[0][1].text for _, bands in parted])
    for (placed, bands), company in zip(parted, labels, strict=True):
        told = level_labels([cell.text for _, cell in bands]) if len(bands) > 1 else [company]
        if not all(told):
            continue
        _, draft = found.setdefault(
            placed.path, (placed, Draft("", "levels_as_bands", placed.grid.place, path=placed.path))
        )
        fill(draft, placed, dict(zip((number for number, _ in bands), told, strict=True)))
        read.setdefault(placed.path, set()).add(id(placed))
    whole = {path for path, (_, draft) in found.items() if len(draft.levels) > 1 and is_sure(draft)}
    return [found[path] for path in found if path in whole], set().union(*(read[path] for path in whole))


def is_sure(draft: Draft) -> bool:
    """Whether most of the names are those of levels and not of trades that stand alone."""
    return sum(1 for level in draft.levels if level.label.strength >= 2) >= 0.5 * len(draft.levels)


def bands_of(placed: Placed) -> list[tuple[int, Cell]]:
    """The rows that one cell takes alone, with their numbers."""
    found = []
    for number, row in enumerate(placed.grid.rows):
        filled = {id(cell): cell for cell in row if cell.text}
        if len(filled) == 1 and row[0].text:
            found.append((number, row[0]))
    return found


def fill(draft: Draft, placed: Placed, bands: dict[int, LevelLabel | None]) -> None:
    """Adds what the rows of one table say; `bands` gives the level that the row of a number names."""
    rows = placed.grid.rows
    shown = [column for column, cell in enumerate(rows[0]) if EXAMPLE_HEAD.match(cell.text) and 0 not in bands]
    known = {key(competency.name): index for index, competency in enumerate(draft.competencies)}
    level: int | None = None
    for number, row in enumerate(rows):
        label = bands.get(number)
        if label is not None:
            level = draft.level(label, row[0].place, row[0].text)
        if label is not None or level is None or not row[0].text:
            continue
        if is_qualification(row[0].text, [row[1].text]):
            qualify(draft, level, row[0].text, row[1])
            continue
        if key(row[0].text) not in known:
            known[key(row[0].text)] = draft.competency(row[0].text, None, row[0].place)
        told = [cell for column, cell in enumerate(row) if column and column not in shown]
        examples = [item for column in shown for item in items_of(row[column])]
        items = [item for cell in told for item in items_of(cell)]
        draft.say(level, known[key(row[0].text)], Statement(items, row[1].place, examples=examples))
