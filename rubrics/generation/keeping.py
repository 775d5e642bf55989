"""A rubric with some of its dimensions only."""

from __future__ import annotations

from dataclasses import replace

from rubrics.content import RubricContent, RubricDimension, Statement, Unassigned
from rubrics.enums import StatementKind


def only(content: RubricContent, kept: tuple[RubricDimension, ...]) -> RubricContent:
    """The content with these dimensions only; what a person had placed in the others waits for a place again."""
    keys = {entry.key for entry in kept}
    still = {statement for entry in kept for anchor in entry.anchors for statement in anchor.statements}
    waiting: dict[Statement, Unassigned] = {}
    for entry in content.dimensions:
        for anchor in entry.anchors if entry.key not in keys else ():
            for statement in anchor.statements:
                if statement.kind in _LINKED_KINDS and statement not in still:
                    scores = (*waiting[statement].scores, anchor.score) if statement in waiting else (anchor.score,)
                    reason = f"its dimension “{entry.name}” was left out"
                    waiting[statement] = Unassigned(statement, reason, tuple(sorted(set(scores), reverse=True)))
    return replace(
        content,
        dimensions=kept,
        signals=tuple(
            signal if signal.dimension in keys else replace(signal, dimension=None) for signal in content.signals
        ),
        exercises=tuple(
            replace(exercise, dimensions=tuple(key for key in exercise.dimensions if key in keys))
            for exercise in content.exercises
        ),
        unassigned=(*content.unassigned, *waiting.values()),
    )


_LINKED_KINDS = {StatementKind.responsibility, StatementKind.strong_signal, StatementKind.weak_signal}
