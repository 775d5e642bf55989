"""Files of one level each that were uploaded one after another, joined into one ladder."""

from __future__ import annotations

from collections.abc import Sequence

from core.audit import Actor, record
from core.errors import Conflict, InvalidInput
from rubrics.models import SourceDocument
from rubrics.operations.documents import discard_document, one_file, read_document
from rubrics.operations.editions import receive_edition


def join_documents(*, documents: Sequence[SourceDocument], actor: Actor) -> SourceDocument:
    """The waiting document that holds the files of all of them, in the order in which they are read as one ladder.

    They are discarded, with what was put right in them. Raises InvalidInput for fewer than two, Conflict for one that is
    imported, UnreadableDocument where one is not a level alone.
    """
    if len(documents) < 2:
        raise InvalidInput("Choose at least one other file to join.")
    for document in documents:
        if document.imported_at is not None:
            raise Conflict(f"{document.name} is imported already, so it cannot be joined.")
    name, content = one_file([(document.name, document.content) for document in documents])
    joined = receive_edition(content=content, reading=read_document(content, name), actor=actor)
    for document in documents:
        discard_document(document=document, actor=actor)
    names = [document.name for document in documents]
    record("join_documents", actor=actor, subject=joined, about=joined, names=names)
    return joined
