"""Learning to interview: what a learner may do in a loop, and whose scorecard counts.

First they *shadow*: they watch, write a scorecard, and it never counts. Then comes the *reverse shadow*: the learner
leads while somebody who is not learning watches; one of the two scorecards counts, the watcher's unless the installation
says otherwise. A person then lets them graduate; counts are shown to that person and decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorecards.enums import TrainingStep

ORDER = tuple(TrainingStep)


@dataclass(frozen=True, slots=True)
class TrainingRules:
    """The installation's: how many interviews each step takes, and whether who leads under watch counts."""

    shadows: int = 2
    reverse_shadows: int = 1
    leader_counts: bool = False

    def needed(self, step: TrainingStep) -> int:
        """How many interviews of this kind are expected before the next step."""
        return {TrainingStep.SHADOW: self.shadows, TrainingStep.REVERSE_SHADOW: self.reverse_shadows}.get(step, 0)

    def counts(self, training: TrainingStep | None) -> bool:
        """Whether the scorecard of somebody who takes part as `training` counts; None: an ordinary interview."""
        if training is TrainingStep.REVERSE_SHADOW:
            return self.leader_counts
        return training is not TrainingStep.SHADOW


def refusal(name: str, step: TrainingStep | None, training: TrainingStep | None, *, counts: bool) -> str | None:
    """Why somebody at `step` may not take part as `training`, or None. `step` None: no training is kept."""
    if training is TrainingStep.REVERSE_SHADOW and step is not TrainingStep.REVERSE_SHADOW:
        return f"{name} is not at the reverse shadow of their training on this rubric."
    if training is not None or not counts:
        return None
    if step is TrainingStep.SHADOW:
        return f"{name} is learning and shadows only. Plan this as a shadow, or choose somebody else."
    if step is TrainingStep.REVERSE_SHADOW:
        return f"{name} is learning and leads only under watch. Plan this as a reverse shadow, or choose somebody else."
    return None


def asks_reason(before: TrainingStep, after: TrainingStep, *, done: int, needed: int) -> bool:
    """Whether moving somebody so needs a reason: to go back, or to go on with fewer interviews than expected."""
    return ORDER.index(after) < ORDER.index(before) or done < needed


def may_follow(before: TrainingStep, after: TrainingStep) -> bool:
    """Whether somebody can be moved so: one step on, or back."""
    return before is not after and ORDER.index(after) <= ORDER.index(before) + 1
