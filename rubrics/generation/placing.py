"""Where each statement of the sources goes, and why an anchor stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.content import Anchor, RubricDimension, Statement
from rubrics.enums import StatementKind
from rubrics.generation.inputs import Criteria, CriteriaDimension, Ladder, Link, Signal, SubjectKind
from rubrics.generation.levels import BAR, SCORES, Step
from rubrics.generation.members import Members, linked_responsibilities
from rubrics.generation.observable import observable_first
from rubrics.generation.statements import named, split, whole

STRONG_SCORES = (4,)
WEAK_SCORES = (2, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all dimensions of one draft share.

    `criteria_fit` is None when the criteria's own anchors are written for the target level, else the reason why they are
    not placed.
    """

    ladder: Ladder | None
    criteria: Criteria | None
    steps: tuple[Step, ...]
    links: tuple[Link, ...]
    criteria_fit: str | None


def dimension_of(members: Members, frame: Frame, name: str, weight: float) -> RubricDimension:
    """The dimension with its anchors 1 to 5, lowest first."""
    return RubricDimension(
        key=members.keys[0],
        name=name,
        group=members.group,
        description=_description(members, frame),
        questions=tuple(question for dimension in members.dimensions for question in dimension.questions),
        weight=weight,
        must_have=any(dimension.must_have for dimension in members.dimensions),
        bar=BAR,
        anchors=tuple(_anchor(step, members, frame) for step in frame.steps),
    )


def own_scores(criteria: Criteria, anchors: Sequence[int]) -> dict[int, int]:
    """Score on the criteria's scale -> score here, for those of `anchors` that have an exact counterpart.

    The ends of both scales meet and the steps between are even: 0–4 becomes 1–5, of 1–3 the middle becomes 3, and of 1–4
    only the ends have a counterpart.
    """
    width = criteria.scale_high - criteria.scale_low
    if width <= 0:
        return {}
    span = SCORES[-1] - SCORES[0]
    return {
        score: SCORES[0] + (score - criteria.scale_low) * span // width
        for score in anchors
        if criteria.scale_low <= score <= criteria.scale_high and (score - criteria.scale_low) * span % width == 0
    }


def _description(members: Members, frame: Frame) -> tuple[Statement, ...]:
    """What the sources say of the dimension as a whole, with the entries of what to assess a person linked to it."""
    texts = [dimension.description for dimension in members.dimensions]
    found = [whole(text, StatementKind.assess) for text in texts if text]
    entries = list(members.assess)
    if frame.criteria is not None:
        own = set(members.keys)
        linked = {link.subject for link in frame.links if link.target in own} - own
        entries += [entry for entry in frame.criteria.assess if entry.key in linked]
    found += [named(entry, members.name) for entry in entries if entry.text]
    texts = [competency.description for competency in members.competencies]
    found += [whole(text, StatementKind.assess) for text in texts if text]
    return tuple(found)


def _anchor(step: Step, members: Members, frame: Frame) -> Anchor:
    statements = observable_first(
        (
            *_guidelines(step, members, frame),
            *_responsibilities(step, members, frame),
            *_own_anchors(step, members, frame),
            *_signals(step, members, frame),
        )
    )
    return Anchor(
        score=step.score,
        meaning=step.meaning,
        level_code=step.level_code,
        statements=statements,
        unwritten=None if statements else _why_unwritten(step, members, frame),
    )


def _guidelines(step: Step, members: Members, frame: Frame) -> list[Statement]:
    if frame.ladder is None or step.texts_from is None:
        return []
    texts = [frame.ladder.guideline(step.texts_from.position, entry.position) for entry in members.competencies]
    return [statement for text in texts if text for statement in split(text, StatementKind.guideline)]


def _responsibilities(step: Step, members: Members, frame: Frame) -> list[Statement]:
    if frame.ladder is None or step.texts_from is None:
        return []
    linked = linked_responsibilities(frame.ladder, members.keys, frame.links)
    return [
        whole(entry.text, StatementKind.responsibility) for entry in linked if entry.level == step.texts_from.position
    ]


def _own_anchors(step: Step, members: Members, frame: Frame) -> list[Statement]:
    if frame.criteria is None or frame.criteria_fit is not None:
        return []
    found: list[Statement] = []
    for dimension in members.dimensions:
        counterparts = own_scores(frame.criteria, [score for score, _ in dimension.anchors])
        for score, text in dimension.anchors:
            if counterparts.get(score) == step.score:
                found += split(text, StatementKind.criteria_anchor)
    return found


def _signals(step: Step, members: Members, frame: Frame) -> list[Statement]:
    if frame.criteria is None:
        return []
    found: list[Statement] = []
    if step.score in STRONG_SCORES:
        found += [
            whole(signal.text, StatementKind.strong_signal)
            for signal in frame.criteria.strong_signals
            if belongs(signal, SubjectKind.strong_signal, members, frame.links)
        ]
    if step.score in WEAK_SCORES:
        found += [
            whole(signal.text, StatementKind.weak_signal)
            for signal in frame.criteria.weak_signals
            if belongs(signal, SubjectKind.weak_signal, members, frame.links)
        ]
    return found


def belongs(signal: Signal, kind: SubjectKind, members: Members, links: Sequence[Link]) -> bool:
    """Whether a signal is the dimension's: by a confirmed link, or because the source itself lists it there."""
    if signal.under is not None and _position_key(signal.under) in members.keys:
        return True
    return any(link.subject == kind.key(signal.position) and link.target in members.keys for link in links)


def _position_key(position: int) -> str:
    return SubjectKind.dimension.key(position)


def _why_unwritten(step: Step, members: Members, frame: Frame) -> str:
    """Everything that was looked for and is not there, in words."""
    reasons = []
    if step.absent is not None:
        reasons.append(step.absent)
    elif frame.ladder is not None and step.texts_from is not None:
        if members.competencies:
            reasons += _why_ladders_are_silent(step.texts_from.target_code, members)
            if frame.ladder.cumulative and _asks_below(frame.ladder, step.texts_from.position, members):
                reasons.append("its levels build up, so what the level below asks still holds")
        else:
            reasons.append(f"nothing the ladder says of {step.texts_from.target_code} is linked with this dimension")
    if frame.criteria is not None:
        reasons += _why_criteria_are_silent(step, members.dimensions, frame, frame.criteria)
    return "; ".join(reasons)


def _asks_below(ladder: Ladder, position: int, members: Members) -> bool:
    """Whether a lower level has a guideline for one of the members' rows."""
    rows = {entry.position for entry in members.competencies}
    return any(cell.level < position and cell.competency in rows for cell in ladder.guidelines)


def _why_ladders_are_silent(code: str, members: Members) -> list[str]:
    own = [f"“{entry.name}”" for entry in members.competencies if not entry.merged_from]
    reasons = [f"the ladder has no guideline for {' or '.join(own)} at {code}"] if own else []
    for other in dict.fromkeys(entry.merged_from for entry in members.competencies if entry.merged_from):
        names = [f"“{entry.name}”" for entry in members.competencies if entry.merged_from == other]
        reasons.append(f"“{other}” has no guideline for {' or '.join(names)} beside {code}")
    return reasons


def _why_criteria_are_silent(
    step: Step, dimensions: Sequence[CriteriaDimension], frame: Frame, criteria: Criteria
) -> list[str]:
    reasons = []
    if dimensions:
        given = [score for dimension in dimensions for score, _ in dimension.anchors]
        if step.score in own_scores(criteria, given).values():
            reasons.append(frame.criteria_fit or "")
        else:
            reasons.append(f"the criteria give no text for {step.score}")
    if step.score in STRONG_SCORES and criteria.strong_signals:
        reasons.append("no strong signal is linked with it")
    if step.score in WEAK_SCORES and criteria.weak_signals:
        reasons.append("no weak signal is linked with it")
    return [reason for reason in reasons if reason]
