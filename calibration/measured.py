"""From a run's figures to what a page may show of them: the trust rules of the measurement notes, in one place.

What is withheld here is not in the result at all, so that no template can show it by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calibration.statistics.dependability import ENOUGH
from calibration.statistics.standing import (
    FEWEST_INTERVIEWERS,
    FEWEST_ON_A_DIMENSION,
    SeverityUse,
    Standing,
    dimension_standing,
    is_crossing,
    is_raw_primary,
    overall_standing,
    severity_use,
)
from calibration.statistics.standing import standing as standing_of

WORTH_SAYING = 0.05
"""Points below which a part of the adjustment rounds to nothing and is not told."""
NOTABLE_SEVERITY = 0.1


@dataclass(frozen=True, slots=True)
class Level:
    """An estimate in points with its 90 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasuredDimension:
    """One dimension: the raw mean of `count` interviewers beside the level, which is None under two interviewers.

    `probability` of meeting the bar, 0 to 1. `crosses` says that raw mean and level lie on different sides of the bar.
    """

    id: int
    raw: float | None
    count: int
    bar: float
    level: Level | None
    probability: float | None
    standing: Standing
    crosses: bool


@dataclass(frozen=True, slots=True)
class MeasuredSeverity:
    """How an interviewer of this candidate rates beside their peers, in points (positive: below them).

    `severity` is None under five interviews or where the model cannot tell it; `is_provisional` under ten.
    """

    letter: str
    interviews: int
    severity: float | None
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class FittingLevel:
    """A level of the ladder: the share of the posterior in its band, and how the evidence stands to its bar."""

    code: str
    mass: float
    is_best: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class WithoutOne:
    """The overall level had this interviewer not taken part; None where nobody else rated the candidate."""

    letter: str
    estimate: float | None
    raw: float | None
    crosses: bool


@dataclass(frozen=True, slots=True)
class JointMustHaves:
    """All must-haves met together: `probability` of the covered ones, `uncovered` by name; `count` of them all.

    `is_untold`: their joint chance against a moved bar cannot be told.
    """

    probability: float | None
    standing: Standing
    uncovered: tuple[str, ...]
    count: int
    is_untold: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What a page may show of the model's figures on one application.

    `insufficient` says in a sentence why there is no estimate; then everything below `interviewers` is empty. `sentences`
    explain the way from the raw mean to the estimate. `warnings` limit what the figures may be used for.
    """

    raw: float | None
    interviewers: int
    insufficient: str | None = None
    dimensions: Mapping[int, MeasuredDimension] | None = None
    level: Level | None = None
    bar: float | None = None
    probability: float | None = None
    standing: Standing = Standing.INSUFFICIENT
    crosses: bool = False
    is_raw_primary: bool = False
    severity_deviation: float | None = None
    must_haves: JointMustHaves | None = None
    levels: Sequence[FittingLevel] = ()
    fit_in_words: str | None = None
    severities: Sequence[MeasuredSeverity] = ()
    without: Sequence[WithoutOne] = ()
    dependability: float | None = None
    more_interviewers: int | None = None
    sentences: Sequence[str] = ()
    warnings: Sequence[str] = ()


def measured(figures: Mapping[str, Any], run: Mapping[str, Any], letters: Mapping[int, str]) -> Measured:
    """What may be shown of one application's figures and its run's outputs; `letters` names interviews as the page does.

    Fewer than three interviewers, or a model that could not be fitted: no estimate at all. Fewer than two on a dimension:
    none for that dimension.
    """
    raw, count = figures["raw"], figures["interviewers"]
    insufficient = _insufficient(figures, run)
    if insufficient is not None:
        return Measured(raw=raw, interviewers=count, insufficient=insufficient)
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
        fit_in_words=_fit_in_words(_levels(figures["levels"])),
        severities=severities,
        without=_without(figures["without"], named),
        dependability=overall["dependability"],
        more_interviewers=None if needed is None else max(0, needed - count),
        sentences=_sentences(raw, overall, severities),
        warnings=_warnings(run),
    )


def _insufficient(figures: Mapping[str, Any], run: Mapping[str, Any]) -> str | None:
    count = figures["interviewers"]
    if count < FEWEST_INTERVIEWERS:
        were = "interviewer has" if count == 1 else "interviewers have"
        return f"{count} independent {were} scored this candidate; an estimate needs {FEWEST_INTERVIEWERS}."
    if run["reason"] is not None:
        return f"The model has no answer yet: {run['reason']}."
    return None if figures["overall"] is not None else "The model knows none of this rubric's dimensions."


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


_FITTING = {
    Standing.CLEAR: "meets {}",
    Standing.LIKELY: "likely meets {}",
    Standing.BORDERLINE: "borderline {}",
    Standing.UNLIKELY: "unlikely {}",
    Standing.CLEARLY_BELOW: "clearly below {}",
}


def _fit_in_words(levels: Sequence[FittingLevel]) -> str | None:
    """The best-fitting level and its neighbours: "Fits P4 best; meets P3, borderline P4, clearly below P5."."""
    best = next((place for place, row in enumerate(levels) if row.is_best), None)
    if best is None:
        return None
    near = levels[max(0, best - 1) : best + 2]
    said = ", ".join(_FITTING[row.standing].format(row.code) for row in near)
    return f"Fits {levels[best].code} best: {said}."


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


def _sentences(raw: float, overall: Mapping[str, Any], severities: Sequence[MeasuredSeverity]) -> tuple[str, ...]:
    """The raw mean's way to the estimate, each part that moves it by a twentieth of a point or more."""
    parts, estimate = overall["parts"], overall["estimate"]
    said = []
    if abs(parts["severity"]) >= WORTH_SAYING:
        known = (
            _peers_in_words(severities) or "interviewers differ in severity, though none is known well enough to name"
        )
        said.append(f"{known}, which {_moved(parts['severity'])} in all")
    if abs(parts["dimensions"]) >= WORTH_SAYING:
        easy = "tend to get lower scores" if parts["dimensions"] > 0 else "tend to get higher scores"
        said.append(f"the dimensions rated here {easy} than the others, which {_moved(parts['dimensions'])}")
    if abs(parts["shrinkage"]) >= WORTH_SAYING:
        usual = "so few interviews are weighed against what is usual among the candidates"
        said.append(f"{usual}, which {_moved(parts['shrinkage'])}")
    digits = 1 if f"{raw:.1f}" != f"{estimate:.1f}" else 2
    first = f"Raw {raw:.{digits}f} → {estimate:.{digits}f}"
    if not said:
        return (f"{first}: no part of the adjustment moves it by a twentieth of a point.",)
    return (f"{first} because {'; '.join(said)}.",)


def _moved(part: float) -> str:
    return f"{'adds' if part > 0 else 'takes'} {abs(part):.2f}"


def _peers_in_words(severities: Sequence[MeasuredSeverity]) -> str:
    """Those who differ from their peers, as in: A and C rate 0.3 below their peers (14 and 22 interviews)."""
    groups: dict[tuple[bool, str], list[MeasuredSeverity]] = {}
    for row in severities:
        if row.severity is not None and abs(row.severity) >= NOTABLE_SEVERITY:
            groups.setdefault((row.severity > 0, f"{abs(row.severity):.1f}"), []).append(row)
    said = []
    for (is_below, points), rows in sorted(groups.items(), reverse=True):
        who, counts = _listed([row.letter for row in rows]), _listed([str(row.interviews) for row in rows])
        verb = "rates" if len(rows) == 1 else "rate"
        careful = ", provisional" if any(row.is_provisional for row in rows) else ""
        said.append(
            f"{who} {verb} {points} {'below' if is_below else 'above'} their peers ({counts} interviews{careful})"
        )
    return "; ".join(said)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _warnings(run: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    if is_raw_primary(run["deviations"]["interviewer"]):
        told = run["deviations"]["interviewer"]
        why = "cannot be told apart" if told is None else f"differ little (standard deviation {told:.2f} points)"
        said.append(f"Interviewers' severities {why}, so the raw mean comes first.")
    if run["subsets"] > 1:
        said.append(
            f"The ratings fall into {run['subsets']} groups that share no interviewer: candidates of different groups "
            "cannot be compared."
        )
    if run["weak_prior"]:
        said.append(
            f"{run['candidates']} candidates are few, so the model leans on cautious assumptions about how much people "
            "and interviewers differ."
        )
    return tuple(said)


def severity_in_words(row: MeasuredSeverity) -> str:
    """One interviewer beside their peers: "0.3 below their peers, provisional"."""
    if row.severity is None:
        return "not enough interviews to say"
    careful = ", provisional" if row.is_provisional else ""
    if abs(row.severity) < NOTABLE_SEVERITY:
        return f"like their peers{careful}"
    return f"{abs(row.severity):.1f} {'below' if row.severity > 0 else 'above'} their peers{careful}"


def enough_in_words(found: Measured) -> str | None:
    """How far the overall level can be depended on, and how many more interviewers it takes for .80."""
    if found.dependability is None:
        return None
    here = (
        f"With {found.interviewers} interviewers the overall level is dependable to {found.dependability:.2f} (0 to 1)"
    )
    if found.more_interviewers == 0:
        return f"{here}; {ENOUGH:.2f} is counted as enough."
    if found.more_interviewers is None:
        return f"{here}; more interviewers alone would not bring it to {ENOUGH:.2f}."
    noun = "interviewer" if found.more_interviewers == 1 else "interviewers"
    return f"{here}; {found.more_interviewers} more {noun} would bring it to {ENOUGH:.2f}."
