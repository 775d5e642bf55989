"""The two openings of the demo company, and the loop that each candidate goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calibration.demo.people import INTERVIEWERS, Person

LADDER_FILE = "engineering-ladder.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopStep:
    """One interview of a loop: `focus` holds the names of the dimensions it must cover, `exercise` its name in the criteria.

    `exercise` is `None` for a plain conversation.
    """

    title: str
    exercise: str | None
    minutes: int
    focus: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opening:
    """A requisition of the demo; `target` is a code of the ladder's `levels`, which run from the lowest.

    `strong_signals` and `weak_signals` count those that the criteria name. `kin` says which competency of the ladder each
    dimension of the criteria is (some are none); `belongs` to which dimension a piece of the sources belongs, by its key in generation
    (`strong_signal:2`). What is in neither waits for a place, as it would after a real import.
    """

    title: str
    criteria_file: str
    target: str
    levels: tuple[str, ...]
    must_haves: frozenset[str]
    loop: tuple[LoopStep, ...]
    interviewers: tuple[Person, ...]
    strong_signals: int
    weak_signals: int
    kin: Mapping[str, str]
    belongs: Mapping[str, str]

    @property
    def level_below(self) -> str:
        """The level of an offer one level down."""
        return self.levels[self.levels.index(self.target) - 1]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of all dimensions, each once, in the order of the loop."""
        return tuple(dict.fromkeys(name for step in self.loop for name in step.focus))


_LEVELS = ("E1", "E2", "E3", "E4", "E5", "E6")
_INGRID, _TOMASZ, _ADAEZE, _HANNAH, _FARID, _MEI_LING, _RAFAEL, _ANJALI = INTERVIEWERS

PRODUCT = Opening(
    title="Senior Product Engineer, Bookings",
    criteria_file="senior-product-engineer-criteria.md",
    target="E3",
    levels=_LEVELS,
    must_haves=frozenset({"Software design", "Understanding the problem"}),
    loop=(
        LoopStep(
            title="Design at the whiteboard",
            exercise="Boarding list design",
            minutes=60,
            focus=("Software design", "Risk and trade-offs", "Understanding the problem"),
        ),
        LoopStep(
            title="Code review",
            exercise="Booking code review",
            minutes=45,
            focus=("Software design", "Delivery", "Running in production"),
        ),
        LoopStep(
            title="A project you led",
            exercise="Past project conversation",
            minutes=60,
            focus=("Delivery", "Running in production", "Risk and trade-offs", "Growing others"),
        ),
        LoopStep(
            title="Talk with a port manager",
            exercise="Talk with a port manager",
            minutes=30,
            focus=("Understanding the problem", "Communication"),
        ),
        LoopStep(
            title="Working together",
            exercise=None,
            minutes=45,
            focus=("Communication", "Growing others"),
        ),
    ),
    interviewers=(_INGRID, _ADAEZE, _HANNAH, _FARID, _MEI_LING, _RAFAEL),
    strong_signals=5,
    weak_signals=5,
    kin={
        "Software design": "Software design",
        "Delivery": "Delivery",
        "Running in production": "Running in production",
        "Understanding the problem": "Understanding the problem",
        "Risk and trade-offs": "Risk and trade-offs",
        "Communication": "Communication",
        "Growing others": "Growing others",
    },
    belongs={
        "strong_signal:1": "Delivery",
        "strong_signal:2": "Software design",
        "strong_signal:3": "Understanding the problem",
        "strong_signal:4": "Risk and trade-offs",
        "strong_signal:5": "Growing others",
        "weak_signal:1": "Delivery",
        "weak_signal:2": "Understanding the problem",
        "weak_signal:3": "Risk and trade-offs",
        "weak_signal:5": "Running in production",
    },
)
RELIABILITY = Opening(
    title="Staff Reliability Engineer, Sailing Operations",
    criteria_file="staff-reliability-engineer-criteria.md",
    target="E4",
    levels=_LEVELS,
    must_haves=frozenset({"Incident leadership", "Design for failure"}),
    loop=(
        LoopStep(
            title="Storm day",
            exercise="Storm-day incident",
            minutes=90,
            focus=("Incident leadership", "Communication", "Observability"),
        ),
        LoopStep(
            title="Failure review",
            exercise="Failure review of a design",
            minutes=60,
            focus=("Design for failure", "Risk and trade-offs", "Incident leadership"),
        ),
        LoopStep(
            title="Alarm clean-up",
            exercise="Alarm clean-up",
            minutes=45,
            focus=("Observability", "Design for failure"),
        ),
        LoopStep(
            title="A practice you spread",
            exercise="Adoption story",
            minutes=45,
            focus=("Influence", "Growing others", "Risk and trade-offs"),
        ),
        LoopStep(
            title="Working together",
            exercise=None,
            minutes=45,
            focus=("Communication", "Influence", "Growing others"),
        ),
    ),
    interviewers=(_INGRID, _TOMASZ, _ADAEZE, _FARID, _RAFAEL, _ANJALI),
    strong_signals=5,
    weak_signals=4,
    kin={
        "Incident leadership": "Running in production",
        "Design for failure": "Software design",
        "Risk and trade-offs": "Risk and trade-offs",
        "Influence": "Influence",
        "Communication": "Communication",
        "Growing others": "Growing others",
    },
    belongs={
        "strong_signal:1": "Incident leadership",
        "strong_signal:2": "Risk and trade-offs",
        "strong_signal:3": "Observability",
        "strong_signal:4": "Influence",
        "strong_signal:5": "Communication",
        "weak_signal:1": "Incident leadership",
        "weak_signal:3": "Risk and trade-offs",
    },
)
OPENINGS = (PRODUCT, RELIABILITY)
