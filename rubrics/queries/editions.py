"""Reads about editions: the document in the library that a newly received one follows, and what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased, undefer

from core.database import db
from rubrics.editions import folded, is_same_document
from rubrics.enums import DocumentKind, RubricState
from rubrics.models import Criteria, Ladder, Rubric, RubricSignal, RubricVersion, SourceDocument, Statement

ONE_LEVEL = "one_level"
"""How the reader calls the orientation of a document with a single level."""
MOST_CANDIDATES = 5
"""Documents of one file name or title that are looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class RestingVersion:
    """A rubric version with words of the earlier edition; `changed` counts those that the new edition no longer says."""

    id: int
    title: str
    number: int
    state: RubricState
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as the pages name it, and the newest edition of it where that is another one (else None)."""

    label: str
    newest_id: int | None


def document_label() -> ColumnElement[str]:
    """The file name of a `SourceDocument` in a query; with its edition's number where several of that name are imported."""
    other = aliased(SourceDocument)
    several = select(func.count()).where(other.name == SourceDocument.name, other.imported_at.is_not(None))
    is_not_later = or_(
        other.imported_at < SourceDocument.imported_at,
        and_(other.imported_at == SourceDocument.imported_at, other.id <= SourceDocument.id),
    )
    total, number = (
        query.correlate(SourceDocument).scalar_subquery() for query in (several, several.where(is_not_later))
    )
    return case((total > 1, SourceDocument.name + ", edition " + cast(number, String)), else_=SourceDocument.name)


def is_newest() -> ColumnElement[bool]:
    """Whether a `SourceDocument` in a query is the edition of its file name that was imported last."""
    newer = aliased(SourceDocument)
    is_later = or_(
        newer.imported_at > SourceDocument.imported_at,
        and_(newer.imported_at == SourceDocument.imported_at, newer.id > SourceDocument.id),
    )
    later = select(newer.id).where(newer.name == SourceDocument.name, newer.imported_at.is_not(None), is_later)
    return ~later.correlate(SourceDocument).exists()


def edition_of(document_id: int) -> Edition:
    """How the pages name an imported document, and the edition of the same file name that was imported last."""
    newest = aliased(SourceDocument)
    last = (
        select(newest.id)
        .where(newest.name == SourceDocument.name, newest.imported_at.is_not(None))
        .order_by(newest.imported_at.desc(), newest.id.desc())
        .limit(1)
        .correlate(SourceDocument)
        .scalar_subquery()
    )
    label, number = db.session.execute(select(document_label(), last).where(SourceDocument.id == document_id)).one()
    return Edition(label, number if number != document_id else None)


def editions_of(document_id: int) -> frozenset[int]:
    """The numbers of the documents with the same file name, this one among them."""
    name = select(SourceDocument.name).where(SourceDocument.id == document_id).scalar_subquery()
    return frozenset(db.session.scalars(select(SourceDocument.id).where(SourceDocument.name == name)))


def earlier_edition(document: SourceDocument) -> SourceDocument | None:
    """The newest imported edition of the document, with its reading; None when there is none.

    It has the same file name or title, and says something of the same: two teams may both have a `ladder.md`.
    """
    candidates = db.session.scalars(
        select(SourceDocument)
        .where(
            SourceDocument.id != document.id,
            SourceDocument.imported_at.is_not(None),
            or_(SourceDocument.name == document.name, SourceDocument.title == document.title),
        )
        .order_by(SourceDocument.imported_at.desc(), SourceDocument.id.desc())
        .limit(MOST_CANDIDATES)
        .options(undefer(SourceDocument.reading))
    )
    return next((row for row in candidates if is_same_document(row.reading, document.reading)), None)


def is_name_taken(document: SourceDocument) -> bool:
    """Whether another imported document has the file name of this one."""
    taken = select(SourceDocument.id).where(
        SourceDocument.id != document.id, SourceDocument.name == document.name, SourceDocument.imported_at.is_not(None)
    )
    return db.session.scalar(taken.limit(1)) is not None


def quotes_of(document: SourceDocument) -> int:
    """How many statements and signals of rubrics name the document as their source."""
    counts = (
        select(func.count()).select_from(model).where(model.document_id == document.id).scalar_subquery()
        for model in (Statement, RubricSignal)
    )
    return sum(db.session.execute(select(*counts)).one())


def waiting_levels(document: SourceDocument) -> list[SourceDocument]:
    """The other documents of one level alone that wait to be imported, by name; none where this one is anything else."""
    if document.imported_at is not None or not is_one_level(document):
        return []
    orientation = SourceDocument.reading["ladders"][0]["orientation"].as_string()
    rows = db.session.scalars(
        select(SourceDocument)
        .where(
            SourceDocument.id != document.id,
            SourceDocument.imported_at.is_(None),
            SourceDocument.kind == DocumentKind.LADDER,
            orientation == ONE_LEVEL,
        )
        .order_by(SourceDocument.name, SourceDocument.id)
    )
    return list(rows)


def is_one_level(document: SourceDocument) -> bool:
    """Whether the document was read as one level alone, which may be a part of a ladder."""
    ladders = document.reading["ladders"]
    return len(ladders) == 1 and ladders[0]["orientation"] == ONE_LEVEL


def resting_on(document: SourceDocument, said: AbstractSet[str] | None = None) -> list[RestingVersion]:
    """The rubric versions made from the document's ladders or criteria; they keep the words they were made of.

    `said` is everything a newer edition says (`rubrics.editions.everything_said`): with it, each version counts its
    statements and signals that the newer edition does not make. Three queries at most.
    """
    ladders = select(Ladder.id).where(Ladder.document_id == document.id)
    rows = db.session.execute(
        select(RubricVersion.id, Rubric.title, RubricVersion.number, RubricVersion.state)
        .join(Rubric)
        .where(
            or_(
                RubricVersion.ladder_id.in_(ladders),
                RubricVersion.second_ladder_id.in_(ladders),
                RubricVersion.criteria_id.in_(select(Criteria.id).where(Criteria.document_id == document.id)),
            )
        )
        .order_by(Rubric.title, RubricVersion.number)
    ).all()
    gone = _gone(document, said) if said is not None and rows else Counter[int]()
    return [RestingVersion(*row, changed=gone[row.id]) for row in rows]


def _gone(document: SourceDocument, said: AbstractSet[str]) -> Counter[int]:
    """How many words of the document each version has that are not among those said now."""
    found: Counter[int] = Counter()
    for model in (Statement, RubricSignal):
        rows = db.session.execute(
            select(model.version_id, model.text, model.source_text).where(model.document_id == document.id)
        )
        found.update(version_id for version_id, text, source in rows if folded(source or text) not in said)
    return found
