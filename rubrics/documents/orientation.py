"""Where the levels of a table stand: along a row, down a column, or nowhere; judged by the labels, never by a known name."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Literal
from weakref import WeakKeyDictionary

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.labels import OTHER_CODE, LevelLabel, bare, key, level_label, step_number
from rubrics.documents.labelsets import are_unrelated, level_labels, trade_of
from rubrics.documents.limits import MAX_LEVELS
from rubrics.documents.patterns import pattern
from rubrics.documents.ranks import SENIORITY, THING, TRADE
from rubrics.documents.scores import score_label

COUNT_HEAD = pattern(r"^(?:.*\b(?:levels?|grades?|bands?|steps?|tiers?|rungs?|lvl)\b.*|#|)$", re.IGNORECASE)
NAMING = pattern(
    r"\b(titles?|roles?|names?|positions?|levels?|codes?|grades?|bands?|jobs?|designations?|tracks?)\b", re.IGNORECASE
)
"""What stands left of a second row of heads."""
UNTITLED = pattern(r"^\w+ (?:\d{1,2}|[IVX]{1,4}|[A-H])$")
"""A level that is counted and not named: its name may stand in a line of its own below."""
ACRONYM = pattern(r"^[A-Z]{2,4}\+?$")
"""Grades without numbers beside numbered ones: `HEO`, `SEO`, `Grade 7`."""
LEVEL_HEAD = pattern(
    r"^(?:(?:career|job|seniority|growth) )?(?:levels?|grades?|stages?|ranks?|steps?|tiers?|bands?|stufen?|karrierestufen?|niveaux?|nivel(?:es)?|níveis|livell[oi]|レベル|等級)$",
    re.IGNORECASE,
)
LEVEL_CORNER = pattern(r"[/\\|→>↓].*\blevels?\b|\blevels?\b.*[/\\→>]", re.IGNORECASE)
SEARCHED = 4
"""Head rows or key columns looked at."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Levels of a table: `slots` are the columns (or rows) they stand in, `head` the row (or column) that names them.

    `second` is a further row or column of names: codes above titles.
    """

    along: Literal["columns", "rows"]
    head: int
    slots: tuple[int, ...]
    labels: tuple[LevelLabel, ...]
    score: float
    second: int | None = None
    others: tuple[int, ...] = field(default=())


KNOWN: WeakKeyDictionary[Grid, Axis | None] = WeakKeyDictionary()
"""The axes of tables that were judged: each is asked for by the readers of ladders, of criteria and of what is left over."""


def axis_of(grid: Grid) -> Axis | None:
    """The better of the two readings of a table, or `None` when neither its columns nor its rows are levels."""
    if grid not in KNOWN:
        KNOWN[grid] = better_axis(grid)
    return KNOWN[grid]


def better_axis(grid: Grid) -> Axis | None:
    """The surer of the levels along the columns and those down the rows."""
    columns = [axis for head in range(min(SEARCHED, len(grid.rows) - 1)) if (axis := column_axis(grid, head))]
    rows = [axis for head in range(min(SEARCHED, grid.width - 1)) if (axis := row_axis(grid, head))]
    best, other = surest(columns), surest(rows)
    if best and other:
        # A row of heads that are levels wins over a first column that may be: titles stand in cells, too.
        return best if best.score >= other.score - 0.15 else other
    return best or other


def surest(axes: list[Axis]) -> Axis | None:
    """The axis of the highest score; of names below numbers or codes the one that knows both."""
    best = max(axes, key=lambda axis: axis.score, default=None)
    return next((axis for axis in axes if best and axis.second == best.head and axis.slots == best.slots), best)


def column_axis(grid: Grid, head: int) -> Axis | None:
    """The levels along one row of a table, `None` where its heads are none."""
    row = grid.rows[head]
    if len({id(cell) for cell in row}) < 2:
        return None
    start = 1 if grid.width > 2 or not level_label(row[0].text) else 0
    if (
        start
        and len(row) > 2
        and (first := level_label(row[0].text))
        and first.strength > 1
        and all(with_trades([cell.text for cell in row], level_labels([cell.text for cell in row])))
    ):
        start = 0
    slots, labels = levels_among([(column, row[column]) for column in range(start, len(row))])
    if not slots:
        return None
    score = strength_of(labels, len([cell for cell in row[start:] if cell.text]))
    if not score:
        return None
    second = second_names(grid.rows, head, slots, labels)
    others = tuple(column for column in range(max(slots) + 1, len(row)))
    return Axis(
        "columns",
        head,
        tuple(slots),
        merged(grid, "columns", second, slots, labels),
        score + 0.05 * (head == 0),
        second,
        others,
    )


def row_axis(grid: Grid, head: int) -> Axis | None:
    """The levels down one column of a table, `None` where its cells are none."""
    cells = [(index, row[head]) for index, row in enumerate(grid.rows)]
    body = cells if level_label(cells[0][1].text) and not plain_head(grid) else cells[1:]
    slots, labels = levels_among(body)
    if not slots:
        return None
    score = strength_of(labels, len({id(cell) for _, cell in body if cell.text}))
    if not score or (labels[0].strength == 1 and not COUNT_HEAD.match(grid.rows[0][head].text)):
        return None
    second = None
    if head + 1 < grid.width:
        names = [level_label(grid.rows[slot][head + 1].text) for slot in slots]
        titles = [grid.rows[slot][head + 1].text for slot in slots]
        short = all(len(title.split()) <= 7 for title in titles) and len(set(titles)) == len(titles)
        told = sum(1 for name in names if name and name.strength >= 1)
        title_head = re.search(r"\b(title|role|name|position)\b", grid.rows[0][head + 1].text, re.IGNORECASE)
        if short and all(titles) and (told >= 0.6 * len(slots) or title_head):
            second = head + 1
    return Axis("rows", head, tuple(slots), merged(grid, "rows", second, slots, labels), score, second)


def plain_head(grid: Grid) -> bool:
    """Whether the first row is a row of heads: header cells, or labels over longer texts."""
    first = grid.rows[0]
    if any(cell.heading for cell in first):
        return True
    below = [len(cell.text) for row in grid.rows[1:] for cell in row[1:] if cell.text]
    return bool(below) and max((len(cell.text) for cell in first), default=0) <= 60 and sum(below) / len(below) > 60


def levels_among(cells: list[tuple[int, Cell]]) -> tuple[list[int], list[LevelLabel]]:
    """The places whose labels are levels; a cell that spans several places counts once."""
    distinct: dict[int, tuple[int, Cell]] = {}
    for index, cell in cells:
        if cell.text:
            distinct.setdefault(id(cell), (index, cell))
    entries = list(distinct.values())
    if any(OTHER_CODE.match(cell.text) for _, cell in entries):
        return [], []
    names = [head_name(cell) for _, cell in entries]
    labels = with_trades(names, level_labels(names))
    told = [(index, label) for (index, _), label in zip(entries, labels, strict=True) if label]
    return [index for index, _ in told], [label for _, label in told]


def head_name(cell: Cell) -> str:
    """What a head is called: its text, or its first line where a description follows the name."""
    if len(cell.items) < 2 or level_label(cell.text):
        return cell.text
    first, second = cell.items[:2]
    named = len(cell.items) == 2 and len(second.split()) <= 4 and UNTITLED.match(first) and level_label(first)
    return f"{first}: {second}" if named else first


def with_trades(texts: list[str], labels: list[LevelLabel | None]) -> list[LevelLabel | None]:
    """The labels, with trades no list of words knows (`Barista`) taken for levels among those that are mostly levels."""
    ranked = sum(1 for label in labels if label and label.strength >= 2)
    if ranked > 1 and all(label or ACRONYM.match(text) for text, label in zip(texts, labels, strict=True)):
        return [label or LevelLabel(text, None, 2) for text, label in zip(texts, labels, strict=True)]
    if ranked < 2 or 2 * ranked < len(labels):
        return labels
    return [
        label or (LevelLabel(None, bare(text), 1) if TRADE.match(bare(text)) and not THING.search(bare(text)) else None)
        for text, label in zip(texts, labels, strict=True)
    ]


def strength_of(labels: list[LevelLabel], candidates: int) -> float:
    """How surely the labels are the levels of one ladder, 0–1: their own strength and their share of the candidates."""
    if not 2 <= len(labels) <= MAX_LEVELS or len({label.identity for label in labels}) < len(labels):
        return 0.0
    if len(labels) > 2 and are_unrelated(labels):
        return 0.0
    numbers = [number for label in labels if label.strength == 1 and (number := step_number(label))]
    if numbers:
        if len(numbers) < len(labels):
            return 0.0
        step = {second - first for first, second in itertools.pairwise(numbers)}
        # Two digits may be any two columns; two Roman numerals are hardly ever scores.
        enough = len(labels) > 2 or not (labels[0].code or "").isdecimal()
        return 0.6 if step in ({1}, {-1}) and len(labels) == candidates and enough else 0.0
    trades = {trade_of(label.name) for label in labels if label.strength >= 2 and label.name}
    # A trade without a rank beside the same trade with one is as sure as a rank.
    strong = sum(1 for label in labels if label.strength >= 2 or trade_of(label.name or "") in trades - {""})
    if strong < max(1, 0.4 * len(labels)) or (strong < 2 and len(labels) < 3):
        return 0.0
    share = len(labels) / max(candidates, 1)
    if share < 0.5:
        return 0.0
    return min(1.0, 0.5 * share + 0.5 * sum(min(label.strength, 3) for label in labels) / (3 * len(labels)))


def announced_axis(grid: Grid) -> Axis | None:
    """The levels of a table that says where they stand, whatever they are called.

    A first column headed “Level”, heads under “Levels”, a corner such as “Skill / Level”; `None` where nothing says so, or
    where the names are scores.
    """
    rows, first = grid.rows, grid.rows[0][0].text
    for head, row in enumerate(rows[: min(SEARCHED, len(rows) - 2)]):
        if LEVEL_HEAD.match(bare(row[0].text)):
            return named_axis("rows", 0, [(index, row[0]) for index, row in enumerate(rows) if index > head])
    if LEVEL_CORNER.search(first):
        return named_axis("columns", 0, list(enumerate(rows[0]))[1:])
    for head, row in enumerate(rows[: min(SEARCHED, len(rows) - 2)]):
        spanned = [column for column, cell in enumerate(row) if cell.width > 1 and LEVEL_HEAD.match(bare(cell.text))]
        if spanned:
            return named_axis("columns", head + 1, [(column, rows[head + 1][column]) for column in spanned])
    return None


def named_axis(along: Literal["columns", "rows"], head: int, cells: list[tuple[int, Cell]]) -> Axis | None:
    """An axis of short names, each another, that are no scores; `None` for any other cells."""
    distinct = {id(cell): (index, cell.text) for index, cell in reversed(cells)}
    entries = sorted(distinct.values())
    names = [bare(text) for _, text in entries]
    short = all(name and len(name.split()) <= 5 for name in names)
    if not short or not 2 <= len(set(map(key, names))) == len(names) <= MAX_LEVELS or all(map(score_label, names)):
        return None
    labels = tuple(level_label(name) or LevelLabel(None, name, 2) for name in names)
    return Axis(along, head, tuple(index for index, _ in entries), labels, 0.5)


def second_names(rows: list[list[Cell]], head: int, slots: list[int], labels: list[LevelLabel]) -> int | None:
    """A second head row right below that gives codes to names or names to codes."""
    if head + 2 > len(rows) - 1 + 1 or head + 1 >= len(rows):
        return None
    below = [rows[head + 1][slot] for slot in slots]
    if any(below[index] is rows[head][slot] for index, slot in enumerate(slots)):
        return None
    before = [(rows[head][column], rows[head + 1][column]) for column in range(min(slots))]
    if any(is_own_row(above.text, own.text) for above, own in before):
        # A row with a name of its own is a row of the ladder, even where its cells say “Basic” and “Expert”.
        return None
    names = [level_label(cell.text) for cell in below]
    texts = [cell.text for cell in below]
    distinct = len({key(text) for text in texts}) == len(texts)
    if all(names) and distinct and all(name and name.strength >= 2 for name in names):
        return head + 1
    coded = all(label.code and not label.name for label in labels)
    short = all(text and len(text.split()) <= 5 for text in texts)
    # Numbers below codes are the grades of a proficiency matrix and name nothing.
    told = sum(1 for text in texts if not text.isdecimal() and (SENIORITY.search(text) or level_label(text)))
    return head + 1 if coded and short and distinct and told >= 0.5 * len(texts) else None


def is_own_row(above: str, own: str) -> bool:
    """Whether what stands left of a row is a name of its own: no number, no word for names, not what stands above."""
    return bool(key(own)) and not key(own).isdecimal() and key(own) != key(above) and not NAMING.search(own)


def merged(
    grid: Grid, along: Literal["columns", "rows"], second: int | None, slots: list[int], labels: list[LevelLabel]
) -> tuple[LevelLabel, ...]:
    """The labels with codes and names of a second head put together."""
    if second is None:
        return tuple(labels)
    result: list[LevelLabel] = []
    for slot, label in zip(slots, labels, strict=True):
        text = grid.rows[second][slot].text if along == "columns" else grid.rows[slot][second].text
        other = level_label(text) or LevelLabel(None, text or None, 1)
        if label.code and not label.name:
            result.append(LevelLabel(label.code, other.name or other.code, 3))
        elif other.code and not other.name:
            result.append(LevelLabel(other.code, label.name, 3))
        elif (
            label.code is None
            and (label.name or "").split()[0:1]
            and re.match(r"^(level|grade|band|tier|stage|step)\b", label.name or "", re.IGNORECASE)
        ):
            result.append(LevelLabel(label.name, other.name, 3))
        else:
            result.append(label)
    return tuple(result)


def is_score_table(grid: Grid) -> bool:
    """Whether the head row of a table is a scale of scores rather than of levels."""
    scores = [score_label(cell.text) for cell in grid.rows[0][1:] if cell.text]
    return bool(scores) and sum(1 for score in scores if score) >= 0.6 * len(scores)
