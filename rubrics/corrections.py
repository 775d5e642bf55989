"""What a person puts right in a reading before it is imported, applied to the reading as plain values.

Corrections are kept with the document and applied each time it is read, so that the file, its reading and what a person
changed stay three things. Positions are those of the reading (after turning, where the table was turned).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from core.errors import InvalidInput
from rubrics.documents.cumulative import effective_texts
from rubrics.documents.ladders.seniority import seniority
from rubrics.documents.reading import (
    CompetencyReading,
    Finding,
    GuidelineReading,
    LadderReading,
    LevelReading,
    Reading,
)
from rubrics.readings import level_label

ALIKE = 90.0
"""From this share of equal letters on, two row names are proposed to be one."""


@dataclass(frozen=True, slots=True)
class LevelCorrection:
    """How a level is written, None for a half it does not have; it may be left out with all that is said of it."""

    code: str | None
    name: str | None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class RowCorrection:
    """What a row is called; it may be left out, or its guidelines may join another row (`into`, a position)."""

    name: str
    group: str | None = None
    is_left_out: bool = False
    into: int | None = None


@dataclass(frozen=True, slots=True)
class LadderCorrection:
    """One ladder: its name, whether it is left out or turned (rows become levels), its levels and rows by position.

    `is_reversed` turns the order of the levels round; None does so where the levels fall (`falls`).
    """

    name: str | None = None
    is_left_out: bool = False
    is_turned: bool = False
    levels: Mapping[int, LevelCorrection] = field(default_factory=dict)
    rows: Mapping[int, RowCorrection] = field(default_factory=dict)
    is_reversed: bool | None = None

    def to_json(self) -> dict[str, Any]:
        """The correction as it is kept."""
        return {
            "name": self.name,
            "left_out": self.is_left_out,
            "turned": self.is_turned,
            "reversed": self.is_reversed,
            "levels": {str(key): [entry.code, entry.name, entry.is_left_out] for key, entry in self.levels.items()},
            "rows": {
                str(key): [entry.name, entry.group, entry.is_left_out, entry.into] for key, entry in self.rows.items()
            },
        }


def ladder_correction(value: Mapping[str, Any]) -> LadderCorrection:
    """The correction that `to_json` gave as plain values."""
    return LadderCorrection(
        name=value["name"],
        is_left_out=value["left_out"],
        is_turned=value["turned"],
        is_reversed=value.get("reversed"),
        levels={int(key): LevelCorrection(*entry) for key, entry in value["levels"].items()},
        rows={int(key): RowCorrection(*entry) for key, entry in value["rows"].items()},
    )


def corrected(reading: Reading, corrections: Mapping[int, LadderCorrection]) -> Reading:
    """The reading with the corrections of its ladders (by place, from 1), and a finding for each ladder that changed.

    Levels that fall are put in rising order, which is said. Raises InvalidInput where a level would have neither code nor
    name, no level would be left, or a row would join itself or one that is gone.
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
        better = corrected_ladder(ladder, correction)
        if correction.is_reversed is None:
            findings += _reversed_by_itself(ladder)
        if better != (rising(ladder) if correction.is_reversed is None else ladder):
            findings.append(_by_hand(ladder, _said(ladder, better, correction)))
        ladders.append(better)
    return replace(reading, ladders=tuple(ladders), findings=tuple(findings))


def _by_hand(ladder: LadderReading, message: str) -> Finding:
    return Finding("info", ladder.locator or "the document", f"By hand: {message}")


def _said(before: LadderReading, after: LadderReading, correction: LadderCorrection) -> str:
    parts = []
    if correction.is_turned:
        parts.append("rows and levels changed places")
    if correction.is_reversed is not None and correction.is_reversed != falls(before):
        parts.append("the levels stand in the other order")
    levels_gone = sum(level.is_left_out for level in correction.levels.values())
    if levels_gone:
        parts.append(f"{levels_gone} level(s) were left out")
    joined = sum(row.into is not None and not row.is_left_out for row in correction.rows.values())
    gone = sum(row.is_left_out for row in correction.rows.values())
    parts += [
        f"{count} row(s) {what}" for count, what in ((joined, "joined another"), (gone, "were left out")) if count
    ]
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
    named = [_level(level, correction.levels.get(level.position)) for level in ladder.levels]
    better = with_levels(better, [level for level in named if level is not None])
    is_reversed = falls(ladder) if correction.is_reversed is None else correction.is_reversed
    return with_levels(better, better.levels[::-1]) if is_reversed else better


def with_levels(ladder: LadderReading, levels: Sequence[LevelReading]) -> LadderReading:
    """The ladder with these of its levels in this order, and with what is said of them; positions count anew.

    Raises InvalidInput without any level.
    """
    if not levels:
        raise InvalidInput(f"Keep at least one level of “{ladder.name}”, or leave the ladder out.")
    moved = {level.position: place for place, level in enumerate(levels, start=1)}
    ladder = replace(
        ladder,
        levels=tuple(replace(level, position=moved[level.position]) for level in levels),
        guidelines=tuple(replace(cell, level=moved[cell.level]) for cell in ladder.guidelines if cell.level in moved),
        blanks=tuple(replace(blank, level=moved[blank.level]) for blank in ladder.blanks if blank.level in moved),
        responsibilities=tuple(
            replace(duty, level=moved[duty.level]) for duty in ladder.responsibilities if duty.level in moved
        ),
    )
    return replace(ladder, effective=effective_texts(ladder))


def falls(ladder: LadderReading) -> bool:
    """Whether the levels run from the highest to the lowest, by the numbers of their codes or the words of their names."""
    codes = [re.fullmatch(r"([A-Za-z .-]*)(\d{1,2})", level.code or "") for level in ladder.levels]
    ranks: list[tuple[float, ...]]
    if all(codes):
        if len({match[1] for match in codes if match}) > 1:
            return False
        ranks = [(float(match[2]),) for match in codes if match]
    else:
        ranks = [seniority(level.name or "") for level in ladder.levels]
    return len(ranks) > 1 and all(upper > lower for upper, lower in pairwise(ranks))


def rising(ladder: LadderReading) -> LadderReading:
    """The ladder with its lowest level first."""
    return with_levels(ladder, ladder.levels[::-1]) if falls(ladder) else ladder


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
        raise InvalidInput(f"Give level {level.position} a code or a name.")
    return replace(level, code=correction.code, name=correction.name)


def _home(position: int, rows: Mapping[int, RowCorrection]) -> int:
    """The row in which a row's guidelines end; rows may join one after another."""
    seen = {position}
    while (into := rows[position].into) is not None:
        if into in seen or into not in rows or rows[into].is_left_out:
            raise InvalidInput(f"Row {position} cannot join row {into}: choose a row that stays.")
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
