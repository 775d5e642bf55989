"""Masking of strings that tell who somebody is, in free text.

Whole strings of four characters and more are masked wherever they stand, also inside a word; shorter ones, single names
and pronouns only as words, since they occur in words of other meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WHOLE_FROM = 4  # characters
PART_FROM = 3
EAST_ASIAN_FROM = "\u2e80"  # scripts above this are written without spaces, so that a word has no edges to look for
# Letters that no decomposition turns into their plain neighbours.
UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "þ": "th",
        "Þ": "Th",
    }
)
PRONOUNS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")


@dataclass(frozen=True, slots=True)
class Mask:
    """Strings to be replaced by one mark, such as `[name]`.

    `parts` also masks the single words of each string; `words` masks the strings only where they stand as words.
    """

    strings: tuple[str, ...]
    mark: str
    parts: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Masks:
    """Masks compiled for use: `text` gives a text without the strings, `found` the strings a text holds."""

    pattern: re.Pattern[str] | None
    marks: dict[str, str]

    def text(self, text: str) -> str:
        """The text with each string replaced by its mark. Canonically composed first, so that no spelling slips by."""
        composed = unicodedata.normalize("NFC", text)
        return self.pattern.sub(lambda hit: self._mark(hit[0]), composed) if self.pattern else composed

    def found(self, text: str) -> tuple[str, ...]:
        """The strings that would be masked, in their order, as they stand in the text."""
        composed = unicodedata.normalize("NFC", text)
        return tuple(hit[0] for hit in self.pattern.finditer(composed)) if self.pattern else ()

    def _mark(self, hit: str) -> str:
        return self.marks[" ".join(hit.casefold().split())]


def compiled(masks: Iterable[Mask]) -> Masks:
    """The masks as one pattern, longest string first; a string in two masks takes the first one's mark."""
    marks: dict[str, str] = {}
    edged: dict[str, bool] = {}
    for mask in masks:
        for string in mask.strings:
            whole = " ".join(unicodedata.normalize("NFC", string).split())
            for spelling in _spellings(whole):
                _take(marks, edged, spelling, mask.mark, has_edges=mask.words or len(spelling) < WHOLE_FROM)
            for word in whole.split() if mask.parts else ():
                for spelling in _spellings(word):
                    if len(spelling) >= PART_FROM or spelling >= EAST_ASIAN_FROM:
                        _take(marks, edged, spelling, mask.mark, has_edges=True)
    if not marks:
        return Masks(pattern=None, marks={})
    longest_first = sorted(marks, key=lambda string: (-len(string), string))
    pattern = "|".join(_expression(string, has_edges=edged[string]) for string in longest_first)
    return Masks(pattern=re.compile(pattern, re.IGNORECASE), marks=marks)


def _take(marks: dict[str, str], edged: dict[str, bool], string: str, mark: str, *, has_edges: bool) -> None:
    key = string.casefold()
    if key:
        marks.setdefault(key, mark)
        edged[key] = edged.get(key, True) and has_edges


def _spellings(string: str) -> tuple[str, ...]:
    """A string as it is and without its accents."""
    decomposed = unicodedata.normalize("NFKD", string.translate(UNDECOMPOSED))
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return tuple(dict.fromkeys(spelling for spelling in (string, plain) if spelling))


def _expression(string: str, *, has_edges: bool) -> str:
    escaped = r"\s+".join(re.escape(word) for word in string.split(" "))
    if not has_edges or string[0] >= EAST_ASIAN_FROM:
        return escaped
    return rf"(?<!\w){escaped}(?!\w)"
