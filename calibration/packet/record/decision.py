"""What was decided, and what the scores alone said at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from calibration.packet.plain import LATER
from calibration.packet.record.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """What the scores alone said: `value` and `bar` are weighted over the observed dimensions, in points.

    `verdict` is a value of `calibration.enums.Verdict`. Must-haves are named; `value` is None when nothing was observed.
    """

    verdict: str
    value: float | None = None
    bar: float | None = None
    must_haves_below: tuple[str, ...] = ()
    must_haves_unobserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision: `outcome` is a value of `calibration.enums.Outcome`, `level` the level offered.

    `composite` is None for decisions that kept none; `difference` is why a session decided otherwise than the scores alone
    say. Both are younger than packets already sealed: without them their keys are left out, and those keep their hash.
    """

    outcome: str
    reasons: str
    decided_by: Person
    decided_at: str
    level: str | None = None
    composite: Composite | None = field(default=None, metadata=LATER)
    difference: str | None = field(default=None, metadata=LATER)
