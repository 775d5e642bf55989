"""Reads for the page of one ladder: its matrix, and what it says of its levels outside the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from core.database import db
from rubrics.models import Competency, Guideline, Ladder, Level, RoleProfile
from rubrics.queries.library import attribute_facts


@dataclass(frozen=True)
class LevelPart:
    """What a ladder says of one level outside the matrix; `facts` are (term, value) pairs."""

    position: int
    label: str
    text: str | None
    facts: tuple[tuple[str, str], ...]
    responsibilities: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One guideline of a matrix; `text` None is an empty cell, which says nothing new, or one that asks nothing (`is_exempt`).

    `below` is what the levels below ask of the same competency, lowest first, as (level, text): with it, the whole of what
    a level asks where levels build up.
    """

    text: str | None
    items: tuple[str, ...]
    locator: str
    below: tuple[tuple[str, str], ...] = ()
    is_exempt: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """One competency with a cell per level, lowest level first."""

    name: str
    group: str | None
    starts_group: bool
    cells: tuple[Cell, ...]


def ladder_matrix(ladder: Ladder, *, cumulative: bool = False, search: str = "") -> list[MatrixRow]:
    """The ladder's matrix in source order: a row per competency, a cell per level.

    `cumulative` puts to each cell what the levels below ask; `search` keeps the rows that hold these words anywhere.
    """
    cells: dict[tuple[int, int], Cell] = {}
    rows = db.session.execute(
        select(Guideline.competency_id, Guideline.level_id, Guideline.text, Guideline.items, Guideline.locator)
        .join(Level)
        .where(Level.ladder_id == ladder.id)
    )
    for competency_id, level_id, text, items, locator in rows:
        cells[competency_id, level_id] = Cell(text, tuple(items), locator)
    empty, exempt = Cell(None, (), ""), Cell(None, (), "", is_exempt=True)
    asks_nothing = {(level, row) for level, row in ladder.not_applicable or ()}
    matrix: list[MatrixRow] = []
    for row in ladder.competencies:
        own = tuple(
            cells.get((row.id, level.id), exempt if (level.position, row.position) in asks_nothing else empty)
            for level in ladder.levels
        )
        if not _holds(row, own, search):
            continue
        matrix.append(
            MatrixRow(
                name=row.name,
                group=row.group,
                starts_group=bool(row.group) and (not matrix or matrix[-1].group != row.group),
                cells=_with_below(own, ladder) if cumulative else own,
            )
        )
    return matrix


def _holds(row: Competency, cells: Sequence[Cell], search: str) -> bool:
    wanted = search.casefold().split()
    said = " ".join([row.name, row.group or "", *(cell.text or "" for cell in cells)]).casefold()
    return all(word in said for word in wanted)


def _with_below(cells: Sequence[Cell], ladder: Ladder) -> tuple[Cell, ...]:
    labels = [level.label for level in ladder.levels]
    said = [(label, cell.text) for label, cell in zip(labels, cells, strict=True)]
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


def level_parts(ladder: Ladder) -> list[LevelPart]:
    """The levels of which the ladder says something outside the matrix, the lowest first."""
    parts = [
        LevelPart(
            position=level.position,
            label=level.label,
            text=level.text,
            facts=(
                *attribute_facts(level.attributes),
                *((("Qualification", level.qualification),) if level.qualification else ()),
            ),
            responsibilities=tuple(duty.text for duty in level.responsibilities),
        )
        for level in ladder.levels
    ]
    return [part for part in parts if part.text or part.facts or part.responsibilities]
