"""What an interviewer, or people operations, may be shown of how someone interviews: gates, and words that help.

A figure is a reason for a conversation, never for a judgement: no ranking, no marks, no blame. What the gates of the
measurement notes withhold is None here and said in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from calibration.leanings import Leaning, leaning_words, told_leanings
from calibration.statistics.standing import SeverityUse, severity_use

NOTABLE = 0.1
NOTABLE_DRIFT = 0.2
FEWEST_PAIRS = 10
FEWEST_CANDIDATES = 5
ENOUGH_RATINGS = 20
"""Ratings from which on it means something that a score was never given, or nearly always."""
THIN = 40
"""Characters under which evidence for the lowest or highest score is counted as thin."""
FEWEST_EXTREMES = 10
_Z90 = 1.6448536269514722
FEWEST_RELATED = 10
"""Candidates from which on it is told how a dimension moves with the others."""
APART = 0.3
"""Correlation below which a dimension is said not to move with the others (Nunnally, J. C. (1978))."""
HARDLY = 0.1
"""Share of a dimension's variance between candidates below which it does not tell them apart."""
MOSTLY = 0.8
"""Share of one score from which on a dimension hardly tells candidates apart."""


@dataclass(frozen=True, slots=True)
class SeverityWindow:
    """The severity in one quarter or under one rubric version, in points, with its 90 % interval."""

    label: str
    interviews: int
    severity: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """One interviewer on one rubric line. Under five interviews only `interviews` and `gate` are there.

    `severity` in points (positive: scores below peers) with its 90 % `interval`. `close_share` of `pairs` comparisons
    with colleagues lie within a point. `category_use`: share of ratings by score, lowest first. `spread_within` one
    interview, beside that of the others, in points. `remarks`: sentences to start a conversation with. `told`:
    `ratings` and `candidates` of the run that these figures were first told from, `on` an ISO day; None where the run
    does not say.
    """

    interviews: int
    gate: str | None
    is_provisional: bool = False
    severity: float | None = None
    interval: tuple[float, float] | None = None
    severity_words: str | None = None
    close_share: float | None = None
    pairs: int = 0
    category_use: tuple[float, ...] = ()
    spread_within: float | None = None
    spread_within_others: float | None = None
    remarks: tuple[str, ...] = ()
    drift_words: tuple[str, ...] = ()
    windows: tuple[SeverityWindow, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How someone writes scorecards: over `interviews`, None under five of them.

    `hours` from the interview's end to the first submission and `characters` of evidence for each score are medians.
    `evidenced`: share of scores with evidence, 0 to 1. `thin`: share of the lowest and highest scores whose evidence is
    shorter than THIN characters, with `extremes` of them; None under ten.
    """

    interviews: int
    hours: float | None
    characters: float | None
    evidenced: float | None = None
    thin: float | None = None
    extremes: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """One interview's writing: hours to submit (None: no time known), and counts over its scores."""

    hours: float | None
    characters: float | None
    scores: int = 0
    evidenced: int = 0
    extremes: int = 0
    thin: int = 0


@dataclass(frozen=True, slots=True)
class DimensionInsight:
    """One dimension of a rubric line. Under five candidates everything but the counts is None or empty.

    `alpha`: agreement (Krippendorff, ordinal) with its 90 % `interval`. `use`: ratings by score, lowest first.
    `item_rest`: correlation with the other dimensions over `related` candidates, with its 90 % interval; None under ten.
    `between`: the share of its variance that lies between candidates, 0 to 1.
    """

    ratings: int
    candidates: int
    use: tuple[int, ...] = ()
    deviation: float | None = None
    alpha: float | None = None
    interval: tuple[float, float] | None = None
    remarks: tuple[str, ...] = ()
    related: int = 0
    item_rest: float | None = None
    item_rest_interval: tuple[float, float] | None = None
    between: float | None = None


def own_figures(row: Mapping[str, Any], names: Mapping[str, str] | None = None) -> OwnFigures:
    """What may be shown of an interviewer's figures in a run (`insight.outputs`); `names` of its dimensions by key."""
    use = severity_use(row["interviews"])
    if use is SeverityUse.HIDDEN:
        return OwnFigures(
            row["interviews"], "Under five interviews of decided candidates say nothing yet.", told=row.get("told")
        )
    gate = {
        SeverityUse.PROVISIONAL: "Under ten interviews: provisional, and likely to change.",
        SeverityUse.SHOWN: "Under twenty interviews: good to know, early for coaching.",
        SeverityUse.COACHING: None,
    }[use]
    interval = (row["interval"][0], row["interval"][1]) if row["interval"] else None
    enough = row["pairs"] >= FEWEST_PAIRS
    leanings = told_leanings(row.get("leanings", ()), names or {})
    return OwnFigures(
        interviews=row["interviews"],
        gate=gate,
        is_provisional=use is SeverityUse.PROVISIONAL,
        severity=row["severity"],
        interval=interval,
        severity_words=_severity_words(row["severity"], interval),
        close_share=row["close_pairs"] / row["pairs"] if enough else None,
        pairs=row["pairs"],
        category_use=tuple(row["category_use"]),
        spread_within=row["spread_within"],
        spread_within_others=row["spread_within_others"],
        remarks=(*_remarks(row), *leaning_words(leanings)) if use is SeverityUse.COACHING else (),
        drift_words=_drift_words(row.get("drift")) if use is SeverityUse.COACHING else (),
        windows=_windows(row.get("drift")) if use in {SeverityUse.SHOWN, SeverityUse.COACHING} else (),
        leanings=leanings,
        told=row.get("told"),
    )


def _drift_words(drift: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What moved, over time and from version to version; a sentence that nothing can be told to have, where it was asked."""
    said = []
    for name, since in (
        ("time", "over these quarters"),
        ("version", "from the first of these rubric versions to the last"),
    ):
        moved = drift[name] if drift else None
        if moved is None:
            continue
        if moved["stands"] and abs(moved["change"]) >= NOTABLE_DRIFT:
            side = "lower" if moved["change"] > 0 else "higher"
            said.append(
                f"Beside colleagues, scores came to lie about {abs(moved['change']):.1f} points {side} {since}. "
                "Reading the anchors again with a colleague shows what changed."
            )
        else:
            said.append(f"Beside colleagues, scores stayed where they were {since}, as far as can be told.")
    return tuple(said)


def _windows(drift: Mapping[str, Any] | None) -> tuple[SeverityWindow, ...]:
    rows = [
        (f"{window[0] // 4}, quarter {window[0] % 4 + 1}" if name == "time" else f"Rubric version {window[0]}", window)
        for name in ("time", "version")
        if drift and drift[name]
        for window in drift[name]["windows"]
    ]
    return tuple(SeverityWindow(label, row[1], row[2], (row[3], row[4])) for label, row in rows)


def _severity_words(severity: float | None, interval: tuple[float, float] | None) -> str:
    if severity is None or interval is None:
        return "How scores lie beside those of colleagues cannot be told from these interviews."
    if interval[0] <= 0 <= interval[1] or abs(severity) < NOTABLE:
        return "Scores lie where colleagues' scores of the same candidates lie, as far as can be told."
    side = "below" if severity > 0 else "above"
    return f"Scores lie about {abs(severity):.1f} points {side} those of colleagues who met the same candidates."


def _remarks(row: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    if row["is_central"]:
        said.append(
            "Most scores are near the middle. Anchors 1 and 5 may be worth reading again before the next interview."
        )
    if row["is_erratic"]:
        said.append(
            "Scores vary more from colleagues' than chance would have it. Scoring one interview together often shows why."
        )
    own, others = row["spread_within"], row["spread_within_others"]
    if own is not None and others is not None and own < others / 2:
        said.append(
            "Scores within one interview are close together. Scoring each dimension from its own evidence keeps them apart."
        )
    return tuple(said)


def habits(rows: Sequence[Written]) -> Habits:
    """How these interviews were written up; nothing but their number under five."""
    if severity_use(len(rows)) is SeverityUse.HIDDEN:
        return Habits(len(rows), None, None)
    hours = [row.hours for row in rows if row.hours is not None]
    characters = [row.characters for row in rows if row.characters is not None]
    scores, extremes = sum(row.scores for row in rows), sum(row.extremes for row in rows)
    return Habits(
        len(rows),
        float(median(hours)) if len(hours) >= 5 else None,
        float(median(characters)) if len(characters) >= 5 else None,
        evidenced=sum(row.evidenced for row in rows) / scores if scores else None,
        thin=sum(row.thin for row in rows) / extremes if extremes >= FEWEST_EXTREMES else None,
        extremes=extremes,
    )


def team_words(row: Mapping[str, Any], a: str, b: str) -> str:
    """What may be said of two openings' interviewers, first that they cannot be compared."""
    if row["difference"] is None or row["error"] is None:
        return "Cannot be compared: no candidate, interviewer or benchmark exercise links them."
    low, high = (row["difference"] + side * _Z90 * row["error"] for side in (-1, 1))
    if low <= 0 <= high:
        said = "No difference can be told"
    else:
        harder, milder = (a, b) if row["difference"] > 0 else (b, a)
        said = f"Scores for {harder} lie about {abs(row['difference']):.1f} points below those for {milder}"
    ends = " to ".join(f"{end:+.1f}".replace("-", "−") for end in (low, high))
    careful = " Few links: rely on it for nothing." if row["weak"] else ""
    return f"{said} (90 % interval {ends} points).{careful}"


def dimension_insight(row: Mapping[str, Any], *, low: int) -> DimensionInsight:
    """What may be shown of a dimension: under five decided candidates its scores would tell single people's."""
    if row["candidates"] < FEWEST_CANDIDATES:
        return DimensionInsight(row["ratings"], row["candidates"])
    use, total = tuple(row["use"]), row["ratings"]
    said = []
    if total >= ENOUGH_RATINGS:
        never = [str(low + place) for place, count in enumerate(use) if not count]
        most = max(range(len(use)), key=lambda place: use[place])
        if use[most] / total >= MOSTLY:
            said.append(
                f"{use[most]} of {total} scores are a {low + most}: it hardly tells candidates apart. Is it asked about in depth?"
            )
        if never:
            said.append(f"Never given: {', '.join(never)}. Would anybody know such evidence from the anchor?")
    related = row.get("related", 0)
    moves = row["item_rest_interval"] if related >= FEWEST_RELATED else None
    if moves is not None and moves[1] < APART:
        said.append(
            "It does not move with the other dimensions. Does it ask about something of its own, or is it read in another way?"
        )
    between = row.get("between")
    if total >= ENOUGH_RATINGS and between is not None and between < HARDLY:
        said.append("Its scores hardly differ from candidate to candidate: it does not tell them apart.")
    if row["interval"] is not None and row["interval"][1] < 0.5:
        said.append("Interviewers read it differently. The anchors may leave too much open.")
    return DimensionInsight(
        ratings=total,
        candidates=row["candidates"],
        use=use,
        deviation=row["deviation"],
        alpha=row["alpha"],
        interval=(row["interval"][0], row["interval"][1]) if row["interval"] else None,
        remarks=tuple(said),
        related=related,
        item_rest=row["item_rest"] if moves else None,
        item_rest_interval=(moves[0], moves[1]) if moves else None,
        between=between,
    )
