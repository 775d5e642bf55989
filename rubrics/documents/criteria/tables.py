"""Criteria in tables: dimensions with anchors, transposed anchors, scales, weights, red flags and interview stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rubrics.documents.blocks import Cell, Grid
from rubrics.documents.criteria import words
from rubrics.documents.labels import NOT_APPLICABLE, NOTHING, PLACEHOLDER, bare, key, minutes_in, weight_in
from rubrics.documents.ladders.tables import Placed, items_of
from rubrics.documents.reading import Anchor, Exercise, Finding


@dataclass(slots=True)
class DraftDimension:
    name: str
    place: str
    group: str | None = None
    weight: float | None = None
    text: str | None = None
    must_have: bool = False
    anchors: dict[int, Anchor] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    strong: list[tuple[str, str]] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    red: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class DraftScale:
    scores: set[int] = field(default_factory=set)
    labels: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    place: str = ""

    def meet(self, score: int, label: str | None, place: str) -> None:
        self.scores.add(score)
        self.place = self.place or place
        if label:
            self.labels.setdefault(score, label)


@dataclass(slots=True)
class Gathered:
    """What the tables (and later the headings) of a document hold."""

    dimensions: list[DraftDimension] = field(default_factory=list)
    scale: DraftScale = field(default_factory=DraftScale)
    exercises: list[Exercise] = field(default_factory=list)
    red: list[tuple[str, str, str | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def dimension(self, name: str, place: str) -> DraftDimension:
        """The dimension of that name, which is added when it is new."""
        wanted = key(words.dimension_name(name))
        for dimension in self.dimensions:
            if key(dimension.name) == wanted:
                return dimension
        self.dimensions.append(DraftDimension(words.dimension_name(name), place))
        return self.dimensions[-1]


def is_blank(text: str) -> bool:
    return bool(NOTHING.match(text) or NOT_APPLICABLE.match(text))


def gather_tables(tables: Sequence[Placed], gathered: Gathered, title: str | None) -> None:
    for placed in tables:
        grid = placed.grid
        if len(grid.rows) < 2 or grid.width < 2:
            continue
        if (
            scored_columns(placed, gathered, title)
            or scored_rows(placed, gathered, title)
            or plain_dimensions(grid, gathered)
            or stages(grid, gathered)
            or flags(placed, gathered)
        ):
            gathered.used.add(id(grid))


def heads_of(grid: Grid, row: int = 0) -> list[str]:
    return [bare(cell.text) for cell in grid.rows[row]]


def scored_columns(placed: Placed, gathered: Gathered, title: str | None) -> bool:
    """Dimensions down the rows and scores along the columns; anchors for some or all scores, highest first or last."""
    grid = placed.grid
    if only_scores(placed, gathered, title):
        return True
    for head in range(min(2, len(grid.rows) - 1)):
        heads = heads_of(grid, head)
        plain = [
            heads[0],
            *(
                ""
                if words.kind_of(text) in ("red", "strong", "weak", "questions")
                and not re.search(r"\d", text)
                and "“" not in text
                else text
                for text in heads[1:]
            ),
        ]
        scores = words.scores_of(plain[1:])
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
        read_rows(grid, head, columns, gathered)
        return True
    return False


def only_scores(placed: Placed, gathered: Gathered, title: str | None) -> bool:
    """A table with a score in every head and no names: the anchors of the dimension it stands under."""
    grid = placed.grid
    scores = words.scores_of(heads_of(grid))
    told = [score for score in scores if score is not None]
    own = own_dimension(placed.path, title)
    if len(told) < len(scores) or len({score for score, _ in told}) < max(len(told), 2) or not own:
        return False
    dimension = gathered.dimension(own, grid.place)
    dimension.weight = dimension.weight if dimension.weight is not None else (weight_in(own) if "%" in own else None)
    for column, (score, label) in enumerate(told):
        gathered.scale.meet(score, label, grid.rows[0][column].place)
        for row in grid.rows[1:]:
            anchor(dimension, score, row[column], gathered)
    return True


SUMMARY_NAME = re.compile(r"^(?:week|month|day|quarter|date|candidate|interviewer)$", re.IGNORECASE)


def read_rows(grid: Grid, head: int, columns: dict[int, tuple[int, str | None]], gathered: Gathered) -> None:
    heads = heads_of(grid, head)
    name_column = name_column_of(heads, set(columns))
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
        if re.fullmatch(r"(?:total|sum|overall|average|score|final score)\b.*", name, re.IGNORECASE):
            continue
        dimension = gathered.dimension(name, row[name_column].place)
        dimension.group = dimension.group or group
        weight = weight_in(name) if "%" in name else None
        dimension.weight = dimension.weight if dimension.weight is not None else weight
        for column, (score, _) in columns.items():
            anchor(dimension, score, row[column], gathered)
        read_extras(dimension, heads, row, set(columns) | {name_column})
    if empty:
        gathered.findings.append(
            Finding(
                "info",
                grid.place,
                "An empty scoring matrix: its names and scores were read, there are no anchors in it.",
            )
        )


def name_column_of(heads: Sequence[str], scores: set[int]) -> int:
    free = [column for column in range(len(heads)) if column not in scores]
    named = [
        column
        for column in free
        if words.NAME_HEAD.search(heads[column]) and not words.GROUP_HEAD.search(heads[column])
    ]
    return (named or free or [0])[0]


def anchor(dimension: DraftDimension, score: int, cell: Cell, gathered: Gathered) -> None:
    """Keeps an anchor the source gives; an empty cell stays without one, and a placeholder is said."""
    if is_blank(cell.text):
        return
    if PLACEHOLDER.match(cell.text):
        gathered.findings.append(Finding("warning", cell.place, f"A placeholder was skipped: “{cell.text[:60]}”."))
        return
    dimension.anchors.setdefault(score, Anchor(score, cell.text, tuple(items_of(cell)), cell.place))


def read_extras(dimension: DraftDimension, heads: Sequence[str], row: Sequence[Cell], taken: set[int]) -> None:
    """Weight, must-have, description, questions and signals that stand in further columns of a dimension's row."""
    for column, head in enumerate(heads):
        if column in taken or not row[column].text or is_blank(row[column].text):
            continue
        kind = words.kind_of(head)
        cell = row[column]
        entries = [(item, cell.place) for item in items_of(cell)]
        if words.WEIGHT_HEAD.search(head):
            dimension.weight = weight_in(cell.text)
        elif words.MUST_HEAD.search(head):
            dimension.must_have = bool(re.match(r"^(?:y|yes|true|x|✓|✔|must|required)", cell.text, re.IGNORECASE))
        elif kind == "red":
            dimension.red.extend(entries)
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
            or words.kind_of(heads[column])
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
        elif own and not words.SCALE_NAME.fullmatch(bare(above)):
            dimension = gathered.dimension(own, grid.place)
            weight = weight_in(own) if "%" in own else None
            dimension.weight = dimension.weight if dimension.weight is not None else weight
            anchor(dimension, value, row[texts[0]], gathered)
        elif texts and not is_blank(row[texts[0]].text):
            gathered.scale.texts.setdefault(value, row[texts[0]].text)
    return True


def own_dimension(path: Sequence[str], title: str | None) -> str | None:
    """The dimension a table stands under: the innermost heading that is no general word for scoring; `None` for a scale.

    Under the document's own title and general words only, it explains the scale.
    """
    for label in reversed(path):
        general = words.ANCHORS.match(bare(label))
        if words.kind_of(label) in ("scale", "recommendation", "threshold") and not general:
            return None
        if not general:
            return label if key(label) != key(title or "") else None
    return None


def plain_dimensions(grid: Grid, gathered: Gathered) -> bool:
    """Dimensions down the rows with weights, signals or questions in the columns and no scores."""
    heads = heads_of(grid)
    if not words.NAME_HEAD.search(heads[0]):
        return False
    kinds = [words.kind_of(head) for head in heads[1:]]
    weights = [head for head in heads[1:] if words.WEIGHT_HEAD.search(head)]
    if not weights and not any(kind in ("red", "weak", "strong", "look_for", "questions") for kind in kinds):
        return False
    for row in grid.rows[1:]:
        if not row[0].text or re.match(r"^(?:total|sum|overall)\b", row[0].text, re.IGNORECASE):
            continue
        read_extras(gathered.dimension(row[0].text, row[0].place), heads, row, {0})
    return True


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
            if (
                column in (named, timed)
                or is_blank(row[column].text)
                or re.fullmatch(r"#|no\.?|order", head, re.IGNORECASE)
            ):
                continue
            cell = row[column]
            if re.search(
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


def flags(placed: Placed, gathered: Gathered) -> bool:
    """A table of red flags, with their severity when a column gives it."""
    heads = heads_of(placed.grid)
    column = next((index for index, head in enumerate(heads) if words.kind_of(head) == "red"), None)
    if column is None and placed.path and words.kind_of(placed.path[-1]) == "red":
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
