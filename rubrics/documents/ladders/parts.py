"""The labelled parts of levels: what their labels say, which of them recur as rows do, which are groups of rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rubrics.documents.blanks import PLACEHOLDER
from rubrics.documents.cumulative import builds_up
from rubrics.documents.labels import key
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.small_tables import table_rows
from rubrics.documents.outline import Node
from rubrics.documents.outline import Statement as Said
from rubrics.documents.patterns import pattern

UNNAMED = pattern(
    r"^(?:(?:key |core |main |primary |typical |general |your )?(?:responsibilit(?:y|ies)|expectations?|behaviou?rs?|accountabilities|duties|"
    r"what (?:you|they|we|this) .*|requirements?|statements?|guidelines?|details?|criteria|items|examples?|bullets?|signals?|you will|description of work))$",
    re.IGNORECASE,
)
SUMMARY = pattern(
    r"^(?:summary|overview|description|definition|about|at a glance|purpose|tl;?dr|in short|role|profile|level description|headline|blurb)$",
    re.IGNORECASE,
)
YEARS = pattern(r"\b(years?|yrs|experience|qualifications?|education|tenure)\b", re.IGNORECASE)
ASIDE = pattern(
    r"\b(salary|compensation|pay|equity|faq|links?|resources|further reading|see also|navigation|promotion|reports? to|title|id|code|track|proficiency|order|rank|position|level)\b",
    re.IGNORECASE,
)
EXAMPLES = pattern(r"\b(examples?|for instance|e\.g)\b", re.IGNORECASE)
GENERIC_GROUP = pattern(
    r"^(?:competenc(?:y|ies)|skills|areas|dimensions|expectations|guidelines|criteria|attributes|themes)$",
    re.IGNORECASE,
)


def is_unnamed(label: str) -> bool:
    """Whether a label only says that statements or examples follow, or that the level below is taken in."""
    return bool(is_opening(label) or SUMMARY.match(label) or EXAMPLES.search(label))


def is_opening(label: str) -> bool:
    """Whether a label only opens a list: `Responsibilities`, `All of the above, plus`."""
    return bool(UNNAMED.match(label)) or builds_up(label.lower())


def rows_of(member: Node) -> list[Node]:
    """The labelled parts of a level: its headings, bold lines, labelled bullets and the rows of plain tables in it."""
    parts = [child for child in member.children if child.label and not PLACEHOLDER.match(child.label)]
    for table in member.tables:
        parts.extend(table_rows(table))
    return parts


def recurring(labels: Sequence[Sequence[str]]) -> bool:
    """Whether labels recur from level to level as names of rows do; step names that change with the level do not."""
    counts: Counter[str] = Counter()
    total = 0
    for level in labels:
        names = {key(label) for label in level if not ASIDE.fullmatch(label)}
        counts.update(names)
        total += len(names)
    filled = sum(1 for level in labels if level)
    if not total or filled < 2:
        return False
    again = sum(count for count in counts.values() if count > 1)
    coverage = total / (len(counts) * filled)
    return again >= 0.6 * total and coverage > 0.5


def is_group(inner: Sequence[Sequence[Node]]) -> bool:
    """Whether the labelled parts within the parts of one name recur as rows do."""
    labels = [[part.label for part in part_list] for part_list in inner]
    return len(inner) > 1 and recurring(labels) and not examples_only(inner)


def lone_groups(parts: Sequence[Sequence[Node]]) -> set[str]:
    """The keys of parts that hold nothing but one row of the same name, where others beside them are groups of several."""
    same = [part for part_list in parts for part in part_list]
    inner: dict[str, list[list[Node]]] = {}
    for part in same:
        inner.setdefault(key(part.label), []).append(rows_of(part) if not part.texts else [])
    if not any(is_group(part_lists) for part_lists in inner.values()):
        return set()
    return {
        name
        for name, part_lists in inner.items()
        if len({key(part.label) for part_list in part_lists for part in part_list}) == 1
        and all(len(part_list) == 1 and not is_unnamed(part_list[0].label) for part_list in part_lists)
    }


def merge_order(order: list[str], names: Sequence[str]) -> None:
    """Adds new names after the one that goes before them, so that rows missing at the first level keep their place."""
    last = -1
    known = set(order)
    for name in names:
        if name in known:
            # Mostly the next one: lists of thousands of rows are not searched from their beginning each time.
            last = last + 1 if order[last + 1 : last + 2] == [name] else order.index(name)
        else:
            last += 1
            order.insert(last, name)
            known.add(name)


def by_name(parts: Sequence[Node]) -> dict[str, list[Node]]:
    """The parts by the key of their labels, in source order."""
    found: dict[str, list[Node]] = {}
    for part in parts:
        found.setdefault(key(part.label), []).append(part)
    return found


def examples_only(inner: Sequence[Sequence[Node]]) -> bool:
    """Whether the recurring parts are only "Examples" and the like, which belong to the row itself."""
    labels = {key(part.label) for parts in inner for part in parts}
    return (
        all(
            EXAMPLES.search(part.label) or UNNAMED.match(part.label) or SUMMARY.match(part.label)
            for parts in inner
            for part in parts
        )
        or len(labels) < 2
    )


def aligned(parts: Sequence[Sequence[Node]]) -> bool:
    """Whether every level has the same number of labelled statements and a label that returns keeps its place.

    Then the statements are rows whose names the document does not give.
    """
    count = len(parts[0])
    if count < 2 or len(parts) < 3 or any(len(part_list) != count for part_list in parts):
        return False
    if any(part.children or len(part.texts) != 1 for part_list in parts for part in part_list):
        return False
    slots: dict[str, set[int]] = {}
    for part_list in parts:
        for slot, part in enumerate(part_list):
            slots.setdefault(key(part.label), set()).add(slot)
    counts = Counter(key(part.label) for part_list in parts for part in part_list)
    again = [label for label, count in counts.items() if count > 1]
    return len(again) >= 2 and all(len(slots[label]) == 1 for label in again)


def statement_of(part: Node) -> Statement:
    """What one part says: its texts and those below it, with examples and a proficiency kept apart."""
    items: list[str] = []
    examples: list[str] = []
    for child in part.parts:
        if isinstance(child, Said):
            items.append(child.text)
            continue
        texts = [said.text for said in child.statements()]
        if EXAMPLES.search(child.label):
            examples.extend(texts)
        elif child.kind in ("item", "lead", "row"):
            items.extend([child.full] if child.full else [])
            items.extend(said.text for said in child.below())
        else:
            items.extend(texts)
    return Statement(items, part.place, proficiency=part.facts.get("proficiency"), examples=examples)
