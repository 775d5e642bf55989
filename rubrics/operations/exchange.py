"""Rubrics that come from another installation, or from an earlier export of this one."""

from __future__ import annotations

import json
from typing import Any

from core.audit import Actor, record
from core.errors import InvalidInput, UnreadableDocument
from rubrics import content as plain
from rubrics import spreadsheet
from rubrics.models import RubricVersion
from rubrics.operations.drafts import MOST_WEIGHT, create_draft, reread
from rubrics.queries.contents import content as stored_content

LONGEST = 5 * 1024 * 1024
MOST_NUMBER = 100_000
ARCHIVE = b"PK\x03\x04"
"""How the files of spreadsheet programs begin, whatever they are called."""
LIMITS = {"title": 300, "name": 300, "group": 300, "label": 300, "meaning": 300, "key": 80, "code": 200}


def import_rubric(*, text: bytes, name: str, actor: Actor | None) -> RubricVersion:
    """Version 1 of a new rubric, as a draft that says exactly what the exported file says, JSON or CSV.

    What was written into the file by hand is taken in: `actor` vouches for statements that name nobody.

    Raises InvalidInput, naming the file and the place, for what is no export of a rubric or could not be scored with.
    """
    value = _values(text, name)
    try:
        plain.from_canonical(value)  # says what is missing
        _settle(value, actor)
        content = plain.from_canonical(value)
        plain.canonical(content)  # stumbles over what should be a text and is none
        problems = [*_problems(content), *_long_texts(value)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InvalidInput(f"{name}: this is no rubric as Levelset exports it: {error}.") from error
    if problems:
        raise InvalidInput(f"{name}: {problems[0]}.", {"file": problems})
    version = create_draft(content=content, ladder=None, criteria=None, actor=actor)
    reread(version)
    if plain.canonical(stored_content(version)) != value:
        raise InvalidInput(f"{name}: it holds something that could not be kept as it is, so nothing was imported.")
    record("import_rubric", actor=actor, subject=version, about=version.rubric, name=name)
    return version


def _values(text: bytes, name: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise InvalidInput(f"{name}: the file is larger than {LONGEST // 1024 // 1024} MB.")
    if text.startswith(ARCHIVE):
        raise InvalidInput(f"{name}: this is a workbook; save its table as “CSV UTF-8” and import that.")
    if not text.strip():
        raise InvalidInput(f"{name}: the file is empty.")
    if not name.lower().endswith(".csv") and not spreadsheet.looks_tabular(text):
        return _parsed(text, name)
    try:
        return plain.canonical(plain.from_canonical(spreadsheet.read(text)))  # brings texts to one Unicode form
    except UnreadableDocument as error:
        raise InvalidInput(f"{name}: {error}.") from error


def _parsed(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name}: this is no JSON: {error}.") from error
    if not isinstance(value, dict):
        raise InvalidInput(f"{name}: this is no rubric as Levelset exports it: the file must hold one object.")
    return value


def _settle(value: dict[str, Any], actor: Actor | None) -> None:
    """Take in what somebody wrote into the exported file by hand, in place.

    A score that has words is no longer unwritten, and whoever imports a statement without source and author vouches for it.
    """
    for dimension in value["dimensions"]:
        for anchor in dimension["anchors"]:
            if anchor["statements"]:
                anchor["unwritten"] = None
            for statement in anchor["statements"]:
                if actor is not None and statement["source"] is None and statement["author"] is None:
                    statement["author"] = actor.name


def _problems(content: plain.RubricContent) -> list[str]:
    """What the tables could not hold, or nobody could score."""
    keys = [dimension.key for dimension in content.dimensions]
    scores = list(content.scale.scores)
    found = []
    if len(set(keys)) != len(keys):
        found.append("two dimensions have the same key")
    if not 1 < len(scores) <= 11:
        found.append(f"the scale {content.scale.low} to {content.scale.high} cannot be used")
    for dimension in content.dimensions:
        if [anchor.score for anchor in dimension.anchors] != scores:
            found.append(
                f"“{dimension.name}” needs one anchor for each score from {scores[:1]} to {scores[-1:]}, in order"
            )
        if dimension.bar not in scores or not 0 <= dimension.weight <= MOST_WEIGHT:
            found.append(f"the bar or the weight of “{dimension.name}” cannot be used")
        if not isinstance(dimension.must_have, bool):
            found.append(f"whether “{dimension.name}” is a must-have is neither true nor false")
    numbers = [level.position for level in content.levels]
    numbers += [minutes for exercise in content.exercises for minutes in exercise.minutes or ()]
    numbers += [score for entry in content.unassigned for score in entry.scores]
    if not all(type(number) is int and 0 <= number < MOST_NUMBER for number in numbers):
        found.append("a position, a score or a time is no whole number")
    named = [key for exercise in content.exercises for key in exercise.dimensions]
    named += [signal.dimension for signal in content.signals if signal.dimension]
    found += [f"there is no dimension {key}" for key in named if key not in keys]
    return found


def _long_texts(value: Any, name: str = "") -> list[str]:
    """Short fields that are too long, and characters that no database keeps."""
    if isinstance(value, dict):
        return [problem for key, entry in value.items() for problem in _long_texts(entry, key)]
    if isinstance(value, list):
        return [problem for entry in value for problem in _long_texts(entry, name)]
    if not isinstance(value, str):
        return []
    found = [f"{name} is longer than {LIMITS[name]} characters"] if len(value) > LIMITS.get(name, len(value)) else []
    return [*found, f"{name} holds a NUL character"] if "\0" in value else found
