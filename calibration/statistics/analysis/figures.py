"""Numbers as JSON can hold them."""

from __future__ import annotations

import math


def figure(value: float | None) -> float | None:
    """The value as a plain float, None when it is not finite."""
    return float(value) if value is not None and math.isfinite(value) else None
