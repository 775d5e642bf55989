"""The sentences beside the model's figures: why there is none, how raw became adjusted, what limits their use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from calibration.measured.shown import FittingLevel, Measured, MeasuredSeverity
from calibration.statistics.dependability import ENOUGH
from calibration.statistics.standing import FEWEST_INTERVIEWERS, Standing, is_raw_primary
from core.labels import listed

WORTH_SAYING = 0.05
"""Points below which a part of the adjustment rounds to nothing and is not told."""
NOTABLE_SEVERITY = 0.1
RIVAL = 0.1
"""Share of the posterior from which on a neighbour of the best-fitting level is named beside it."""


def insufficient(figures: Mapping[str, Any], run: Mapping[str, Any]) -> str | None:
    """Why there is no estimate at all, in a sentence; None where there is one."""
    count = figures["interviewers"]
    if count < FEWEST_INTERVIEWERS:
        were = "interviewer has" if count == 1 else "interviewers have"
        return f"{count} independent {were} scored this candidate; an estimate needs {FEWEST_INTERVIEWERS}."
    if run["reason"] is not None:
        return f"The model has no answer yet: {run['reason']}."
    return None if figures["overall"] is not None else "The model knows none of this rubric's dimensions."


_FITTING = {
    Standing.CLEAR: "meets {}",
    Standing.LIKELY: "likely meets {}",
    Standing.BORDERLINE: "borderline {}",
    Standing.UNLIKELY: "unlikely {}",
    Standing.CLEARLY_BELOW: "clearly below {}",
}


def fit_in_words(levels: Sequence[FittingLevel]) -> str | None:
    """The best-fitting level and its neighbours: "Fits P4 best: meets P3, borderline P4, clearly below P5.".

    Where a neighbour holds a tenth of the posterior or more, both shares are said: a bar can be clearly missed, and the
    evidence yet lie nearly as close to that level.
    """
    best = next((place for place, row in enumerate(levels) if row.is_best), None)
    if best is None:
        return None
    near = levels[max(0, best - 1) : best + 2]
    said = ", ".join(_FITTING[row.standing].format(row.code) for row in near)
    rival = max((row for row in near if not row.is_best), key=lambda row: row.mass, default=None)
    close = (
        f", {rival.code} next ({levels[best].mass:.0%} and {rival.mass:.0%})" if rival and rival.mass >= RIVAL else ""
    )
    return f"Fits {levels[best].code} best{close.replace('%', ' %')}: {said}."


def sentences(raw: float, overall: Mapping[str, Any], severities: Sequence[MeasuredSeverity]) -> tuple[str, ...]:
    """The raw mean's way to the estimate, each part that moves it by a twentieth of a point or more."""
    parts, estimate = overall["parts"], overall["estimate"]
    said = []
    if abs(parts["severity"]) >= WORTH_SAYING:
        known = (
            _peers_in_words(severities, adds=parts["severity"] > 0)
            or "interviewers differ in severity, though none is known well enough to name"
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


def _peers_in_words(severities: Sequence[MeasuredSeverity], *, adds: bool) -> str:
    """Those who differ from their peers, as in: A and C rate 0.3 below their peers (14 and 22 interviews).

    First those who account for the direction of the adjustment (`adds`: it raises the mean), then those on the other side.
    """
    groups: dict[tuple[bool, str], list[MeasuredSeverity]] = {}
    for row in severities:
        if row.severity is not None and abs(row.severity) >= NOTABLE_SEVERITY:
            groups.setdefault((row.severity > 0, f"{abs(row.severity):.1f}"), []).append(row)
    said: dict[bool, list[str]] = {True: [], False: []}
    for (is_below, points), rows in sorted(groups.items(), reverse=True):
        who, counts = listed([row.letter for row in rows]), listed([str(row.interviews) for row in rows])
        verb = "rates" if len(rows) == 1 else "rate"
        careful = ", provisional" if any(row.is_provisional for row in rows) else ""
        side = "below" if is_below else "above"
        said[is_below == adds].append(f"{who} {verb} {points} {side} their peers ({counts} interviews{careful})")
    return ", though ".join(listed(part) for part in (said[True], said[False]) if part)


def warnings(run: Mapping[str, Any], opening: int | None) -> tuple[str, ...]:
    """What limits the use of the run's figures on a candidate of the opening, a sentence each."""
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
    if opening in run.get("weakly_linked", ()):
        said.append(
            "Interviewers of this opening have met few candidates together with those of another opening that the model "
            "also counts, so their severities are hardly comparable: the interval may be too narrow. A benchmark exercise "
            "scored by both would link them."
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
