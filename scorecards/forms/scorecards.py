"""What an interviewer types on a scorecard; the form's fields come from the pinned rubric."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.datastructures import MultiDict

from core.errors import InvalidInput
from scorecards.answers import (
    NOT_OBSERVED,
    Answers,
    RatingAnswer,
    SignalAnswer,
    evidence_field,
    rating_field,
    reason_field,
    signal_evidence_field,
    signal_field,
)
from scorecards.enums import Recommendation

LONGEST_TEXT = 20_000
LONGEST_INTERVIEW = 24 * 60
TAKE = "take-"
STORED = "stored"

Values = MultiDict[str, str]


def read_answers(values: Values) -> Answers:
    """What the form says, half-filled or not, about whichever dimensions and signals it names.

    Raises InvalidInput when a choice is none of the form's own: a score that is no number, an unknown recommendation.
    Lengths and the minutes are `field_problems`' matter.
    """
    recommendation = values.get("recommendation", "")
    if recommendation and recommendation not in set(Recommendation):
        raise InvalidInput("This form was changed on its way. Open the scorecard again; nothing was stored.")
    return Answers(
        ratings={
            number: _rating(values, number) for number in _numbers(values, rating_field, evidence_field, reason_field)
        },
        signals={number: _signal(values, number) for number in _numbers(values, signal_field, signal_evidence_field)},
        recommendation=Recommendation(recommendation) if recommendation else None,
        level_read=values.get("level_read", "")[:200] or None,
        minutes_used=_minutes(values),
        summary=values.get("summary", ""),
        private_notes=values.get("private_notes", ""),
    )


def field_problems(values: Values) -> dict[str, list[str]]:
    """What cannot be stored as typed, by field: texts that are too long, minutes that are no number of minutes."""
    found = {
        name: [f"This is {len(text):,} characters long; {LONGEST_TEXT:,} fit. Shorten it."]
        for name, text in values.items()
        if len(text) > LONGEST_TEXT
    }
    if values.get("minutes_used", "").strip() and _minutes(values) is None:
        found["minutes_used"] = [f"Give whole minutes from 1 to {LONGEST_INTERVIEW}, or leave it empty."]
    return found


def taken_places(values: Values) -> set[str]:
    """The places where, after a conflict, the person chose the text that was saved elsewhere."""
    return {name.removeprefix(TAKE) for name, choice in values.items() if name.startswith(TAKE) and choice == STORED}


def version(values: Values) -> int:
    """The version the form was opened with; 0, which never fits, when it does not say."""
    text = values.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _rating(values: Values, number: int) -> RatingAnswer:
    choice = values.get(rating_field(number), "")
    if choice not in {"", NOT_OBSERVED} and not (choice.isdecimal() and len(choice) < 4):
        raise InvalidInput("This form was changed on its way. Open the scorecard again; nothing was stored.")
    return RatingAnswer(
        score=int(choice) if choice.isdecimal() else None,
        not_observed=choice == NOT_OBSERVED,
        reason=values.get(reason_field(number), ""),
        evidence=values.get(evidence_field(number), ""),
    )


def _signal(values: Values, number: int) -> SignalAnswer:
    seen = {"yes": True, "no": False}.get(values.get(signal_field(number), ""))
    return SignalAnswer(seen=seen, evidence=values.get(signal_evidence_field(number), ""))


def _numbers(values: Values, *fields: Callable[[int], str]) -> set[int]:
    prefixes = [field(0).removesuffix("0") for field in fields]
    endings = [name.removeprefix(prefix) for name in values for prefix in prefixes if name.startswith(prefix)]
    return {int(ending) for ending in endings if ending.isdecimal() and len(ending) < 19}


def _minutes(values: Values) -> int | None:
    text = values.get("minutes_used", "").strip()
    minutes = int(text) if text.isdecimal() and len(text) < 6 else 0
    return minutes if 1 <= minutes <= LONGEST_INTERVIEW else None
