"""Tables with the levels along the columns."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import LevelLabel, bare
from rubrics.documents.ladders.beside import row_heads
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.facts import items_of, qualify
from rubrics.documents.ladders.heads import EXAMPLE_HEAD, PLAIN_TEXT_HEAD, TITLE_ROW, TOTAL, is_qualification
from rubrics.documents.ladders.parts import SUMMARY
from rubrics.documents.orientation import Axis, head_name
from rubrics.documents.placed import Placed
from rubrics.documents.reading import Finding
from rubrics.documents.tracks import track_of


def from_columns(placed: Placed, axis: Axis) -> list[Draft]:
    """One draft, or one for each track where a row of spanning heads above the levels names several."""
    grid = placed.grid
    spans = tracks_above(grid, axis)
    drafts: list[Draft] = []
    for name, members in spans:
        draft = Draft(name or "", "levels_as_columns", grid.place, path=placed.path)
        draft.track = track_of(name)
        indices = {}
        for slot, label in zip(axis.slots, axis.labels, strict=True):
            if slot in members:
                head = grid.rows[axis.head][slot]
                indices[slot] = draft.level(label, head.place, head.text)
                if head_name(head) != head.text:
                    draft.levels[indices[slot]].text = " ".join(head.items[1:])
        fill_columns(draft, grid, axis, indices)
        drafts.append(draft)
    return drafts


def tracks_above(grid: Grid, axis: Axis) -> list[tuple[str | None, set[int]]]:
    """The slots under each spanning head above the level names; one entry without a name when there is none."""
    everything = set(axis.slots)
    if axis.head == 0:
        return [(None, everything)]
    above = grid.rows[axis.head - 1]
    heads: dict[int, tuple[str, set[int]]] = {}
    for slot in axis.slots:
        heads.setdefault(id(above[slot]), (above[slot].text, set()))[1].add(slot)
    named = [(text, slots) for text, slots in heads.values() if text]
    whole = len(named) > 1 and all(len(slots) > 1 for _, slots in named) and len(named) == len(heads)
    if whole and any(track_of(text) for text, _ in named):
        return [(bare(text), slots) for text, slots in named]
    return [(None, everything)]


def fill_columns(draft: Draft, grid: Grid, axis: Axis, indices: dict[int, int]) -> None:
    """Adds what the rows below the heads of the levels say; `indices` gives the level that stands in a column."""
    beside = row_heads(grid, axis)
    group_column, name_column, text_column = beside.group, beside.name, beside.definition
    under = columns_under(grid, axis, indices)
    group: str | None = None
    current: int | None = None
    previous: Cell | None = None
    heads = [cell.text for cell in grid.rows[axis.head]]
    start = max(axis.head, axis.second if axis.second is not None else 0) + 1
    start += has_subheads(grid, start, under)
    skipped_columns(draft, grid, axis, {*beside.aside, *(column for columns in under.values() for column in columns)})
    for number in range(start, len(grid.rows)):
        row = grid.rows[number]
        label = row[name_column] if name_column is not None else None
        cells = {slot: row[slot] for slot in indices}
        texts = [cell.text for cell in cells.values()]
        if [cell.text for cell in row] == heads or not any(cell.text for cell in row):
            continue
        if group_column is not None and row[group_column].text:
            group = row[group_column].text
        spanning = len(row) > 1 and len({id(cell) for cell in row}) == 1
        lonely = label is not None and bool(label.text) and not any(texts)
        if spanning or (lonely and is_group_row(grid, number, axis, name_column or 0)):
            if len(row[0].text.split()) <= 12:
                group = label.text if label is not None and group_column is not None and not spanning else row[0].text
                current = None
            continue
        if label is None:
            current = draft.competency("", group, row[0].place) if current is None else current
        elif label.text and label is not previous:
            if is_fact(draft, label, cells, indices):
                previous = label
                current = None
                continue
            definition = row[text_column].text if text_column is not None else None
            current = draft.competency(label.text, group, label.place, definition)
        elif current is None:
            current = draft.competency("", group, row[0].place)
        previous = label
        say_cells(draft, grid, number, current, indices, under, start - 1)


def say_cells(
    draft: Draft,
    grid: Grid,
    number: int,
    competency: int,
    indices: dict[int, int],
    under: dict[int, list[int]],
    subheads: int,
) -> None:
    """Adds what the cells of one row say; further columns under a level are examples where their head says so."""
    row = grid.rows[number]
    covered: set[int] = set()
    for slot, level in indices.items():
        cell = row[slot]
        statement = Statement(items_of(cell), cell.place)
        for column in (column for column in under[slot] if row[column] is not cell):
            head = grid.rows[subheads][column].text
            (statement.examples if EXAMPLE_HEAD.match(head) else statement.items).extend(items_of(row[column]))
        draft.say(level, competency, statement)
        if id(cell) in covered and cell.text:
            message = "One cell spans several levels: its text was read for each of them."
            draft.findings.append(Finding("info", cell.place, message))
        covered.add(id(cell))


def is_group_row(grid: Grid, number: int, axis: Axis, name_column: int) -> bool:
    """Whether a label without guidelines heads the rows below: some row with guidelines follows before the next such label."""
    for row in grid.rows[number + 1 :]:
        if any(row[slot].text for slot in axis.slots):
            return True
        if row[name_column].text:
            return False
    return False


def is_fact(draft: Draft, label: Cell, cells: dict[int, Cell], indices: dict[int, int]) -> bool:
    """Whether a row says what the levels are rather than what is asked in a competency; takes what it says."""
    texts = [cell.text for cell in cells.values()]
    if TITLE_ROW.match(bare(label.text)) and all(text and len(text.split()) <= 6 for text in texts):
        for slot, cell in cells.items():
            level = draft.levels[indices[slot]]
            level.label = LevelLabel(level.label.code, cell.text, 3) if not level.label.name else level.label
        return True
    if SUMMARY.match(bare(label.text)) and not draft.competencies and not any(level.text for level in draft.levels):
        for slot, cell in cells.items():
            draft.levels[indices[slot]].text = cell.text or None
        return True
    return qualification_row(draft, label.text, cells, indices) or is_total(draft, label, texts)


def qualification_row(draft: Draft, name: str, cells: dict[int, Cell], indices: dict[int, int]) -> bool:
    """Takes a row of years, degrees or pay as facts of the levels; tells whether it did."""
    if not is_qualification(name, [cell.text for cell in cells.values()]):
        return False
    for slot, cell in cells.items():
        if cell.text:
            qualify(draft, indices[slot], name, cell)
    return True


def columns_under(grid: Grid, axis: Axis, indices: dict[int, int]) -> dict[int, list[int]]:
    """The further columns that the head of each level spans: an expectation and an example, say."""
    heads = grid.rows[axis.head]
    return {
        slot: [column for column in range(slot + 1, grid.width) if heads[column] is heads[slot]] for slot in indices
    }


def has_subheads(grid: Grid, row: int, under: dict[int, list[int]]) -> bool:
    """Whether a row below levels of several columns each only says what these columns are."""
    if not any(under.values()) or row >= len(grid.rows) - 1:
        return False
    heads = [grid.rows[row][column].text for slot, columns in under.items() for column in (slot, *columns)]
    return all(PLAIN_TEXT_HEAD.match(head) or EXAMPLE_HEAD.match(head) for head in heads)


def is_total(draft: Draft, label: Cell, texts: list[str]) -> bool:
    """Whether a row is counted from those above it, which is said."""
    if not TOTAL.match(label.text) or not all(re.fullmatch(r"[\d.,%]*", text) for text in texts):
        return False
    draft.findings.append(
        Finding("info", label.place, f"Row “{label.text}” is counted from the others and was left out.")
    )
    return True


def skipped_columns(draft: Draft, grid: Grid, axis: Axis, known: set[int]) -> None:
    """Says which columns are neither levels nor names of rows; `known` are those told to be an aside or a part of a level."""
    for column in range(grid.width):
        spanned = column > min(axis.slots) and column not in axis.slots and column not in known
        aside = column in known and column < min(axis.slots)
        if (spanned or aside) and any(row[column].text for row in grid.rows[axis.head + 1 :]):
            head = grid.rows[axis.head][column]
            draft.findings.append(
                Finding("info", head.place, f"Column “{head.text or column + 1}” names no level and was left out.")
            )
