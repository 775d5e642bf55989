"""Tables of interview stages and exercises."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Grid
from rubrics.documents.criteria import words
from rubrics.documents.criteria.columns import heads_of
from rubrics.documents.criteria.gathered import Gathered, is_blank
from rubrics.documents.durations import minutes_in
from rubrics.documents.labels import bare
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Exercise

STAGE = pattern(
    r"\b(stage|round|exercise|interview|session|step|section|activity|phase|part|runde|gespräch|übung|étape|entretien|exercice|etapa|ronda|"
    r"entrevista|ejercicio)\b",
    re.IGNORECASE,
)
TIME = pattern(r"\b(duration|time|minutes|mins|length|timing|dauer|zeit|durée|temps|duración|tiempo)\b", re.IGNORECASE)
ABOUT = pattern(
    r"\b(evaluat\w*|assess\w*|focus\w*|competenc\w*|signals?|look|criteria|areas?|dimensions?|skills?|schwerpunkte?|bewert\w*|"
    r"kompetenz\w*|évalu\w*|compétences?|evalúa\w*|competencias?|enfoque)\b",
    re.IGNORECASE,
)
"""Heads a column of what a stage is to find out."""
BESIDES = pattern(
    r"#|gesprächspartner(?:in)?|wer|avec qui|qui|con quién|quién|no\.?|order|(?:led by|with|who|owner|participants?|attendees|panel(?:l?ists?)?|interviewers?)(?: \w+)?",
    re.IGNORECASE,
)
"""Columns that say neither what to do nor what to look for."""


def stages(grid: Grid, gathered: Gathered) -> bool:
    """Interview stages or exercises down the rows with a duration in a column."""
    heads = heads_of(grid)
    named = next((column for column, head in enumerate(heads) if STAGE.search(head)), None)
    timed = next((column for column, head in enumerate(heads) if TIME.search(head)), None)
    if named is None or timed is None or named == timed:
        return False
    marked = {column for column in range(len(heads)) if is_marked(grid, column)}
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
            if column in marked:
                if words.MARK.match(cell.text):
                    evaluate.append(head)
            elif ABOUT.search(head):
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
