"""A reading of a document as input of generation, so that drafts of real documents are tested without a database."""

from __future__ import annotations

from rubrics.documents.reading import Anchor, LadderReading, Reading, Signal
from rubrics.generation import inputs


def ladder_input(reading: Reading, number: int = 1) -> inputs.Ladder | None:
    """The document's ladder of that number, counted from 1; None when it holds fewer."""
    if not 1 <= number <= len(reading.ladders):
        return None
    ladder = reading.ladders[number - 1]
    codes = {level.position: level.code or level.name for level in ladder.levels}

    def text(words: str, locator: str, level: int | None = None, items: tuple[str, ...] = ()) -> inputs.SourceText:
        return inputs.SourceText(words, reading.file, locator, codes.get(level) if level else None, items)

    return inputs.Ladder(
        name=ladder.name,
        levels=tuple(inputs.Level(level.position, level.code, level.name, level.track) for level in ladder.levels),
        competencies=tuple(
            inputs.Competency(
                entry.position,
                entry.name,
                entry.group,
                entry.occurrence,
                text(entry.text, entry.locator) if entry.text else None,
            )
            for entry in ladder.competencies
        ),
        guidelines=tuple(
            inputs.Guideline(cell.level, cell.competency, text(cell.text, cell.locator, cell.level, cell.items))
            for cell in ladder.guidelines
        ),
        responsibilities=_responsibilities(reading.file, ladder),
        cumulative=ladder.cumulative,
    )


def _responsibilities(file: str, ladder: LadderReading) -> tuple[inputs.Responsibility, ...]:
    codes = {level.position: level.code or level.name for level in ladder.levels}
    return tuple(
        inputs.Responsibility(
            number, entry.level, inputs.SourceText(entry.text, file, entry.locator, codes.get(entry.level))
        )
        for number, entry in enumerate(ladder.responsibilities, start=1)
    )


def criteria_input(reading: Reading) -> inputs.Criteria | None:
    """The document's hiring criteria; None when it holds none."""
    criteria = reading.criteria
    if criteria is None:
        return None

    def text(words: str, locator: str) -> inputs.SourceText:
        return inputs.SourceText(words, reading.file, locator)

    def anchored(anchor: Anchor) -> tuple[int, inputs.SourceText]:
        return anchor.score, inputs.SourceText(anchor.text, reading.file, anchor.locator, items=anchor.items)

    def signals(found: tuple[Signal, ...]) -> tuple[inputs.Signal, ...]:
        return tuple(
            inputs.Signal(number, text(signal.text, signal.locator), signal.dimension, signal.severity)
            for number, signal in enumerate(found, start=1)
        )

    return inputs.Criteria(
        name=(reading.blueprint.role if reading.blueprint else None) or reading.title or reading.file,
        level_word=reading.blueprint.level_word if reading.blueprint else None,
        scale_low=criteria.scale.low if criteria.scale else 1,
        scale_high=criteria.scale.high if criteria.scale else 5,
        assess=tuple(
            inputs.Assess(number, entry.name, text(entry.text, entry.locator) if entry.text else None)
            for number, entry in enumerate(criteria.assess, start=1)
        ),
        dimensions=tuple(
            inputs.CriteriaDimension(
                position=entry.position,
                name=entry.name,
                group=entry.group,
                weight=entry.weight,
                must_have=entry.must_have,
                description=text(entry.text, entry.locator) if entry.text else None,
                anchors=tuple(anchored(anchor) for anchor in entry.anchors),
                questions=entry.questions,
            )
            for entry in criteria.dimensions
        ),
        exercises=tuple(
            inputs.Exercise(number, entry.name, entry.minutes, entry.task, entry.evaluate, reading.file, entry.locator)
            for number, entry in enumerate(criteria.exercises, start=1)
        ),
        strong_signals=signals(criteria.strong_signals),
        weak_signals=signals(criteria.weak_signals),
        red_flags=signals(criteria.red_flags),
    )
