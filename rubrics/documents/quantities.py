"""Years, minutes and weights as texts state them."""

from __future__ import annotations

import re

from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Years

YEAR_RANGE = pattern(
    r"(?P<low>\d{1,2}(?:\.\d)?)\s*(?:(?:[-–—]|to)\s*(?P<high>\d{1,2}(?:\.\d)?)\s*(?P<open>\+)?|(?P<plus>\+))?\s*(?:\+\s*)?(?:years?|yrs?|y\b)",
    re.IGNORECASE,
)

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def years_in(text: str | None) -> Years | None:
    """The years of experience a text states: (least, most), the most `None` when open; `None` when it states none."""
    match = YEAR_RANGE.search(text or "")
    if not match:
        return None
    low = number(match["low"])
    if match["high"]:
        return low, None if match["open"] else number(match["high"])
    if re.search(r"\b(up to|less than|under|max(?:imum)?|at most)\s*$", (text or "")[: match.start()], re.IGNORECASE):
        return None, low
    return low, None


def number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value


def minutes_in(text: str) -> tuple[int, int] | None:
    """The minutes a text states: (shortest, longest), hours turned into minutes; `None` when it states none."""
    match = re.search(
        r"(\d{1,3}(?:\.\d)?)\s*(?:(?:[-–—]|to)\s*(\d{1,3}(?:\.\d)?))?\s*[- ]?(minutes?|mins?\b|min\.|hours?|hrs?\b|h\b|′)",
        text,
        re.IGNORECASE,
    )
    if not match:
        return None
    factor = 60 if match[3].lower().startswith("h") else 1
    low = round(float(match[1]) * factor)
    return low, round(float(match[2]) * factor) if match[2] else low


def weight_in(text: str) -> float | None:
    """A weight as a share (`40%` is 0.4), points or a plain factor (`20 points`, `x2`, `2`); `None` when there is none."""
    match = re.search(r"(\d{1,3}(?:\.\d+)?)\s*%", text)
    if match:
        return round(float(match[1]) / 100, 4)
    match = re.search(
        r"(\d{1,3}(?:\.\d+)?)\s*(?:pts|points?)\b|\bweight(?:ing)?\s*[:=]?\s*(\d{1,3}(?:\.\d+)?)", text, re.IGNORECASE
    )
    match = match or re.fullmatch(r"\s*\(?[x×]?\s*(\d{1,3}(?:\.\d+)?)\s*[x×]?\)?()\s*", text)
    return float(match[1] or match[2]) if match else None
