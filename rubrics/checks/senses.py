"""Phrases in which a word of the lists means something else, so that nothing is said of it there."""

from __future__ import annotations

import re

_PHRASES = (
    # vague words
    r"\bas well\b",
    r"\b(?:an?|the|gas|oil|this|water) wells?\b",
    r"\bwell (?:above|ahead|before|below|beyond|defined|formed|known)\b",
    r"\b(?:ma(?:de|kes?|king)|be|is) certain\b|\bcertain (?:of|that)\b",
    r"\bgreat (?:britain|circle|lakes)\b",
    r"\bstrong (?:consistency|encryption|ordering|passwords?|references?|typing)\b",
    r"\bsignificant (?:digits?|figures?)\b|\bstatistically significant\w*",
    r"\b(?:common|for) good\b|\bgood faith\b",
    r"\bvery (?:first|last|same)\b",
    r"\beffective (?:date|from|immediately)\b",
    r"\boutstanding (?:actions?|balances?|bills?|debts?|invoices?|issues?|payments?|requests?|tickets?|work)\b",
    r"\bsufficient conditions?\b|\bexceptional (?:cases?|circumstances)\b",
    # personality
    r"\battitude (?:control|determination|indicator|sensor)\w*",
    r"\bhow confident\b",
    r"\bchemistry (?:experiment|lab|model)\w*",
    r"\b(?:budget|developer|environmentally|family|machine|mobile|printer|privacy|reader|user) friendly\b",
    r"\bfriendly (?:errors?|formats?|names?|urls?)\b",
    r"\b(?:import|installation|set-?up|step) wizards?\b",
    r"\b(?:bandwidth|memory|power|resource) hungry\b",
    # exclusionary: the name of a thing in capitals is no pronoun, and code has no age
    r"(?-i:\b(?:HE|HER|HIM|HIS|SHE)\b)",
    r"\byoung (?:code|codebase|company|product|project|service)\b",
    # private life: things have an age as well
    r"\bhow old (?:are|is|was|were) (?:its|our|that|the|these|this|those|your) (?!(?:applicant|candidate|children|kid|people|person)s?\b)\w+",
    # read as meant for one gender
    r"\baggressive(?:ly)? (?:cach|compress|prefetch|retr|time-?out)\w*",
    r"\bdominant (?:cause|cost|design|factor|failure|frequency|share|term)\w*",
    r"\bwarm (?:cache|data|spare|standby|start|storage)\w*",
    r"\b(?:an?|public|the) tenders?\b",
    r"\bdecisive (?:argument|evidence|experiment|factor|figure|measurement|question|test)\w*",
    r"\bhero images?\b",
    r"\bstubborn (?:bug|defect|fault|failure|problem)s?\b",
)
_OTHER_SENSES = re.compile("|".join(_PHRASES), re.IGNORECASE)


def in_another_sense(text: str) -> list[tuple[int, int]]:
    """Where such phrases stand, as places of their first letter and of the one behind them."""
    return [found.span() for found in _OTHER_SENSES.finditer(text)]
