"""From a run's figures to what a page may show of them: the trust rules of the measurement notes, in one place.

What is withheld here is not in the result at all, so that no template can show it by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from calibration.measured.shown import (
    FittingLevel,
    JointMustHaves,
    Level,
    Measured,
    MeasuredDimension,
    MeasuredSeverity,
    WithoutOne,
)
from calibration.measured.words import (
    enough_in_words,
    fit_in_words,
    insufficient,
    sentences,
    severity_in_words,
    warnings,
)
from calibration.statistics.standing import (
    FEWEST_ON_A_DIMENSION,
    SeverityUse,
    dimension_standing,
    is_crossing,
    is_raw_primary,
    overall_standing,
    severity_use,
)
from calibration.statistics.standing import standing as standing_of

__all__ = [
    "FittingLevel",
    "JointMustHaves",
    "Level",
    "Measured",
    "MeasuredDimension",
    "MeasuredSeverity",
    "WithoutOne",
    "enough_in_words",
    "measured",
    "severity_in_words",
]


def measured(figures: Mapping[str, Any], run: Mapping[str, Any], letters: Mapping[int, str]) -> Measured:
    """What may be shown of one application's figures and its run's outputs; `letters` names interviews as the page does.

    Fewer than three interviewers, or a model that could not be fitted: no estimate at all. Fewer than two on a dimension:
    none for that dimension.
    """
    raw, count = figures["raw"], figures["interviewers"]
    why = insufficient(figures, run)
    if why is not None:
        return Measured(raw=raw, interviewers=count, insufficient=why)
    overall = figures["overall"]
    named = _letters(figures["cards"], letters)
    severities = _severities(named, run)
    probability = overall["probability"]
    needed = overall["interviewers_needed"]
    return Measured(
        raw=raw,
        interviewers=count,
        dimensions={int(key): _dimension(int(key), row) for key, row in figures["dimensions"].items()},
        level=_level(overall),
        bar=overall["bar"],
        probability=probability,
        standing=overall_standing(probability, interviewers=count),
        crosses=probability is not None and is_crossing(raw, overall["estimate"], bar=overall["bar"]),
        is_raw_primary=is_raw_primary(run["deviations"]["interviewer"]),
        severity_deviation=run["deviations"]["interviewer"],
        must_haves=_must_haves(figures["must_haves"]),
        levels=_levels(figures["levels"]),
        fit_in_words=fit_in_words(_levels(figures["levels"])),
        severities=severities,
        without=_without(figures["without"], named),
        dependability=overall["dependability"],
        more_interviewers=None if needed is None else max(0, needed - count),
        sentences=sentences(raw, overall, severities),
        warnings=warnings(run, figures.get("opening")),
    )


def _level(row: Mapping[str, Any]) -> Level:
    return Level(row["estimate"], row["low"], row["high"])


def _dimension(identity: int, row: Mapping[str, Any]) -> MeasuredDimension:
    is_covered = row["count"] >= FEWEST_ON_A_DIMENSION and row["level"] is not None
    level = _level(row["level"]) if is_covered else None
    probability = row["probability"] if is_covered else None
    return MeasuredDimension(
        id=identity,
        raw=row["raw"],
        count=row["count"],
        bar=row["bar"],
        level=level,
        probability=probability,
        standing=dimension_standing(probability, interviewers=row["count"]),
        crosses=level is not None
        and probability is not None
        and is_crossing(row["raw"], level.estimate, bar=row["bar"]),
    )


def _must_haves(row: Mapping[str, Any]) -> JointMustHaves | None:
    if not row["count"]:
        return None
    uncovered = tuple(row["uncovered"])
    probability = row["probability"]
    is_untold = probability is None and not uncovered
    return JointMustHaves(
        probability, standing_of(None if uncovered else probability), uncovered, row["count"], is_untold
    )


def _levels(rows: Sequence[Mapping[str, Any]] | None) -> tuple[FittingLevel, ...]:
    return tuple(
        FittingLevel(row["code"], row["mass"], row["is_best"], standing_of(row["probability"])) for row in rows or ()
    )


def _letters(cards: Sequence[Sequence[int]], letters: Mapping[int, str]) -> dict[int, str]:
    """Interviewers by account, under the letter of their last interview of this candidate."""
    return {interviewer: letters[interview] for interview, interviewer, _ in cards if interview in letters}


def _severities(named: Mapping[int, str], run: Mapping[str, Any]) -> tuple[MeasuredSeverity, ...]:
    rows = []
    for interviewer, letter in named.items():
        known = run["interviewers"].get(str(interviewer))
        if known is None:
            continue
        use = severity_use(known["interviews"])
        severity = None if use is SeverityUse.HIDDEN else known["severity"]
        rows.append(MeasuredSeverity(letter, known["interviews"], severity, use is SeverityUse.PROVISIONAL))
    return tuple(rows)


def _without(rows: Sequence[Mapping[str, Any]] | None, named: Mapping[int, str]) -> tuple[WithoutOne, ...]:
    return tuple(
        WithoutOne(named[row["interviewer"]], row["estimate"], row["raw"], row["crosses"])
        for row in rows or ()
        if row["interviewer"] in named
    )
