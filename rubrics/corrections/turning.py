"""A table that is turned takes what a person put right along: its rows' names become its levels', and the other way round."""

from __future__ import annotations

from rubrics.corrections.applying import turned
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection
from rubrics.documents.reading import LadderReading, LevelReading
from rubrics.readings import level_label


def turned_correction(ladder: LadderReading, correction: LadderCorrection) -> LadderCorrection:
    """The correction of the ladder with rows and levels in each other's place: turned where it was not, else turned back.

    Names and what is left out go along. Groups, rows that join another and the order of the levels have no place then, and go.
    """
    before = turned(ladder) if correction.is_turned else ladder
    after = ladder if correction.is_turned else turned(ladder)
    levels = {level.position: level for level in after.levels}
    rows = {row.position: row for row in after.competencies}
    new_levels: dict[int, LevelCorrection] = {}
    new_rows: dict[int, RowCorrection] = {}
    for row in before.competencies:
        mine = correction.rows.get(row.position)
        if mine and (mine.name != row.name or mine.is_left_out):
            new_levels[row.position] = _level(levels[row.position], mine, is_renamed=mine.name != row.name)
    for level in before.levels:
        said = correction.levels.get(level.position)
        if said and (said.code != level.code or said.name != level.name or said.is_left_out):
            is_renamed = (said.code, said.name) != (level.code, level.name)
            name = level_label(said.code, said.name, level.position) if is_renamed else rows[level.position].name
            new_rows[level.position] = RowCorrection(name, rows[level.position].group, said.is_left_out)
    return LadderCorrection(
        name=correction.name,
        is_left_out=correction.is_left_out,
        is_turned=not correction.is_turned,
        levels=new_levels,
        rows=new_rows,
    )


def _level(level: LevelReading, row: RowCorrection, *, is_renamed: bool) -> LevelCorrection:
    if not is_renamed or not row.name:
        return LevelCorrection(level.code, level.name, row.is_left_out)
    code = level.code if level.code and row.name.startswith(f"{level.code} ") else None
    return LevelCorrection(code, row.name.removeprefix(f"{code} ") if code else row.name, row.is_left_out)
