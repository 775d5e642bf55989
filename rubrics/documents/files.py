"""Files as they were received: several packed as one, and their texts for the eye."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from core.errors import UnreadableDocument
from rubrics.documents.archives import files_in_archive, is_workbook
from rubrics.documents.decoding import text_of

OLDEST = (1980, 1, 1, 0, 0, 0)
SHOWN_LINES = 2000


def bundled(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Files as one: (name, ZIP archive), the same bytes for the same files in any order. Names given twice are numbered."""
    ordered = sorted(files, key=lambda file: (natural(file[0]), file[1]))
    stream = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ordered:
            own, number = name, 2
            while own in taken:
                stem, dot, ending = name.rpartition(".")
                own, number = f"{stem or ending}-{number}{dot}{ending if stem else ''}", number + 1
            taken.add(own)
            archive.writestr(zipfile.ZipInfo(own, OLDEST), content, zipfile.ZIP_DEFLATED)
    return f"{ordered[0][0]} and {len(ordered) - 1} more.zip", stream.getvalue()


def source_texts(content: bytes, name: str) -> list[tuple[str, list[str]]]:
    """What a person reads beside the reading: (file, its lines) for each text file; empty for what is no text."""
    files = [(name, content)]
    if content[:4] == b"PK\x03\x04":
        files = [] if is_workbook(content) else files_in_archive(content)
    found = []
    for own, octets in files:
        try:
            text, _ = text_of(octets)
        except UnreadableDocument:
            continue
        found.append((own, text.split("\n")[:SHOWN_LINES]))
    return found


def natural(name: str) -> list[tuple[int, str]]:
    """What puts names in the order people expect: `level-2` before `level-10`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.lower())]
