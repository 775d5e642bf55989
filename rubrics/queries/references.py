"""Short references to the sources of a rubric, for paper: a number beside each statement, a list at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubrics.queries.statement_rows import SignalGroup, StatementRow
from rubrics.queries.version_page import VersionPage

NO_DOCUMENT = "Written by people"


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """One document, or what people wrote; `entries` are numbers with the place or the person."""

    title: str
    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class References:
    """`numbers` gives each statement its reference; statements from one place and person share one."""

    numbers: Mapping[StatementRow, int]
    groups: tuple[ReferenceGroup, ...]


def references(page: VersionPage, groups: Sequence[SignalGroup]) -> References:
    """The references of everything the page says, with these signals, numbered document by document in the order in which they appear."""
    rows = list(dict.fromkeys(_statements(page, groups)))
    titles = list(dict.fromkeys(_title(row) for row in rows))
    titles.sort(key=lambda title: title == NO_DOCUMENT)  # people last, documents as they appear
    places = {title: list(dict.fromkeys(_place(row) for row in rows if _title(row) == title)) for title in titles}
    order = [(title, place) for title in titles for place in places[title]]
    number = {key: count for count, key in enumerate(order, start=1)}
    return References(
        {row: number[_title(row), _place(row)] for row in rows},
        tuple(
            ReferenceGroup(title, tuple((number[title, place], place) for place in places[title])) for title in titles
        ),
    )


def _statements(page: VersionPage, groups: Sequence[SignalGroup]) -> Iterable[StatementRow]:
    for dimension in page.dimensions:
        for anchor in dimension.anchors:
            yield from anchor.statements
    for group in groups:
        yield from group.rows
    yield from (exercise.source for exercise in page.exercises if exercise.source)


def _title(row: StatementRow) -> str:
    return row.document or NO_DOCUMENT


def _place(row: StatementRow) -> str:
    """Where it stands and who changed it: "line 3, edited by Rose"."""
    if row.document is None:
        return row.author or "nobody named"
    place = row.locator or "the document"
    return f"{place}, edited by {row.author}" if row.author else place
