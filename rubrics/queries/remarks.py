"""Findings of the checks as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rubrics.checks import Finding
from rubrics.checks.anchors import CHECKS_OF_ANCHORS
from rubrics.checks.finding import quoted

TONES = {"info": "neutral", "warning": "caution", "error": "danger"}
WORDS = {"info": "Good to know", "warning": "Please check", "error": "Must be mended"}


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One finding of the checks."""

    where: str
    weight: str
    tone: str
    message: str
    suggestion: str


def remark_row(finding: Finding) -> RemarkRow:
    """One finding in words, with its tone."""
    severity = finding.severity.name
    where = str(finding.where)
    return RemarkRow(
        where[0].upper() + where[1:], WORDS[severity], TONES[severity], finding.message, finding.suggestion or ""
    )


def history_rows(stored: Iterable[Mapping[str, str]]) -> tuple[RemarkRow, ...]:
    """What generation noticed of the sources and chose, as it was stored with the draft.

    What the checks say of the present text is left out: they say it anew.
    """
    return tuple(
        RemarkRow(
            entry["where"][:1].upper() + entry["where"][1:],
            WORDS[entry["severity"]],
            TONES[entry["severity"]],
            entry["message"],
            entry["suggestion"],
        )
        for entry in stored
        if entry["check"] not in CHECKS_OF_ANCHORS
    )


def field_row(finding: Finding, text: str) -> RemarkRow:
    """One finding beside the field that holds `text`: the text is not said again."""
    row = remark_row(finding)
    message = row.message.removeprefix(f"{quoted(text)} ")
    return replace(row, message=message[0].upper() + message[1:])
