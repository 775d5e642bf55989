"""What a calibration run is made with: the model's version, and which ratings count. Without the model itself: pages ask too."""

from __future__ import annotations

from collections.abc import Iterable

MODEL_VERSION = "mixed-3"
"""Raised whenever a run keeps something else of the same inputs; lines fitted by an older one are fitted anew.

2: the joint chance of the must-haves against moved bars, how each dimension moves with the others, the links of teams.
3: the sample of candidates of a large line no longer depends on the order of their rows.
"""


def latest_ratings(rows: Iterable[tuple[int, int, str, int]]) -> list[tuple[int, int, str, int]]:
    """The rows (application, interviewer, key, score) sorted, where one interviewer rated twice only the later one.

    Two interviews of one candidate by one person are no two independent observations of a dimension.
    """
    last = {(application, interviewer, key): score for application, interviewer, key, score in rows}
    return sorted((*cell, score) for cell, score in last.items())
