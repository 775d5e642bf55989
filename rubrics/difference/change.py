"""One change between two versions of a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a part of the rubric."""

    retitled = "retitled"
    target = "target"
    scale = "scale"
    levels = "levels"
    dimension_added = "dimension_added"
    dimension_removed = "dimension_removed"
    dimension_renamed = "dimension_renamed"
    dimension_moved = "dimension_moved"
    weight = "weight"
    must_have = "must_have"
    bar = "bar"
    group = "group"
    description = "description"
    questions = "questions"
    statement_added = "statement_added"
    statement_removed = "statement_removed"
    statement_edited = "statement_edited"
    statement_moved = "statement_moved"
    statements_reordered = "statements_reordered"
    statement_assigned = "statement_assigned"
    statement_waits = "statement_waits"
    statement_origin = "statement_origin"
    anchor = "anchor"
    signal_added = "signal_added"
    signal_removed = "signal_removed"
    signal_changed = "signal_changed"
    signals_reordered = "signals_reordered"
    exercise_added = "exercise_added"
    exercise_removed = "exercise_removed"
    exercise_changed = "exercise_changed"
    exercises_reordered = "exercises_reordered"

    @property
    def label(self) -> str:
        """What happened, in one word."""
        word = self.value.rpartition("_")[2]
        return word.capitalize() if word in HAPPENED else "Changed"

    @property
    def tone(self) -> str:
        """The tone of its mark: what is new, what is gone, anything else."""
        return {"Added": "good", "Assigned": "good", "Removed": "danger"}.get(self.label, "neutral")


HAPPENED = frozenset({"added", "removed", "renamed", "moved", "edited", "reordered", "assigned"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `where` is the place in the newer content, or in the older where it is gone; `message` says it all."""

    kind: ChangeKind
    where: str
    message: str
    before: str | None = None
    after: str | None = None
