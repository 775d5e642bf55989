"""Reading ladders, role profiles and hiring criteria from files of many shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubrics.documents.reading import Kind, Reading


def read(content: bytes, name: str, kind: Kind | None = None) -> Reading:
    """What a file says: its ladders, role profile or hiring criteria, with what was repaired, skipped and contradictory.

    An archive of files with one level each is read as the ladder they form. `name` is the file's name, whose ending is a
    hint and no more; `kind` forces what the document is taken for. Nothing is run, fetched or written. Raises UnreadableDocument with the reason and the place.
    """
    from core.errors import UnreadableDocument
    from rubrics.documents.opening import opened
    from rubrics.documents.understanding import understood

    try:
        if content[:4] == b"PK\x03\x04":
            from rubrics.documents.archives import is_workbook
            from rubrics.documents.bundle import read_bundle

            if not is_workbook(content):
                return read_bundle(content, name)
        return understood(opened(content, name), kind)
    except RecursionError:
        raise UnreadableDocument("it nests too deeply; flatten the file") from None
