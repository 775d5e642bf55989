"""How the talk moved a committee: who spoke first, who last, in which direction positions and scores went.

For the committee itself, so that it can notice when it follows its chair or its first voice. Nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calibration.enums import Outcome

RANK = {Outcome.NO_HIRE: 0, Outcome.HIRE_ONE_LEVEL_DOWN: 1, Outcome.HIRE: 2}
"""From no offer to the offer asked for; *more evidence* lies beside this line."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One position as it was taken."""

    account_id: int
    name: str
    outcome: Outcome
    at: datetime
    is_blind: bool


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One adjustment in force; None stands for not observed."""

    before: int | None
    after: int | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mover:
    """A member who ended elsewhere than they began."""

    name: str
    before: Outcome
    after: Outcome
    toward_chair: bool
    toward_first: bool

    @property
    def direction(self) -> str:
        """`up` towards the offer, `down` away from it, `aside` to or from asking for more evidence."""
        if self.before not in RANK or self.after not in RANK:
            return "aside"
        return "up" if RANK[self.after] > RANK[self.before] else "down"


@dataclass(frozen=True, slots=True)
class Movement:
    """`first` and `last`: who took the first position, who changed something last and when (None: nobody did)."""

    members: int
    first: Stand | None
    last: tuple[str, datetime] | None
    movers: tuple[Mover, ...]
    raised: int
    lowered: int
    net: int

    @property
    def toward_chair(self) -> int:
        """How many moved to what the chair held before the talk."""
        return sum(1 for mover in self.movers if mover.toward_chair)

    @property
    def toward_first(self) -> int:
        """How many moved to what the first voice held."""
        return sum(1 for mover in self.movers if mover.toward_first)


def movement(stands: Sequence[Stand], changes: Sequence[ScoreChange], *, chair_id: int) -> Movement:
    """What moved between the blind positions and the last ones.

    Counts members with a blind position. A change from or to *not observed* is neither a rise nor a fall. `net` is the
    sum of the changes in points.
    """
    ordered = sorted(stands, key=lambda stand: stand.at)
    blind: dict[int, Stand] = {stand.account_id: stand for stand in ordered if stand.is_blind}
    now: dict[int, Stand] = {stand.account_id: stand for stand in ordered}
    first = next((stand for stand in ordered if stand.is_blind), None)
    chairs = blind.get(chair_id)
    movers = tuple(
        Mover(
            name=before.name,
            before=before.outcome,
            after=now[account_id].outcome,
            toward_chair=chairs is not None and account_id != chair_id and now[account_id].outcome is chairs.outcome,
            toward_first=first is not None
            and account_id != first.account_id
            and now[account_id].outcome is blind[first.account_id].outcome,
        )
        for account_id, before in blind.items()
        if now[account_id].outcome is not before.outcome
    )
    steps = [
        change.after - change.before for change in changes if change.after is not None and change.before is not None
    ]
    later = [(stand.name, stand.at) for stand in ordered if not stand.is_blind]
    later += [(change.by, change.at) for change in changes]
    return Movement(
        members=len(blind),
        first=first,
        last=max(later, key=lambda entry: entry[1], default=None),
        movers=movers,
        raised=sum(1 for step in steps if step > 0),
        lowered=sum(1 for step in steps if step < 0),
        net=sum(steps),
    )


def split_in_words(held: Sequence[Outcome]) -> str | None:
    """What to ask where members hold different outcomes now, with how many hold which; None where they agree."""
    counts = {outcome: count for outcome in Outcome if (count := list(held).count(outcome))}
    if len(counts) < 2:  # they agree, or nobody holds anything
        return None
    said = ", ".join(f"{count} for “{outcome.label}”" for outcome, count in counts.items())
    return f"Positions differ: {said}. Which evidence would move either side?"
