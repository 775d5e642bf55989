"""When a scorecard is due."""

from __future__ import annotations

from datetime import datetime, timedelta


def due_at(scheduled_at: datetime | None, minutes: int, due_hours: int) -> datetime | None:
    """The moment from which on the scorecard is late: hours after the interview's end; None without an appointment."""
    if scheduled_at is None:
        return None
    return scheduled_at + timedelta(minutes=minutes, hours=due_hours)


def is_late(due: datetime | None, now: datetime) -> bool:
    """Whether that moment has passed."""
    return due is not None and due < now
