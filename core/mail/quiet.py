"""The hours in which a person gets no mail, by the clock on their wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from core.errors import DomainError

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` until `ends`, over midnight when `ends` is earlier; both equal: never. `weekends`: mails then too."""

    begins: time
    ends: time
    weekends: bool


def is_quiet(moment: datetime, zone: tzinfo, quiet: QuietHours) -> bool:
    """Whether no mail may go out at the moment. The wall clock decides, also on the days on which clocks change."""
    local = moment.astimezone(zone)
    if local.weekday() >= SATURDAY and not quiet.weekends:
        return True
    clock = local.time()
    if quiet.begins <= quiet.ends:
        return quiet.begins <= clock < quiet.ends
    return clock >= quiet.begins or clock < quiet.ends


def hours_of_day(text: str) -> tuple[time, time]:
    """The two times of "20:00-08:00"; "none" gives two equal ones. Raises DomainError for anything else."""
    if text.strip().lower() == "none":
        return time(), time()
    begins, separator, ends = text.partition("-")
    try:
        found = time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())
    except ValueError:
        found = None
    if not separator or found is None or found[0].tzinfo or found[1].tzinfo:
        raise DomainError(f"QUIET_HOURS is {text!r}. Give two times such as 20:00-08:00, or none.")
    return found
