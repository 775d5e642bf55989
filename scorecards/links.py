"""Places that other packages offer on an application's page: calibration, packets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from scorecards.visibility import Access


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in words; `is_primary`: what the viewer most probably comes for."""

    label: str
    url: str
    is_primary: bool = False


Source = Callable[[Any, Access], Iterable[PageLink]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Let `source(viewer, access)` give links to the page; adding the same function twice keeps one."""
    if source not in _sources:
        _sources.append(source)


def links(viewer: Any, access: Access) -> list[PageLink]:
    """Where the viewer can go from the application's page."""
    return [link for source in _sources for link in source(viewer, access)]
