"""What a document is and what it holds: the readings of tables, outline and records weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import PurePath

from core.errors import UnreadableDocument
from rubrics.documents import blueprint, checks
from rubrics.documents.criteria.reader import criteria_of
from rubrics.documents.labels import LevelLabel, key, level_label, track_of
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.outlines import ladders_in_outline
from rubrics.documents.ladders.overview import KnownLevel
from rubrics.documents.ladders.records import ladder_of_references
from rubrics.documents.ladders.sections import fill_level
from rubrics.documents.ladders.tables import is_score_table, ladders_in_tables
from rubrics.documents.opening import Document
from rubrics.documents.orientation import axis_of
from rubrics.documents.placed import Placed
from rubrics.documents.profiles import page
from rubrics.documents.reading import CriteriaReading, Finding, Kind, LadderReading, Reading

HIRING = re.compile(
    r"\b(interview\w*|candidates?|hir(?:e|es|ing)|scorecards?|rubrics?|scor(?:e|es|ing)|recruit\w*|applicants?|anchors?|red flags?)\b",
    re.IGNORECASE,
)
LADDER = re.compile(
    r"\b(ladders?|careers?|levels?|progression|promotions?|promoted|tracks?|titles|growth|leveling|levelling|grades?|job famil(?:y|ies)|competency (?:matrix|framework)|seniority|matrix)\b",
    re.IGNORECASE,
)

NOTHING_FOUND = (
    "no levels with guidelines, no scorecard dimensions, signals, exercises or rating scale were found; "
    "give a ladder, a role profile or hiring criteria"
)


def understood(document: Document, kind: Kind | None) -> Reading:
    """The reading of a document; `kind` forces what it is taken for.

    Raises UnreadableDocument when nothing of the trade is in it.
    """
    if kind == "role_profile" or (kind is None and document.text and page.is_profile(document.text)):
        return profile_reading(document)
    hiring = kind in ("criteria", "scale", "plan", "blueprint") or (kind is None and is_about_hiring(document))
    ladder_tables, criteria_tables = sorted_tables(document.tables, hiring=hiring)
    findings: list[Finding] = []
    drafts, known = ladders_of(document, ladder_tables, findings, hiring=hiring)
    criteria_findings: list[Finding] = []
    criteria = criteria_of(document.root, criteria_tables, document.title, criteria_findings, hiring=hiring)
    is_blueprint = kind == "blueprint" or (kind is None and blueprint.is_blueprint(document.root))
    if is_blueprint:
        plan = blueprint.blueprint_of(document.root, document.tables, document.title)
        every = (*document.findings, *criteria_findings)
        return Reading(document.name, "blueprint", document.title, (), None, criteria, plan, every)
    decided = kind or kind_of(drafts, criteria, known, hiring=hiring)
    if decided is None and not hiring and one_level(document):
        decided = "ladder"
    if decided is None:
        raise UnreadableDocument(NOTHING_FOUND, "line 1" if document.text else None)
    if decided == "ladder":
        drafts = drafts or overview_ladder(known, document) or one_level(document)
        if not substantial(criteria, drafts):
            criteria = CriteriaReading()
    elif size_of(criteria) > 3 * sum(draft.size() for draft in drafts):
        drafts = []
    complete(drafts, known, findings)
    ladders, said = finished(drafts, document)
    if not ladders and criteria.is_empty():
        raise UnreadableDocument(NOTHING_FOUND, "line 1" if document.text else None)
    every = (*document.findings, *findings, *said, *(criteria_findings if not criteria.is_empty() else ()))
    return Reading(
        document.name, decided, document.title, ladders, None, None if criteria.is_empty() else criteria, None, every
    )


def profile_reading(document: Document) -> Reading:
    findings = list(document.findings)
    profile, draft = page.read_page(document.text, findings)
    ladders, said = finished([draft], document) if draft else ((), [])
    return Reading(
        document.name, "role_profile", profile.title or document.title, ladders, profile, None, None, (*findings, *said)
    )


# --- ladder or criteria ----------------------------------------------------------------------------------------------


def is_about_hiring(document: Document) -> bool:
    """Whether the words of a document are those of interviews rather than of careers; its headings count most."""
    headings = " ".join(
        [
            document.title or "",
            document.name,
            *(node.label for node in document.root.walk() if node.kind in ("heading", "bold", "key")),
        ]
    )
    heads = " ".join(cell.text for placed in document.tables for cell in placed.grid.rows[0])
    text = document.text[:30_000]
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
        scored = is_score_table(placed.grid)
        if axis is None:
            criteria.append(placed)
            ladders.append(placed)
        elif scored:
            empty = not any(cell.text for row in placed.grid.rows[1:] for cell in row[1:])
            told = bool(HIRING.search(" ".join(placed.path[-1:])))
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
    texts += [" ".join((exercise.name, *exercise.task, *exercise.evaluate)) for exercise in criteria.exercises]
    texts += [dimension.text or dimension.name for dimension in criteria.dimensions]
    texts += list(criteria.scale.texts.values()) if criteria.scale else []
    return sum(len(text) for text in texts)


def kind_of(
    drafts: Sequence[Draft], criteria: CriteriaReading, known: Sequence[KnownLevel], *, hiring: bool
) -> Kind | None:
    """What a document is mostly about; `None` when it holds nothing."""
    ladder = sum(draft.size() for draft in drafts)
    other = size_of(criteria)
    if not drafts and criteria.is_empty():
        return "ladder" if len(known) > 1 and not hiring else None
    if drafts and (criteria.is_empty() or ladder > other * (3 if hiring else 0.5)):
        return "ladder"
    lists = (criteria.dimensions, criteria.strong_signals, criteria.weak_signals, criteria.red_flags, criteria.assess)
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


# --- ladders ---------------------------------------------------------------------------------------------------------


def ladders_of(
    document: Document, tables: Sequence[Placed], findings: list[Finding], *, hiring: bool
) -> tuple[list[Draft], list[KnownLevel]]:
    """The ladders of the best reading: references between records, tables, or the outline, whichever says more."""
    if document.records is not None and not document.page_in_record:
        draft = ladder_of_references(document.records, document.title)
        if draft and draft.cells:
            return [draft], []
    table_findings: list[Finding] = []
    from_tables, known = ladders_in_tables(tables, document.title, table_findings)
    from_outline = ladders_in_outline(document.root, document.title, hiring=hiring)
    in_tables = sum(draft.size() for draft in from_tables)
    in_outline = sum(draft.size() for draft in from_outline)
    if in_outline > 1.5 * in_tables:
        main, others = from_outline, [draft for draft in from_tables if draft.size() > 0.3 * max(in_outline, 1)]
    else:
        main, others = from_tables, [draft for draft in from_outline if draft.size() > 0.3 * max(in_tables, 1)]
    findings.extend(table_findings)
    for draft in from_outline if main is from_tables else []:
        describe_levels(main, draft)
    main = [*main, *(draft for draft in others if not any(shares_levels(draft, other) for other in main))]
    largest = max((draft.size() for draft in main), default=0)
    kept = [draft for draft in main if draft.size() > 0.05 * largest or (draft.cells and draft.size() > 0.02 * largest)]
    findings.extend(
        Finding("info", draft.place, f"“{draft.name}” lists levels with hardly any text and was left out.")
        for draft in main
        if draft not in kept
    )
    return kept, known


def shares_levels(first: Draft, second: Draft) -> bool:
    shared = sum(1 for level in first.levels if any(level.identities & other.identities for other in second.levels))
    return shared >= 0.5 * min(len(first.levels), len(second.levels))


def describe_levels(drafts: Sequence[Draft], summary: Draft) -> None:
    """Takes one-line descriptions of levels from a list elsewhere in the document."""
    texts: dict[int, list[str]] = {}
    for index, _, text, _ in summary.loose:
        texts.setdefault(index, []).append(text)
    for draft in drafts:
        for level in draft.levels:
            for index, own in enumerate(summary.levels):
                if level.text is None and len(texts.get(index, [])) == 1 and level.identities & own.identities:
                    level.text = texts[index][0]
                    if own.label.code and not level.label.code:
                        level.label = LevelLabel(own.label.code, level.label.name, 3)


def complete(drafts: Sequence[Draft], known: Sequence[KnownLevel], findings: list[Finding]) -> None:
    """Puts codes, names, years and attributes of overview tables to the levels they belong to."""
    for draft in drafts:
        for level in draft.levels:
            for other in known:
                same_name = key(level.label.name or "-") == key(other.label.name or "+")
                same_code = key(level.label.code or "-") == key(other.label.code or "+")
                numeric = (other.label.code or "").isdigit()
                if same_name and other.label.code and not level.label.code and not numeric:
                    level.label = LevelLabel(other.label.code, level.label.name, 3)
                elif same_code and other.label.name and not level.label.name:
                    level.label = LevelLabel(level.label.code, other.label.name, 3)
                elif (
                    same_code
                    and other.label.name
                    and level.label.name
                    and not same_name
                    and SequenceMatcher(None, level.label.name, other.label.name).ratio() > 0.85
                ):
                    message = f"{level.label.code} is called “{level.label.name}” here and “{other.label.name}” in the overview; the overview's name was taken."
                    findings.append(Finding("warning", level.place, message))
                    level.label = LevelLabel(level.label.code, other.label.name, 3)
                if same_name or same_code:
                    level.years = level.years or other.years
                    for name, value in other.attributes.items():
                        level.attributes.setdefault(name, value)


def overview_ladder(known: Sequence[KnownLevel], document: Document) -> list[Draft]:
    """A ladder of levels alone, for a document that only lists them."""
    draft = Draft(document.title or "", "overview", known[0].place if known else "")
    for entry in known:
        index = draft.level(entry.label, entry.place)
        draft.levels[index].years = draft.levels[index].years or entry.years
        draft.levels[index].attributes.update(entry.attributes)
    draft.track = track_of(draft.name)
    return [draft] if len(draft.levels) > 1 else []


def one_level(document: Document) -> list[Draft]:
    """The ladder of a document about a single level, which its title names; files of one ladder are joined on import."""
    label = level_label(document.title or "")
    if label is None or label.strength < 2:
        return []
    draft = Draft(document.title or "", "one_level", "line 1", path=())
    draft.track = track_of(document.title)
    level = draft.level(label, "line 1")
    top = document.root
    while len(top.children) == 1 and top.children[0].kind == "heading" and not top.texts:
        top = top.children[0]
    fill_level(draft, level, top)
    return [draft] if draft.cells or len(draft.loose) > 1 else []


def finished(drafts: Sequence[Draft], document: Document) -> tuple[tuple[LadderReading, ...], list[Finding]]:
    cumulative = checks.cumulative_in(document.text)
    ladders: list[LadderReading] = []
    said: list[Finding] = []
    for draft in drafts:
        ladder = draft.finished()
        ladder = replace(
            ladder, name=ladder.name or PurePath(document.name).stem, cumulative=ladder.cumulative or cumulative
        )
        ladders.append(ladder)
        said.extend(draft.findings)
        said.extend(checks.findings_of(ladder))
    if cumulative and ladders:
        said.append(
            Finding(
                "info",
                ladders[0].locator or "the document",
                "The document says that a level includes what the levels below it ask.",
            )
        )
    if document.text and ladders and not document.page_in_record:
        said.extend(checks.stated_counts(document.text, tuple(ladders), "line"))
    return tuple(ladders), said
