"""The rubric that an opening is pinned to, as far as the committee's pages read it: plain values, four queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from core.database import db
from rubrics.models import Anchor, Rubric, RubricDimension, RubricVersion, Statement


@dataclass(frozen=True, slots=True)
class PinnedStatement:
    """One sentence of an anchor and where it stands; empty words mean that nothing is said."""

    text: str
    document_id: int | None
    document_name: str
    locator: str
    level_code: str | None
    author_name: str


@dataclass(frozen=True, slots=True)
class PinnedAnchor:
    """What one score looks like; without statements it is unwritten."""

    score: int
    meaning: str
    level_code: str | None
    unwritten_reason: str
    statements: Sequence[PinnedStatement]


@dataclass(frozen=True, slots=True)
class PinnedDimension:
    """One thing that was scored, with its anchors from the lowest score up."""

    id: int
    key: str
    name: str
    weight: float
    must_have: bool
    bar: int
    anchors: Sequence[PinnedAnchor]


@dataclass(frozen=True, slots=True)
class PinnedRubric:
    """One version of a rubric; `levels` are the ladder's in order, {position, code, label}."""

    id: int
    rubric_id: int
    title: str
    number: int
    target_code: str
    target_label: str
    levels: Sequence[Mapping[str, Any]]
    scale_low: int
    scale_high: int
    dimensions: Sequence[PinnedDimension]


_VERSION: BindParameter[int] = bindparam("version_id")
_HEAD = (
    select(
        RubricVersion.id,
        RubricVersion.rubric_id,
        Rubric.title,
        RubricVersion.number,
        RubricVersion.target_code,
        RubricVersion.target_label,
        RubricVersion.levels,
        RubricVersion.scale_low,
        RubricVersion.scale_high,
    )
    .join(Rubric, Rubric.id == RubricVersion.rubric_id)
    .where(RubricVersion.id == _VERSION)
)
_DIMENSIONS = (
    select(
        RubricDimension.id,
        RubricDimension.key,
        RubricDimension.name,
        RubricDimension.weight,
        RubricDimension.must_have,
        RubricDimension.bar,
    )
    .where(RubricDimension.version_id == _VERSION)
    .order_by(RubricDimension.position)
)
_ANCHORS = (
    select(Anchor.dimension_id, Anchor.id, Anchor.score, Anchor.meaning, Anchor.level_code, Anchor.unwritten_reason)
    .join(RubricDimension, RubricDimension.id == Anchor.dimension_id)
    .where(RubricDimension.version_id == _VERSION)
    .order_by(Anchor.dimension_id, Anchor.score)
)
_STATEMENTS = (
    select(
        Statement.anchor_id,
        Statement.text,
        Statement.document_id,
        Statement.document_name,
        Statement.locator,
        Statement.level_code,
        Statement.author_name,
    )
    .where(Statement.version_id == _VERSION, Statement.anchor_id.is_not(None))
    .order_by(Statement.anchor_id, Statement.position)
)
"""Built once: to build them anew takes longer than to ask them."""


def pinned_rubric(version_id: int) -> PinnedRubric:
    """The version with its dimensions, anchors and statements."""
    head, *_ = _rows(_HEAD, version_id)
    said: dict[int, list[PinnedStatement]] = {}
    for anchor_id, *words in _rows(_STATEMENTS, version_id):
        said.setdefault(anchor_id, []).append(PinnedStatement(*words))
    anchors: dict[int, list[PinnedAnchor]] = {}
    for row in _rows(_ANCHORS, version_id):
        anchor = PinnedAnchor(row.score, row.meaning, row.level_code, row.unwritten_reason, said.get(row.id, ()))
        anchors.setdefault(row.dimension_id, []).append(anchor)
    return PinnedRubric(
        id=head.id,
        rubric_id=head.rubric_id,
        title=head.title,
        number=head.number,
        target_code=head.target_code,
        target_label=head.target_label,
        levels=head.levels,
        scale_low=head.scale_low,
        scale_high=head.scale_high,
        dimensions=[
            PinnedDimension(row.id, row.key, row.name, row.weight, row.must_have, row.bar, anchors.get(row.id, ()))
            for row in _rows(_DIMENSIONS, version_id)
        ],
    )


def _rows(query: Select[*tuple[Any, ...]], version_id: int) -> Sequence[Any]:
    return db.session.execute(query, {"version_id": version_id}).all()
