"""Storing, reading, forgetting and moving files, wherever the setting says that their bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import event, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from core.clock import now
from core.database import db
from core.storage import folder as files
from core.storage.folder import StorageFault
from core.storage.models import StoredFile

DATABASE = "database"
TO_REMOVE = "stored files to remove after the commit"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did: files brought over, files that were there already, and what went wrong with the others."""

    moved: int
    there: int
    faults: tuple[str, ...]


def storage_setting() -> str:
    """Where files are kept: `database`, or a folder."""
    return str(current_app.config["PACKET_STORAGE"])


def storage_folder() -> Path | None:
    """The folder of PACKET_STORAGE; None when files stand in the database."""
    setting = storage_setting()
    return None if setting == DATABASE else Path(setting)


def store_file(*, content: bytes, media_type: str) -> StoredFile:
    """The stored file of these bytes, a new one unless they are stored already.

    On disk the bytes are written before the row is, so a row never names a file that is not there; a rollback leaves a
    file that the next store of the same bytes finds. Raises StorageFault when they cannot be kept.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    folder = storage_folder()
    known = _locked(sha256)
    if known is not None:
        if folder is not None and _is_elsewhere(known):
            files.write(folder, sha256, content)
        return known
    if folder is not None:
        files.write(folder, sha256, content, anew=True)
    _keep_on_disk(sha256)
    stored = StoredFile(
        sha256=sha256,
        media_type=media_type,
        size=len(content),
        content=b"" if folder is not None else content,
        created_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(stored)
    except IntegrityError:  # somebody else stored the same bytes in this moment; theirs are these
        found = _locked(sha256)
        if found is None:
            raise
        return found
    return stored


def _locked(sha256: str) -> StoredFile | None:
    """The stored file, which nobody can forget before this transaction has ended; None when there is none."""
    return db.session.scalar(
        select(StoredFile)
        .where(StoredFile.sha256 == sha256)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )


def file_bytes(stored: StoredFile) -> bytes:
    """The file's bytes, held against their hash. Raises StorageFault when they are missing or were altered."""
    if not _is_elsewhere(stored):
        files.refuse_altered(stored.content, stored.sha256)
        return stored.content
    folder = storage_folder()
    if folder is None:
        raise StorageFault(
            f"The file {stored.sha256[:12]}… lies in a folder, and PACKET_STORAGE names none. Set it to that folder, or "
            "bring the files over with flask packets move."
        )
    return files.read(folder, stored.sha256)


def forget_file(*, sha256: str) -> bool:
    """Whether the file is gone: from the table now, from the folder once that is committed. One still referred to stays."""
    stored = db.session.get(StoredFile, sha256)
    if stored is None or _is_referred_to(sha256):
        return False
    folder = storage_folder() if _is_elsewhere(stored) else None
    try:
        with db.session.begin_nested():
            db.session.delete(stored)
    except IntegrityError:  # somebody else came to refer to it in this moment
        return False
    if folder is not None:  # marked last: when the deletion is refused, the file stays
        db.session.info.setdefault(TO_REMOVE, {})[sha256] = (folder, files.made(folder, sha256))
    return True


def _is_referred_to(sha256: str) -> bool:
    """Whether a row of any table refers to the file."""
    target = StoredFile.__table__.c.sha256
    columns = [
        column
        for table in db.metadata.tables.values()
        for column in table.columns
        if any(key.column is target for key in column.foreign_keys)
    ]
    return any(db.session.scalar(select(exists().where(column == sha256))) for column in columns)


def move_files(*, source: Path | None, target: Path | None) -> Iterator[Moved]:
    """Every file's bytes brought from one place to the other (None: the database), one at a time.

    Gives the sums after each file; the caller commits there, so that a move can be stopped and begun again. The bytes are
    held against their hash before they are taken, and the old place is emptied only after the commit. A file that is
    missing or altered stays where it is and is named.
    """
    moved = there = 0
    faults: list[str] = []
    for sha256 in db.session.scalars(select(StoredFile.sha256).order_by(StoredFile.sha256)).all():
        try:
            if _move(sha256, source, target):
                moved += 1
            else:
                there += 1
        except StorageFault as fault:
            faults.append(str(fault))
        yield Moved(moved, there, tuple(faults))


def _move(sha256: str, source: Path | None, target: Path | None) -> bool:
    stored = db.session.get_one(StoredFile, sha256, options=[undefer(StoredFile.content)])
    is_elsewhere = _is_elsewhere(stored)
    if (source is None) is is_elsewhere or source == target:
        return False
    if source is not None and target is not None and files.is_whole(files.place(target, sha256), sha256):
        return False
    content = files.read(source, sha256) if source is not None else stored.content
    files.refuse_altered(content, sha256)
    if target is not None:
        files.write(target, sha256, content)
    stored.content = content if target is None else b""
    if source is not None:
        db.session.info.setdefault(TO_REMOVE, {})[sha256] = (source, files.made(source, sha256))
    return True


def _is_elsewhere(stored: StoredFile) -> bool:
    """Whether the bytes are not in the row; asked without loading them."""
    held = db.session.scalar(select(func.length(StoredFile.content)).where(StoredFile.sha256 == stored.sha256))
    return not held and stored.size > 0


def _keep_on_disk(sha256: str) -> None:
    """A file that was to be removed in this transaction, and is stored again in it, stays."""
    db.session.info.get(TO_REMOVE, {}).pop(sha256, None)


@event.listens_for(db.session, "after_commit")
def _remove(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for sha256, (folder, which) in session.info.pop(TO_REMOVE, {}).items():
        files.remove(folder, sha256, which)


@event.listens_for(db.session, "after_rollback")
def _keep(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TO_REMOVE, None)
