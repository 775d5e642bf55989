"""Words and figures as the packet prints them."""

from __future__ import annotations

from datetime import UTC, datetime

from calibration.enums import Outcome

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

OUTCOMES: dict[str, str] = {
    Outcome.HIRE: "Hire",
    Outcome.HIRE_ONE_LEVEL_DOWN: "Hire one level down",
    Outcome.NO_HIRE: "No hire",
    Outcome.MORE_EVIDENCE: "More evidence needed",
}
RECOMMENDATIONS = {
    "strong_yes": "Strong yes",
    "yes": "Yes",
    "no": "No",
    "strong_no": "Strong no",
    "no_decision": "No decision",
}
PROFILES = {
    "committee": "Committee copy",
    "recruiter": "Recruiter copy",
    "candidate": "Candidate copy",
    "anonymous": "Anonymous copy",
}


def words(code: str) -> str:
    """A code of a closed set that has no label of its own, as words: `one_more_round` is `One more round`."""
    text = code.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def outcome_label(outcome: str, level: str | None) -> str:
    """The decision as a headline: `Hire at P5`, `Hire one level down, at P4`, `No hire`."""
    label = OUTCOMES.get(outcome, words(outcome))
    if level is None or outcome in {Outcome.NO_HIRE, Outcome.MORE_EVIDENCE}:
        return label
    return f"{label}, at {level}" if outcome == Outcome.HIRE_ONE_LEVEL_DOWN else f"{label} at {level}"


def recommendation_label(recommendation: str | None) -> str:
    """The recommendation in words; `None` says that none was given."""
    return "None given" if recommendation is None else RECOMMENDATIONS.get(recommendation, words(recommendation))


def points(value: float | None) -> str:
    """A number of points with two decimals at most and no spare zero; a dash for `None`."""
    if value is None:
        return DASH
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def mean_text(value: float | None) -> str:
    """A mean with one decimal, so that a column lines up; a dash for `None`."""
    return DASH if value is None else f"{value:.1f}"


def distance_text(value: float | None) -> str:
    """A signed distance from the bar with one decimal: `+0.5`, `−1.0`, `0.0`; a dash for `None`."""
    if value is None:
        return DASH
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return f"+{text}" if value > 0 else f"{MINUS}{text}"


def standing_label(distance: float | None) -> str:
    """The words for a distance from the bar, in points. They use the distance itself, never the rounded one."""
    if distance is None:
        return "No evidence"
    if distance >= 1:
        return "Well above the bar"
    if distance > 0:
        return "Above the bar"
    if distance == 0:
        return "At the bar"
    return "Below the bar" if distance > -1 else "Well below the bar"


def score_mark(score: int | None, bar: float) -> str:
    """The mark beside a score, so that no meaning hangs on colour: up for above the bar, down for below, ring for at."""
    if score is None:
        return ""
    if score > bar:
        return "\N{BLACK UP-POINTING TRIANGLE}"
    return "\N{BLACK DOWN-POINTING TRIANGLE}" if score < bar else "\N{BLACK CIRCLE}"


def heat(score: int | None, bar: float) -> str:
    """The class of a matrix cell: `below2`, `below1`, `at`, `above1`, `above2`, or `none` for not observed."""
    if score is None:
        return "none"
    distance = score - bar
    if distance == 0:
        return "at"
    return f"{'above' if distance > 0 else 'below'}{1 if abs(distance) < 2 else 2}"


def date_text(moment: str | None) -> str:
    """The day of an ISO 8601 text, `14 October 2026`; the text itself when it is no date, a dash for `None`."""
    if moment is None:
        return DASH
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{parsed.day} {parsed:%B %Y}"


def moment_text(moment: str | None) -> str:
    """Day and time of an ISO 8601 text, `14 Oct 2026, 09:30 UTC`; the text itself when it is no date."""
    if moment is None:
        return DASH
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if len(moment) <= len("2026-10-14"):
        return date_text(moment)
    zone = f" {parsed.tzname()}" if parsed.tzinfo else ""
    return f"{parsed.day} {parsed:%b %Y, %H:%M}{zone}"


def stamp_text(moment: str) -> str:
    """A moment in UTC that lines up in a list, `2026-10-14 09:30`; the text itself when it is no date."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{parsed.astimezone(UTC) if parsed.tzinfo else parsed:%Y-%m-%d %H:%M}"


def count_text(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 scorecard`, `3 scorecards`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: tuple[str, ...]) -> str:
    """Items as a sentence lists them: `a`, `a and b`, `a, b and c`; empty for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def letters(index: int) -> str:
    """The key letter of the interviewer at `index` (from 0): `A` … `Z`, `AA` …, as a spreadsheet numbers its columns."""
    text = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
