"""Regular expressions that are compiled when they are first used.

The readers know some hundred and fifty of them; a document needs half, and compiling all took longer than reading it.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern; its first use compiles it and keeps the compiled pattern's methods as its own attributes."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in METHODS})
        return self.__dict__[name]


METHODS = ("match", "search", "fullmatch", "sub", "findall", "finditer", "split")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use; a mistake in `source` shows only then."""
    return cast("re.Pattern[str]", _Waiting(source, flags))
