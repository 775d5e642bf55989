"""Everything the statistics say about a table of ratings, as one JSON-ready document (contracts, `flask calibration analyse`)."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from calibration.statistics.analysis.agreement import agreement
from calibration.statistics.analysis.decision import decision
from calibration.statistics.analysis.diagnosis import diagnosis
from calibration.statistics.facets import listed
from calibration.statistics.linkage import connected_subsets
from calibration.statistics.ratings import Codes, Ratings
from calibration.statistics.standing import FEWEST_INTERVIEWERS, SeverityUse, severity_use

VERSION = 1


def analyse(
    ratings: Ratings,
    *,
    bar: float = 3.0,
    low: int = 1,
    high: int = 5,
    model: Literal["both", "mixed", "facets"] = "both",
    prior: Literal["weak"] | None = None,
) -> dict[str, Any]:
    """The document of the contract: counts, agreement, both models, warnings. Holds only JSON values, never NaN or infinity.

    Points are those of the scale `low` to `high`, measures logits. A figure that cannot be computed is None and a
    warning says why; a model that was not asked for is None as a whole. `prior` "weak" is for tiny panels.
    """
    table = ratings.compact()
    warnings = ["no rating was observed, so there is nothing to analyse"] if not len(table) else []
    warnings += [f"{name}: no observed rating, left out" for name in ratings.unrated]
    if ratings.unread:
        warnings.append(f"columns that are not read: {listed(list(ratings.unread))}")
    interviewers = _partners(table)
    subsets = connected_subsets(table).count if len(table) else 0
    document = {
        "version": VERSION,
        "ratings": len(table),
        "candidates": len(table.candidates),
        "interviewers": len(table.interviewers),
        "dimensions": len(table.dimensions),
        "subsets": subsets,
        "bar": bar,
        "scale": {"low": low, "high": high},
        "agreement": agreement(table, low, high, warnings),
        "mixed": decision(table, interviewers, bar, high - low, prior, warnings) if model != "facets" else None,
        "facets": diagnosis(table, low, high, warnings) if model != "mixed" else None,
    }
    if subsets > 1:
        warnings.append(f"{subsets} connected subsets share no interviewer: candidates compare only within a subset")
    warnings += _thin_evidence(table, interviewers)
    return {**document, "warnings": warnings}


def _partners(table: Ratings) -> tuple[Codes, Codes]:
    """How many interviewers each candidate has, and how many candidates each interviewer."""
    panel = len(table.interviewers)
    pairs = np.unique(table.candidate * max(panel, 1) + table.interviewer)
    return (
        np.bincount(pairs // max(panel, 1), minlength=len(table.candidates)).astype(np.intp),
        np.bincount(pairs % max(panel, 1), minlength=panel).astype(np.intp),
    )


def _count(names: list[str], noun: str) -> str:
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}"


def _thin_evidence(table: Ratings, partners: tuple[Codes, Codes]) -> list[str]:
    by_candidate, by_interviewer = partners
    few = [table.candidates[code] for code in np.flatnonzero(by_candidate < FEWEST_INTERVIEWERS)]
    new = [
        name
        for name, count in zip(table.interviewers, by_interviewer, strict=True)
        if severity_use(int(count)) is SeverityUse.HIDDEN
    ]
    warnings = []
    if few:
        warnings.append(
            f"insufficient evidence, fewer than {FEWEST_INTERVIEWERS} interviewers on {_count(few, 'candidate')}: {listed(few)}"
        )
    if new:
        warnings.append(
            f"fewer than 5 interviews by {_count(new, 'interviewer')}, whose severity must not be shown: {listed(new)}"
        )
    return warnings
