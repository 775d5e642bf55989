"""The canonical form of a rubric's content and its hash.

A published rubric never changes, so its content is written down once in a form that does not depend on the database.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from rubrics.content.values import RubricContent, RubricDimension, RubricExercise, RubricSignal, Source, Statement

CONTENT_VERSION = 1


def canonical(content: RubricContent) -> dict[str, Any]:
    """The rubric as JSON-ready plain values; equal contents give equal dictionaries, on every machine.

    Text is brought to Unicode form C. Keys with nothing in them stand as empty lists or null, never left out, but for two
    that are younger than hashes already published, `author` of an exercise and `question_authors`: those stand where
    they hold something.
    """
    return {
        "version": CONTENT_VERSION,
        "title": _text(content.title),
        "target": {
            "code": _text(content.target.code),
            "label": _text(content.target.label),
            "ladder": _text(content.target.ladder),
        },
        "scale": {
            "low": content.scale.low,
            "high": content.scale.high,
            "labels": {str(score): _text(label) for score, label in sorted(content.scale.labels)},
        },
        "dimensions": [_dimension(dimension) for dimension in content.dimensions],
        "levels": [
            {"position": level.position, "code": _text(level.code), "label": _text(level.label)}
            for level in content.levels
        ],
        "signals": [_signal(signal) for signal in content.signals],
        "exercises": [_exercise(exercise) for exercise in content.exercises],
        "unassigned": [
            {
                "statement": statement_value(entry.statement),
                "reason": _text(entry.reason),
                "scores": list(entry.scores),
            }
            for entry in content.unassigned
        ],
    }


def canonical_json(content: RubricContent) -> str:
    """The canonical form as JSON text: sorted keys, no spaces, no escapes beyond JSON's own."""
    return json.dumps(canonical(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_sha256(content: RubricContent) -> str:
    """SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def _text(value: str | None) -> str | None:
    return None if value is None else unicodedata.normalize("NFC", value)


def _source(source: Source | None) -> dict[str, str | None] | None:
    if source is None:
        return None
    return {
        "document": _text(source.document),
        "locator": _text(source.locator),
        "level_code": _text(source.level_code),
    }


def statement_value(statement: Statement) -> dict[str, Any]:
    """One statement as JSON-ready plain values."""
    return {
        "text": _text(statement.text),
        "kind": statement.kind.value,
        "source": _source(statement.source),
        "author": _text(statement.author),
        "edited_from": _text(statement.edited_from),
    }


def _signal(signal: RubricSignal) -> dict[str, Any]:
    return {
        "kind": signal.kind.value,
        "statement": statement_value(signal.statement),
        "severity": _text(signal.severity),
        "dimension": _text(signal.dimension),
    }


def _exercise(exercise: RubricExercise) -> dict[str, Any]:
    value = {
        "name": _text(exercise.name),
        "minutes": list(exercise.minutes) if exercise.minutes else None,
        "task": [_text(entry) for entry in exercise.task],
        "look_fors": [_text(entry) for entry in exercise.look_fors],
        "dimensions": [_text(key) for key in exercise.dimensions],
        "source": _source(exercise.source),
    }
    return {**value, "author": _text(exercise.author)} if exercise.author else value


def _dimension(dimension: RubricDimension) -> dict[str, Any]:
    value = {
        "key": _text(dimension.key),
        "name": _text(dimension.name),
        "group": _text(dimension.group),
        "description": [statement_value(statement) for statement in dimension.description],
        "questions": [_text(question) for question in dimension.questions],
        "weight": float(dimension.weight),
        "must_have": dimension.must_have,
        "bar": dimension.bar,
        "anchors": [
            {
                "score": anchor.score,
                "meaning": _text(anchor.meaning),
                "level_code": _text(anchor.level_code),
                "statements": [statement_value(statement) for statement in anchor.statements],
                "unwritten": _text(anchor.unwritten),
            }
            for anchor in dimension.anchors
        ],
    }
    if any(dimension.question_authors):
        value["question_authors"] = [_text(author) for author in dimension.question_authors]
    return value
