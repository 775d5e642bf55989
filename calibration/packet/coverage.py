"""How much evidence there is, and what a reader should bear in mind about it."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.labels import listed, points
from calibration.packet.reading import Reading
from calibration.packet.record import Figure

FEWER = "Less evidence than planned."


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How much of the plan one dimension got; `note` is empty when nothing is missing."""

    name: str
    planned: str
    observed: str
    note: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One statistic as printed."""

    name: str
    value: str
    interval: str
    note: str


def coverage_rows(reading: Reading) -> tuple[CoverageRow, ...]:
    """Every dimension: interviews that had it in focus, scores that counted, and the gap: in the committee's words, where they left any."""
    gaps = {gap.dimension: gap for gap in reading.record.calibration.gaps}
    rows = []
    for dimension in reading.dimensions.values():
        gap = gaps.get(dimension.id)
        standing = reading.standings.get(dimension.id)
        planned = sum(
            dimension.id in interview.focus and not interview.shadow and interview.status != "cancelled"
            for interview in reading.record.application.interviews
        )
        observed = standing.n if standing else 0
        rows.append(
            CoverageRow(
                name=dimension.name,
                planned=str(gap.planned if gap else planned),
                observed=str(gap.observed if gap else observed),
                note=(gap.note if gap and gap.note else FEWER) if gap or observed < planned else "",
            )
        )
    return tuple(rows)


def uncertainty(reading: Reading) -> tuple[str, ...]:
    """What a reader should bear in mind about this evidence, in sentences."""
    record = reading.record
    names = [(dimension.name, reading.standings.get(dimension.id)) for dimension in reading.dimensions.values()]
    unseen = tuple(name for name, standing in names if standing is None or standing.n == 0)
    single = tuple(name for name, standing in names if standing is not None and standing.n == 1)
    split = tuple(
        name
        for name, standing in names
        if standing is not None
        and standing.low is not None
        and standing.high is not None
        and standing.high - standing.low >= 2
    )
    sentences = []
    if not record.scorecards:
        sentences.append("No scorecard was submitted: nothing in this packet rests on observed evidence.")
    if unseen:
        sentences.append(f"Nobody observed {listed(unseen)}. No score means no evidence, never a low score.")
    if single:
        sentences.append(
            f"{listed(single)} rest on a single score each."
            if len(single) > 1
            else f"{single[0]} rests on a single score."
        )
    if split:
        sentences.append(
            f"Interviewers lie two points or more apart on {listed(split)}; read the notes before the mean."
        )
    carded = {card.interview for card in record.scorecards}
    silent = tuple(
        f"{interview.title} ({interview.interviewer.name}, {interview.status})"
        for interview in record.application.interviews
        if interview.id not in carded
    )
    if silent:
        sentences.append(f"Without a submitted scorecard: {listed(silent)}.")
    sentences.append(
        "Scores by one interviewer are not independent of each other: six ratings from one conversation are one view, not six."
    )
    return tuple(sentences)


def figure_row(figure: Figure) -> FigureRow:
    """A statistic as printed."""
    interval = (
        f"{points(figure.low)} to {points(figure.high)}" if figure.low is not None and figure.high is not None else ""
    )
    return FigureRow(name=figure.name, value=points(figure.value), interval=interval, note=figure.note or "")
