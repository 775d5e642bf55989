"""What the committee saw and said."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.record.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the evidence on one dimension stands: counted scores only (no shadows), after adjustments.

    `mean`, `low`, `high` are in points; `spread` is the sample standard deviation (divisor n-1), `None` below two
    scores; `distance` is mean minus bar. All are `None` when nobody observed the dimension (`n` 0). `discuss` marks
    a dimension the committee was asked to talk about, and `discuss_reason` says why.
    """

    dimension: str
    n: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    spread: float | None = None
    distance: float | None = None
    discuss: bool = False
    discuss_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap:
    """A dimension with less evidence than planned: `planned` interviews had it in focus, `observed` scored it."""

    dimension: str
    planned: int
    observed: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a committee member held before the talk (`blind`), or moved to after it."""

    by: Person
    at: str
    outcome: str
    level: str | None = None
    reasons: str | None = None
    blind: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A score changed in calibration. `None` stands for not observed; the scorecard itself is left as it was."""

    scorecard: str
    dimension: str
    before: int | None
    after: int | None
    by: Person
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A committee member who does not share the decision, in their words."""

    by: Person
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A committee member who took no part."""

    by: Person
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One computed statistic: `value` `None` means it could not be computed, and `note` says why or what it means."""

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The model run the session looked at; figures in the order in which they are printed."""

    run_id: str
    method: str
    computed_at: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What the committee saw and said. `standings` follows the rubric's order; all empty before a session."""

    session_id: str | None = None
    session_title: str | None = None
    held_at: str | None = None
    chair: Person | None = None
    members: tuple[Person, ...] = ()
    standings: tuple[Standing, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    positions: tuple[Position, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    statistics: Statistics | None = None
