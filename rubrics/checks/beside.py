"""Checks of what stands beside the anchors: questions, signals, red flags and exercises are read to candidates too."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.checks import wording
from rubrics.checks.finding import Finding, Place
from rubrics.content import RubricContent, RubricDimension, RubricExercise
from rubrics.enums import SignalKind

_LISTS = {
    SignalKind.STRONG: "Strong signals",
    SignalKind.WEAK: "Weak signals",
    SignalKind.RED_FLAG: "Red flags",
}


def beside_findings(content: RubricContent) -> Iterator[Finding]:
    """What the checks say of dimensions as a whole, of their questions, of signals at no score, and of exercises."""
    for dimension in content.dimensions:
        yield from _about(dimension)
    yield from _signals(content)
    for exercise in content.exercises:
        yield from _exercise(exercise)


def _about(dimension: RubricDimension) -> Iterator[Finding]:
    for statement in dimension.description:
        yield from wording.question_findings(
            statement.text, Place(dimension.key, f"{dimension.name}, what it is about")
        )
    for question in dimension.questions:
        yield from wording.question_findings(question, Place(dimension.key, f"{dimension.name}, questions"))


def _signals(content: RubricContent) -> Iterator[Finding]:
    anchors = (anchor for dimension in content.dimensions for anchor in dimension.anchors)
    checked = {statement.text for anchor in anchors for statement in anchor.statements}
    for kind, title in _LISTS.items():
        texts = [signal.statement.text for signal in content.signals if signal.kind is kind]
        for number, text in enumerate(texts, start=1):
            if text not in checked:
                yield from wording.statement_findings(text, Place(name=title, statement=number))


def _exercise(exercise: RubricExercise) -> Iterator[Finding]:
    for text in (exercise.name, *exercise.task, *exercise.look_fors):
        yield from wording.question_findings(text, Place(name=exercise.name))
