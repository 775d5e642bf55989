"""Lists of records that name levels and competencies by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from rubrics.documents.records.names import CODE_KEYS, LEVEL_LISTS, plain, text_value


@dataclass(frozen=True, slots=True)
class Referring:
    """Lists of levels and of rows, and entries that name one of each under two keys; `names` are the lists' own names."""

    levels: list[Mapping[str, Any]]
    rows: list[Mapping[str, Any]]
    entries: list[Mapping[str, Any]]
    level_key: str
    row_key: str
    names: dict[str, str]


def referring(records: Any) -> Referring | None:
    """The lists of records that refer to levels and rows by id, code, name or position; `None` for any other shape."""
    if not isinstance(records, Mapping):
        return None
    lists = {
        str(name): value
        for name, value in records.items()
        if isinstance(value, list) and value and all(isinstance(entry, Mapping) for entry in value)
    }
    found: Referring | None = None
    for level_name, levels in lists.items():
        if not LEVEL_LISTS.match(level_name):
            continue
        for entry_name, row_name in permutations(lists, 2):
            entries, rows = lists[entry_name], lists[row_name]
            if level_name in (entry_name, row_name):
                continue
            level_key = reference(entries, levels, level_name)
            row_key = reference(entries, rows, row_name)
            if level_key and row_key and level_key != row_key and (found is None or len(entries) > len(found.entries)):
                names = {"levels": level_name, "rows": row_name, "entries": entry_name}
                found = Referring(levels, rows, entries, level_key, row_key, names)
    return found


def reference(entries: Sequence[Mapping[str, Any]], targets: Sequence[Mapping[str, Any]], list_name: str) -> str | None:
    """The key under which entries name one of the targets by id, code, name or position."""
    identities = {
        identity for number, target in enumerate(targets, start=1) for identity in identities_of(target, number)
    }
    names: dict[str, int] = {}
    for entry in entries:
        for name, value in entry.items():
            if isinstance(value, str) and value in identities:
                names[str(name)] = names.get(str(name), 0) + 1
    stem = plain(list_name).rstrip("s")
    fitting = [name for name, count in names.items() if count >= 0.9 * len(entries) and name not in ("id", "position")]
    fitting.sort(key=lambda name: (not (plain(name).startswith(stem[:5]) or stem.startswith(plain(name)[:5])), name))
    return fitting[0] if fitting else None


def identities_of(target: Mapping[str, Any], number: int) -> set[str]:
    """What other records may call this one."""
    found = {
        str(value)
        for name, value in target.items()
        if plain(str(name)) in (*CODE_KEYS, "name", "title", "position") and text_value(value)
    }
    return found or {str(number)}
