"""Lists outside the dimensions: what to assess, signals, red flags, the threshold and the recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rubrics.documents.blanks import PLACEHOLDER
from rubrics.documents.criteria import words
from rubrics.documents.criteria.dimensions import SIGNALS, dimensions_in
from rubrics.documents.criteria.exercises import exercise_of, exercises_of, timed_children
from rubrics.documents.criteria.gathered import DraftDimension, Gathered, is_blank
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.durations import minutes_in
from rubrics.documents.labels import bare
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Assessment, Finding

RECOMMENDATIONS = pattern(
    r"^(?:strong(?:ly)? )?(?:lean(?:ing)? )?(?:yes|no|hire|no[- ]hire|do not hire|not hire)$|^(?:no decision|undecided|maybe)$",
    re.IGNORECASE,
)
NAMED = pattern(
    r"^(?:(?:our|the|core|key|interview) )?(?:competenc(?:y|ies)|criteria|dimensions|attributes|qualities|skills|areas|values|traits)$",
    re.IGNORECASE,
)
"""Heads a bare list of what interviews are about, in a document that says no more of it."""
QUOTA = pattern(
    r"(?:\b\d{1,3}(?:\.\d+)?\s*\+|[≥>]=?\s*\d|\bat least\s+(?:a\s+)?\d|\bminimum(?: of)?\s+\d|\b\d{1,3}\s*(?:/\s*\d{1,3}|points|out of)|"
    r"\b\d{1,3}(?:\.\d+)?\s+(?:or|and)\s+(?:more|higher|above|better|over|up)\b|\b(?:average|mean|total|sum)\s+(?:score\s+)?(?:of|is|above|over)\s+\d)",
    re.IGNORECASE,
)
MOST_STEPS = 11
PASSES = pattern(
    r"\b(pass(?:es|ing)?|threshold|to (?:be )?hired?|hire (?:at|if|when|only|from|with)|hired (?:at|if|when|from)|no score (?:below|under)|reject|advance|proceed|move forward|bar|cut-?off)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False, repr=False)
class Lists:
    """The lists of a document outside its dimensions."""

    assess: list[Assessment] = field(default_factory=list)
    strong: list[tuple[str, str]] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    must: list[tuple[str, str]] = field(default_factory=list)
    nice: list[tuple[str, str]] = field(default_factory=list)
    recommendations: list[str] = field(default_factory=list)
    threshold: str | None = None


def gather_outline(root: Node, gathered: Gathered, lists: Lists, *, hiring: bool) -> None:
    """Adds what the outline holds to what the tables gave."""
    owners = dimensions_in(root, gathered, hiring=hiring)
    visit(root, owners, None, gathered, lists)
    if hiring and not (gathered.dimensions or lists.assess):
        named = (
            node for node in root.walk() if NAMED.match(bare(node.label)) and node.kind in ("heading", "bold", "key")
        )
        lists.assess.extend(entry for node in named for entry in assessments_of(node))
    for node in root.walk():
        find_threshold(node, lists)
        find_recommendations(node, lists)


def visit(
    node: Node, owners: dict[int, DraftDimension], owner: DraftDimension | None, gathered: Gathered, lists: Lists
) -> None:
    """Walks the outline once; a list is read whole where its heading stands, under the dimension it belongs to."""
    owner = owners.get(id(node), owner)
    children = node.children
    # What the only heading at the top announces is said by the headings below it: it is the document's title.
    titled = node.kind == "root" and sum(1 for child in children if child.kind == "heading") == 1
    for child in children:
        headed = child.kind in ("heading", "bold", "key")
        kind = kind_of(child.label) if headed or child.kind in ("line", "lead") or child.children else None
        if kind in ("strong", "weak") and is_step(child, children):
            kind = None
        if titled and headed and any(kind_of(part.label) not in (None, kind) for part in child.children):
            kind = None
        if id(child) in owners:
            visit(child, owners, owner, gathered, lists)
        elif kind in SIGNALS:
            take_signals(child, kind, owner, gathered, lists)
        elif kind in ("must", "nice") and owner is None and not any(id(inner) in owners for inner in child.walk()):
            take_requirements(child, lists.must if kind == "must" else lists.nice, gathered)
        elif kind == "questions" and owner is not None:
            owner.questions.extend(statement.text for statement in child.statements())
        elif kind == "assess":
            lists.assess.extend(assessments_of(child))
        elif headed and ((kind == "exercises" and owner is None) or (kind == "stages" and timed_children(child))):
            gathered.exercises.extend(exercises_of(child))
            take_beside(child, gathered, lists)
        elif (child.kind == "key" and child.facts.keys() & {"minutes", "duration"}) or (
            headed and kind_of(node.label) in ("exercises", "stages") and minutes_in(child.label)
        ):
            gathered.exercises.append(exercise_of(child))
            take_beside(child, gathered, lists)
        else:
            visit(child, owners, owner, gathered, lists)


def is_step(node: Node, siblings: Sequence[Node]) -> bool:
    """Whether a single word (`Strong`) is a step of a scale that its siblings form with it, and no list of signals."""
    labels = [other.label for other in siblings if other.kind == node.kind]
    if len(node.label.split()) > 1 or not 3 <= len(labels) <= MOST_STEPS:
        return False
    if any(kind_of(label) not in (None, "strong", "weak") for label in labels):
        return False
    return sum(1 for score in words.scores_of(labels) if score) >= 3


def take_beside(node: Node, gathered: Gathered, lists: Lists) -> None:
    """Takes the signals, red flags and requirements that stand among exercises or below one."""
    for child in node.children:
        kind = kind_of(child.label)
        if words.EVALUATE.match(bare(child.label)):
            continue
        if kind in ("strong", "weak", "red"):
            take_signals(child, kind, None, gathered, lists)
        elif kind in ("must", "nice"):
            take_requirements(child, lists.must if kind == "must" else lists.nice, gathered)
        elif kind is None or kind == "exercises":
            take_beside(child, gathered, lists)


def take_signals(node: Node, kind: str, owner: DraftDimension | None, gathered: Gathered, lists: Lists) -> None:
    """Adds the signals or red flags of a list to their dimension, or to the document; lists nested by kind or by severity are read each on its own."""
    nested = [
        child
        for child in node.children
        if child.kind in ("heading", "bold", "key", "line") and kind_of(child.label) in SIGNALS
    ]
    if nested:
        for child in nested:
            take_signals(child, kind_of(child.label) or kind, owner, gathered, lists)
        return
    if kind == "red" and by_severity(node, owner or gathered):
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
        if kind == "red":
            text, severity = words.severity_of(statement.text)
            (owner or gathered).red.append((text, statement.place, stated.get(id(statement)) or severity))
        else:
            home = owner or lists
            (home.weak if kind == "weak" else home.strong).append((statement.text, statement.place))


def by_severity(node: Node, home: DraftDimension | Gathered) -> bool:
    """Adds red flags that stand below headings of severity; `False` when the headings are none."""
    heads = [(child, words.severity_of(f"{child.label}: x")[1]) for child in node.children if child.kind != "item"]
    if not heads or len(heads) < len(node.children) or not all(severity for _, severity in heads):
        return False
    for child, severity in heads:
        home.red.extend((statement.text, statement.place, severity) for statement in child.statements())
    return True


def take_requirements(node: Node, found: list[tuple[str, str]], gathered: Gathered) -> None:
    """Adds the entries of a list of requirements as (text, place); a placeholder is said instead."""
    for statement in node.statements():
        if PLACEHOLDER.match(statement.text):
            message = f"A placeholder was skipped: “{statement.text[:60]}”."
            gathered.findings.append(Finding("warning", statement.place, message))
        elif not is_blank(statement.text):
            found.append((statement.text, statement.place))


def assessments_of(node: Node) -> list[Assessment]:
    """What a section says is to be found out: its bullets and labelled parts in source order, without lists of signals."""
    entries = [
        (line_number(statement.place), Assessment(statement.text, "", statement.place))
        for statement in node.texts
        if statement.bullet and not PLACEHOLDER.match(statement.text)
    ]
    for child in node.children:
        if kind_of(child.label) in SIGNALS:
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
    """The line a place names, 0 where it names none."""
    match = re.search(r"line (\d+)", place)
    return int(match[1]) if match else 0


def find_threshold(node: Node, lists: Lists) -> None:
    """Keeps the first short text that states when a candidate passes: one with a figure, labelled as a threshold or speaking of passing."""
    if lists.threshold:
        return
    labelled = kind_of(node.label) == "threshold"
    for statement in node.statements() if labelled else node.texts:
        if len(statement.text) < 220 and QUOTA.search(statement.text) and (labelled or PASSES.search(statement.text)):
            lists.threshold = statement.text
            return


def find_recommendations(node: Node, lists: Lists) -> None:
    """Keeps the first list of two or more recommendations (`Strong yes` … `No`) as the source words them."""
    if lists.recommendations:
        return
    names = [bare(child.label) for child in node.children if RECOMMENDATIONS.match(bare(child.label))]
    names = names or [bare(statement.text) for statement in node.texts if RECOMMENDATIONS.match(bare(statement.text))]
    if len(names) >= 2:
        lists.recommendations = names
