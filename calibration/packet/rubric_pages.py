"""The rubric as the packet prints it, with the source of every statement."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.evidence import Sourced, dimension_facts, sourced
from calibration.packet.labels import date_text
from calibration.packet.record import Anchor, Rubric


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One score of one dimension of the rubric."""

    score: str
    label: str
    level: str
    is_bar: bool
    statements: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True)
class RubricDimension:
    """One dimension of the rubric with its anchors, the highest score first."""

    name: str
    group: str
    facts: str
    description: str
    anchors: tuple[AnchorRow, ...]


def rubric_note(rubric: Rubric) -> str:
    """For which level the rubric was written, when it was published, and its own hash."""
    level = rubric.target_level
    published = f", published {date_text(rubric.published_at)}" if rubric.published_at else ""
    return (
        f"Written for {level.code}{f' {level.name}' if level.name else ''}{published}. "
        f"Content hash {rubric.content_sha256}."
    )


def rubric_dimensions(rubric: Rubric) -> tuple[RubricDimension, ...]:
    """Every dimension of a rubric with its anchors as printed."""
    labels = {step.score: step.label for step in rubric.scale.steps}
    return tuple(
        RubricDimension(
            name=dimension.name,
            group=dimension.group or "",
            facts=dimension_facts(dimension),
            description=dimension.description or "",
            anchors=tuple(
                _anchor_row(anchor, dimension.bar, labels)
                for anchor in sorted(dimension.anchors, key=lambda anchor: -anchor.score)
            ),
        )
        for dimension in rubric.dimensions
    )


def _anchor_row(anchor: Anchor, bar: float, labels: dict[int, str]) -> AnchorRow:
    return AnchorRow(
        score=str(anchor.score),
        label=labels.get(anchor.score, ""),
        level=anchor.level or "",
        is_bar=anchor.score == bar,
        statements=tuple(sourced(statement) for statement in anchor.statements),
    )
