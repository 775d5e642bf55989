"""Years and weights as texts state them."""

from __future__ import annotations

import re

from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Years

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
SAID = rf"\d{{1,2}}(?:[.,]\d)?|{'|'.join(['one', *NUMBERS])}"
YEAR_RANGE = pattern(
    rf"(?<![A-Za-z\d.,])(?P<low>{SAID})\s*(?:(?:[-–—]|to|and|bis|à|a)\s*(?P<high>{SAID})\s*(?P<open>\+)?|(?P<plus>\+|or more|and (?:above|more)))?\s*(?:\+\s*)?"
    r"(?:years?|yrs?|y\b|yoe\b|jahren?\b|ans\b|années\b|años?\b|anos\b|年)",
    re.IGNORECASE,
)
EXPERIENCED = pattern(
    r"\b(?:experience|tenure|yoe|(?:berufs)?erfahrung|expérience|experiencia|in (?:the |a similar |this )?(?:role|field|industry|position))\b|経験",
    re.IGNORECASE,
)
SENTENCE_END = pattern(r"(?<=[.;!?])\s")
AT_MOST = pattern(
    r"\b(?:up to|less than|fewer than|under|max(?:imum)?|at most|bis zu|unter|höchstens|weniger als|moins de|jusqu['’]à|menos de|hasta)\s*$",
    re.IGNORECASE,
)


def years_in(text: str | None) -> Years | None:
    """The years of experience a text states: (least, most), the most `None` when open; `None` when it states none."""
    match = YEAR_RANGE.search(text or "")
    if not match:
        return None
    low = number(match["low"])
    if match["high"]:
        return low, None if match["open"] else number(match["high"])
    if AT_MOST.search((text or "")[: match.start()]):
        return None, low
    return low, None


def experience_in(text: str | None) -> Years | None:
    """The years of experience a sentence states, `None` where it speaks of other years: “plans two years ahead”."""
    if not EXPERIENCED.search(text or ""):
        return None
    return next(
        (years for part in SENTENCE_END.split(text or "") if EXPERIENCED.search(part) and (years := years_in(part))),
        None,
    )


def number(text: str) -> float:
    """The value of a number in digits or as an English word; whole numbers are integers."""
    word = text.lower()
    value = float(1 if word == "one" else NUMBERS.get(word) or word.replace(",", "."))
    return int(value) if value.is_integer() else value


WEIGHT = pattern(
    r"(?P<percent>\d{1,3}(?:[.,]\d+)?)\s*%|(?P<points>\d{1,3}(?:[.,]\d+)?)\s*(?:pts|points?)\b"
    r"|\b(?:weight(?:ing|age)?|gewicht(?:ung)?|poids|coef(?:ficient|f?\.)?|peso)\s*(?:of\s+)?[:=]?\s*(?P<stated>\d{1,3}(?:[.,]\d+)?)(?!\s*[/%\d.,])",
    re.IGNORECASE,
)
FACTOR = pattern(r"\s*\(?[x×]?\s*(\d{1,3}(?:[.,]\d+)?)\s*[x×]?\)?(?:\s*\([^()]{0,30}\))?\s*", re.IGNORECASE)
FRACTION = pattern(r"(?<![\d/])(\d{1,2})\s*[/⁄]\s*(\d{1,2})(?![\d/])")
TIMES = pattern(r"\s*\(?(?:counts? |weighs? )?(double|twice|triple)(?: weight)?\)?\s*", re.IGNORECASE)
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
    times = TIMES.fullmatch(text)
    if times:
        return 3.0 if times[1].lower() == "triple" else 2.0
    return next((round(PARTS[sign], 4) for sign in text if sign in PARTS), None)
