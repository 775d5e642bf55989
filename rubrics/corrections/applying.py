"""Corrections applied to a reading: rows that join or go, levels that move, tables that are turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from core.errors import InvalidInput
from rubrics.corrections.order import falls, rising, usual_order, with_levels
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection
from rubrics.documents.checks import findings_of
from rubrics.documents.reading import (
    CompetencyReading,
    Finding,
    GuidelineReading,
    LadderReading,
    LevelReading,
    Reading,
)
from rubrics.readings import level_label

ALIKE = 88.0
"""From this share of equal letters on, two row names are proposed to be one: a letter more than a word of four has."""


def corrected(reading: Reading, corrections: Mapping[int, LadderCorrection]) -> Reading:
    """The reading with the corrections of its ladders (by place, from 1), and a finding for each ladder that changed.

    Levels that fall are put in rising order, which is said. What a correction settles is no longer among the findings.
    Raises InvalidInput where a level would have neither code nor name, no level would be left, or a row would join itself
    or one that is gone; its `problems` name the field of the page (`ladder-1-row-2-into`).
    """
    ladders: list[LadderReading] = []
    findings = list(reading.findings)
    for place, ladder in enumerate(reading.ladders, start=1):
        correction = corrections.get(place)
        if correction is None:
            ladders.append(rising(ladder))
            findings += _reversed_by_itself(ladder)
            continue
        if correction.is_left_out:
            findings.append(_by_hand(ladder, f"The ladder “{ladder.name}” was left out."))
            continue
        try:
            better = corrected_ladder(ladder, correction)
        except InvalidInput as error:
            fields = {f"ladder-{place}-{field}": sentences for field, sentences in error.problems.items()}
            raise InvalidInput(str(error), fields) from None
        if correction.order is None:
            findings += _reversed_by_itself(ladder)
        if better != rising(ladder):
            findings = _true_of(better, ladder, findings)
            findings.append(_by_hand(ladder, _said(ladder, better, correction)))
        ladders.append(better)
    return replace(reading, ladders=tuple(ladders), findings=tuple(findings))


def _true_of(better: LadderReading, before: LadderReading, findings: list[Finding]) -> list[Finding]:
    """The findings without those about the ladder that the corrections settled, and with those that they bring."""
    was, now = findings_of(before), findings_of(better)
    return [
        *(finding for finding in findings if finding not in was or finding in now),
        *(finding for finding in now if finding not in was),
    ]


def _by_hand(ladder: LadderReading, message: str) -> Finding:
    return Finding("info", ladder.locator or "the document", f"By hand: {message}")


def _said(before: LadderReading, after: LadderReading, correction: LadderCorrection) -> str:
    parts = []
    if correction.is_turned:
        parts.append("rows and levels changed places")
    usual = usual_order(turned(before) if correction.is_turned else before)
    if correction.order not in (None, usual):
        parts.append(f"the levels stand in {'the other' if correction.order == usual[::-1] else 'another'} order")
    levels_gone = sum(level.is_left_out for level in correction.levels.values())
    if levels_gone:
        parts.append(f"{levels_gone} {'level was' if levels_gone == 1 else 'levels were'} left out")
    joined = sum(row.into is not None and not row.is_left_out for row in correction.rows.values())
    gone = sum(row.is_left_out for row in correction.rows.values())
    if joined:
        parts.append(f"{joined} {'row' if joined == 1 else 'rows'} joined another")
    if gone:
        parts.append(f"{gone} {'row was' if gone == 1 else 'rows were'} left out")
    return f"{'; '.join(parts) or 'names were changed'} in “{after.name or before.name}”."


def corrected_ladder(ladder: LadderReading, correction: LadderCorrection) -> LadderReading:
    """One ladder with its correction; positions and occurrences count anew."""
    if correction.is_turned:
        ladder = turned(ladder)
    rows = {row.position: correction.rows.get(row.position, _as_is(row)) for row in ladder.competencies}
    homes = {position: _home(position, rows) for position, row in rows.items() if not row.is_left_out}
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


def _reversed_by_itself(ladder: LadderReading) -> list[Finding]:
    if not falls(ladder):
        return []
    message = f"“{ladder.name}” lists its highest level first; its levels were put in rising order."
    return [Finding("info", ladder.locator or "the document", message)]


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


def _home(position: int, rows: Mapping[int, RowCorrection]) -> int:
    """The row in which a row's guidelines end; rows may join one after another."""
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
