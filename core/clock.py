"""The time, asked for in one place so that tests can set it, and written in one place."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from core.zones import shown_zone, zone_letters


def now() -> datetime:
    """The present moment in UTC, with its time zone."""
    return datetime.now(UTC)


def in_words(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """The moment as pages write it, "21 November 2026, 15:05 CET", in `zone` or (None) the one shown to the viewer."""
    zone = zone or shown_zone()
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M} {zone_letters(moment, zone)}"


def day_in_words(moment: datetime) -> str:
    """The day on which the moment falls for the viewer: "21 Nov 2026"."""
    local = moment.astimezone(shown_zone())
    return f"{local.day} {local:%b %Y}"
