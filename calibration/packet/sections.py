"""The sections of a packet: their titles, their order and the ids of their headings."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = {
    "reading": "How to read this packet",
    "scores": "Scores against the bar",
    "evidence": "Evidence by dimension",
    "scorecards": "Scorecards",
    "red_flags": "Red flags and answers",
    "coverage": "Coverage and uncertainty",
    "timeline": "How the decision was reached",
    "rubric": "The rubric and its sources",
    "history": "History",
    "notice": "Human decision and verification",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One section: its line in the contents and its heading."""

    anchor_id: str
    number: str
    title: str


def anchor_of(section: str) -> str:
    """The id of a section's heading."""
    return section.replace("_", "-")


def contents() -> dict[str, Entry]:
    """Every section by its key, numbered from 1."""
    return {
        key: Entry(anchor_of(key), str(number), title) for number, (key, title) in enumerate(SECTIONS.items(), start=1)
    }
