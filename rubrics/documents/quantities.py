"""Years and weights as texts state them."""

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


WEIGHT = pattern(
    r"(?P<percent>\d{1,3}(?:[.,]\d+)?)\s*%|(?P<points>\d{1,3}(?:[.,]\d+)?)\s*(?:pts|points?)\b"
    r"|\b(?:weight(?:ing|age)?|gewicht(?:ung)?|poids|coef(?:ficient|f?\.)?|peso)\s*(?:of\s+)?[:=]?\s*(?P<stated>\d{1,3}(?:[.,]\d+)?)(?!\s*[/%\d.,])",
    re.IGNORECASE,
)
FACTOR = pattern(r"\s*\(?[x×]?\s*(\d{1,3}(?:[.,]\d+)?)\s*[x×]?\)?(?:\s*\([^()]{0,30}\))?\s*", re.IGNORECASE)
FRACTION = pattern(r"(?<![\d/])(\d{1,2})\s*[/⁄]\s*(\d{1,2})(?![\d/])")
PARTS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8}


def weight_in(text: str) -> float | None:
    """A weight as a share (`40%` and `2/5` are 0.4), points or a plain factor (`20 points`, `x2`, `2`); `None` when there is none."""
    match = WEIGHT.search(text)
    if match:
        share = match["percent"]
        value = float((share or match["points"] or match["stated"]).replace(",", "."))
        return round(value / 100, 4) if share else value
    factor = FACTOR.fullmatch(text)
    if factor:
        return float(factor[1].replace(",", "."))
    part = FRACTION.search(text)
    if part and 0 < int(part[1]) < int(part[2]):
        return round(int(part[1]) / int(part[2]), 4)
    return next((round(PARTS[sign], 4) for sign in text if sign in PARTS), None)
