"""What other packages hold to a version of a rubric: openings are scored against one. They say so here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pin:
    """Something that stands on a version, as far as the viewer may know of it: its name, its page, more in words."""

    version_id: int
    title: str
    url: str
    note: str = ""


Source = Callable[[Any, Iterable[int]], Iterable[Pin]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Let `source(viewer, version_ids)` name what stands on versions; adding the same function twice keeps one."""
    if source not in _sources:
        _sources.append(source)


def pins(viewer: Any, version_ids: Iterable[int]) -> list[Pin]:
    """What stands on the versions and exists for the viewer, in the order of its sources."""
    wanted = tuple(version_ids)
    return [pin for source in _sources for pin in source(viewer, wanted)] if wanted else []
