"""Reads for the page of one ladder: its matrix, and what it says of its levels outside the matrix."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from core.database import db
from rubrics.models import Competency, Guideline, Ladder, Level, RoleProfile
from rubrics.places import Place, place_of
from rubrics.queries.library import attribute_facts


@dataclass(frozen=True)
class LadderSource:
    """What the document says of a ladder beside our tables: its own part of the reading, empty where it is not asked for."""

    reading: Mapping[str, Any]

    def asides(self) -> dict[tuple[int, int], Mapping[str, Any]]:
        """(position of the level, position of the competency) -> the guideline as it was read."""
        return {(cell["level"], cell["competency"]): cell for cell in self.reading.get("guidelines", ())}

    def duty_labels(self) -> dict[tuple[int, str], str]:
        """(position of the level, text of a responsibility) -> the word that the source puts before it, where it does."""
        duties = self.reading.get("responsibilities", ())
        return {(duty["level"], duty["text"]): duty["label"] for duty in duties if duty.get("label")}

    def level_locators(self) -> dict[int, str]:
        """Position of a level -> where it stands."""
        return {level["position"]: level.get("locator") or "" for level in self.reading.get("levels", ())}


NO_SOURCE = LadderSource({})


@dataclass(frozen=True)
class Duty:
    """One responsibility with the word the source puts before it (empty: none) and its place."""

    text: str
    label: str
    place: Place | None


@dataclass(frozen=True)
class LevelPart:
    """What a ladder says of one level outside the matrix; `facts` are (term, value) pairs, `place` that of the level."""

    position: int
    label: str
    text: str | None
    facts: tuple[tuple[str, str], ...]
    duties: tuple[Duty, ...]
    place: Place | None


@dataclass(frozen=True)
class Cell:
    """One guideline of a matrix; `text` None is an empty cell, which says nothing new, or one that asks nothing (`is_exempt`).

    `label`, `grade` and `examples` are what the source puts before and beside it. `below` is what the levels below ask of
    the same competency, lowest first, as (level, text): with it, the whole of what a level asks where levels build up.
    """

    text: str | None
    items: tuple[str, ...] = ()
    place: Place | None = None
    label: str = ""
    grade: str = ""
    examples: tuple[str, ...] = ()
    below: tuple[tuple[str, str], ...] = ()
    is_exempt: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """One competency with a cell per level, lowest level first; `text` is what the source says of the row as a whole."""

    name: str
    group: str | None
    starts_group: bool
    cells: tuple[Cell, ...]
    text: str | None = None
    place: Place | None = None


def ladder_source(ladder: Ladder, reading: Mapping[str, Any]) -> LadderSource:
    """The ladder's own part of its document's reading; nothing where the reading holds no such ladder."""
    parts = reading.get("ladders") or ()
    return LadderSource(parts[ladder.position - 1] if ladder.position <= len(parts) else {})


def ladder_matrix(
    ladder: Ladder, *, cumulative: bool = False, search: str = "", source: LadderSource = NO_SOURCE
) -> list[MatrixRow]:
    """The ladder's matrix in source order: a row per competency, a cell per level.

    `cumulative` puts to each cell what the levels below ask; `search` keeps the rows that hold these words anywhere.
    """
    cells = _cells(ladder, source)
    empty, exempt = Cell(None), Cell(None, is_exempt=True)
    asks_nothing = {(level, row) for level, row in ladder.not_applicable or ()}
    matrix: list[MatrixRow] = []
    for row in ladder.competencies:
        own = tuple(
            cells.get((row.id, level.id), exempt if (level.position, row.position) in asks_nothing else empty)
            for level in ladder.levels
        )
        if not holds([row.name, row.group or "", row.text or "", *map(_words, own)], search):
            continue
        matrix.append(
            MatrixRow(
                name=row.name or f"Row {row.position} (no name)",
                group=row.group,
                starts_group=bool(row.group) and (not matrix or matrix[-1].group != row.group),
                cells=_with_below(own, ladder) if cumulative else own,
                text=row.text,
                place=place_of(row.locator),
            )
        )
    return matrix


def _cells(ladder: Ladder, source: LadderSource) -> dict[tuple[int, int], Cell]:
    """(number of the competency, number of the level) -> its cell."""
    rows = db.session.execute(
        select(
            Competency.id,
            Level.id,
            Level.position,
            Competency.position,
            Guideline.text,
            Guideline.items,
            Guideline.locator,
        )
        .join(Level, Guideline.level_id == Level.id)
        .join(Competency, Guideline.competency_id == Competency.id)
        .where(Level.ladder_id == ladder.id)
    )
    asides = source.asides()
    found = {}
    for competency_id, level_id, level, row, text, items, locator in rows:
        aside = asides.get((level, row), {})
        found[competency_id, level_id] = Cell(
            text=text,
            items=tuple(items),
            place=place_of(locator),
            label=aside.get("label") or "",
            grade=aside.get("proficiency") or "",
            examples=tuple(aside.get("examples") or ()),
        )
    return found


def holds(said: Sequence[str], search: str) -> bool:
    """Whether the texts together hold every word of the search, in whatever case and with or without accents."""
    whole = _bare(" ".join(said))
    return all(word in whole for word in _bare(search).split())


def _bare(text: str) -> str:
    """The text in small letters, without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    ).casefold()


def _words(cell: Cell) -> str:
    return " ".join([cell.label, cell.text or "", cell.grade, *cell.examples])


def _with_below(cells: Sequence[Cell], ladder: Ladder) -> tuple[Cell, ...]:
    said = [
        (level.label, f"{cell.label}: {cell.text}" if cell.label and cell.text else cell.text)
        for level, cell in zip(ladder.levels, cells, strict=True)
    ]
    return tuple(
        cell if cell.is_exempt else replace(cell, below=tuple((label, text) for label, text in said[:place] if text))
        for place, cell in enumerate(cells)
    )


def own_position(ladder: Ladder) -> int | None:
    """The position of the level that a role profile of the same document is at, or None."""
    return db.session.scalar(
        select(Level.position)
        .join(RoleProfile, RoleProfile.level_code == Level.code)
        .where(RoleProfile.document_id == ladder.document_id, Level.ladder_id == ladder.id)
        .limit(1)
    )


def level_parts(ladder: Ladder, source: LadderSource = NO_SOURCE, search: str = "") -> list[LevelPart]:
    """The levels of which the ladder says something outside the matrix, the lowest first.

    A `search` keeps the responsibilities that hold its words, and the levels that hold them otherwise.
    """
    labels, locators = source.duty_labels(), source.level_locators()
    parts = []
    for level in ladder.levels:
        facts = (
            *attribute_facts(level.attributes),
            *((("Qualification", level.qualification),) if level.qualification else ()),
        )
        duties = tuple(
            Duty(duty.text, labels.get((level.position, duty.text), ""), place_of(duty.locator))
            for duty in level.responsibilities
        )
        part = LevelPart(level.position, level.label, level.text, facts, duties, place_of(locators.get(level.position)))
        parts.append(_found(part, search) if search.strip() else part)
    return [part for part in parts if part.text or part.facts or part.duties]


def _found(part: LevelPart, search: str) -> LevelPart:
    """The part with what holds the words of the search; a level that says them of itself stays whole but for its duties."""
    duties = tuple(duty for duty in part.duties if holds([duty.label, duty.text], search))
    facts = tuple(fact for fact in part.facts if holds(fact, search))
    text = part.text if part.text and holds([part.label, part.text], search) else None
    return replace(part, text=text, facts=facts, duties=duties)
