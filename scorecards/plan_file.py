"""Plans as files, CSV or JSON: what an opening's interviews are, to be carried to another opening or installation.

CSV has the columns title, stage, minutes, exercise, focus and questions; several dimensions or questions in one cell are
separated by `|`. JSON is `{"version": 1, "interviews": [{"title": …, "stage": …, "minutes": …, "exercise": …, "focus":
[names], "questions": [texts]}]}`. Only title and focus must be given. Dimensions and exercises go by their names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import UnreadableDocument
from scorecards.csv_file import decoded, read_csv, written_csv
from scorecards.plan import MOST_INTERVIEWS, Ground, Step, problems

COLUMNS = ("title", "stage", "minutes", "exercise", "focus", "questions")
OTHER_NAMES = {
    "interview": "title",
    "name": "title",
    "round": "stage",
    "duration": "minutes",
    "dimensions": "focus",
    "focus dimensions": "focus",
}
BETWEEN = "|"
MINUTES = 60
"""Where the file gives none."""


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What a file says: the steps, or everything that is wrong with it as (place, sentence)."""

    steps: tuple[Step, ...]
    problems: tuple[tuple[str, str], ...] = ()


def read_plan(content: bytes, ground: Ground) -> PlanReading:
    """The plan in the file, held against the rubric. Raises UnreadableDocument when it is neither CSV nor JSON."""
    text, _ = decoded(content)
    if text.lstrip()[:1] in {"{", "["}:
        return plan_in(_json_rows(text), ground)
    found = read_csv(content, other_names=OTHER_NAMES, most_lines=10 * MOST_INTERVIEWS)
    if not {"title", "focus"} <= set(found.columns):
        raise UnreadableDocument("the first line must name the columns; title and focus are needed", "line 1")
    rows = [
        (
            f"line {line.line}",
            {**line.cells, **{name: _listed(line.cells.get(name, "")) for name in ("focus", "questions")}},
        )
        for line in found.lines
    ]
    return plan_in(rows, ground)


def plan_in(rows: Sequence[tuple[str, Any]], ground: Ground) -> PlanReading:
    """The steps of `rows` (place, fields), held against the rubric; all problems at once, each with its place."""
    steps: list[Step] = []
    said: list[tuple[str, str]] = []
    for place, row in rows:
        step, wrong = _step(row, ground)
        said += [(place, sentence) for sentence in wrong]
        if step is not None:
            steps.append(step)
    if not rows:
        said.append(("the file", "There is no interview in it."))
    if len(rows) > MOST_INTERVIEWS:
        said.append(("the file", f"A plan has at most {MOST_INTERVIEWS} interviews."))
    return PlanReading(() if said else tuple(steps), tuple(said))


def carried(rows: Iterable[dict[str, Any]], ground: Ground) -> tuple[list[dict[str, Any]], list[str]]:
    """Another opening's rows as far as this rubric has what they name; beside them, in words, what was left out."""
    kept, said = [], []
    for row in rows:
        focus = [name for name in row["focus"] if name.casefold() in ground.by_name]
        said += [f"{row['title']}: no dimension “{name}” here." for name in row["focus"] if name not in focus]
        exercise = row["exercise"] if row["exercise"] in ground.exercises else None
        if row["exercise"] and not exercise:
            said.append(f"{row['title']}: no exercise “{row['exercise']}” here.")
        if focus:
            kept.append({**row, "focus": focus, "exercise": exercise})
        else:
            said.append(f"{row['title']}: left out, because nothing of its focus is in this rubric.")
    return kept, said


def rows_of(steps: Iterable[Step], ground: Ground) -> list[dict[str, Any]]:
    """The steps as a file holds them, dimensions by name."""
    return [
        {
            "title": step.title,
            "stage": step.stage,
            "minutes": step.minutes,
            "exercise": step.exercise,
            "focus": [each.name for each in ground.dimensions if each.key in step.focus],
            "questions": list(step.questions),
        }
        for step in steps
    ]


def placed(rows: Iterable[Any]) -> list[tuple[str, Any]]:
    """Rows with the place a sentence about each is given: "interview 2"."""
    return [(f"interview {number}", row) for number, row in enumerate(rows, 1)]


def written_json(steps: Iterable[Step], ground: Ground) -> str:
    """The plan as a JSON file."""
    return json.dumps({"version": 1, "interviews": rows_of(steps, ground)}, ensure_ascii=False, indent=2) + "\n"


def written_plan_csv(steps: Iterable[Step], ground: Ground) -> str:
    """The plan as a CSV file, safe to open in a spreadsheet."""
    rows = rows_of(steps, ground)
    joined = [{**row, **{name: f" {BETWEEN} ".join(row[name]) for name in ("focus", "questions")}} for row in rows]
    return written_csv(COLUMNS, [["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in joined])


def _json_rows(text: str) -> list[tuple[str, Any]]:
    try:
        document = json.loads(text)
        written = json.dumps(document, ensure_ascii=False).encode()  # half a letter cannot be encoded: a ValueError too
    except RecursionError as error:
        raise UnreadableDocument("this is nested far deeper than a plan is", "line 1") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableDocument(f"this is no JSON ({getattr(error, 'msg', error)})", f"line {line}") from error
    if b"\\u0000" in written:
        raise UnreadableDocument("there is a letter that no text can hold (NUL)", "the file")
    rows = document.get("interviews") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise UnreadableDocument('there is no list called "interviews"', "line 1")
    return placed(rows)


def _step(row: Any, ground: Ground) -> tuple[Step | None, list[str]]:
    if not isinstance(row, dict):
        return None, ["This is no interview with a title and a focus."]
    said: list[str] = []
    keys: list[str] = []
    for name in _texts(row.get("focus")):
        dimension = ground.by_name.get(name.casefold())
        if dimension is None:
            known = ", ".join(each.name for each in ground.dimensions)
            said.append(f"The rubric has no dimension “{name}”. It has: {known}.")
        elif dimension.key not in keys:
            keys.append(dimension.key)
    minutes = str(row.get("minutes") or MINUTES).strip()
    if not minutes.isdecimal() or len(minutes) > 4:
        said.append(f"“{minutes[:40]}” is no number of minutes.")
    exercise = str(row.get("exercise") or "").strip() or None
    step = Step(
        title=str(row.get("title") or "").strip(),
        minutes=int(minutes) if minutes.isdecimal() and len(minutes) <= 4 else MINUTES,
        focus=tuple(keys),
        exercise={name.casefold(): name for name in ground.exercises}.get((exercise or "").casefold(), exercise),
        stage=str(row.get("stage") or "").strip(),
        questions=tuple(_texts(row.get("questions"))),
    )
    wrong = problems(step, ground)
    if said:
        wrong.pop("focus", None)
    return step, said + [sentence for sentences in wrong.values() for sentence in sentences]


def _texts(value: Any) -> list[str]:
    values = _listed(value) if isinstance(value, str) else value if isinstance(value, list) else []
    return [text for each in values if (text := str(each).strip())]


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]
