"""What the pages of the library take from the document itself: its reading and its lines.

The library's tables hold what rubrics are made of. What a source says beside that (the step's name before a guideline, the
grade of a cell, a threshold) stays in the reading, and its pages show it from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from core.database import db
from rubrics.models import SourceDocument
from rubrics.originals.anchors import places_in
from rubrics.originals.texts import texts_of


def reading_of(document_id: int) -> Mapping[str, Any]:
    """The document's reading as `flask rubrics inspect` prints it; empty where none is kept."""
    return db.session.scalar(select(SourceDocument.reading).where(SourceDocument.id == document_id)) or {}


def lines_of(document_id: int, reading: Mapping[str, Any]) -> Sequence[str]:
    """The lines that the document's page shows; none where it is no text or several texts in one file."""
    name, content = db.session.execute(
        select(SourceDocument.name, SourceDocument.content).where(SourceDocument.id == document_id)
    ).one()
    texts = texts_of(content, name, list(places_in(reading)))
    return texts[0].lines if len(texts) == 1 else ()
