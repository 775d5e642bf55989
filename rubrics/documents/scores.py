"""What a short text is as a score of a scale: a number, a word, a number with a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubrics.documents.labels import STARS, bare
from rubrics.documents.patterns import pattern

SCORE_NUMBER = pattern(
    r"^(?:score|rating|points?|pts|grade|level)?\s*(?:of\s*)?[#:]?\s*[“\"'(\[]?(?P<score>[0-9]|10)[”\"')\]]?(?:\s*/\s*\d{1,2})?\s*"
    r"(?:points?|pts|stars?)?(?:\s*[-–—:=.)|·(,]\s*(?P<label>.+?)\)?)?$",
    re.IGNORECASE,
)
HALF = pattern(r"^\D{0,12}\d{1,2}[.,]\d\b|^\d\s*½")
"""A score between two scores (`2.5`, `3½`): Levelset scores in whole numbers."""
GRADE = pattern(r"^(?:[Gg]rade\s+)?(?P<grade>[A-F])$")
GRADES = "FEDCBA"
"""School grades, the lowest first."""
SCORE_LAST = pattern(
    r"^(?P<label>[A-Za-z][^0-9]{1,45}?)\s*[-–—:=(\[|]\s*(?P<score>[0-9])\s*(?:/\s*\d{1,2})?\s*(?:points?|pts)?[)\]]?$",
    re.IGNORECASE,
)
SCORE_QUOTED = pattern(
    r"[“\"'](?P<score>[0-9])[”\"']|\b(?:an?|score[ds]?(?: of)?|rating(?: of)?)\s+(?P<other>[0-9])\b(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
VERBAL = (
    ("definitely no hire", "strong no hire", "do not hire", "no hire", "weak no hire", "leaning no hire", "lean no hire", "lean hire", "leaning hire", "weak hire", "hire", "strong hire", "definitely hire"),
    ("strong no", "no", "lean no", "neutral", "lean yes", "yes", "strong yes"),
    ("unacceptable", "very poor", "poor", "below average", "fair", "average", "satisfactory", "good", "above average", "very good", "great", "excellent", "outstanding", "exceptional"),
    ("does not meet expectations", "does not meet requirements", "does not meet the bar", "does not meet", "fails to meet", "not yet", "well below", "far below", "below expectations", "below bar", "below", "needs improvement", "approaching expectations", "approaching", "partially meets expectations", "partially meets", "mostly meets expectations", "nearly meets", "mostly meets", "meets some", "meets most", "meets expectations", "meets requirements", "meets the bar", "meets bar", "meets", "above bar", "above expectations", "above", "exceeds expectations", "exceeds requirements", "exceeds the bar", "exceeds", "greatly exceeds", "far exceeds", "well above"),
    ("no evidence", "insufficient", "unsatisfactory", "weak", "limited", "concern", "mixed", "adequate", "acceptable", "solid", "moderate", "strong", "very strong", "exemplary"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("red flag", "yellow flag", "green flag"),
    ("red", "orange", "amber", "yellow", "green"),
    ("bad", "ok", "okay", "good", "great"),
    ("fail", "borderline", "pass", "strong pass"),
    ("negative", "neutral", "positive"),
    ("low", "medium", "high"),
    ("ungenügend", "mangelhaft", "schwach", "ausreichend", "befriedigend", "gut", "stark", "sehr gut", "hervorragend", "ausgezeichnet"),
    ("insuffisant", "faible", "passable", "moyen", "satisfaisant", "assez bien", "bon", "bien", "très bon", "très bien", "excellent"),
    ("deficiente", "insuficiente", "regular", "suficiente", "aceptable", "bueno", "bien", "notable", "muy bueno", "muy bien", "sobresaliente", "excelente"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreLabel:
    """A score of a scale; `score` is `None` for a purely verbal one, whose place in the scale is `rank`."""

    score: int | None
    label: str | None
    rank: tuple[int, int] | None = None


def score_label(text: str) -> ScoreLabel | None:
    """What score a label names, or `None` when it names none."""
    text = bare(text).strip("[]")
    if not text or len(text) > 90 or is_half(text):
        return None
    if STARS.match(text):
        return ScoreLabel(text.count("★") + text.count("⭐"), None)
    for shape in (SCORE_NUMBER, SCORE_LAST):
        match = shape.match(text)
        if match and not re.match(r"^\d+\s*[-–—]\s*\d", text):
            label = (match["label"] or "").strip(" -–—:()") or None
            if label and (
                len(label.split()) > 6
                or re.search(r"\b(min|minutes|years?|yrs|hours?|days?|weeks?)\b", label, re.IGNORECASE)
            ):
                return None
            return ScoreLabel(int(match["score"]), label)
    grade = GRADE.match(text)
    verbal = (len(VERBAL), GRADES.index(grade["grade"])) if grade else verbal_rank(text)
    return ScoreLabel(None, text, verbal) if verbal else None


def is_half(text: str) -> bool:
    """Whether a label begins with a score between two scores (`2.5 – Between`), which no scale of whole numbers has."""
    return bool(HALF.match(text))


def verbal_rank(text: str) -> tuple[int, int] | None:
    """Which verbal scale a word belongs to and how far up it stands."""
    word = re.sub(r"\s+", " ", re.sub(r"[\W\d_]+", " ", text.lower().replace("n't", " not"))).strip()
    word = (
        re.sub(r"\b(answer|response|performance|performer|the|candidate|evidence|signals?|level)\b", "", word).strip()
        if len(word.split()) < 4
        else word
    )
    for family, words in enumerate(VERBAL):
        if word in words:
            return family, words.index(word)
    return None


def score_in(text: str) -> int | None:
    """The score a longer head names (What “5” looks like), or `None`."""
    match = SCORE_QUOTED.search(text)
    return int(match["score"] or match["other"]) if match else None
