"""What a record calls itself, its code and its text, whatever its keys are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.documents.blocks import folded
from rubrics.documents.patterns import pattern

NAME_KEYS = (
    "name",
    "title",
    "label",
    "displayname",
    "competency",
    "dimension",
    "criterion",
    "skill",
    "attribute",
    "trait",
    "theme",
    "area",
    "heading",
    "nombre",
    "titulo",
    "título",
    "nom",
    "titre",
    "bezeichnung",
    "titel",
    "kompetenz",
    "competencia",
    "compétence",
    "question",
    "id",
    "key",
    "slug",
    "code",
    "level",
    "score",
)
CODE_KEYS = (
    "code",
    "id",
    "key",
    "slug",
    "shortname",
    "abbreviation",
    "grade",
    "band",
    "codigo",
    "código",
    "kürzel",
    "level",
    "nivel",
    "niveau",
    "stufe",
)
TEXT_KEYS = (
    "description",
    "summary",
    "text",
    "definition",
    "detail",
    "details",
    "content",
    "body",
    "guideline",
    "value",
    "blurb",
    "expectation",
    "behaviour",
    "behavior",
)
LIST_KEYS = {
    "criteria",
    "items",
    "statements",
    "bullets",
    "expectations",
    "guidelines",
    "behaviours",
    "behaviors",
    "points",
}
LEVEL_LISTS = pattern(
    r"^(levels?|niveles|niveaux|(?:karriere)?stufen|ladder|milestones|steps|grades|bands|tiers|rungs|stages|proficienc(?:y|ies)(?: levels)?)$",
    re.IGNORECASE,
)
ASIDE_KEYS = {"id", "uuid", "key", "slug", "order", "position", "color", "colour", "url", "link", "icon", "image", "version", "type", "index", "weight", "googlesheetid", "proficiency", "track", "required", "musthave", "minutes", "duration", "severity", "category", "group", "section"}  # fmt: skip


def text_value(value: Any) -> str | None:
    """A scalar as folded text; `None` for collections and for nothing."""
    if isinstance(value, str):
        return folded(re.sub(r"<[a-z/][^>]{0,200}>", " ", value) if "<" in value else value) or None
    if isinstance(value, bool | int | float):
        return str(value)
    return None


def title_of(records: Any) -> str | None:
    """What a whole file of records calls itself; `None` when it has no name."""
    if isinstance(records, Mapping):
        for name in ("title", "name", "rubricname", "ladder", "matrix", "framework", "role", "family"):
            value = next((value for own, value in records.items() if plain(str(own)) == name), None)
            text = text_value(value)
            if text:
                return text
        if len(records) == 1 and not LEVEL_LISTS.match(str(next(iter(records)))):
            return title_of(next(iter(records.values()))) or words(str(next(iter(records))))
    return None


def words(name: str) -> str:
    """A record's key as words: `strong_signals` is “strong signals”, `codeQuality` “code quality”; a name with spaces stays."""
    if re.search(r"\s", name) or not re.search(r"[_a-z]", name):
        return name
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name).replace("_", " ")
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", split):
        split = split.replace("-", " ")
    return folded(split)


SIGNS = pattern(r"[\W_]+")


def plain(text: str) -> str:
    """A key in small letters without signs, for comparing keys."""
    return SIGNS.sub("", text.lower())


def name_of(record: Mapping[str, Any]) -> str | None:
    """What a record calls itself: the first of the usual keys that holds a short text; `None` when none does."""
    return said_under(record, NAME_KEYS, 200)


def code_of(record: Mapping[str, Any]) -> str | None:
    """The code or id of a record; `None` when it has none."""
    return said_under(record, CODE_KEYS, 40)


def text_of(record: Mapping[str, Any]) -> str | None:
    """The text of a record, under the first of the usual keys; `None` when it has none."""
    return said_under(record, TEXT_KEYS)


def said_under(record: Mapping[str, Any], names: Sequence[str], longest: int | None = None) -> str | None:
    """The first text below `longest` characters under any of the keys, in the order of `names`."""
    lowered = {plain(str(name)): value for name, value in record.items()}
    for name in names:
        text = text_value(lowered[name]) if name in lowered else None
        if text and (longest is None or len(text) < longest):
            return text
    return None


def shown_name(record: Mapping[str, Any]) -> str | None:
    """The name a record gives itself under a key of its own."""
    lowered = {plain(str(name)): value for name, value in record.items()}
    return next(
        (text for name in ("displayname", "name", "title", "label") if (text := text_value(lowered.get(name)))), None
    )
