"""Tables with the scores down the rows."""

from __future__ import annotations

import re

from rubrics.documents.criteria import words
from rubrics.documents.criteria.columns import heads_of, own_dimension
from rubrics.documents.criteria.gathered import Gathered, anchor, is_blank
from rubrics.documents.criteria.kinds import SCALE_NAME, kind_of
from rubrics.documents.labels import bare
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed

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
    if first and COUNTER.match(grid.rows[0][0].text.strip()):
        return False
    if (
        first
        and not (words.SCORE_HEAD.search(heads[0]) or words.LABEL_HEAD.search(heads[0]) or not heads[0])
        and not all(re.match(r"\d", label) for label in labels[first:])
    ):
        return False
    if re.search(r"\blevel\b", heads[0], re.IGNORECASE) and not re.search(
        r"scor|rat|anchor|grade|rubric", " ".join([*placed.path, *heads]), re.IGNORECASE
    ):
        return False
    content = list(range(1, grid.width))
    label_column = next(
        (
            column
            for column in content
            if first
            and grid.width > 2
            and words.LABEL_HEAD.search(heads[column])
            and not words.TEXT_HEAD.search(heads[column])
        ),
        None,
    )
    texts = [column for column in content if column != label_column]
    generic = (
        all(
            not heads[column]
            or words.TEXT_HEAD.search(heads[column])
            or kind_of(heads[column])
            or re.search(
                r"\b(examples?|criteria|behaviou?rs?|indicators?|what|action|evidence|guidance|anchor|expectation|characteristics)\b",
                heads[column],
                re.IGNORECASE,
            )
            for column in texts
        )
        or not first
    )
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
