"""What levels several labels name, judged together: numerals that count on, trades beside their ranks, codes of one series."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rubrics.documents.labels import (
    COUNTED,
    LONGEST,
    NUMBERED_NAME,
    PROCESS,
    ROMAN,
    UNNUMBERED,
    YEARS_AFTER,
    LevelLabel,
    bare,
    is_person,
    key,
    level_label,
)
from rubrics.documents.patterns import pattern
from rubrics.documents.ranks import COUNTED_THINGS, NOT_LEVELS, RANKS_AND_NUMBERS, SENTENCE

LOW_CODE = pattern(r"^([a-z]{1,4})[-_ ]?(\d{1,2})$")
"""Codes as keys of records write them: `l1`, `ic2`."""

SERIES = pattern(r"^([A-Z]+)[-. ]?\d{1,2}$")
"""The letters before the number of a code."""


def level_labels(texts: Sequence[str]) -> list[LevelLabel | None]:
    """What level each of several labels names, judged together: what no list of words knows shows by its company.

    Labels that differ in a number only are levels (`Courier 1`, `Courier 2`), Roman numerals are where they count on
    (`I`, `II`, `III`), and a trade without a rank stands among the ranks of the same trade (`Junior Driver`, `Driver`,
    `Senior Driver`).
    """
    series = named_steps(texts) or low_codes(texts)
    if series:
        return list(series)
    labels = with_numerals(texts, [level_label(text) for text in texts])
    names = {
        index: name
        for index, label in enumerate(labels)
        if not label
        and len(texts[index]) <= LONGEST
        and 0 < len((name := YEARS_AFTER.sub("", bare(texts[index]))).split()) <= 6
    }
    add_numbered(names, labels)
    add_trades(names, labels)
    return told_apart(texts, labels)


def named_steps(texts: Sequence[str]) -> list[LevelLabel]:
    """Steps called as people are (`Step 2 — Baker`), all of them; empty for the steps of a process (`Step 2 — Onsite`)."""
    if len(texts) < 2 or not PROCESS.match(texts[0].split(maxsplit=1)[0] if texts[0].strip() else ""):
        return []
    steps = [COUNTED.match(bare(text)) for text in texts if len(text) <= LONGEST]
    told = [step for step in steps if step and step["name"] and is_person(step["name"])]
    if len(told) < len(texts):
        return []
    return [LevelLabel(f"{step['word'].capitalize()} {step['number']}", step["name"], 3) for step in told]


def low_codes(texts: Sequence[str]) -> list[LevelLabel]:
    """Codes of one series in small letters that count on, all of them; empty for other labels."""
    codes = [code for text in texts if len(text) <= 12 and (code := LOW_CODE.match(bare(text)))]
    if len(texts) < 2 or len(codes) < len(texts) or len({code[1] for code in codes}) > 1:
        return []
    steps = {second - first for first, second in pairwise(int(code[2]) for code in codes)}
    return [LevelLabel(bare(text), None, 3) for text in texts] if steps == {1} else []


def with_numerals(texts: Sequence[str], labels: list[LevelLabel | None]) -> list[LevelLabel | None]:
    """The labels, with Roman numerals as levels where there are several and each counts on from the one before."""
    numerals = {index: name for index, text in enumerate(texts) if (name := bare(text).rstrip(".")) in ROMAN}
    steps = {second - first for first, second in pairwise(ROMAN[name] for name in numerals.values())}
    if steps != {1}:
        return labels
    return [LevelLabel(numerals[index], None, 1) if index in numerals else label for index, label in enumerate(labels)]


def add_numbered(names: dict[int, str], labels: list[LevelLabel | None]) -> None:
    """Adds names that differ in their number only, two or more: `Courier 1`, `Courier 2`."""
    numbered: dict[str, list[int]] = {}
    for index, name in names.items():
        match = NUMBERED_NAME.match(name)
        if match and not COUNTED_THINGS.search(match["name"]) and not SENTENCE.search(match["name"]):
            numbered.setdefault(key(match["name"]), []).append(index)
    for indices in numbered.values():
        if len(indices) > 1 and len({key(names[index]) for index in indices}) == len(indices):
            for index in indices:
                labels[index] = LevelLabel(None, names[index], 3)


def add_trades(names: dict[int, str], labels: list[LevelLabel | None]) -> None:
    """Adds trades without a rank that other labels have ranks of: `Driver` beside `Senior Driver`."""
    trades = {
        trade for label in labels if label and label.strength >= 2 and label.name and (trade := trade_of(label.name))
    }
    for index, name in names.items():
        short = not labels[index] and len(name.split()) <= 4
        if short and trade_of(name) in trades and not UNNUMBERED.match(name) and not NOT_LEVELS.search(name):
            labels[index] = LevelLabel(None, name, 1)


def told_apart(texts: Sequence[str], labels: list[LevelLabel | None]) -> list[LevelLabel | None]:
    """The labels, with branches that share a code (`E3 (IC)`, `E3 (Manager)`) named by the whole of their text."""
    names: dict[str, set[str]] = {}
    for label in labels:
        if label and label.code and label.name:
            names.setdefault(key(label.code), set()).add(key(label.name))
    return [
        LevelLabel(None, bare(text), label.strength)
        if label and label.code and len(names.get(key(label.code), ())) > 1
        else label
        for text, label in zip(texts, labels, strict=True)
    ]


def are_unrelated(labels: Sequence[LevelLabel]) -> bool:
    """Whether labels are codes alone, each of a series of its own (`S3`, `EC2`, `K8`): names of things, and no ladder."""
    series = [code[1] for label in labels if not label.name and (code := SERIES.match(label.code or ""))]
    return len(series) == len(labels) == len(set(series)) > 1


def trade_of(name: str) -> str:
    """The trade a level's name is about: its last word once ranks and numbers are gone; empty when nothing is left."""
    words = RANKS_AND_NUMBERS.sub(" ", name).split() if len(name) <= LONGEST else []
    return key(words[-1]) if words else ""
