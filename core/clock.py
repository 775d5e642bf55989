"""The time, asked for in one place so that tests can set it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC, with its time zone."""
    return datetime.now(UTC)
