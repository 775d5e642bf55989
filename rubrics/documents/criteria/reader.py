"""Tables and outline of a document put together as its hiring criteria."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.blanks import PLACEHOLDER
from rubrics.documents.criteria.gathered import DraftDimension, Gathered
from rubrics.documents.criteria.lists import Lists, gather_outline
from rubrics.documents.criteria.scale import scale_of
from rubrics.documents.criteria.tables import gather_tables
from rubrics.documents.outline import Node
from rubrics.documents.placed import Placed
from rubrics.documents.reading import CriteriaReading, DimensionReading, Finding, Signal


def criteria_of(
    root: Node, tables: Sequence[Placed], title: str | None, findings: list[Finding], *, hiring: bool
) -> CriteriaReading:
    """The criteria a document holds; empty when it holds none. Dimensions stand in the order their names first appear."""
    gathered, lists = Gathered(), Lists()
    gather_tables(tables, gathered, title)
    gather_outline(root, gathered, lists, hiring=hiring)
    findings.extend(gathered.findings)
    dimensions = [dimension for dimension in gathered.dimensions if is_named(dimension, findings)]
    strong = [Signal(text, None, None, place) for text, place in (*gathered.strong, *lists.strong)]
    weak = [Signal(text, None, None, place) for text, place in (*gathered.weak, *lists.weak)]
    red = [Signal(text, severity, None, place) for text, place, severity in gathered.red]
    for position, dimension in enumerate(dimensions, start=1):
        strong.extend(Signal(text, None, position, place) for text, place in dimension.strong)
        weak.extend(Signal(text, None, position, place) for text, place in dimension.weak)
        red.extend(Signal(text, severity, position, place) for text, place, severity in dimension.red)
    scale = scale_of(gathered, root, tables, findings, wanted=bool(dimensions))
    return CriteriaReading(
        assess=tuple(lists.assess),
        exercises=tuple(gathered.exercises),
        strong_signals=tuple(strong),
        weak_signals=tuple(weak),
        red_flags=tuple(red),
        dimensions=tuple(finished(position, dimension) for position, dimension in enumerate(dimensions, start=1)),
        scale=scale,
        threshold=lists.threshold,
        recommendations=tuple(lists.recommendations),
        must_haves=tuple(Signal(text, None, None, place) for text, place in (*gathered.must, *lists.must)),
        nice_to_haves=tuple(Signal(text, None, None, place) for text, place in (*gathered.nice, *lists.nice)),
    )


def is_named(dimension: DraftDimension, findings: list[Finding]) -> bool:
    """Whether a dimension has a name; one that waits for somebody to write it (`[Your dimension]`) is said and left out."""
    if dimension.name and PLACEHOLDER.match(dimension.name):
        findings.append(Finding("warning", dimension.place, f"A placeholder was skipped: “{dimension.name[:60]}”."))
        return False
    return bool(dimension.name)


def finished(position: int, dimension: DraftDimension) -> DimensionReading:
    """A dimension as it is handed on, its anchors by score."""
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
