"""Ladders in records that name a level and a competency each, as data files of career sites keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.documents.labels import LevelLabel, key, level_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.overview import KnownLevel
from rubrics.documents.limits import MAX_LEVELS
from rubrics.documents.quantities import years_in
from rubrics.documents.records.names import LEVEL_LISTS, code_of, name_of, plain, shown_name, text_of, text_value
from rubrics.documents.records.references import identities_of, referring
from rubrics.documents.tracks import track_of

GROUPS = ("group", "category", "pillar", "area", "section")
LEVEL_KEYS = ("level", "grade", "levelid", "levelcode", "band", "step")
ROW_KEYS = ("competency", "competencyid", "skill", "dimension", "theme", "domain", "capability", "topic", *GROUPS)


def ladder_of_references(records: Any, title: str | None) -> Draft | None:
    """A ladder from lists of levels, competencies and entries; levels and rows in the order of their own lists."""
    found = referring(records)
    if found is None or len(found.levels) > MAX_LEVELS:
        return None
    levels, rows, entries, names = found.levels, found.rows, found.entries, found.names
    level_key, row_key = found.level_key, found.row_key
    draft = Draft(title or "", "records", names["entries"], path=(title,) if title else ())
    by_level: dict[str, int] = {}
    by_row: dict[str, int] = {}
    for number, level in enumerate(levels, start=1):
        name, code = name_of(level), code_of(level)
        told = level_label(name or "") if not code else None
        label = told if told and told.code else LevelLabel(code if code != name else None, name or code, 3)
        index = draft.level(label, f"{names['levels']}[{number}]")
        draft.levels[index].text = text_of(level)
        draft.levels[index].years = years_in(
            next((text_value(value) for own, value in level.items() if re.search("year|experience", str(own))), None)
        )
        by_level.update(dict.fromkeys(identities_of(level, number), index))
    for number, row in enumerate(rows, start=1):
        index = draft.competency(
            name_of(row) or code_of(row) or "", group_of(row), f"{names['rows']}[{number}]", text_of(row)
        )
        by_row.update(dict.fromkeys(identities_of(row, number), index))
    for number, entry in enumerate(entries, start=1):
        level_index, row_index = by_level.get(str(entry.get(level_key))), by_row.get(str(entry.get(row_key)))
        if level_index is None or row_index is None:
            continue
        draft.say(level_index, row_index, statement_of(entry, f"{names['entries']}[{number}]", {level_key, row_key}))
    tracks = {track for level in draft.levels if (track := track_of(level.label.name))}
    draft.track = tracks.pop() if len(tracks) == 1 else None
    return draft


def levels_listed(records: Any) -> list[KnownLevel]:
    """What a list of levels beside the competencies says of each: code, name, years; empty where there is none."""
    if not isinstance(records, Mapping):
        return []
    lists = [value for name, value in records.items() if LEVEL_LISTS.match(str(name)) and isinstance(value, list)]
    found: list[KnownLevel] = []
    for entry in (entry for value in lists for entry in value if isinstance(entry, Mapping)):
        name, code = shown_name(entry), code_of(entry)
        years = next(
            (text_value(value) for own, value in entry.items() if re.search("year|experience", str(own))), None
        )
        if name and code and name != code:
            stated = years_in(years) or years_in(f"{years} years")
            found.append(KnownLevel(LevelLabel(code, name, 3), "levels", stated, {}))
    return found


def ladder_of_entries(records: Any, title: str | None) -> Draft | None:
    """A ladder from a list of statements that name a level and a competency each; both in the order of the list.

    `None` for any other shape: the same few levels and competencies must come again and again.
    """
    entries = records
    if isinstance(records, Mapping):
        lists = [value for value in records.values() if isinstance(value, list) and len(value) > 1]
        entries = lists[0] if len(lists) == 1 else None
    if not isinstance(entries, list) or len(entries) < 4 or not all(isinstance(entry, Mapping) for entry in entries):
        return None
    level_key = repeated_key(entries, LEVEL_KEYS)
    row_key = repeated_key(entries, ROW_KEYS)
    if level_key is None or row_key is None:
        return None
    draft = Draft(title or "", "records", "the records", path=(title,) if title else ())
    rows: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        name, row = text_value(entry.get(level_key)), text_value(entry.get(row_key))
        if not name or not row:
            continue
        level = draft.level(level_label(name) or LevelLabel(None, name, 3), f"[{number}]")
        if key(row) not in rows:
            rows[key(row)] = draft.competency(row, group_of(entry) if row_key not in GROUPS else None, f"[{number}]")
        draft.say(level, rows[key(row)], statement_of(entry, f"[{number}]", {level_key, row_key}))
    return draft if draft.cells else None


def repeated_key(entries: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str | None:
    """The first of some keys that nearly all entries have and whose values repeat, two at least."""
    for name in names:
        own = next((str(given) for given in entries[0] if plain(str(given)) == name), None)
        values = [text for entry in entries if own and (text := text_value(entry.get(own)))]
        if len(values) >= 0.9 * len(entries) and 2 <= len(set(values)) <= min(MAX_LEVELS, 0.6 * len(values)):
            return own
    return None


def ladder_of_parallel_lists(records: Any, title: str | None) -> Draft | None:
    """A ladder whose rows hold one text for each entry of a list of levels, in the same order; `None` for other shapes."""
    if not isinstance(records, Mapping):
        return None
    lists = {str(name): value for name, value in records.items() if isinstance(value, list) and len(value) > 1}
    named = next((name for name in lists if LEVEL_LISTS.match(name)), None)
    if named is None:
        return None
    labels = [text_value(entry) or (name_of(entry) if isinstance(entry, Mapping) else None) for entry in lists[named]]
    rows = [
        (entry, own, place)
        for name, value in lists.items()
        if name != named
        for number, entry in enumerate(value, start=1)
        if isinstance(entry, Mapping) and name_of(entry)
        for own, place in [(parallel_list(entry, len(labels)), f"{name}[{number}]")]
        if own
    ]
    if not all(labels) or not rows or len(labels) > MAX_LEVELS:
        return None
    draft = Draft(title or "", "records", named, path=(title,) if title else ())
    codes = [code_of(entry) if isinstance(entry, Mapping) else None for entry in lists[named]]
    for number, (label, code) in enumerate(zip(labels, codes, strict=True), start=1):
        told = level_label(label or "") or LevelLabel(None, label, 3)
        known = LevelLabel(code, label, 3) if code and code != label else told
        draft.level(known, f"{named}[{number}]")
    for entry, own, place in rows:
        row = draft.competency(name_of(entry) or "", group_of(entry), place, text_of(entry))
        for level, value in enumerate(entry[own]):
            items = (
                [text_value(inner) or "" for inner in value] if isinstance(value, list) else [text_value(value) or ""]
            )
            draft.say(level, row, Statement([item for item in items if item], f"{place}.{own}[{level + 1}]"))
    draft.track = track_of(draft.name)
    return draft if len(draft.levels) == len(labels) else None


def parallel_list(record: Mapping[str, Any], count: int) -> str | None:
    """The key of the record's list that has `count` texts or lists of texts."""
    for name, value in record.items():
        if isinstance(value, list) and len(value) == count:
            flat = [inner for entry in value for inner in (entry if isinstance(entry, list) else [entry])]
            if all(text_value(inner) is not None or inner in ("", None) for inner in flat):
                return str(name)
    return None


def group_of(record: Mapping[str, Any]) -> str | None:
    """The group that a record names under a key of its own, `None` without one."""
    return next((text_value(value) for own, value in record.items() if plain(str(own)) in GROUPS), None)


def statement_of(entry: Mapping[str, Any], place: str, references: set[str]) -> Statement:
    """What an entry says: its text or its list of texts, with examples and a proficiency kept apart."""
    items: list[str] = []
    examples: list[str] = []
    for name, value in entry.items():
        if name in references:
            continue
        kind = plain(str(name))
        if isinstance(value, list):
            texts = [
                text
                for inner in value
                if (text := text_value(inner) or (text_of(inner) if isinstance(inner, Mapping) else None))
            ]
            (examples if "example" in kind else items).extend(texts)
    text = text_of(entry) or (
        name_of(
            {
                own: value
                for own, value in entry.items()
                if key(str(own)) not in ("id", "uuid", "key", "slug", "code", "level", "theme", "competency")
            }
        )
    )
    if text and text not in items:
        items.insert(0, text)
    proficiency = next(
        (text_value(value) for name, value in entry.items() if plain(str(name)) in ("proficiency", "grade", "rating")),
        None,
    )
    return Statement(items, place, proficiency=proficiency, examples=examples)
