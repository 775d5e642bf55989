"""Tables with a competency to each row whose cells name the levels themselves: `**Junior** – asks`, `L2: answers`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rubrics.documents.blocks import Cell
from rubrics.documents.labels import LevelLabel, bare, key
from rubrics.documents.labelsets import level_labels, trade_of
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.parts import merge_order
from rubrics.documents.leads import led_label
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.scores import score_label

NEXT_LABEL = pattern(r"(?<=[.;!?])\s+(?=[A-Z][^:.;!?]{0,40}?(?::|\s[–—-])\s)")
"""Where a further label may begin within one line."""
NAMED = 0.8
"""Share of the cells of a column that must name levels."""
FILLED = 0.5
"""Share of levels × rows that must be there: the same levels, again and again."""


@dataclass(slots=True)
class Parted:
    """One cell: what it says of each level (label → texts), and what stands before the first."""

    said: dict[str, list[str]] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)


def from_cells(placed: Placed, *, hiring: bool) -> Draft | None:
    """The ladder of a table one of whose columns names the levels in its cells; `None` for every other table.

    In a document about hiring, labels that are scores are scores.
    """
    grid = placed.grid
    for column in range(1, grid.width):
        rows = [row for row in grid.rows[1:] if row[column].text and row[column] is not row[column - 1]]
        known = levels_named([row[column] for row in rows], hiring=hiring)
        if len(known) < 2:
            continue
        parted = [parts_of(row[column], known) for row in rows]
        named = [part for part in parted if part.said]
        levels = {known[label].identity for part in named for label in part.said}
        entries = sum(len(part.said) for part in named)
        if len(named) >= NAMED * len(rows) and entries >= FILLED * len(levels) * len(named):
            return draft_of(placed, column, known, list(zip(rows, parted, strict=True)))
    return None


def draft_of(placed: Placed, column: int, known: dict[str, LevelLabel], rows: list[tuple[list[Cell], Parted]]) -> Draft:
    """One competency for each row, its group from a further column on the left, levels in the order of the cells."""
    draft = Draft("", "levels_inside_competencies", placed.grid.place, path=placed.path)
    order: list[str] = []
    for _, part in rows:
        merge_order(order, list(part.said))
    for label in order:
        draft.level(known[label], next(row[column].place for row, part in rows if label in part.said))
    left = [index for index in range(column) if any(row[index].text for row, _ in rows)]
    group: str | None = None
    for row, part in rows:
        if len(left) > 1 and row[left[0]].text:
            group = row[left[0]].text
        name = row[left[-1]].text if left else ""
        index = draft.competency(name, group, row[column].place, " ".join(part.before) or None)
        for label, texts in part.said.items():
            draft.say(draft.level(known[label], row[column].place), index, Statement(texts, row[column].place))
    return draft


def lines_of(cell: Cell) -> Iterator[tuple[str, str | None]]:
    """The lines and bullets of a cell with their bold or italic beginnings, and every part that begins with a label of its own."""
    leads = cell.leads or (None,) * max(len(cell.items), 1)
    for line, lead in zip(cell.items or (cell.text,), leads, strict=True):
        first, *further = NEXT_LABEL.split(line)
        yield first, lead
        yield from ((part, None) for part in further)


def levels_named(cells: list[Cell], *, hiring: bool) -> dict[str, LevelLabel]:
    """What the labels in some cells name, by the key of the label, where they are levels; all are judged together."""
    labels = {
        key(label): label for cell in cells for line, lead in lines_of(cell) if (label := label_of(line, lead)[0])
    }
    told = {name: label for name, label in zip(labels, level_labels(list(labels.values())), strict=True) if label}
    if hiring and all(score_label(labels[name]) for name in told):
        return {}
    trades = {trade_of(label.name) for label in told.values() if label.strength > 1 and label.name} - {""}
    return {
        name: label
        for name, label in told.items()
        if label.strength > 1 or (label.name and trade_of(label.name) in trades)
    }


def label_of(line: str, lead: str | None) -> tuple[str | None, str]:
    """A line as (label, text); a short line without a text may be a label alone."""
    label, rest = led_label(line, lead)
    if label is None and len(line.split()) <= 6 and not line.endswith((".", "!", "?")):
        return bare(line), ""
    return label, rest


def parts_of(cell: Cell, known: dict[str, LevelLabel]) -> Parted:
    """What a cell says of each level it names, by the keys of `known`, and what stands before the first."""
    parted = Parted()
    current = parted.before
    for line, lead in lines_of(cell):
        label, rest = label_of(line, lead)
        if label and key(label) in known:
            current = parted.said.setdefault(key(label), [])
            current.extend([rest] if rest else [])
        else:
            current.append(line)
    return parted
