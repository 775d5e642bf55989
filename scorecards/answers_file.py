"""A scorecard as a JSON document: printed empty for an interviewer's script to fill, read back strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import InvalidInput
from scorecards.answers import Answers, RatingAnswer, SignalAnswer
from scorecards.enums import Recommendation
from scorecards.sheet import Sheet

KEYS = frozenset({"version", "ratings", "signals", "recommendation", "level_read", "minutes_used", "summary"})


def empty_document(sheet: Sheet) -> dict[str, Any]:
    """The document of an untouched scorecard: every dimension and signal with its words, nothing answered."""
    return {
        "version": 1,
        "ratings": [
            {
                "dimension_id": dimension.id,
                "dimension": dimension.name,
                "score": None,
                "not_observed": False,
                "not_observed_reason": "",
                "evidence": "",
            }
            for dimension in sheet.dimensions
        ],
        "signals": [
            {"signal_id": signal.id, "text": signal.text, "seen": None, "evidence": ""} for signal in sheet.signals
        ],
        "recommendation": None,
        "level_read": None,
        "minutes_used": None,
        "summary": "",
    }


def answers_in(document: object) -> Answers:
    """The answers in a filled document. Raises InvalidInput naming the place of what cannot be taken."""
    if not isinstance(document, Mapping):
        raise InvalidInput("The document must be one JSON object, as `flask scorecards sheet` prints it.")
    unknown = sorted(set(document) - KEYS)
    if unknown:
        raise InvalidInput(f"{unknown[0]}: there is no such key; take those that `flask scorecards sheet` prints.")
    recommendation = _text(document, "recommendation", "recommendation")
    if recommendation and recommendation not in set(Recommendation):
        raise InvalidInput(f"recommendation: choose one of {', '.join(Recommendation)}.")
    return Answers(
        ratings=dict(_rating(row, f"ratings[{place}]") for place, row in enumerate(_rows(document, "ratings"))),
        signals=dict(_signal(row, f"signals[{place}]") for place, row in enumerate(_rows(document, "signals"))),
        recommendation=Recommendation(recommendation) if recommendation else None,
        level_read=_text(document, "level_read", "level_read") or None,
        minutes_used=_number(document, "minutes_used", "minutes_used"),
        summary=_text(document, "summary", "summary"),
    )


def _rating(row: Mapping[str, Any], place: str) -> tuple[int, RatingAnswer]:
    dimension = _number(row, "dimension_id", place)
    if dimension is None:
        raise InvalidInput(f"{place}.dimension_id is missing.")
    answer = RatingAnswer(
        score=_number(row, "score", place),
        not_observed=row.get("not_observed") is True,
        reason=_text(row, "not_observed_reason", place),
        evidence=_text(row, "evidence", place),
    )
    return dimension, answer


def _signal(row: Mapping[str, Any], place: str) -> tuple[int, SignalAnswer]:
    signal = _number(row, "signal_id", place)
    seen = row.get("seen")
    if signal is None:
        raise InvalidInput(f"{place}.signal_id is missing.")
    if seen not in {True, False, None}:
        raise InvalidInput(f"{place}.seen must be true, false or null.")
    return signal, SignalAnswer(seen=seen, evidence=_text(row, "evidence", place))


def _rows(document: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    rows = document.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise InvalidInput(f"{key} must be a list of objects.")
    return rows


def _number(row: Mapping[str, Any], key: str, place: str) -> int | None:
    value = row.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise InvalidInput(f"{place}: {key} must be a whole number or null.")
    return value


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(f"{place}: {key} must be a text or null.")
    return value or ""
