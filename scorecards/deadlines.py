"""When a scorecard is due."""

from __future__ import annotations

from datetime import datetime, timedelta


def due_at(
    scheduled_at: datetime | None, minutes: int, due_hours: int, reopened_at: datetime | None = None
) -> datetime | None:
    """The moment from which on the scorecard is late: hours after the interview's end; None without an appointment.

    A scorecard that was reopened is due as many hours after that, if this is later.
    """
    moments = [] if scheduled_at is None else [scheduled_at + timedelta(minutes=minutes, hours=due_hours)]
    if reopened_at is not None:
        moments.append(reopened_at + timedelta(hours=due_hours))
    return max(moments, default=None)


def is_late(due: datetime | None, now: datetime) -> bool:
    """Whether that moment has passed."""
    return due is not None and due < now
