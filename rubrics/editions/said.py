"""What an edition says, whatever its place: for finding what it no longer says, and whether it is the same document at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LONG = 20
"""Characters from which on a text that two documents share is no chance."""
ASIDE = {"file", "kind", "locator", "orientation", "severity", "message"}


def everything_said(reading: Mapping[str, Any]) -> frozenset[str]:
    """Every text and bullet of a reading, folded for comparing: what a rubric made from it could quote."""
    return frozenset(folded(text) for text in _strings(reading))


def folded(text: str) -> str:
    """The text for comparing: small letters, single spaces, no stop at its end."""
    return " ".join(text.casefold().split()).rstrip(".")


def is_same_document(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether one reading is likely another edition of the other: the same title, a text in common, or half of the names.

    Two files of one name (`ladder.md` of two teams) often are not. A title that only repeats the file's name says nothing.
    """
    titles = {folded(reading["title"] or "") for reading in (before, after)}
    if len(titles) == 1 and not titles & {"", _stem(before["file"]), _stem(after["file"])}:
        return True
    if _texts(before) & _texts(after):
        return True
    old, new = _names(before), _names(after)
    return bool(old and new) and 2 * len(old & new) >= min(len(old), len(new))


def _stem(file: str) -> str:
    return folded(re.sub(r"[_-]", " ", file.rpartition(".")[0] or file))


def _texts(reading: Mapping[str, Any]) -> frozenset[str]:
    parts = {key: reading.get(key) for key in ("ladders", "profile", "criteria", "blueprint")}
    return frozenset(text for text in everything_said(parts) if len(text) >= LONG)


def _names(reading: Mapping[str, Any]) -> frozenset[str]:
    rows = [row["name"] for ladder in reading["ladders"] for row in ladder["competencies"]]
    levels = [level["name"] or "" for ladder in reading["ladders"] for level in ladder["levels"]]
    lines = [line["name"] for line in (reading["criteria"] or {}).get("dimensions", ())]
    return frozenset(folded(name) for name in (*rows, *levels, *lines) if name)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        # A statement may be one sentence of a cell.
        yield from (sentence for sentence in re.split(r"(?<=[.!?;])\s+", value) if sentence != value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ASIDE:
                yield from _strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _strings(inner)
