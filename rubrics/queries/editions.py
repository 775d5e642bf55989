"""Reads about editions: the document in the library that a newly received one follows, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import undefer

from core.database import db
from rubrics.enums import RubricState
from rubrics.models import Criteria, Ladder, Rubric, RubricVersion, SourceDocument


@dataclass(frozen=True, slots=True)
class RestingVersion:
    """A rubric version that was generated from the earlier edition."""

    id: int
    title: str
    number: int
    state: RubricState


def earlier_edition(document: SourceDocument) -> SourceDocument | None:
    """The newest imported document of the same file name or title, with its reading; None when there is none."""
    return db.session.scalar(
        select(SourceDocument)
        .where(
            SourceDocument.id != document.id,
            SourceDocument.imported_at.is_not(None),
            or_(SourceDocument.name == document.name, SourceDocument.title == document.title),
        )
        .order_by(SourceDocument.imported_at.desc(), SourceDocument.id.desc())
        .limit(1)
        .options(undefer(SourceDocument.reading))
    )


def resting_on(document: SourceDocument) -> list[RestingVersion]:
    """The rubric versions generated from the document's ladders or criteria; they keep the words they were made of."""
    rows = db.session.execute(
        select(RubricVersion.id, Rubric.title, RubricVersion.number, RubricVersion.state)
        .join(Rubric)
        .where(
            or_(
                RubricVersion.ladder_id.in_(select(Ladder.id).where(Ladder.document_id == document.id)),
                RubricVersion.criteria_id.in_(select(Criteria.id).where(Criteria.document_id == document.id)),
            )
        )
        .order_by(Rubric.title, RubricVersion.number)
    )
    return [RestingVersion(*row) for row in rows]
