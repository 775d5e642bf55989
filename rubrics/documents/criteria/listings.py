"""Tables that are lists: red flags, strong and weak signals side by side, requirements, one anchor a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.blocks import Cell
from rubrics.documents.criteria import words
from rubrics.documents.criteria.columns import heads_of
from rubrics.documents.criteria.gathered import Gathered, anchor, is_blank
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.labels import key
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.quantities import weight_in

SEVERITY_HEAD = pattern(r"\b(severity|impact|priority|seriousness|level|schwere\w*|gravité|gravedad)\b", re.IGNORECASE)
ANCHOR_HEAD = pattern(
    r"\b(anchors?|texts?|descri\w+|behaviou?rs?|evidence|meaning|looks like|indicators?|guid\w+|definition|beschreibung|anker)\b",
    re.IGNORECASE,
)


def listed_anchors(placed: Placed, gathered: Gathered) -> bool:
    """An anchor a row: the dimension, the score and the text stand in columns of their own, and names come again."""
    rows = placed.grid.rows
    heads = heads_of(placed.grid)
    named = next((index for index, head in enumerate(heads) if words.NAME_HEAD.search(head)), None)
    scored = next((index for index, head in enumerate(heads) if index != named and words.SCORE_HEAD.search(head)), None)
    told = next(
        (index for index, head in enumerate(heads) if index not in (named, scored) and ANCHOR_HEAD.search(head)), None
    )
    if named is None or scored is None or told is None:
        return False
    scores = words.scores_of([row[scored].text for row in rows[1:]])
    names = {key(row[named].text) for row in rows[1:]}
    pairs = {(key(row[named].text), score) for row, score in zip(rows[1:], scores, strict=True)}
    if not all(scores) or len(names) > 0.5 * len(scores) or len(pairs) < len(scores):
        return False
    weighed = next((index for index, head in enumerate(heads) if words.WEIGHT_HEAD.search(head)), None)
    for row, entry in zip(rows[1:], scores, strict=True):
        if entry is None:
            continue
        dimension = gathered.dimension(row[named].text, row[named].place)
        if weighed is not None and dimension.weight is None:
            dimension.weight = weight_in(row[weighed].text)
        gathered.scale.meet(entry[0], entry[1], row[scored].place)
        anchor(dimension, entry[0], row[told], gathered)
    return True


def signal_columns(placed: Placed, gathered: Gathered) -> bool:
    """Strong signals, weak signals and red flags side by side, of no dimension in particular."""
    kinds = [kind_of(head) for head in heads_of(placed.grid)]
    if len(kinds) < 2 or not all(kind in ("strong", "weak", "red") for kind in kinds):
        return False
    for row in placed.grid.rows[1:]:
        for kind, cell in zip(kinds, row, strict=True):
            for text in items_of(cell) if cell.text and not is_blank(cell.text) else ():
                if kind == "red":
                    gathered.red.append((words.severity_of(text)[0], cell.place, words.severity_of(text)[1]))
                else:
                    (gathered.strong if kind == "strong" else gathered.weak).append((text, cell.place))
    return True


def flags(placed: Placed, gathered: Gathered) -> bool:
    """A table of red flags, with their severity when a column gives it."""
    heads = heads_of(placed.grid)
    column = next((index for index, head in enumerate(heads) if kind_of(head) == "red"), None)
    if column is None and placed.path and kind_of(placed.path[-1]) == "red":
        column = 0
    if column is None:
        return False
    severity = next((index for index, head in enumerate(heads) if SEVERITY_HEAD.search(head)), None)
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
