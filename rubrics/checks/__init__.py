"""Deterministic, explained checks of a rubric: the same content always has the same findings."""

from __future__ import annotations

from rubrics.checks import anchors, wording
from rubrics.checks.beside import beside_findings
from rubrics.checks.finding import Finding, Place, Severity
from rubrics.content import RubricContent, RubricDimension

__all__ = ["Finding", "Place", "Severity", "dimension_findings", "findings", "question_findings", "statement_findings"]


def findings(content: RubricContent) -> tuple[Finding, ...]:
    """All findings of a rubric: about the whole, by dimension as in `dimension_findings`, and of what stands beside them."""
    found = list(anchors.size_findings(content))
    for dimension in content.dimensions:
        found += dimension_findings(dimension)
    return (*found, *beside_findings(content))


def dimension_findings(dimension: RubricDimension) -> tuple[Finding, ...]:
    """The findings of one dimension: its anchors against each other, then statement by statement."""
    found = [
        *anchors.unwritten_findings(dimension),
        *anchors.neighbour_findings(dimension),
        *anchors.repeated_findings(dimension),
        *anchors.echo_findings(dimension),
        *anchors.unsourced_findings(dimension),
        *anchors.length_findings(dimension),
    ]
    for anchor in dimension.anchors:
        for number, statement in enumerate(anchor.statements, start=1):
            place = Place(dimension.key, dimension.name, anchor.score, number)
            found += wording.statement_findings(statement.text, place)
    return tuple(found)


def statement_findings(text: str) -> tuple[Finding, ...]:
    """What the checks say about one statement while it is being written, before it has a place."""
    return tuple(wording.statement_findings(text, Place()))


def question_findings(text: str) -> tuple[Finding, ...]:
    """What the checks say about an interview question, a task or what an exercise evaluates."""
    return tuple(wording.question_findings(text, Place()))
