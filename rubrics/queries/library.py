"""Reads for the library's pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from core.database import db
from rubrics.enums import DocumentKind
from rubrics.models import (
    Competency,
    Criteria,
    CriteriaDimension,
    CriteriaExercise,
    Ladder,
    Level,
    RoleProfile,
    SourceDocument,
)
from rubrics.queries.editions import document_label


@dataclass(frozen=True)
class DocumentRow:
    """One document of the library."""

    id: int
    title: str
    name: str
    kind: DocumentKind
    received_at: datetime
    imported: bool


@dataclass(frozen=True)
class LadderRow:
    """One ladder: how many levels and competencies, from the lowest level to the highest; `document` tells its edition."""

    id: int
    name: str
    track: str | None
    file: str
    document: str
    levels: int
    competencies: int
    lowest: str
    highest: str

    @property
    def levels_in_words(self) -> str:
        """How many levels, from which to which: "6, P2 to P7 Staff"."""
        return f"{self.levels}, {self.lowest} to {self.highest}" if self.levels > 1 else self.lowest or "none"


@dataclass(frozen=True)
class ProfileRow:
    """One role profile."""

    id: int
    code: str | None
    title: str
    level: str
    status: str | None


@dataclass(frozen=True)
class CriteriaRow:
    """One set of criteria; `document` tells the edition of its file."""

    id: int
    title: str
    file: str
    document: str
    dimensions: int
    exercises: int


def document(document_id: int) -> SourceDocument | None:
    """The document, or None."""
    return db.session.get(SourceDocument, document_id)


def document_by_content(content: bytes) -> SourceDocument | None:
    """The imported document with exactly these bytes, or None."""
    sha256 = hashlib.sha256(content).hexdigest()
    return db.session.scalar(
        select(SourceDocument).where(SourceDocument.sha256 == sha256, SourceDocument.imported_at.is_not(None))
    )


def documents() -> list[DocumentRow]:
    """Every document, the newest first."""
    rows = db.session.execute(
        select(
            SourceDocument.id,
            SourceDocument.title,
            SourceDocument.name,
            SourceDocument.kind,
            SourceDocument.received_at,
            SourceDocument.imported_at.is_not(None),
        ).order_by(SourceDocument.received_at.desc(), SourceDocument.id.desc())
    )
    return [DocumentRow(*row) for row in rows]


def ladder(ladder_id: int) -> Ladder | None:
    """The ladder with its levels and competencies, or None."""
    return db.session.get(
        Ladder,
        ladder_id,
        options=[selectinload(Ladder.levels).selectinload(Level.responsibilities), selectinload(Ladder.competencies)],
    )


def ladders() -> list[LadderRow]:
    """Every ladder by name."""
    ends: dict[int, list[Level]] = {}
    for level in db.session.scalars(select(Level).order_by(Level.ladder_id, Level.position)):
        ends.setdefault(level.ladder_id, []).append(level)
    rows = db.session.execute(
        select(
            Ladder.id,
            Ladder.name,
            Ladder.track,
            SourceDocument.name,
            document_label(),
            select(func.count(Competency.id)).where(Competency.ladder_id == Ladder.id).scalar_subquery(),
        )
        .join(SourceDocument)
        .order_by(Ladder.name, Ladder.id)
    )
    return [
        LadderRow(
            id=identity,
            name=name,
            track=track,
            file=file,
            document=source,
            levels=len(ends.get(identity, ())),
            competencies=competencies,
            lowest=ends[identity][0].label if identity in ends else "",
            highest=ends[identity][-1].label if identity in ends else "",
        )
        for identity, name, track, file, source, competencies in rows
    ]


def attribute_facts(attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Level attributes as (term, value), the term in words: "Decision rights"."""
    return tuple((name.replace("_", " ").capitalize(), value) for name, value in attributes.items() if value)


def profile(profile_id: int) -> RoleProfile | None:
    """The role profile, or None."""
    return db.session.get(RoleProfile, profile_id)


def profiles() -> list[ProfileRow]:
    """Every role profile by title."""
    rows = db.session.execute(
        select(
            RoleProfile.id,
            RoleProfile.code,
            RoleProfile.title,
            RoleProfile.level_code,
            RoleProfile.level_name,
            RoleProfile.status,
        ).order_by(RoleProfile.title, RoleProfile.id)
    )
    return [
        ProfileRow(identity, code, title, " ".join(part for part in (level_code, level_name) if part), status)
        for identity, code, title, level_code, level_name, status in rows
    ]


def criteria(criteria_id: int) -> Criteria | None:
    """The criteria with dimensions, signals and exercises, or None."""
    return db.session.get(
        Criteria,
        criteria_id,
        options=[
            selectinload(Criteria.dimensions),
            selectinload(Criteria.signals),
            selectinload(Criteria.exercises),
        ],
    )


def all_criteria() -> list[CriteriaRow]:
    """Every set of criteria by title."""
    rows = db.session.execute(
        select(
            Criteria.id,
            Criteria.title,
            SourceDocument.name,
            document_label(),
            select(func.count(CriteriaDimension.id))
            .where(CriteriaDimension.criteria_id == Criteria.id)
            .scalar_subquery(),
            select(func.count(CriteriaExercise.id))
            .where(CriteriaExercise.criteria_id == Criteria.id)
            .scalar_subquery(),
        )
        .join(SourceDocument)
        .order_by(Criteria.title, Criteria.id)
    )
    return [CriteriaRow(*row) for row in rows]


def parts_of(document: SourceDocument) -> tuple[Sequence[Ladder], Sequence[RoleProfile], Sequence[Criteria]]:
    """What was imported from the document: its ladders, role profiles and criteria."""
    ladders = db.session.scalars(select(Ladder).where(Ladder.document_id == document.id).order_by(Ladder.position))
    profiles = db.session.scalars(select(RoleProfile).where(RoleProfile.document_id == document.id))
    found = db.session.scalars(select(Criteria).where(Criteria.document_id == document.id))
    return ladders.all(), profiles.all(), found.all()
