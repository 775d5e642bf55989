"""The strip plot of a record: which dots each dimension has."""

from __future__ import annotations

from calibration.packet.reading import Reading
from calibration.packet.strip_plot import StripDot, StripPlot, StripRow, strip_plot


def record_plot(reading: Reading) -> StripPlot | None:
    """The strip plot; `None` when there is no rating to draw."""
    if not reading.ratings:
        return None
    scale = reading.record.rubric.scale
    rows = []
    for dimension in reading.dimensions.values():
        standing = reading.standings.get(dimension.id)
        rows.append(
            StripRow(
                name=dimension.name,
                bar=dimension.bar,
                dots=_dots(reading, dimension.id),
                mean=standing.mean if standing else None,
                spread=standing.spread if standing else None,
                distance=standing.distance if standing else None,
                must_have=dimension.must_have,
            )
        )
    return strip_plot(rows, scale.low, scale.high)


def _dots(reading: Reading, dimension: str) -> tuple[StripDot, ...]:
    dots = []
    for card in reading.record.scorecards:
        score = reading.score(card, dimension)
        letter = reading.key_letters[card.id]
        changes = reading.adjustments.get((card.id, dimension), ())
        if changes and changes[0].before is not None and changes[0].before != score:
            dots.append(StripDot(letter=letter, score=changes[0].before, kind="before"))
        if score is not None:
            kind = "shadow" if card.shadow else "adjusted" if changes else "counted"
            dots.append(StripDot(letter=letter, score=score, kind=kind))
    return tuple(dots)
