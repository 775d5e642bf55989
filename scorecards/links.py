"""What other packages put on the pages of applications and openings: places to go to, and notes left for its readers."""

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


OpeningSource = Callable[[Any, Any], Iterable[PageLink]]
_opening_sources: list[OpeningSource] = []


def add_to_opening(source: OpeningSource) -> None:
    """Let `source(viewer, requisition_access)` give links beside an opening's applications; the same function only once."""
    if source not in _opening_sources:
        _opening_sources.append(source)


def opening_links(viewer: Any, requisition: Any) -> list[PageLink]:
    """Where the viewer can go from the opening's applications."""
    return [link for source in _opening_sources for link in source(viewer, requisition)]


@dataclass(frozen=True, slots=True)
class PageNote:
    """A text that somebody left for the page's readers; `is_new`: nobody it is meant for has taken note."""

    text: str
    author: str
    when: str
    when_iso: str
    url: str
    is_new: bool


NoteSource = Callable[[Any, Access], Iterable[PageNote]]
_note_sources: list[NoteSource] = []


def add_notes(source: NoteSource) -> None:
    """Let `source(viewer, access)` give notes to the page; adding the same function twice keeps one."""
    if source not in _note_sources:
        _note_sources.append(source)


def notes(viewer: Any, access: Access) -> list[PageNote]:
    """What stands on the application's page for this viewer."""
    return [note for source in _note_sources for note in source(viewer, access)]
