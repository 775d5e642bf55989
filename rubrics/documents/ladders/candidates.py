"""Nodes of an outline whose children are levels, and which of them are about the same levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rubrics.documents.labels import ROMAN, LevelLabel, bare, key, step_number
from rubrics.documents.labelsets import are_unrelated, level_labels, trade_of
from rubrics.documents.ladders.parts import is_unnamed, recurring, rows_of
from rubrics.documents.limits import MAX_LEVELS
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.scores import score_label

OVERLAP = 0.6
"""Share of the levels two lists must have in common to be the same levels."""
ROWS = pattern(r"^(?:competenc(?:y|ies)|skills?|dimensions?|capabilit(?:y|ies)|areas?|themes?)$", re.IGNORECASE)
LISTED = pattern(r"^(levels?|ladder|milestones|steps|stages|grades|bands|tiers|rungs|ranks)$", re.IGNORECASE)


@dataclass(slots=True, eq=False, repr=False)
class Candidate:
    """A node whose children are levels."""

    node: Node
    members: list[tuple[Node, LevelLabel]]

    @property
    def identities(self) -> list[set[str]]:
        """What each of its levels may be recognised by: the keys of its code and name."""
        return [{key(label.code or ""), key(label.name or "")} - {""} for _, label in self.members]

    def size(self) -> int:
        """How many characters stand under its levels, tables included."""
        return sum(
            member.size() + sum(len(cell.text) for table in member.tables for row in table.rows for cell in row)
            for member, _ in self.members
        )


def candidate_of(node: Node, *, hiring: bool) -> Candidate | None:
    """The node's children that are levels, when they are enough to be a ladder's."""
    members: list[tuple[Node, LevelLabel]] = []
    told = list(zip(node.children, level_labels([child.label for child in node.children]), strict=True))
    steps = not hiring and (is_stepped(node) or is_numbered(told))
    for child, label in told:
        if label and (label.strength >= 2 or (step_number(label) is not None and (listed(node) or steps))):
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
    if not 2 <= len(members) <= MAX_LEVELS:
        return None
    order = {id(child): index for index, child in enumerate(node.children)}
    members.sort(key=lambda member: order[id(member[0])])
    if len({label.identity for _, label in members}) < len(members) or are_unrelated([label for _, label in members]):
        return None
    labelled = [child for child in node.children if child.kind == members[0][0].kind]
    if members[0][0].kind not in ("heading", "bold", "key") and len(members) < 0.6 * len(labelled):
        return None
    if all(score_label(member.label) for member, _ in members) and not listed(node) and not steps:
        counted = all(
            re.match(r"^(?:level|lvl|grade|band|tier)\b", bare(member.label), re.IGNORECASE) for member, _ in members
        )
        if hiring or not counted:
            return None
    return Candidate(node, members)


def listed(node: Node) -> bool:
    """Whether a node says that what follows are levels: its own name does, or it was marked so by a record's key."""
    return bool(LISTED.match(node.label)) or node.facts.get("children") == "levels"


def is_stepped(node: Node) -> bool:
    """Whether a record of one competency among others holds the numbers from 1 on, three or more: the steps of a ladder."""
    named = node.kind == "key" and node.parent is not None and ROWS.match(node.parent.label)
    return (
        bool(named)
        and len(node.children) > 2
        and [child.label for child in node.children] == [str(number) for number in range(1, len(node.children) + 1)]
    )


def is_numbered(told: Sequence[tuple[Node, LevelLabel | None]]) -> bool:
    """Whether Roman numerals number levels and not chapters: what stands under them has the same labels again."""
    numbered = [child for child, label in told if label and label.strength == 1 and label.code in ROMAN]
    named = [[part.label for part in rows_of(child) if not is_unnamed(part.label)] for child in numbered]
    return len(numbered) > 1 and recurring(named)


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
    """The candidates that do not stand inside a level of another of them."""
    homes = {id(member): candidate for candidate in cluster for member, _ in candidate.members}
    return [
        candidate
        for candidate in cluster
        if not any(homes.get(id(node), candidate) is not candidate for node in upwards(candidate.node))
    ]


def upwards(node: Node) -> Iterator[Node]:
    """The node and all above it."""
    current: Node | None = node
    while current is not None:
        yield current
        current = current.parent
