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
from scorecards.operations.attachments import delete_attachment

KIND = "apply_retention"
GONE = "It was deleted when its time was over."


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
    """Whether the thing is gone now; what refers to it goes with it.

    False when it went before, is held meanwhile, or belongs to an application that was taken up again meanwhile.
    """
    if thing.kind is Kept.PACKETS:
        packet = db.session.get(Packet, thing.id)
        return packet is not None and delete_packet(packet=packet)
    if thing.kind is Kept.ATTACHMENTS:
        attachment = db.session.get(Attachment, thing.id)
        return attachment is not None and _delete_attachment(attachment)
    candidate = db.session.get(Candidate, thing.id)
    return candidate is not None and delete_candidate(candidate=candidate)


def delete_packet(*, packet: Packet) -> bool:
    """Whether the packet, its links and its file are gone; not while its candidate is held.

    The lists of orders that name it go with their orders, those that name somebody held excepted. Its content hash stays
    in the trace.
    """
    if queries.is_held(packet.application.candidate_id):
        return False
    record(
        "delete_packet",
        actor=None,
        subject=packet,
        about=packet.application,
        profile=packet.profile.value,
        content_sha256=packet.content_sha256,
    )
    lists, staying = queries.lists_with(packet.id)
    for item in staying:
        item.left_out = item.left_out or GONE
    files = {packet.file_sha256, *(order.index_sha256 for order in lists)}
    for row in (*lists, packet):
        db.session.delete(row)
    db.session.flush()
    _forget(files)
    return True


def delete_candidate(*, candidate: Candidate) -> bool:
    """Whether the candidate is gone with every application, scorecard, decision, packet and file of theirs.

    Not while one of the applications is held or open. Lists that name somebody held stay, with their lines. The trace
    keeps who did what and when, and loses what was said in it, the names of files too.
    """
    if queries.is_held(candidate.id) or not queries.is_over(candidate.id):
        return False
    applications = queries.applications_of(candidate.id)
    files = queries.files_of(applications)
    record("delete_candidate", actor=None, subject=candidate, applications=len(applications))
    wholes = [f"candidate:{candidate.id}", *(f"application:{application_id}" for application_id in applications)]
    said = or_(AuditEvent.about.in_(wholes), AuditEvent.subject.in_(wholes))
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
    candidate_id, application_id = attachment.application.candidate_id, attachment.application_id
    if queries.is_held(candidate_id) or not queries.is_over(candidate_id, application_id=application_id):
        return False
    delete_attachment(attachment=attachment, actor=None)
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
    if queries.hold_of(application.id) is not None:
        raise Conflict("This application is held already.")
    placed = LegalHold(application=application, reason=reason.strip(), placed_by_id=actor.id, placed_at=now())
    db.session.add(placed)
    record("place_hold", actor=actor, subject=placed, about=application)
    return placed


def lift_hold(*, hold: LegalHold, actor: Actor) -> None:
    """The hold gone: from the next day's job on, what is due goes."""
    record("lift_hold", actor=actor, subject=hold, about=hold.application)
    db.session.delete(hold)
