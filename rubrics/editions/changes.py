"""Every change from one edition of a document to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from core.labels import label_of
from rubrics.corrections.pairing import paired
from rubrics.editions.change import EditionChange
from rubrics.editions.ladders import counted, ladder_changes
from rubrics.reading_parts import PartRow, profile_facts, reading_parts

Values = Mapping[str, Any]

ALIKE = 60.0
"""From this likeness of 100 on, a text that went and one that came are told as one change."""


def edition_changes(before: Values, after: Values) -> list[EditionChange]:
    """Every change from one reading to the other, in the order of the new one; empty when both say the same."""
    found = _ladders(before["ladders"], after["ladders"])
    found += _facts(before, after)
    old, new = _parts(before), _parts(after)
    for title in dict.fromkeys([*new, *old]):
        found += _rows(title, old.get(title, []), new.get(title, []))
    return found


def _ladders(before: Sequence[Values], after: Sequence[Values]) -> list[EditionChange]:
    """Ladders are the same by name and track, else by name, else by their order among those left over."""
    old, new = (dict(enumerate(ladders)) for ladders in (before, after))
    pairs = paired(old, new, [lambda row: (row["name"].casefold(), row["track"]), lambda row: row["name"].casefold()])
    left = [place for place in old if place not in pairs], [place for place in new if place not in pairs.values()]
    pairs |= dict(zip(*left, strict=False))
    several = max(len(old), len(new)) > 1
    homes = {now: was for was, now in pairs.items()}
    found = [EditionChange("Ladder", counted(row), None) for place, row in old.items() if place not in pairs]
    for place, row in new.items():
        if place not in homes:
            found.append(EditionChange("Ladder", None, counted(row), row["locator"]))
            continue
        where = f"{row['name']}: " if several else ""
        if old[homes[place]]["name"] != row["name"]:
            found.append(EditionChange("Ladder", old[homes[place]]["name"], row["name"], row["locator"]))
        found += ladder_changes(old[homes[place]], row, where)
    return found


def _facts(before: Values, after: Values) -> Iterator[EditionChange]:
    """What the documents say of themselves, and the facts of their role profiles."""
    old, new = ({"Kind": _kind(entry), **dict(profile_facts(entry["profile"]))} for entry in (before, after))
    for term in dict.fromkeys([*new, *old]):
        if old.get(term) != new.get(term):
            yield EditionChange(term, old.get(term), new.get(term))
    roles = [label_of(entry.get("role"), entry.get("level_word")) for entry in _blueprints(before, after)]
    if roles[0] != roles[1]:
        yield EditionChange("Role", *roles)


def _kind(reading: Values) -> str:
    return str(reading["kind"]).replace("_", " ")


def _blueprints(*readings: Values) -> list[Values]:
    return [reading.get("blueprint") or {} for reading in readings]


def _parts(reading: Values) -> dict[str, list[PartRow]]:
    return {part.title: list(part.rows) for part in reading_parts(reading)}


def _rows(title: str, before: Sequence[PartRow], after: Sequence[PartRow]) -> list[EditionChange]:
    """The rows of one part: what says the same goes first, then rows of one name are a pair, then those that read alike."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    pairs = paired(old, new, [lambda row: (row.name, row.text), lambda row: row.name or None])
    for was in [place for place in old if place not in pairs]:
        free = [place for place in new if place not in pairs.values()]
        best = max(free, key=lambda place: fuzz.ratio(old[was].text, new[place].text), default=None)
        if best is not None and fuzz.ratio(old[was].text, new[best].text) >= ALIKE:
            pairs[was] = best
    found: dict[int, list[EditionChange]] = defaultdict(list)
    for place, row in old.items():
        now = new[pairs[place]] if place in pairs else None
        if now is None:
            found[min(place, len(new))].append(EditionChange(_where(title, row), row.text, None))
        elif row.name == now.name and row.text != now.text:
            found[pairs[place]].append(EditionChange(_where(title, now), row.text, now.text, now.place))
        elif row.name != now.name:
            found[pairs[place]].append(EditionChange(title, _whole(row), _whole(now), now.place))
    for place, row in new.items():
        if place not in pairs.values():
            found[place].append(EditionChange(_where(title, row), None, row.text, row.place))
    return [change for place in sorted(found) for change in found[place]]


def _where(title: str, row: PartRow) -> str:
    return f"{title}: {row.name}" if row.name else title


def _whole(row: PartRow) -> str:
    return ": ".join(part for part in (row.name, row.text) if part)
