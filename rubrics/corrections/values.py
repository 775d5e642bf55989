"""What a person may put right in a ladder, as plain values that are kept with the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LevelCorrection:
    """How a level is written, None for a half it does not have; it may be left out with all that is said of it."""

    code: str | None
    name: str | None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class RowCorrection:
    """What a row is called; it may be left out, or its guidelines may join another row (`into`, a position)."""

    name: str
    group: str | None = None
    is_left_out: bool = False
    into: int | None = None


@dataclass(frozen=True, slots=True)
class LadderCorrection:
    """One ladder: its name, whether it is left out or turned (rows become levels), its levels and rows by position.

    `order` holds the positions of all levels from the lowest to the highest; None is the order of the document, turned round
    where its levels fall.
    """

    name: str | None = None
    is_left_out: bool = False
    is_turned: bool = False
    levels: Mapping[int, LevelCorrection] = field(default_factory=dict)
    rows: Mapping[int, RowCorrection] = field(default_factory=dict)
    order: tuple[int, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """The correction as it is kept."""
        return {
            "name": self.name,
            "left_out": self.is_left_out,
            "turned": self.is_turned,
            "order": None if self.order is None else list(self.order),
            "levels": {str(key): [entry.code, entry.name, entry.is_left_out] for key, entry in self.levels.items()},
            "rows": {
                str(key): [entry.name, entry.group, entry.is_left_out, entry.into] for key, entry in self.rows.items()
            },
        }


def ladder_correction(value: Mapping[str, Any]) -> LadderCorrection:
    """The correction that `to_json` gave as plain values."""
    levels = {int(key): LevelCorrection(*entry) for key, entry in value["levels"].items()}
    order = value.get("order")
    if order is None and value.get("reversed") is not None:
        # Kept before single levels could be moved: the whole order was turned round, or was not.
        order = sorted(levels, reverse=value["reversed"]) or None
    return LadderCorrection(
        name=value["name"],
        is_left_out=value["left_out"],
        is_turned=value["turned"],
        levels=levels,
        rows={int(key): RowCorrection(*entry) for key, entry in value["rows"].items()},
        order=None if order is None else tuple(order),
    )
