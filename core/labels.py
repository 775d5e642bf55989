"""How things are called in a sentence: one with a code and a name, and several in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence


def label_of(code: str | None, name: str | None) -> str:
    """The code and the name as people write them, each word once: `P5 Expert`, `Junior Engineer` for the code `junior`.

    Empty when there is neither.
    """
    if not code or not name:
        return code or name or ""
    said = re.findall(r"\w+", name.casefold())
    own = re.findall(r"\w+", code.casefold())
    if own and any(said[place : place + len(own)] == own for place in range(len(said))):
        return name
    return f"{code} {name}"


def listed(words: Sequence[str]) -> str:
    """The words as a sentence lists them: `a`, `a and b`, `a, b and c`; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
