"""The readable difference between two contents of a rubric: what a reviewer of a new version has to look at."""

from __future__ import annotations

from rubrics.content import RubricContent
from rubrics.difference.change import Change, ChangeKind
from rubrics.difference.dimensions import dimension_changes, partners
from rubrics.difference.others import exercise_changes, signal_changes, waiting_changes, whole_changes
from rubrics.difference.statements import statement_changes

__all__ = ["Change", "ChangeKind", "difference", "partners"]


def difference(before: RubricContent, after: RubricContent) -> tuple[Change, ...]:
    """All changes from one content to the other, the rubric as a whole first; empty exactly when they say the same.

    Dimensions are recognised by their key, else by their name. A statement with the same words elsewhere was moved; one in
    the same anchor with most of its words, or edited from the same original, was edited.
    """
    pairs = partners(before, after)
    changes = [*whole_changes(before, after), *dimension_changes(before, after, pairs)]
    changes += statement_changes(before, after, pairs)
    changes += signal_changes(before, after, pairs)
    changes += exercise_changes(before, after, pairs)
    changes += waiting_changes(before, after)
    return tuple(changes)
