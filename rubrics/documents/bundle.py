"""Several files of one level each, read as one ladder.

They come together as a ZIP archive, whether a person made it or picked the files one by one; what they say stays in their own
bytes, and every place names its file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from core.errors import UnreadableDocument
from rubrics.documents.archives import files_in_archive
from rubrics.documents.labels import LevelLabel, level_label, level_labels
from rubrics.documents.ladders.choosing import one_level, title_and_stem
from rubrics.documents.ladders.files import joined_ladders
from rubrics.documents.opening import Document, opened
from rubrics.documents.reading import Finding, LadderReading, Reading
from rubrics.documents.understanding import finished, understood

OLDEST = (1980, 1, 1, 0, 0, 0)
ONE_AT_A_TIME = "only files of one level each are joined into a ladder. Upload this one alone"


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


def read_bundle(content: bytes, name: str) -> Reading:
    """The ladder of an archive of files with one level each, and what an overview among them adds.

    Raises UnreadableDocument, naming the file, where one holds anything else.
    """
    files = files_in_archive(content)
    documents = [(place, opened_member(place, own)) for place, own in files]
    if len(documents) < 2:
        raise UnreadableDocument("the archive holds one file; upload that file itself")
    titles = level_labels([title_and_stem(document)[0] or "" for _, document in documents])
    levels: list[tuple[str, LadderReading]] = []
    overviews: list[LadderReading] = []
    findings: list[Finding] = []
    for (place, document), label in zip(documents, titles, strict=True):
        reading = read_member(place, document, label)
        (ladder,) = reading.ladders
        findings += [replace(entry, locator=f"{place}, {entry.locator}") for entry in reading.findings]
        if ladder.orientation == "one_level":
            levels.append((place, ladder))
        else:
            overviews.append(ladder)
    if not levels:
        raise UnreadableDocument("the archive holds no file of one level; upload its files one by one")
    ladders, said = joined_ladders(levels, overviews)
    title = ladders[0].name if len(ladders) == 1 else name.rpartition(".")[0] or name
    return Reading(name, "ladder", title, ladders, findings=(*findings, *said))


def opened_member(place: str, content: bytes) -> Document:
    try:
        return opened(content, place)
    except UnreadableDocument as fault:
        raise UnreadableDocument(fault.reason, ", ".join(part for part in (place, fault.locator) if part)) from None


def read_member(place: str, document: Document, label: LevelLabel | None) -> Reading:
    """One file of the bundle: a ladder of one level, or an overview of levels. `label` is what its title says among the others."""
    try:
        reading = understood(document, None)
    except UnreadableDocument as fault:
        reading = None
        reason = fault.reason
    else:
        reason = ONE_AT_A_TIME
    if reading and len(reading.ladders) == 1 and reading.kind == "ladder":
        (ladder,) = reading.ladders
        bare = not ladder.guidelines and not ladder.responsibilities
        if ladder.orientation == "one_level" or (ladder.orientation == "overview" and bare):
            return reading
    drafts = one_level(document, label or level_label(document.title or ""))
    if not drafts or (reading and reading.kind != "ladder"):
        raise UnreadableDocument(reason, place)
    ladders, said = finished(drafts, document)
    return Reading(place, "ladder", document.title, ladders, findings=(*document.findings, *said))


def natural(name: str) -> list[tuple[int, str]]:
    """What puts names in the order people expect: `level-2` before `level-10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name.lower())]
