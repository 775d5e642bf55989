"""The mechanical composite: what the scores alone say about the bar, to stand beside what the committee decides.

Mechanical combination of ratings predicts better than a combination in people's heads (Dawes, Faust & Meehl 1989; Kuncel
et al. 2013), so a committee that departs from it should know that it does, and say why. It never decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calibration.enums import Outcome, Verdict
from calibration.standings import DimensionStanding

FITTING = {
    Verdict.MEETS: frozenset({Outcome.HIRE}),
    Verdict.BELOW: frozenset({Outcome.HIRE_ONE_LEVEL_DOWN, Outcome.NO_HIRE}),
    Verdict.INSUFFICIENT: frozenset({Outcome.MORE_EVIDENCE}),
}
"""The outcomes that need no further reason, by verdict."""


@dataclass(frozen=True, slots=True)
class Composite:
    """`value` and `bar` in points, weighted over the dimensions that were observed; None when there is none.

    `below` names the must-haves below their bar, `unobserved` the must-haves nobody observed.
    """

    verdict: Verdict
    value: float | None
    bar: float | None
    below: tuple[str, ...] = ()
    unobserved: tuple[str, ...] = ()


def composite(standings: Sequence[DimensionStanding]) -> Composite:
    """Σ weight x mean / Σ weight against Σ weight x bar / Σ weight, over the observed dimensions of positive weight.

    *Below* when that mean lies below that bar or a must-have's mean below its own; *insufficient* when nothing that
    carries weight was observed, or a must-have was not.
    """
    observed = [(row, row.spread.mean) for row in standings if row.spread.mean is not None]
    must = [row.dimension for row in standings if row.dimension.must_have and row.spread.mean is None]
    below = tuple(row.dimension.name for row, mean in observed if row.dimension.must_have and mean < row.dimension.bar)
    weight = sum(row.dimension.weight for row, _ in observed)
    unobserved = tuple(dimension.name for dimension in must)
    if not weight:
        return Composite(Verdict.INSUFFICIENT, None, None, below, unobserved)
    value = sum(row.dimension.weight * mean for row, mean in observed) / weight
    bar = sum(row.dimension.weight * row.dimension.bar for row, _ in observed) / weight
    meets = not below and value >= bar - 1e-9  # equal up to rounding is at the bar
    verdict = Verdict.MEETS if meets else Verdict.BELOW
    return Composite(Verdict.INSUFFICIENT if unobserved else verdict, value, bar, below, unobserved)


def fits(outcome: Outcome, verdict: Verdict) -> bool:
    """Whether the outcome is one that the scores alone would suggest."""
    return outcome in FITTING[verdict]


def in_words(found: Composite) -> str:
    """The composite as a sentence: "The weighted mean is 3.4 against a bar of 3.0."."""
    parts = []
    if found.value is not None and found.bar is not None:
        parts.append(f"The weighted mean is {found.value:.2f} against a bar of {found.bar:.2f}.")
    else:
        parts.append("No dimension that carries weight was observed.")
    if found.below:
        parts.append(f"Below the bar among the must-haves: {', '.join(found.below)}.")
    if found.unobserved:
        parts.append(f"Nobody observed: {', '.join(found.unobserved)}.")
    return " ".join(parts)


def to_plain(found: Composite) -> dict[str, Any]:
    """The composite as a decision keeps it."""
    return {
        "verdict": found.verdict.value,
        "value": found.value,
        "bar": found.bar,
        "must_haves_below": list(found.below),
        "must_haves_unobserved": list(found.unobserved),
    }


def from_plain(kept: dict[str, Any]) -> Composite:
    """The composite that a decision kept."""
    return Composite(
        Verdict(kept["verdict"]),
        kept["value"],
        kept["bar"],
        tuple(kept["must_haves_below"]),
        tuple(kept["must_haves_unobserved"]),
    )
