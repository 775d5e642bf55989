"""How many applications of each opening stand at each stage, as far as they exist for the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, TeamMember
from scorecards.queries.sight import Viewer, application_is_known, is_excluded, whole_openings


def stage_counts(requisition_ids: Sequence[int], *, viewer: Viewer) -> dict[int, dict[Stage, int]]:
    """The viewer's applications of each opening by stage, stages in their order; four queries at most.

    Of an opening that the viewer knows as a whole everything is counted and what is kept from them taken off again: that is a
    walk along an index, where asking of each of thousands whether it exists for them takes ten times as long.
    """
    whole = _whole(requisition_ids, viewer)
    others = [number for number in requisition_ids if number not in whole]
    found: dict[int, dict[Stage, int]] = {number: {} for number in requisition_ids}
    for opening, stage, count in _rows(_counted().where(Application.requisition_id.in_(whole))) if whole else ():
        found[opening][stage] = count
    for opening, stage, count in _rows(_counted().where(is_excluded(viewer))) if whole else ():
        if opening in whole:
            found[opening][stage] = found[opening].get(stage, 0) - count
    known = _counted().where(Application.requisition_id.in_(others), application_is_known(viewer))
    for opening, stage, count in _rows(known) if others else ():
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


def _counted() -> Select[int, Stage, int]:
    return select(Application.requisition_id, Application.stage, func.count()).group_by(
        Application.requisition_id, Application.stage
    )


def _rows(query: Select[int, Stage, int]) -> Sequence[Any]:
    return db.session.execute(query).all()
