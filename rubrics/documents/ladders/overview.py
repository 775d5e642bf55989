"""Overview tables: levels with their codes, years and attributes, and no guidelines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import MONEY, QUALIFICATION, LevelLabel, bare, key, level_label, step_number
from rubrics.documents.ladders.attributes import attribute_of
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.heads import GRADE, INDEX_HEAD, PLAIN_TEXT_HEAD, average_words, sentences
from rubrics.documents.orientation import Axis
from rubrics.documents.quantities import years_in
from rubrics.documents.reading import Years


@dataclass(frozen=True, slots=True)
class KnownLevel:
    """What an overview table says of a level besides its guidelines."""

    label: LevelLabel
    place: str
    years: Years | None
    attributes: dict[str, str]


def known_levels(draft: Draft) -> list[KnownLevel]:
    """What a table of level attributes says of its levels."""
    return [KnownLevel(level.label, level.place, level.years, dict(level.attributes)) for level in draft.levels]


def contents(grid: Grid, axis: Axis) -> list[Cell]:
    """The cells where guidelines would stand."""
    if axis.along == "columns":
        start = max(axis.head, axis.second or 0) + 1
        return [grid.rows[row][slot] for row in range(start, len(grid.rows)) for slot in axis.slots]
    first = max(axis.head, axis.second or 0) + 1
    levels = {id(grid.rows[slot][axis.head]) for slot in axis.slots}
    rows = [row for row in grid.rows if id(row[axis.head]) in levels]
    return [row[column] for row in rows for column in range(first, grid.width)]


def is_overview(grid: Grid, axis: Axis) -> bool:
    """Whether a table lists levels without saying what is expected: codes, titles, years, links to the sections."""
    cells = [cell.text for cell in contents(grid, axis) if cell.text]
    if not cells:
        return True
    if axis.along == "columns":
        labels = [row[0].text for row in grid.rows[axis.head + 1 :]]
        plain = all(
            INDEX_HEAD.search(label) or QUALIFICATION.search(label) or MONEY.search(label) for label in labels if label
        )
        return plain and not sentences(cells) and average_words(cells) < 6 and any(labels)
    if any(len(cell.items) > 1 for cell in contents(grid, axis)):
        return False
    first = max(axis.head, axis.second or 0) + 1
    heads = [grid.rows[0][column].text for column in range(first, grid.width)]
    head_row = 0 not in axis.slots
    if any(PLAIN_TEXT_HEAD.match(bare(head)) for head in heads if head_row) or sentences(cells):
        return False
    if all(cell.lower() in ("yes", "no", "y", "n", "-") or is_level(cell) for cell in cells):
        return True
    if head_row and all(INDEX_HEAD.search(head) for head in heads) and average_words(cells) < 9:
        return True
    return (
        average_words(cells) < 3.5
        and not all(GRADE.match(cell) for cell in cells)
        and (not head_row or average_words(cells) < 2.5 or grid.width < 4)
    )


def is_level(text: str) -> bool:
    """Whether a cell names a level; a number alone is the grade of a proficiency matrix."""
    label = level_label(text)
    return label is not None and step_number(label) is None


def overview_of(grid: Grid, axis: Axis) -> list[KnownLevel]:
    """The levels of an overview table with the years and attributes it gives them."""
    found: list[KnownLevel] = []
    for slot, given in zip(axis.slots, axis.labels, strict=True):
        label = given
        if axis.along == "rows":
            facts = [
                (grid.rows[0][column].text, grid.rows[slot][column].text) for column in range(axis.head + 1, grid.width)
            ]
            place = grid.rows[slot][axis.head].place
        else:
            facts = [
                (grid.rows[row][0].text, grid.rows[row][slot].text) for row in range(axis.head + 1, len(grid.rows))
            ]
            place = grid.rows[axis.head][slot].place
        years = None
        attributes: dict[str, str] = {}
        for head, text in facts:
            name = attribute_of(head)
            if QUALIFICATION.search(head) or name == "typical_experience":
                years = years_in(text) or years_in(f"{text} years")
                attributes["typical_experience"] = text
            elif name and text:
                attributes[name] = text
        if label.code is None or label.name is None:
            named = next(
                (text for head, text in facts if re.search(r"\b(title|role|name|position)\b", head, re.IGNORECASE)),
                None,
            )
            other = level_label(named or "")
            if other and (other.code or other.name) and label.code and not label.name:
                label = LevelLabel(label.code, other.name or named, 3)
            elif named and label.code and not label.name and len(named.split()) <= 6:
                label = LevelLabel(label.code, named, 3)
        found.append(KnownLevel(label, place, years, {k: v for k, v in attributes.items() if v}))
    return found


def pairs_of(grid: Grid) -> list[KnownLevel]:
    """Codes and names that stand side by side in a table of short cells, such as an overview of two tracks."""
    if average_words([cell.text for row in grid.rows for cell in row if cell.text]) > 4:
        return []
    found: list[KnownLevel] = []
    taken: set[int] = set()
    for column in range(grid.width - 1):
        if column in taken:
            continue
        pairs: list[KnownLevel] = []
        for row in grid.rows:
            first, second = level_label(row[column].text), level_label(row[column + 1].text)
            if not first or not second:
                continue
            if first.name and not first.code and second.code and not second.name and not second.code.isdecimal():
                pairs.append(KnownLevel(LevelLabel(second.code, first.name, 3), row[column].place, None, {}))
            elif first.code and not first.name and second.name and not second.code and not first.code.isdecimal():
                pairs.append(KnownLevel(LevelLabel(first.code, second.name, 3), row[column].place, None, {}))
        if len({key(pair.label.name or "") for pair in pairs}) == len(pairs) > 1:
            found.extend(pairs)
            taken.add(column + 1)
    return found
