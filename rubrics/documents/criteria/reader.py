"""Tables and outline of a document put together as its hiring criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.criteria.gathered import DraftDimension, Gathered
from rubrics.documents.criteria.lists import Lists, gather_outline
from rubrics.documents.criteria.tables import gather_tables
from rubrics.documents.outline import Node
from rubrics.documents.placed import Placed
from rubrics.documents.reading import CriteriaReading, DimensionReading, Finding, ScaleReading, Signal

WORDED = re.compile(r"\b(\d)\s*=\s*([A-Za-z][A-Za-z ’'/-]{1,40}?)(?=\s*(?:[,;|·.)]|$|\d\s*=))")
RANGE = re.compile(
    r"\b(?:scale|scor\w+|rat\w+|rubric)\b[^.\n]{0,60}?\b([0-2])\s*(?:[-–—]|to|through)\s*(10|[3-9])\b|\b([0-2])\s*(?:[-–—]|to)\s*(10|[3-9])\b[^.\n]{0,25}\b(?:scale|scor\w+|rat\w+)",
    re.IGNORECASE,
)


def criteria_of(
    root: Node, tables: Sequence[Placed], title: str | None, findings: list[Finding], *, hiring: bool
) -> CriteriaReading:
    """The criteria a document holds; empty when it holds none. Dimensions stand in the order their names first appear."""
    gathered, lists = Gathered(), Lists()
    gather_tables(tables, gathered, title)
    gather_outline(root, gathered, lists, hiring=hiring)
    findings.extend(gathered.findings)
    dimensions = [dimension for dimension in gathered.dimensions if dimension.name]
    strong = [Signal(text, None, None, place) for text, place in lists.strong]
    weak = [Signal(text, None, None, place) for text, place in lists.weak]
    red = [Signal(text, severity, None, place) for text, place, severity in gathered.red]
    for position, dimension in enumerate(dimensions, start=1):
        strong.extend(Signal(text, None, position, place) for text, place in dimension.strong)
        weak.extend(Signal(text, None, position, place) for text, place in dimension.weak)
        red.extend(Signal(text, None, position, place) for text, place in dimension.red)
    return CriteriaReading(
        assess=tuple(lists.assess),
        exercises=tuple(gathered.exercises),
        strong_signals=tuple(strong),
        weak_signals=tuple(weak),
        red_flags=tuple(red),
        dimensions=tuple(finished(position, dimension) for position, dimension in enumerate(dimensions, start=1)),
        scale=scale_of(gathered, root, bool(dimensions)),
        threshold=lists.threshold,
        recommendations=tuple(lists.recommendations),
        must_haves=tuple(Signal(text, None, None, place) for text, place in lists.must),
        nice_to_haves=tuple(Signal(text, None, None, place) for text, place in lists.nice),
    )


def finished(position: int, dimension: DraftDimension) -> DimensionReading:
    return DimensionReading(
        position,
        dimension.name,
        dimension.group,
        dimension.weight,
        tuple(dimension.anchors[score] for score in sorted(dimension.anchors)),
        dimension.text,
        dimension.must_have,
        tuple(dimension.questions),
        dimension.place,
    )


def worded_scores(gathered: Gathered, root: Node) -> None:
    """Takes the words of a scale written in one line (`1 = Poor, 2 = Fair`)."""
    for node in root.walk():
        for statement in node.texts:
            pairs = WORDED.findall(statement.text) if len(statement.text) < 400 and "=" in statement.text else []
            if len(pairs) > 1 and len({score for score, _ in pairs}) == len(pairs):
                for score, word in pairs:
                    gathered.scale.meet(int(score), word.strip(" .;,"), statement.place)
                return


def scale_of(gathered: Gathered, root: Node, wanted: bool) -> ScaleReading | None:
    """The scale in use: the range a sentence states, widened by every score that is used; `None` when nothing tells."""
    worded_scores(gathered, root)
    scores = set(gathered.scale.scores)
    scores.update(score for dimension in gathered.dimensions for score in dimension.anchors)
    place = gathered.scale.place
    if wanted or scores:
        for node in root.walk():
            for statement in node.texts:
                match = RANGE.search(statement.text) if len(statement.text) < 400 else None
                if match:
                    scores.update((int(match[1] or match[3]), int(match[2] or match[4])))
                    place = place or statement.place
                    break
            else:
                continue
            break
    if len(scores) < 2:
        return None
    return ScaleReading(min(scores), max(scores), dict(gathered.scale.labels), dict(gathered.scale.texts), place)
