"""What a document is and what it holds: the readings of tables, outline and records weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from core.errors import UnreadableDocument
from rubrics.documents import blueprint, checks, leftovers
from rubrics.documents.blocks import Heading, Paragraph
from rubrics.documents.criteria.reader import criteria_of
from rubrics.documents.criteria.unfolding import unfolded
from rubrics.documents.cumulative import cumulative_in, effective_texts, is_cumulative
from rubrics.documents.ladders.choosing import complete, ladders_of, one_level, overview_ladder
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.limits import MAX_LABELS
from rubrics.documents.markup import looks_like_html
from rubrics.documents.opening import Document
from rubrics.documents.outline import outline_of
from rubrics.documents.profiles import signs
from rubrics.documents.profiles.signs import ATTRIBUTES
from rubrics.documents.reading import CriteriaReading, Finding, Kind, LadderReading, Reading
from rubrics.documents.weighing import is_about_hiring, kind_of, repeats, size_of, sorted_tables, substantial

if TYPE_CHECKING:
    from rubrics.documents.reading.blueprint import BlueprintReading

NOTHING_FOUND = (
    "no levels with guidelines, no scorecard dimensions, signals, exercises or rating scale were found; "
    "give a ladder, a role profile or hiring criteria"
)


def understood(document: Document, kind: Kind | None) -> Reading:
    """The reading of a document; `kind` forces what it is taken for.

    Raises UnreadableDocument when nothing of the trade is in it.
    """
    profile = profile_in(document, kind)
    if profile:
        return profile
    hiring = kind in ("criteria", "scale", "plan", "blueprint") or (kind is None and is_about_hiring(document))
    if hiring:
        unfold(document)
    if sum(1 for _ in document.root.walk()) > MAX_LABELS:
        raise UnreadableDocument(f"more than {MAX_LABELS:,} headings, labelled lines or records; split the file")
    ladder_tables, criteria_tables = sorted_tables(document.tables, hiring=hiring)
    findings: list[Finding] = []
    drafts, known = ladders_of(document, ladder_tables, findings, hiring=hiring)
    criteria_findings: list[Finding] = []
    criteria = criteria_of(document.root, criteria_tables, document.title, criteria_findings, hiring=hiring)
    plan = blueprint_in(document, kind)
    if plan:
        every = (*document.findings, *criteria_findings)
        return whole(document, Reading(document.name, "blueprint", document.title, (), None, criteria, plan, every))
    own = CriteriaReading() if not hiring and repeats(criteria, drafts) else criteria
    decided = kind or kind_of(drafts, own, known, hiring=hiring)
    if decided is None and not hiring and one_level(document):
        decided = "ladder"
    if decided is None:
        raise UnreadableDocument(NOTHING_FOUND, "line 1" if document.text else None)
    if decided == "ladder":
        drafts = drafts or overview_ladder(known, document) or one_level(document)
        if not substantial(criteria, drafts) or repeats(criteria, drafts):
            criteria = CriteriaReading()
    elif repeats(criteria, drafts) or size_of(criteria) > 3 * sum(draft.size() for draft in drafts):
        drafts = []
    complete(drafts, known, findings)
    ladders, said = finished(drafts, document)
    if kind == "ladder" and not ladders:
        from rubrics.documents.ladders.told import told_ladders

        ladders, said = told_ladders(document.tables, document.title)
    if not ladders and criteria.is_empty():
        raise UnreadableDocument(NOTHING_FOUND, "line 1" if document.text else None)
    every = (*document.findings, *findings, *said, *(criteria_findings if not criteria.is_empty() else ()))
    stated = None if criteria.is_empty() else criteria
    return whole(document, Reading(document.name, decided, document.title, ladders, None, stated, None, every))


def profile_in(document: Document, kind: Kind | None) -> Reading | None:
    """The reading of a role profile: of a record of one, or of a page; `None` for every other document."""
    if kind not in ("role_profile", None):
        return None
    if document.records is not None and not document.page_in_record:
        told = profile_record(document)
        if told:
            return told
    page = shown_text(document)
    return profile_reading(document) if kind or (page and signs.is_profile(page)) else None


def unfold(document: Document) -> None:
    """Makes lines and bullets that are labels of the hiring trade labels of the outline, where they were parts of a text."""
    blocks = unfolded(document.blocks)
    if blocks is not document.blocks and (document.records is None or document.page_in_record):
        document.blocks = list(blocks)
        document.root = outline_of(document.blocks)


def whole(document: Document, reading: Reading) -> Reading:
    """The reading with a finding for everything in the document that it does not hold."""
    return replace(reading, findings=(*reading.findings, *leftovers.left_over(document, reading)))


def shown_text(document: Document) -> str:
    """What a document shows, line by line: its text, or that of its blocks where tags stand between the lines."""
    if not looks_like_html(document.text):
        return document.text
    return "\n".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))


def blueprint_in(document: Document, kind: Kind | None) -> BlueprintReading | None:
    """The blueprint that a document is, told by its sections or by the keys of its record; `None` when it is none."""
    if kind not in ("blueprint", None):
        return None
    if document.records is not None and not document.page_in_record:
        from rubrics.documents.records.blueprint import blueprint_in as record_in
        from rubrics.documents.records.blueprint import read_blueprint

        found = record_in(document.records)
        if found is not None:
            return read_blueprint(found)
    if kind is None and not blueprint.is_blueprint(document.root):
        return None
    return blueprint.blueprint_of(document.root, document.tables, document.title)


def profile_record(document: Document) -> Reading | None:
    """The role profile that a file of records holds, `None` when it holds none."""
    from rubrics.documents.profiles import records

    found = records.profile_in(document.records)
    if found is None:
        return None
    profile, draft = records.read_record(*found)
    ladders, said = finished([draft], document) if draft else ((), [])
    title = profile.title or document.title
    reading = Reading(document.name, "role_profile", title, ladders, profile, None, None, (*document.findings, *said))
    return whole(document, reading)


def profile_reading(document: Document) -> Reading:
    """The reading of a role profile’s page, with the ladder printed in it."""
    # Most documents are no profiles: what reads one is loaded for those that are.
    from rubrics.documents.profiles import lines, page

    findings = list(document.findings)
    in_html = looks_like_html(document.text)
    labels = (*ATTRIBUTES, *page.META)
    shown = lines.lines_of_blocks(document.blocks, labels) if in_html else lines.lines_of(document.text)
    if len(shown) > MAX_LABELS:
        raise UnreadableDocument(f"a role profile of more than {MAX_LABELS:,} lines; split the file")
    profile, draft = page.read_page(shown, findings)
    ladders, said = finished([draft], document) if draft else ((), [])
    title = profile.title or document.title
    reading = Reading(document.name, "role_profile", title, ladders, profile, None, None, (*findings, *said))
    if in_html:
        return whole(document, reading)
    return replace(reading, findings=(*reading.findings, *leftovers.lines_left_over(document.text, reading)))


def finished(drafts: Sequence[Draft], document: Document) -> tuple[tuple[LadderReading, ...], list[Finding]]:
    """The drafts as ladders, with their findings; cumulative ladders have their effective texts."""
    said_of_all = cumulative_in(document.text or text_of_tables(document))
    ladders: list[LadderReading] = []
    said: list[Finding] = []
    for draft in drafts:
        ladder = draft.finished()
        builds_up = ladder.cumulative or said_of_all or is_cumulative(ladder)
        ladder = replace(ladder, name=ladder.name or PurePath(document.name).stem, cumulative=builds_up)
        ladders.append(replace(ladder, effective=effective_texts(ladder)))
        said.extend(draft.findings)
        said.extend(checks.findings_of(ladder))
        if builds_up:
            said.append(
                Finding(
                    "info",
                    ladder.locator or "the document",
                    "The document says that a level includes what the levels below it ask.",
                )
            )
    if document.text and ladders and not document.page_in_record:
        said.extend(checks.stated_counts(document.text, tuple(ladders), "line"))
    return tuple(ladders), said


def text_of_tables(document: Document) -> str:
    """The texts of a workbook, which has no text of its own, a cell to a line; the title lines above its tables too."""
    cells = [cell.text for placed in document.tables for row in placed.grid.rows for cell in row]
    return "\n".join([*(placed.grid.title or "" for placed in document.tables), *cells])
