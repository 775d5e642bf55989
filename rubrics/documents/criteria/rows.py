"""Tables with the scores down the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.blocks import Grid
from rubrics.documents.criteria import words
from rubrics.documents.criteria.columns import heads_of, own_dimension
from rubrics.documents.criteria.gathered import Gathered, anchor, is_blank
from rubrics.documents.criteria.kinds import SCALE_NAME, kind_of
from rubrics.documents.labels import bare
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed

GENERAL = pattern(
    r"\b(examples?|criteria|behaviou?rs?|indicators?|what|action|evidence|guidance|anchor|expectation|characteristics)\b",
    re.IGNORECASE,
)
COUNTER = pattern(r"^(?:#|no\.?|nr\.?|n[°º]|order|step|stage|round|week|day)$", re.IGNORECASE)
"""Heads a column that counts the rows."""


def scored_rows(placed: Placed, gathered: Gathered, title: str | None) -> bool:
    """Scores down the rows: a scale, the anchors of the dimension the table stands under, or of one dimension a column."""
    grid = placed.grid
    heads = heads_of(grid)
    labels = [row[0].text for row in grid.rows]
    first = 1 if words.scores_of(labels[:1] + labels[1:])[0] is None else 0
    scores = words.scores_of(labels[first:])
    told = [score for score in scores if score is not None]
    if len(told) < 2 or len(told) < 0.8 * len(scores) or len({score for score, _ in told}) < len(told):
        return False
    if (first and not heads_scores(grid, labels[first:])) or names_levels(placed, heads):
        return False
    label_column = label_column_of(heads) if first and grid.width > 2 else None
    texts = [column for column in range(1, grid.width) if column != label_column]
    generic = not first or all(is_general(heads[column]) for column in texts)
    above = placed.path[-1] if placed.path else ""
    own = own_dimension(placed.path, title)
    for row, score in zip(grid.rows[first:], scores, strict=True):
        if score is None:
            continue
        value, label = score
        label = label or (row[label_column].text if label_column is not None else None)
        gathered.scale.meet(value, label if not own or label_column is not None else None, row[0].place)
        if not generic and len(texts) >= 2:
            for column in texts:
                anchor(gathered.dimension(heads[column], grid.rows[0][column].place), value, row[column], gathered)
        elif own and not SCALE_NAME.fullmatch(bare(above)):
            dimension = gathered.dimension(own, grid.place)
            anchor(dimension, value, row[texts[0]], gathered)
        elif texts and not is_blank(row[texts[0]].text):
            gathered.scale.texts.setdefault(value, row[texts[0]].text)
    return True


def label_column_of(heads: Sequence[str]) -> int | None:
    """The column of the scores' words beside their numbers, `None` when there is none."""
    return next(
        (
            column
            for column in range(1, len(heads))
            if words.LABEL_HEAD.search(heads[column]) and not words.TEXT_HEAD.search(heads[column])
        ),
        None,
    )


def heads_scores(grid: Grid, labels: Sequence[str]) -> bool:
    """Whether a first head fits a column of scores: it says so, it is empty, or all labels below it are numbers; a counter does not."""
    head = bare(grid.rows[0][0].text)
    if COUNTER.match(grid.rows[0][0].text.strip()):
        return False
    said = words.SCORE_HEAD.search(head) or words.LABEL_HEAD.search(head) or not head
    return bool(said) or all(re.match(r"\d", label) for label in labels)


def names_levels(placed: Placed, heads: Sequence[str]) -> bool:
    """Whether the first column is one of levels: its head says so, and nothing speaks of scores."""
    told = " ".join([*placed.path, *heads])
    return bool(re.search(r"\blevel\b", heads[0], re.IGNORECASE)) and not re.search(
        r"scor|rat|anchor|grade|rubric", told, re.IGNORECASE
    )


def is_general(head: str) -> bool:
    """Whether a head speaks of scores in general rather than naming a dimension."""
    return not head or bool(words.TEXT_HEAD.search(head) or kind_of(head) or GENERAL.search(head))
