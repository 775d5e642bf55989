"""Ladders in outlines: levels as headings with rows below them, rows as headings with levels below them, or records.

The same code reads headings, bold lines, labelled bullets and records, since all of them are nodes with labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.documents.blocks import Grid
from rubrics.documents.labels import (
    PLACEHOLDER,
    QUALIFICATION,
    LevelLabel,
    bare,
    key,
    level_label,
    level_labels,
    score_label,
    track_of,
    trade_of,
    years_in,
)
from rubrics.documents.ladders.draft import Draft, Statement
from rubrics.documents.orientation import axis_of
from rubrics.documents.outline import Node
from rubrics.documents.outline import Statement as Said
from rubrics.documents.reading import Finding

OVERLAP = 0.6
"""Share of the levels two lists must have in common to be the same levels."""

UNNAMED = re.compile(
    r"^(?:(?:key |core |main |primary |typical |general |your )?(?:responsibilit(?:y|ies)|expectations?|behaviou?rs?|accountabilities|duties|"
    r"what (?:you|they|we|this) .*|requirements?|statements?|guidelines?|details?|criteria|items|examples?|bullets?|signals?|you will|description of work))$",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    r"^(?:summary|overview|description|definition|about|at a glance|purpose|tl;?dr|in short|role|profile|level description|headline|blurb)$",
    re.IGNORECASE,
)
YEARS = re.compile(r"\b(years?|yrs|experience|qualifications?|education|tenure)\b", re.IGNORECASE)
ASIDE = re.compile(
    r"\b(salary|compensation|pay|equity|faq|links?|resources|further reading|see also|navigation|promotion|reports? to|title|id|code|track|proficiency|order|rank|position|level)\b",
    re.IGNORECASE,
)
EXAMPLES = re.compile(r"\b(examples?|for instance|e\.g)\b", re.IGNORECASE)
GENERIC_GROUP = re.compile(
    r"^(?:competenc(?:y|ies)|skills|areas|dimensions|expectations|guidelines|criteria|attributes|themes)$",
    re.IGNORECASE,
)
LISTED = re.compile(r"^(levels?|ladder|milestones|steps|stages|grades|bands|tiers|rungs|ranks)$", re.IGNORECASE)


@dataclass(slots=True)
class Candidate:
    """A node whose children are levels."""

    node: Node
    members: list[tuple[Node, LevelLabel]]

    @property
    def identities(self) -> list[set[str]]:
        return [{key(label.code or ""), key(label.name or "")} - {""} for _, label in self.members]

    def size(self) -> int:
        return sum(
            member.size() + sum(len(cell.text) for table in member.tables for row in table.rows for cell in row)
            for member, _ in self.members
        )


def ladders_in_outline(root: Node, title: str | None, *, hiring: bool) -> list[Draft]:
    """The ladders an outline holds. In a document about hiring, children named as scores are scores."""
    candidates = [candidate for node in root.walk() if (candidate := candidate_of(node, hiring=hiring))]
    drafts: list[Draft] = []
    for alike in clusters(candidates):
        cluster = [candidate for candidate in alike if candidate.size()]
        if not cluster:
            continue
        if len(cluster) == 1 or all(has_rows(candidate) for candidate in cluster):
            drafts.extend(levels_outside(candidate, title) for candidate in without_nested(cluster))
        else:
            drafts.extend(levels_inside(cluster, title))
    found = [draft for draft in drafts if draft.cells or draft.loose]
    for draft in found:
        draft.track = (
            draft.track
            or track_of(*reversed(draft.path))
            or track_of(draft.name)
            or track_of(*(level.label.name for level in draft.levels))
        )
    return found


def candidate_of(node: Node, *, hiring: bool) -> Candidate | None:
    """The node's children that are levels, when they are enough to be a ladder's."""
    members: list[tuple[Node, LevelLabel]] = []
    told = list(zip(node.children, level_labels([child.label for child in node.children]), strict=True))
    for child, label in told:
        if label and (label.strength >= 2 or ((label.code or "").isdigit() and listed(node))):
            members.append((child, label))
    if not members:
        return None
    # A role without a rank ("Engineer") stands between or before ranked ones; of a single ranked one it must be the trade.
    first = members[0][0]
    trades = {trade_of(label.name or "") for _, label in members} - {""}
    lonely = len(members) == 1
    for child, label in told:
        if (
            label is None
            or label.strength != 1
            or not label.name
            or (child.kind, child.depth) != (first.kind, first.depth)
        ):
            continue
        if not lonely or trade_of(label.name) in trades:
            members.append((child, label))
    if len(members) < 2:
        return None
    order = {id(child): index for index, child in enumerate(node.children)}
    members.sort(key=lambda member: order[id(member[0])])
    if len({label.identity for _, label in members}) < len(members):
        return None
    labelled = [child for child in node.children if child.kind == members[0][0].kind]
    if members[0][0].kind not in ("heading", "bold", "key") and len(members) < 0.6 * len(labelled):
        return None
    if all(score_label(member.label) for member, _ in members) and not listed(node):
        counted = all(
            re.match(r"^(?:level|lvl|grade|band|tier)\b", bare(member.label), re.IGNORECASE) for member, _ in members
        )
        if hiring or not counted:
            return None
    return Candidate(node, members)


def listed(node: Node) -> bool:
    """Whether a node says that what follows are levels: its own name does, or it was marked so by a record's key."""
    return bool(LISTED.match(node.label)) or node.facts.get("children") == "levels"


def clusters(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates with the same levels, together."""
    found: list[list[Candidate]] = []
    for candidate in candidates:
        home = None
        for cluster in found:
            shared = sum(1 for own in candidate.identities if any(own & other for other in cluster[0].identities))
            if shared >= 2 and shared >= OVERLAP * min(len(candidate.members), len(cluster[0].members)):
                home = cluster
                break
        if home is None:
            found.append([candidate])
        else:
            home.append(candidate)
    return found


def without_nested(cluster: Sequence[Candidate]) -> list[Candidate]:
    return [
        candidate
        for candidate in cluster
        if not any(
            other is not candidate and inside(candidate.node, [member for member, _ in other.members])
            for other in cluster
        )
    ]


def inside(node: Node, members: Sequence[Node]) -> bool:
    current: Node | None = node
    while current is not None:
        if any(current is member for member in members):
            return True
        current = current.parent
    return False


def has_rows(candidate: Candidate) -> bool:
    """Whether each level has labelled parts of its own that recur from level to level."""
    parts = [rows_of(member) for member, _ in candidate.members]
    named = [[part.label for part in part_list if not is_unnamed(part.label)] for part_list in parts]
    return recurring(named)


def is_unnamed(label: str) -> bool:
    """Whether a label only says that statements or examples follow."""
    return bool(UNNAMED.match(label) or SUMMARY.match(label) or EXAMPLES.search(label))


# --- levels outside, rows inside -------------------------------------------------------------------------------------


def levels_outside(candidate: Candidate, title: str | None) -> Draft:
    node = candidate.node
    path = (*node.path(), node.label) if node.label else node.path()
    draft = Draft(
        best_name(path, title), "records" if node.kind == "key" else "levels_as_headings", node.place, path=path
    )
    indices = [draft.level(label, member.place) for member, label in candidate.members]
    members = [member for member, _ in candidate.members]
    for index, member in zip(indices, members, strict=True):
        take_facts(draft, index, member)
    fill(draft, indices, members)
    return draft


def best_name(path: Sequence[str], title: str | None) -> str:
    names = [label for label in path if label and not LISTED.match(label)]
    return names[-1] if names else title or ""


def take_facts(draft: Draft, index: int, member: Node) -> None:
    years = years_in(member.facts.get("years") or member.facts.get("experience")) or years_in(member.label)
    if years:
        draft.levels[index].years = years


def rows_of(member: Node) -> list[Node]:
    """The labelled parts of a level: its headings, bold lines, labelled bullets and the rows of plain tables in it."""
    parts = [child for child in member.children if child.label and not PLACEHOLDER.match(child.label)]
    for table in member.tables:
        parts.extend(table_rows(table))
    return parts


def table_rows(table: Grid) -> list[Node]:
    """The rows of a two- or three-column table inside a level as labelled nodes."""
    if axis_of(table) or table.width < 2 or len(table.rows) < 2:
        return []
    rows: list[Node] = []
    body = table.rows[1:] if table.rows[0][0].heading or len(table.rows) > 2 else table.rows
    for row in body:
        texts = [cell for cell in row[1:] if cell.text]
        if not row[0].text or len(row[0].text.split()) > 8 or not texts:
            continue
        node = Node(bare(row[0].text), row[0].place, 99, "row")
        for cell in texts:
            for text in cell.items or (cell.text,):
                node.say(text, cell.place, bullet=bool(cell.items))
        rows.append(node)
    return rows


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


def fill(draft: Draft, indices: Sequence[int], members: Sequence[Node]) -> None:
    """Reads what stands under each level into rows and statements."""
    parts = [rows_of(member) for member in members]
    named = [[part.label for part in part_list] for part_list in parts]
    if recurring(named):
        fill_rows(draft, indices, parts, None)
        for index, member in zip(indices, members, strict=True):
            take_texts(draft, index, member)
        return
    if aligned(parts):
        fill_unnamed(draft, indices, members, parts)
        return
    for index, member in zip(indices, members, strict=True):
        take_texts(draft, index, member)
        for part in rows_of(member):
            take_loose(draft, index, part)


def fill_level(draft: Draft, index: int, member: Node) -> None:
    """Reads a document about one level: its headings with lists are rows, everything else is a statement of the level."""
    take_texts(draft, index, member)
    for part in rows_of(member):
        texts = list(part.statements())
        headed = part.kind in ("heading", "bold", "key", "row") or bool(part.children)
        if headed and texts and not is_unnamed(part.label) and not take_qualification(draft, index, part):
            draft.say(index, draft.competency(part.label, None, part.place), statement_of(part))
        elif texts:
            take_loose(draft, index, part)


def take_texts(draft: Draft, index: int, member: Node) -> None:
    """Texts right under a level: bullets are statements, the first paragraph describes the level when more follows."""
    paragraphs = [text for text in member.texts if not text.bullet]
    bullets = [text for text in member.texts if text.bullet]
    level = draft.levels[index]
    if paragraphs and (bullets or member.children or member.tables):
        level.text = level.text or " ".join(text.text for text in paragraphs)
        level.years = level.years or years_in(level.text)
    else:
        for text in paragraphs:
            draft.add(index, text.text, text.place)
    for text in bullets:
        draft.add(index, text.text, text.place)


def take_loose(draft: Draft, index: int, part: Node) -> None:
    """A part of a level that is no row of the ladder: statements with the part's name as their label."""
    if SUMMARY.match(part.label):
        draft.levels[index].text = draft.levels[index].text or " ".join(said.text for said in part.statements())
        return
    if take_qualification(draft, index, part):
        return
    if part.kind in ("item", "lead") and part.texts and not part.children:
        draft.add(index, part.texts[0].text, part.place, part.label)
        for said in part.texts[1:]:
            draft.add(index, said.text, said.place, part.label)
        return
    for said in part.statements():
        draft.add(index, said.text, said.place, None if UNNAMED.match(part.label) else part.label)


def take_qualification(draft: Draft, index: int, part: Node) -> bool:
    """Takes a part that states years or degrees as a fact of the level."""
    texts = [said.text for said in part.statements()]
    joined = " ".join(texts)
    if not (YEARS.search(part.label) or QUALIFICATION.search(part.label)) or len(texts) > 6:
        return False
    stated = years_in(joined) or re.search(r"\b(degree|bachelor|master'?s|phd|bsc|msc)\b", joined, re.IGNORECASE)
    if not stated:
        return False
    level = draft.levels[index]
    level.qualification = joined
    level.years = level.years or years_in(joined)
    return True


def fill_rows(draft: Draft, indices: Sequence[int], parts: Sequence[list[Node]], group: str | None) -> None:
    """Labelled parts become rows, in the order of first appearance; a part whose own parts recur is a group of rows."""
    order: list[str] = []
    for part_list in parts:
        merge_order(order, [key(part.label) for part in part_list])
    rows: dict[tuple[str, int], int] = {}
    for name in order:
        occurrences = max(sum(1 for part in part_list if key(part.label) == name) for part_list in parts)
        for occurrence in range(occurrences):
            chosen = [nth(part_list, name, occurrence) for part_list in parts]
            present = [(index, part) for index, part in zip(indices, chosen, strict=True) if part]
            label = present[0][1].label
            if UNNAMED.match(label) or SUMMARY.match(label):
                single = len(order) == 1
                for index, part in present:
                    if SUMMARY.match(label) or single or not draft.competencies or UNNAMED.match(label):
                        take_loose(draft, index, part)
                continue
            if all(take_qualification(draft, index, part) for index, part in present):
                continue
            inner = [rows_of(part) for _, part in present]
            if (
                len(present) > 1
                and recurring([[part.label for part in part_list] for part_list in inner])
                and not examples_only(inner)
            ):
                inner_group = None if GENERIC_GROUP.match(label) else label
                fill_rows(draft, [index for index, _ in present], inner, inner_group)
                for index, part in present:
                    for said in part.texts:
                        draft.add(index, said.text, said.place, label)
                continue
            row = rows.setdefault((name, occurrence), draft.competency(label, group, present[0][1].place))
            for index, part in present:
                draft.say(index, row, statement_of(part))


def merge_order(order: list[str], names: Sequence[str]) -> None:
    """Adds new names after the one that goes before them, so that rows missing at the first level keep their place."""
    last = -1
    for name in names:
        if name in order:
            last = order.index(name)
        else:
            last += 1
            order.insert(last, name)


def nth(parts: Sequence[Node], name: str, occurrence: int) -> Node | None:
    same = [part for part in parts if key(part.label) == name]
    return same[occurrence] if occurrence < len(same) else None


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


# --- statements in the same order, rows without names ----------------------------------------------------------------


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
    again = [
        label for label in slots if sum(1 for part_list in parts for part in part_list if key(part.label) == label) > 1
    ]
    return len(again) >= 2 and all(len(slots[label]) == 1 for label in again)


def fill_unnamed(
    draft: Draft, indices: Sequence[int], members: Sequence[Node], parts: Sequence[Sequence[Node]]
) -> None:
    rows = [draft.competency("", None, part.place) for part in parts[0]]
    for index, part_list in zip(indices, parts, strict=True):
        for row, part in zip(rows, part_list, strict=True):
            draft.say(index, row, Statement([part.texts[0].text], part.place, label=part.label))
    for index, member in zip(indices, members, strict=True):
        take_texts(draft, index, member)
    message = f"The document gives its {len(rows)} rows no names: statements in the same place were read as one row. Name the rows."
    draft.findings.append(Finding("warning", draft.levels[0].place, message))


# --- rows outside, levels inside -------------------------------------------------------------------------------------


def levels_inside(cluster: Sequence[Candidate], title: str | None) -> list[Draft]:
    """One draft from competencies that each list the levels; tracks above the competencies make several drafts."""
    homes: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in without_nested(cluster):
        path = candidate.node.path()
        tracks = tuple(label for label in path if track_of(label) and not level_label(label))
        homes.setdefault(tracks, []).append(candidate)
    drafts: list[Draft] = []
    for tracks, candidates in homes.items():
        shared = common(tuple(candidate.node.path() for candidate in candidates))
        draft = Draft(
            tracks[-1] if tracks else best_name(shared, title),
            "levels_inside_competencies",
            candidates[0].node.place,
            path=shared,
        )
        for candidate in candidates:
            merge_levels(draft, candidate)
        for candidate in candidates:
            path = candidate.node.path()
            facts = candidate.node.facts
            group = path[-1] if len(path) > len(shared) else facts.get("category") or facts.get("group")
            definition = " ".join(said.text for said in candidate.node.texts if not said.bullet) or None
            row = draft.competency(candidate.node.label, group, candidate.node.place, definition)
            for member, label in candidate.members:
                draft.say(draft.level(label, member.place), row, statement_of(member))
        drafts.append(draft)
    return drafts


def merge_levels(draft: Draft, candidate: Candidate) -> None:
    for member, label in candidate.members:
        draft.level(label, member.place)


def common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared: list[str] = []
    for labels in zip(*paths, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return tuple(shared)
