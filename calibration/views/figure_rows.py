"""One line of the model's figures, ready to print: words, standing, the interval drawn on the scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from calibration.measured import Level, Measured, MeasuredDimension
from calibration.statistics.standing import Standing, standing
from scorecards.queries.evidence import Evidence

TONES = {
    Standing.CLEAR: ("good", "double-check"),
    Standing.LIKELY: ("good", "check"),
    Standing.BORDERLINE: ("caution", "level"),
    Standing.UNLIKELY: ("danger", "down"),
    Standing.CLEARLY_BELOW: ("danger", "cross"),
    Standing.INSUFFICIENT: ("neutral", "question"),
}
WIDTH, EDGE = 220, 12
DOT_STEP = 6


@dataclass(frozen=True)
class Mark:
    """A standing as a badge."""

    word: str
    tone: str
    icon: str


@dataclass(frozen=True)
class IntervalDrawing:
    """One interval on the scale, in pixels of a drawing WIDTH wide: raw mean, estimate, interval, bar.

    `bar_x` is None where the scale ends before the bar. `dots`: the places of the single scores; equal ones lie side by side.
    """

    title: str
    bar_x: float | None
    raw_x: float
    estimate_x: float
    low_x: float
    high_x: float
    ticks: tuple[float, ...]
    dots: tuple[float, ...] = ()


@dataclass(frozen=True)
class FigureRow:
    """One line: a dimension, the overall level, or a candidate. Words are ready to print; `drawing` None: no estimate.

    `mark` is None where no model has spoken.
    """

    name: str
    url: str
    raw: str
    raw_url: str
    count: str
    adjusted: str | None
    interval: str | None
    chance: str | None
    mark: Mark | None
    crosses: str | None
    drawing: IntervalDrawing | None


@dataclass(frozen=True)
class Origin:
    """Where numbers lead: the page of the evidence (empty: this one), that of the figures; and the scale they are on."""

    evidence: str
    figures: str
    scale: tuple[int, int]


def overall_row(shown: Measured, origin: Origin, *, name: str) -> FigureRow | None:
    """The overall level; None without an estimate."""
    if shown.level is None or shown.raw is None or shown.bar is None:
        return None
    return _row(
        name=name,
        url=f"{origin.figures}#overall",
        raw=shown.raw,
        raw_url=f"{origin.evidence}#scores",
        count=f"{shown.interviewers} interviewers",
        bar=shown.bar,
        level=shown.level,
        probability=shown.probability,
        stands=shown.standing,
        crosses=shown.crosses,
        scale=origin.scale,
    )


def dimension_row(row: MeasuredDimension, origin: Origin, *, name: str, scores: Sequence[int] = ()) -> FigureRow:
    """The level on one dimension, drawn with the single `scores` as they were given."""
    return _row(
        name=name,
        url=f"{origin.figures}#figure-{row.id}",
        raw=row.raw,
        raw_url=f"{origin.evidence}#dimension-{row.id}",
        count=_people(row.count),
        bar=row.bar,
        level=row.level,
        probability=row.probability,
        stands=row.standing,
        crosses=row.crosses,
        scale=origin.scale,
        scores=scores,
    )


def given_scores(evidence: Evidence) -> dict[int, list[int]]:
    """The observed scores by dimension, as submitted in the interviews that count."""
    found: dict[int, list[int]] = {}
    for interview in evidence.counted:
        for rating in interview.card.ratings if interview.card else ():
            if rating.score is not None:
                found.setdefault(rating.dimension_id, []).append(rating.score)
    return found


def raw_row(origin: Origin, *, name: str, dimension_id: int, raw: float | None, count: int) -> FigureRow:
    """The raw mean on one dimension where no model has spoken."""
    return FigureRow(
        name=name,
        url=f"{origin.figures}#figure-{dimension_id}",
        raw="none" if raw is None else f"{raw:.1f}",
        raw_url=f"{origin.evidence}#dimension-{dimension_id}",
        count=_people(count),
        adjusted=None,
        interval=None,
        chance=None,
        mark=None,
        crosses=None,
        drawing=None,
    )


def _people(count: int) -> str:
    return f"{count} {'interviewer' if count == 1 else 'interviewers'}"


def _row(
    *,
    name: str,
    url: str,
    raw: float | None,
    raw_url: str,
    count: str,
    bar: float,
    level: Level | None,
    probability: float | None,
    stands: Standing,
    crosses: bool,
    scale: tuple[int, int],
    scores: Sequence[int] = (),
) -> FigureRow:
    direction = "over" if level is not None and level.estimate >= bar else "under"
    return FigureRow(
        name=name,
        url=url,
        raw="none" if raw is None else f"{raw:.1f}",
        raw_url=raw_url,
        count=count,
        adjusted=f"{level.estimate:.1f}" if level else None,
        interval=f"{level.low:.1f} to {level.high:.1f}" if level else None,
        chance=share(probability) if probability is not None else None,
        mark=mark(stands),
        crosses=f"The adjustment crosses the bar: {direction} {bar:.1f}." if crosses else None,
        drawing=_drawing(name, raw, level, bar, scale, scores) if level is not None and raw is not None else None,
    )


def _drawing(
    name: str, raw: float, level: Level, bar: float, scale: tuple[int, int], scores: Sequence[int]
) -> IntervalDrawing:
    low, high = scale
    given = f"scores {', '.join(str(score) for score in sorted(scores))}, " if scores else ""

    def place(value: float) -> float:
        part = min(max((value - low) / (high - low), 0.0), 1.0)
        return round(EDGE + part * (WIDTH - 2 * EDGE), 1)

    return IntervalDrawing(
        title=f"{name}: {given}raw {raw:.1f}, adjusted {level.estimate:.1f}, 90 % interval {level.low:.1f} to {level.high:.1f}, bar {bar:.1f}",
        bar_x=place(bar) if low <= bar <= high else None,
        raw_x=place(raw),
        estimate_x=place(level.estimate),
        low_x=place(level.low),
        high_x=place(level.high),
        ticks=tuple(place(score) for score in range(low, high + 1)),
        dots=tuple(
            round(place(score) + DOT_STEP * (turn - (count - 1) / 2), 1)
            for score, count in sorted(Counter(scores).items())
            for turn in range(count)
        ),
    )


def mark(stands: Standing) -> Mark:
    """The badge of a standing."""
    tone, icon = TONES[stands]
    return Mark(stands.value.capitalize(), tone, icon)


def share(probability: float) -> str:
    """A probability in whole per cent, rounded so that it does not contradict its standing; never certain."""
    percent = round(probability * 100)
    if standing(percent / 100) is not standing(probability):
        percent = int(probability * 100) + (percent == int(probability * 100))
    return "under 1 %" if percent < 1 else "over 99 %" if percent > 99 else f"{percent} %"
