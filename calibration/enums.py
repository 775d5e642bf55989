"""Closed sets of values about decisions, sessions and packets."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What a committee can decide."""

    HIRE = "hire"
    HIRE_ONE_LEVEL_DOWN = "hire_one_level_down"
    NO_HIRE = "no_hire"
    MORE_EVIDENCE = "more_evidence"

    @property
    def label(self) -> str:
        """The outcome in words."""
        return {
            Outcome.HIRE: "Hire at level",
            Outcome.HIRE_ONE_LEVEL_DOWN: "Hire one level down",
            Outcome.NO_HIRE: "No hire",
            Outcome.MORE_EVIDENCE: "More evidence needed",
        }[self]


class Profile(StrEnum):
    """For whom a packet is made; each hides what is not that reader's."""

    COMMITTEE = "committee"
    RECRUITER = "recruiter"
    CANDIDATE = "candidate"
    ANONYMOUS = "anonymous"

    @property
    def readers(self) -> str:
        """Its readers in words, with what they get."""
        return {
            Profile.COMMITTEE: "The committee: everything",
            Profile.RECRUITER: "A recruiter: the decision and where the evidence stands; single scorecards only if the opening allows it",
            Profile.CANDIDATE: "The candidate (subject access): everything about them, other people without their names",
            Profile.ANONYMOUS: "Anonymous: the evidence, without what tells who the candidate is",
        }[self]


class PacketState(StrEnum):
    """Whether the packet can be downloaded."""

    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


class BulkItemState(StrEnum):
    """How one of many packets comes along."""

    WAITING = "waiting"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"
    LEFT_OUT = "left_out"
    CANCELLED = "cancelled"


class Authenticity(StrEnum):
    """What a packet file turned out to be."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    NOT_A_PACKET = "not_a_packet"


class SessionState(StrEnum):
    """Planned → open (the committee sits) → closed."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class ItemState(StrEnum):
    """Where a session stands with one application: positions are blind until the talk begins."""

    WAITING = "waiting"
    VOTING = "voting"
    TALKING = "talking"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            ItemState.WAITING: "Not started",
            ItemState.VOTING: "Taking positions",
            ItemState.TALKING: "Talking",
            ItemState.DECIDED: "Decided",
        }[self]


class Majority(StrEnum):
    """How many of the members present must hold the outcome that is decided."""

    NONE = "none"
    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"


class Verdict(StrEnum):
    """What the mechanical composite says; a suggestion beside the committee's decision and never instead of it."""

    MEETS = "meets"
    BELOW = "below"
    INSUFFICIENT = "insufficient"

    @property
    def label(self) -> str:
        """The verdict in words."""
        return {
            Verdict.MEETS: "Meets the bar",
            Verdict.BELOW: "Below the bar",
            Verdict.INSUFFICIENT: "Not enough evidence",
        }[self]


class BenchmarkState(StrEnum):
    """Where a benchmark exercise stands: its key is written in the draft and frozen from then on."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
