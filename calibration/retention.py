"""How long things are kept: days for each kind, from which moment, and nothing where no days are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.errors import DomainError

LONGEST = 36_500


class Kept(StrEnum):
    """What is kept for a time."""

    PACKETS = "packets"
    ATTACHMENTS = "attachments"
    CANDIDATES = "candidates"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {
            Kept.PACKETS: "Packets",
            Kept.ATTACHMENTS: "Files about candidates",
            Kept.CANDIDATES: "Candidates, with everything about them",
        }[self]

    @property
    def counted_from(self) -> str:
        """The moment from which the days are counted, in words."""
        return {
            Kept.PACKETS: "the day the packet was made",
            Kept.ATTACHMENTS: "the day the application was decided or withdrawn",
            Kept.CANDIDATES: "the day the last of the applications was decided or withdrawn",
        }[self]

    @property
    def setting(self) -> str:
        """The variable that sets its days."""
        return f"RETENTION_{self.value.upper()}"


@dataclass(frozen=True, slots=True)
class Policy:
    """Days for each kind; a kind that is not in it is kept."""

    days: Mapping[Kept, int]

    def limit(self, kind: Kept, moment: datetime) -> datetime | None:
        """What began before this goes at the moment; None: nothing of the kind goes."""
        days = self.days.get(kind)
        return None if days is None else moment - timedelta(days=days)

    def goes_at(self, kind: Kept, since: datetime) -> datetime:
        """When something of the kind goes whose time began at `since`; the kind must have days."""
        return since + timedelta(days=self.days[kind])


def policy(settings: Mapping[str, str]) -> Policy:
    """The policy that the settings say; an empty one keeps everything.

    Raises DomainError for anything but a whole number of days from 1: guessing could delete what should stay.
    """
    days: dict[Kept, int] = {}
    for kind in Kept:
        word = settings.get(kind.setting, "").strip()
        if not word:
            continue
        if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= LONGEST):
            raise DomainError(
                f"{kind.setting} is {word!r}. Set it to a number of days, or leave it out to keep everything."
            )
        days[kind] = int(word)
    return Policy(days)
