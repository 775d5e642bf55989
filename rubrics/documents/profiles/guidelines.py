"""The ladder in a profile's page: responsibilities by level, and a table of guidelines whose cells may run together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.labels import QUALIFICATION, LevelLabel
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.patterns import pattern
from rubrics.documents.profiles.runs import camel_words, cut_head, cut_row
from rubrics.documents.quantities import years_in
from rubrics.documents.reading import Finding

LEVEL_LINE = pattern(
    r"^(?P<code>[A-Z]{1,4}\d{1,2})(?:\s*(?:this profile|this role|current|your level|you))?(?:\s*[-–—:]\s*(?P<name>.+))?$"
)
ROW = pattern(r"^(?P<code>[A-Z]{1,4}\d{1,2})(?:this profile|this role)?(?=[A-Z“\"(|\t]|\d+\+)")
HEAD = pattern(r"^\|?\s*level", re.IGNORECASE)
LONGEST_HEAD = 2_000
"""Characters of a table's head: a dozen names have a few hundred."""
BAR = pattern(r"[ \t]*\|[ \t]*")

Entry = tuple[str, str, bool]
"""A line: its text, its place, and whether it was a bullet."""


def ladder_of(responsibilities: Sequence[Entry], guidelines: Sequence[Entry], text: str) -> Draft | None:
    """The ladder of the two sections, levels in the order they appear; `None` when neither has any level."""
    draft = Draft("", "levels_as_rows", guidelines[0][1] if guidelines else "")
    current: int | None = None
    for line, place, bullet in responsibilities:
        match = LEVEL_LINE.match(line)
        if match and not bullet:
            current = draft.level(LevelLabel(match["code"], match["name"], 3), place)
        elif current is not None:
            draft.add(current, line, place)
    read_guidelines(draft, guidelines, text)
    return draft if draft.levels else None


def read_guidelines(draft: Draft, lines: Sequence[Entry], text: str) -> None:
    """Adds the cells of the table of guidelines to the draft; rows that cannot be told apart stay whole and are said."""
    codes = [level.label.code or "" for level in draft.levels]
    rows = rows_of(lines, codes)
    draft.findings.extend(rows_of_no_level(lines, codes))
    head = next((line for line in lines if HEAD.match(line[0]) and line[0] != "Level guidelines"), None)
    if not rows or head is None:
        return
    draft.place = head[1]
    words = camel_words(without(text, [line for line, _, _ in lines]))
    first_row = rows[0][0] + rows[0][1]
    head_text = head[0].partition(first_row)[0]
    if len(head_text) > LONGEST_HEAD:
        message = "The names of the columns run on for too long to be told apart; the table was left out."
        draft.findings.append(Finding("warning", head[1], message))
        return
    separated = separated_cells(head[0])
    columns = (separated or head_names(head_text, words))[1:]
    competencies: dict[int, int] = {}
    for code, body, place in rows:
        index = draft.level(LevelLabel(code, None, 3), place)
        parts = parts_of(draft, body, (code, place), columns, words, codes)
        if parts is None:
            draft.add(index, body, place)
            continue
        for column, (name, cell) in enumerate(zip(columns, parts, strict=False)):
            if cell and QUALIFICATION.search(name):
                qualify(draft, index, cell, place)
            elif cell:
                if column not in competencies:
                    competencies[column] = draft.competency(name, None, head[1])
                draft.say(index, competencies[column], Statement([cell], f"{place}, column {column + 2}"))
    if not separated:
        message = f"Cells run together on one line were told apart: {len(rows)} rows of {len(columns)} cells."
        draft.findings.append(Finding("info", head[1], message))


def parts_of(
    draft: Draft, body: str, row: tuple[str, str], columns: Sequence[str], words: set[str], codes: Sequence[str]
) -> Sequence[str] | None:
    """The cells of a row (its code, its place); `None` where they run together and cannot be told apart, which is said."""
    code, place = row
    cells = separated_cells(body)
    if cells:
        return cells[-len(columns) :]
    cut = cut_row(body, len(columns), words, codes)
    if cut is None:
        message = (
            f"The cells of row {code} run together and could not be told apart: {len(columns)} were expected. "
            "Assign its text by hand."
        )
        draft.findings.append(Finding("warning", place, message))
        return None
    if cut.doubtful:
        message = f"The cells of row {code} run together; where one ends is not certain. Check the row."
        draft.findings.append(Finding("warning", place, message))
    return cut.parts


def qualify(draft: Draft, index: int, cell: str, place: str) -> None:
    """Keeps what a level asks of experience; years with an alternative are said."""
    level = draft.levels[index]
    level.qualification = cell
    level.years = years_in(cell)
    if level.years and re.search(r"\bor\b.*\b(equivalent|recognition)\b", cell, re.IGNORECASE):
        message = f"Years of {level.label.code} have an alternative: “{cell}”."
        draft.findings.append(Finding("info", place, message))


def head_names(text: str, words: set[str]) -> tuple[str, ...]:
    """The column names of a run-together head; its first is “Level” whatever follows it."""
    names = cut_head(re.sub(r"^(?:[Ll]evel|LEVEL)(?:[sS](?![a-z]))?", "", text), words)
    return ("Level", *(name for name in names if name))


def without(text: str, lines: Sequence[str]) -> str:
    """The text without the run-together lines: only elsewhere does an inner capital prove a word."""
    for line in lines:
        text = text.replace(line, " ")
    return text


def separated_cells(line: str) -> tuple[str, ...] | None:
    """The cells of a row that kept its tabs or bars; `None` for one that lost them."""
    if "|" in line:
        return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
    if "\t" in line:
        return tuple(cell.strip() for cell in line.strip().split("\t"))
    return None


def rows_of(lines: Sequence[Entry], codes: Sequence[str]) -> list[tuple[str, str, str]]:
    """Rows as (code, cells run together, place): one to a line, or all on one line, each beginning with a level's code."""
    rows: list[tuple[str, str, str]] = []
    known = sorted(codes, key=len, reverse=True)
    for text, place, _ in lines:
        line = BAR.sub("|", text).strip("| ")
        code = next((code for code in known if re.match(rf"{re.escape(code)}(?!s?\b[ ,.]|\d+\b(?!\+))", line)), None)
        if code is None and not known:
            match = ROW.match(line)
            code = match["code"] if match else None
        if code is not None:
            rest = re.sub(r"^\s*(?:this profile|this role)", "", line[len(code) :])
            inner = inner_rows(rest, code, codes)
            rows.append((code, inner[0][1], place))
            rows.extend((other, body, place) for other, body in inner[1:])
        elif re.match(r"^levels?", line, re.IGNORECASE) and known:
            inner = inner_rows(line, "", codes)
            rows.extend((other, body, place) for other, body in inner[1:])
    return rows


def rows_of_no_level(lines: Sequence[Entry], codes: Sequence[str]) -> list[Finding]:
    """A finding for each row whose level the responsibilities do not name: it is left out."""
    found: list[Finding] = []
    for text, place, _ in lines if codes else ():
        match = ROW.match(BAR.sub("|", text).strip("| "))
        if match and not any(match["code"].startswith(code) for code in codes):
            message = f"The row of {match['code']} was left out: no responsibilities are listed for that level."
            found.append(Finding("warning", place, message))
    return found


def inner_rows(text: str, first: str, order: Sequence[str]) -> list[tuple[str, str]]:
    """A line cut where the next level's code stands between two cells: right after a text and right before a capital."""
    found: list[tuple[str, str]] = []
    start, code = 0, first
    at = order.index(first) + 1 if first in order else 0
    for following in order[at:]:
        match = re.compile(rf"(?<=[.!?)a-z”\"]){re.escape(following)}(?=[A-Z“\"(]|\d+\+)").search(text, start)
        if match:
            found.append((code, text[start : match.start()].strip()))
            start, code = match.end(), following
    found.append((code, text[start:].strip()))
    return found
