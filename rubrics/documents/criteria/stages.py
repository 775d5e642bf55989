"""Tables of interview stages, of red flags and of requirements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.criteria import words
from rubrics.documents.criteria.columns import heads_of
from rubrics.documents.criteria.gathered import Gathered, is_blank
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.durations import minutes_in
from rubrics.documents.labels import bare
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.reading import Exercise

BESIDES = pattern(
    r"#|no\.?|order|(?:led by|with|who|owner|participants?|attendees|panel(?:l?ists?)?|interviewers?)(?: \w+)?",
    re.IGNORECASE,
)
"""Columns that say neither what to do nor what to look for."""


def stages(grid: Grid, gathered: Gathered) -> bool:
    """Interview stages or exercises down the rows with a duration in a column."""
    heads = heads_of(grid)
    named = next(
        (
            column
            for column, head in enumerate(heads)
            if re.search(
                r"\b(stage|round|exercise|interview|session|step|section|activity|phase|part)\b", head, re.IGNORECASE
            )
        ),
        None,
    )
    timed = next(
        (
            column
            for column, head in enumerate(heads)
            if re.search(r"\b(duration|time|minutes|mins|length|timing)\b", head, re.IGNORECASE)
        ),
        None,
    )
    if named is None or timed is None or named == timed:
        return False
    for row in grid.rows[1:]:
        if not row[named].text:
            continue
        minutes = minutes_in(row[timed].text) or (
            minutes_in(f"{row[timed].text} minutes") if re.search(r"min", heads[timed], re.IGNORECASE) else None
        )
        task: list[str] = []
        evaluate: list[str] = []
        for column, head in enumerate(heads):
            if column in (named, timed) or is_blank(row[column].text) or BESIDES.fullmatch(head):
                continue
            cell = row[column]
            if is_marked(grid, column):
                if words.MARK.match(cell.text):
                    evaluate.append(head)
            elif re.search(
                r"\b(evaluat\w*|assess\w*|focus\w*|competenc\w*|signals?|look|criteria|areas?|dimensions?|skills?)\b",
                head,
                re.IGNORECASE,
            ):
                evaluate.extend(cell.items or words.listed(cell.text))
            else:
                task.extend(items_of(cell))
        gathered.exercises.append(
            Exercise(bare(row[named].text), minutes, tuple(task), tuple(evaluate), row[named].place)
        )
    return True


def is_marked(grid: Grid, column: int) -> bool:
    """Whether a column only marks which rows it applies to."""
    texts = [row[column].text for row in grid.rows[1:] if not is_blank(row[column].text)]
    return bool(texts) and all(words.MARK.match(text) or text.lower() in ("no", "n") for text in texts)


def flags(placed: Placed, gathered: Gathered) -> bool:
    """A table of red flags, with their severity when a column gives it."""
    heads = heads_of(placed.grid)
    column = next((index for index, head in enumerate(heads) if kind_of(head) == "red"), None)
    if column is None and placed.path and kind_of(placed.path[-1]) == "red":
        column = 0
    if column is None:
        return False
    severity = next(
        (
            index
            for index, head in enumerate(heads)
            if re.search(r"\b(severity|impact|priority|seriousness|level)\b", head, re.IGNORECASE)
        ),
        None,
    )
    for row in placed.grid.rows[1:]:
        if row[column].text and not is_blank(row[column].text):
            gathered.red.append(
                (
                    row[column].text,
                    row[column].place,
                    row[severity].text.lower() or None if severity is not None else None,
                )
            )
    return True


REQUIRED = pattern(r"^(?:must(?:[- ]have)?|required|mandatory|essential|critical|yes|y|x|✓|✔)$", re.IGNORECASE)
WISHED = pattern(r"^(?:nice(?:[- ]to[- ]have)?|preferred|desirable|optional|bonus|plus|no|n)$", re.IGNORECASE)
REQUIREMENT = pattern(
    r"\b(requirements?|qualifications?|experience|knowledge|skills?|criteri(?:a|on)|what we need|anforderung(?:en)?|exigences?|requisitos?)\b",
    re.IGNORECASE,
)


def requirements(placed: Placed, gathered: Gathered) -> bool:
    """A table of what a candidate must have and what would be nice, told apart in a column of its own."""
    rows = placed.grid.rows
    heads = heads_of(placed.grid)
    named = next((index for index, head in enumerate(heads) if REQUIREMENT.search(head)), None)
    told = next((index for index in range(len(heads)) if index != named and is_told(rows, index)), None)
    if named is None or told is None:
        return False
    for row in rows[1:]:
        text = row[named].text
        if text and not is_blank(text):
            found = gathered.must if REQUIRED.match(row[told].text) else gathered.nice
            found.append((text, row[named].place))
    return True


def is_told(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column says of every row whether it is required or wished for, and of some that it is required."""
    texts = [row[column].text for row in rows[1:] if row[column].text]
    return any(REQUIRED.match(text) for text in texts) and all(
        REQUIRED.match(text) or WISHED.match(text) for text in texts
    )
