"""Who applied to what, and the loop."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.record.people import Level, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Something that could tell who the candidate is: `kind` is `school`, `employer`, `link`, `other` or `masked`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The person applying; `code` stands for them where their name may not be read."""

    id: str
    code: str
    name: str | None = None
    pronouns: str | None = None
    email: str | None = None
    phone: str | None = None
    background: tuple[Background, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisition:
    """The opening applied to."""

    id: str
    title: str
    code: str | None = None
    team: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation of the loop. A shadow's scorecard is shown and never counted.

    `focus` holds dimension ids; `status` is `planned`, `held` or `cancelled`; `starts_at` is `None` when never set.
    """

    id: str
    title: str
    interviewer: Person
    focus: tuple[str, ...] = ()
    exercise: str | None = None
    starts_at: str | None = None
    status: str = "held"
    shadow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Candidate × requisition, with the loop."""

    id: str
    candidate: Candidate
    requisition: Requisition
    target_level: Level
    interviews: tuple[Interview, ...] = ()
    applied_at: str | None = None
