"""What the list beside many packets says: a line for each, taken from the packet's own record.

So it tells what the profile's readers may know and nothing else: an anonymous packet's line holds the code. No rendering
is in here: pages build these lines too, and a web process that loaded the renderer would start a fifth slower.
"""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.labels import DASH, PROFILES, count_text, moment_text, outcome_label
from calibration.packet.record import Packet

NAME = "index.pdf"
HASH_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One packet in the list, every word as it is printed; `met` is DASH where the profile tells no dimension's standing."""

    number: int
    subject: str
    role: str
    level: str
    decision: str
    met: str
    file: str
    content_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One application of the order without a packet in the zip, by its code, and why."""

    number: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The whole list; `made_at` is ISO 8601 and the only moment in the file."""

    title: str
    profile: str
    made_at: str
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def heading(self) -> str:
        """How many packets of what."""
        return f"{count_text(len(self.lines), 'decision packet')}: {self.title}"

    @property
    def copy(self) -> str:
        """For whom, and when they were asked for."""
        return f"{PROFILES[self.profile]}, asked for {moment_text(self.made_at)}"


def file_name(number: int, record: Packet, content_sha256: str) -> str:
    """What a packet is called in the zip: its place, the candidate's code, the copy, the hash's beginning; never a name."""
    code = record.application.candidate.code
    return f"{number:03d}-{code}-{record.profile}-{content_sha256[:HASH_DIGITS]}.pdf"


def line(number: int, record: Packet, content_sha256: str) -> Line:
    """The line of a packet, from the record as its readers have it."""
    candidate, decision = record.application.candidate, record.decision
    return Line(
        number=number,
        subject=candidate.name or candidate.code,
        role=record.application.requisition.title,
        level=record.application.target_level.code,
        decision=outcome_label(decision.outcome, decision.level) if decision else "No decision yet",
        met=bars_met(record),
        file=file_name(number, record, content_sha256),
        content_sha256=content_sha256,
    )


def bars_met(record: Packet) -> str:
    """Of the dimensions whose mean the readers are told, how many stand at the bar or above: `5 of 6`."""
    told = [standing.distance for standing in record.calibration.standings if standing.distance is not None]
    return f"{sum(distance >= 0 for distance in told)} of {len(told)}" if told else DASH
