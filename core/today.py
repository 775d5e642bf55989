"""What waits for a person: each package adds its own, the page *Today* shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """One thing to do, drawn by the macro `tasks`; `due` is in words, `action` what a click leads to."""

    title: str
    url: str
    context: str = ""
    due: str | None = None
    due_iso: str | None = None
    is_late: bool = False
    action: str = ""


@dataclass(frozen=True)
class Group:
    """Tasks of one kind under a heading; groups stand in the order of `order`, an empty one is not shown.

    `more` is a page with all of them, as (words, address).
    """

    heading: str
    tasks: tuple[Task, ...]
    order: int
    more: tuple[str, str] | None = None


Source = Callable[[Any], Iterable[Group]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Let `source(viewer)` give groups to the page; adding the same function twice keeps one."""
    if source not in _sources:
        _sources.append(source)


def groups(viewer: Any) -> list[Group]:
    """Everything that waits for the viewer."""
    found = [group for source in _sources for group in source(viewer) if group.tasks]
    return sorted(found, key=lambda group: group.order)
