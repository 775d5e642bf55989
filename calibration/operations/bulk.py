"""Many packets at once: asked for in one go, made one by one by however many workers there are, had as one zip.

Each packet is a job of its own, so that two workers share them, one that fails is tried again alone, and a worker that is
killed loses the packet it was at and no other. When the last one is there the list beside them is made, and with it the
order is ready. The zip itself is put together when it is fetched, always from the same sealed bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from calibration import rules
from calibration.enums import BulkItemState, Profile
from calibration.models import Packet, PacketBulk, PacketBulkItem
from calibration.operations.packets import freeze_packet
from calibration.queries.bulk import bulk_page
from core import jobs
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from core.jobs.enums import OPEN
from core.jobs.models import Job
from core.jobs.operations import cancel_job
from core.storage import store_file
from scorecards.models import Application, Requisition
from scorecards.queries import access

MOST = 200
PDF = "application/pdf"


def request_bulk(
    *, title: str, requisition: Requisition, applications: Sequence[Application], profile: Profile, actor: Actor
) -> PacketBulk:
    """The order of a packet for each application, in their order, every one of them sent to the workers.

    The caller has asked for each whether the actor may have it. Raises InvalidInput for none, too many, or applications
    to another opening.
    """
    if not applications:
        raise InvalidInput("No packet was asked for.", {"application": ["Choose at least one application."]})
    if len(applications) > MOST:
        raise InvalidInput("No packet was asked for.", {"application": [f"Choose at most {MOST} at once."]})
    if any(application.requisition_id != requisition.id for application in applications):
        raise InvalidInput("The applications of one order belong to one opening.")
    order = PacketBulk(
        title=title[:300],
        requisition_id=requisition.id,
        profile=profile,
        requested_by_id=actor.id,
        requested_at=now(),
        items=[
            PacketBulkItem(application=application, position=position)
            for position, application in enumerate(dict.fromkeys(applications), 1)
        ],
    )
    db.session.add(order)
    record("request_bulk", actor=actor, subject=order, about=requisition, profile=profile.value, count=len(order.items))
    for item in order.items:
        _send(item, actor)
    return order


def freeze_item(*, item: PacketBulkItem) -> Packet:
    """The item's packet, frozen now unless an earlier attempt did.

    Raises NotAllowed when the application is no longer open to who asked for it: it was when they asked.
    """
    if item.packet is not None:
        return item.packet
    actor = item.bulk.requested_by
    found = access.application(item.application_id)
    if found is None or not actor.active or not rules.may_export(actor, found):
        raise NotAllowed("This application is not open any more to the person who asked for it.")
    item.packet = freeze_packet(application=item.application, profile=item.bulk.profile, actor=actor)
    return item.packet


def finish_item(*, item: PacketBulkItem) -> None:
    """The list beside the packets asked for, if this was the last one that the order waited for.

    The order's row is locked meanwhile: of two workers that end at once, the second sees what the first has done.
    """
    order = db.session.scalars(
        select(PacketBulk)
        .where(PacketBulk.id == item.bulk_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if order.cancelled_at is None and not _missing(order):
        _send_index(order, order.requested_by)


def seal_bulk(*, bulk: PacketBulk, index: bytes) -> None:
    """The order ready, with its list. Raises StorageFault when that cannot be kept."""
    if bulk.cancelled_at is None and bulk.index_sha256 is None:
        bulk.index_sha256, bulk.ready_at = store_file(content=index, media_type=PDF).sha256, now()


def retry_bulk(*, bulk: PacketBulk, actor: Actor) -> int:
    """How many failed packets were sent again; the others are left alone. The list too, when that had failed.

    Raises Conflict when nothing of it has failed, or it was cancelled.
    """
    failed = _failed(bulk)
    page = bulk_page(bulk)
    if not failed and page.failure is None:
        raise Conflict("Nothing of this has failed.")
    for item in failed:
        _send(item, actor)
    if page.failure is not None:
        _send_index(bulk, actor)
    record("retry_bulk", actor=actor, subject=bulk, count=len(failed))
    return len(failed)


def leave_out_failed(*, bulk: PacketBulk, actor: Actor) -> None:
    """The zip to be had without what failed; the list says which these are, and why.

    Raises Conflict while packets are under way, when none has failed, or when there would be none left.
    """
    page, failed = bulk_page(bulk), _failed(bulk)
    if page.count(BulkItemState.WAITING, BulkItemState.RENDERING) or not failed:
        raise Conflict("Wait until every packet is made or has failed.")
    if not page.count(BulkItemState.READY):
        raise Conflict("Not one packet was made, so there is nothing to take. Try them again.")
    reasons = {row.id: row.reason for row in page.items}
    for item in failed:
        item.left_out = reasons[item.id] or "It was cancelled."
    _send_index(bulk, actor)
    record("leave_out_failed", actor=actor, subject=bulk, count=len(failed))


def cancel_bulk(*, bulk: PacketBulk, actor: Actor) -> None:
    """The order ended: what waits is not begun. Packets that are made stay with their applications.

    Raises Conflict when it is ready or cancelled already.
    """
    if bulk.index_sha256 is not None or bulk.cancelled_at is not None:
        raise Conflict("This is over already.")
    bulk.cancelled_at = now()
    numbers = [item.job_id for item in bulk.items] + [bulk.index_job_id]
    for job in db.session.scalars(select(Job).where(Job.id.in_(filter(None, numbers)), Job.state.in_(OPEN))):
        cancel_job(job=job, actor=actor)
    record("cancel_bulk", actor=actor, subject=bulk)


def note_bulk_download(*, bulk: PacketBulk, actor: Actor) -> None:
    """The trace at every application that its packet was taken out of the house, and with which others."""
    for item in bulk.items:
        if item.packet is not None and item.left_out is None:
            record("download_packet", actor=actor, subject=item.packet, about=item.application, bulk=bulk.id)


def _send(item: PacketBulkItem, actor: Actor) -> None:
    db.session.flush()
    item.job_id = jobs.enqueue("bulk_packet", {"item_id": item.id}, actor, key=f"bulk-item:{item.id}").id


def _send_index(bulk: PacketBulk, actor: Actor) -> None:
    bulk.index_job_id = jobs.enqueue("bulk_index", {"bulk_id": bulk.id}, actor, key=f"bulk:{bulk.id}").id


def _missing(bulk: PacketBulk) -> int:
    """How many packets the order still waits for."""
    query = (
        select(func.count())
        .select_from(PacketBulkItem)
        .outerjoin(Packet, Packet.id == PacketBulkItem.packet_id)
        .where(PacketBulkItem.bulk_id == bulk.id, PacketBulkItem.left_out.is_(None), Packet.file_sha256.is_(None))
    )
    return db.session.scalar(query) or 0


def _failed(bulk: PacketBulk) -> list[PacketBulkItem]:
    failed = {row.id for row in bulk_page(bulk).items if row.state is BulkItemState.FAILED}
    return [item for item in bulk.items if item.id in failed]
