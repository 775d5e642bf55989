"""Bullets written as plain characters inside a cell: one statement each."""

from __future__ import annotations

import re

from rubrics.documents.blocks import folded
from rubrics.documents.patterns import pattern

BULLET = pattern(r"(?:^|\s)(?:[•●▪◦‣·]|[-*–](?=\s))\s*")
DOT = pattern(r"(?:^|(?<=\s))[•●▪◦‣]\s*")
NUMBERED = pattern(r"^\d{1,2}[.)]\s+(?=\S)")
COUNT = pattern(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=[^\W\d])")
RUNS_ON = pattern(r"(?:,|\b(?:and|or|the|an?|of|to|with|for|in|on|by|that|which|their|our))$", re.IGNORECASE)


def bulleted(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The bullets of a cell whose lines are marked as bullets or that has several lines; empty for a cell of one text."""
    lines = tuple(part for line in lines for part in parted(line))
    if len(lines) > 1 and all(NUMBERED.match(line) for line in lines):
        return tuple(NUMBERED.sub("", line) for line in lines)
    marked = [line for line in lines if BULLET.match(line)]
    if len(marked) >= 1 and len(marked) >= 0.5 * len(lines):
        items: list[str] = []
        for line in lines:
            bare = BULLET.sub("", line, count=1).strip() if BULLET.match(line) else line
            if BULLET.match(line) or not items:
                items.append(bare)
            else:
                items[-1] = f"{items[-1]} {bare}"
        return tuple(item for item in items if item)
    joined: list[str] = []
    for line in lines:
        # A line that breaks off in mid-sentence was wrapped by hand.
        if joined and RUNS_ON.search(joined[-1]) and line[:1].islower():
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return tuple(joined) if len(joined) > 1 else ()


def parted(line: str) -> tuple[str, ...]:
    """A line with several bullets or numbers in it (`• Packs. • Labels.`, `1. Packs. 2. Labels.`) as a line each."""
    if line[:1] == "1":
        counted = numbered_parts(line)
        if len(counted) > 1:
            return counted
    if len(DOT.findall(line)) < 2:
        return (line,)
    return tuple(part for part in (folded(part) for part in DOT.sub("\n• ", line).split("\n")) if part)


def numbered_parts(line: str) -> tuple[str, ...]:
    """A line as one part for each number that counts on from 1; a number in mid-sentence (`plan 2 of 3. Then …`) counts nothing."""
    pieces = COUNT.split(line)
    found: list[str] = []
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if int(number) == len(found) + 1 and not (found and RUNS_ON.search(found[-1])):
            found.append(f"{number}. {text.strip()}")
        elif found:
            found[-1] = f"{found[-1]} {number}. {text.strip()}"
    return tuple(found)
