"""Every dimension against its bar, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.labels import distance_text, mean_text, points, standing_label
from calibration.packet.reading import LEFT_OUT, Reading


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One dimension against its bar."""

    name: str
    group: str
    must_have: bool
    bar: str
    n: str
    mean: str
    spread: str
    span: str
    distance: str
    standing: str
    mark: str
    tone: str
    discuss: str


def standing_row(reading: Reading, dimension_id: str) -> StandingRow:
    """Where one dimension stands, as printed."""
    dimension = reading.dimensions[dimension_id]
    standing = reading.standings.get(dimension_id)
    mean, distance = (standing.mean, standing.distance) if standing else (None, None)
    return StandingRow(
        name=dimension.name,
        group=dimension.group or "",
        must_have=dimension.must_have,
        bar=points(dimension.bar),
        n=str(standing.n if standing else 0),
        mean=mean_text(mean),
        spread=mean_text(standing.spread if standing else None),
        span=_span(standing.low, standing.high) if standing else mean_text(None),
        distance=distance_text(distance),
        standing=LEFT_OUT if standing and standing.n and mean is None else standing_label(distance),
        mark=_mark(distance),
        tone="" if not distance else "above" if distance > 0 else "below",
        discuss=(standing.discuss_reason or "Marked for discussion.") if standing and standing.discuss else "",
    )


def _span(low: float | None, high: float | None) -> str:
    """The range of scores, `2–4`, or one number when all are equal."""
    if low is None or high is None:
        return mean_text(None)
    return points(low) if low == high else f"{points(low)}\N{EN DASH}{points(high)}"


def _mark(distance: float | None) -> str:
    if distance is None:
        return ""
    if distance > 0:
        return "\N{BLACK UP-POINTING TRIANGLE}"
    return "\N{BLACK DOWN-POINTING TRIANGLE}" if distance < 0 else "\N{BLACK CIRCLE}"
