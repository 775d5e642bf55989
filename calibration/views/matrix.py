"""The rows that the candidate page draws: matrix, evidence side by side, strip plot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from flask import url_for

from calibration.packet.strip_plot import StripDot, StripPlot, StripRow, strip_plot
from calibration.queries.adjustments import AdjustmentRow, by_cell
from calibration.queries.candidate_page import CandidatePage
from calibration.queries.pinned_rubric import PinnedAnchor
from calibration.standings import DimensionStanding
from scorecards.enums import ScorecardState
from scorecards.queries.evidence import LoopInterview, SubmittedRating

LINE = re.compile(r"\bline (\d+)")
COULD_READ = "could read the others’ scores before their interview was planned."
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """A short name for the interview at `place` (from 0): A, B, … Z, A2, …"""
    turn, position = divmod(place, len(LETTERS))
    return LETTERS[position] + (str(turn + 1) if turn else "")


def matrix_columns(page: CandidatePage) -> list[dict[str, Any]]:
    """One column per interview that was not cancelled; `remark` is said of it under the matrix, None for nothing."""
    return [
        {
            "label": f"{letter(place)} {interview.interviewer}",
            "note": _title(interview),
            "remark": COULD_READ if interview.could_read else None,
            "url": None,
        }
        for place, interview in enumerate(_shown(page))
    ]


def matrix_rows(page: CandidatePage, *, evidence_at: str = "") -> list[dict[str, Any]]:
    """One row per dimension with a cell per interview and the mean over those that count, after adjustments.

    `evidence_at` is the address of the page that holds the evidence; empty: the page itself.
    """
    changes = by_cell(page.adjustments)
    is_weighted = len({standing.dimension.weight for standing in page.standings}) > 1
    return [
        {
            "label": standing.dimension.name,
            "note": _note(standing, is_weighted=is_weighted),
            "url": f"{evidence_at}#dimension-{standing.dimension.id}",
            "cells": [_cell(interview, standing, changes, evidence_at) for interview in _shown(page)],
            "summary": _summary(standing, given, evidence_at),
        }
        for standing, given in zip(page.standings, page.given, strict=True)
    ]


def adjustment_rows(page: CandidatePage) -> list[dict[str, Any]]:
    """One row per adjustment in force, for the table beside the matrix; scores in words."""
    names = {standing.dimension.id: standing.dimension.name for standing in page.standings}
    whose = {interview.scorecard_id: (place, interview) for place, interview in enumerate(_shown(page))}
    return [
        {
            "adjustment": row,
            "dimension": names[row.dimension_id],
            "dimension_id": row.dimension_id,
            "interviewer": f"{letter(whose[row.scorecard_id][0])} {whose[row.scorecard_id][1].interviewer}",
            "before": in_words(row.before),
            "after": in_words(row.after),
        }
        for row in page.adjustments
        if row.scorecard_id in whose
    ]


def in_words(score: int | None) -> str:
    """A score as a sentence names it."""
    return "not observed" if score is None else str(score)


def evidence_rows(page: CandidatePage) -> list[dict[str, Any]]:
    """Per dimension: the standing, and every readable rating with its evidence and the anchor that its score points to.

    `bar_anchor` is what the dimension's bar asks for; None where the scale has no such score. Ratings are shown as they
    were given, with the adjustments made to them.
    """
    changes = by_cell(page.adjustments)
    rubric = {dimension.id: dimension for dimension in page.rubric.dimensions}
    lines = cache(_line)  # many statements stand in one line
    rows = []
    for standing in page.standings:
        bar = standing.dimension.bar
        given = [
            (place, interview, rating)
            for place, interview in enumerate(_shown(page))
            if (rating := _rating(interview, standing.dimension.id)) is not None
        ]
        named = {bar, *(rating.score for _, _, rating in given)}
        anchors = {
            anchor.score: _anchor(anchor, lines)
            for anchor in rubric[standing.dimension.id].anchors
            if anchor.score in named
        }
        ratings = [
            {
                "letter": letter(place),
                "interview": interview,
                "rating": rating,
                "distance": None if rating.score is None else rating.score - bar,
                "anchor": anchors.get(rating.score) if rating.score is not None else None,
                "changes": changes.get((rating.scorecard_id, rating.dimension_id), ()),
            }
            for place, interview, rating in given
        ]
        rows.append({"standing": standing, "ratings": ratings, "bar_anchor": anchors.get(bar)})
    return rows


def _anchor(anchor: PinnedAnchor, line: Callable[[int, str], str]) -> dict[str, Any]:
    return {
        "meaning": anchor.meaning,
        "unwritten_reason": anchor.unwritten_reason,
        "statements": [
            {
                "text": row.text,
                "document": row.document_name or None,
                "locator": row.locator or None,
                "level": row.level_code,
                "author": row.author_name or None,
                "url": line(row.document_id, row.locator) if row.document_id else None,
            }
            for row in anchor.statements
        ],
    }


def _line(document_id: int, locator: str) -> str:
    """The line of the document where the statement stands, or the document where its place names no line."""
    line = LINE.search(locator)
    return url_for("library.document", document_id=document_id, _anchor=f"line-{line[1]}" if line else None)


def plot(page: CandidatePage) -> StripPlot | None:
    """The scores of every dimension as dots against the bar; None while none is open to the viewer."""
    if not any(standing.observed for standing in page.standings):
        return None
    rows = []
    changes = by_cell(page.adjustments)
    for standing in page.standings:
        dots = tuple(
            dot
            for place, interview in enumerate(_shown(page))
            if (rating := _rating(interview, standing.dimension.id)) is not None
            for dot in _dots(letter(place), interview, rating, changes.get((rating.scorecard_id, rating.dimension_id)))
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


def _dots(
    key: str, interview: LoopInterview, rating: SubmittedRating, changes: Sequence[AdjustmentRow] | None
) -> list[StripDot]:
    """The dot of one score; of an adjusted one, where it counts and where it was given."""
    if not changes:
        kind = "shadow" if interview.is_shadow else "counted"
        return [] if rating.score is None else [StripDot(key, rating.score, kind)]
    ends = ((changes[-1].after, "adjusted"), (rating.score, "before"))
    return [StripDot(key, score, kind) for score, kind in ends if score is not None]


def _title(interview: LoopInterview) -> str:
    marks = [word for word, holds in (("shadow", interview.is_shadow), ("not blind", interview.could_read)) if holds]
    return ", ".join([interview.title, *marks])


def _shown(page: CandidatePage) -> list[LoopInterview]:
    return [interview for interview in page.evidence.interviews if not interview.is_cancelled]


def _rating(interview: LoopInterview, dimension_id: int) -> SubmittedRating | None:
    ratings = interview.card.ratings if interview.card else ()
    return next((rating for rating in ratings if rating.dimension_id == dimension_id), None)


def _note(standing: DimensionStanding, *, is_weighted: bool) -> str:
    """What the dimension counts for; its weight only where weights differ, since the weighted mean comes from them."""
    dimension = standing.dimension
    said = f"Must have, bar {dimension.bar}" if dimension.must_have else f"Bar {dimension.bar}"
    return f"{said}, weight {dimension.weight:g}" if is_weighted else said


def _cell(
    interview: LoopInterview,
    standing: DimensionStanding,
    changes: Mapping[tuple[int, int], Sequence[AdjustmentRow]],
    evidence_at: str,
) -> dict[str, Any]:
    if interview.card is None:
        submitted = interview.state is ScorecardState.SUBMITTED
        if standing.dimension.id not in interview.focus:
            return {"state": "not_covered"}
        return {"state": "hidden" if submitted else "missing"}
    rating = _rating(interview, standing.dimension.id)
    if rating is None:
        return {"state": "not_covered"}
    made = changes.get((rating.scorecard_id, rating.dimension_id))
    score = made[-1].after if made else rating.score
    cell: dict[str, Any] = {"state": "not_observed"}
    if score is not None:
        cell = {
            "state": "rated",
            "score": score,
            "distance": score - standing.dimension.bar,
            "url": f"{evidence_at}#rating-{rating.scorecard_id}-{standing.dimension.id}",
            "flags": 0,
        }
    return {**cell, "given": in_words(rating.score)} if made else cell


def _summary(standing: DimensionStanding, given: DimensionStanding, evidence_at: str) -> dict[str, Any] | None:
    """The mean after adjustments; `given` is the mean of the scores as given, None where it is the same."""
    cell = standing.spread
    if cell.mean is None:
        return None
    return {
        "value": cell.mean,
        "distance": cell.distance,
        "spread": cell.deviation,
        "count": cell.count,
        "is_split": cell.discuss,
        "url": f"{evidence_at}#dimension-{standing.dimension.id}",
        "given": None if given.spread.mean in {None, cell.mean} else given.spread.mean,
    }
