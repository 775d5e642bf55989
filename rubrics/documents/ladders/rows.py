"""Tables with a level to each row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import LevelLabel, key, level_label, split_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.facts import items_of, qualify
from rubrics.documents.ladders.heads import (
    EXAMPLE_HEAD,
    TAKES_IN_HEAD,
    TRACK_HEAD,
    YEARS_HEAD,
    average_words,
    is_qualification,
)
from rubrics.documents.ladders.listing import is_summary
from rubrics.documents.orientation import Axis
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.quantities import years_in
from rubrics.documents.tracks import track_of

NAME_HEAD = pattern(r"(?:job )?(?:titles?|roles?|names?|positions?|levels?|grades?)|#", re.IGNORECASE)
"""Heads the names of levels."""


def from_rows(placed: Placed, axis: Axis) -> Draft:
    """The ladder of a table whose levels stand down a column."""
    grid = placed.grid
    draft = Draft("", "levels_as_rows", grid.place, path=placed.path)
    indices = {
        slot: draft.level(label, grid.rows[slot][axis.head].place, grid.rows[slot][axis.head].text)
        for slot, label in zip(axis.slots, axis.labels, strict=True)
    }
    heads = [row for row in range(min(axis.slots)) if any(cell.text for cell in grid.rows[row])]
    head = grid.rows[heads[-1]] if heads else None
    above = grid.rows[heads[-2]] if len(heads) > 1 else None
    summaries = take_summaries(draft, grid, axis.head, indices)
    competency: int | None = None
    for column in columns_of(grid, axis):
        name = head[column].text if head else ""
        if take_facts(draft, grid, indices, column, name) or take_examples(
            draft, grid, indices, column, name, competency
        ):
            continue
        group = above[column].text if above else None
        place = head[column].place if head else grid.rows[axis.slots[0]][column].place
        competency = draft.competency(name, group if group != name else None, place)
        for level, cell in cells_below(grid, axis, indices, column, summaries):
            draft.say(level, competency, Statement(items_of(cell), cell.place))
    return draft


def columns_of(grid: Grid, axis: Axis) -> list[int]:
    """The columns beside those that name the levels, with some text at a level; those left of them first."""
    beside = range(max(axis.head, axis.second if axis.second is not None else 0) + 1, grid.width)
    left = [column for column in range(axis.head) if any(grid.rows[slot][column].text for slot in axis.slots)]
    rows = grid.rows[min(axis.slots) :]
    return [column for column in (*left, *beside) if any(row[column].text for row in rows)]


def cells_below(
    grid: Grid, axis: Axis, indices: dict[int, int], column: int, summaries: set[int]
) -> Iterator[tuple[int, Cell]]:
    """The cells of a column with the level each belongs to: rows without a level's name go on with the one above."""
    first = min(axis.slots)
    level: int | None = None
    for number in range(first, len(grid.rows)):
        level = indices.get(number, level)
        row, above = grid.rows[number], grid.rows[number - 1]
        own = number in indices
        goes_on = not row[axis.head].text or row[axis.head] is above[axis.head]
        repeated = number > first and not own and row[column] is above[column]
        if level is not None and number not in summaries and not repeated and (own or goes_on):
            yield level, row[column]


def take_facts(draft: Draft, grid: Grid, indices: dict[int, int], column: int, name: str) -> bool:
    """Takes a column that says what the levels are, or lists several competencies; tells whether it did."""
    cells = {index: grid.rows[slot][column] for slot, index in indices.items()}
    texts = [cell.text for cell in cells.values()]
    if is_qualification(name, texts):
        for index, cell in cells.items():
            if cell.text:
                qualify(draft, index, name, cell)
        return True
    if NAME_HEAD.fullmatch(name) and average_words(texts) < 6:
        name_levels(draft, grid, indices, column)
        return True
    if TRACK_HEAD.match(name) and all(track_of(text) for text in texts):
        for index, cell in cells.items():
            draft.levels[index].track = track_of(cell.text)
        return True
    if TAKES_IN_HEAD.match(name) and all(level_label(text) for text in texts if text):
        draft.cumulative = True
        return True
    return take_labelled(draft, grid, indices, column)


def take_examples(
    draft: Draft, grid: Grid, indices: dict[int, int], column: int, name: str, competency: int | None
) -> bool:
    """Takes a column of examples as those of the competency left of it; tells whether it did."""
    if competency is None or not EXAMPLE_HEAD.match(name):
        return False
    for slot, index in indices.items():
        if (index, competency) in draft.cells:
            draft.cells[index, competency].examples.extend(items_of(grid.rows[slot][column]))
    return True


def take_summaries(draft: Draft, grid: Grid, head: int, indices: dict[int, int]) -> set[int]:
    """Takes cells across all columns of a level as what the level is; gives the numbers of their rows."""
    found: set[int] = set()
    current: int | None = None
    for number, row in enumerate(grid.rows):
        current = indices.get(number, current)
        if current is None or not is_summary(row, head):
            continue
        found.add(number)
        items = items_of(row[-1])
        level = draft.levels[current]
        for item in items:
            label, rest = split_label(item)
            if label and rest and is_qualification(label, [rest, f"{rest} years"]):
                qualify(draft, current, label, Cell(rest, place=row[-1].place))
            elif level.text is None:
                level.text = item
            else:
                draft.add(current, rest if label and rest else item, row[-1].place, label if rest else None)
    return found


def take_labelled(draft: Draft, grid: Grid, indices: dict[int, int], column: int) -> bool:
    """Reads a column whose cells list `Competency: text` as those competencies; tells whether it did."""
    read = {slot: [split_label(item) for item in grid.rows[slot][column].items] for slot in indices}
    labels = [[key(label) for label, rest in pairs if label and rest] for pairs in read.values() if pairs]
    every = sum(len(pairs) for pairs in read.values())
    shared = set.intersection(*map(set, labels)) if len(labels) == len(indices) > 1 else set()
    if len(shared) < 2 or sum(map(len, labels)) < every:
        return False
    rows: dict[str, int] = {}
    for slot, pairs in read.items():
        cell = grid.rows[slot][column]
        for label, rest in pairs:
            name = label or ""
            if key(name) not in rows:
                rows[key(name)] = draft.competency(name, None, cell.place)
            draft.say(indices[slot], rows[key(name)], Statement([rest], cell.place))
    return True


def name_levels(draft: Draft, grid: Grid, indices: dict[int, int], column: int) -> None:
    """Takes a column of titles as the names of levels that have a code only."""
    for slot, index in indices.items():
        level = draft.levels[index]
        title = grid.rows[slot][column].text
        if title and level.label.name is None:
            level.label = LevelLabel(level.label.code, title, 3)


def from_parts(placed: Placed) -> Draft | None:
    """A ladder whose rows are levels and whose cells hold headings: level facts in one, competencies in the others."""
    rows = [[part for cell in dict.fromkeys(row) for part in cell.parts if part[0]] for row in placed.grid.rows]
    rows = [parts for parts in rows if len(parts) >= 3]
    if len(rows) < 2:
        return None
    draft = Draft("", "levels_as_rows", placed.grid.place, path=placed.path)
    competencies: dict[str, int] = {}
    for number, parts in enumerate(rows, start=1):
        facts = {key(head or ""): text for head, text, _ in parts}
        code, name = (
            facts.get("level") or facts.get("grade"),
            facts.get("title") or facts.get("role") or facts.get("name"),
        )
        label = level_label(name or code or "") or LevelLabel(None, name or code or f"Level {number}", 1)
        if code and not label.code:
            told = level_label(code)
            label = LevelLabel(told.code or told.name if told else code, label.name, 3)
        place = placed.grid.rows[number][0].place if number < len(placed.grid.rows) else placed.grid.place
        level = draft.level(label, place)
        for head, text, items in parts:
            if key(head or "") in ("level", "grade", "title", "role", "name"):
                continue
            if is_qualification(head or "", [text]) or YEARS_HEAD.match(head or ""):
                draft.levels[level].qualification = text
                draft.levels[level].years = years_in(text)
                continue
            row = competencies.setdefault(key(head or ""), -1)
            if row < 0:
                row = competencies[key(head or "")] = draft.competency(head or "", None, place)
            draft.say(level, row, Statement(list(items), place))
    return draft
