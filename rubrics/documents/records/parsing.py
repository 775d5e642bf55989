"""YAML and JSON as plain values.

YAML is read with every scalar as text: `No` stays a word, `1.10` a version, a date a date, and no number can be a bomb.
"""

from __future__ import annotations

import json
import re
from typing import Any

from core.errors import UnreadableDocument
from rubrics.documents.limits import MAX_DEPTH

MAX_RECORDS = 30_000
"""Keys and values of a YAML document, aliases counted as often as they stand; the largest real one has 3,000."""


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON does and not with a link of Markdown."""
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
        raise UnreadableDocument("records nested too deeply; flatten them") from None


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
                    "records nested too deeply; flatten them", f"line {text.count(chr(10), 0, match.start()) + 1}"
                )


def in_documents(text: str) -> str:
    """The text with each record of its own as a YAML document, its lines where they were.

    Where the first key comes again after a blank line, a list of records was meant; YAML would keep the last of each key.
    """
    first = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?P<key>[^\s:#\-\[{\"'][^:\n]{0,60}:)(?=\s)", text)
    return re.sub(rf"\n[ \t]*\n(?={re.escape(first['key'])}\s)", "\n---\n", text) if first else text


def yaml_records(text: str) -> Any:
    """The value of a YAML document (the first, or the list of several), every scalar as text.

    Raises UnreadableDocument for faults, nesting, tags of a programming language, and aliases that multiply.
    """
    import yaml

    text = in_documents(text)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        refuse_bombs(text, loader)
        documents = [document for document in yaml.load_all(text, Loader=loader) if document]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        spot = f"line {mark.line + 1}" if mark else None
        reason = f"not valid YAML ({fault.problem or fault.context}); correct it and try again"
        raise UnreadableDocument(reason, spot) from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise UnreadableDocument(f"not valid YAML ({str(fault).splitlines()[0]}); correct it and try again") from None
    if not documents:
        return None
    return documents[0] if len(documents) == 1 else documents


def refuse_bombs(text: str, loader: Any) -> None:
    """Counts nesting and what aliases would grow to. The stream of events is flat: nothing is built before it is known."""
    import yaml

    depth = nodes = 0
    anchors: dict[str, int] = {}
    open_anchors: list[tuple[str | None, int]] = []
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
            raise UnreadableDocument("records nested too deeply; flatten them", place)
        if nodes > MAX_RECORDS:
            raise UnreadableDocument(
                "aliases that multiply, or too many records; write the records out, or split the file", place
            )
