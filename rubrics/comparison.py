"""Levels and roles side by side: what each asks, in rows that say the same thing of every one, differences marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rubrics.places import Place

MOST_SIDES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One level or role profile: what it says by topic, in parts (bullets, entries), in the order of its source.

    `kind` and `number` are those of the thing itself, `home` the ladder a level belongs to (None for a profile). `places`
    tells where a text stands in the document.
    """

    kind: str
    number: int
    label: str
    note: str
    home: int | None
    topics: Mapping[str, tuple[str, ...]]
    document_id: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a topic; `is_shared` when another of those compared has it in the same words; `place` where it stands."""

    text: str
    is_shared: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One topic with the parts per side (None: it says nothing of it).

    `is_same`: all say the same words; `is_alone`: only one speaks of it. Neither: they differ.
    """

    topic: str
    cells: tuple[tuple[Part, ...] | None, ...]
    is_same: bool
    is_alone: bool


def compared(sides: Sequence[Side]) -> list[ComparedRow]:
    """A row per topic that any of them speaks of, in the order in which they first come."""
    names: dict[str, str] = {}
    for side in sides:
        for topic in side.topics:
            names.setdefault(topic.casefold(), topic)
    folded = [{topic.casefold(): parts for topic, parts in side.topics.items()} for side in sides]
    rows = []
    for key, topic in names.items():
        said = [topics.get(key) for topics in folded]
        words = [{_plain(part) for part in parts} if parts else None for parts in said]
        cells = tuple(
            tuple(
                Part(
                    part,
                    any(_plain(part) in (words[at] or ()) for at in range(len(sides)) if at != place),
                    sides[place].places.get(part),
                )
                for part in parts
            )
            if parts
            else None
            for place, parts in enumerate(said)
        )
        is_alone = len(sides) > 1 and sum(entry is not None for entry in words) == 1
        is_same = len(sides) > 1 and None not in words and all(entry == words[0] for entry in words)
        rows.append(ComparedRow(topic, cells, is_same, is_alone))
    return rows


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
