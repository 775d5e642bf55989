"""Sentences that run together in cells, where a line end was lost."""

from __future__ import annotations

from rubrics.documents.patterns import pattern

GLUED_SENTENCES = pattern(
    r"(?:(?<=[a-z]{3})|(?<=[a-z]{2})(?=.[A-Z][a-z]{3,}[ ,])|(?<=\d)(?=.[A-Z][a-z]{2,}[ ,]))([.!?])(?=(?:[A-Z][a-z]{2,}|A[st]|By|Do|I[fnst]|No|O[nr]|To|We)[ ,]|[A-Z][a-z]{2,}s[.!]$)"
)
"""Where two sentences run together; a last one of a single word counts only with the ending of a verb ("Teaches.").

A short word must be one that begins sentences: "Node.Js code" is one name.
"""


GLUED = pattern(r"[.!?][A-Z]")
"""Stands in whatever `GLUED_SENTENCES` finds, and is found much faster."""


def with_spaces(text: str) -> tuple[str, str | None]:
    """The text with a space where two sentences run together, and what stands around the first; `None` where none do."""
    at = GLUED_SENTENCES.search(text) if GLUED.search(text) else None
    if at is None:
        return text, None
    return GLUED_SENTENCES.sub(r"\1 ", text), text[max(at.start() - 12, 0) : at.end() + 12]
