"""Records as an outline: keys and the names of records are labels, scalars are texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rubrics.documents.bullets import bulleted
from rubrics.documents.labels import level_label
from rubrics.documents.outline import Node
from rubrics.documents.records.names import (
    ASIDE_KEYS,
    CODE_KEYS,
    LEVEL_LISTS,
    LIST_KEYS,
    NAME_KEYS,
    TEXT_KEYS,
    code_of,
    name_of,
    plain,
    shown_name,
    text_of,
    text_value,
    words,
)


def outline_of(records: Any) -> Node:
    """Records as a tree of labelled nodes: keys and the names of records are labels, scalars are texts."""
    root = Node("", "the records", kind="root")
    add(root, records, "", 0)
    return root


def record_of_level(record: Mapping[str, Any]) -> Node:
    """A record that is one level as a node: its name and code are the label, the rest stands below it."""
    root = Node("", "the record", kind="root", facts={"children": "levels"})
    own = {plain(str(name)): name for name in record}
    if "level" in own and not own.keys() & {"name", "title", "label", "displayname"}:
        record = {("name" if name == own["level"] else name): value for name, value in record.items()}
    add_member(root, record, 0, "", 0)
    return root.children[0] if root.children else root


def add(parent: Node, value: Any, place: str, depth: int) -> None:
    """Adds a value below a node: keys and the names of records are children, scalars texts."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            add_entry(parent, str(name), inner, f"{place}.{name}" if place else str(name), depth)
    elif isinstance(value, list):
        if are_coded(value):
            parent.facts["coded"] = "levels"
        for number, inner in enumerate(value):
            add_member(parent, inner, number, f"{place}[{number + 1}]", depth)
    else:
        text = text_value(value)
        lines = (
            [text_value(line) or "" for line in value.split("\n")] if isinstance(value, str) and "\n" in value else []
        )
        # Several lines of one text are statements of their own, as they are in a cell.
        for said in bulleted(tuple(filter(None, lines))) or ((text,) if text else ()):
            parent.say(said, place, bullet=True)


def are_coded(members: list[Any]) -> bool:
    """Whether records are levels with a code each: no code comes twice, and of two names one at least is a level's."""
    records = [member for member in members if isinstance(member, Mapping)]
    names, codes = [name_of(record) for record in records], [code_of(record) for record in records]
    if len(records) < max(2, len(members)) or not all(names) or len(set(codes)) < len(codes):
        return False
    told = [level_label(code or "") for code in codes]
    ranked = sum(1 for name in names if name and level_label(name))
    return all(label and label.strength == 3 for label in told) and 2 * ranked >= len(names)


def add_entry(parent: Node, name: str, value: Any, place: str, depth: int) -> None:
    """One key of a mapping: texts under a name for texts join the parent, everything else is a child."""
    if value is None or value in ("", [], {}):
        return
    flat = text_value(value)
    plain_name = plain(name)
    if flat is not None and (
        plain_name in ASIDE_KEYS or (plain_name in NAME_KEYS and flat in (parent.label, parent.facts.get("shown")))
    ):
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
    elif shown and name.isdecimal() and len(name) < 3 and parent.facts.get("children") == "levels":
        label = f"Level {name}: {shown}"
    elif shown and shown != name and level_label(f"{shown} ({name})"):
        label = f"{shown} ({name})"
    node = parent.adopt(Node(label, place, depth, "key"))
    if shown and shown in label:
        node.facts["shown"] = shown
    if LEVEL_LISTS.match(label):
        node.facts["children"] = "levels"
    add(node, value, place, depth + 1)
    if LEVEL_LISTS.match(label) and parent.kind != "root":
        # A competency's own list of levels is the competency itself.
        hoist(parent, node)


def hoist(parent: Node, node: Node) -> None:
    """Takes a node out and puts its children in its parent’s care: they are the levels of the parent."""
    if not node.children:
        return
    parent.parts.remove(node)
    parent.facts["children"] = "levels"
    for child in node.children:
        parent.adopt(child)


def unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record that keeps its own name one step down (`level: {code: B1, …}`) with that step taken out."""
    if name_of(record) is not None:
        return record
    for own, inner in record.items():
        if plain(str(own)) in NAME_KEYS and isinstance(inner, Mapping) and (name_of(inner) or code_of(inner)):
            return {**inner, **{name: value for name, value in record.items() if name != own}}
    return record


def singular_of(label: str, record: Mapping[str, Any]) -> str | None:
    """The text a record keeps under the singular of its list's name: `capability` in a list of `capabilities`."""
    stem = plain(label)
    return next(
        (
            text
            for own, value in record.items()
            if len(plain(str(own))) > 3 and stem.startswith(plain(str(own))[:-1]) and (text := text_value(value))
        ),
        None,
    )


def add_member(parent: Node, value: Any, number: int, place: str, depth: int) -> None:
    """One member of a list: a record becomes a child with its name, a scalar a text."""
    if not isinstance(value, Mapping):
        add(parent, value, place, depth)
        return
    value = unwrapped(value)
    name = name_of(value) or singular_of(parent.label, value)
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
    coded = bool(told and told.strength == 3 and (level_label(name) or parent.facts.get("coded")))
    if coded and "(" not in label:
        label = f"{name} ({code})"
    node = parent.adopt(Node(label, place, depth, "key"))
    for own, inner in value.items():
        if text_value(inner) == name and (
            plain(str(own)) in NAME_KEYS or name == singular_of(parent.label, {own: inner})
        ):
            continue
        if (counted or coded) and text_value(inner) == code and plain(str(own)) in CODE_KEYS:
            continue
        add_entry(node, str(own), inner, f"{place}.{own}", depth + 1)
