"""From a job title to the levels and roles it may mean, with how sure that is and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

SENIORITY = frozenset(
    [
        "intern",
        "trainee",
        "junior",
        "associate",
        "mid",
        "intermediate",
        "senior",
        "lead",
        "staff",
        "principal",
        "distinguished",
        "fellow",
        "manager",
        "head",
        "director",
        "vice",
        "chief",
    ]
)
SPELLED = {"sr": "senior", "jr": "junior", "snr": "senior", "jnr": "junior", "mgr": "manager", "vp": "vice president"}
"""Words of seniority that are written short, each in full."""
CONTRADICTION = 0.5
"""What is left of the likeness of two titles that name different seniorities: "Junior SRE" is no "Senior SRE"."""
UNSAID = 0.8
"""What is left where only one of two titles names a seniority: "Staff SRE" is rather another level than plain "SRE"."""
LEAST = 0.5
MOST = 12


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title that the library knows: what it is called, what it stands for, and how sure the source is of it (0 to 1).

    `position` is the level's, where it stands for one level of a ladder; `place` names it on the crosswalk.
    """

    title: str
    target: str
    kind: str
    target_id: int
    source: str
    confidence: float | None = None
    position: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A candidate: `confidence` from 0 to 1 is the likeness of the titles times what the source says of its own title."""

    known: KnownTitle
    confidence: float
    reason: str


def title_matches(title: str, known: Iterable[KnownTitle]) -> list[TitleMatch]:
    """The candidates for a title, the surest first, at most twelve; one for each target.

    Abbreviations are understood from their initials, short words of seniority ("Sr.") are taken in full. Likeness is
    the mean of rapidfuzz `token_set_ratio`, which forgives extra words, and `token_sort_ratio`, which counts them:
    "Senior SRE" is nearer to "Senior SRE" than to "SRE". Titles of different seniority keep half of it, four fifths
    where only one names any.
    """
    folded = _spelled(title)
    if not folded:
        return []
    best: dict[tuple[str, int, str], TitleMatch] = {}
    for entry in known:
        other = _spelled(entry.title)
        likeness = _likeness(folded, other)
        share, aside = _seniority(folded, other)
        likeness *= share
        confidence = round(likeness * (1.0 if entry.confidence is None else entry.confidence), 2)
        match = TitleMatch(entry, confidence, _reason(entry, likeness, aside))
        place = (entry.kind, entry.target_id, entry.target)
        if likeness >= LEAST and (place not in best or best[place].confidence < confidence):
            best[place] = match
    return sorted(best.values(), key=lambda match: (-match.confidence, match.known.target))[:MOST]


def _spelled(title: str) -> str:
    """The title in small letters, without stops and commas after its words, short words of seniority in full."""
    words = [word.rstrip(".,") for word in title.casefold().split()]
    return " ".join(SPELLED.get(word, word) for word in words if word)


def _likeness(one: str, other: str) -> float:
    """The better of the titles as they are and with the words that the other one abbreviates shortened."""
    pairs = {(one, other), (_shortened(one, other), other), (one, _shortened(other, one))}
    return max((fuzz.token_set_ratio(*pair) + fuzz.token_sort_ratio(*pair)) / 200 for pair in pairs)


def _shortened(title: str, other: str) -> str:
    """The title with a run of words written as the initials that stand in the other: "site reliability engineer" as "sre"."""
    words = title.split()
    for short in other.split():
        size = len(short)
        for start in range(len(words) - size + 1 if size > 1 else 0):
            if "".join(word[0] for word in words[start : start + size]) == short:
                return " ".join([*words[:start], short, *words[start + size :]])
    return title


def _seniority(one: str, other: str) -> tuple[float, str]:
    """What the words of seniority leave of the likeness, and why, in words; all of it where they agree."""
    mine, theirs = SENIORITY.intersection(one.split()), SENIORITY.intersection(other.split())
    if bool(mine) != bool(theirs):
        return UNSAID, ", since only one of the two names a seniority"
    if mine and mine.isdisjoint(theirs):
        return CONTRADICTION, ", since they name different seniorities"
    return 1.0, ""


def _reason(entry: KnownTitle, likeness: float, aside: str) -> str:
    same = "the same title" if likeness == 1 else f"{likeness:.0%} alike to “{entry.title}”{aside}"
    stated = f", of which {entry.source} is sure to {entry.confidence:.2f}" if entry.confidence is not None else ""
    return f"{same}{stated}"
