"""Where an application's page leads next: packages to the right of this one add their own pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scorecards.visibility import Access

Source = Callable[[Any, Access], tuple[str, str] | None]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Let `source(viewer, application)` offer (label, URL), or None; adding the same function twice keeps one."""
    if source not in _sources:
        _sources.append(source)


def links(viewer: Any, application: Access) -> list[tuple[str, str]]:
    """The pages that the viewer may go on to."""
    return [link for source in _sources if (link := source(viewer, application)) is not None]
