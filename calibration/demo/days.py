"""Working days and moments of the demo's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

SATURDAY = 5


def workday(start: date, days: int) -> date:
    """The working day `days` working days after `start` (before it, when negative); `start` itself may be a weekend."""
    day, step = start, 1 if days > 0 else -1
    for _ in range(abs(days)):
        day += timedelta(days=step)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=step)
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
