"""The rows that the candidate page draws: matrix, evidence side by side, strip plot."""

from __future__ import annotations

from typing import Any

from calibration.packet.strip_plot import StripDot, StripPlot, StripRow, strip_plot
from calibration.queries.candidate_page import CandidatePage
from calibration.standings import DimensionStanding
from scorecards.enums import ScorecardState
from scorecards.queries.evidence import LoopInterview, SubmittedRating

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """A short name for the interview at `place` (from 0): A, B, … Z, A2, …"""
    turn, position = divmod(place, len(LETTERS))
    return LETTERS[position] + (str(turn + 1) if turn else "")


def matrix_columns(page: CandidatePage) -> list[dict[str, Any]]:
    """One column per interview that was not cancelled."""
    return [
        {
            "label": f"{letter(place)} {interview.interviewer}",
            "note": f"{interview.title}, shadow" if interview.is_shadow else interview.title,
            "url": None,
        }
        for place, interview in enumerate(_shown(page))
    ]


def matrix_rows(page: CandidatePage) -> list[dict[str, Any]]:
    """One row per dimension with a cell per interview and the mean over those that count."""
    return [
        {
            "label": standing.dimension.name,
            "note": _note(standing),
            "url": f"#dimension-{standing.dimension.id}",
            "cells": [_cell(interview, standing) for interview in _shown(page)],
            "summary": _summary(standing),
        }
        for standing in page.standings
    ]


def evidence_rows(page: CandidatePage) -> list[dict[str, Any]]:
    """Per dimension: the standing, and every readable rating with its evidence and the anchor that its score points to."""
    rubric = {dimension.id: dimension for dimension in page.rubric.dimensions}
    rows = []
    for standing in page.standings:
        anchors = {anchor.score: anchor for anchor in rubric[standing.dimension.id].anchors}
        ratings = [
            {
                "letter": letter(place),
                "interview": interview,
                "rating": rating,
                "distance": None if rating.score is None else rating.score - standing.dimension.bar,
                "anchor": anchors.get(rating.score) if rating.score is not None else None,
            }
            for place, interview in enumerate(_shown(page))
            if (rating := _rating(interview, standing.dimension.id)) is not None
        ]
        rows.append({"standing": standing, "ratings": ratings})
    return rows


def plot(page: CandidatePage) -> StripPlot | None:
    """The scores of every dimension as dots against the bar; None while none is open to the viewer."""
    if not any(standing.observed for standing in page.standings):
        return None
    rows = []
    for standing in page.standings:
        dots = tuple(
            StripDot(letter(place), rating.score, "shadow" if interview.is_shadow else "counted")
            for place, interview in enumerate(_shown(page))
            if (rating := _rating(interview, standing.dimension.id)) is not None and rating.score is not None
        )
        rows.append(
            StripRow(
                name=standing.dimension.name,
                bar=standing.dimension.bar,
                dots=dots,
                mean=standing.spread.mean,
                spread=standing.spread.deviation,
                distance=standing.spread.distance,
                must_have=standing.dimension.must_have,
            )
        )
    return strip_plot(rows, page.rubric.scale_low, page.rubric.scale_high)


def _shown(page: CandidatePage) -> list[LoopInterview]:
    return [interview for interview in page.evidence.interviews if not interview.is_cancelled]


def _rating(interview: LoopInterview, dimension_id: int) -> SubmittedRating | None:
    ratings = interview.card.ratings if interview.card else ()
    return next((rating for rating in ratings if rating.dimension_id == dimension_id), None)


def _note(standing: DimensionStanding) -> str:
    return (
        f"Must have, bar {standing.dimension.bar}" if standing.dimension.must_have else f"Bar {standing.dimension.bar}"
    )


def _cell(interview: LoopInterview, standing: DimensionStanding) -> dict[str, Any]:
    if interview.card is None:
        submitted = interview.state is ScorecardState.SUBMITTED
        if standing.dimension.id not in interview.focus:
            return {"state": "not_covered"}
        return {"state": "hidden" if submitted else "missing"}
    rating = _rating(interview, standing.dimension.id)
    if rating is None:
        return {"state": "not_covered"}
    if rating.score is None:
        return {"state": "not_observed"}
    return {
        "state": "rated",
        "score": rating.score,
        "distance": rating.score - standing.dimension.bar,
        "url": f"#rating-{rating.scorecard_id}-{standing.dimension.id}",
        "flags": 0,
    }


def _summary(standing: DimensionStanding) -> dict[str, Any] | None:
    cell = standing.spread
    if cell.mean is None:
        return None
    return {
        "value": cell.mean,
        "distance": cell.distance,
        "spread": cell.deviation,
        "count": cell.count,
        "is_split": cell.discuss,
        "url": f"#dimension-{standing.dimension.id}",
    }
