"""How far a candidate's overall level can be depended on, and how many more interviewers it takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the figures alone are needed: pages read ENOUGH without loading scipy
    from calibration.statistics.likelihood import Components

ENOUGH = 0.80


def dependability(components: Components, *, interviewers: float, dimensions: int) -> float | None:
    """Phi of the mean over so many interviewers who each rate so many dimensions: 0 to 1, absolute decisions.

    st2 / (st2 + sg2 / I + (sc2 + sh2) / r + se2 / (r I)). None without an interviewer or dimension, or where nothing varies.
    Brennan, R. L. (2001), Generalizability Theory, section 1.2.
    """
    if interviewers <= 0 or dimensions <= 0:
        return None
    true = components.candidate**2
    total = true + components.profile**2 / dimensions + _per_interviewer(components, dimensions) / interviewers
    return true / total if total > 0 else None


def interviewers_needed(components: Components, *, dimensions: int, goal: float = ENOUGH) -> int | None:
    """The fewest interviewers for a dependability of `goal`; None where no number reaches it."""
    if not 0 < goal < 1 or dimensions <= 0:
        return None
    room = components.candidate**2 * (1 / goal - 1) - components.profile**2 / dimensions
    if room <= 0:
        return None
    return max(1, math.ceil(_per_interviewer(components, dimensions) / room - 1e-9))


def _per_interviewer(components: Components, dimensions: int) -> float:
    return components.interviewer**2 + components.halo**2 + components.residual**2 / dimensions
