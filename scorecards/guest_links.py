"""Whether a guest's link opens the kit and the scorecard, and if not, why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

LONGEST_DAYS = 60
USUAL_DAYS = 14


class LinkState(StrEnum):
    """What a link does now."""

    OPEN = "open"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The state in words."""
        return {"open": "Works", "submitted": "Scorecard submitted"}.get(self.value, self.value.capitalize())


def link_state(*, is_closed: bool, is_submitted: bool, expires_at: datetime, moment: datetime) -> LinkState:
    """What the link does at the moment.

    `is_closed`: somebody revoked it, or the interview is no longer this guest's to write about. A submitted scorecard
    ends the link; one that is reopened gives it back until it expires.
    """
    if is_closed:
        return LinkState.CLOSED
    if is_submitted:
        return LinkState.SUBMITTED
    return LinkState.EXPIRED if moment >= expires_at else LinkState.OPEN


def token_in(text: str) -> str:
    """The token of a pasted link, or of a token alone: what follows the #, without stray space."""
    return text.strip().rpartition("#")[2].strip()
