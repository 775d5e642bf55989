"""The way back from the canonical form to the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.content.values import (
    Anchor,
    LevelName,
    RubricContent,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    Scale,
    Source,
    Statement,
    TargetLevel,
    Unassigned,
)
from rubrics.content.writing import CONTENT_VERSION
from rubrics.enums import SignalKind, StatementKind


def from_canonical(value: Mapping[str, Any]) -> RubricContent:
    """The content a canonical dictionary describes: `from_canonical(canonical(x)) == x` up to Unicode form.

    Raises ValueError naming the version or the key when the dictionary is of another make.
    """
    if value.get("version") != CONTENT_VERSION:
        raise ValueError(
            f"version {value.get('version')!r} of a rubric's content cannot be read, only {CONTENT_VERSION}"
        )
    try:
        return RubricContent(
            title=value["title"],
            target=TargetLevel(value["target"]["code"], value["target"]["label"], value["target"]["ladder"]),
            scale=Scale(
                value["scale"]["low"],
                value["scale"]["high"],
                tuple(sorted((int(score), label) for score, label in value["scale"]["labels"].items())),
            ),
            dimensions=tuple(_read_dimension(entry) for entry in value["dimensions"]),
            levels=tuple(LevelName(entry["position"], entry["code"], entry["label"]) for entry in value["levels"]),
            signals=tuple(_read_signal(entry) for entry in value["signals"]),
            exercises=tuple(_read_exercise(entry) for entry in value["exercises"]),
            unassigned=tuple(
                Unassigned(statement_from(entry["statement"]), entry["reason"], tuple(entry["scores"]))
                for entry in value["unassigned"]
            ),
        )
    except KeyError as error:
        raise ValueError(f"the rubric's content lacks the key {error}") from error


def _read_signal(value: Mapping[str, Any]) -> RubricSignal:
    statement = statement_from(value["statement"])
    return RubricSignal(SignalKind(value["kind"]), statement, value["severity"], value["dimension"])


def _read_exercise(value: Mapping[str, Any]) -> RubricExercise:
    return RubricExercise(
        name=value["name"],
        minutes=(value["minutes"][0], value["minutes"][1]) if value["minutes"] else None,
        task=tuple(value["task"]),
        look_fors=tuple(value["look_fors"]),
        dimensions=tuple(value["dimensions"]),
        source=_read_source(value["source"]),
        author=value.get("author") or None,
    )


def _read_source(value: Mapping[str, Any] | None) -> Source | None:
    return None if value is None else Source(value["document"], value["locator"], value["level_code"])


def statement_from(value: Mapping[str, Any]) -> Statement:
    """The statement that `statement_value` gave as plain values."""
    return Statement(
        text=value["text"],
        kind=StatementKind(value["kind"]),
        source=_read_source(value["source"]),
        author=value["author"],
        edited_from=value["edited_from"],
    )


def _read_statements(values: Sequence[Mapping[str, Any]]) -> tuple[Statement, ...]:
    return tuple(statement_from(value) for value in values)


def _read_dimension(value: Mapping[str, Any]) -> RubricDimension:
    authors = tuple(value.get("question_authors", ()))
    return RubricDimension(
        key=value["key"],
        name=value["name"],
        group=value["group"],
        description=_read_statements(value["description"]),
        questions=tuple(value["questions"]),
        question_authors=authors if any(authors) else (),
        weight=float(value["weight"]),
        must_have=value["must_have"],
        bar=value["bar"],
        anchors=tuple(
            Anchor(
                score=entry["score"],
                meaning=entry["meaning"],
                level_code=entry["level_code"],
                statements=_read_statements(entry["statements"]),
                unwritten=entry["unwritten"],
            )
            for entry in value["anchors"]
        ),
    )
