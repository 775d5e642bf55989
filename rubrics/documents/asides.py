"""Footnotes and struck-out text: taken out before a text is read, and said."""

from __future__ import annotations

import re

from rubrics.documents.blocks import folded
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Finding

FOOTNOTE = pattern(r"^\[\^[^\]\s]{1,40}\]:[ \t]*(?P<text>[^\n]*(?:\n[ \t]{2,}\S[^\n]*)*)", re.MULTILINE)
REFERENCE = pattern(r"\[\^[^\]\s]{1,40}\]")
STRUCK = pattern(
    r"(?<!~)~~(?=\S)(?P<text>[^~\n]{1,300})~~(?!~)|<(?P<tag>s|del|strike)>(?P<inner>[^<\n]{1,300})</(?P=tag)>"
)


def without_asides(text: str, findings: list[Finding]) -> str:
    """The text without footnotes, their marks and what is struck out; its lines keep their numbers."""
    if "[^" in text:
        text = taken_out(FOOTNOTE, text, "A footnote was left out of the texts", findings)
        text = REFERENCE.sub("", text)
    if "~~" in text or "<s>" in text or "<del>" in text or "<strike>" in text:
        text = taken_out(STRUCK, text, "Struck-out text was left out", findings)
    return text


def taken_out(pattern: re.Pattern[str], text: str, message: str, findings: list[Finding]) -> str:
    """The text without what the pattern finds, which is said; line ends stay."""
    line = 1
    last = 0

    def say(match: re.Match[str]) -> str:
        """Says one aside and leaves its line ends."""
        nonlocal line, last
        line += text.count("\n", last, match.start())
        last = match.start()
        inner = folded(match["text"] or match.groupdict().get("inner") or "")
        if inner:
            shown = inner if len(inner) <= 80 else f"{inner[:79]}…"
            findings.append(Finding("info", f"line {line}", f"{message}: “{shown}”"))
        return "\n" * match[0].count("\n")

    return pattern.sub(say, text)
