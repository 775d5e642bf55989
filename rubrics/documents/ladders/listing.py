"""Tables with one guideline to a row, which name its level and its competency."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import bare, key, step_number
from rubrics.documents.labelsets import level_labels, trade_of
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.ladders.heads import GROUP_HEAD, PLAIN_TEXT_HEAD, average_words
from rubrics.documents.limits import MAX_LEVELS
from rubrics.documents.placed import Placed

SEARCHED = 5
"""Columns looked at for the names of levels."""


def long_form(grid: Grid) -> tuple[int, int, int, int | None] | None:
    """The columns (level, competency, text, group) of a table with one guideline to a row; `None` for other tables."""
    body = grid.rows[1:]
    if len(body) < 4 or grid.width < 3:
        return None
    filled_rows = [row for row in body if any(cell.text for cell in row)]
    if any(is_summary(row, 0) for row in filled_rows):
        return None
    filled_rows = carried(grid.rows[0], filled_rows)
    level_column = level_column_of(grid.rows[0], filled_rows)
    if level_column is None:
        return None
    lengths = {
        column: average_words([row[column].text for row in filled_rows])
        for column in range(grid.width)
        if column != level_column
    }
    headed = [
        column for column in lengths if PLAIN_TEXT_HEAD.match(bare(grid.rows[0][column].text)) and lengths[column]
    ]
    text_column = headed[0] if len(headed) == 1 else max(lengths, key=lambda column: lengths[column])
    names = []
    for column, length in lengths.items():
        if column == text_column or length > 7 or length == 0:
            continue
        values = [key(row[column].text) for row in filled_rows]
        pairs = {(key(row[level_column].text), value) for row, value in zip(filled_rows, values, strict=True)}
        if len(set(values)) < len(filled_rows):
            names.append((len(pairs), column))
    if not names or (lengths[text_column] < 2 and not headed):
        return None
    best = max(names, key=lambda entry: (entry[0], entry[1]))[1]
    group = next(
        (
            column
            for _, column in sorted(names, key=lambda entry: entry[1])
            if column < best and GROUP_HEAD.search(grid.rows[0][column].text)
        ),
        None,
    )
    return level_column, best, text_column, group


def level_column_of(heads: list[Cell], rows: list[list[Cell]]) -> int | None:
    """The first column in which nearly every row names one of a few levels; `None` without one."""
    for column in range(min(len(heads), SEARCHED)):
        values = list(dict.fromkeys(row[column].text for row in rows))
        by_text = dict(zip(values, level_labels(values), strict=True))
        labels = [by_text[row[column].text] for row in rows]
        trades = {trade_of(label.name) for label in labels if label and label.strength > 1 and label.name} - {""}
        told = [
            label
            for label in labels
            if label and (label.strength > 1 or step_number(label) or trade_of(label.name or "") in trades)
        ]
        distinct = {label.identity for label in told}
        if len(told) >= 0.9 * len(rows) and 2 <= len(distinct) <= min(len(told) * 0.7, MAX_LEVELS):
            numeric = all(step_number(label) for label in told)
            if not numeric or re.search(r"\b(level|grade|band|step)\b", heads[column].text, re.IGNORECASE):
                return column
    return None


def carried(heads: list[Cell], rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows with empty cells left of the texts filled from above, as spreadsheets without merged cells leave them out.

    Only where one head says that texts stand below it, and every row has one.
    """
    texts = [column for column, cell in enumerate(heads) if PLAIN_TEXT_HEAD.match(bare(cell.text))]
    if len(texts) != 1 or not all(row[texts[0]].text for row in rows) or all(row[0].text for row in rows):
        return rows
    whole: list[list[Cell]] = []
    for row in rows:
        above = whole[-1] if whole else row
        filled = list(row)
        for column in range(texts[0]):
            if row[column].text:
                break
            filled[column] = above[column]
        whole.append(filled)
    return whole


def is_summary(row: list[Cell], head: int) -> bool:
    """Whether one cell takes all the columns right of the level: it says what the level is."""
    return (
        len(row) > head + 2
        and len({id(cell) for cell in row[head + 1 :]}) == 1
        and bool(row[-1].text)
        and row[-1] is not row[head]
    )


def from_long(placed: Placed, level_column: int, name_column: int, text_column: int, group_column: int | None) -> Draft:
    """The ladder of a table with one guideline to a row; the columns are those that `long_form` found. Rows of one group and name are one."""
    grid = placed.grid
    draft = Draft("", "one_row_per_guideline", grid.place, path=placed.path)
    known: dict[tuple[str, str], int] = {}
    group: str | None = None
    rows = carried(grid.rows[0], [row for row in grid.rows[1:] if any(cell.text for cell in row)])
    values = list(dict.fromkeys(row[level_column].text for row in rows))
    by_text = dict(zip(values, level_labels(values), strict=True))
    for row in rows:
        label = by_text[row[level_column].text]
        name = row[name_column].text
        if group_column is not None and row[group_column].text:
            group = row[group_column].text
        if not label or not name:
            continue
        index = draft.level(label, row[level_column].place, row[level_column].text)
        identity = (key(group or ""), key(name))
        if identity not in known:
            known[identity] = draft.competency(name, group, row[name_column].place)
        draft.say(index, known[identity], Statement(items_of(row[text_column]), row[text_column].place))
    return draft
