"""Who can be put side by side for one opening."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from calibration.queries.bulk import LISTED, Choice
from core.database import db
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.sight import Viewer, contents_are_open

MOST_LISTED = 100
"""Of each stage: nobody chooses from a longer list, and an opening of years has thousands."""


def comparable(*, requisition_id: int, viewer: Viewer, chosen: Sequence[int]) -> list[Choice]:
    """Those of the `chosen` applications of the opening that are open to the viewer, in the order in which they were chosen."""
    found = {row.application_id: row for row in _rows(requisition_id, viewer, Application.id.in_(chosen), len(chosen))}
    return [found[number] for number in chosen if number in found]


def offered(*, requisition_id: int, viewer: Viewer, chosen: Sequence[Choice]) -> tuple[list[Choice], bool]:
    """The applications to choose from, the `chosen` among them, in the order in which they applied; whether older ones are left out.

    The latest MOST_LISTED in calibration and as many decided ones, never by name: an anonymous list must not tell names by its order.
    """
    listed = {row.application_id: row for row in chosen}
    is_cut = False
    for stage in LISTED:
        rows = _rows(requisition_id, viewer, Application.stage == stage, MOST_LISTED + 1)
        is_cut = is_cut or len(rows) > MOST_LISTED
        listed |= {row.application_id: row for row in rows[:MOST_LISTED]}
    return [listed[number] for number in sorted(listed)], is_cut


def _rows(requisition_id: int, viewer: Viewer, which: ColumnElement[bool], most: int) -> list[Choice]:
    """The latest `most` of those that `which` names; no query where none is asked for."""
    if not most:
        return []
    query = (
        select(Application.id, Candidate.name, Candidate.code, Application.stage)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            Application.requisition_id == requisition_id,
            Application.stage.in_(LISTED),
            which,
            contents_are_open(viewer),
        )
        .order_by(Application.id.desc())
        .limit(most)
    )
    return [Choice(*row) for row in db.session.execute(query)]
