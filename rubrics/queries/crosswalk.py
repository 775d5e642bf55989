"""Reads for the crosswalk: where every level of the library stands on the common scale, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core.database import db
from rubrics.crosswalk import HIGHEST, LOWEST, Placed, Proposal, placed, proposals
from rubrics.models import Ladder, Level, Placement, RoleProfile, SourceDocument
from rubrics.queries.editions import document_label
from rubrics.queries.level_texts import ladder_level_texts, level_key, profile_key, profile_text

PROFILES = "Role profiles"


@dataclass(frozen=True, slots=True)
class Mark:
    """One level on the crosswalk: where it leads, how sure, whether a person placed it, whether its source contradicts itself."""

    kind: str
    number: int
    label: str
    sureness: str
    is_placed: bool
    remarks: int


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One ladder, or the role profiles together: a cell of marks per rank, rank 1 first, and those without a rank."""

    name: str
    note: str
    ladder_id: int | None
    cells: tuple[tuple[Mark, ...], ...]
    unplaced: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one level of a ladder stands: its rank (None: none) and whether its source contradicts itself."""

    rank: int | None
    is_doubtful: bool


def placeable(kind: str, number: int) -> Level | RoleProfile | None:
    """The level or role profile that a page of the crosswalk is about, or None."""
    if kind == "levels":
        return db.session.get(Level, number, options=[joinedload(Level.ladder).joinedload(Ladder.document)])
    return db.session.get(RoleProfile, number, options=[joinedload(RoleProfile.document)])


def crosswalk_rows() -> list[CrosswalkRow]:
    """A row per ladder by name, then the role profiles; a constant number of queries."""
    texts, people = ladder_level_texts(), _placements()
    ladders = db.session.execute(
        select(Ladder.id, Ladder.name, document_label()).join(SourceDocument).order_by(Ladder.name, Ladder.id)
    )
    rows = [_row(name, note, number, proposals(texts.get(number, ())), people) for number, name, note in ladders]
    profiles = db.session.scalars(select(RoleProfile).order_by(RoleProfile.title, RoleProfile.id)).all()
    alone = [_row("", "", None, proposals((profile_text(profile),)), people) for profile in profiles]
    return [*rows, *([_together(alone)] if alone else [])]


def placed_levels(ladder_ids: Iterable[int]) -> dict[int, tuple[Placed, ...]]:
    """Ladder number -> its levels, lowest first, with the rank that counts."""
    people = ranks_by_people()
    texts = ladder_level_texts(list(ladder_ids))
    return {number: placed(proposals(levels), people) for number, levels in texts.items()}


def ladder_standings(ladder_id: int) -> tuple[Standing, ...]:
    """Where the levels of one ladder stand, lowest first."""
    found = proposals(ladder_level_texts([ladder_id]).get(ladder_id, ()))
    counts = placed(found, ranks_by_people())
    return tuple(Standing(one.rank, bool(entry.remarks)) for one, entry in zip(counts, found, strict=True))


def placed_profiles(profiles: Iterable[RoleProfile]) -> list[Placed]:
    """The role profiles with the rank that counts."""
    people = ranks_by_people()
    return [placed(proposals((profile_text(profile),)), people)[0] for profile in profiles]


def proposals_beside(place: Level | RoleProfile) -> tuple[Proposal, ...]:
    """What the texts say of the level and of those of its ladder, whose order counts; a role profile is alone."""
    if isinstance(place, RoleProfile):
        return proposals((profile_text(place),))
    return proposals(ladder_level_texts([place.ladder_id])[place.ladder_id])


def proposal_of(place: Level | RoleProfile) -> Proposal:
    """What the texts say of one level."""
    return next(entry for entry in proposals_beside(place) if entry.key == key_of(place))


def key_of(place: Level | RoleProfile) -> str:
    """The key of a level or role profile on the crosswalk."""
    return level_key(place.id) if isinstance(place, Level) else profile_key(place.id)


def placement_of(place: Level | RoleProfile) -> Placement | None:
    """What a person said of the level, or None."""
    column = Placement.level_id if isinstance(place, Level) else Placement.profile_id
    return db.session.scalar(select(Placement).where(column == place.id))


def _placements() -> dict[str, Placement]:
    return {
        level_key(row.level_id) if row.level_id else profile_key(row.profile_id or 0): row
        for row in db.session.scalars(select(Placement))
    }


def placed_ranks(ladder: Ladder) -> dict[int, tuple[Level, int]]:
    """Position -> (level, rank) of the ladder's levels that people placed."""
    rows = db.session.scalars(
        select(Placement).join(Level).where(Level.ladder_id == ladder.id).options(joinedload(Placement.level))
    )
    return {row.level.position: (row.level, row.rank) for row in rows if row.level}


def ranks_by_people() -> dict[str, tuple[int, str]]:
    """Key on the crosswalk -> (rank, who) of everything that people placed."""
    return _said(_placements())


def _said(people: Mapping[str, Placement]) -> dict[str, tuple[int, str]]:
    return {key: (row.rank, row.placed_by) for key, row in people.items()}


def _row(
    name: str, note: str, ladder_id: int | None, found: Sequence[Proposal], people: Mapping[str, Placement]
) -> CrosswalkRow:
    ranks = {entry.key: entry.rank for entry in placed(found, _said(people))}
    marks = {entry.key: _mark(entry, entry.key in people) for entry in found}
    return CrosswalkRow(
        name=name,
        note=note,
        ladder_id=ladder_id,
        cells=tuple(
            tuple(mark for key, mark in marks.items() if ranks[key] == rank) for rank in range(LOWEST, HIGHEST + 1)
        ),
        unplaced=tuple(mark for key, mark in marks.items() if ranks[key] is None),
    )


def _together(rows: Sequence[CrosswalkRow]) -> CrosswalkRow:
    """One row of the role profiles: they are no ladder, so none stands in the way of another."""
    return CrosswalkRow(
        name=PROFILES,
        note="each by itself",
        ladder_id=None,
        cells=tuple(sum(cells, ()) for cells in zip(*(row.cells for row in rows), strict=True)),
        unplaced=sum((row.unplaced for row in rows), ()),
    )


def _mark(found: Proposal, is_placed: bool) -> Mark:
    kind, _, number = found.key.partition(":")
    return Mark(f"{kind}s", int(number), found.label, found.sureness_in_words, is_placed, len(found.remarks))
