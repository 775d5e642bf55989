"""What a person puts right in the dimensions of hiring criteria: names, groups, dimensions left out, dimensions that join.

It is kept like that of a ladder, at the place before the first one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.errors import InvalidInput
from rubrics.corrections.applying import home_of
from rubrics.corrections.values import LadderCorrection, RowCorrection
from rubrics.documents.reading import (
    CompetencyReading,
    CriteriaReading,
    DimensionReading,
    Finding,
    GuidelineReading,
    LadderReading,
    Reading,
)
from rubrics.documents.reading.criteria import Anchor, Signal

SCORECARD = 0
"""The place of the dimensions among the corrections; ladders begin at 1."""


def scorecard(criteria: CriteriaReading | None) -> LadderReading | None:
    """The dimensions as rows, and their anchors as cells, as far as corrections need them; None without dimensions."""
    if criteria is None or not criteria.dimensions:
        return None
    counts: dict[str, int] = {}
    rows: list[CompetencyReading] = []
    for line in criteria.dimensions:
        counts[line.name] = counts.get(line.name, 0) + 1
        rows.append(CompetencyReading(line.position, line.name, line.group, counts[line.name], locator=line.locator))
    cells = tuple(
        GuidelineReading(anchor.score, line.position, anchor.text, anchor.items, locator=anchor.locator)
        for line in criteria.dimensions
        for anchor in line.anchors
    )
    return LadderReading("the scorecard", competencies=tuple(rows), guidelines=cells)


def corrected_scorecard(reading: Reading, correction: LadderCorrection | None) -> Reading:
    """The reading with its dimensions put right, and a finding where that changed anything.

    Of dimensions that join, the anchors of one score become one, each text an item of its own. Raises InvalidInput where a
    dimension would lose its name, or join itself or one that is gone.
    """
    if correction is None or reading.criteria is None:
        return reading
    criteria = reading.criteria
    rows = {
        line.position: correction.rows.get(line.position, RowCorrection(line.name, line.group))
        for line in criteria.dimensions
    }
    _refuse_nameless(criteria, rows)
    homes = {place: home_of(place, rows) for place, row in rows.items() if not row.is_left_out}
    kept = [line for line in criteria.dimensions if homes.get(line.position) == line.position]
    seats = {line.position: place for place, line in enumerate(kept, start=1)}
    parts = {line.position: line for line in criteria.dimensions}
    lines = tuple(
        _joined(
            replace(
                line, position=seats[line.position], name=rows[line.position].name, group=rows[line.position].group
            ),
            [parts[place] for place, home in homes.items() if home == line.position != place],
        )
        for line in kept
    )
    if lines == criteria.dimensions:
        return reading
    moved = {place: seats[home] for place, home in homes.items()}
    said = Finding("info", kept[0].locator if kept else "the document", f"By hand: {_said(rows)}.")
    better = replace(
        criteria,
        dimensions=lines,
        strong_signals=_under(criteria.strong_signals, moved),
        weak_signals=_under(criteria.weak_signals, moved),
        red_flags=_under(criteria.red_flags, moved),
    )
    return replace(reading, criteria=better, findings=(*reading.findings, said))


def _refuse_nameless(criteria: CriteriaReading, rows: Mapping[int, RowCorrection]) -> None:
    for line in criteria.dimensions:
        mine = rows[line.position]
        if line.name and not mine.name and not mine.is_left_out and mine.into is None:
            message = f"Give “{line.name}” a name, or leave it out."
            raise InvalidInput(message, {f"row-{line.position}-name": [message]})


def _under(signals: tuple[Signal, ...], moved: Mapping[int, int]) -> tuple[Signal, ...]:
    """The signals under the dimensions as they are counted now; under none where theirs is left out."""
    return tuple(
        replace(signal, dimension=moved.get(signal.dimension)) if signal.dimension else signal for signal in signals
    )


def _joined(line: DimensionReading, others: list[DimensionReading]) -> DimensionReading:
    anchors: dict[int, Anchor] = {}
    for anchor in (anchor for part in (line, *others) for anchor in part.anchors):
        mine = anchors.get(anchor.score)
        anchors[anchor.score] = (
            anchor
            if mine is None
            else replace(
                mine,
                text=f"{mine.text} {anchor.text}",
                items=(*(mine.items or (mine.text,)), *(anchor.items or (anchor.text,))),
                locator=f"{mine.locator}; {anchor.locator}",
            )
        )
    return replace(
        line,
        anchors=tuple(anchors[score] for score in sorted(anchors)),
        text=" ".join(part.text for part in (line, *others) if part.text) or None,
        questions=tuple(question for part in (line, *others) for question in part.questions),
    )


def _said(rows: Mapping[int, RowCorrection]) -> str:
    joined = sum(row.into is not None and not row.is_left_out for row in rows.values())
    gone = sum(row.is_left_out for row in rows.values())
    counts = ((joined, "joined another"), (gone, "left out"))
    parts = [f"{number} {'dimension' if number == 1 else 'dimensions'} {what}" for number, what in counts if number]
    return "; ".join(parts) or "names of dimensions were changed"
