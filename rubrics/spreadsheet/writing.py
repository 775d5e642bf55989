"""The content of a rubric as the rows of one table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from rubrics.content import RubricContent, canonical
from rubrics.spreadsheet.layout import SIGNAL_KINDS, VERSION, Column, Part, guarded

Cells = dict[Column, str | None]
PARTS = {kind: part for part, kind in SIGNAL_KINDS.items()}


def written(content: RubricContent) -> str:
    """The table as CSV with commas and CRLF (RFC 4180), the headings first; `read` gives the same content again."""
    stream = StringIO()
    table = csv.writer(stream)
    table.writerow([column.value for column in Column])
    for cells in _rows(canonical(content)):
        table.writerow([guarded(cells.get(column)) for column in Column])
    return stream.getvalue()


def _rows(value: Mapping[str, Any]) -> Iterator[Cells]:
    target, scale = value["target"], value["scale"]
    yield _row(Part.rubric, value["title"], {Column.note: f"Levelset rubric, table {VERSION}"})
    yield _row(Part.target, target["label"], {Column.level: target["code"], Column.note: target["ladder"]})
    yield _row(Part.scale, None, {Column.low: str(scale["low"]), Column.high: str(scale["high"])})
    for score, word in scale["labels"].items():
        yield _row(Part.scale_word, word, {Column.score: score})
    for level in value["levels"]:
        yield _row(Part.level, level["label"], {Column.score: str(level["position"]), Column.level: level["code"]})
    for dimension in value["dimensions"]:
        yield from _dimension(dimension)
    for signal in value["signals"]:
        place = {Column.dimension: signal["dimension"], Column.note: signal["severity"]}
        yield _statement(PARTS[signal["kind"]], signal["statement"], place)
    for exercise in value["exercises"]:
        yield from _exercise(exercise)
    for entry in value["unassigned"]:
        scores = " ".join(str(score) for score in entry["scores"]) or None
        yield _statement(Part.waiting, entry["statement"], {Column.score: scores, Column.note: entry["reason"]})


def _dimension(dimension: Mapping[str, Any]) -> Iterator[Cells]:
    key: Cells = {Column.dimension: dimension["key"]}
    facts: Cells = {
        Column.group: dimension["group"],
        Column.weight: f"{dimension['weight']!r}".removesuffix(".0"),
        Column.must_have: "yes" if dimension["must_have"] else "no",
        Column.bar: str(dimension["bar"]),
    }
    yield _row(Part.dimension, dimension["name"], {**key, **facts})
    for statement in dimension["description"]:
        yield _statement(Part.description, statement, key)
    authors = dimension.get("question_authors", [None] * len(dimension["questions"]))
    for question, author in zip(dimension["questions"], authors, strict=False):
        yield _row(Part.question, question, {**key, Column.author: author})
    for anchor in dimension["anchors"]:
        place: Cells = {**key, Column.score: str(anchor["score"])}
        words: Cells = {Column.level: anchor["level_code"], Column.note: anchor["unwritten"]}
        yield _row(Part.anchor, anchor["meaning"], {**place, **words})
        for statement in anchor["statements"]:
            yield _statement(Part.statement, statement, place)


def _exercise(exercise: Mapping[str, Any]) -> Iterator[Cells]:
    low, high = exercise["minutes"] or (None, None)
    minutes: Cells = {Column.low: None, Column.high: None}
    if low is not None:
        minutes = {Column.low: str(low), Column.high: str(high)}
    author: Cells = {Column.author: exercise.get("author")}
    yield _row(Part.exercise, exercise["name"], {**minutes, **author, **_source(exercise["source"])})
    for part, name in ((Part.task, "task"), (Part.look_for, "look_fors")):
        for text in exercise[name]:
            yield _row(part, text, {})
    for key in exercise["dimensions"]:
        yield _row(Part.evidence_on, None, {Column.dimension: key})


def _statement(part: Part, statement: Mapping[str, Any], place: Cells) -> Cells:
    said: Cells = {
        Column.kind: statement["kind"].replace("_", " "),
        Column.author: statement["author"],
        Column.edited_from: statement["edited_from"],
    }
    return _row(part, statement["text"], {**place, **said, **_source(statement["source"])})


def _source(source: Mapping[str, str | None] | None) -> Cells:
    if source is None:
        return {}
    return {
        Column.document: source["document"],
        Column.locator: source["locator"],
        Column.source_level: source["level_code"],
    }


def _row(part: Part, text: str | None, cells: Cells) -> Cells:
    return {Column.part: part.value, Column.text: text, **cells}
