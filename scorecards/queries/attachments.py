"""Reads about an application's files; what the viewer may not open is not listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.storage import file_bytes
from scorecards.enums import AttachmentKind
from scorecards.models import Attachment
from scorecards.queries import access
from scorecards.visibility import Access

ACTIONS = ("add_attachment", "change_attachment", "download_attachment", "delete_attachment")
MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class AttachmentAccess:
    """One file and the application it belongs to."""

    access: Access
    attachment_id: int
    for_interviewers: bool


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file in a list."""

    id: int
    name: str
    kind: AttachmentKind
    size: int
    for_interviewers: bool
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class FileEvent:
    """One thing that somebody did with a file."""

    at: datetime
    action: str
    actor: str
    name: str


def attachment(attachment_id: int) -> AttachmentAccess | None:
    """The file with its application's access, or None."""
    row = db.session.execute(
        select(Attachment.application_id, Attachment.for_interviewers).where(Attachment.id == attachment_id)
    ).one_or_none()
    found = access.application(row.application_id) if row is not None else None
    return None if row is None or found is None else AttachmentAccess(found, attachment_id, row.for_interviewers)


def attachments(application_id: int, *, all_of_them: bool) -> list[AttachmentRow]:
    """The application's files, the newest first: all of them, or those for interviewers; one query."""
    asked = (
        select(
            Attachment.id,
            Attachment.name,
            Attachment.kind,
            Attachment.size,
            Attachment.for_interviewers,
            Account.name,
            Attachment.added_at,
        )
        .join(Account, Account.id == Attachment.added_by_id)
        .where(Attachment.application_id == application_id)
        .order_by(Attachment.id.desc())
    )
    if not all_of_them:
        asked = asked.where(Attachment.for_interviewers)
    return [AttachmentRow(*row) for row in db.session.execute(asked)]


def file_events(*, application_id: int, candidate_id: int) -> list[FileEvent]:
    """What happened to the application's files, deleted ones too, the newest first; for those who read them all."""
    rows = db.session.execute(
        select(AuditEvent.at, AuditEvent.action, AuditEvent.actor_name, AuditEvent.details)
        .where(AuditEvent.about == f"candidate:{candidate_id}", AuditEvent.action.in_(ACTIONS))
        .order_by(AuditEvent.id.desc())
        .limit(MOST_EVENTS)
    )
    return [
        FileEvent(row.at, row.action, row.actor_name, str(row.details.get("name", "")))
        for row in rows
        if row.details.get("application") == application_id
    ]


def attachment_bytes(found: Attachment) -> bytes:
    """The file's bytes. Raises core.storage.StorageFault when they are missing or were altered."""
    return file_bytes(found.file)
