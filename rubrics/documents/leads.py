"""Labels at the beginning of paragraphs and lines: before a colon, in bold or italics, or in a line of their own."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Paragraph
from rubrics.documents.labels import bare, level_label, split_label
from rubrics.documents.patterns import pattern
from rubrics.documents.scores import score_label

STRESSED = pattern(r"^(?:you|we|they|he|she|it|i|the|an?|our|your|their|not|never|always|must|should)\b", re.IGNORECASE)
"""How a sentence begins, whatever is bold in it."""


def is_rank(text: str) -> bool:
    """Whether a label is a level or a score rather than the name of a row."""
    level = level_label(text)
    return bool(level and level.strength >= 2) or score_label(text) is not None


def labelled_lines(block: Paragraph) -> list[tuple[str, str]]:
    """A paragraph whose lines each begin with a label, as (label, text) pairs; empty for running text."""
    if len(block.lines) < 2:
        return []
    pairs = [split_label(line) for line in block.lines]
    if all(block.leads) and block.leads:
        pairs = [led_label(line, lead) for line, lead in zip(block.lines, block.leads, strict=True)]
    told = [(label, rest) for label, rest in pairs if label and rest]
    if len(told) < len(pairs) or any(len(label.split()) > 5 for label, _ in told):
        return []
    return told


def led_label(text: str, lead: str | None) -> tuple[str | None, str]:
    """A text as (label, rest) where its bold or italic beginning is a label even without a colon: `*Scope* owns a pump`.

    Nothing but company tells such a beginning from a word that is stressed: only lines that all begin so, or paragraphs
    whose beginnings come again under other levels, are read this way.
    """
    label, rest = split_label(text, lead)
    if label is None and lead and text.startswith(lead) and len(lead.split()) <= 5 and not STRESSED.match(lead):
        return bare(lead), text[len(lead) :].strip()
    return label, rest


def heads_a_level(text: str) -> bool:
    """Whether a line of its own is the name of a level and nothing else: plain text has no other headings."""
    level = level_label(text)
    return bool(level and level.strength == 3) and len(text.split()) <= 8 and not text.endswith((".", ":", "!", "?"))


def below_level(block: Paragraph) -> list[tuple[str, str]]:
    """The labelled lines below a first line that is the name of a level and nothing else; empty for other paragraphs."""
    if len(block.lines) < 2 or split_label(block.lines[0])[0]:
        return []
    level = level_label(block.lines[0])
    pairs = [split_label(line) for line in block.lines[1:]]
    told = [(label, rest) for label, rest in pairs if label and rest and len(label.split()) <= 5]
    return told if level and level.strength >= 2 and len(told) == len(pairs) else []
