"""Paths into YAML and JSON (`levels[2].name`, `record 3, name`, `[3][2]`) as lines of their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rubrics.documents.records.parsing import in_documents

MOST = 500_000
"""Characters up to which the tree of a text is made a second time: about 0.2 seconds."""


def lines_of_paths(text: str, paths: Sequence[str]) -> dict[str, int]:
    """The line of each path that leads anywhere in the text, from 1; of one that breaks off, as far as it leads."""
    if not paths or len(text) > MOST:
        return {}
    root = _tree(text)
    found = {path: _line(root, _steps(path)) for path in paths} if root is not None else {}
    return {path: line for path, line in found.items() if line is not None}


def _tree(text: str) -> Any:
    """The nodes of the text with their marks; a list of several YAML documents; None where the text is neither."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    # JSON may be indented by tabs, which YAML takes for no white space at the start of a line.
    text = re.sub(r"^\t+", lambda tabs: " " * len(tabs[0]), in_documents(text), flags=re.MULTILINE)
    try:
        documents = [node for node in yaml.compose_all(text, Loader=loader) if node is not None]
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return documents[0] if len(documents) == 1 else documents or None


def _steps(path: str) -> list[str | int]:
    """A path as keys and numbers (from 1)."""
    record = re.fullmatch(r"record (\d+)(?:, (.+))?", path)
    if record:
        return [int(record[1]), *([record[2]] if record[2] else [])]
    return [int(number) if number else key for number, key in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)]


def _line(node: Any, steps: Sequence[str | int]) -> int | None:
    line: int | None = None
    if steps and isinstance(steps[0], int) and not isinstance(_members(node), list):
        node = next((inner for _, inner in _members(node).values() if isinstance(_members(inner), list)), node)
    for step in steps:
        members = _members(node)
        if isinstance(step, int) and isinstance(members, list) and 0 < step <= len(members):
            node = members[step - 1]
            line = _first_line(node)
        elif isinstance(members, dict) and step in members:
            key, node = members[step]
            line = key.start_mark.line + 1
        else:
            return line
    return line


def _members(node: Any) -> Any:
    """The entries of a list of nodes, those of a mapping by their keys, None of a scalar."""
    if isinstance(node, list):
        return node
    value = getattr(node, "value", None)
    if not isinstance(value, list):
        return None
    if node.id == "mapping":
        return {key.value: (key, inner) for key, inner in value if isinstance(key.value, str)}
    return value


def _first_line(node: Any) -> int | None:
    mark = getattr(node, "start_mark", None)
    return mark.line + 1 if mark else None
