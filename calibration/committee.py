"""When a committee may decide: quorum, majority, and whether its chair may do so alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calibration.enums import Majority, Outcome

LEAST = {Majority.SIMPLE: Fraction(1, 2), Majority.TWO_THIRDS: Fraction(2, 3), Majority.UNANIMOUS: Fraction(1)}


@dataclass(frozen=True, slots=True)
class CommitteeRules:
    """The installation's rules.

    `quorum`: how many members must be present and take part in the item. `majority` is counted over those present who
    could take a position; who took none supports nothing. `chair_decides`: whoever leads may decide against the
    majority, or with nobody else having taken a position. `session_required`: no decision outside a session.
    """

    quorum: int = 3
    majority: Majority = Majority.SIMPLE
    chair_decides: bool = False
    session_required: bool = False


def obstacles(
    rules: CommitteeRules,
    *,
    outcome: Outcome | None,
    voters: Sequence[int],
    positions: Mapping[int, Outcome],
    leader: int,
) -> list[str]:
    """Sentences on what stands in the way of deciding the outcome now; empty when nothing does.

    `voters` are the members present who could take a position, `positions` what each member holds now. With `outcome`
    None only what any outcome needs is asked.
    """
    found = []
    if len(voters) < rules.quorum:
        found.append(
            f"A decision needs {rules.quorum} members who take part, and {len(voters)} {'is' if len(voters) == 1 else 'are'} here. "
            "Mark who is here, or come back to this later."
        )
    if rules.chair_decides:
        return found
    given = {member: positions[member] for member in voters if member in positions}
    if not given.keys() - {leader}:
        found.append("Nobody but the chair has taken a position. A chair does not decide alone here.")
    elif outcome is not None and not has_majority(rules.majority, outcome, given=given, present=len(voters)):
        held = sum(1 for position in given.values() if position is outcome)
        found.append(
            f"{held} of {len(voters)} members present hold “{outcome.label}”; {needed(rules.majority, len(voters))} are needed. "
            "Members can change their positions after the talk."
        )
    return found


def has_majority(majority: Majority, outcome: Outcome, *, given: Mapping[int, Outcome], present: int) -> bool:
    """Whether enough of the `present` hold the outcome."""
    held = sum(1 for position in given.values() if position is outcome)
    return held >= needed(majority, present)


def needed(majority: Majority, present: int) -> int:
    """How many of the present must hold an outcome: more than half, at least two thirds, all; none with no rule."""
    if majority is Majority.NONE:
        return 0
    share = LEAST[majority] * present
    return int(share) + 1 if majority is Majority.SIMPLE else -int(-share // 1)


def next_step(outcome: Outcome | None, level: str | None) -> str:
    """What follows from how an item ended; with no outcome, what to do with an item that was not decided."""
    if outcome is None:
        return "Not decided: put it on the agenda of another session."
    return {
        Outcome.HIRE: f"Make the packet and the offer at {level}.",
        Outcome.HIRE_ONE_LEVEL_DOWN: f"Agree with the hiring manager on an offer at {level}, then make it.",
        Outcome.NO_HIRE: "Tell the candidate, with what the committee saw.",
        Outcome.MORE_EVIDENCE: "Plan the interviews that the reasons ask for.",
    }[outcome]
