"""How many applications of each opening stand at each stage, as far as they exist for the viewer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, TeamMember
from scorecards.queries.sight import (
    QUERIES_KEPT,
    Viewer,
    application_is_known,
    is_excluded,
    whole_openings,
)


def stage_counts(requisition_ids: Sequence[int], *, viewer: Viewer) -> dict[int, dict[Stage, int]]:
    """The viewer's applications of each opening by stage, stages in their order; four queries at most.

    Of an opening that the viewer knows as a whole everything is counted and what is kept from them taken off again: that is a
    walk along an index, where asking of each of thousands whether it exists for them takes ten times as long.
    """
    whole = _whole(requisition_ids, viewer)
    others = [number for number in requisition_ids if number not in whole]
    found: dict[int, dict[Stage, int]] = {number: {} for number in requisition_ids}
    for opening, stage, count in _rows(_OF_OPENINGS, whole) if whole else ():
        found[opening][stage] = count
    for opening, stage, count in db.session.execute(_counted_where(is_excluded(viewer))) if whole else ():
        if opening in whole:
            found[opening][stage] = found[opening].get(stage, 0) - count
    for opening, stage, count in _rows(_known(application_is_known(viewer)), others) if others else ():
        found[opening][stage] = count
    return {
        opening: {stage: counts[stage] for stage in Stage if counts.get(stage, 0) > 0}
        for opening, counts in found.items()
    }


def _whole(requisition_ids: Sequence[int], viewer: Viewer) -> set[int]:
    openings = whole_openings(viewer)
    if openings is None:
        return set(requisition_ids)
    return set(db.session.scalars(openings.where(TeamMember.requisition_id.in_(requisition_ids))))


def _rows(query: Select[int, Stage, int], requisition_ids: Collection[int]) -> Sequence[Any]:
    return db.session.execute(query, {"openings": list(requisition_ids)}).all()


_THESE = Application.requisition_id.in_(bindparam("openings", expanding=True))
_COUNTED = select(Application.requisition_id, Application.stage, func.count()).group_by(
    Application.requisition_id, Application.stage
)
_OF_OPENINGS = _COUNTED.where(_THESE)


@lru_cache(maxsize=QUERIES_KEPT)
def _counted_where(condition: ColumnElement[bool]) -> Select[int, Stage, int]:
    return _COUNTED.where(condition)


@lru_cache(maxsize=QUERIES_KEPT)
def _known(condition: ColumnElement[bool]) -> Select[int, Stage, int]:
    return _OF_OPENINGS.where(condition)
