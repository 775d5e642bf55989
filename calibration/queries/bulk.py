"""Reads for many packets at once: what can be chosen, where an order stands, and what its list says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from calibration.enums import BulkItemState, Profile
from calibration.models import AgendaItem, Packet, PacketBulk, PacketBulkItem
from calibration.packet.listing import Line, Listing, Missing, file_name, line
from calibration.packet.record import from_plain
from calibration.queries.packets import packet_bytes
from core.clock import in_words
from core.database import db
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.sight import Viewer, contents_are_open

LISTED = (Stage.CALIBRATION, Stage.DECIDED)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One application that the viewer may have a packet of."""

    application_id: int
    candidate: str
    code: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One application of an order and how its packet comes along; `reason` says why there is none."""

    id: int
    number: int
    candidate: str
    packet_id: int | None
    state: BulkItemState
    reason: str | None


@dataclass(frozen=True, slots=True)
class BulkPage:
    """An order as its page shows it; `failure`: why the list beside the packets could not be made."""

    id: int
    title: str
    profile: Profile
    requested: str
    requisition_id: int
    items: tuple[ItemRow, ...]
    is_ready: bool
    is_cancelled: bool
    failure: str | None

    def count(self, *states: BulkItemState) -> int:
        """How many items are in these states."""
        return sum(item.state in states for item in self.items)

    @property
    def is_building(self) -> bool:
        """Whether something still happens by itself."""
        if self.is_ready or self.is_cancelled or self.failure:
            return False
        waiting = self.count(BulkItemState.WAITING, BulkItemState.RENDERING)
        return bool(waiting or not self.count(BulkItemState.FAILED))


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One order in the list of a person's own."""

    id: int
    title: str
    profile: Profile
    requested_at: datetime
    is_ready: bool
    is_cancelled: bool


def open_applications(*, viewer: Viewer, application_ids: Iterable[int]) -> set[int]:
    """Those of the applications whose evidence is open to the viewer now; one query."""
    return set(
        db.session.scalars(
            select(Application.id)
            .join(Requisition, Requisition.id == Application.requisition_id)
            .where(Application.id.in_(application_ids), contents_are_open(viewer))
        )
    )


def choices(*, requisition_id: int, viewer: Viewer, session_id: int | None = None) -> Sequence[Choice]:
    """The applications that a packet can be made of: those of the opening, or of the session in its agenda's order.

    Without a session they come in the order in which they applied, never by name: an anonymous list must not tell names
    by its order.
    """
    query = (
        select(Application.id, Candidate.name, Candidate.code, Application.stage)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Application.requisition_id == requisition_id, Application.stage.in_(LISTED), contents_are_open(viewer))
    )
    if session_id is None:
        query = query.order_by(Application.id)
    else:
        query = (
            query.join(AgendaItem, AgendaItem.application_id == Application.id)
            .where(AgendaItem.session_id == session_id)
            .order_by(AgendaItem.position, AgendaItem.id)
        )
    return [Choice(*row) for row in db.session.execute(query)]


def bulk(bulk_id: int) -> PacketBulk | None:
    """The order, or None."""
    return db.session.get(PacketBulk, bulk_id)


def application_ids(found: PacketBulk) -> list[int]:
    """The applications of the order."""
    query = select(PacketBulkItem.application_id).where(PacketBulkItem.bulk_id == found.id)
    return list(db.session.scalars(query))


def own_bulks(viewer: Viewer) -> list[BulkRow]:
    """The viewer's newest orders."""
    rows = db.session.execute(
        select(
            PacketBulk.id,
            PacketBulk.title,
            PacketBulk.profile,
            PacketBulk.requested_at,
            PacketBulk.ready_at.is_not(None),
            PacketBulk.cancelled_at.is_not(None),
        )
        .where(PacketBulk.requested_by_id == viewer.id)
        .order_by(PacketBulk.id.desc())
        .limit(SHOWN)
    )
    return [BulkRow(*row) for row in rows]


def bulk_page(found: PacketBulk) -> BulkPage:
    """The order with each item's state; two queries."""
    rows = db.session.execute(
        select(
            PacketBulkItem.id,
            PacketBulkItem.position,
            Candidate.name,
            PacketBulkItem.packet_id,
            Packet.file_sha256,
            PacketBulkItem.left_out,
            Job.state,
            Job.error,
        )
        .join(Application, Application.id == PacketBulkItem.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(Packet, Packet.id == PacketBulkItem.packet_id)
        .outerjoin(Job, Job.id == PacketBulkItem.job_id)
        .where(PacketBulkItem.bulk_id == found.id)
        .order_by(PacketBulkItem.position)
    )
    index_job = db.session.get(Job, found.index_job_id) if found.index_job_id else None
    over = index_job is not None and index_job.state in {JobState.FAILED, JobState.CANCELLED}
    return BulkPage(
        id=found.id,
        title=found.title,
        profile=found.profile,
        requested=in_words(found.requested_at),
        requisition_id=found.requisition_id,
        items=tuple(
            ItemRow(
                id=row.id,
                number=row.position,
                candidate=row.name,
                packet_id=row.packet_id,
                state=_state(row.file_sha256, row.left_out, row.state, is_cancelled=found.cancelled_at is not None),
                reason=row.left_out or row.error,
            )
            for row in rows
        ),
        is_ready=found.index_sha256 is not None,
        is_cancelled=found.cancelled_at is not None,
        failure=(index_job.error or "Its job was cancelled.")
        if index_job and over and not found.index_sha256
        else None,
    )


def _state(file_sha256: str | None, left_out: str | None, job: JobState | None, *, is_cancelled: bool) -> BulkItemState:
    if left_out is not None:
        return BulkItemState.LEFT_OUT
    if file_sha256 is not None:
        return BulkItemState.READY
    if is_cancelled:
        return BulkItemState.CANCELLED
    if job not in OPEN:
        return BulkItemState.FAILED
    return BulkItemState.RENDERING if job is JobState.RUNNING else BulkItemState.WAITING


def listing(found: PacketBulk) -> Listing:
    """What the list beside the packets says, from the packets' own records."""
    lines: list[Line] = []
    missing: list[Missing] = []
    for item in _items(found):
        if item.packet is not None and item.left_out is None:
            lines.append(line(item.position, from_plain(item.packet.record), item.packet.content_sha256))
        else:
            code = item.application.candidate.code
            missing.append(Missing(number=item.position, code=code, reason=item.left_out or "It was not made."))
    return Listing(
        title=found.title,
        profile=found.profile.value,
        made_at=found.requested_at.isoformat(timespec="seconds"),
        lines=tuple(lines),
        missing=tuple(missing),
    )


def bundled_files(found: PacketBulk) -> Iterable[tuple[str, bytes]]:
    """Name and bytes of each packet of the zip, one at a time. Raises StorageFault as packet_bytes does."""
    for item in _items(found):
        if item.packet is not None and item.left_out is None:
            record = from_plain(item.packet.record)
            yield file_name(item.position, record, item.packet.content_sha256), packet_bytes(item.packet)


def _items(found: PacketBulk) -> Sequence[PacketBulkItem]:
    return db.session.scalars(
        select(PacketBulkItem)
        .where(PacketBulkItem.bulk_id == found.id)
        .order_by(PacketBulkItem.position)
        .options(
            joinedload(PacketBulkItem.packet).options(undefer(Packet.record)),
            joinedload(PacketBulkItem.application).joinedload(Application.candidate),
        )
    ).all()
