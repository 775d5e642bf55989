"""Stories that have become rows, and how rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert

from accounts.models import Account
from calibration.demo.openings import Opening
from calibration.demo.people import Person
from calibration.demo.story import ApplicationStory, Meeting
from core.database import Model, db
from scorecards.models import Requisition
from scorecards.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows refer to: accounts by person, requisitions by opening."""

    accounts: Mapping[Person, Account]
    requisitions: Mapping[Opening, Requisition]


@dataclass(frozen=True, slots=True)
class FiledMeeting:
    """One interview with its numbers, when it was planned, and the sheet that its scorecard is about."""

    meeting: Meeting
    planned_at: datetime
    interview_id: int
    scorecard_id: int
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Filed:
    """One application with the numbers of its rows; `answers` are those of the answers to red flags."""

    story: ApplicationStory
    candidate_id: int
    application_id: int
    conflicts: list[int] = field(default_factory=list)
    meetings: list[FiledMeeting] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    talks: list[tuple[datetime, Person, str, str, dict[str, Any]]] = field(default_factory=list)
    """What a session did with it, as events of its history."""


def stored(model: type[Model], rows: Iterable[dict[str, Any]]) -> list[int]:
    """The numbers of the new rows, in the order of `rows`, which all have the same keys."""
    listed = list(rows)
    if not listed:
        return []
    table = _table(model)
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(db.session.scalars(returning, listed))


def store(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Store rows whose numbers nobody needs to know; they all have the same keys."""
    listed = list(rows)
    if listed:
        db.session.execute(insert(_table(model)), listed)


def _table(model: type[Model]) -> Table:
    """The bare table: through it rows with empty columns go into one statement, through the class into many."""
    return cast("Table", model.__table__)
