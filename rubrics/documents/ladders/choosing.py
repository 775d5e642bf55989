"""The ladders of a document: the readings of its records, tables and outline weighed against each other and put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rubrics.documents.labels import LevelLabel, is_person, key, level_label
from rubrics.documents.ladders.attributes import take_attributes
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.merging import absorb, parted_by_track, shares_levels
from rubrics.documents.ladders.outlines import ladders_in_outline
from rubrics.documents.ladders.overview import KnownLevel
from rubrics.documents.ladders.sections import fill_level
from rubrics.documents.ladders.tables import ladders_announced, ladders_in_tables
from rubrics.documents.opening import Document
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.reading import Finding
from rubrics.documents.records.outline import record_of_level
from rubrics.documents.tracks import track_of

GROWTH = pattern(
    r"\b(?:careers?|ladders?|progression|promot\w+|growth|grow|seniority|competenc\w+|skills?|karriere\w*|kompetenz\w*|compétences?|competencias?)\b"
)
SMALL = 0.3
"""Share of the text of a document below which levels of their own are an aside."""


def ladders_of(
    document: Document, tables: Sequence[Placed], findings: list[Finding], *, hiring: bool
) -> tuple[list[Draft], list[KnownLevel]]:
    """The ladders of the best reading: references between records, tables, or the outline, whichever says more."""
    known: list[KnownLevel] = []
    if document.records is not None and not document.page_in_record:
        from rubrics.documents.ladders.records import (
            ladder_of_entries,
            ladder_of_parallel_lists,
            ladder_of_references,
            levels_listed,
        )

        known += levels_listed(document.records)
        draft = ladder_of_references(document.records, document.title)
        draft = draft or ladder_of_parallel_lists(document.records, document.title)
        if draft is None and not document.tables:
            draft = ladder_of_entries(document.records, document.title)
        if draft and draft.cells:
            return parted_by_track(draft), []
    tables_read = ladders_in_tables(tables, document.title, findings, hiring=hiring)
    from_tables = tables_read.drafts
    known += tables_read.known
    from_outline = ladders_in_outline(document.root, document.title, hiring=hiring)
    in_tables = sum(draft.size() for draft in from_tables)
    in_outline = sum(draft.size() for draft in from_outline)
    main, others = (from_outline, from_tables) if in_outline > 1.5 * in_tables else (from_tables, from_outline)
    main = list(main)
    for draft in others:
        home = next((ladder for ladder in main if shares_levels(ladder, draft)), None)
        if home is not None:
            absorb(home, draft)
        elif draft.size() > SMALL * max(in_tables, in_outline):
            main.append(draft)
        else:
            findings.append(left_out(draft))
    main = main or tables_read.spare
    if not main and not hiring:
        announced = ladders_announced(tables, document.title, findings)
        main = announced if speaks_of_growth(document) or all(map(is_of_people, announced)) else []
    largest = max((draft.size() for draft in main), default=0)
    kept = [draft for draft in main if draft.size() > 0.05 * largest or (draft.cells and draft.size() > 0.02 * largest)]
    findings.extend(left_out(draft) for draft in main if draft not in kept)
    return [part for draft in kept for part in parted_by_track(draft)], known


def is_of_people(draft: Draft) -> bool:
    """Whether at least half of the levels are called as people are."""
    return 2 * sum(1 for level in draft.levels if is_person(level.label.name or "")) >= len(draft.levels)


def speaks_of_growth(document: Document) -> bool:
    """Whether a document is about people and not about the levels of anything else, such as incidents."""
    heads = [cell.text for placed in document.tables for cell in placed.grid.rows[0]]
    return bool(GROWTH.search(" ".join([document.title or "", document.text[:30_000], *heads]).lower()))


def left_out(draft: Draft) -> Finding:
    """The finding that levels with hardly any text were passed over."""
    name = draft.name or "A list of levels"
    return Finding(
        "info", draft.place, f"“{name}” lists levels with hardly any text beside the others and was left out."
    )


def complete(drafts: Sequence[Draft], known: Sequence[KnownLevel], findings: list[Finding]) -> None:
    """Puts codes, names, years and attributes of overview tables to the levels they belong to."""
    for draft in drafts:
        for level in draft.levels:
            for other in known:
                same_name = is_same(level.label.name, other.label.name)
                same_code = is_same(level.label.code, other.label.code)
                numeric = (other.label.code or "").isdecimal()
                if same_name and other.label.code and not level.label.code and not numeric:
                    level.label = LevelLabel(other.label.code, level.label.name, 3)
                elif same_code and other.label.name and not level.label.name:
                    level.label = LevelLabel(level.label.code, other.label.name, 3)
                elif (
                    same_code
                    and other.label.name
                    and level.label.name
                    and not same_name
                    and nearly_same(level.label.name, other.label.name)
                ):
                    message = f"{level.label.code} is called “{level.label.name}” here and “{other.label.name}” in the overview; the overview's name was taken."
                    findings.append(Finding("warning", level.place, message))
                    level.label = LevelLabel(level.label.code, other.label.name, 3)
                if same_name or same_code:
                    level.years = level.years or other.years
                    for name, value in other.attributes.items():
                        level.attributes.setdefault(name, value)


def is_same(first: str | None, second: str | None) -> bool:
    """Whether two names are both given and the same in letters and digits."""
    return bool(first and second) and key(first or "") == key(second or "")


def nearly_same(first: str, second: str) -> bool:
    """Whether two names differ by a slip of the pen."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second).ratio() > 0.85


def overview_ladder(known: Sequence[KnownLevel], document: Document) -> list[Draft]:
    """A ladder of levels alone, for a document that only lists them."""
    draft = Draft(document.title or "", "overview", known[0].place if known else "")
    for entry in known:
        index = draft.level(entry.label, entry.place)
        draft.levels[index].years = draft.levels[index].years or entry.years
        draft.levels[index].attributes.update(entry.attributes)
    draft.track = track_of(draft.name)
    return [draft] if len(draft.levels) > 1 else []


def title_and_stem(document: Document) -> tuple[str | None, str]:
    """What may name the only level of a document: its title, and its file's name without dashes."""
    return document.title, re.sub(r"[-_]+", " ", PurePath(document.name).stem)


def one_level(document: Document, known: LevelLabel | None = None) -> list[Draft]:
    """The ladder of a document about a single level, which its title or its file's name tells; else it is `known`.

    Files of one ladder are joined on import (`rubrics.documents.bundle`).
    """
    told = ((title, level_label(title or "")) for title in title_and_stem(document))
    named = next(((title, label) for title, label in told if label and label.strength >= 2), None)
    title, label = named or (document.title, known)
    top = document.root
    if isinstance(document.records, Mapping) and not document.page_in_record:
        top = record_of_level(document.records)
        own = level_label(top.label)
        title, label = (top.label, own) if own and own.strength >= 2 else (title, label)
    if label is None:
        return []
    draft = Draft(title or "", "one_level", "line 1", path=())
    draft.track = track_of(draft.name)
    level = draft.level(label, "line 1")
    while len(top.children) == 1 and top.children[0].kind == "heading" and not top.texts:
        top = top.children[0]
    fill_level(draft, level, top)
    take_attributes(draft)
    return [draft] if draft.cells or len(draft.loose) > 1 else []
