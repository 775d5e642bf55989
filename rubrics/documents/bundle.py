"""Several files of one level each, read as one ladder.

They come together as a ZIP archive, whether a person made it or picked the files one by one; what they say stays in their own
bytes, and every place names its file.
"""

from __future__ import annotations

from dataclasses import replace

from core.errors import UnreadableDocument
from rubrics.documents.archives import files_in_archive
from rubrics.documents.labels import LevelLabel, level_label
from rubrics.documents.labelsets import level_labels
from rubrics.documents.ladders.choosing import one_level, title_and_stem
from rubrics.documents.ladders.files import joined_ladders
from rubrics.documents.limits import MAX_LABELS
from rubrics.documents.opening import Document, opened
from rubrics.documents.reading import Finding, LadderReading, Reading
from rubrics.documents.understanding import finished, understood

ONE_AT_A_TIME = "only files of one level each are joined into a ladder. Upload this one alone"


def read_bundle(content: bytes, name: str) -> Reading:
    """The ladder of an archive of files with one level each, and what an overview among them adds.

    Raises UnreadableDocument, naming the file, where one holds anything else.
    """
    files = files_in_archive(content)
    if len(files) < 2:
        raise UnreadableDocument("the archive holds one file; upload that file itself")
    documents: list[tuple[str, Document]] = []
    labels = 0
    for place, own in files:
        document = opened_member(place, own)
        documents.append((place, document))
        labels += sum(1 for _ in document.root.walk())
        if labels > MAX_LABELS:
            message = f"more than {MAX_LABELS:,} headings, labelled lines or records in the files together; pick fewer"
            raise UnreadableDocument(message, place)
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
    """One file of the bundle; a refusal names it."""
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
