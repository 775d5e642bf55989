"""Levels side by side: what each asks, in rows that say the same thing of every level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_LEVELS = 4


@dataclass(frozen=True, slots=True)
class ComparedLevel:
    """One level: what it says by topic. Topics are attributes first, then competencies, in the order of its ladder."""

    label: str
    ladder: str
    ladder_id: int
    topics: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One topic with a text per level (None: this level says nothing of it); `is_same` when all say the same words."""

    topic: str
    texts: tuple[str | None, ...]
    is_same: bool


def compared(levels: Sequence[ComparedLevel]) -> list[ComparedRow]:
    """A row per topic that any of the levels speaks of, in the order in which they first come."""
    topics: dict[str, str] = {}
    for level in levels:
        for topic in level.topics:
            topics.setdefault(topic.casefold(), topic)
    rows = []
    for folded, topic in topics.items():
        texts = tuple(
            next((text for name, text in level.topics.items() if name.casefold() == folded), None) for level in levels
        )
        rows.append(ComparedRow(topic, texts, len(levels) > 1 and None not in texts and len(set(texts)) == 1))
    return rows
