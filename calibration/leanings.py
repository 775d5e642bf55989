"""Where an interviewer's scores lean on one dimension beside their others: made for a run, told for a conversation.

Severity says how scores lie beside those of colleagues over all dimensions; a leaning says on which of them that differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calibration.measurement import Fit

NOTABLE = 0.1
"""Points under which a leaning is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """One dimension: over `ratings` scores, `bias` in points (positive: harder than on the others) with its 90 % `interval`.

    `stands` after control of the false discovery rate over everybody and every dimension of the line.
    """

    dimension: str
    ratings: int
    bias: float
    interval: tuple[float, float]
    stands: bool


def leanings(found: Fit) -> dict[str, list[list[Any]]]:
    """[dimension key, ratings, bias, lower and upper end, stands] by interviewer, as JSON; empty without a model.

    Only where FEWEST_RATINGS scores of people were counted: benchmark exercises steady the model and open no gate.
    """
    import numpy as np  # only where a run is made: the web process tells leanings and is small without SciPy

    from calibration.measurement.fitted import figure
    from calibration.statistics.raters import FEWEST_RATINGS, dimension_biases

    rows: dict[str, list[list[Any]]] = {}
    if found.model is None:
        return rows
    table, places = found.counted, len(found.table.dimensions)
    size = len(found.table.interviewers) * places
    counts = np.bincount(table.interviewer * places + table.dimension, minlength=size).reshape(-1, places)
    number = {name: code for code, name in enumerate(found.table.interviewers)}
    place = {name: code for code, name in enumerate(found.table.dimensions)}
    for row in dimension_biases(found.table, found.model):
        count = int(counts[number[row.interviewer], place[row.dimension]])
        if count >= FEWEST_RATINGS:
            ends = [figure(end) for end in row.interval]
            rows.setdefault(row.interviewer, []).append([row.dimension, count, figure(row.bias), *ends, row.flagged])
    return rows


def told_leanings(rows: Sequence[Sequence[Any]], names: Mapping[str, str]) -> tuple[Leaning, ...]:
    """The stored rows with the dimensions' names, in the order of `names`, the rubric's; a run of old has none."""
    order = {key: place for place, key in enumerate(names)}
    return tuple(
        Leaning(names.get(key, key), ratings, bias, (low, high), stands)
        for key, ratings, bias, low, high, stands in sorted(rows, key=lambda row: (order.get(row[0], 999), row[0]))
    )


def leaning_words(rows: Sequence[Leaning]) -> tuple[str, ...]:
    """A sentence for each leaning that stands and is worth one; to learn from, without blame."""
    return tuple(
        f"On {row.dimension}, scores lie about {abs(row.bias):.1f} points {'lower' if row.bias > 0 else 'higher'} beside "
        "colleagues’ than on the other dimensions. Reading its anchors with a colleague shows what each of you looks for."
        for row in rows
        if row.stands and abs(row.bias) >= NOTABLE
    )
