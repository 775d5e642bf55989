"""Geometry of the strip plot: every score as a dot, the mean and spread under it, the bar as a line through all rows.

Units are those of the drawing's `viewBox`; the drawing is scaled to the width of its place. The macro that draws it is
`strip_plot` in `templates/macros/charts.html`, the same on the page and in the packet.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calibration.packet.labels import count_text, distance_text, mean_text, points, standing_label

WIDTH = 720
AXIS_LEFT = 240
AXIS_RIGHT = 604
HEAD = 34
FOOT = 8
LABEL_CHARACTERS = 29
LETTERED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class StripDot:
    """One score to draw. `kind` is `counted`, `adjusted` (moved in calibration), `before` (where it was) or `shadow`."""

    letter: str
    score: int
    kind: str = "counted"


@dataclass(frozen=True, slots=True)
class StripRow:
    """One dimension to draw; `mean` and `spread` are `None` when they do not exist."""

    name: str
    bar: float
    dots: tuple[StripDot, ...]
    mean: float | None = None
    spread: float | None = None
    distance: float | None = None
    must_have: bool = False


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A dot at its place: centre, radius, the letter to write in it (empty when dots are too many for letters)."""

    x: float
    y: float
    radius: float
    letter: str
    text_y: float
    kind: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A dimension at its place. `lines` are text, baseline and whether bold; `mean_x` `None`: nobody observed it."""

    lines: tuple[tuple[str, float, bool], ...]
    top: float
    bottom: float
    height: float
    axis_y: float
    bar_x: float
    mean_x: float | None
    mean_shape: str
    spread_left: float
    spread_right: float
    dots: tuple[PlacedDot, ...]
    mean_label: str
    distance_label: str
    text_y: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class StripPlot:
    """A whole drawing. `title` says in words what it shows, for those who do not see it.

    `signs` are those drawn, which a key has to explain: the kinds of dots, `letters` in them, `mean`, `spread` around it.
    """

    width: int
    height: float
    top: float
    bottom: float
    tick_y: float
    mean_column: float
    distance_column: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[PlacedRow, ...]
    signs: frozenset[str]
    title: str


def strip_plot(rows: Sequence[StripRow], low: int, high: int) -> StripPlot:
    """The drawing of some dimensions on a scale from `low` to `high`; rows grow with the number of equal scores."""

    def place(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(AXIS_LEFT + min(max(share, 0.0), 1.0) * (AXIS_RIGHT - AXIS_LEFT), 1)

    lettered = max((len(row.dots) for row in rows), default=0) <= LETTERED_AT_MOST
    _, step, per_line = _sizes(lettered=lettered)
    placed = []
    top = float(HEAD)
    for index, row in enumerate(rows):
        crowd = max(Counter(dot.score for dot in row.dots).values(), default=1)
        stack = -(-crowd // per_line)
        names = _wrapped(row.name)
        lines = (*names, "must have") if row.must_have else names
        height = max(46.0, stack * step + 27.5, len(lines) * 15 + 14.0)
        axis_y = top + height - 17.0
        middle = top + height / 2
        placed.append(
            PlacedRow(
                lines=tuple(
                    (line, round(middle + 4.5 + (number - (len(lines) - 1) / 2) * 15, 1), number < len(names))
                    for number, line in enumerate(lines)
                ),
                top=top,
                bottom=top + height,
                height=height,
                axis_y=axis_y,
                bar_x=place(row.bar),
                mean_x=None if row.mean is None else place(row.mean),
                mean_shape="" if row.mean is None else _diamond(place(row.mean), axis_y),
                spread_left=place(row.mean - (row.spread or 0)) if row.mean is not None else 0,
                spread_right=place(row.mean + (row.spread or 0)) if row.mean is not None else 0,
                dots=_placed_dots(row.dots, place, axis_y - 17.0, lettered=lettered),
                mean_label=mean_text(row.mean),
                distance_label=distance_text(row.distance),
                text_y=round(middle + 4.5, 1),
                shaded=index % 2 == 1,
            )
        )
        top += height
    return StripPlot(
        width=WIDTH,
        height=top + FOOT,
        top=HEAD,
        bottom=top,
        tick_y=HEAD - 10,
        mean_column=AXIS_RIGHT + 56,
        distance_column=WIDTH - 6,
        ticks=tuple((place(score), str(score)) for score in range(low, high + 1)),
        rows=tuple(placed),
        signs=_signs(rows, lettered=lettered),
        title=_in_words(rows),
    )


def _signs(rows: Sequence[StripRow], *, lettered: bool) -> frozenset[str]:
    signs = {dot.kind for row in rows for dot in row.dots}
    if lettered and signs:
        signs.add("letters")
    if any(row.mean is not None for row in rows):
        signs.add("mean")
    if any(row.spread for row in rows):
        signs.add("spread")
    return frozenset(signs)


def _placed_dots(
    dots: tuple[StripDot, ...], place: Callable[[float], float], base_y: float, *, lettered: bool
) -> tuple[PlacedDot, ...]:
    """Equal scores side by side, centred on their score, in as many lines upwards as they need."""
    radius, step, per_line = _sizes(lettered=lettered)
    totals = Counter(dot.score for dot in dots)
    seen: Counter[int] = Counter()
    placed = []
    for dot in dots:
        line, column = divmod(seen[dot.score], per_line)
        in_line = min(per_line, totals[dot.score] - line * per_line)
        seen[dot.score] += 1
        x = place(dot.score) + (column - (in_line - 1) / 2) * step
        y = base_y - line * step
        placed.append(
            PlacedDot(
                x=round(x, 1),
                y=round(y, 1),
                radius=radius,
                letter=dot.letter if lettered else "",
                text_y=round(y + 3.6, 1),
                kind=dot.kind,
            )
        )
    return tuple(placed)


def _sizes(*, lettered: bool) -> tuple[float, float, int]:
    """Radius of a dot, distance of centres, and dots in one line."""
    return (8.5, 18.5, 4) if lettered else (4.2, 9.6, 8)


def _diamond(x: float, y: float) -> str:
    return f"{x},{y - 6.5} {x + 6.5},{y} {x},{y + 6.5} {x - 6.5},{y}"


def _wrapped(text: str) -> tuple[str, ...]:
    """A label in at most two lines of `LABEL_CHARACTERS`; what does not fit ends in an ellipsis."""
    lines = textwrap.wrap(text, LABEL_CHARACTERS, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}")
    return tuple(lines) or ("",)


def _in_words(rows: Sequence[StripRow]) -> str:
    """What the drawing shows, row by row."""
    sentences = []
    for row in rows:
        if row.mean is None:
            sentences.append(f"{row.name}: not observed.")
            continue
        counted = sum(dot.kind in {"counted", "adjusted"} for dot in row.dots)
        sentences.append(
            f"{row.name}: mean {points(row.mean)} from {count_text(counted, 'score')}, bar {points(row.bar)}, "
            f"{standing_label(row.distance).lower()}."
        )
    return " ".join(("Scores of each interviewer by dimension, against the bar.", *sentences))
