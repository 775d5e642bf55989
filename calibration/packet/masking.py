"""Masking of strings that tell who somebody is, in free text.

Whole strings of four characters and more are masked wherever they stand, also inside a word; shorter ones, single names
and pronouns only as words, since they occur in words of other meaning. Text and strings are held against each other
without case, accents, and characters that are not seen, so that no spelling slips by.
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
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "\u2019": "'", "\u2010": "-"}
)
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
PRONOUNS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")
LETTER = r"[^\W\d_]"


@dataclass(frozen=True, slots=True)
class Mask:
    """Strings to be replaced by one mark, such as `[name]`.

    `parts` also masks the single words of each string, and the words joined as addresses join them; `words` masks the
    strings only where they stand as words.
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
        """The text, canonically composed, with each string replaced by its mark."""
        composed = unicodedata.normalize("NFC", text)
        pieces, end = [], 0
        for start, stop, mark in self._hits(composed):
            pieces += [composed[end:start], mark]
            end = stop
        return "".join((*pieces, composed[end:]))

    def found(self, text: str) -> tuple[str, ...]:
        """The strings that would be masked, in their order, as they stand in the text."""
        composed = unicodedata.normalize("NFC", text)
        return tuple(composed[start:stop] for start, stop, _ in self._hits(composed))

    def _hits(self, composed: str) -> list[tuple[int, int, str]]:
        """Where each string begins and ends in the text, and its mark."""
        if self.pattern is None:
            return []
        plain, places = "", list[int]()
        for place, character in enumerate(composed):
            folded = _folded(character)
            plain += folded
            places += [place] * len(folded)
        return [
            (places[hit.start()], places[hit.end() - 1] + 1, self.marks[" ".join(hit[0].split())])
            for hit in self.pattern.finditer(plain)
        ]


def compiled(masks: Iterable[Mask]) -> Masks:
    """The masks as one pattern, longest string first; a string in two masks takes the first one's mark."""
    marks: dict[str, str] = {}
    edged: dict[str, bool] = {}
    for mask in masks:
        for string in mask.strings:
            for whole in _spellings(string):
                _take(marks, edged, whole, mask.mark, has_edges=mask.words or len(whole) < WHOLE_FROM)
                for part, has_edges in _parts(whole) if mask.parts else ():
                    _take(marks, edged, part, mask.mark, has_edges=has_edges)
    if not marks:
        return Masks(pattern=None, marks={})
    longest_first = sorted(marks, key=lambda string: (-len(string), string))
    pattern = "|".join(_expression(string, has_edges=edged[string]) for string in longest_first)
    return Masks(pattern=re.compile(pattern), marks=marks)


def _take(marks: dict[str, str], edged: dict[str, bool], string: str, mark: str, *, has_edges: bool) -> None:
    if string:
        marks.setdefault(string, mark)
        edged[string] = edged.get(string, True) and has_edges


def _folded(text: str) -> str:
    """The text without case, accents and unseen characters; scripts without cases and accents keep their signs."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(UNDECOMPOSED)
    if not folded.isascii() and folded < EAST_ASIAN_FROM:
        folded = unicodedata.normalize("NFKD", folded)
    return "".join(
        sign for sign in folded if not unicodedata.combining(sign) and unicodedata.category(sign) not in {"Cf", "Mn"}
    )


def _spellings(string: str) -> tuple[str, ...]:
    """A string as it is held against a text: plain, and with its umlauts written out."""
    composed = " ".join(unicodedata.normalize("NFC", string).casefold().split())
    written = (composed, composed.translate(WRITTEN_OUT))
    return tuple(dict.fromkeys("".join(map(_folded, spelling)) for spelling in written))


def _parts(whole: str) -> list[tuple[str, bool]]:
    """The words of a string, and how addresses join them, each with whether it has to stand as a word."""
    words = [word for word in re.split(r"[\s\-]+", whole) if word]
    bare = [word.replace("'", "") for word in words]
    joined = [word.replace("-", "").replace("'", "") for word in whole.split()]
    parts = [(word, True) for word in (*words, *bare, *joined) if len(word) >= PART_FROM or word >= EAST_ASIAN_FROM]
    if len(words) > 1:
        ends = (bare[0], bare[-1])
        names = ("".join(bare), "".join(ends), "".join(reversed(ends)), bare[0][:1] + bare[-1])
        parts += [(name, len(name) <= WHOLE_FROM) for name in names]
    return parts


def _expression(string: str, *, has_edges: bool) -> str:
    """The pattern of a string; what has to stand as a word may have the s of a possessive after it."""
    escaped = r"\s+".join(re.escape(word) for word in string.split(" "))
    if not has_edges or string[0] >= EAST_ASIAN_FROM:
        return escaped
    return rf"(?<!{LETTER}){escaped}(?=s?(?!{LETTER}))"
