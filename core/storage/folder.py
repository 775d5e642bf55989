"""A folder of files that are named by their hash. No file ever stands under its final name before it is whole."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path
from uuid import uuid4

from core.errors import DomainError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StorageFault(DomainError):
    """Bytes that cannot be kept, or were not found as they were kept; what was asked for can be tried again."""

    http_status = 503


def place(folder: Path, sha256: str) -> Path:
    """Where the file of this hash lies, in one of 256 folders by its first two digits."""
    return folder / sha256[:2] / sha256


Made = tuple[int, int]
"""Which writing of a file it is: the same bytes, written again, are another file."""


def made(folder: Path, sha256: str) -> Made | None:
    """Which writing lies under the hash; None when none does."""
    try:
        found = place(folder, sha256).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def write(folder: Path, sha256: str, content: bytes, *, anew: bool = False) -> None:
    """The bytes under their hash, on the disk itself when this returns.

    One that is there and whole is left alone, unless it shall be written `anew`: then it outlives a removal that
    somebody has begun of the one before. The bytes go to a temporary file beside it, are forced to the disk and then
    renamed, so that a crash or a full disk leaves the old state. Raises StorageFault in words when the disk is full or
    the folder cannot be written to.
    """
    final = place(folder, sha256)
    if not anew and is_whole(final, sha256):
        return
    temporary = ""
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".part-", dir=final.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(final)
        _sync_folder(final.parent)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise StorageFault(_why(error)) from error


def read(folder: Path, sha256: str) -> bytes:
    """The file's bytes, which fit their hash. Raises StorageFault when it is missing, unreadable or was altered."""
    try:
        content = place(folder, sha256).read_bytes()
    except FileNotFoundError:
        raise StorageFault(
            f"The file {sha256[:12]}… is missing from the folder of PACKET_STORAGE. Put it back from a backup, or name "
            "the folder in which it lies."
        ) from None
    except OSError as error:
        raise StorageFault(f"The file {sha256[:12]}… cannot be read: {error.strerror}.") from error
    refuse_altered(content, sha256)
    return content


def is_whole(file: Path, sha256: str) -> bool:
    """Whether the file is there and its bytes fit the hash."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def refuse_altered(content: bytes, sha256: str) -> None:
    """Nothing when the bytes fit the hash they are kept under; else raises StorageFault."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StorageFault(
            f"The file {sha256[:12]}… was altered where it is kept: its bytes do not fit their hash any more, so it is "
            "not handed out. Put it back from a backup."
        )


def remove(folder: Path, sha256: str, which: Made | None) -> None:
    """That writing of the file gone; one that is gone already, or was written anew meanwhile, is left alone.

    It is set aside first and looked at there, since between a look and a removal somebody could write it anew.
    """
    final = place(folder, sha256)
    aside = final.with_name(f".gone-{uuid4().hex}")
    try:
        final.rename(aside)
    except FileNotFoundError:
        return
    found = aside.stat()
    if (found.st_ino, found.st_mtime_ns) == which:
        aside.unlink()
    else:
        aside.rename(final)


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too: until then a power cut may take it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _why(error: OSError) -> str:
    if error.errno in FULL:
        return "The disk of PACKET_STORAGE is full, so nothing was stored. Make room, then try again."
    return f"The folder of PACKET_STORAGE cannot be written to: {error.strerror}. Mend that, then try again."
