"""Adding, changing and deleting the files of an application."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from sqlalchemy import select

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput, UnreadableDocument
from core.storage import forget_file, store_file
from scorecards.attachments import attachment_kind, file_name
from scorecards.models import Application, Attachment

MEGABYTE = 1024 * 1024
MOST = 50
MESSAGE = "No file was added."


def add_attachments(
    *, application: Application, files: Sequence[tuple[str, bytes]], for_interviewers: bool, actor: Actor
) -> list[Attachment]:
    """The added files, given as (name, content), in order; all of them or none.

    A file that is there already under the same name is not added twice. Raises InvalidInput about `files` when one is of a
    kind that is not taken, is larger than the setting ATTACHMENT_MEGABYTES, or there would be more than fifty.
    """
    limit = int(current_app.config["ATTACHMENT_MEGABYTES"])
    there = db.session.execute(
        select(Attachment.name, Attachment.file_sha256).where(Attachment.application_id == application.id)
    ).all()
    known = {(name, sha256) for name, sha256 in there}
    if len(known) + len(files) > MOST:
        raise InvalidInput(MESSAGE, {"files": [f"An application keeps at most {MOST} files. Delete some first."]})
    added = []
    for given, content in files:
        name = file_name(given)
        if len(content) > limit * MEGABYTE:
            raise InvalidInput(MESSAGE, {"files": [f"{name}: larger than {limit} MB. Make it smaller, or split it."]})
        try:
            kind = attachment_kind(name, content)
        except UnreadableDocument as error:
            raise InvalidInput(MESSAGE, {"files": [str(error)]}) from error
        stored = store_file(content=content, media_type=kind.media_type)
        if (name, stored.sha256) in known:
            continue
        known.add((name, stored.sha256))
        attachment = Attachment(
            application=application,
            name=name,
            kind=kind,
            file_sha256=stored.sha256,
            size=len(content),
            for_interviewers=for_interviewers,
            added_by_id=actor.id,
            added_at=now(),
        )
        db.session.add(attachment)
        _record("add_attachment", attachment, actor)
        added.append(attachment)
    return added


def show_attachment_to_interviewers(*, attachment: Attachment, shown: bool, actor: Actor) -> None:
    """The file open to the interviewers of the loop too, or to the hiring team alone."""
    if attachment.for_interviewers is not shown:
        attachment.for_interviewers = shown
        _record("change_attachment", attachment, actor, for_interviewers=shown)


def download_attachment(*, attachment: Attachment, actor: Actor) -> None:
    """That the actor had the file, kept in the history."""
    _record("download_attachment", attachment, actor)


def delete_attachment(*, attachment: Attachment, actor: Actor | None) -> None:
    """The file gone from the application, and its bytes too unless something else is the same file.

    `actor` None: it goes by its age.
    """
    sha256 = attachment.file_sha256
    _record("delete_attachment", attachment, actor)
    db.session.delete(attachment)
    db.session.flush()
    forget_file(sha256=sha256)


def _record(action: str, attachment: Attachment, actor: Actor | None, **details: object) -> None:
    """Kept with the candidate and not in the application's history, which people read who may not know of every file."""
    record(
        action,
        actor=actor,
        subject=attachment,
        about=attachment.application.candidate,
        application=attachment.application.id,
        name=attachment.name,
        **details,
    )
