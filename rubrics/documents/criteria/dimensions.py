"""Dimensions in headings, bold lines and records: nodes with anchors, or siblings with signals of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from rubrics.documents.blanks import PLACEHOLDER
from rubrics.documents.criteria import words
from rubrics.documents.criteria.gathered import DraftDimension, Gathered, is_blank
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.durations import minutes_in
from rubrics.documents.labels import bare, key
from rubrics.documents.outline import Node, Statement
from rubrics.documents.quantities import weight_in
from rubrics.documents.reading import Anchor, Finding
from rubrics.documents.scores import score_label

LABELS = ("heading", "bold", "line", "lead", "key", "item")
SIGNALS = ("strong", "weak", "red", "look_for")


def dimensions_in(root: Node, gathered: Gathered, *, hiring: bool) -> dict[int, DraftDimension]:
    """The nodes that are dimensions: they hold anchors, or they and a sibling hold signals of their own."""
    owners: dict[int, DraftDimension] = {}
    anchored = {id(node): anchors for node in root.walk() if (anchors := anchors_of(node, hiring=hiring))}
    if hiring:
        anchored |= lone_anchors(root, anchored)
    scored = [node for node in root.walk() if id(node) in anchored]
    names = Counter(key(node.label) for node in scored)
    # Nodes are told apart by identity, and each is asked about its parent below.
    holders = {id(node) for node in scored}
    for node in scored:
        anchors = anchored[id(node)]
        if by_score(anchors, owners, gathered):
            continue
        home = owner_of(node)
        if home is None or is_scale(node, names):
            for child, score, label in anchors:
                text = said(child)
                gathered.scale.meet(score, label or scale_word(text), child.place)
                if text:
                    gathered.scale.texts.setdefault(score, text)
            continue
        dimension = owners.get(id(home)) or gathered.dimension(home.label, home.place)
        owners[id(home)] = dimension
        for child, score, label in anchors:
            gathered.scale.meet(score, label, child.place)
            add_anchor(dimension, child, score, gathered)
    for node in root.walk():
        for child in signal_owners(node):
            if id(child) not in owners:
                owners[id(child)] = gathered.dimension(child.label, child.place)
    for node in root.walk():
        if id(node) in owners:
            describe(owners[id(node)], node, holders)
    return owners


def by_score(
    anchors: Sequence[tuple[Node, int, str | None]], owners: dict[int, DraftDimension], gathered: Gathered
) -> bool:
    """Adds dimensions that stand below each score (`## 1 – Poor`, `- Care: none`); `False` when the scores hold none again and again."""
    inner = [(part, score) for child, score, _ in anchors for part in child.children if part.kind in LABELS]
    names = Counter(key(part.label) for part, _ in inner if not kind_of(part.label) and not score_label(part.label))
    recurring = {name for name, count in names.items() if name and count >= 2 and 2 * count >= len(anchors)}
    if len(recurring) < 2 or len(recurring) < 0.5 * len(names):
        return False
    for child, score, label in anchors:
        gathered.scale.meet(score, label, child.place)
    for part, score in inner:
        if key(part.label) in recurring:
            owners[id(part)] = gathered.dimension(part.label, part.place)
            add_anchor(owners[id(part)], part, score, gathered)
    return True


def anchors_of(node: Node, *, hiring: bool) -> list[tuple[Node, int, str | None]]:
    """The children of a node that are scores of one scale: (child, score, word); empty when they are not."""
    children = [child for child in node.children if child.kind in LABELS]
    if len(children) < 2:
        return []
    scores = words.scores_of([child.label for child in children])
    told = [(child, score) for child, score in zip(children, scores, strict=True) if score is not None]
    # Numbered headings ("1. Overview") carry a word; anchors of one list are alike.
    if len(told) < 2 or len({score[0] for _, score in told}) < len(told):
        return []
    numbered = [
        child
        for child, score in told
        if child.kind == "heading" and score[1] and re.match(r"^\d{1,2}[.)]\s", child.full or child.label)
    ]
    if len(numbered) > 1:
        return []
    if len(told) < 0.5 * len(children) and not words.ANCHORS.match(node.label):
        return []
    if not hiring and all(
        re.match(r"^(?:level|lvl|grade|band|tier)\b", child.label, re.IGNORECASE) for child, _ in told
    ):
        return []
    worded = not any(re.search(r"\d", child.label) for child, _ in told)
    if worded and kind_of(node.label) in (*SIGNALS, "must", "nice", "recommendation", "threshold"):
        return []
    if all(kind_of(child.label) in SIGNALS and not re.search(r"\d", child.label) for child, _ in told):
        return []
    return [(child, score[0], score[1]) for child, score in told]


def lone_anchors(root: Node, anchored: Mapping[int, object]) -> dict[int, list[tuple[Node, int, str | None]]]:
    """Nodes with one anchor, often only that of the highest score, whose siblings hold anchors too: by identity."""
    found: dict[int, list[tuple[Node, int, str | None]]] = {}
    for node in root.walk():
        alone: dict[int, list[tuple[Node, int, str | None]]] = {}
        others = 0
        for child in node.children:
            holders = [child, *(part for part in child.children if words.ANCHORS.match(bare(part.label)))]
            others += any(id(holder) in anchored for holder in holders)
            for holder in holders:
                scores = [(part, score_label(part.label)) for part in holder.children if part.kind in LABELS]
                told = [(part, score) for part, score in scores if score and score.score is not None]
                if len(told) == 1 and (len(scores) == 1 or holder is not child) and id(holder) not in anchored:
                    part, score = told[0]
                    alone[id(holder)] = [(part, score.score or 0, score.label)]
        if len(alone) + others > 1:
            found |= alone
    return found


def owner_of(node: Node) -> Node | None:
    """The dimension whose anchors a node holds: the node itself, or what stands above a general word such as “Scoring”."""
    current: Node | None = node
    while current is not None and current.parent is not None:
        label = bare(current.label)
        general = words.ANCHORS.match(label) or kind_of(label) in (
            "scale",
            "look_for",
            "questions",
            "recommendation",
            "threshold",
        )
        if not general:
            return current
        current = current.parent
    return None


def is_scale(node: Node, names: Counter[str]) -> bool:
    """Whether scores explain the scale as such: their heading says so, and they are the only ones or not under a dimension."""
    label = bare(node.label)
    if not (kind_of(label) in ("scale", "recommendation", "threshold") or words.ANCHORS.match(label)):
        return False
    return names[key(node.label)] < 2


def scale_word(text: str) -> str | None:
    """A text so short that it is the score's word rather than its explanation."""
    return text if text and len(text.split()) <= 3 else None


def said(node: Node) -> str:
    """The texts below a node in a row."""
    return " ".join(statement.text for statement in node.statements())


def add_anchor(dimension: DraftDimension, child: Node, score: int, gathered: Gathered) -> None:
    """Keeps the texts below a score as its anchor unless it has one; empty texts are none, and placeholders are said."""
    items = [statement for statement in child.statements() if not is_blank(statement.text)]
    kept = [statement for statement in items if not PLACEHOLDER.match(statement.text)]
    if len(kept) < len(items):
        gathered.findings.append(Finding("warning", child.place, f"A placeholder was skipped: “{items[0].text[:60]}”."))
    if kept:
        texts = tuple(statement.text for statement in kept)
        dimension.anchors.setdefault(score, Anchor(score, " ".join(texts), texts, child.place))


def signal_owners(node: Node) -> list[Node]:
    """Children that each hold signals or questions of their own: at least two siblings do, so they are dimensions."""
    holders = [
        child
        for child in node.children
        if child.kind in ("heading", "bold", "key")
        and kind_of(child.label) is None
        and holds_signals(child)
        and not is_exercise(child)
    ]
    return holders if len(holders) > 1 else []


def is_exercise(node: Node) -> bool:
    """Whether a node with something to look for is an exercise: it states minutes, or stands among exercises or stages."""
    timed = minutes_in(node.label) is not None or bool(node.facts.keys() & {"minutes", "duration"})
    return timed or any(kind_of(label) in ("exercises", "stages") for label in node.path()[-1:])


def holds_signals(node: Node) -> bool:
    """Whether a node has a list of signals of its own, right below it or below its one subtitle."""
    if any(kind_of(part.label) in SIGNALS for part in node.children):
        return True
    subtitles = [part for part in node.children if part.kind in ("heading", "bold", "key")]
    return (
        len(subtitles) == 1
        and kind_of(subtitles[0].label) is None
        and any(kind_of(part.label) in SIGNALS for part in subtitles[0].children)
    )


def describe(dimension: DraftDimension, node: Node, holders: AbstractSet[int]) -> None:
    """Adds the description, weight and group that stand in a dimension's own heading and first paragraph."""
    if dimension.weight is None:
        stated = node.facts.get("weight")
        dimension.weight = weight_in(stated) if stated else None
        for child in node.children:
            if words.WEIGHT_HEAD.search(child.label) and child.texts:
                dimension.weight = weight_in(child.texts[0].text)
    dimension.must_have = (
        dimension.must_have
        or any(kind_of(label) == "must" for label in node.path())
        or node.facts.get("musthave", node.facts.get("required", "")).lower() in ("true", "yes")
    )
    if dimension.text is None:
        own = node.kind == "item" and bool(node.full)
        paragraphs = [
            statement.text
            for number, statement in enumerate(first_texts(node))
            if not statement.bullet or (own and number == 0)
        ]
        dimension.text = " ".join(paragraphs) or None
    parent = node.parent
    if dimension.group is None and parent is not None and parent.parent is not None and id(parent) not in holders:
        general = kind_of(parent.label) or words.ANCHORS.match(parent.label) or words.NAME_HEAD.search(parent.label)
        many = parent.parent is not None and sum(1 for other in parent.parent.children if other.kind == parent.kind) > 1
        if not general and many and parent.parent.parent is not None:
            dimension.group = bare(parent.label)


def first_texts(node: Node) -> list[Statement]:
    """The texts of a dimension before its lists, a subtitle in between included."""
    if node.texts:
        return node.texts
    for child in node.children:
        if child.kind == "heading" and kind_of(child.label) is None and child.texts:
            return child.texts
    return []
