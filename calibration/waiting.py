"""What a page says while figures are being made, or are not being made any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(minutes=10)
"""How long figures may take before a page says that something is wrong: a fit takes seconds."""


@dataclass(frozen=True, slots=True)
class LastFit:
    """The newest job that was to make figures: whether it is still to be done, has failed, and since when it is wanted."""

    is_open: bool
    is_failed: bool
    asked_at: datetime


def fit_trouble(last: LastFit | None, moment: datetime) -> str | None:
    """Why figures do not come, in a sentence for who waits for them; None while they may come any minute."""
    if last is None:
        return None
    if last.is_failed:
        return "Making them failed the last time. An administrator finds out why among the jobs, and can have it tried again."
    if last.is_open and moment - last.asked_at > LATE:
        return "They have been waited for longer than it takes to make them: the worker may be stopped. Tell an administrator."
    return None
