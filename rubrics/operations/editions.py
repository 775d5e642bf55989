"""Receiving a new edition of a document, with what a person had put right in the one before it."""

from __future__ import annotations

from collections.abc import Mapping

from core.audit import Actor, record
from core.errors import DomainError
from rubrics.corrections import (
    SCORECARD,
    Carried,
    LadderCorrection,
    carried,
    carried_scorecard,
    corrected,
    scorecard,
)
from rubrics.documents.reading import Reading
from rubrics.enums import DocumentKind
from rubrics.models import SourceDocument
from rubrics.operations.documents import (
    correct_document,
    corrections_of,
    holds_something,
    read_document,
    receive_document,
    store_reading,
)
from rubrics.queries.editions import earlier_edition, is_name_taken


def receive_edition(
    *, content: bytes, reading: Reading, actor: Actor, asked: DocumentKind | None = None
) -> SourceDocument:
    """The document as `receive_document` keeps it, with the corrections of the edition before it that still fit.

    They are proposals: the document waits, and `carried` says in words which were kept and which no longer fit. Raises
    what `receive_document` raises.
    """
    document = receive_document(content=content, reading=reading, actor=actor, asked=asked)
    earlier = None if document.corrections else earlier_edition(document)
    name_apart(document, earlier)
    if earlier is None or not (earlier.corrections or (earlier.asked and asked is None)):
        return document
    try:
        before = read_document(earlier.content, earlier.name, earlier.asked)
    except DomainError:
        # The reader no longer takes the earlier file, so nothing tells what its corrections spoke of.
        return document
    kind, reading, kept, lost = _same_kind(document, earlier, reading)
    mine = corrections_of(earlier)
    found = carried(before.ladders, reading.ladders, mine)
    lines = carried_scorecard(scorecard(before.criteria), scorecard(reading.criteria), mine.get(SCORECARD))
    found = Carried(
        {**found.corrections, **lines.corrections},
        (*kept, *found.kept, *lines.kept),
        (*lost, *found.lost, *lines.lost),
    )
    if found.kept and not _leaves_something(reading, found.corrections):
        kind, found = None, Carried({}, (), (*found.lost, *(f"{what} (nothing would be left)" for what in found.kept)))
    if found.kept:
        store_reading(document, reading, kind or document.asked, found.corrections)
    if found.kept or found.lost:
        document.carried = {"kept": list(found.kept), "lost": list(found.lost), "kind": [kind.value] if kind else []}
        record("keep_corrections", actor=actor, subject=document, about=document, **document.carried)
    return document


def name_apart(document: SourceDocument, earlier: SourceDocument | None) -> None:
    """The waiting document under a name of its own where another document of the library has its file name by chance.

    Editions are told by their file names. `earlier` is the edition before it, whose name it takes then; without one its
    title, or a number, is added.
    """
    if not is_name_taken(document) or (earlier is not None and earlier.name == document.name):
        return
    if earlier is not None:
        document.name = earlier.name
        return
    stem, dot, ending = document.name.rpartition(".")
    stem = stem or ending
    title = document.title if document.title.casefold() != stem.casefold() else ""
    number = 2
    while is_name_taken(document):
        added = title[:80] or str(number)
        document.name = f"{stem[:150]} ({added}){dot}{ending if dot else ''}"
        title, number = "", number + 1
    reading = read_document(document.content, document.name, document.asked)
    store_reading(document, reading, document.asked, {})


def take_corrections_back(*, document: SourceDocument, actor: Actor) -> None:
    """The waiting document read as it stands, without the corrections that came along and without later ones.

    Raises Conflict when it is imported already, and what reading it again raises.
    """
    asked = None if (document.carried or {}).get("kind") else document.asked
    correct_document(document=document, asked=asked, corrections={}, actor=actor)
    document.carried = None


def _same_kind(
    document: SourceDocument, earlier: SourceDocument, reading: Reading
) -> tuple[DocumentKind | None, Reading, tuple[str, ...], tuple[str, ...]]:
    """The kind a person gave the earlier edition, the reading as that, and what to say of it; as it is where nobody did."""
    wanted = earlier.asked
    if wanted is None or document.asked is not None or wanted.value == reading.kind:
        return None, reading, (), ()
    said = f"the document is read as {wanted.label.lower()}"
    try:
        return wanted, read_document(document.content, document.name, wanted), (said,), ()
    except DomainError as error:
        return None, reading, (), (f"{said} ({error})",)


def _leaves_something(reading: Reading, corrections: Mapping[int, LadderCorrection]) -> bool:
    try:
        return holds_something(corrected(reading, corrections))
    except DomainError:
        return False
