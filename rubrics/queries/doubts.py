"""Where a source contradicts itself or was hard to read, for the pages of what was imported from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from core.database import db
from rubrics.models import SourceDocument

DOUBTFUL = ("warning", "error")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A remark on the source; `locator` names the place in its document, empty where it is about the whole."""

    message: str
    locator: str = ""


def doubts_of(document_id: int, remarks: Iterable[str] = ()) -> tuple[Doubt, ...]:
    """The warnings of the document's reading, then the crosswalk's remarks on the level.

    The crosswalk's word on years that disagree is left out where the reading has said so, with the place.
    """
    reading = db.session.scalar(select(SourceDocument.reading).where(SourceDocument.id == document_id)) or {}
    found = tuple(
        Doubt(entry["message"], entry["locator"])
        for entry in reading.get("findings", ())
        if entry["severity"] in DOUBTFUL
    )
    knows_years = any(entry.message.startswith("Years disagree") for entry in found)
    return (*found, *(Doubt(said) for said in remarks if not (knows_years and said.startswith("The source gives"))))
