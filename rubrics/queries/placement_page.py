"""Reads for the page of one level on the crosswalk: where it stands, every word that led there, and what people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.audit import AuditEvent, reference
from core.clock import in_words
from core.database import db
from rubrics.coordinates import CoordinateReading, Evidence
from rubrics.crosswalk import Placed, Proposal, placed
from rubrics.models import Level, Placement, RoleProfile
from rubrics.places import Place, place_of, place_with
from rubrics.queries.crosswalk import PROFILES, key_of, placement_of, proposals_beside, ranks_by_people
from rubrics.queries.level_texts import is_spoken_of
from rubrics.queries.originals import lines_of, reading_of

SHOWN = 5
SAID = ("place_level", "reset_level")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that claim a rank, the sentence `before` and `after` them, and their place in the document (None: not known)."""

    evidence: Evidence
    before: str
    after: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One coordinate of a level: its rank in words, how it was read, its quotes and how many more there are than shown."""

    coordinate: CoordinateReading
    rank: str
    how: str
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PlacementEvent:
    """Something a person did to the level's rank: `detail` is their reason."""

    what: str
    who: str
    iso: str
    when: str
    detail: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """All that the page of one level on the crosswalk shows; `history` is the newest first."""

    kind: str
    number: int
    label: str
    ladder: str
    ladder_id: int | None
    document_id: int
    document: str
    proposal: Proposal
    counts: Placed
    reasons: tuple[ReasonRow, ...]
    placement: Placement | None
    placed_at: str
    history: tuple[PlacementEvent, ...]


def placement_page(place: Level | RoleProfile) -> PlacementPage:
    """Where the level stands and every word that led there."""
    said, key = placement_of(place), key_of(place)
    levels = proposals_beside(place)
    found = next(entry for entry in levels if entry.key == key)
    counts = next(entry for entry in placed(levels, ranks_by_people()) if entry.key == key)
    document = place.ladder.document if isinstance(place, Level) else place.document
    lines = lines_of(document.id, reading_of(document.id))
    return PlacementPage(
        kind="levels" if isinstance(place, Level) else "profiles",
        number=place.id,
        label=found.label,
        ladder=place.ladder.name if isinstance(place, Level) else PROFILES,
        ladder_id=place.ladder_id if isinstance(place, Level) else None,
        document_id=document.id,
        document=document.name,
        proposal=found,
        counts=counts,
        reasons=tuple(_reason(reading, lines) for reading in found.readings),
        placement=said,
        placed_at=in_words(said.placed_at) if said else "",
        history=_history(place),
    )


def _reason(reading: CoordinateReading, lines: Sequence[str]) -> ReasonRow:
    count = len(reading.evidence)
    sentences = f"{count} sentence{'s' if count > 1 else ''}"
    if reading.rank is None:
        how = (
            "the source states it, in words that claim no rank"
            if reading.stated
            else "nothing in its texts speaks of it"
        )
    elif reading.stated:
        how = "stated as an attribute"
    else:
        how = f"read from the row of that name, {sentences}" if reading.in_row else f"read from {sentences}"
    return ReasonRow(
        coordinate=reading,
        rank="none" if reading.rank is None else f"{reading.rank:g}",
        how=how,
        quotes=tuple(_quote(entry, lines) for entry in reading.evidence),
        more=max(0, count - SHOWN),
    )


def _quote(entry: Evidence, lines: Sequence[str]) -> Quote:
    """The words with their place; what is only spoken of (an attribute, the level as a whole) is looked for in the lines."""
    before, _, after = entry.sentence.partition(entry.words)
    if not is_spoken_of(entry.locator):
        return Quote(entry, before, after, place_of(entry.locator))
    return Quote(entry, before, after, place_with(entry.sentence, lines) or Place(entry.locator))


def _history(place: Level | RoleProfile) -> tuple[PlacementEvent, ...]:
    """Every placing by hand and every taking back, the newest first."""
    events = db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.subject == reference(place), AuditEvent.action.in_(SAID))
        .order_by(AuditEvent.id.desc())
    )
    return tuple(
        PlacementEvent(_deed(event), event.actor_name, event.at.isoformat(), in_words(event.at), _why(event))
        for event in events
    )


def _deed(event: AuditEvent) -> str:
    details = event.details
    if event.action == "reset_level":
        return f"Taken back from rank {details['rank']}: the texts decide again"
    before = details.get("before") or details.get("proposed")
    return f"Placed at rank {details['rank']}{f' instead of {before}' if before else ''}"


def _why(event: AuditEvent) -> str:
    return "" if event.action == "reset_level" else str(event.details.get("reason") or "")
