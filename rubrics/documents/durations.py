"""How long exercises and interviews take, as texts state it: `45–60 min`, `1h30`, `an hour and a half`."""

from __future__ import annotations

import re

from rubrics.documents.labels import bare
from rubrics.documents.patterns import pattern

MINUTES = r"(?:minut(?:es?|en?|os?)|mins?\.?|′)"
HOURS = r"(?:hours?|hrs?\.?|h|stunden?|std\.?|heures?|horas?)"
WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90, "half an": 0.5, "half a": 0.5,
    "one and a half": 1.5, "eine": 1, "une": 1, "una": 1, "zwei": 2, "deux": 2, "dos": 2,
}  # fmt: skip
COUNT = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?=[ -]))"
TO = r"\s*(?:[-–—]|to|bis|à|a)\s*"
RANGE = pattern(TO, re.IGNORECASE)
DURATION = pattern(
    rf"(?<![\w.,:])(?:(?P<clock>\d{{1,2}}):(?P<past>[0-5]\d)\s*{HOURS}"
    rf"|(?P<whole>\d{{1,2}})\s*{HOURS}\s*(?:and|und|et|y|,)?\s*(?P<rest>[0-5]?\d)\s*(?:m|{MINUTES})"
    rf"|(?P<tight>\d{{1,2}})h(?P<over>[0-5]\d)"
    rf"|(?P<more>(?:an|one)\s+hour\s+and\s+a\s+half)"
    rf"|(?P<low>{COUNT})(?:{TO}(?P<high>{COUNT}))?\s*[- ]?(?:{MINUTES}|(?P<hours>{HOURS})))"
    r"(?!\w)(?!\s+(?:of experience|(?:per|a|each) (?:day|week|month)))",
    re.IGNORECASE,
)
UNIT = pattern(r"\d[\s-]*[hms]|[ -](?:hour|minut|stunde|heure|hora)|′", re.IGNORECASE)
"""One of these stands in every text with a duration: most texts have no need of the longer pattern."""
METRES = pattern(
    r"(?:^|[(\[])\s*(?:~|about |approx\.? )?(\d{2,3})(?:\s*[-–—]\s*(\d{2,3}))?\s?m\.?\s*(?:$|[)\]])", re.IGNORECASE
)
"""`m` alone is minutes only where nothing else is said, or in brackets: elsewhere it may be metres or millions."""
BRACKETED = pattern(r"\s*[(\[]\s*(?P<time>[^()\[\]]{1,50}?)\s*[)\]]\s*:?\s*$")
SEPARATOR = pattern(r"(?:\s+[-–—|·]|[-–—,:])\s+")
BESIDE = frozenset(
    [
        "about",
        "approx",
        "approximately",
        "around",
        "circa",
        "ca",
        "c",
        "up",
        "to",
        "max",
        "maximum",
        "min",
        "minimum",
        "total",
        "each",
        "session",
        "sessions",
        "slot",
        "long",
        "timebox",
        "timeboxed",
        "time",
        "duration",
        "in",
        "of",
        "or",
        "the",
        "and",
        "a",
        "at",
        "most",
        "least",
        "less",
        "than",
        "under",
        "dauer",
        "durée",
        "duración",
        "rund",
        "environ",
        "unos",
    ]
)
"""Words that say nothing more beside a duration."""


def minutes_in(text: str) -> tuple[int, int] | None:
    """The minutes a text states: (shortest, longest), hours turned into minutes; `None` when it states none."""
    match = DURATION.search(text) if UNIT.search(text) else None
    if match is None:
        plain = METRES.search(text) if len(text) < 120 else None
        return (int(plain[1]), int(plain[2] or plain[1])) if plain else None
    low, high = spanned(match)
    beyond = RANGE.match(text, match.end())
    other = DURATION.match(text, beyond.end()) if beyond else None
    return (low, spanned(other)[1]) if other and spanned(other)[1] > low else (low, high)


def spanned(match: re.Match[str]) -> tuple[int, int]:
    """The minutes of one stated duration, shortest and longest."""
    if match["more"]:
        return 90, 90
    for hours, minutes in (("clock", "past"), ("whole", "rest"), ("tight", "over")):
        if match[hours]:
            whole = 60 * int(match[hours]) + int(match[minutes])
            return whole, whole
    factor = 60 if match["hours"] else 1
    low = round(counted(match["low"]) * factor)
    return low, round(counted(match["high"]) * factor) if match["high"] else low


def counted(text: str) -> float:
    """A count in digits or in words."""
    return WORDS[text.lower()] if text.lower() in WORDS else float(text.replace(",", "."))


def is_time(text: str) -> bool:
    """Whether a text states a duration and nothing else."""
    if len(text) > 60 or minutes_in(text) is None:
        return False
    rest = DURATION.sub(" ", text) if UNIT.search(text) else ""
    return all(word in BESIDE for word in re.findall(r"\w+", rest.lower()))


def without_minutes(text: str) -> str:
    """An exercise's name without the time in brackets or behind a dash, and without its number."""
    name = bare(text)
    bracketed = BRACKETED.search(name) if len(name) < 300 else None
    behind = (match for match in SEPARATOR.finditer(name) if is_time(name[match.end() :].rstrip(" :")))
    cut = bracketed if bracketed and is_time(bracketed["time"]) else next(behind, None) if len(name) < 300 else None
    name = name[: cut.start()] if cut else name
    return re.sub(r"^\d{1,2}\s*[.)]\s+", "", name).strip() or bare(text)
