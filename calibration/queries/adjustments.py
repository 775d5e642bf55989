"""The scores that committees count differently from how they were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, or_, select, true

from accounts.models import Account
from calibration.models import Adjustment, AgendaItem
from core.database import db
from scorecards.enums import ScorecardState
from scorecards.models import Application, Requisition, Scorecard
from scorecards.queries.sight import QUERIES_KEPT, Viewer, identities_are_open

Cell = tuple[int, int]
"""A scorecard's and a dimension's number."""

UNNAMED = "A member of the committee"


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One adjustment in force; `before` and `after` None: not observed.

    `by_id` is 0 and `by` a stand-in where the viewer may not know the interviewers: whoever does not lead adjusts
    their own scorecard alone, so the name would tell whose it is.
    """

    id: int
    item_id: int
    scorecard_id: int
    dimension_id: int
    before: int | None
    after: int | None
    reason: str
    by_id: int
    by: str
    at: datetime


def adjustments_in_force(application_id: int) -> list[AdjustmentRow]:
    """The adjustments of the application's submitted scorecards in the order in which they were made, all named; one query."""
    return adjustments_of([application_id], viewer=None).get(application_id, [])


def adjustments_of(application_ids: Sequence[int], *, viewer: Viewer | None) -> dict[int, list[AdjustmentRow]]:
    """The adjustments of each application's submitted scorecards in the order in which they were made; one query.

    Signed as far as the viewer may know the interviewers; all where there is none. Withdrawn ones are left out, and those
    made to an earlier submission: its interviewer has scored anew since then.
    """
    named = true() if viewer is None else identities_are_open(viewer)
    found: dict[int, list[AdjustmentRow]] = {}
    for row in db.session.execute(
        _adjustments(named, None if viewer is None else viewer.id), {"applications": list(application_ids)}
    ):
        found.setdefault(row[0], []).append(AdjustmentRow(*row[1:]))
    return found


@lru_cache(maxsize=QUERIES_KEPT)
def _adjustments(others_are_named: ColumnElement[bool], viewer_id: int | None) -> Select[*tuple[Any, ...]]:
    named = or_(Adjustment.adjusted_by_id == viewer_id, others_are_named)
    return (
        select(
            AgendaItem.application_id,
            Adjustment.id,
            Adjustment.agenda_item_id.label("item_id"),
            Adjustment.scorecard_id,
            Adjustment.dimension_id,
            Adjustment.before,
            Adjustment.after,
            Adjustment.reason,
            case((named, Adjustment.adjusted_by_id), else_=0).label("by_id"),
            case((named, Account.name), else_=UNNAMED).label("by"),
            Adjustment.adjusted_at.label("at"),
        )
        .join(AgendaItem, AgendaItem.id == Adjustment.agenda_item_id)
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Scorecard, Scorecard.id == Adjustment.scorecard_id)
        .join(Account, Account.id == Adjustment.adjusted_by_id)
        .where(
            AgendaItem.application_id.in_(bindparam("applications", expanding=True)),
            Adjustment.withdrawn_at.is_(None),
            Scorecard.state == ScorecardState.SUBMITTED,
            Scorecard.submissions == Adjustment.submission,
        )
        .order_by(Adjustment.id)
    )


def signed_by(viewer: Viewer | None) -> ColumnElement[str]:
    """Who made the `adjustment` (by `account`) of the query, as far as the viewer may know the interviewers."""
    if viewer is None:
        return Account.name.expression
    return case((or_(Adjustment.adjusted_by_id == viewer.id, identities_are_open(viewer)), Account.name), else_=UNNAMED)


def counted_scores(rows: Iterable[AdjustmentRow]) -> dict[Cell, int | None]:
    """The score that counts for each adjusted cell: that of its latest adjustment."""
    return {(row.scorecard_id, row.dimension_id): row.after for row in rows}


def by_cell(rows: Iterable[AdjustmentRow]) -> Mapping[Cell, Sequence[AdjustmentRow]]:
    """The adjustments of each cell in order."""
    grouped: dict[Cell, list[AdjustmentRow]] = {}
    for row in rows:
        grouped.setdefault((row.scorecard_id, row.dimension_id), []).append(row)
    return grouped
