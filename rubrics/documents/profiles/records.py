"""A role profile kept as a record (JSON, YAML): the same facts as its page, under keys of many spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rubrics.documents.labels import LevelLabel, level_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.profiles.entries import (
    ALIAS_KEYS,
    BY_LEVEL_KEYS,
    CLASS_KEYS,
    GUIDELINE_KEYS,
    Record,
    aliases_in,
    classifications_in,
    components_in,
    first,
    keyed,
    ladder_in,
    provenance_in,
    share,
    skills_in,
)
from rubrics.documents.profiles.parts import CURRENCIES, amount_in, pay_of
from rubrics.documents.profiles.signs import ATTRIBUTES, CODE, COMPONENTS
from rubrics.documents.reading.profile import Pay, ProfileReading, Story
from rubrics.documents.records.names import text_value

WRAPPED = 3
"""How many records deep a profile may be wrapped (`data.profile`)."""
CODE_KEYS = ("code", "rolecode", "profilecode", "id")
SIGNS = frozenset(
    [
        "level",
        "levelcode",
        "function",
        "focus",
        "components",
        "attributes",
        "levelattributes",
        "pay",
        "marketpay",
        "provenance",
        "story",
        "status",
        "confidence",
        "region",
        "summary",
    ]
).union(ALIAS_KEYS, CLASS_KEYS, BY_LEVEL_KEYS, GUIDELINE_KEYS, COMPONENTS)


def profile_in(records: Any) -> tuple[Record, str] | None:
    """The record that is a role profile, and its path; `None` when there is none.

    It has a role's code (`FAMILY.FOCUS.LEVEL`) and three other parts of a profile, or four attributes of a level.
    """
    path = ""
    for _ in range(WRAPPED):
        if isinstance(records, list) and len(records) == 1:
            records, path = records[0], f"{path}[1]"
        if not isinstance(records, Mapping):
            return None
        own = keyed(records)
        code = next((text for name in CODE_KEYS if (text := text_value(own.get(name)))), "")
        attributes = own.get("attributes") or own.get("levelattributes") or records
        told = len(ATTRIBUTES.keys() & keyed(attributes).keys()) if isinstance(attributes, Mapping) else 0
        if len(SIGNS & own.keys()) >= 3 and ((CODE.match(code) and "." in code) or told >= 4):
            return records, path
        inner = [(name, value) for name, value in records.items() if isinstance(value, Mapping)]
        if len(inner) != 1:
            return None
        path, records = f"{path}.{inner[0][0]}".lstrip("."), inner[0][1]
    return None


def read_record(record: Record, path: str = "") -> tuple[ProfileReading, Draft | None]:
    """The profile of a record and the ladder it holds, if it holds one. Places are the keys (`components.tasks[2]`)."""
    own = keyed(record)
    prefix = f"{path}." if path else ""
    level = own.get("level")
    inner = keyed(level) if isinstance(level, Mapping) else {}
    label = level_label(text_value(level) or "") or LevelLabel(None, text_value(level), 1)
    code = first(own, *CODE_KEYS)
    last = code.rpartition(".")[2] if code and re.search(r"\.[A-Z]{1,3}\d{1,2}$", code) else None
    profile = ProfileReading(
        code=code,
        title=first(own, "title", "name", "roletitle", "role"),
        level_code=first(own, "levelcode") or first(inner, "code", "id", "grade") or label.code or last,
        level_name=first(own, "levelname", "leveltitle") or first(inner, "name", "title", "label") or label.name,
        function=named(own.get("function")),
        focus=named(own.get("focus")),
        status=(first(own, "status") or "").lower().replace(" ", "_") or None,
        confidence=share(own.get("confidence")),
        region=first(own, "region", "geography"),
        edition=first(own, "edition", "version"),
        summary=first(own, "summary", "description"),
        level_text=first(inner, "text", "description", "summary") or first(own, "leveltext", "leveldescription"),
        pay=pay_in(next((own[name] for name in ("pay", "marketpay", "payrange", "salary") if name in own), None)),
        attributes=attributes_in(own),
        story=story_in(own.get("story")),
        components=components_in(record, own, prefix),
        skills=tuple(skills_in(own.get("skills"), f"{prefix}skills")) if "components" in own else (),
        aliases=tuple(aliases_in(own, record, prefix)),
        classifications=tuple(classifications_in(own, record, prefix)),
        provenance=provenance_in(own.get("provenance")),
    )
    return profile, ladder_in(own, record, prefix)


def named(value: Any) -> str | None:
    """A text, or the name of a record."""
    return first(keyed(value), "name", "title", "label", "code") if isinstance(value, Mapping) else text_value(value)


def pay_in(value: Any) -> Pay | None:
    """Yearly pay from a record of bounds or from a text; `None` where no currency is named."""
    if not isinstance(value, Mapping):
        return pay_of(text_value(value) or "")
    own = keyed(value)
    median, low, high = (
        amount_in(first(own, *names) or "")
        for names in (
            ("median", "mid", "midpoint", "p50"),
            ("low", "min", "minimum", "p25", "from"),
            ("high", "max", "maximum", "p75", "to"),
        )
    )
    sign = (first(own, "currency", "unit") or "").upper()
    if median is None and low is None and high is None:
        return pay_of(first(own, "range", "text") or "")
    return Pay(CURRENCIES.get(sign, sign), median, low, high) if sign else None


def attributes_in(own: Record) -> dict[str, str]:
    """The attributes of the level, below a key of their own or beside the other facts."""
    given = own.get("attributes") or own.get("levelattributes") or own
    given = keyed(given) if isinstance(given, Mapping) else own
    return {attribute: text for name, attribute in ATTRIBUTES.items() if (text := text_value(given.get(name)))}


def story_in(value: Any) -> Story | None:
    """The story; `None` when the record tells none."""
    if not isinstance(value, Mapping):
        return None
    own = keyed(value)
    plan = own.get("plan")
    story = Story(
        who=first(own, "who"),
        external_problem=first(own, "externalproblem"),
        internal_problem=first(own, "internalproblem"),
        why=first(own, "why", "whyitmatters"),
        plan=tuple(text for entry in plan if (text := text_value(entry))) if isinstance(plan, list) else (),
        stakes=first(own, "stakes"),
        success=first(own, "success"),
    )
    return story if story != Story() else None
