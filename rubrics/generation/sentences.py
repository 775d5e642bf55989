"""Running text cut into sentences, word for word.

A cell of a ladder often holds several behaviours, one a sentence. Cutting keeps every character that is not white
space between sentences: joining the parts with spaces gives the folded text back.
"""

from __future__ import annotations

import re

# After these a full stop does not end a sentence.
_ABBREVIATIONS = "e.g i.e eg ie vs cf viz incl excl resp esp dr mr mrs ms prof st sr jr"
_NEVER_END = frozenset(_ABBREVIATIONS.split())
# After these it does not when a digit follows: "no. 5", but "says no. Then leaves."
_NEVER_END_BEFORE_DIGIT = frozenset(("no", "nos", "fig", "vol", "p", "pp", "ca", "approx", "max", "min"))
_ENUMERATOR = re.compile(r"(?:\(?\d{1,2}|[A-Za-z])[.)]")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_NEXT_OPENS = re.compile(r"\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ]")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, white space folded; an empty text has none.

    A stop ends a sentence when white space and a capital, a digit or an opening quote with one of these follow, unless it
    closes an abbreviation (`e.g.`), an initial (`J. Doe`, `U.S. law`), the number of a list item at the beginning, or stands
    inside brackets. Decimals, versions and codes (`99.9`, `v1.2`, `P7.`) have no white space after their inner stop.
    """
    folded = " ".join(text.split())
    brackets_close = _is_balanced(folded)
    parts: list[str] = []
    begin = 0
    for stop in _STOP.finditer(folded):
        if not _NEXT_OPENS.match(folded, stop.end()):
            continue
        part = folded[begin : stop.end()]
        if _ends_in_abbreviation(part, folded[stop.end() + 1 :]) or _ENUMERATOR.fullmatch(part):
            continue
        if brackets_close and not _is_balanced(part):
            continue
        parts.append(part)
        begin = stop.end() + 1
    if folded[begin:]:
        parts.append(folded[begin:])
    return tuple(parts)


def _ends_in_abbreviation(part: str, rest: str) -> bool:
    """Whether the last word is an abbreviation or a single capital, so that its stop ends nothing."""
    if not part.endswith("."):
        return False
    word = part[:-1].rsplit(" ", maxsplit=1)[-1].lstrip("\"'“‘«([")
    if word.lower() in _NEVER_END:
        return True
    if word.lower() in _NEVER_END_BEFORE_DIGIT:
        return rest[:1].isdecimal()
    return bool(re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]", word))


def _is_balanced(text: str) -> bool:
    """Whether every round and square bracket that opens closes again."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")
