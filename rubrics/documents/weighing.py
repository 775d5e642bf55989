"""What a document is about, weighed by its words and by how much of each kind it holds: careers or interviews."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.criteria.words import is_proficiency
from rubrics.documents.labels import key
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.overview import KnownLevel
from rubrics.documents.opening import Document
from rubrics.documents.orientation import axis_of, is_score_table
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.reading import CriteriaReading, Kind

HIRING = pattern(
    r"\b(interview\w*|candidat\w*|hir(?:e|es|ing)|scorecards?|rubrics?|scor(?:e|es|ing)|recru\w+|applicants?|anchors?|red flags?|screening|selection criteria|shortlist\w*|"
    r"vorstellungsgespräch\w*|bewerb\w+|bewertung\w*|kandidat\w*|einstellung\w*|entretiens?|embauche\w*|rúbricas?|entrevistas?|contrata\w+)\b"
)
"""Both are searched for in small letters: patterns that ignore case take three times as long over a whole document."""
LADDER = pattern(
    r"\b(ladders?|careers?|levels?|progression|promotions?|promoted|tracks?|titles|growth|leveling|levelling|grades?|job famil(?:y|ies)|competency (?:matrix|framework)|seniority|matrix|"
    r"karriere\w*|laufbahn\w*|stufen?|carrières?|niveaux?|échelons?|carreras?|trayectorias?|nivel(?:es)?)\b"
)
CELL = 25
"""Characters a cell of a ladder counts for at least when ladder and criteria are weighed."""


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
