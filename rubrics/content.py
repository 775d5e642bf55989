"""The content of a rubric as plain values, its canonical form and its hash.

A published rubric never changes, so its content is written down once in a form that does not depend on the database:
`canonical` gives the dictionary, `content_sha256` the hash, `from_canonical` the way back.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rubrics.enums import SignalKind, StatementKind

CONTENT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: the document's name, the place in it and the level it was written for (None: not said)."""

    document: str
    locator: str
    level_code: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item a rating can lean on.

    `source` is None only for what a person wrote, and `author` then names the person. `edited_from` keeps the sourced
    wording after an edit. `ref` is the caller's own reference to the row the text came from; it takes no part in
    equality or in the hash.
    """

    text: str
    kind: StatementKind
    source: Source | None = None
    author: str | None = None
    edited_from: str | None = None
    ref: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one score of one dimension means.

    `level_code` is the level the evidence belongs to (None: no such level), `meaning` says it in words ("P7, strong"),
    and `unwritten` is the reason why there are no statements (None when there are some).
    """

    score: int
    meaning: str
    level_code: str | None = None
    statements: tuple[Statement, ...] = ()
    unwritten: str | None = None


@dataclass(frozen=True, slots=True)
class RubricDimension:
    """One thing that is rated. `key` stays the same over the versions of a rubric; names need not be unique."""

    key: str
    name: str
    anchors: tuple[Anchor, ...]
    group: str | None = None
    description: tuple[Statement, ...] = ()
    questions: tuple[str, ...] = ()
    weight: float = 1.0
    must_have: bool = False
    bar: int = 3

    def anchor(self, score: int) -> Anchor:
        """The anchor of a score. Raises KeyError when the scale has no such score."""
        for anchor in self.anchors:
            if anchor.score == score:
                return anchor
        raise KeyError(score)


@dataclass(frozen=True, slots=True)
class RubricSignal:
    """A strong signal, a weak signal or a red flag that interviewers watch for, whether or not it also stands in an anchor.

    A red flag must be answered and belongs to no score. `dimension` is the key of the area the source lists it under.
    """

    kind: SignalKind
    statement: Statement
    severity: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class RubricExercise:
    """An exercise of the loop: `minutes` is (shortest, longest) or None, `dimensions` the keys a person confirmed."""

    name: str
    minutes: tuple[int, int] | None = None
    task: tuple[str, ...] = ()
    look_fors: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A statement to assign: what it says is kept, but no person has yet said which dimension it belongs to.

    `scores` are the scores it speaks for (empty: not known), `reason` says why it was not placed.
    """

    statement: Statement
    reason: str
    scores: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """The level the rubric is written for: its code, how people write it, the ladder (None: made from criteria alone)."""

    code: str
    label: str
    ladder: str | None = None


@dataclass(frozen=True, slots=True)
class LevelName:
    """One level of the ladder as it was when the rubric was made."""

    position: int
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores from low to high, with their words where given."""

    low: int = 1
    high: int = 5
    labels: tuple[tuple[int, str], ...] = ()

    @property
    def scores(self) -> range:
        return range(self.low, self.high + 1)


@dataclass(frozen=True, slots=True)
class RubricContent:
    """Everything a rubric says, in its order."""

    title: str
    target: TargetLevel
    dimensions: tuple[RubricDimension, ...]
    scale: Scale = Scale()
    levels: tuple[LevelName, ...] = ()
    signals: tuple[RubricSignal, ...] = ()
    exercises: tuple[RubricExercise, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()

    def dimension(self, key: str) -> RubricDimension:
        """The dimension with that key. Raises KeyError when there is none."""
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise KeyError(key)


def statements(content: RubricContent) -> Iterator[Statement]:
    """Every statement of the rubric in reading order: dimensions first, then signals, then the unassigned."""
    for dimension in content.dimensions:
        yield from dimension.description
        for anchor in dimension.anchors:
            yield from anchor.statements
    yield from (signal.statement for signal in content.signals)
    yield from (entry.statement for entry in content.unassigned)


def canonical(content: RubricContent) -> dict[str, Any]:
    """The rubric as JSON-ready plain values; equal contents give equal dictionaries, on every machine.

    Text is brought to Unicode form C. Keys with nothing in them stand as empty lists or null, never left out.
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
        "signals": [
            {
                "kind": signal.kind.value,
                "statement": statement_value(signal.statement),
                "severity": _text(signal.severity),
                "dimension": _text(signal.dimension),
            }
            for signal in content.signals
        ],
        "exercises": [
            {
                "name": _text(exercise.name),
                "minutes": list(exercise.minutes) if exercise.minutes else None,
                "task": [_text(entry) for entry in exercise.task],
                "look_fors": [_text(entry) for entry in exercise.look_fors],
                "dimensions": [_text(key) for key in exercise.dimensions],
                "source": _source(exercise.source),
            }
            for exercise in content.exercises
        ],
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
            signals=tuple(
                RubricSignal(
                    SignalKind(entry["kind"]),
                    statement_from(entry["statement"]),
                    entry["severity"],
                    entry["dimension"],
                )
                for entry in value["signals"]
            ),
            exercises=tuple(
                RubricExercise(
                    name=entry["name"],
                    minutes=(entry["minutes"][0], entry["minutes"][1]) if entry["minutes"] else None,
                    task=tuple(entry["task"]),
                    look_fors=tuple(entry["look_fors"]),
                    dimensions=tuple(entry["dimensions"]),
                    source=_read_source(entry["source"]),
                )
                for entry in value["exercises"]
            ),
            unassigned=tuple(
                Unassigned(statement_from(entry["statement"]), entry["reason"], tuple(entry["scores"]))
                for entry in value["unassigned"]
            ),
        )
    except KeyError as error:
        raise ValueError(f"the rubric's content lacks the key {error}") from error


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


def _dimension(dimension: RubricDimension) -> dict[str, Any]:
    return {
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
    return RubricDimension(
        key=value["key"],
        name=value["name"],
        group=value["group"],
        description=_read_statements(value["description"]),
        questions=tuple(value["questions"]),
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
