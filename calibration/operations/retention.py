"""Deleting what was kept for its time, and holding it back. Every deletion is traced, and nothing under a hold goes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, or_, select, update

from calibration.models import LegalHold, Packet, PacketBulk
from calibration.queries import retention as queries
from calibration.retention import Kept
from core import jobs
from core.audit import Actor, AuditEvent, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from core.jobs.models import Job
from core.storage import forget_file
from scorecards.models import Application, Attachment, Candidate

KIND = "apply_retention"


def request_retention(*, actor: Actor) -> Job:
    """The job that deletes what is due, asked for by a person instead of by the day."""
    wanted = jobs.enqueue(KIND, {}, actor, key="retention")
    record("request_retention", actor=actor, subject=wanted)
    return wanted


def plan_retention() -> None:
    """The day's job, unless nothing has a time here or this day has had one, in whatever state that is."""
    key = f"retention:{now():%Y-%m-%d}"
    if queries.retention_policy().days and db.session.scalar(select(Job.id).where(Job.key == key)) is None:
        jobs.enqueue(KIND, {}, None, key=key)


def delete_due(*, thing: queries.Leaving) -> bool:
    """Whether the thing is gone now; False when it went before or is held meanwhile. What refers to it goes with it."""
    if thing.kind is Kept.PACKETS:
        packet = db.session.get(Packet, thing.id)
        return packet is not None and delete_packet(packet=packet)
    if thing.kind is Kept.ATTACHMENTS:
        attachment = db.session.get(Attachment, thing.id)
        return attachment is not None and _delete_attachment(attachment)
    candidate = db.session.get(Candidate, thing.id)
    return candidate is not None and delete_candidate(candidate=candidate)


def delete_packet(*, packet: Packet) -> bool:
    """Whether the packet, its links and its file are gone; not while its application is held.

    The lists of orders that name it go with their orders. Its content hash stays in the trace.
    """
    if queries.is_held(packet.application_id):
        return False
    record(
        "delete_packet",
        actor=None,
        subject=packet,
        about=packet.application,
        profile=packet.profile.value,
        content_sha256=packet.content_sha256,
    )
    lists = db.session.scalars(select(PacketBulk).where(PacketBulk.items.any(packet_id=packet.id))).all()
    files = {packet.file_sha256, *(order.index_sha256 for order in lists)}
    for row in (*lists, packet):
        db.session.delete(row)
    db.session.flush()
    _forget(files)
    return True


def delete_candidate(*, candidate: Candidate) -> bool:
    """Whether the candidate is gone with every application, scorecard, decision, packet and file of theirs.

    Not while one of the applications is held. The trace keeps who did what and when, and loses what was said in it.
    """
    applications = queries.applications_of(candidate.id)
    if any(queries.is_held(application_id) for application_id in applications):
        return False
    files = queries.files_of(applications)
    record("delete_candidate", actor=None, subject=candidate, applications=len(applications))
    about = [f"application:{application_id}" for application_id in applications]
    subjects = [f"candidate:{candidate.id}", *about]
    said = or_(AuditEvent.about.in_(about), AuditEvent.subject.in_(subjects))
    db.session.execute(
        update(AuditEvent).where(said, AuditEvent.action != "delete_candidate").values(details={}),
        execution_options={"synchronize_session": False},
    )
    for statement in (
        delete(PacketBulk).where(PacketBulk.id.in_(queries.bulks_with(applications))),
        delete(Candidate).where(Candidate.id == candidate.id),  # the database deletes what hangs on it
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    db.session.expire_all()
    _forget(files)
    return True


def _delete_attachment(attachment: Attachment) -> bool:
    if queries.is_held(attachment.application_id):
        return False
    record("delete_attachment", actor=None, subject=attachment, about=attachment.application)
    sha256 = attachment.file_sha256
    db.session.delete(attachment)
    db.session.flush()
    _forget([sha256])
    return True


def _forget(files: Iterable[str | None]) -> None:
    for sha256 in files:
        if sha256 is not None:
            forget_file(sha256=sha256)


def place_hold(*, application: Application, reason: str, actor: Actor) -> LegalHold:
    """The hold: nothing about the application or its candidate goes by its age.

    Raises InvalidInput without a reason, Conflict when it is held already.
    """
    if not reason.strip():
        raise InvalidInput("Nothing is held.", {"reason": ["Say what it is kept for."]})
    if queries.is_held(application.id):
        raise Conflict("This application is held already.")
    placed = LegalHold(application=application, reason=reason.strip(), placed_by_id=actor.id, placed_at=now())
    db.session.add(placed)
    record("place_hold", actor=actor, subject=placed, about=application)
    return placed


def lift_hold(*, hold: LegalHold, actor: Actor) -> None:
    """The hold gone: from the next day's job on, what is due goes."""
    record("lift_hold", actor=actor, subject=hold, about=hold.application)
    db.session.delete(hold)
