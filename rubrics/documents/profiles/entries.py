"""The lists of a role profile kept as a record: components, skills, title aliases, occupation codes, what is said by level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import UnreadableDocument
from rubrics.documents.labels import level_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.limits import MAX_LABELS
from rubrics.documents.profiles.parts import APPROVED
from rubrics.documents.profiles.signs import COMPONENTS
from rubrics.documents.reading.profile import Alias, Classification, Component, Provenance, Skill
from rubrics.documents.records.names import plain, text_value, words

Record = Mapping[str, Any]
ALIAS_KEYS = ("aliases", "titlealiases", "alternativetitles", "alternatetitles", "titles")
CLASS_KEYS = ("classifications", "classificationmappings", "occupationcodes", "occupations", "codes")
BY_LEVEL_KEYS = ("responsibilitiesbylevel", "bylevel")
GUIDELINE_KEYS = ("levelguidelines", "guidelines", "levels")
LEVEL_NAMES = ("level", "code", "levelcode", "name", "title")
TEXTS = ("text", "description", "statement", "name", "title", "label")


def keyed(record: Record) -> dict[str, Any]:
    """A record by its keys in small letters without signs."""
    return {plain(str(name)): value for name, value in record.items()}


def place_of(record: Record, name: str, prefix: str) -> str:
    """The path of a key as the record spells it."""
    return prefix + next((str(own) for own in record if plain(str(own)) == name), name)


def first(own: Record, *names: str) -> str | None:
    """The first text among the values of several keys; `None` when none has any."""
    return next((text for name in names if (text := text_value(own.get(name)))), None)


def share(value: Any) -> float | None:
    """A confidence between 0 and 1, from a number or a percentage; `None` where it is neither."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(%?)", text_value(value) or "")
    number = float(match[1]) / (100 if match[2] else 1) if match else None
    return number if number is not None and number <= 1 else None


def entries(value: Any, place: str) -> Iterator[tuple[Record, str, str]]:
    """The members of a list (or of a mapping, by name) as (record, text, place).

    Raises UnreadableDocument for a list no profile has.
    """
    members = (
        list(value.items())
        if isinstance(value, Mapping)
        else list(enumerate(value, start=1))
        if isinstance(value, list)
        else []
    )
    if len(members) > MAX_LABELS:
        raise UnreadableDocument(f"a list of more than {MAX_LABELS:,} entries; split the file", place)
    for name, member in members:
        where = f"{place}.{name}" if isinstance(value, Mapping) else f"{place}[{name}]"
        own = keyed(member) if isinstance(member, Mapping) else {}
        if isinstance(value, Mapping):
            own.setdefault("key", str(name))
        yield own, (first(own, *TEXTS) if isinstance(member, Mapping) else text_value(member)) or "", where


def components_in(record: Record, own: Record, prefix: str) -> dict[str, tuple[Component, ...]]:
    """Components by kind: below a key of their own, or beside the other facts."""
    inside = own.get("components")
    at = place_of(record, "components", prefix) + "." if isinstance(inside, Mapping) else prefix
    given = inside if isinstance(inside, Mapping) else record
    found: dict[str, tuple[Component, ...]] = {}
    for name, value in given.items():
        kind = COMPONENTS.get(plain(str(name)))
        if kind is None or not isinstance(value, list):
            continue
        found[kind] = tuple(
            Component(
                text,
                tuple(tag for entry in tags if (tag := text_value(entry))) if isinstance(tags, list) else (),
                where,
            )
            for entry, text, where in entries(value, f"{at}{name}")
            for tags in [entry.get("tags")]
            if text
        )
    return found


def skills_in(value: Any, place: str) -> Iterator[Skill]:
    """Skills with their descriptions, from records, texts, or a mapping of names to texts."""
    for own, text, where in entries(value, place):
        name = first(own, "name", "title", "label", "skill", "key")
        told = first(own, "text", "description", "definition") or (text if own and text != name else "")
        if name or text:
            yield Skill(name or text, told if name else "", where)


def aliases_in(own: Record, record: Record, prefix: str) -> Iterator[Alias]:
    """Title aliases, from texts or records with their type, confidence and approval."""
    name = next((name for name in ALIAS_KEYS if name in own), None)
    for entry, text, where in entries(own[name], place_of(record, name, prefix)) if name else ():
        title = first(entry, "title", "name", "alias", "label") or text
        approved = APPROVED.get((first(entry, "approved", "status") or "").lower())
        if title:
            yield Alias(title, first(entry, "type", "kind"), share(entry.get("confidence")), approved, where)


def classifications_in(own: Record, record: Record, prefix: str) -> Iterator[Classification]:
    """Occupation codes, from records or a mapping of schemes to codes."""
    name = next((name for name in CLASS_KEYS if name in own), None)
    for entry, text, where in entries(own[name], place_of(record, name, prefix)) if name else ():
        code = first(entry, "code", "id") or text
        scheme = first(entry, "scheme", "system", "taxonomy", "standard", "key") or ""
        if code:
            title = first(entry, "title", "label", "name")
            yield Classification(
                scheme,
                code,
                title if title != code else None,
                first(entry, "source"),
                first(entry, "reviewstatus", "status"),
                where,
            )


def provenance_in(value: Any) -> Provenance | None:
    """Scores and the number of sources; it passes when the lowest score is at least 4."""
    if not isinstance(value, Mapping):
        return None
    own = keyed(value)
    given = own.get("scores") or own.get("reviewscores")
    scores = {
        words(str(name)): float(text)
        for name, entry in (given.items() if isinstance(given, Mapping) else ())
        if (text := text_value(entry)) and re.fullmatch(r"\d(?:\.\d+)?", text)
    }
    sources = own.get("sources")
    stated = text_value(sources) or first(own, "sourcecount") or ""
    count = (
        len(sources) if isinstance(sources, list) else int(stated) if stated.isdecimal() and len(stated) < 7 else None
    )
    return (
        Provenance(scores, count, min(scores.values()) >= 4 if scores else None)
        if scores or count is not None
        else None
    )


def ladder_in(own: Record, record: Record, prefix: str) -> Draft | None:
    """The ladder of what is said by level: lists of responsibilities, and rows of guidelines; `None` when neither has a level."""
    draft = Draft("", "records", f"{prefix}levels")
    rows: dict[str, int] = {}
    for name in (*BY_LEVEL_KEYS, *GUIDELINE_KEYS):
        for entry, member, where in said_by_level(own.get(name), place_of(record, name, prefix)):
            label = level_label(entry)
            if label is not None:
                add_level(draft, rows, draft.level(label, where), member, where)
    return draft if draft.levels else None


def said_by_level(value: Any, place: str) -> Iterator[tuple[str, Any, str]]:
    """What is said of each level, as (level, value, place): by name, or in a list of records that name their level."""
    if isinstance(value, Mapping):
        yield from ((str(name), member, f"{place}.{name}") for name, member in value.items())
    elif isinstance(value, list):
        for number, member in enumerate(value, start=1):
            told = first(keyed(member), *LEVEL_NAMES) if isinstance(member, Mapping) else None
            if told:
                yield told, member, f"{place}[{number}]"


def add_level(draft: Draft, rows: dict[str, int], level: int, member: Any, place: str) -> None:
    """Adds what is said of one level: a list is its responsibilities, a text under a key a cell of that row."""
    for name, given in member.items() if isinstance(member, Mapping) else [("", member)]:
        if plain(str(name)) in LEVEL_NAMES:
            continue
        spot = f"{place}.{name}".rstrip(".")
        texts = [text for entry in (given if isinstance(given, list) else [given]) if (text := text_value(entry))]
        if isinstance(given, list) or not name:
            for text in texts:
                draft.add(level, text, spot)
        elif texts:
            if name not in rows:
                rows[name] = draft.competency(words(str(name)), None, spot)
            draft.say(level, rows[name], Statement(texts, spot))
