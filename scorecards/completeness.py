"""What a scorecard still lacks before it can be submitted."""

from __future__ import annotations

from scorecards.answers import (
    Answers,
    RatingAnswer,
    evidence_field,
    rating_field,
    reason_field,
    signal_evidence_field,
    signal_field,
)
from scorecards.sheet import Sheet, SheetDimension


def problems(sheet: Sheet, answers: Answers) -> dict[str, list[str]]:
    """The sentences about each field that keeps the scorecard from being submitted; empty when nothing does.

    In the form's order. Dimensions outside the focus may stay unrated, but once rated they need evidence too.
    """
    found: dict[str, list[str]] = {}
    for dimension in sheet.dimensions:
        found |= _rating_problems(sheet, dimension, answers.rating(dimension.id))
    for flag in sheet.red_flags:
        answer = answers.signal(flag.id)
        if answer.seen is None:
            found[signal_field(flag.id)] = [f"Say whether you saw this red flag: {flag.text}"]
        elif answer.seen and not answer.evidence.strip():
            found[signal_evidence_field(flag.id)] = [f"Write what you saw or heard of this red flag: {flag.text}"]
    for signal in sheet.signals:
        if (
            signal not in sheet.red_flags
            and answers.signal(signal.id).seen is None
            and answers.signal(signal.id).evidence
        ):
            found[signal_field(signal.id)] = [f"You wrote about this signal; say that you saw it: {signal.text}"]
    if answers.recommendation is None:
        found["recommendation"] = ["Give an overall recommendation; “no decision” is one too."]
    return found


def _rating_problems(sheet: Sheet, dimension: SheetDimension, answer: RatingAnswer) -> dict[str, list[str]]:
    name = dimension.name
    if answer.not_observed:
        if answer.reason.strip():
            return {}
        return {reason_field(dimension.id): [f"Say why {name} was not observed."]}
    if answer.score is None:
        if not dimension.is_focus:
            return {}
        span = f"{sheet.scale_low} to {sheet.scale_high}"
        return {rating_field(dimension.id): [f"Rate {name} from {span}, or mark it as not observed."]}
    if not answer.evidence.strip():
        return {
            evidence_field(dimension.id): [f"Write what you saw or heard that supports the {answer.score} on {name}."]
        }
    return {}
