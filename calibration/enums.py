"""Closed sets of values about decisions and packets."""

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


class PacketState(StrEnum):
    """Whether the packet can be downloaded."""

    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"
