"""Ladders of one level each, as separate files give them, joined into ladders of many."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from rubrics.documents import checks
from rubrics.documents.cumulative import effective_texts, is_cumulative
from rubrics.documents.labels import key
from rubrics.documents.ladders.parts import merge_order, recurring
from rubrics.documents.ladders.seniority import seniority
from rubrics.documents.reading import (
    CompetencyReading,
    Finding,
    GuidelineReading,
    LadderReading,
    LevelReading,
    ResponsibilityReading,
    Track,
)


def joined_ladders(
    files: Sequence[tuple[str, LadderReading]], overviews: Sequence[LadderReading]
) -> tuple[tuple[LadderReading, ...], list[Finding]]:
    """The levels of the files as one ladder for each track, lowest level first; (file, its ladder of one level) each.

    Rows are recognised by group, name and occurrence. An overview orders the levels and gives codes, names, years and
    attributes that the files leave out.
    """
    tracks = list(dict.fromkeys(track_in(files, index) for index in range(len(files))))
    findings: list[Finding] = []
    ladders: list[LadderReading] = []
    for track in tracks:
        members = [entry for index, entry in enumerate(files) if track_in(files, index) == track]
        ladder, said = joined_ladder(members, [level for overview in overviews for level in overview.levels], track)
        ladders.append(ladder)
        findings += [*said, *checks.findings_of(ladder)]
    return tuple(ladders), findings


def track_in(files: Sequence[tuple[str, LadderReading]], index: int) -> Track | None:
    """The track of a file; one that names none belongs to the individuals where the others of them say so."""
    tracks = {ladder.track for _, ladder in files} - {None}
    own = files[index][1].track
    return own or ("individual" if "manager" in tracks else next(iter(tracks), None))


def joined_ladder(
    files: Sequence[tuple[str, LadderReading]], known: Sequence[LevelReading], track: Track | None
) -> tuple[LadderReading, list[Finding]]:
    """The levels of some files as one ladder, and what is to be said of it; `known` are levels of overviews among them."""
    ordered, findings = in_order(files, known)
    if not recurring([[row.name for row in ladder.competencies] for _, ladder in ordered]):
        ordered = [(file, without_rows(ladder)) for file, ladder in ordered]
    order: list[str] = []
    rows: dict[str, CompetencyReading] = {}
    for _, ladder in ordered:
        merge_order(order, [row_key(row) for row in ladder.competencies])
        for row in ladder.competencies:
            rows.setdefault(row_key(row), row)
    places = {identity: number for number, identity in enumerate(order, start=1)}
    levels: list[LevelReading] = []
    guidelines: list[GuidelineReading] = []
    responsibilities = []
    blanks = []
    for number, (file, ladder) in enumerate(ordered, start=1):
        own = {row.position: places[row_key(row)] for row in ladder.competencies}
        place = f"{file}, " if file else ""
        (level,) = ladder.levels
        levels.append(completed(replace(level, position=number, locator=f"{place}{level.locator}"), known))
        guidelines += [
            replace(cell, level=number, competency=own[cell.competency], locator=f"{place}{cell.locator}")
            for cell in ladder.guidelines
        ]
        responsibilities += [
            replace(duty, level=number, locator=f"{place}{duty.locator}") for duty in ladder.responsibilities
        ]
        blanks += [
            replace(blank, level=number, competency=own[blank.competency], locator=f"{place}{blank.locator}")
            for blank in ladder.blanks
        ]
    names = [level.name or level.code or "" for level in levels]
    joined = LadderReading(
        name=common_name(names) or common_folder([file for file, _ in ordered]) or "Ladder",
        track=track,
        levels=tuple(levels),
        competencies=counted_rows([(rows[identity], place_of(rows[identity], ordered)) for identity in order]),
        guidelines=tuple(guidelines),
        responsibilities=tuple(responsibilities),
        blanks=tuple(blanks),
        orientation="one_level_per_file",
        cumulative=any(ladder.cumulative for _, ladder in ordered),
        locator=ordered[0][0],
    )
    joined = replace(joined, cumulative=joined.cumulative or is_cumulative(joined))
    return replace(joined, effective=effective_texts(joined)), findings


def counted_rows(rows: Sequence[tuple[CompetencyReading, str]]) -> tuple[CompetencyReading, ...]:
    """Rows in their order, each with how often its name came before; (row, its place) each."""
    counts: Counter[str] = Counter()
    found = []
    for position, (row, place) in enumerate(rows, start=1):
        counts[key(row.name)] += 1
        found.append(replace(row, position=position, occurrence=counts[key(row.name)], locator=place))
    return tuple(found)


def without_rows(ladder: LadderReading) -> LadderReading:
    """The ladder with its guidelines as statements of its level: names that change from file to file name no rows."""
    names = {row.position: row.name for row in ladder.competencies}
    said = tuple(
        ResponsibilityReading(1, item, names[cell.competency] or None, cell.locator)
        for cell in ladder.guidelines
        for item in cell.items or (cell.text,)
    )
    return replace(
        ladder, competencies=(), guidelines=(), blanks=(), responsibilities=(*said, *ladder.responsibilities)
    )


def row_key(row: CompetencyReading) -> str:
    """What rows of several files are recognised by: group, name and occurrence."""
    return f"{key(row.group or '')}/{key(row.name)}/{row.occurrence}"


def place_of(row: CompetencyReading, files: Sequence[tuple[str, LadderReading]]) -> str:
    """The first place of a row, with its file."""
    file = next(file for file, ladder in files if row in ladder.competencies)
    return f"{file}, {row.locator}"


def completed(level: LevelReading, known: Sequence[LevelReading]) -> LevelReading:
    """The level with what an overview says of it and its own file does not."""
    other = next((entry for entry in known if same_level(level, entry)), None)
    if other is None:
        return level
    return replace(
        level,
        code=level.code or other.code,
        name=other.name if not level.name or level.name == level.code else level.name,
        years=level.years or other.years,
        attributes={**other.attributes, **level.attributes},
        text=level.text or other.text,
    )


def same_level(one: LevelReading, other: LevelReading) -> bool:
    """Whether two levels have a code or a name in common."""
    if one.code and other.code and key(one.code) == key(other.code):
        return True
    return bool(one.name and other.name) and key(one.name or "") == key(other.name or "")


def in_order(
    files: Sequence[tuple[str, LadderReading]], known: Sequence[LevelReading]
) -> tuple[list[tuple[str, LadderReading]], list[Finding]]:
    """The files from the lowest level up, and findings that say by what they were ordered and where that is in doubt."""
    places = [
        next((number for number, entry in enumerate(known) if same_level(ladder.levels[0], entry)), None)
        for _, ladder in files
    ]
    codes = [re.fullmatch(r"([A-Za-z .-]*)(\d{1,2})", ladder.levels[0].code or "") for _, ladder in files]
    counted = [
        re.fullmatch(r"(?:level|grade|band|tier)?\s*(\d{1,2})", (ladder.levels[0].name or "").lower())
        for _, ladder in files
    ]
    numbers = [re.match(r"(\d{1,3})[-_. ]", PurePosixPath(file).name) for file, _ in files]
    ranks: list[tuple[float, ...]]
    if all(place is not None for place in places):
        how, ranks = "the overview", [(float(place or 0),) for place in places]
    elif all(codes) and len({match[1].strip().lower() for match in codes if match}) == 1:
        how, ranks = "their codes", [(float(match[2]),) for match in codes if match]
    elif all(numbers):
        how, ranks = "the numbers of their files", [(float(match[1]),) for match in numbers if match]
    elif all(counted):
        how, ranks = "their numbers", [(float(match[1]),) for match in counted if match]
    else:
        how, ranks = "the words of their names", [seniority(ladder.levels[0].name or "") for _, ladder in files]
    order = sorted(range(len(files)), key=lambda index: (ranks[index], files[index][0]))
    ordered = [files[index] for index in order]
    message = f"{len(files)} files of one level each were joined, in the order of {how}. Begin the files' names with numbers to order them otherwise."
    findings = [Finding("info", ", ".join(file for file, _ in ordered), message)]
    for one, other in itertools.pairwise(order):
        first, second = files[one], files[other]
        if same_level(first[1].levels[0], second[1].levels[0]):
            message = (
                "Both files describe the same level; they were kept apart. Rename one of the levels, or leave one out."
            )
            findings.append(Finding("warning", f"{first[0]}, {second[0]}", message))
        elif ranks[one] == ranks[other]:
            message = "Nothing tells which of these levels is the higher one; check their order."
            findings.append(Finding("warning", f"{first[0]}, {second[0]}", message))
    return ordered, findings


def common_name(names: Sequence[str]) -> str:
    """The words all names end with (`Junior Baker`, `Baker` → `Baker`); empty when they end differently."""
    ends = [re.sub(r"[\s\d]+$|\b[IVX]+$", "", name).split() for name in names]
    shared: list[str] = []
    for words in zip(*(reversed(end) for end in ends), strict=False):
        if len({word.lower() for word in words}) > 1:
            break
        shared.insert(0, words[0])
    return " ".join(shared)


def common_folder(files: Sequence[str]) -> str:
    """The name of the folder that all files stand in, empty without one."""
    folders = {PurePosixPath(file).parent.name for file in files}
    return re.sub(r"[-_]+", " ", folders.pop()) if len(folders) == 1 else ""
