"""How a thing with a code and a name is called on a page."""

from __future__ import annotations

import re


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
