"""Corrections applied to a ladder: rows that join or go, levels that move, tables that are turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from core.errors import InvalidInput
from rubrics.corrections.order import usual_order, with_levels
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection
from rubrics.documents.reading import (
    CompetencyReading,
    GuidelineReading,
    LadderReading,
    LevelReading,
)
from rubrics.readings import level_label

ALIKE = 88.0
"""From this share of equal letters on, two row names are proposed to be one: a letter more than a word of four has."""


def corrected_ladder(ladder: LadderReading, correction: LadderCorrection) -> LadderReading:
    """One ladder with its correction; positions and occurrences count anew."""
    if correction.is_turned:
        ladder = turned(ladder)
    rows = {row.position: correction.rows.get(row.position, _as_is(row)) for row in ladder.competencies}
    homes = {position: home_of(position, rows) for position, row in rows.items() if not row.is_left_out}
    kept = [row for row in ladder.competencies if homes.get(row.position) == row.position]
    places = {row.position: place for place, row in enumerate(kept, start=1)}
    seats = {position: places[home] for position, home in homes.items()}
    better = replace(
        ladder,
        name=correction.name or ladder.name,
        competencies=_numbered(
            [replace(row, name=rows[row.position].name, group=rows[row.position].group) for row in kept]
        ),
        guidelines=_joined(ladder, seats),
        blanks=tuple(
            replace(blank, competency=places[blank.competency]) for blank in ladder.blanks if blank.competency in places
        ),
    )
    levels = {level.position: level for level in ladder.levels}
    order = usual_order(ladder) if correction.order is None else correction.order
    if sorted(order) != sorted(levels):
        raise InvalidInput(
            f"The levels of “{ladder.name}” are others by now. Reload the page and put them in order again."
        )
    named = [_level(levels[position], correction.levels.get(position)) for position in order]
    return with_levels(better, [level for level in named if level is not None])


def _as_is(row: CompetencyReading) -> RowCorrection:
    return RowCorrection(row.name, row.group)


def _level(level: LevelReading, correction: LevelCorrection | None) -> LevelReading | None:
    """The level as it is to be written; None when it is left out."""
    if correction is None:
        return level
    if correction.is_left_out:
        return None
    if not correction.code and not correction.name:
        label = level_label(level.code, level.name, level.position)
        message = f"Give “{label}” a code or a name, or leave it out."
        raise InvalidInput(message, {f"level-{level.position}-name": [message]})
    return replace(level, code=correction.code, name=correction.name)


def home_of(position: int, rows: Mapping[int, RowCorrection]) -> int:
    """The row in which a row's texts end; rows may join one after another.

    Raises InvalidInput for a row that would join itself or one that is gone, naming its field (`row-2-into`).
    """
    seen = {position}
    while (into := rows[position].into) is not None:
        if into in seen or into not in rows or rows[into].is_left_out:
            where = f" “{rows[into].name}”" if into in rows else " that row"
            message = f"“{rows[position].name}” cannot join{where}: choose a row that stays."
            raise InvalidInput(message, {f"row-{position}-into": [message]})
        seen.add(into)
        position = into
    return position


def _numbered(rows: list[CompetencyReading]) -> tuple[CompetencyReading, ...]:
    counts: dict[str, int] = {}
    found = []
    for place, row in enumerate(rows, start=1):
        counts[row.name] = counts.get(row.name, 0) + 1
        found.append(replace(row, position=place, occurrence=counts[row.name]))
    return tuple(found)


def _joined(ladder: LadderReading, seats: Mapping[int, int]) -> tuple[GuidelineReading, ...]:
    """The cells in their new rows; cells that meet become one, each text an item of its own."""
    cells: dict[tuple[int, int], GuidelineReading] = {}
    for cell in ladder.guidelines:
        seat = seats.get(cell.competency)
        if seat is None:
            continue
        other = cells.get((cell.level, seat))
        if other is None:
            cells[cell.level, seat] = replace(cell, competency=seat)
        else:
            cells[cell.level, seat] = replace(
                other,
                text=f"{other.text} {cell.text}",
                items=(*(other.items or (other.text,)), *(cell.items or (cell.text,))),
                examples=(*other.examples, *cell.examples),
                locator=f"{other.locator}; {cell.locator}",
            )
    return tuple(cells.values())


def turned(ladder: LadderReading) -> LadderReading:
    """The ladder with rows and levels in each other's place; what is said of a level outside the cells has no place then."""
    levels = tuple(
        LevelReading(row.position, None, row.name or f"Row {row.position}", text=row.text, locator=row.locator)
        for row in ladder.competencies
    )
    rows = [
        CompetencyReading(
            level.position, level_label(level.code, level.name, level.position), text=level.text, locator=level.locator
        )
        for level in ladder.levels
    ]
    return replace(
        ladder,
        levels=levels,
        competencies=_numbered(rows),
        guidelines=tuple(replace(cell, level=cell.competency, competency=cell.level) for cell in ladder.guidelines),
        blanks=tuple(replace(blank, level=blank.competency, competency=blank.level) for blank in ladder.blanks),
        responsibilities=(),
        effective=(),
        cumulative=False,
        orientation=None,
    )


def likely_twin(row: CompetencyReading, rows: tuple[CompetencyReading, ...]) -> int | None:
    """The position of an earlier row with nearly the same name, which this one may belong to; None when there is none."""
    for other in rows:
        if other.position >= row.position:
            return None
        if row.name and fuzz.ratio(row.name.casefold(), other.name.casefold()) >= ALIKE:
            return other.position
    return None
