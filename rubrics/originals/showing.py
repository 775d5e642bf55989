"""The original with its numbered lines and the places of the reading among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubrics.originals.anchors import anchor
from rubrics.originals.texts import Text, texts_of

SHOWN_LINES = 2_000
LONGEST_LINE = 2_000
Spot = tuple[int, int]
"""The place of a file among the shown ones and of a line in it, both from 1."""


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """One line as it stands; `id` is its fragment, `places` those of other places in it."""

    number: int
    id: str
    text: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A file, a sheet or a page inside a record; `note` says what of it is shown otherwise or not at all."""

    name: str
    lines: tuple[OriginalLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """Everything of the original that can be shown as text; `fragments` leads from a place to its line, where it is shown."""

    files: tuple[OriginalFile, ...]
    fragments: Mapping[str, str]


def original(content: bytes, name: str, locators: Iterable[str]) -> Original:
    """The original of a reading whose places are `locators`. What is no text (a damaged file, say) has no files."""
    wanted = tuple(dict.fromkeys(locators))
    texts = texts_of(content, name, wanted)
    fragments: dict[str, str] = {}
    marks: dict[Spot, dict[str, None]] = {}
    for locator in wanted:
        fragment, spot = anchor(locator), _spot(locator, texts)
        if fragment is None or spot is None or not 1 <= spot[1] <= min(len(texts[spot[0] - 1].lines), SHOWN_LINES):
            continue
        fragments[locator] = fragment
        if fragment != _line_id(*spot):
            marks.setdefault(spot, {})[fragment] = None
    files = tuple(_file(number, text, marks) for number, text in enumerate(texts, start=1))
    return Original(files, fragments)


def _spot(locator: str, texts: Sequence[Text]) -> Spot | None:
    """Where a place stands; a whole table is where the first of its cells does."""
    first = locator.split("; ", maxsplit=1)[0]
    for number, text in enumerate(texts, start=1):
        line = text.line_of(first)
        if line is not None:
            return number, line
    return None


def _line_id(file: int, line: int) -> str:
    return f"line-{line}" if file == 1 else f"file-{file}-line-{line}"


def _file(number: int, text: Text, marks: Mapping[Spot, Mapping[str, None]]) -> OriginalFile:
    lines = tuple(
        OriginalLine(
            line,
            _line_id(number, line),
            said if len(said) <= LONGEST_LINE else f"{said[:LONGEST_LINE]} …",
            tuple(marks.get((number, line), ())),
        )
        for line, said in enumerate(text.lines[:SHOWN_LINES], start=1)
    )
    notes = [text.note] if text.note else []
    if len(text.lines) > SHOWN_LINES:
        notes.append(f"Only the first {SHOWN_LINES:,} of {len(text.lines):,} lines are shown; the download has all.")
    if any(len(said) > LONGEST_LINE for said in text.lines[:SHOWN_LINES]):
        notes.append("Long lines end in “…”; the download has them whole.")
    return OriginalFile(re.sub(r"\s+", " ", text.name), lines, " ".join(notes))
