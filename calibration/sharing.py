"""Links to a packet: how long they last, and whether one still opens."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from core.errors import InvalidInput

OFFERED = (1, 3, 7, 14, 30, 90, 180, 365)
MOST_GUESSES = 20
"""So many addresses of links that do not exist, within the sign-in throttle's window, close all links to their sender."""


class LinkState(StrEnum):
    """Whether a link still opens its packet; `REVOKED`: it was closed, or its maker could not make it any more."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"


def link_state(*, expires_at: datetime, revoked_at: datetime | None, moment: datetime, maker_may: bool) -> LinkState:
    """The link's state at the moment; a link that was revoked stays revoked after its day.

    `maker_may`: whoever made it could make it now. Who opens it reads in their place.
    """
    if revoked_at is not None or not maker_may:
        return LinkState.REVOKED
    return LinkState.EXPIRED if expires_at <= moment else LinkState.OPEN


def offered_days(most: int) -> tuple[int, ...]:
    """The lengths to choose from, in days, none above the installation's most; empty where links are switched off (0)."""
    return tuple(dict.fromkeys([*(days for days in OFFERED if days < most), most])) if most > 0 else ()


def expiry(*, days: int, most: int, moment: datetime) -> datetime:
    """When a link made now ends. Raises InvalidInput for a length beyond the installation's most, or none at all."""
    if not 1 <= days <= most:
        longest = f"Choose from 1 to {most} days." if most > 0 else "Links are switched off in this installation."
        raise InvalidInput("No link was made.", {"days": [longest]})
    return moment + timedelta(days=days)
