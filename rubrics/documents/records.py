"""YAML and JSON as records, and records as an outline.

YAML is read with every scalar as text: `No` stays a word, `1.10` a version, a date a date, and no number can be a bomb.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Cell, Grid, filled, folded
from rubrics.documents.labels import level_label
from rubrics.documents.limits import MAX_DEPTH, MAX_NODES
from rubrics.documents.outline import Node

NAME_KEYS = (
    "name",
    "title",
    "label",
    "displayname",
    "competency",
    "dimension",
    "criterion",
    "skill",
    "theme",
    "area",
    "heading",
    "question",
    "id",
    "key",
    "slug",
    "code",
    "level",
    "score",
)
CODE_KEYS = ("code", "id", "key", "slug", "shortname", "abbreviation", "grade", "band", "level")
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
LEVEL_LISTS = re.compile(
    r"^(levels?|ladder|milestones|steps|grades|bands|tiers|rungs|stages|proficienc(?:y|ies)(?: levels)?)$",
    re.IGNORECASE,
)
ASIDE_KEYS = {"id", "uuid", "key", "slug", "order", "position", "color", "colour", "url", "link", "icon", "image", "version", "type", "index", "weight", "googlesheetid", "proficiency", "track", "required", "musthave", "minutes", "duration", "severity", "category", "group", "section"}  # fmt: skip


def looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") and not re.match(r"\s*\[[^\]\n]*\]\(", text)


def json_records(text: str) -> Any:
    """The value of a JSON document. Raises UnreadableDocument with the line of the fault."""
    refuse_deep_brackets(text)
    try:
        return json.loads(text, parse_constant=str, parse_float=str, parse_int=str)
    except json.JSONDecodeError as fault:
        spot = f"line {fault.lineno}, column {fault.colno}"
        raise UnreadableDocument(f"not valid JSON ({fault.msg}); correct it and try again", spot) from None
    except RecursionError:
        raise UnreadableDocument("records nested too deeply") from None


def refuse_deep_brackets(text: str) -> None:
    """Nesting counted before any parser recurses into it; brackets inside quoted text do not count."""
    depth = 0
    quoted = False
    escaped = False
    for match in re.finditer(r'[\[\]{}"\\\n]|(?<=\\).', text):
        character = match[0]
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = quoted
        elif character == '"':
            quoted = not quoted
        elif not quoted:
            depth += (character in "[{") - (character in "]}")
            if depth > MAX_DEPTH:
                raise UnreadableDocument(
                    "records nested too deeply", f"line {text.count(chr(10), 0, match.start()) + 1}"
                )


def yaml_records(text: str) -> Any:
    """The value of a YAML document (the first, or the list of several), every scalar as text.

    Raises UnreadableDocument for faults, nesting, tags of a programming language, and aliases that multiply.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth = nodes = 0
    anchors: dict[str, int] = {}
    open_anchors: list[tuple[str | None, int]] = []
    try:
        # The stream of events is flat: what a bomb would grow to is known before anything is built.
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                nodes += anchors.get(event.anchor or "", 1)
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                nodes += 1
                open_anchors.append((event.anchor, nodes))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                anchor, before = open_anchors.pop()
                if anchor:
                    anchors[anchor] = nodes - before + 1
            elif isinstance(event, yaml.ScalarEvent):
                nodes += 1
            place = f"line {event.start_mark.line + 1}" if event.start_mark else "line 1"
            if depth > MAX_DEPTH:
                raise UnreadableDocument("records nested too deeply", place)
            if nodes > MAX_NODES:
                raise UnreadableDocument("aliases that multiply, or too many records", place)
        documents = [document for document in yaml.load_all(text, Loader=loader) if document]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        spot = f"line {mark.line + 1}" if mark else None
        reason = f"not valid YAML ({fault.problem or fault.context}); correct it and try again"
        raise UnreadableDocument(reason, spot) from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise UnreadableDocument(f"not valid YAML ({str(fault).splitlines()[0]})") from None
    if not documents:
        return None
    return documents[0] if len(documents) == 1 else documents


def text_value(value: Any) -> str | None:
    """A scalar as folded text; `None` for collections and for nothing."""
    if isinstance(value, str):
        return folded(re.sub(r"<[a-z/][^>]{0,200}>", " ", value)) or None
    if isinstance(value, bool | int | float):
        return str(value)
    return None


def title_of(records: Any) -> str | None:
    if isinstance(records, Mapping):
        for name in ("title", "name", "role", "framework", "family"):
            value = next((value for own, value in records.items() if str(own).lower() == name), None)
            text = text_value(value)
            if text:
                return text
        if len(records) == 1:
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


# --- records as tables -----------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def grid_of(records: Any) -> Grid | None:
    """A list of flat records with the same keys as a table with a head row; `None` for any other shape."""
    if not isinstance(records, list) or len(records) < 2 or not all(isinstance(entry, Mapping) for entry in records):
        return None
    names: list[str] = []
    for entry in records:
        for name, value in entry.items():
            flat = text_value(value) is not None or value is None or value == ""
            listed = isinstance(value, list) and all(text_value(item) is not None for item in value)
            if not flat and not listed:
                return None
            if str(name) not in names:
                names.append(str(name))
    if len(names) < 2:
        return None
    rows = [[Cell(words(name), heading=True, place="record 1") for name in names]]
    for number, entry in enumerate(records, start=1):
        row: list[Cell] = []
        for name in names:
            value = entry.get(name)
            items = tuple(text for item in value if (text := text_value(item))) if isinstance(value, list) else ()
            row.append(
                Cell(" ".join(items) if items else text_value(value) or "", items, place=f"record {number}, {name}")
            )
        rows.append(row)
    return filled(rows, number=1, place="the records")


# --- records that refer to levels and competencies by id -----------------------------------------------------------------


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


def name_of(record: Mapping[str, Any]) -> str | None:
    lowered = {plain(str(name)): value for name, value in record.items()}
    for name in NAME_KEYS:
        text = text_value(lowered.get(name))
        if text and len(text) < 200:
            return text
    return None


def code_of(record: Mapping[str, Any]) -> str | None:
    lowered = {plain(str(name)): value for name, value in record.items()}
    for name in CODE_KEYS:
        text = text_value(lowered.get(name))
        if text and len(text) < 40:
            return text
    return None


def text_of(record: Mapping[str, Any]) -> str | None:
    lowered = {plain(str(name)): value for name, value in record.items()}
    for name in TEXT_KEYS:
        text = text_value(lowered.get(name))
        if text:
            return text
    return None


# --- records as an outline ---------------------------------------------------------------------------------------------


def outline_of(records: Any) -> Node:
    """Records as a tree of labelled nodes: keys and the names of records are labels, scalars are texts."""
    root = Node("", "the records", kind="root")
    add(root, records, "", 0)
    return root


def add(parent: Node, value: Any, place: str, depth: int) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            add_entry(parent, str(name), inner, f"{place}.{name}" if place else str(name), depth)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            add_member(parent, inner, number, f"{place}[{number + 1}]", depth)
    else:
        text = text_value(value)
        if text:
            parent.say(text, place, bullet=True)


def add_entry(parent: Node, name: str, value: Any, place: str, depth: int) -> None:
    """One key of a mapping: texts under a name for texts join the parent, everything else is a child."""
    if value is None or value in ("", [], {}):
        return
    flat = text_value(value)
    plain_name = plain(name)
    if flat is not None and (plain_name in ASIDE_KEYS or (plain_name in NAME_KEYS and flat == parent.label)):
        parent.facts[plain_name] = flat
        return
    if plain_name in TEXT_KEYS and (flat is not None or isinstance(value, list)):
        add(parent, value, place, depth + 1)
        if flat is not None and parent.texts:
            parent.texts[-1].bullet = False
        return
    if plain_name in LIST_KEYS and isinstance(value, list) and all(text_value(inner) for inner in value):
        add(parent, value, place, depth + 1)
        return
    label = name if level_label(name) else words(name)
    shown = shown_name(value) if isinstance(value, Mapping) else None
    if shown and not level_label(name):
        label = shown
    node = parent.adopt(Node(label, place, depth, "key"))
    if LEVEL_LISTS.match(label):
        node.facts["children"] = "levels"
    add(node, value, place, depth + 1)
    if LEVEL_LISTS.match(label) and parent.kind != "root":
        # A competency's own list of levels is the competency itself.
        hoist(parent, node)


def hoist(parent: Node, node: Node) -> None:
    if not node.children:
        return
    parent.parts.remove(node)
    parent.facts["children"] = "levels"
    for child in node.children:
        parent.adopt(child)


def shown_name(record: Mapping[str, Any]) -> str | None:
    """The name a record gives itself under a key of its own."""
    lowered = {plain(str(name)): value for name, value in record.items()}
    return next(
        (text for name in ("displayname", "name", "title", "label") if (text := text_value(lowered.get(name)))), None
    )


def add_member(parent: Node, value: Any, number: int, place: str, depth: int) -> None:
    """One member of a list: a record becomes a child with its name, a scalar a text."""
    if not isinstance(value, Mapping):
        add(parent, value, place, depth)
        return
    name = name_of(value)
    code = code_of(value)
    counted = parent.facts.get("children") == "levels"
    if name is None and len(value) == 1:
        add(parent, value, place, depth)
        return
    if name is None:
        name = str(number + 1) if counted else (text_of(value) or "")
    label = name
    if counted and code and code != name and len(code) < 20 and not level_label(name):
        label = f"{name} ({code})" if level_label(f"{name} ({code})") else name
    elif counted and code and re.fullmatch(r"[A-Z]{1,4}[-. ]?\d{1,2}", code) and code != name:
        label = f"{name} ({code})"
    elif counted and code and re.fullmatch(r"\d{1,2}", code) and code != name and not level_label(name):
        label = f"Level {code}: {name}"
    told = level_label(code) if code and code != name and not counted else None
    coded = bool(told and told.strength == 3 and level_label(name))
    if coded and "(" not in label:
        label = f"{name} ({code})"
    node = parent.adopt(Node(label, place, depth, "key"))
    for own, inner in value.items():
        if text_value(inner) == name and plain(str(own)) in NAME_KEYS:
            continue
        if (counted or coded) and text_value(inner) == code and plain(str(own)) in CODE_KEYS:
            continue
        add_entry(node, str(own), inner, f"{place}.{own}", depth + 1)
