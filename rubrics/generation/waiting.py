"""The statements to assign: what the sources say that no person has placed yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rubrics.content import Unassigned
from rubrics.enums import StatementKind
from rubrics.generation.inputs import Criteria, Ladder, Link, SubjectKind
from rubrics.generation.levels import BAR
from rubrics.generation.members import Members
from rubrics.generation.placing import STRONG_SCORES, WEAK_SCORES, Frame, belongs, own_scores
from rubrics.generation.statements import named, split, whole

_NO_DIMENSION = "nobody has said yet which dimension it belongs to"


def unassigned(frame: Frame, groups: Sequence[Members]) -> tuple[Unassigned, ...]:
    """Responsibilities, the criteria's own anchors, signals and what to assess, in this order, each with the reason."""
    return (
        *(_responsibilities(frame.ladder, frame) if frame.ladder else ()),
        *(_own_anchors(frame.criteria, frame, groups) if frame.criteria else ()),
        *(_signals(frame.criteria, groups, frame.links) if frame.criteria else ()),
        *(_assess(frame.criteria, frame.links) if frame.criteria else ()),
    )


def _responsibilities(ladder: Ladder, frame: Frame) -> Iterator[Unassigned]:
    """Those of the target; those of its neighbours too where the ladder has no guidelines to speak for them."""
    linked = {link.subject for link in frame.links}
    for step in reversed(frame.steps):
        if step.texts_from is None or (step.score != BAR and ladder.guidelines):
            continue
        for entry in ladder.responsibilities:
            if entry.level == step.texts_from.position and entry.key not in linked:
                yield Unassigned(whole(entry.text, StatementKind.responsibility), _NO_DIMENSION, (step.score,))


def _own_anchors(criteria: Criteria, frame: Frame, groups: Sequence[Members]) -> Iterator[Unassigned]:
    """The criteria's anchor texts that no score of this rubric may take."""
    for dimension in (dimension for group in groups for dimension in group.dimensions):
        counterparts = own_scores(criteria, [score for score, _ in dimension.anchors])
        for score, text in dimension.anchors:
            if frame.criteria_fit is not None:
                reason = f"score {score} of “{dimension.name}”: {frame.criteria_fit}"
            elif score not in counterparts:
                scale = f"{criteria.scale_low}–{criteria.scale_high}"
                reason = f"score {score} of “{dimension.name}” on the criteria's scale {scale} has no exact score here"
            else:
                continue
            scores = (counterparts[score],) if score in counterparts else ()
            for statement in split(text, StatementKind.criteria_anchor):
                yield Unassigned(statement, reason, scores)


def _signals(criteria: Criteria, groups: Sequence[Members], links: Sequence[Link]) -> Iterator[Unassigned]:
    """Strong and weak signals; red flags wait for nothing, since they belong to no score."""
    lists = (
        (SubjectKind.strong_signal, StatementKind.strong_signal, criteria.strong_signals, STRONG_SCORES),
        (SubjectKind.weak_signal, StatementKind.weak_signal, criteria.weak_signals, WEAK_SCORES),
    )
    for subject, kind, signals, scores in lists:
        for signal in signals:
            if not any(belongs(signal, subject, group, links) for group in groups):
                yield Unassigned(whole(signal.text, kind), _NO_DIMENSION, scores)


def _assess(criteria: Criteria, links: Sequence[Link]) -> Iterator[Unassigned]:
    """What to assess, where the criteria have dimensions beside it."""
    linked = {link.subject for link in links}
    for entry in criteria.assess if criteria.dimensions else ():
        if entry.text is not None and entry.key not in linked:
            yield Unassigned(named(entry), _NO_DIMENSION)
