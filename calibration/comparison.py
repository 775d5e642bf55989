"""Candidates side by side: who lies above whom, and what is a tie. No order of candidates is made here.

The rule: two candidates tie on a dimension when their 90 % intervals overlap or touch. Where they do not, one lies above
the other with a probability of at least .95 (with equal errors .99), their errors taken as independent. An estimate that is
missing is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calibration.statistics.standing import is_tie
from core.labels import listed

FEWEST, MOST = 2, 4

RULE = (
    "Two candidates tie where their 90 % intervals overlap. Nobody is ranked: candidates stand in the order in which they "
    "were chosen."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One candidate's 90 % interval in points; `linked` names what estimates must share to be compared at all.

    `low` and `high` are None without an estimate.
    """

    name: str
    low: float | None
    high: float | None
    linked: tuple[int, ...] = ()


def is_above(first: Measure, second: Measure) -> bool:
    """Whether the first's whole interval lies above the second's."""
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return False
    if first.linked != second.linked or is_tie((first.low, first.high), (second.low, second.high)):
        return False
    return first.low > second.high


def in_words(measures: Sequence[Measure]) -> str:
    """Ties and differences as sentences, candidates named in the order given."""
    told = [row for row in measures if row.low is not None]
    silent = [row.name for row in measures if row.low is None]
    parts = []
    is_linked = len({row.linked for row in told}) < FEWEST
    if not is_linked:
        parts.append(
            "Some of these estimates come from groups that share no interviewer, or from different runs: between them no "
            "difference is told."
        )
    above = [
        f"{first.name} lies above {listed(lower)}"
        for first in told
        if (lower := [second.name for second in told if is_above(first, second)])
    ]
    if above:
        rest = "; all others tie" if is_linked and len(told) > FEWEST else ""
        parts.append(f"{'; '.join(above)}: the intervals do not overlap{rest}.")
    elif is_linked and len(told) >= FEWEST:
        parts.append("A tie: the intervals overlap.")
    if silent:
        parts.append(f"No estimate of {listed(silent)}.")
    return " ".join(parts)
