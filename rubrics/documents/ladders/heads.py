"""What the heads of a ladder's tables announce: texts, definitions, groups, facts of a level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.labels import MONEY, QUALIFICATION
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import years_in

PLAIN_TEXT_HEAD = pattern(
    r"^(?:descriptions?|expectations?|behaviou?rs?|examples?|details?|summary|responsibilit(?:y|ies)|definition|text|guidelines?|"
    r"what (?:it|this|you|we).*|indicators?|observable behaviou?rs?|statements?|criteria|key behaviou?rs?|what good looks like)$",
    re.IGNORECASE,
)
EXAMPLE_HEAD = pattern(r"^(?:(?:real |typical |sample )?examples?|for example|e\.g\.?|evidence)$", re.IGNORECASE)
"""Heads illustrations of the guidelines left of it."""
TRACK_HEAD = pattern(r"^(?:career )?(?:tracks?|paths?|streams?|ladders?|laufbahn|filière|trayectoria)$", re.IGNORECASE)
TAKES_IN_HEAD = pattern(r"^(?:includes?|inherits(?: from)?|extends|builds on|previous level|takes in)$", re.IGNORECASE)
"""Heads the level whose expectations a level takes in."""
DEFINITION_HEAD = pattern(
    r"\b(description|definition|meaning|what (?:it|this) (?:is|means)|summary|about|overview)\b", re.IGNORECASE
)
GROUP_HEAD = pattern(r"\b(group|category|pillar|section|cluster|area|domain|family|theme)\b", re.IGNORECASE)
INDEX_HEAD = pattern(
    r"\b(title|titles|role|position|positions|track|senior|scope|experience|years|yrs|equivalent|equivalents|salary|pay|compensation|band|grade|reports?|"
    r"level|levels|code|time in|tenure|manager|individual contributor|ic|typical|job family|previously|old|new|link|also known as|seniority|"
    r"years of experience|example companies|google|meta|amazon|microsoft|management)\b",
    re.IGNORECASE,
)
YEARS_HEAD = pattern(r"^(?:experience|years|typical experience)$", re.IGNORECASE)
GRADE = pattern(
    r"^(?:\d(?:\.\d)?(?:\s*[-–/]\s*\d)?|[✓✔xX●○◐◑]+|[A-F][+-]?|none|low|medium|high|basic|aware(?:ness)?|working|practitioner|expert|novice|beginner|intermediate|advanced|proficient|foundational)$",
    re.IGNORECASE,
)


def sentences(cells: Sequence[str]) -> bool:
    """Whether most cells end as sentences do."""
    return sum(1 for cell in cells if cell.endswith((".", "!"))) >= 0.5 * len(cells)


def average_words(texts: Sequence[str]) -> float:
    """The mean number of words of some texts; 0 for none."""
    return sum(len(text.split()) for text in texts) / max(len(texts), 1)


def is_qualification(name: str, texts: Sequence[str]) -> bool:
    """Whether a row or column gives years, degrees or pay rather than expectations."""
    if MONEY.search(name):
        return True
    if not QUALIFICATION.search(name):
        return False
    told = [text for text in texts if text]
    stated = sum(
        1
        for text in told
        if years_in(text) or re.search(r"\b(degree|ba|bs|msc|bsc|phd|\d+\s*\+?)\b", text, re.IGNORECASE)
    )
    return bool(told) and stated >= 0.5 * len(told)


ASIDE_HEAD = pattern(
    r"^(?:weight(?:ing)?|priority|importance|type|owner|source|id|ref\.?|no\.?|nr\.?|#|gewicht(?:ung)?|poids|peso)$",
    re.IGNORECASE,
)
"""Heads a column left of the levels that neither names nor groups a row."""
SHARED_HEAD = pattern(
    r"^(?:(?:at |for )?(?:all|every|any)(?: (?:levels?|grades?|roles?))?|common|shared|everyone|baseline)$",
    re.IGNORECASE,
)
"""Heads what is asked at every level."""
MEASURE = pattern(r"^(?:[x×]?\d+(?:[.,]\d+)?\s*(?:%|x|×|pts?|points?)?|[★⭐☆]+|high|medium|low)$", re.IGNORECASE)
TITLE_ROW = pattern(r"^(?:(?:job |level |role |typical )?(?:titles?|names?)|role)$", re.IGNORECASE)
"""Names a row of the names of levels that have a code only."""
TOTAL = pattern(
    r"^(?:(?:grand |sub-?)?totals?|sum|average|mean|maximum|max|summe|gesamt|moyenne|suma|promedio)\b", re.IGNORECASE
)
"""Names a row that is counted from the others."""
