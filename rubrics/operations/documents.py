"""Receiving a document, putting its reading right, discarding it; the original stays as it was."""

from __future__ import annotations

import hashlib
import json
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


class ImportedAlready(Conflict):
    """The same bytes are in the library, as the document with the number `document_id`."""

    def __init__(self, document: SourceDocument) -> None:
        super().__init__(
            f"The same file is in the library already, as {document.name}. Open it there, or upload a changed one."
        )
        self.document_id = document.id


class PutRightMeanwhile(Conflict):
    """The corrections that are stored are others than those the person saw."""

    def __init__(self, todo: str) -> None:
        super().__init__(f"Somebody put this reading right since you opened it. {todo}")


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

    The same bytes received again give the same row; what was put right in it stays, unless the person now says that it is
    something else. Raises ImportedAlready when they are imported, and InvalidInput when nothing usable was read; nothing
    is kept then.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    twin = db.session.scalar(select(SourceDocument).where(SourceDocument.sha256 == sha256))
    if twin is not None and twin.imported_at is not None:
        raise ImportedAlready(twin)
    if not holds_something(reading):
        raise InvalidInput(
            f"Nothing to import was found in {reading.file}: no levels, no role profile, no criteria. "
            "Check that it is the right file, or say what kind of document it is."
        )
    if twin is not None and twin.corrections and asked in {None, twin.asked}:
        return twin
    document = twin or SourceDocument(sha256=sha256, size=len(content), content=content)
    document.name = reading.file[-255:]
    document.carried = None
    store_reading(document, reading, asked, {})
    document.received_by_id = actor.id if actor else None
    document.received_at = now()
    db.session.add(document)
    record("receive_document", actor=actor, subject=document, about=document, name=document.name, sha256=sha256)
    return document


def import_document(
    *, document: SourceDocument, reading: Reading | None = None, actor: Actor | None, seen: str | None = None
) -> None:
    """The ladders, the role profile and the criteria of a waiting document, added to the library.

    `reading` is what `reading_of` makes of it, None to have that done here. `seen` is the mark (`mark_of`) of the reading
    that the person looked at, None where nobody did. Raises Conflict when it is imported already, or reads otherwise by now.
    """
    hold_waiting(document)
    if seen is not None and seen != mark_of(document):
        raise PutRightMeanwhile("Look at it once more, then import it.")
    reading = reading or reading_of(document)
    document.imported_at = now()
    add_parts(document, reading)
    record("import_document", actor=actor, subject=document, about=document, name=document.name)


def hold_waiting(document: SourceDocument) -> None:
    """The document is held until the transaction ends, so that two at once do not both change it.

    Raises Conflict when it is imported, by somebody else a moment ago perhaps.
    """
    db.session.flush()
    db.session.refresh(document, ["imported_at", "asked", "corrections"], with_for_update=True)
    if document.imported_at is not None:
        raise Conflict(
            f"{document.name} is in the library already. To put its reading right, take it out of the library first."
        )


def mark_of(document: SourceDocument) -> str:
    """A short mark of what was put right in the document so far; another one as soon as anything of it differs."""
    stored = json.dumps([document.asked, document.corrections], sort_keys=True, default=str)
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


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
    seen: str | None = None,
) -> None:
    """The waiting document read as `asked` (None: the reader finds out) with these corrections, which replace earlier ones.

    `seen` is the mark (`mark_of`) of what the person saw; None passes over what others did meanwhile. Raises Conflict when
    it is imported already or was put right by somebody else since, InvalidInput when a correction cannot be applied or nothing is left to
    import, UnreadableDocument when nothing can be read as `asked`.
    """
    hold_waiting(document)
    if seen is not None and seen != mark_of(document):
        raise PutRightMeanwhile("Your fields are as you left them: save again to replace what is stored by now.")
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
    db.session.refresh(document, ["imported_at"], with_for_update=True)
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported: rubrics may name it as their source, so it stays.")
    record("discard_document", actor=actor, subject=document, about=document, name=document.name)
    db.session.delete(document)
