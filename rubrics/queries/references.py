"""Short references to the sources of a rubric, for paper: a number beside each statement, a list at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rubrics.queries.statement_rows import StatementRow
from rubrics.queries.version_page import VersionPage

NO_DOCUMENT = "Written by people"
PRINT_SIZES = ((1400, "roomy"), (1900, "usual"), (2700, "close"))
"""How many letters a type size holds on two pages, tried in a browser on rubrics of the shipped documents."""


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


def references(page: VersionPage) -> References:
    """The references of everything the page says, numbered document by document in the order in which they appear."""
    rows = list(dict.fromkeys(_statements(page)))
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


def print_size(page: VersionPage) -> str:
    """The largest type in which the page fits on two sheets: the letters of each row's longest score count, since it sets the row's height."""
    letters = sum(
        max(sum(len(statement.text) for statement in anchor.statements) for anchor in dimension.anchors)
        + len(dimension.name)
        for dimension in page.dimensions
        if dimension.anchors
    )
    return next((size for most, size in PRINT_SIZES if letters <= most), "dense")


def _statements(page: VersionPage) -> Iterable[StatementRow]:
    for dimension in page.dimensions:
        for anchor in dimension.anchors:
            yield from anchor.statements
    for group in page.signals:
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
