"""Criteria in headings, bold lines, bullets and records: lists of signals, exercises, and dimensions with anchors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rubrics.documents.criteria import words
from rubrics.documents.criteria.tables import DraftDimension, Gathered, is_blank
from rubrics.documents.labels import PLACEHOLDER, bare, key, minutes_in, weight_in
from rubrics.documents.outline import Node, Statement
from rubrics.documents.reading import Anchor, Assessment, Exercise, Finding

LABELS = ("heading", "bold", "line", "lead", "key", "item")
SIGNALS = ("strong", "weak", "red", "look_for")
RECOMMENDATIONS = re.compile(
    r"^(?:strong(?:ly)? )?(?:lean(?:ing)? )?(?:yes|no|hire|no[- ]hire|do not hire|not hire)$|^(?:no decision|undecided|maybe)$",
    re.IGNORECASE,
)
QUOTA = re.compile(
    r"(?:\b\d{1,3}(?:\.\d)?\s*\+|[≥>]=?\s*\d|\bat least\s+(?:a\s+)?\d|\bminimum(?: of)?\s+\d|\b\d{1,3}\s*(?:/\s*\d{1,3}|points|out of))"
)
PASSES = re.compile(
    r"\b(pass(?:es|ing)?|threshold|to (?:be )?hired?|advance|proceed|move forward|bar|cut-?off)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Lists:
    """The lists of a document outside its dimensions."""

    assess: list[Assessment] = field(default_factory=list)
    strong: list[tuple[str, str]] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    recommendations: list[str] = field(default_factory=list)
    threshold: str | None = None


def gather_outline(root: Node, gathered: Gathered, lists: Lists, *, hiring: bool) -> None:
    """Adds what the outline holds to what the tables gave."""
    owners = dimensions_in(root, gathered, hiring=hiring)
    visit(root, owners, None, gathered, lists)
    for node in root.walk():
        find_threshold(node, lists)
        find_recommendations(node, lists)


# --- dimensions ------------------------------------------------------------------------------------------------------


def dimensions_in(root: Node, gathered: Gathered, *, hiring: bool) -> dict[int, DraftDimension]:
    """The nodes that are dimensions: they hold anchors, or they and a sibling hold signals of their own."""
    owners: dict[int, DraftDimension] = {}
    scored = [node for node in root.walk() if anchors_of(node, hiring=hiring)]
    for node in scored:
        anchors = anchors_of(node, hiring=hiring)
        home = owner_of(node)
        if home is None or is_scale(node, scored):
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
            describe(owners[id(node)], node, scored)
    return owners


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
    if worded and words.kind_of(node.label) in ("recommendation", "threshold"):
        return []
    return [(child, score[0], score[1]) for child, score in told]


def owner_of(node: Node) -> Node | None:
    """The dimension whose anchors a node holds: the node itself, or what stands above a general word such as “Scoring”."""
    current: Node | None = node
    while current is not None and current.parent is not None:
        label = bare(current.label)
        general = words.ANCHORS.match(label) or words.kind_of(label) in (
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


def is_scale(node: Node, scored: Sequence[Node]) -> bool:
    """Whether scores explain the scale as such: their heading says so, and they are the only ones or not under a dimension."""
    label = bare(node.label)
    if not (words.kind_of(label) in ("scale", "recommendation", "threshold") or words.ANCHORS.match(label)):
        return False
    siblings = [other for other in scored if other is not node and key(other.label) == key(node.label)]
    return not siblings


def scale_word(text: str) -> str | None:
    """A text so short that it is the score's word rather than its explanation."""
    return text if text and len(text.split()) <= 3 else None


def said(node: Node) -> str:
    return " ".join(statement.text for statement in node.statements())


def add_anchor(dimension: DraftDimension, child: Node, score: int, gathered: Gathered) -> None:
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
        if child.kind in ("heading", "bold", "key") and words.kind_of(child.label) is None and holds_signals(child)
    ]
    return holders if len(holders) > 1 else []


def holds_signals(node: Node) -> bool:
    """Whether a node has a list of signals of its own, right below it or below its one subtitle."""
    if any(words.kind_of(part.label) in SIGNALS for part in node.children):
        return True
    subtitles = [part for part in node.children if part.kind in ("heading", "bold", "key")]
    return (
        len(subtitles) == 1
        and words.kind_of(subtitles[0].label) is None
        and any(words.kind_of(part.label) in SIGNALS for part in subtitles[0].children)
    )


def describe(dimension: DraftDimension, node: Node, scored: Sequence[Node]) -> None:
    """Adds the description, weight and group that stand in a dimension's own heading and first paragraph."""
    if dimension.weight is None:
        stated = node.facts.get("weight")
        dimension.weight = weight_in(stated) if stated else (weight_in(node.label) if "%" in node.label else None)
        for child in node.children:
            if words.WEIGHT_HEAD.search(child.label) and child.texts:
                dimension.weight = weight_in(child.texts[0].text)
    dimension.must_have = (
        dimension.must_have
        or bool(re.search(r"\b(must[- ]have|required)\b", node.label, re.IGNORECASE))
        or node.facts.get("musthave", node.facts.get("required", "")).lower() in ("true", "yes")
    )
    if dimension.text is None:
        paragraphs = [statement.text for statement in first_texts(node) if not statement.bullet]
        dimension.text = " ".join(paragraphs) or None
    parent = node.parent
    if dimension.group is None and parent is not None and parent.parent is not None and parent not in scored:
        general = (
            words.kind_of(parent.label) or words.ANCHORS.match(parent.label) or words.NAME_HEAD.search(parent.label)
        )
        many = parent.parent is not None and sum(1 for other in parent.parent.children if other.kind == parent.kind) > 1
        if not general and many and parent.parent.parent is not None:
            dimension.group = bare(parent.label)


def first_texts(node: Node) -> list[Statement]:
    """The texts of a dimension before its lists, a subtitle in between included."""
    if node.texts:
        return node.texts
    for child in node.children:
        if child.kind == "heading" and words.kind_of(child.label) is None and child.texts:
            return child.texts
    return []


# --- lists -----------------------------------------------------------------------------------------------------------


def visit(
    node: Node, owners: dict[int, DraftDimension], owner: DraftDimension | None, gathered: Gathered, lists: Lists
) -> None:
    """Walks the outline once; a list is read whole where its heading stands, under the dimension it belongs to."""
    owner = owners.get(id(node), owner)
    for child in node.children:
        kind = (
            words.kind_of(child.label)
            if child.kind in ("heading", "bold", "line", "lead", "key") or child.children
            else None
        )
        own = owners.get(id(child))
        if kind in SIGNALS and own is None:
            take_signals(child, kind, owner, gathered, lists)
        elif kind == "questions" and owner is not None:
            owner.questions.extend(statement.text for statement in child.statements())
        elif kind == "assess" and own is None:
            lists.assess.extend(assessments_of(child))
        elif (kind == "exercises" and own is None and owner is None and child.kind in ("heading", "bold", "key")) or (
            kind == "stages" and own is None and child.kind in ("heading", "bold", "key") and timed_children(child)
        ):
            gathered.exercises.extend(exercises_of(child))
        else:
            visit(child, owners, owner, gathered, lists)


def take_signals(node: Node, kind: str, owner: DraftDimension | None, gathered: Gathered, lists: Lists) -> None:
    nested = [
        child
        for child in node.children
        if child.kind in ("heading", "bold", "key", "line") and words.kind_of(child.label) in SIGNALS
    ]
    if nested:
        for child in nested:
            take_signals(child, words.kind_of(child.label) or kind, owner, gathered, lists)
        return
    severity_heads = [
        child for child in node.children if words.severity_of(f"{child.label}: x")[1] and child.kind != "item"
    ]
    if kind == "red" and severity_heads and len(severity_heads) == len(node.children):
        for child in severity_heads:
            for statement in child.statements():
                gathered.red.append((statement.text, statement.place, words.severity_of(f"{child.label}: x")[1]))
        return
    bulleted = any(statement.bullet for statement in node.statements())
    stated = {
        id(child.texts[0]): child.facts["severity"].lower()
        for child in node.children
        if child.texts and "severity" in child.facts
    }
    for statement in node.statements():
        if is_blank(statement.text) or (bulleted and not statement.bullet and node.kind in ("heading", "bold")):
            continue
        if PLACEHOLDER.match(statement.text):
            gathered.findings.append(
                Finding("warning", statement.place, f"A placeholder was skipped: “{statement.text[:60]}”.")
            )
            continue
        entry = (statement.text, statement.place)
        if owner is not None:
            {"red": owner.red, "weak": owner.weak}.get(kind, owner.strong).append(entry)
        elif kind == "red":
            text, severity = words.severity_of(statement.text)
            gathered.red.append((text, statement.place, stated.get(id(statement)) or severity))
        else:
            (lists.weak if kind == "weak" else lists.strong).append(entry)


def assessments_of(node: Node) -> list[Assessment]:
    entries = [
        (line_number(statement.place), Assessment(statement.text, "", statement.place))
        for statement in node.texts
        if statement.bullet and not PLACEHOLDER.match(statement.text)
    ]
    for child in node.children:
        if words.kind_of(child.label) in SIGNALS:
            continue
        text = " ".join(
            statement.text
            for statement in (child.below() if child.full and child.kind != "heading" else child.statements())
        )
        own = child.texts[0].text if child.kind in ("item", "lead") and child.texts else ""
        entries.append(
            (
                line_number(child.place),
                Assessment(
                    words.dimension_name(child.label), " ".join(part for part in (own, text) if part), child.place
                ),
            )
        )
    return [assessment for _, assessment in sorted(entries, key=lambda entry: entry[0])]


def line_number(place: str) -> int:
    match = re.search(r"line (\d+)", place)
    return int(match[1]) if match else 0


# --- exercises -------------------------------------------------------------------------------------------------------


def timed_children(node: Node) -> bool:
    """Whether some parts of a section state minutes: then it is a plan of interview stages."""
    return sum(1 for child in node.children if minutes_in(child.label) or minutes_in(said(child)[:200])) >= 2


def exercises_of(node: Node) -> list[Exercise]:
    """The exercises of a section: its labelled parts, its bullets, or the section itself."""
    parts = [child for child in node.children if child.label]
    own = [
        child
        for child in parts
        if not (words.EVALUATE.match(bare(child.label)) or words.EXERCISE_PART.match(bare(child.label)))
    ]
    if own and len(own) >= 0.5 * len(parts):
        return [exercise_of(child) for child in own]
    bullets = [statement for statement in node.texts if statement.bullet]
    if (
        not parts
        and bullets
        and re.search(r"\b(exercises|studies|samples|tasks|simulations|assignments)\b", node.label, re.IGNORECASE)
    ):
        return [
            Exercise(without_minutes(statement.text), minutes_in(statement.text), (), (), statement.place)
            for statement in bullets
        ]
    if not parts and not node.texts:
        return []
    return [exercise_of(node)]


def exercise_of(node: Node) -> Exercise:
    """One exercise: minutes from its name or its texts, what it evaluates apart from the task."""
    task: list[str] = []
    evaluate: list[str] = []
    minutes = minutes_in(node.label) or (
        minutes_in(node.facts["minutes"] + " minutes")
        if node.facts.get("minutes", "").strip().isdigit()
        else minutes_in(node.facts.get("minutes", "") or node.facts.get("duration", ""))
    )
    for statement in node.texts:
        label, colon, rest = statement.text.partition(":")
        if colon and words.EVALUATE.match(bare(label)):
            evaluate.extend(words.listed(rest))
        else:
            task.append(statement.text)
            minutes = minutes or (minutes_in(statement.text) if len(statement.text) < 60 else None)
    for child in node.children:
        texts = [statement.text for statement in child.statements()]
        if child.kind in ("item", "lead") and not child.full and not texts:
            texts = [child.label]
        if words.EVALUATE.match(bare(child.label)) or words.kind_of(child.label) == "look_for":
            evaluate.extend(words.listed(texts[0]) if len(texts) == 1 else texts)
        elif re.match(r"^(?:duration|time|timebox|length|timing)", child.label, re.IGNORECASE) and texts:
            minutes = minutes_in(texts[0]) or minutes_in(f"{texts[0]} minutes") or minutes
        elif child.kind in ("item", "lead") and not words.EXERCISE_PART.match(bare(child.label)):
            task.extend([child.full or child.label, *(statement.text for statement in child.below())])
        else:
            task.extend(texts)
    return Exercise(without_minutes(node.label), minutes, tuple(task), tuple(evaluate), node.place)


def without_minutes(text: str) -> str:
    """An exercise's name without the time in brackets and without its number."""
    name = re.sub(
        r"\s*[(\[–—-]\s*(?:~|about |approx\.? |up to )?\d{1,3}(?:\.\d)?\s*(?:[-–—]\s*\d{1,3}(?:\.\d)?\s*)?(?:minutes?|mins?|hours?|hrs?|h|m)\b\.?\s*[)\]]?\s*:?\s*$",
        "",
        bare(text),
        flags=re.IGNORECASE,
    )
    return re.sub(r"^\d{1,2}\s*[.)]\s+", "", name).strip() or bare(text)


# --- threshold and recommendations -----------------------------------------------------------------------------------


def find_threshold(node: Node, lists: Lists) -> None:
    if lists.threshold:
        return
    labelled = words.kind_of(node.label) == "threshold"
    for statement in node.statements() if labelled else node.texts:
        if len(statement.text) < 220 and QUOTA.search(statement.text) and (labelled or PASSES.search(statement.text)):
            lists.threshold = statement.text
            return


def find_recommendations(node: Node, lists: Lists) -> None:
    if lists.recommendations:
        return
    names = [bare(child.label) for child in node.children if RECOMMENDATIONS.match(bare(child.label))]
    names = names or [bare(statement.text) for statement in node.texts if RECOMMENDATIONS.match(bare(statement.text))]
    if len(names) >= 2:
        lists.recommendations = names
