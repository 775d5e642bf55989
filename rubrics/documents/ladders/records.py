"""Ladders in records that name a level and a competency each, as data files of career sites keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rubrics.documents.labels import LevelLabel, key, level_label, track_of
from rubrics.documents.ladders.draft import Draft, Statement
from rubrics.documents.quantities import years_in
from rubrics.documents.records.names import code_of, name_of, plain, text_of, text_value
from rubrics.documents.records.references import identities_of, referring


def ladder_of_references(records: Any, title: str | None) -> Draft | None:
    """A ladder from lists of levels, competencies and entries; levels and rows in the order of their own lists."""
    found = referring(records)
    if found is None:
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
        group = next(
            (
                text_value(value)
                for own, value in row.items()
                if plain(str(own)) in ("group", "category", "pillar", "area", "section")
            ),
            None,
        )
        index = draft.competency(name_of(row) or code_of(row) or "", group, f"{names['rows']}[{number}]", text_of(row))
        by_row.update(dict.fromkeys(identities_of(row, number), index))
    for number, entry in enumerate(entries, start=1):
        level_index, row_index = by_level.get(str(entry[level_key])), by_row.get(str(entry[row_key]))
        if level_index is None or row_index is None:
            continue
        draft.say(level_index, row_index, statement_of(entry, f"{names['entries']}[{number}]", {level_key, row_key}))
    tracks = {track for level in draft.levels if (track := track_of(level.label.name))}
    draft.track = tracks.pop() if len(tracks) == 1 else None
    return draft


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
