"""How a rubric is set on two landscape sheets: the widths of its columns, the size of its type, and what is not said twice.

A browser lays the page out; nobody can ask it beforehand. So the lines are counted here as it would break them: letters are
nearly half as wide as the type is high, on the average of running English in a sans-serif type.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.enums import SignalKind
from rubrics.queries.statement_rows import SignalGroup
from rubrics.queries.version_page import DimensionRow, VersionPage

SIZES: Mapping[str, float] = {
    "roomy": 8.6,
    "usual": 7.9,
    "close": 7.2,
    "tight": 6.6,
    "dense": 6.0,
    "densest": 5.4,
}
"""Names of the type sizes in points, the largest first; the stylesheet has the same."""
LETTER = 0.475
RAGGED = 2.5  # letters a line loses because words are kept whole
LINE = 1.22
SHEET_WIDTH, SHEET_HEIGHT = 791.0, 544.0  # points of A4 landscape within margins of 9 mm
SHEETS = 2
HEAD = 62.0  # points: title, state, sources and the head of the table on the first sheet
UNITS = 22  # what the score columns share of the width, in steps of 4 %; the rest is the first column's
UNIT = SHEET_WIDTH * 0.04
LOST = 0.8  # steps that a column loses to its padding, its bullets and the words that do not fit a line


@dataclass(frozen=True, slots=True)
class Paper:
    """`size` names the type, `shares` are the columns' widths in steps of 4 %, in the order of the scores."""

    size: str
    shares: tuple[int, ...]


def paper(page: VersionPage, groups: Sequence[SignalGroup], places: Sequence[str]) -> Paper:
    """The largest type in which the page fits on two sheets, or the smallest where none does.

    `groups` are the signals as printed, `places` the references at the end.
    """
    shares = _shares(page)
    tail = _tail(page, groups, places)
    fitting = (name for name, points in SIZES.items() if _fits(page, shares, tail, points))
    return Paper(next(fitting, [*SIZES][-1]), shares)


def printed_signals(page: VersionPage) -> tuple[SignalGroup, ...]:
    """The signals without those that stand at a score already, which a sheet need not say twice; red flags always."""
    anchors = (anchor for dimension in page.dimensions for anchor in dimension.anchors)
    said = {statement.text for anchor in anchors for statement in anchor.statements}
    groups = []
    for group in page.signals:
        rows = tuple(row for row in group.rows if group.kind is SignalKind.RED_FLAG or row.text not in said)
        if rows:
            groups.append(SignalGroup(group.kind, group.title, group.intro, rows))
    return tuple(groups)


def _letters(row: DimensionRow) -> list[list[int]]:
    """For each score the lengths of its statements."""
    return [[len(statement.text) + 1 for statement in anchor.statements] for anchor in row.anchors]


def _shares(page: VersionPage) -> tuple[int, ...]:
    """Widths that keep the rows low: step by step the column is widened that most lowers them; two steps are the least.

    A row is as high as its fullest score, so width is best spent where most is written.
    """
    rows = [[sum(lengths) + 12 for lengths in _letters(row)] for row in page.dimensions]
    count = len(page.scores)
    widths = [max(1, min(2, UNITS // count))] * count

    def height(widths: Sequence[int]) -> tuple[float, float]:
        parts = [[letters / (width - LOST) for letters, width in zip(row, widths, strict=True)] for row in rows]
        return sum(max(row) for row in parts), sum(part * part for row in parts for part in row)

    while sum(widths) < UNITS:
        wider = [[width + (place == column) for place, width in enumerate(widths)] for column in range(count)]
        widths = min(wider, key=height)
    return tuple(widths)


def _tail(page: VersionPage, groups: Sequence[SignalGroup], places: Sequence[str]) -> list[int]:
    """The lengths of the paragraphs below the table."""
    found = [len(group.title) + sum(len(row.text) + 6 for row in group.rows) for group in groups]
    found += [
        len(row.name) + sum(len(question.text) + 3 for question in row.questions)
        for row in page.dimensions
        if row.questions
    ]
    found += [sum(len(exercise.name) + 22 for exercise in page.exercises)] if page.exercises else []
    return [*found, sum(len(place) + 8 for place in places), 80]


def _fits(page: VersionPage, shares: Sequence[int], tail: Sequence[int], points: float) -> bool:
    """Whether the rows, each kept whole on a sheet, and what follows the table need no third sheet."""
    line = LINE * points
    sheets, used = 1, HEAD
    for row in page.dimensions:
        needed = _row_lines(row, shares, points) * line + 0.3 * points + 1
        if used + needed > SHEET_HEIGHT:
            sheets, used = sheets + 1, 1.6 * points
        used += needed
    per_line = SHEET_WIDTH / (LETTER * points) - RAGGED
    used += sum(math.ceil(letters / per_line) for letters in tail) * line
    return sheets + math.ceil(max(0.0, used - SHEET_HEIGHT) / SHEET_HEIGHT) <= SHEETS


def _row_lines(row: DimensionRow, shares: Sequence[int], points: float) -> int:
    """The lines of the row's fullest cell; the name, the weight and the mark of a must-have stand in the first one."""
    heights = [2 + math.ceil(len(row.name) * 1.1 * LETTER * points / (3 * UNIT - points)) + 2 * row.must_have]
    for lengths, share in zip(_letters(row), shares, strict=True):
        per_line = (share * UNIT - 2.1 * points) / (LETTER * points) - RAGGED
        heights.append(1 + sum(math.ceil(letters / per_line) for letters in lengths))
    return max(heights)
