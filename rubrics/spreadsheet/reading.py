"""A rubric's table read back: its canonical values, or the line where it went wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import UnreadableDocument
from rubrics.content import CONTENT_VERSION
from rubrics.enums import StatementKind
from rubrics.spreadsheet.layout import SIGNAL_KINDS, Column, Part
from rubrics.spreadsheet.rows import Row, rows_in

YES = {"yes": True, "true": True, "no": False, "false": False}
SIGNALS = {
    Part.strong: StatementKind.strong_signal,
    Part.weak: StatementKind.weak_signal,
    Part.red_flag: StatementKind.red_flag,
}


def looks_tabular(content: bytes) -> bool:
    """Whether a file without a telling name begins like the table."""
    head = content[:40].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip(b'"').lower()
    return head.startswith(Column.part.value.lower().encode())


def read(content: bytes) -> dict[str, Any]:
    """The canonical values that the table's bytes describe, as `rubrics.content.canonical` gives them.

    Commas, semicolons and tabs separate, as spreadsheets save them; the columns may stand in any order. Raises
    UnreadableDocument with the line for everything that cannot be taken as it stands; nothing is guessed or left out.
    """
    rows = list(rows_in(content))
    if not rows or Part(rows[0].text(Column.part)) is not Part.rubric:
        raise UnreadableDocument("the first row below the headings must be “rubric”, with the title under “Text”")
    value: dict[str, Any] = {
        "version": CONTENT_VERSION,
        "title": rows[0].text(),
        "target": None,
        "scale": None,
        "dimensions": [],
        "levels": [],
        "signals": [],
        "exercises": [],
        "unassigned": [],
    }
    words: dict[str, str] = {}
    rows[0].optional(Column.note)
    rows[0].rest_is_empty()
    for row in rows[1:]:
        _take(row, Part(row.text(Column.part)), value, words)
        row.rest_is_empty()
    for part, name in ((Part.target, "target"), (Part.scale, "scale")):
        if value[name] is None:
            raise UnreadableDocument(f"the row “{part}” is missing; export the rubric again and keep that row")
    value["scale"]["labels"] = dict(sorted(words.items(), key=lambda word: int(word[0])))
    for dimension in value["dimensions"]:
        if not any(dimension["question_authors"]):
            del dimension["question_authors"]  # the canonical form holds it only where somebody is named
    return value


def _take(row: Row, part: Part, value: dict[str, Any], words: dict[str, str]) -> None:
    """Put what one row says where it belongs."""
    if part is Part.rubric:
        raise row.fault("there is a second row “rubric”; a file holds one rubric")
    if part in {Part.target, Part.scale}:
        name = "target" if part is Part.target else "scale"
        if value[name] is not None:
            raise row.fault(f"there is a second row “{part}”; keep one")
        value[name] = (
            _target(row) if part is Part.target else {"low": row.whole(Column.low), "high": row.whole(Column.high)}
        )
    elif part is Part.scale_word:
        words[str(row.whole(Column.score))] = row.text()
    elif part is Part.level:
        level = {"position": row.whole(Column.score), "code": row.text(Column.level), "label": row.text()}
        value["levels"].append(level)
    elif part is Part.dimension:
        value["dimensions"].append(_dimension(row, value["dimensions"]))
    elif part in {Part.description, Part.question, Part.anchor, Part.statement}:
        _take_of_dimension(row, part, _home(row, value["dimensions"]))
    elif part in SIGNAL_KINDS:
        signal = {
            "kind": SIGNAL_KINDS[part],
            "statement": _statement(row, SIGNALS[part]),
            "severity": row.optional(Column.note),
            "dimension": row.optional(Column.dimension),
        }
        value["signals"].append(signal)
    elif part is Part.waiting:
        scores = [row.number_in(Column.score, word) for word in row.text(Column.score).split()]
        entry = {"statement": _statement(row), "reason": row.text(Column.note), "scores": scores}
        value["unassigned"].append(entry)
    elif part is Part.exercise:
        value["exercises"].append(_exercise(row))
    else:
        _take_of_exercise(row, part, value["exercises"])


def _target(row: Row) -> dict[str, Any]:
    return {"code": row.text(Column.level), "label": row.text(), "ladder": row.optional(Column.note)}


def _dimension(row: Row, others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    key = row.text(Column.dimension)
    if any(other["key"] == key for other in others):
        raise row.fault(f"there is a dimension {key} above; give this one another name under “{Column.dimension}”")
    must_have, weight = row.text(Column.must_have).strip().lower(), row.text(Column.weight).strip()
    if must_have not in YES:
        raise row.fault(f"write yes or no under “{Column.must_have}”, not “{must_have}”")
    try:
        number = float(weight.replace(",", "."))
    except ValueError:
        raise row.fault(f"write a number under “{Column.weight}”, not “{weight}”") from None
    return {
        "key": key,
        "name": row.text(),
        "group": row.optional(Column.group),
        "description": [],
        "questions": [],
        "question_authors": [],
        "weight": number,
        "must_have": YES[must_have],
        "bar": row.whole(Column.bar),
        "anchors": [],
    }


def _home(row: Row, dimensions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The dimension a row belongs to: the one it names, else the one above it."""
    key = row.optional(Column.dimension)
    found = [dimension for dimension in dimensions if key is None or dimension["key"] == key]
    if not found:
        wanted = f"no dimension “{key}”" if key else "no dimension"
        raise row.fault(f"there is {wanted} above this row; move the row below its dimension")
    return found[-1]


def _take_of_dimension(row: Row, part: Part, dimension: dict[str, Any]) -> None:
    if part is Part.description:
        dimension["description"].append(_statement(row))
    elif part is Part.question:
        dimension["questions"].append(row.text())
        dimension["question_authors"].append(row.optional(Column.author))
    elif part is Part.anchor:
        anchor = {
            "score": row.whole(Column.score),
            "meaning": row.text(),
            "level_code": row.optional(Column.level),
            "statements": [],
            "unwritten": row.optional(Column.note),
        }
        dimension["anchors"].append(anchor)
    else:
        score = row.whole(Column.score)
        home = next((anchor for anchor in dimension["anchors"] if anchor["score"] == score), None)
        if home is None:
            raise row.fault(f"there is no row “{Part.anchor}” for score {score} of this dimension above; add one")
        home["statements"].append(_statement(row))


def _exercise(row: Row) -> dict[str, Any]:
    has_time = row.optional(Column.low) is not None or row.optional(Column.high) is not None
    exercise = {
        "name": row.text(),
        "minutes": [row.whole(Column.low), row.whole(Column.high)] if has_time else None,
        "task": [],
        "look_fors": [],
        "dimensions": [],
        "source": _source(row),
    }
    author = row.optional(Column.author)
    return {**exercise, "author": author} if author else exercise


def _take_of_exercise(row: Row, part: Part, exercises: Sequence[dict[str, Any]]) -> None:
    if not exercises:
        raise row.fault("there is no exercise above this row; move the row below its exercise")
    if part is Part.evidence_on:
        exercises[-1]["dimensions"].append(row.text(Column.dimension))
    else:
        exercises[-1]["task" if part is Part.task else "look_fors"].append(row.text())


def _statement(row: Row, usual: StatementKind = StatementKind.written) -> dict[str, Any]:
    word = row.text(Column.kind).strip().replace(" ", "_") or usual.value
    if word not in set(StatementKind):
        known = ", ".join(kind.value.replace("_", " ") for kind in StatementKind)
        raise row.fault(f"“{word}” is no kind of statement; write one of: {known}")
    return {
        "text": row.text(),
        "kind": word,
        "source": _source(row),
        "author": row.optional(Column.author),
        "edited_from": row.optional(Column.edited_from),
    }


def _source(row: Row) -> dict[str, str | None] | None:
    document, locator = row.optional(Column.document), row.optional(Column.locator)
    level = row.optional(Column.source_level)
    if document is None and locator is None and level is None:
        return None
    return {"document": document or "", "locator": locator or "", "level_code": level}
