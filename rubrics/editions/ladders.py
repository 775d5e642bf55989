"""What one edition of a ladder says otherwise than another.

Levels are the same by code and name, else by code, else by name; rows by name and occurrence, else by what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rubrics.corrections.pairing import paired
from rubrics.editions.change import EditionChange
from rubrics.readings import level_facts, level_label, numbered

Values = Mapping[str, Any]
NOT_ASKED = "not asked at this level"


def ladder_changes(before: Values, after: Values, where: str = "") -> Iterator[EditionChange]:
    """The changes of levels, rows and cells, in the order of the new edition; `where` begins each place."""
    levels, rows = _same_levels(before, after), _same_rows(before, after)
    yield from _level_changes(before, after, levels, where)
    yield from _row_changes(before, after, rows, where)
    old, new = _cells(before), _cells(after)
    names, labels = _rows(after), _labels(after)
    for was_level, level in sorted(levels.items(), key=lambda pair: pair[1]):
        for was_row, row in sorted(rows.items(), key=lambda pair: pair[1]):
            was, now = old.get((was_level, was_row), (None, "")), new.get((level, row), (None, ""))
            if was[0] != now[0]:
                yield EditionChange(f"{where}{labels[level]}, {names[row]}", was[0], now[0], now[1])
        yield from _said_of_level(_level(before, was_level), _level(after, level), f"{where}{labels[level]}")
        duties, duties_now = _duties(before, was_level), _duties(after, level)
        if duties != duties_now:
            yield EditionChange(f"{where}{labels[level]}, responsibilities", duties, duties_now)


def counted(ladder: Values) -> str:
    """A whole ladder in a line: its name and how much it holds."""
    return (
        f"{ladder['name']} ({_count(len(ladder['levels']), 'level')}, {_count(len(ladder['guidelines']), 'guideline')})"
    )


def _level_changes(before: Values, after: Values, pairs: Mapping[int, int], where: str) -> Iterator[EditionChange]:
    old, new, homes = _labels(before), _labels(after), {now: was for was, now in pairs.items()}
    for position, label in old.items():
        if position not in pairs:
            yield EditionChange(f"{where}Level", _with_count(label, before, "level", position), None)
    for position, label in new.items():
        place = _level(after, position)["locator"]
        if position not in homes:
            yield EditionChange(f"{where}Level", None, _with_count(label, after, "level", position), place)
        elif old[homes[position]] != label:
            yield EditionChange(f"{where}Level", old[homes[position]], label, place)
    order = [pairs[position] for position in old if position in pairs]
    if order != sorted(order):
        was, now = (", ".join(new[position] for position in found) for found in (order, sorted(order)))
        yield EditionChange(f"{where}Order of the levels", was, now)


def _row_changes(before: Values, after: Values, pairs: Mapping[int, int], where: str) -> Iterator[EditionChange]:
    old, new, homes = _rows(before), _rows(after), {now: was for was, now in pairs.items()}
    groups = [{row["position"]: row["group"] for row in ladder["competencies"]} for ladder in (before, after)]
    for position, name in old.items():
        if position not in pairs:
            yield EditionChange(f"{where}Competency", _with_count(name, before, "competency", position), None)
    for row in after["competencies"]:
        position, name = row["position"], new[row["position"]]
        was = homes.get(position)
        if was is None:
            shown = _with_count(name, after, "competency", position)
            yield EditionChange(f"{where}Competency", None, shown, row["locator"])
            continue
        if old[was] != name:
            yield EditionChange(f"{where}Competency", old[was], name, row["locator"])
        if groups[0][was] != row["group"]:
            yield EditionChange(f"{where}{name}, group", groups[0][was], row["group"], row["locator"])
        before_text = next(entry["text"] for entry in before["competencies"] if entry["position"] == was)
        if before_text != row["text"]:
            yield EditionChange(f"{where}{name}, description", before_text, row["text"], row["locator"])


def _said_of_level(before: Values, after: Values, where: str) -> Iterator[EditionChange]:
    old, new = level_facts(before), level_facts(after)
    for term in dict.fromkeys([*new, *old]):
        if old.get(term) != new.get(term):
            yield EditionChange(f"{where}, {term}", old.get(term), new.get(term), after["locator"])


def _same_levels(before: Values, after: Values) -> dict[int, int]:
    old, new = ({level["position"]: level for level in ladder["levels"]} for ladder in (before, after))
    ways: list[Callable[[Values], object]] = [
        lambda level: (level["code"] or "", level["name"] or "", level["track"]),
        lambda level: (level["code"] or "").casefold() or None,
        lambda level: (level["name"] or "").casefold() or None,
    ]
    return paired(old, new, ways)


def _same_rows(before: Values, after: Values) -> dict[int, int]:
    """Rows that are still there; of one that has another name now, more than half of the texts are found again."""
    old, new = ({row["position"]: row for row in ladder["competencies"]} for ladder in (before, after))
    pairs = paired(old, new, [lambda row: (row["name"].casefold(), row["occurrence"])])
    said, says = _texts_by_row(before), _texts_by_row(after)
    for position in old.keys() - pairs.keys():
        for other in new:
            shared = said.get(position, set()) & says.get(other, set())
            if other not in pairs.values() and 2 * len(shared) > len(said.get(position, set())):
                pairs[position] = other
                break
    return pairs


def _texts_by_row(ladder: Values) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for cell in ladder["guidelines"]:
        found.setdefault(cell["competency"], set()).add(cell["text"])
    return found


def _cells(ladder: Values) -> dict[tuple[int, int], tuple[str | None, str]]:
    """What each level says in each row, and its place; cells that are marked as not asked say so."""
    found: dict[tuple[int, int], tuple[str | None, str]] = {
        (blank["level"], blank["competency"]): (NOT_ASKED, blank["locator"])
        for blank in ladder["blanks"]
        if blank["kind"] == "not_applicable"
    }
    return found | {
        (cell["level"], cell["competency"]): (cell["text"], cell["locator"]) for cell in ladder["guidelines"]
    }


def _duties(ladder: Values, level: int) -> str | None:
    return " ".join(duty["text"] for duty in ladder["responsibilities"] if duty["level"] == level) or None


def _level(ladder: Values, position: int) -> Values:
    found: Values = next(level for level in ladder["levels"] if level["position"] == position)
    return found


def _labels(ladder: Values) -> dict[int, str]:
    return {row["position"]: level_label(row["code"], row["name"], row["position"]) for row in ladder["levels"]}


def _rows(ladder: Values) -> dict[int, str]:
    return {row["position"]: numbered(row["name"], row["occurrence"]) for row in ladder["competencies"]}


def _with_count(name: str, ladder: Values, kind: str, position: int) -> str:
    count = sum(cell[kind] == position for cell in ladder["guidelines"])
    return f"{name} ({_count(count, 'guideline')})" if count else name


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
