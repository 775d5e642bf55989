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
from rubrics.documents.criteria.words import is_proficiency
from rubrics.documents.cumulative import cumulative_in, effective_texts, is_cumulative
from rubrics.documents.labels import key
from rubrics.documents.ladders.choosing import complete, ladders_of, one_level, overview_ladder
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.overview import KnownLevel
from rubrics.documents.limits import MAX_LABELS
from rubrics.documents.markup import looks_like_html
from rubrics.documents.opening import Document
from rubrics.documents.orientation import axis_of, is_score_table
from rubrics.documents.outline import outline_of
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.profiles import signs
from rubrics.documents.profiles.signs import ATTRIBUTES
from rubrics.documents.reading import CriteriaReading, Finding, Kind, LadderReading, Reading

if TYPE_CHECKING:
    from rubrics.documents.reading.blueprint import BlueprintReading

HIRING = pattern(
    r"\b(interview\w*|candidat\w*|hir(?:e|es|ing)|scorecards?|rubrics?|scor(?:e|es|ing)|recru\w+|applicants?|anchors?|red flags?|"
    r"vorstellungsgespräch\w*|bewerb\w+|bewertung\w*|kandidat\w*|einstellung\w*|entretiens?|embauche\w*|rúbricas?|entrevistas?|contrata\w+)\b"
)
"""Both are searched for in small letters: patterns that ignore case take three times as long over a whole document."""
LADDER = pattern(
    r"\b(ladders?|careers?|levels?|progression|promotions?|promoted|tracks?|titles|growth|leveling|levelling|grades?|job famil(?:y|ies)|competency (?:matrix|framework)|seniority|matrix|"
    r"karriere\w*|laufbahn\w*|stufen?|carrières?|niveaux?|échelons?|carreras?|trayectorias?|nivel(?:es)?)\b"
)
CELL = 25
"""Characters a cell of a ladder counts for at least when ladder and criteria are weighed."""
NOTHING_FOUND = (
    "no levels with guidelines, no scorecard dimensions, signals, exercises or rating scale were found; "
    "give a ladder, a role profile or hiring criteria"
)


def understood(document: Document, kind: Kind | None) -> Reading:
    """The reading of a document; `kind` forces what it is taken for.

    Raises UnreadableDocument when nothing of the trade is in it.
    """
    if kind in ("role_profile", None) and document.records is not None and not document.page_in_record:
        told = profile_record(document)
        if told:
            return told
    page = shown_text(document)
    if kind == "role_profile" or (kind is None and page and signs.is_profile(page)):
        return profile_reading(document)
    labels = sum(1 for _ in document.root.walk())
    if labels > MAX_LABELS:
        raise UnreadableDocument(f"more than {MAX_LABELS:,} headings, labelled lines or records; split the file")
    hiring = kind in ("criteria", "scale", "plan", "blueprint") or (kind is None and is_about_hiring(document))
    if hiring:
        unfold(document)
    ladder_tables, criteria_tables = sorted_tables(document.tables, hiring=hiring)
    findings: list[Finding] = []
    drafts, known = ladders_of(document, ladder_tables, findings, hiring=hiring)
    criteria_findings: list[Finding] = []
    criteria = criteria_of(document.root, criteria_tables, document.title, criteria_findings, hiring=hiring)
    is_blueprint = kind == "blueprint" or (kind is None and blueprint.is_blueprint(document.root))
    plain = blueprint_record(document) if kind in ("blueprint", None) else None
    if plain:
        every = (*document.findings, *criteria_findings)
        return whole(document, Reading(document.name, "blueprint", document.title, (), None, criteria, plain, every))
    if is_blueprint:
        plan = blueprint.blueprint_of(document.root, document.tables, document.title)
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
    if not ladders and criteria.is_empty():
        raise UnreadableDocument(NOTHING_FOUND, "line 1" if document.text else None)
    every = (*document.findings, *findings, *said, *(criteria_findings if not criteria.is_empty() else ()))
    stated = None if criteria.is_empty() else criteria
    return whole(document, Reading(document.name, decided, document.title, ladders, None, stated, None, every))


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


def blueprint_record(document: Document) -> BlueprintReading | None:
    """The blueprint that a file of records holds, `None` when it holds none."""
    if document.records is None or document.page_in_record:
        return None
    from rubrics.documents.records.blueprint import blueprint_in, read_blueprint

    found = blueprint_in(document.records)
    return read_blueprint(found) if found is not None else None


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
    # Most documents are no profiles: what reads one is loaded for those that are.
    from rubrics.documents.profiles import lines, page

    findings = list(document.findings)
    in_html = looks_like_html(document.text)
    labels = (*ATTRIBUTES, *page.META)
    shown = lines.lines_of_blocks(document.blocks, labels) if in_html else lines.lines_of(document.text)
    profile, draft = page.read_page(shown, findings)
    ladders, said = finished([draft], document) if draft else ((), [])
    title = profile.title or document.title
    reading = Reading(document.name, "role_profile", title, ladders, profile, None, None, (*findings, *said))
    if in_html:
        return whole(document, reading)
    return replace(reading, findings=(*reading.findings, *leftovers.lines_left_over(document.text, reading)))


def is_about_hiring(document: Document) -> bool:
    """Whether the words of a document are those of interviews rather than of careers; its headings count most."""
    headings = " ".join(
        [
            document.title or "",
            document.name,
            *(node.label for node in document.root.walk() if node.kind in ("heading", "bold", "key")),
        ]
    ).lower()
    heads = " ".join(cell.text for placed in document.tables for cell in placed.grid.rows[0]).lower()
    text = document.text[:30_000].lower()
    hiring = 4 * len(HIRING.findall(headings)) + 2 * len(HIRING.findall(heads)) + len(HIRING.findall(text))
    ladder = 4 * len(LADDER.findall(headings)) + 2 * len(LADDER.findall(heads)) + len(LADDER.findall(text))
    return hiring > ladder


def sorted_tables(tables: Sequence[Placed], *, hiring: bool) -> tuple[list[Placed], list[Placed]]:
    """Tables for the ladder reader and for the criteria reader; one that fits both goes where the document's words point."""
    ladders: list[Placed] = []
    criteria: list[Placed] = []
    for placed in tables:
        if len(placed.grid.rows) < 2 or placed.grid.width < 2:
            continue
        axis = axis_of(placed.grid)
        scored = is_score_table(placed.grid) or (
            hiring and is_proficiency([cell.text for cell in placed.grid.rows[0][1:]])
        )
        if axis is None:
            criteria.append(placed)
            ladders.append(placed)
        elif scored:
            empty = not any(cell.text for row in placed.grid.rows[1:] for cell in row[1:])
            told = bool(HIRING.search(" ".join(placed.path[-1:]).lower()))
            (criteria if hiring or empty or told else ladders).append(placed)
        else:
            ladders.append(placed)
            if hiring:
                criteria.append(placed)
    return ladders, criteria


def size_of(criteria: CriteriaReading) -> int:
    """How many characters of criteria there are: the measure against the size of a ladder."""
    texts = [signal.text for signal in (*criteria.strong_signals, *criteria.weak_signals, *criteria.red_flags)]
    texts += [anchor.text for dimension in criteria.dimensions for anchor in dimension.anchors]
    texts += [f"{entry.name} {entry.text}" for entry in criteria.assess]
    texts += [entry.text for entry in (*criteria.must_haves, *criteria.nice_to_haves)]
    texts += [" ".join((exercise.name, *exercise.task, *exercise.evaluate)) for exercise in criteria.exercises]
    texts += [dimension.text or dimension.name for dimension in criteria.dimensions]
    texts += list(criteria.scale.texts.values()) if criteria.scale else []
    return sum(len(text) for text in texts)


def kind_of(
    drafts: Sequence[Draft], criteria: CriteriaReading, known: Sequence[KnownLevel], *, hiring: bool
) -> Kind | None:
    """What a document is mostly about; `None` when it holds nothing."""
    # A matrix of grades says much in few characters.
    ladder = sum(max(draft.size(), CELL * len(draft.cells)) for draft in drafts)
    other = size_of(criteria)
    if not drafts and criteria.is_empty():
        return "ladder" if len(known) > 1 and not hiring else None
    if drafts and (criteria.is_empty() or ladder > other * (3 if hiring else 0.5)):
        return "ladder"
    lists = (
        criteria.must_haves,
        criteria.dimensions,
        criteria.strong_signals,
        criteria.weak_signals,
        criteria.red_flags,
        criteria.assess,
    )
    if any(lists):
        return "criteria"
    if criteria.scale and not criteria.exercises:
        return "scale"
    if criteria.scale and criteria.scale.texts:
        return "scale"
    return "plan" if criteria.exercises else "criteria"


def substantial(criteria: CriteriaReading, drafts: Sequence[Draft]) -> bool:
    """Whether a ladder's document holds real criteria as well, and not headings that sound like them."""
    anchored = any(dimension.anchors for dimension in criteria.dimensions)
    flagged = bool(criteria.red_flags) or len(criteria.exercises) > 1
    return (anchored or flagged) and size_of(criteria) > 0.15 * sum(draft.size() for draft in drafts)


def repeats(criteria: CriteriaReading, drafts: Sequence[Draft]) -> bool:
    """Whether the anchors are the ladder's own guidelines, read a second time as scores."""
    statements = [statement for draft in drafts for statement in draft.cells.values()]
    cells = {key(item) for statement in statements for item in (*statement.items, *statement.examples)}
    anchors = [item for dimension in criteria.dimensions for anchor in dimension.anchors for item in anchor.items]
    return bool(anchors) and all(key(item) in cells for item in anchors)


def finished(drafts: Sequence[Draft], document: Document) -> tuple[tuple[LadderReading, ...], list[Finding]]:
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
