"""A ladder as fields in which a person puts it right: how each level and row was read, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.corrections.applying import likely_twin, turned
from rubrics.corrections.order import usual_order
from rubrics.corrections.values import LadderCorrection
from rubrics.documents.reading import CompetencyReading, LadderReading, LevelReading
from rubrics.readings import level_label, numbered

SHOWN = 90
"""Characters of a row's text that tell it from others."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How a level or row begins, for telling it from others, and its place in the document; both empty where it says nothing."""

    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LevelFields:
    """One level: how it was read (`label`), and what its fields hold."""

    position: int
    label: str
    code: str
    name: str
    is_left_out: bool
    track: str
    sample: Sample


@dataclass(frozen=True, slots=True)
class RowFields:
    """One row: how it was read, what its fields hold, and what becomes of it (`into`: empty, `out` or a row's place).

    `homes` are the rows it can join, (place, name); `twin` is the one of them that it may belong to.
    """

    position: int
    label: str
    name: str
    group: str
    into: str
    homes: tuple[tuple[str, str], ...]
    twin: tuple[str, str] | None
    sample: Sample


@dataclass(frozen=True, slots=True)
class LadderFields:
    """One ladder of the reading as fields; its levels stand in their order, which `order` tells by their positions.

    `proposals` counts the rows that may belong to another and stay rows so far.
    """

    place: int
    name: str
    orientation: str
    is_left_out: bool
    is_turned: bool
    order: str
    levels: tuple[LevelFields, ...]
    rows: tuple[RowFields, ...]
    proposals: int


def ladder_fields(
    place: int, ladder: LadderReading, correction: LadderCorrection | None, orientation: str = ""
) -> LadderFields:
    """The fields of one ladder, as it was read or as a person put it right; `orientation` tells in words how it was read."""
    chosen = correction or LadderCorrection()
    shown = turned(ladder) if chosen.is_turned else ladder
    names = {row.position: numbered(row.name, row.occurrence) for row in shown.competencies}
    levels = {level.position: level for level in shown.levels}
    order = chosen.order if chosen.order and sorted(chosen.order) == sorted(levels) else usual_order(shown)
    said_of_levels, said_of_rows = _samples(shown)
    rows = tuple(
        _row_fields(row, shown.competencies, names, chosen, said_of_rows.get(row.position, Sample()))
        for row in shown.competencies
    )
    return LadderFields(
        place=place,
        name=chosen.name or ladder.name,
        orientation=orientation,
        is_left_out=chosen.is_left_out,
        is_turned=chosen.is_turned,
        order=" ".join(map(str, order)),
        levels=tuple(
            _level_fields(levels[position], chosen, said_of_levels.get(position, Sample())) for position in order
        ),
        rows=rows,
        proposals=sum(1 for row in rows if row.twin and not row.into),
    )


def _samples(ladder: LadderReading) -> tuple[dict[int, Sample], dict[int, Sample]]:
    """The first thing said of each level and in each row, by position."""
    levels: dict[int, Sample] = {}
    rows: dict[int, Sample] = {}
    for cell in ladder.guidelines:
        sample = Sample(_begun(cell.text), cell.locator)
        levels.setdefault(cell.level, sample)
        rows.setdefault(cell.competency, sample)
    for duty in ladder.responsibilities:
        levels.setdefault(duty.level, Sample(_begun(duty.text), duty.locator))
    return levels, rows


def _begun(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def _level_fields(level: LevelReading, chosen: LadderCorrection, sample: Sample) -> LevelFields:
    mine = chosen.levels.get(level.position)
    return LevelFields(
        position=level.position,
        label=level_label(level.code, level.name, level.position),
        code=(mine.code if mine else level.code) or "",
        name=(mine.name if mine else level.name) or "",
        is_left_out=bool(mine and mine.is_left_out),
        track=level.track or "",
        sample=sample,
    )


def _row_fields(
    row: CompetencyReading,
    rows: Sequence[CompetencyReading],
    names: Mapping[int, str],
    chosen: LadderCorrection,
    sample: Sample,
) -> RowFields:
    mine = chosen.rows.get(row.position)
    into = ""
    if mine is not None:
        into = "out" if mine.is_left_out else str(mine.into or "")
    twin = likely_twin(row, tuple(rows))
    return RowFields(
        position=row.position,
        label=names[row.position],
        name=mine.name if mine else row.name,
        group=(mine.group if mine else row.group) or "",
        into=into,
        homes=tuple((str(place), name) for place, name in names.items() if place not in (row.position, twin)),
        twin=(str(twin), names[twin]) if twin else None,
        sample=sample,
    )
