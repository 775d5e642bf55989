"""What a changed document says otherwise than the edition of it that is in the library.

Both are readings as plain values, as they are kept with their documents. Levels are recognised by their code, else by their
name; rows by name and occurrence; so a renamed row is one row gone and another one new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from rubrics.readings import as_sentence, level_label, numbered

MOST_PAIRS = 250_000
"""Pairs of words up to which two texts are compared word by word: about 0.1 seconds."""
Part = tuple[str, bool]
"""A piece of a text, and whether it is changed."""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One change: where, in words, and what stood there before and stands there now (None: nothing)."""

    where: str
    before: str | None
    after: str | None

    def parts(self) -> tuple[list[Part], list[Part]]:
        """The text before and the text now in pieces, for marking what changed; none where there was or is no text.

        Where one side is empty, or both are very long, nothing is marked.
        """
        before, after = (self.before or "").split(), (self.after or "").split()
        if not before or not after or len(before) * len(after) > MOST_PAIRS:
            return [(" ".join(before), False)] if before else [], [(" ".join(after), False)] if after else []
        was: list[Part] = []
        now: list[Part] = []
        for what, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            was += [(" ".join(before[start:end]), what != "equal")] if end > start else []
            now += [(" ".join(after[from_:to]), what != "equal")] if to > from_ else []
        return was, now


@dataclass(frozen=True, slots=True)
class CarriedWords:
    """What became of the corrections of the earlier edition: in a line, and each as a sentence."""

    title: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]


def carried_words(carried: Mapping[str, Sequence[str]] | None) -> CarriedWords | None:
    """The words for what is kept with a new edition as `carried`; None where there is nothing to say."""
    if not carried:
        return None
    kept, lost = (tuple(as_sentence(said) for said in carried[part]) for part in ("kept", "lost"))
    corrections = f"correction{'' if len(kept or lost) == 1 else 's'} of the earlier edition"
    no_longer = f"{len(lost)} no longer fit{'s' if len(lost) == 1 else ''}"
    if not kept:
        return CarriedWords(f"{len(lost)} {corrections} no longer fit{'s' if len(lost) == 1 else ''}", kept, lost)
    return CarriedWords(f"{len(kept)} {corrections} kept{f', {no_longer}' if lost else ''}", kept, lost)


def edition_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[EditionChange]:
    """Every change of ladders and criteria from one reading to the other; empty when both say the same."""
    found: list[EditionChange] = []
    for place in range(max(len(before["ladders"]), len(after["ladders"]))):
        found += _ladders(_at(before["ladders"], place), _at(after["ladders"], place))
    found += _texts(_criteria(before["criteria"] or {}), _criteria(after["criteria"] or {}))
    return found


def everything_said(reading: Mapping[str, Any]) -> frozenset[str]:
    """Every text and bullet of a reading, folded for comparing: what a rubric made from it could quote."""
    return frozenset(folded(text) for text in _strings(reading))


def folded(text: str) -> str:
    """The text for comparing: small letters, single spaces, no stop at its end."""
    return " ".join(text.casefold().split()).rstrip(".")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        # A statement may be one sentence of a cell.
        yield from (sentence for sentence in re.split(r"(?<=[.!?;])\s+", value) if sentence != value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _strings(inner)


def _at(ladders: Sequence[Mapping[str, Any]], place: int) -> Mapping[str, Any] | None:
    return ladders[place] if place < len(ladders) else None


def _ladders(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[EditionChange]:
    if before is None or after is None:
        yield EditionChange("Ladder", before["name"] if before else None, after["name"] if after else None)
        return
    old, new = _levels(before), _levels(after)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield EditionChange("Level", old.get(key), new.get(key))
    was, now = _rows(before), _rows(after)
    for row in dict.fromkeys([*was, *now]):
        if (row in was) != (row in now):
            yield EditionChange("Competency", row if row in was else None, row if row in now else None)
    for key in [key for key in old if key in new]:
        mine, theirs = _cells(before, key), _cells(after, key)
        kept = [row for row in was if row in now]
        for row in [*kept, ""]:
            if mine.get(row) != theirs.get(row):
                where = f"{new[key]}, {row or 'responsibilities'}"
                yield EditionChange(where, mine.get(row), theirs.get(row))


def _levels(ladder: Mapping[str, Any]) -> dict[str, str]:
    """Key of each level -> the level as people write it."""
    return {
        (level["code"] or level["name"] or str(level["position"])).casefold(): level_label(
            level["code"], level["name"], level["position"]
        )
        for level in ladder["levels"]
    }


def _rows(ladder: Mapping[str, Any]) -> list[str]:
    return [numbered(row["name"], row["occurrence"]) for row in ladder["competencies"]]


def _cells(ladder: Mapping[str, Any], key: str) -> dict[str, str]:
    """What one level says by row; its responsibilities stand under the empty name."""
    names = dict(zip((row["position"] for row in ladder["competencies"]), _rows(ladder), strict=True))
    keys = dict(zip((level["position"] for level in ladder["levels"]), _levels(ladder), strict=False))
    cells = {names[cell["competency"]]: cell["text"] for cell in ladder["guidelines"] if keys.get(cell["level"]) == key}
    duties = [duty["text"] for duty in ladder["responsibilities"] if keys.get(duty["level"]) == key]
    return {**cells, "": " ".join(duties)} if duties else cells


def _criteria(criteria: Mapping[str, Any]) -> dict[str, str]:
    """Everything the criteria say, by place in words."""
    lists = (
        ("Strong signal", "strong_signals"),
        ("Weak signal", "weak_signals"),
        ("Red flag", "red_flags"),
    )
    said = {f"To assess: {entry['name']}": entry["text"] for entry in criteria.get("assess", ())}
    for dimension in criteria.get("dimensions", ()):
        said |= {f"{dimension['name']}, score {score}": text for score, text in dimension["anchors"].items()}
    for exercise in criteria.get("exercises", ()):
        said[f"Exercise: {exercise['name']}"] = " ".join([*exercise["task"], *exercise["evaluate"]])
    for label, key in lists:
        texts = [signal if isinstance(signal, str) else signal["text"] for signal in criteria.get(key, ())]
        said |= {f"{label}: {text}": text for text in texts}
    return said


def _texts(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[EditionChange]:
    for where in dict.fromkeys([*before, *after]):
        if before.get(where) != after.get(where):
            yield EditionChange(where.partition(":")[0], before.get(where), after.get(where))
