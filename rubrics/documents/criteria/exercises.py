"""Exercises and interview stages in an outline, with their minutes and what they evaluate."""

from __future__ import annotations

import re

from rubrics.documents.criteria import words
from rubrics.documents.criteria.dimensions import said
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.durations import is_time, minutes_in, without_minutes
from rubrics.documents.labels import bare
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Exercise

BESIDE = ("red", "strong", "weak", "must", "nice", "threshold", "recommendation", "scale")
"""What stands among exercises or below one and is none."""
LABELLED = pattern(r"(?:^|(?<=[.;])\s+)(?P<label>[^.:;]{1,60}):\s*(?=\S)")


def timed_children(node: Node) -> bool:
    """Whether some parts of a section state minutes: then it is a plan of interview stages."""
    stated = any(child.facts.keys() & {"minutes", "duration"} for child in node.children)
    return stated or sum(1 for child in node.children if minutes_in(child.label) or minutes_in(said(child)[:200])) >= 2


def exercises_of(node: Node) -> list[Exercise]:
    """The exercises of a section: its labelled parts, its bullets, or the section itself."""
    parts = [child for child in node.children if child.label and kind_of(child.label) not in BESIDE]
    own = [child for child in parts if not is_part(child)]
    if own and len(own) >= 0.5 * len(parts):
        return [
            exercise
            for child in own
            for exercise in (exercises_of(child) if is_section(child) else [exercise_of(child)])
        ]
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


def is_part(node: Node) -> bool:
    """Whether a label is that of a part of an exercise, or of something that stands beside exercises."""
    label = bare(node.label)
    return bool(words.EVALUATE.match(label) or words.EXERCISE_PART.match(label) or kind_of(label) in BESIDE)


def is_section(node: Node) -> bool:
    """Whether a heading among exercises gathers several of them rather than being one."""
    parts = [child for child in node.children if child.kind in ("heading", "bold")]
    own = [part for part in parts if not is_part(part)]
    return kind_of(node.label) in ("exercises", "stages") and len(own) > 1


def exercise_of(node: Node) -> Exercise:
    """One exercise: minutes from its name or its texts, what it evaluates apart from the task."""
    task: list[str] = []
    evaluate: list[str] = []
    minutes = minutes_in(node.label) or (
        minutes_in(node.facts["minutes"] + " minutes")
        if node.facts.get("minutes", "").strip().isdecimal()
        else minutes_in(node.facts.get("minutes", "") or node.facts.get("duration", ""))
    )
    for statement in node.texts:
        text, looked_for = parted(statement.text)
        evaluate.extend(looked_for)
        if text and not is_time(text):
            task.append(text)
        minutes = minutes or (minutes_in(text) if len(text) < 60 else None)
    for table in node.tables:
        # A table of criteria below a stage says what the stage is about.
        if words.NAME_HEAD.search(table.rows[0][0].text):
            evaluate.extend(words.dimension_name(row[0].text) for row in table.rows[1:] if row[0].text)
    for child in node.children:
        if kind_of(child.label) in BESIDE and not words.EVALUATE.match(bare(child.label)):
            continue
        texts = [statement.text for statement in child.statements()]
        if child.kind in ("item", "lead") and not child.full and not texts:
            texts = [child.label]
        if words.EVALUATE.match(bare(child.label)) or kind_of(child.label) == "look_for":
            parts = words.listed(texts[0]) if len(texts) == 1 else ()
            evaluate.extend(parts if len(parts) > 1 else texts)
        elif re.match(r"^(?:duration|time|timebox|length|timing)", child.label, re.IGNORECASE) and texts:
            minutes = minutes_in(texts[0]) or minutes_in(f"{texts[0]} minutes") or minutes
        elif child.kind in ("item", "lead") and not words.EXERCISE_PART.match(bare(child.label)):
            task.extend([child.full or child.label, *(statement.text for statement in child.below())])
        else:
            task.extend(texts)
    return Exercise(without_minutes(node.label), minutes, tuple(task), tuple(evaluate), node.place)


def parted(text: str) -> tuple[str, tuple[str, ...]]:
    """What a text says of the task, and what it lists after `Looking for:` or the like at its beginning or after a sentence."""
    at = next((match for match in LABELLED.finditer(text) if words.EVALUATE.match(bare(match["label"]))), None)
    return (text[: at.start()].strip(), words.listed(text[at.end() :])) if at else (text, ())
