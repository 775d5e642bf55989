"""Intraclass correlations: the six forms of Shrout and Fleiss."""

from __future__ import annotations

import numpy as np

from calibration.statistics.ratings import Floats, Ratings

FORMS = ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")


def complete_block(ratings: Ratings) -> Floats | None:
    """The scores as units (candidate x dimension) x interviewers, or None unless every interviewer rated every unit."""
    dimensions, panel = len(ratings.dimensions), len(ratings.interviewers)
    unit, row = np.unique(ratings.candidate * max(dimensions, 1) + ratings.dimension, return_inverse=True)
    if len(ratings) == 0 or len(ratings) != len(unit) * panel:
        return None
    block = np.empty((len(unit), panel))
    block[row.reshape(-1), ratings.interviewer] = ratings.score
    return block


def mean_squares(block: Floats) -> dict[str, float]:
    """Mean squares of a two-way table targets x judges: between targets, within, judges, error (BMS, WMS, JMS, EMS)."""
    targets, judges = block.shape
    total = block.mean()
    rows, columns = block.mean(axis=1), block.mean(axis=0)
    between = judges * float(((rows - total) ** 2).sum()) / (targets - 1)
    within = float(((block - rows[:, None]) ** 2).sum()) / (targets * (judges - 1))
    judge = targets * float(((columns - total) ** 2).sum()) / (judges - 1)
    residual = block - rows[:, None] - columns[None, :] + total
    error = float((residual**2).sum()) / ((targets - 1) * (judges - 1))
    return {"BMS": between, "WMS": within, "JMS": judge, "EMS": error}


def icc(block: Floats) -> dict[str, float | None]:
    """The six forms for a complete table targets x judges.

    A form whose denominator is zero is None, and so are all of them with fewer than two targets or judges.
    1: each target its own judges; 2: judges a random sample; 3: these judges only; k: mean of the judges.
    Shrout, P. E. & Fleiss, J. L. (1979), Psychological Bulletin 86, 420-428.
    """
    targets, judges = block.shape
    if targets < 2 or judges < 2:
        return dict.fromkeys(FORMS)
    squares = mean_squares(block)
    floor = 1e-12 * max(1.0, float(np.abs(block).max()) ** 2)
    bms, wms, jms, ems = (squares[name] if squares[name] > floor else 0.0 for name in ("BMS", "WMS", "JMS", "EMS"))
    return {
        "ICC1": _share(bms - wms, bms + (judges - 1) * wms),
        "ICC2": _share(bms - ems, bms + (judges - 1) * ems + judges * (jms - ems) / targets),
        "ICC3": _share(bms - ems, bms + (judges - 1) * ems),
        "ICC1k": _share(bms - wms, bms),
        "ICC2k": _share(bms - ems, bms + (jms - ems) / targets),
        "ICC3k": _share(bms - ems, bms),
    }


def icc_from_components(
    candidate: float, interviewer: float, error: float, *, ratings_per_unit: float
) -> dict[str, float | None]:
    """The forms 2 and 3 from variances (points squared) of the units, the interviewers and the error, for incomplete blocks.

    Form 1 is that of interviewers nested in units. A form whose denominator is zero is None.
    """
    within = interviewer + error
    few = max(ratings_per_unit, 1.0)
    return {
        "ICC1": _share(candidate, candidate + within),
        "ICC2": _share(candidate, candidate + within),
        "ICC3": _share(candidate, candidate + error),
        "ICC1k": _share(candidate, candidate + within / few),
        "ICC2k": _share(candidate, candidate + within / few),
        "ICC3k": _share(candidate, candidate + error / few),
    }


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
