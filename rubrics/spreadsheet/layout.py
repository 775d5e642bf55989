"""The table's columns, its kinds of rows, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from enum import StrEnum

VERSION = 1


class Column(StrEnum):
    """The columns in order, by their heading."""

    part = "Part"
    dimension = "Dimension"
    score = "Score"
    text = "Text"
    kind = "Kind"
    level = "Level"
    note = "Note"
    group = "Group"
    weight = "Weight"
    must_have = "Must-have"
    bar = "Bar"
    low = "From"
    high = "To"
    document = "Source document"
    locator = "Source place"
    source_level = "Source level"
    author = "Author"
    edited_from = "Edited from"


class Part(StrEnum):
    """What a row is; rows of a dimension or an exercise stand below it."""

    rubric = "rubric"
    target = "target level"
    scale = "scale"
    scale_word = "scale word"
    level = "level"
    dimension = "dimension"
    description = "description"
    question = "question"
    anchor = "anchor"
    statement = "statement"
    strong = "strong signal"
    weak = "weak signal"
    red_flag = "red flag"
    exercise = "exercise"
    task = "task"
    look_for = "look for"
    evidence_on = "evidence on"
    waiting = "to assign"


SIGNAL_KINDS = {Part.strong: "strong", Part.weak: "weak", Part.red_flag: "red_flag"}

# What spreadsheets run as a formula, also behind spaces and in full width; line ends and tabs, which some drop at the
# start of a cell; and nothing at all, so that an empty text differs from no text. Apostrophes in front belong to it, so
# that a text is guarded exactly when its guarded form looks guarded.
_RISKY = re.compile(r"[\s']*[=+\-@＝＋－＠]|[\s']*\Z|'*[\t\r\n]")


def guarded(text: str | None) -> str:
    """The cell of a text: behind an apostrophe where a spreadsheet could run it; None is the empty cell.

    OWASP, *CSV Injection*: cells that begin with = + - @, a tab or a line end.
    """
    if text is None:
        return ""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str | None:
    """The text of a cell: `unguarded(guarded(text)) == text`."""
    if cell == "":
        return None
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
