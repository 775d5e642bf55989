"""Tables with the dimensions down the rows: scores along the columns, or weights, signals and questions only."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.criteria import words
from rubrics.documents.criteria.gathered import DraftDimension, Gathered, anchor, is_blank
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.durations import minutes_in, without_minutes
from rubrics.documents.labels import bare, key
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.quantities import weight_in
from rubrics.documents.reading import Exercise, Finding
from rubrics.documents.scores import is_half


def heads_of(grid: Grid, row: int = 0) -> list[str]:
    """The texts of a head row without marks."""
    return [bare(cell.text) for cell in grid.rows[row]]


def scored_columns(placed: Placed, gathered: Gathered, title: str | None) -> bool:
    """Dimensions down the rows and scores along the columns; anchors for some or all scores, highest first or last."""
    grid = placed.grid
    if only_scores(placed, gathered, title):
        return True
    for head in range(min(2, len(grid.rows) - 1)):
        heads = heads_of(grid, head)
        scores = words.scores_of(graded(heads[1:]))
        columns = {index + 1: score for index, score in enumerate(scores) if score is not None}
        if not columns or len({score for score, _ in columns.values()}) < len(columns):
            continue
        quoted = all(
            "“" in heads[column] or '"' in heads[column] or len(heads[column].split()) > 2 for column in columns
        )
        if len(columns) < 2 and not quoted:
            continue
        if head and (quoted or words.scores_of([heads[0], "1"])[0] is not None):
            continue
        rest = [heads[column] for column in range(1, grid.width) if column not in columns and heads[column]]
        if len(rest) > len(columns) + 3:
            continue
        body = grid.rows[head + 1 :]
        if SUMMARY_NAME.match(heads[0]) and not any(row[column].text for row in body for column in columns):
            continue
        for column, (score, label) in columns.items():
            gathered.scale.meet(score, label, grid.rows[head][column].place)
        read_rows(placed, head, columns, gathered)
        tell_of_halves(placed, head, columns, gathered)
        return True
    return False


def graded(heads: Sequence[str]) -> list[str]:
    """The heads with those of signals and questions emptied, unless three or more words are one scale (`Weak | Solid | Strong`)."""
    words_only = [head for head in heads if kind_of(head) not in ("weak", "strong") or len(head.split()) == 1]
    if len(words_only) == len(heads) and sum(1 for score in words.scores_of(heads) if score) >= 3:
        return list(heads)
    return [
        ""
        if kind_of(head) in ("red", "strong", "weak", "questions") and not re.search(r"\d", head) and "“" not in head
        else head
        for head in heads
    ]


def tell_of_halves(placed: Placed, head: int, columns: Collection[int], gathered: Gathered) -> None:
    """Says which columns stand between two scores (`2.5`): Levelset scores in whole numbers, and their texts are left out."""
    cells = [
        cell for column, cell in enumerate(placed.grid.rows[head]) if column not in columns and is_half(bare(cell.text))
    ]
    if cells:
        named = ", ".join(cell.text for cell in cells)
        message = f"Scores are whole numbers here: the texts under {named} were left out. Move what you need to a whole score."
        gathered.findings.append(Finding("warning", cells[0].place, message))


def only_scores(placed: Placed, gathered: Gathered, title: str | None) -> bool:
    """A table with a score in every head and no names: the anchors of the dimension it stands under."""
    grid = placed.grid
    scores = words.scores_of(heads_of(grid))
    told = [score for score in scores if score is not None]
    own = own_dimension(placed.path, title)
    if len(told) < len(scores) or len({score for score, _ in told}) < max(len(told), 2) or not own:
        return False
    dimension = gathered.dimension(own, grid.place)
    for column, (score, label) in enumerate(told):
        gathered.scale.meet(score, label, grid.rows[0][column].place)
        for row in grid.rows[1:]:
            anchor(dimension, score, row[column], gathered)
    return True


SUM = pattern(r"(?:total|sum|overall|average|score|final score)\b.*", re.IGNORECASE)
SUMMARY_NAME = pattern(r"^(?:week|month|day|quarter|date|candidate|interviewer)$", re.IGNORECASE)


def read_rows(placed: Placed, head: int, columns: dict[int, tuple[int, str | None]], gathered: Gathered) -> None:
    """Adds a dimension for each row, with the anchors in the columns of scores and what its further columns hold."""
    grid = placed.grid
    heads = heads_of(grid, head)
    name_column, group_column = named_columns(grid, head, columns)
    stage_column = stage_column_of(heads, {name_column, *columns})
    taken = {*columns, name_column, *(other for other in (stage_column, group_column) if other is not None)}
    needed = is_needed(placed.path)
    group: str | None = None
    empty = not any(not is_blank(row[column].text) for row in grid.rows[head + 1 :] for column in columns)
    for row in grid.rows[head + 1 :]:
        name = row[name_column].text
        texts = [row[column].text for column in columns]
        if (
            not name
            or (len(row) > 1 and len({id(cell) for cell in row}) == 1)
            or (not any(texts) and row[name_column].strong and not empty)
        ):
            group = name or group
            continue
        if SUM.fullmatch(name):
            continue
        dimension = gathered.dimension(name, row[name_column].place)
        group = staged(row, stage_column, group, dimension.name, gathered)
        area = row[group_column].text if group_column is not None else None
        dimension.group = dimension.group or area or group
        dimension.must_have = dimension.must_have or needed
        for column, (score, _) in columns.items():
            anchor(dimension, score, row[column], gathered)
        read_extras(dimension, heads, row, taken)
    if empty:
        message = "An empty scoring matrix: its names and scores were read, there are no anchors in it."
        gathered.findings.append(Finding("info", grid.place, message))


def named_columns(grid: Grid, head: int, columns: Collection[int]) -> tuple[int, int | None]:
    """The column of names, and that of the groups left of it where its cells hold for several rows each; `None` without one."""
    heads = heads_of(grid, head)
    first = name_column_of(heads, set(columns))
    inner = name_column_of(heads, {first, *columns})
    if inner not in columns and inner > first and words.NAME_HEAD.search(heads[inner]) and spans(grid, head, first):
        return inner, first
    return first, None


def spans(grid: Grid, head: int, column: int) -> bool:
    """Whether a column's cells hold for several rows each: a cell that spans them, or one text again and again."""
    texts = [row[column].text for row in grid.rows[head + 1 :] if row[column].text]
    return len(set(texts)) < len(texts)


def name_column_of(heads: Sequence[str], scores: set[int]) -> int:
    """The column that names the dimensions: the first headed as such, else the first that holds no score."""
    free = [column for column in range(len(heads)) if column not in scores]
    named = [
        column
        for column in free
        if words.NAME_HEAD.search(heads[column]) and not words.GROUP_HEAD.search(heads[column])
    ]
    return (named or free or [0])[0]


def read_extras(dimension: DraftDimension, heads: Sequence[str], row: Sequence[Cell], taken: set[int]) -> None:
    """Weight, must-have, description, questions and signals that stand in further columns of a dimension's row."""
    for column, head in enumerate(heads):
        if column in taken or not row[column].text or is_blank(row[column].text):
            continue
        kind = kind_of(head)
        cell = row[column]
        entries = [(item, cell.place) for item in items_of(cell)]
        if words.WEIGHT_HEAD.search(head):
            stated = weight_in(cell.text)
            dimension.weight = stated if stated is not None else dimension.weight
        elif words.MUST_HEAD.search(head):
            dimension.must_have = bool(re.match(r"^(?:y|yes|true|x|✓|✔|must|required)", cell.text, re.IGNORECASE))
        elif kind == "red":
            dimension.red.extend(
                (text, place, severity) for item, place in entries for text, severity in [words.severity_of(item)]
            )
        elif kind == "weak":
            dimension.weak.extend(entries)
        elif kind in ("strong", "look_for"):
            dimension.strong.extend(entries)
        elif kind == "questions":
            dimension.questions.extend(item for item, _ in entries)
        elif words.TEXT_HEAD.search(head):
            dimension.text = dimension.text or cell.text
        elif words.GROUP_HEAD.search(head):
            dimension.group = cell.text


def own_dimension(path: Sequence[str], title: str | None) -> str | None:
    """The dimension a table stands under: the innermost heading that is no general word for scoring; `None` for a scale.

    Under the document's own title and general words only, it explains the scale.
    """
    for label in reversed(path):
        general = words.ANCHORS.match(bare(label))
        if kind_of(label) in ("scale", "recommendation", "threshold") and not general:
            return None
        if not general:
            return label if key(label) != key(title or "") else None
    return None


def stage_column_of(heads: Sequence[str], taken: set[int]) -> int | None:
    """The column of interview stages beside a column of criteria, `None` when there is none."""
    return next(
        (column for column, head in enumerate(heads) if column not in taken and words.STAGE_HEAD.search(head)), None
    )


def staged(row: Sequence[Cell], column: int | None, group: str | None, name: str, gathered: Gathered) -> str | None:
    """The stage a row belongs to, which is an exercise that evaluates what stands in its rows; `group` without stages."""
    if column is None:
        return group
    stage = row[column].text
    if stage:
        group = without_minutes(stage)
        if key(group) not in gathered.stages:
            gathered.stages[key(group)] = len(gathered.exercises)
            gathered.exercises.append(Exercise(group, minutes_in(stage), (), (), row[column].place))
    index = gathered.stages.get(key(group or ""))
    if index is not None and name not in gathered.exercises[index].evaluate:
        exercise = gathered.exercises[index]
        gathered.exercises[index] = replace(exercise, evaluate=(*exercise.evaluate, name))
    return group


def is_needed(path: Sequence[str]) -> bool:
    """Whether a table stands under a heading that says what is indispensable."""
    return any(kind_of(label) == "must" for label in path)


def plain_dimensions(placed: Placed, gathered: Gathered) -> bool:
    """Dimensions down the rows with weights, signals or questions in the columns and no scores."""
    grid = placed.grid
    heads = heads_of(grid)
    stage_column = stage_column_of(heads, set())
    name_column = next((column for column, head in enumerate(heads[:3]) if words.NAME_HEAD.search(head)), None)
    listed = name_column is not None and any(len(words.listed(row[name_column].text)) > 2 for row in grid.rows[1:])
    if name_column is None or (name_column and (stage_column is None or stage_column > name_column or listed)):
        return False
    kinds = [kind_of(head) for head in heads[1:]]
    weights = [head for head in heads if words.WEIGHT_HEAD.search(head)]
    if not weights and not any(kind in ("red", "weak", "strong", "look_for", "questions") for kind in kinds):
        return False
    group: str | None = None
    taken = {name_column} if stage_column is None or stage_column > name_column else {name_column, stage_column}
    for row in grid.rows[1:]:
        name = row[name_column]
        if not name.text or re.match(r"^(?:total|sum|overall)\b", name.text, re.IGNORECASE):
            continue
        dimension = gathered.dimension(name.text, name.place)
        dimension.must_have = dimension.must_have or is_needed(placed.path)
        group = staged(row, stage_column if stage_column in taken else None, group, dimension.name, gathered)
        dimension.group = dimension.group or group
        read_extras(dimension, heads, row, taken)
    return True
