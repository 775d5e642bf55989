"""When the door stays closed after failed sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
PAIR_LIMIT = 5
ADDRESS_LIMIT = 50
EMAIL_LIMIT = 50


@dataclass(frozen=True)
class Failure:
    """One failed attempt."""

    email: str
    address: str
    at: datetime


def closed_until(failures: Sequence[Failure], *, email: str, address: str, moment: datetime) -> datetime | None:
    """When the next attempt for this email from this network address is heard; None: now.

    Five failures of the pair within 15 minutes close it: somebody else's guesses from elsewhere then do not lock the
    person out. Fifty from one address (one password tried on many people) or against one email (many addresses) close
    those too. The door opens when the oldest failure that counts leaves the window.
    """
    recent = [failure for failure in failures if failure.at > moment - WINDOW]
    counted = (
        (PAIR_LIMIT, [failure.at for failure in recent if failure.email == email and failure.address == address]),
        (ADDRESS_LIMIT, [failure.at for failure in recent if failure.address == address]),
        (EMAIL_LIMIT, [failure.at for failure in recent if failure.email == email]),
    )
    return max((sorted(times)[-limit] + WINDOW for limit, times in counted if len(times) >= limit), default=None)


def wait_in_words(until: datetime, moment: datetime) -> str:
    """How long to wait, rounded up: "1 minute", "12 minutes"."""
    minutes = max(1, -int(-(until - moment).total_seconds() // 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
