"""Reads for the rubrics' pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from core.database import db
from rubrics.enums import RubricState
from rubrics.models import (
    Anchor,
    Ladder,
    Level,
    Rubric,
    RubricDimension,
    RubricExercise,
    RubricVersion,
    SourceDocument,
)
from rubrics.queries.editions import document_label


@dataclass(frozen=True)
class VersionRow:
    """One version of a rubric."""

    id: int
    title: str
    number: int
    state: RubricState
    target: str
    dimensions: int
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True)
class LevelChoice:
    """One level that can be a target; `value` is the ladder's number and the level's code or name."""

    value: str
    label: str


def versions(*, with_drafts: bool) -> list[VersionRow]:
    """The versions that may be read, by title, the newest version first."""
    dimensions = (
        select(func.count(RubricDimension.id)).where(RubricDimension.version_id == RubricVersion.id).scalar_subquery()
    )
    query = (
        select(
            RubricVersion.id,
            Rubric.title,
            RubricVersion.number,
            RubricVersion.state,
            RubricVersion.target_label,
            dimensions,
            RubricVersion.created_at,
            RubricVersion.published_at,
        )
        .join(Rubric)
        .order_by(Rubric.title, Rubric.id, RubricVersion.number.desc())
    )
    if not with_drafts:
        query = query.where(RubricVersion.state.in_([RubricState.PUBLISHED, RubricState.RETIRED]))
    return [VersionRow(*row) for row in db.session.execute(query)]


@dataclass(frozen=True)
class VersionNumber:
    """One version of a rubric, as far as the choice of one goes."""

    id: int
    number: int
    state: RubricState


def numbers(rubric_id: int) -> list[VersionNumber]:
    """The rubric's versions, the first one first."""
    rows = db.session.execute(
        select(RubricVersion.id, RubricVersion.number, RubricVersion.state)
        .where(RubricVersion.rubric_id == rubric_id)
        .order_by(RubricVersion.number)
    )
    return [VersionNumber(*row) for row in rows]


def version(version_id: int) -> RubricVersion | None:
    """The version with everything it says, in a constant number of queries, or None."""
    return db.session.get(RubricVersion, version_id, options=_EVERYTHING)


def whole_version(version_id: int) -> RubricVersion:
    """The version as `version` gives it. Raises NoResultFound when there is none."""
    return db.session.get_one(RubricVersion, version_id, options=_EVERYTHING)


_EVERYTHING = (
    joinedload(RubricVersion.rubric),
    selectinload(RubricVersion.dimensions).selectinload(RubricDimension.anchors).selectinload(Anchor.statements),
    selectinload(RubricVersion.signals),
    selectinload(RubricVersion.exercises).selectinload(RubricExercise.dimensions),
    selectinload(RubricVersion.waiting),
)


def dimension(dimension_id: int) -> RubricDimension | None:
    """The dimension with its anchors, or None."""
    return db.session.get(
        RubricDimension,
        dimension_id,
        options=[selectinload(RubricDimension.anchors).selectinload(Anchor.statements)],
    )


def target_levels() -> list[tuple[str, list[LevelChoice]]]:
    """Every ladder that can be aimed at, with its levels from the highest to the lowest."""
    ladders: dict[int, tuple[str, list[LevelChoice]]] = {}
    rows = db.session.execute(
        select(Ladder.id, Ladder.name, document_label(), Level)
        .join(SourceDocument, SourceDocument.id == Ladder.document_id)
        .join(Level, Level.ladder_id == Ladder.id)
        .order_by(Ladder.name, Ladder.id, Level.position.desc())
    )
    for ladder_id, name, document, level in rows:
        _, levels = ladders.setdefault(ladder_id, (f"{name} ({document})", []))
        levels.append(LevelChoice(f"{ladder_id}:{level.target_code}", level.label))
    return list(ladders.values())
