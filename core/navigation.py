"""The left-hand list: each package adds its entries, each person sees those that are theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

MOST = 7


@dataclass(frozen=True)
class Entry:
    """One place in the list: the pages of `blueprints` belong to it, but for the endpoints in `but`."""

    label: str
    endpoint: str
    rule: Callable[[Any], bool]
    order: int
    blueprints: frozenset[str]
    but: frozenset[str]


@dataclass(frozen=True)
class Link:
    """What the template draws; `count` is how much waits there, None when nothing is counted."""

    label: str
    url: str
    current: bool
    count: int | None = None


_entries: list[Entry] = []


def add(
    label: str,
    endpoint: str,
    rule: Callable[[Any], bool],
    *,
    order: int,
    blueprints: set[str],
    but: Collection[str] = (),
) -> None:
    """Put an entry into the list; adding the same endpoint twice keeps one."""
    if all(entry.endpoint != endpoint for entry in _entries):
        _entries.append(Entry(label, endpoint, rule, order, frozenset(blueprints), frozenset(but)))


def links(viewer: Any) -> list[Link]:
    """The viewer's links in order, at most seven."""
    mine = sorted((entry for entry in _entries if entry.rule(viewer)), key=lambda entry: entry.order)
    return [Link(entry.label, url_for(entry.endpoint), _holds_this_page(entry)) for entry in mine][:MOST]


def _holds_this_page(entry: Entry) -> bool:
    return request.blueprint in entry.blueprints and request.endpoint not in entry.but
