"""Receiving a document, putting its reading right, discarding it; the original stays as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.corrections import LadderCorrection, corrected, ladder_correction
from rubrics.documents import read
from rubrics.documents.files import bundled
from rubrics.documents.reading import Reading
from rubrics.enums import DocumentKind
from rubrics.models import SourceDocument
from rubrics.operations.importing import add_parts


def read_document(content: bytes, name: str, asked: DocumentKind | None = None) -> Reading:
    """What a file says; `asked` is what a person said it is. Raises UnreadableDocument with the reason and the place."""
    return read(content, name, asked.value if asked else None)


def one_file(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The name and bytes of what was uploaded: the only file, or an archive of several."""
    return files[0] if len(files) == 1 else bundled(files)


def receive_document(
    *, content: bytes, reading: Reading, actor: Actor | None, asked: DocumentKind | None = None
) -> SourceDocument:
    """The document as kept, with its reading, waiting for a person to import it.

    `asked` is what the person said it is, None when the reader was to find out.

    The same bytes received again give the same row. Raises Conflict when they are imported already, and InvalidInput
    when nothing usable was read; nothing is kept then.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    twin = db.session.scalar(select(SourceDocument).where(SourceDocument.sha256 == sha256))
    if twin is not None and twin.imported_at is not None:
        raise Conflict(
            f"The same file is in the library already, as {twin.name}. Open it there, or upload a changed one."
        )
    if not holds_something(reading):
        raise InvalidInput(
            f"Nothing to import was found in {reading.file}: no levels, no role profile, no criteria. "
            "Check that it is the right file, or say what kind of document it is."
        )
    document = twin or SourceDocument(sha256=sha256, size=len(content), content=content)
    document.name = reading.file[-255:]
    document.carried = None
    store_reading(document, reading, asked, {})
    document.received_by_id = actor.id if actor else None
    document.received_at = now()
    db.session.add(document)
    record("receive_document", actor=actor, subject=document, about=document, name=document.name, sha256=sha256)
    return document


def import_document(*, document: SourceDocument, reading: Reading, actor: Actor | None) -> None:
    """The ladders, the role profile and the criteria of a waiting document, added to the library.

    `reading` is what `reading_of` makes of it. Raises Conflict when it is imported already.
    """
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported already. Open it in the library.")
    document.imported_at = now()
    add_parts(document, reading)
    record("import_document", actor=actor, subject=document, about=document, name=document.name)


def reading_of(document: SourceDocument) -> Reading:
    """What the document says, read again from its bytes, with what a person put right."""
    raw = read_document(document.content, document.name, document.asked)
    return corrected(raw, corrections_of(document))


def corrections_of(document: SourceDocument) -> dict[int, LadderCorrection]:
    """What a person put right, by the place of the ladder in the reading, from 1."""
    return {int(place): ladder_correction(value) for place, value in document.corrections.items()}


def correct_document(
    *,
    document: SourceDocument,
    asked: DocumentKind | None,
    corrections: Mapping[int, LadderCorrection],
    actor: Actor,
) -> None:
    """The waiting document read as `asked` (None: the reader finds out) with these corrections, which replace earlier ones.

    Raises Conflict when it is imported already, InvalidInput when a correction cannot be applied or nothing is left to
    import, UnreadableDocument when nothing can be read as `asked`.
    """
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported already. Open it in the library.")
    reading = read_document(document.content, document.name, asked)
    if not holds_something(corrected(reading, corrections)):
        raise InvalidInput("Nothing would be left to import. Keep at least one ladder, or discard the document.")
    if asked != document.asked:
        document.carried = None
    store_reading(document, reading, asked, corrections)
    record("correct_document", actor=actor, subject=document, about=document, name=document.name)


def store_reading(
    document: SourceDocument,
    reading: Reading,
    asked: DocumentKind | None,
    corrections: Mapping[int, LadderCorrection],
) -> None:
    """The waiting document with what was read of it as `asked`, put right by the corrections, which are kept beside it."""
    better = corrected(reading, corrections)
    document.asked, document.kind = asked, DocumentKind(better.kind)
    document.corrections = {str(place): correction.to_json() for place, correction in corrections.items()}
    document.title = (better.title or better.file)[:300]
    document.reading = better.to_json()


def holds_something(reading: Reading) -> bool:
    """Whether there is anything to import."""
    return bool(reading.ladders or reading.profile or (reading.criteria and not reading.criteria.is_empty()))


def discard_document(*, document: SourceDocument, actor: Actor) -> None:
    """The library without a document that was never imported. Raises Conflict for one that was: rubrics may rest on it."""
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported: rubrics may name it as their source, so it stays.")
    record("discard_document", actor=actor, subject=document, about=document, name=document.name)
    db.session.delete(document)
