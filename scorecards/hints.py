"""Gentle remarks on how a scorecard is written: deterministic, said beside the field, and never in the way.

They look for the ways in which notes stop being evidence: an opinion about the person instead of what was said or done, an
anchor pasted back, fit, and topics that the law keeps out of hiring decisions.
"""

from __future__ import annotations

import re

from scorecards.answers import Answers, evidence_field, signal_evidence_field
from scorecards.sheet import Sheet, SheetDimension

SHORT_EVIDENCE = 40
"""An extreme score with fewer characters of evidence than this gets a remark."""
COPIED_WORDS = 5
"""A run of this many words taken from an anchor counts as copied."""

IMPRESSION = re.compile(
    r"\b(?:seem(?:s|ed)?|appear(?:s|ed)?|looks?|feels?|felt|came across as|comes across as|is|was|very|really|super|pretty)\s+"
    r"(?:\w+\s+)?(?:smart|bright|clever|sharp|intelligent|nice|likeable|friendly|confident|passionate|arrogant|junior|senior|"
    r"a rockstar|a star|great|brilliant)\b",
    re.IGNORECASE,
)
FIT = re.compile(
    r"\b(?:cultur(?:e|al)[\s-]+(?:fit|add|match)|(?:not\s+)?(?:a\s+)?good\s+fit|one of us|beer test|gut feeling|vibes?)\b",
    re.IGNORECASE,
)
PROTECTED = re.compile(
    r"\b(?:pregnan\w*|maternity|paternity|married|marriage|divorced|husband|wife|children|kids|childcare|"
    r"religio\w*|muslim|christian|jewish|hindu|church|mosque|ethnic\w*|nationality|foreigner|accent|native speaker|"
    r"disab\w*|wheelchair|illness|sick leave|medical|mental health|too old|too young|years old|his age|her age|their age|"
    r"gender|transgender|gay|lesbian|sexual\w*|union member)\b",
    re.IGNORECASE,
)

SAID_IMPRESSION = "This reads as an impression. What did the candidate say or do that gave it?"
SAID_FIT = "“Fit” hides the reason. Which dimension does it touch, and what did you see?"
SAID_PROTECTED = "This touches a protected topic, which must not weigh in a hiring decision. Leave it out unless the law asks for it."
SAID_COPIED = "This repeats the anchor's words. Write what happened in this interview instead."
SAID_SHORT = (
    "A score at the end of the scale convinces with detail: what was asked, what was answered, what happened next?"
)


def hints(sheet: Sheet, answers: Answers) -> dict[str, list[str]]:
    """The remarks on each field that deserves one, in the form's order; empty when none does."""
    found: dict[str, list[str]] = {}
    for dimension in sheet.dimensions:
        answer = answers.rating(dimension.id)
        said = wording(answer.evidence)
        if _is_copied(answer.evidence, dimension):
            said.append(SAID_COPIED)
        is_extreme = answer.score in {sheet.scale_low, sheet.scale_high}
        if is_extreme and len(answer.evidence.strip()) < SHORT_EVIDENCE:
            said.append(SAID_SHORT)
        if said:
            found[evidence_field(dimension.id)] = said
    for signal in sheet.signals:
        if said := wording(answers.signal(signal.id).evidence):
            found[signal_evidence_field(signal.id)] = said
    if said := wording(answers.summary):
        found["summary"] = said
    return found


def wording(text: str) -> list[str]:
    """The remarks on one text by its words alone."""
    return [
        said
        for pattern, said in ((IMPRESSION, SAID_IMPRESSION), (FIT, SAID_FIT), (PROTECTED, SAID_PROTECTED))
        if pattern.search(text)
    ]


def _is_copied(evidence: str, dimension: SheetDimension) -> bool:
    written = _runs(evidence)
    return any(
        not written.isdisjoint(_runs(statement.text)) for anchor in dimension.anchors for statement in anchor.statements
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1)}
