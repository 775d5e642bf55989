"""What scoring a benchmark exercise tells somebody: how far from the agreed key, and how colleagues scored.

To learn how anchors are read, never to be marked by: the key is what a named group agreed on, not the truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scorecards.answers import EMPTY_RATING, NOT_OBSERVED, Answers, RatingAnswer

FEWEST_PEERS = 3
"""Others who scored, from which on their spread is shown to one who did: of fewer, scores could be guessed.

And it is shown once nobody can score any more: between a spread of three and one of four stands the fourth's answer.
"""

Scores = Mapping[int, int | None]
"""Scores by dimension; None: not observed."""


@dataclass(frozen=True, slots=True)
class Distance:
    """One dimension of one person's answer beside the key, and beside the peers.

    `points` is own minus key (negative: below it), None where either is *not observed*. `peers` counts the others' scores,
    lowest first, with `peers_unobserved` beside it; empty where they are not shown.
    """

    dimension_id: int
    own: int | None
    key: int | None
    points: int | None
    peers: tuple[int, ...] = ()
    peers_unobserved: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole answer beside the key: `mean` of the signed distances, `apart` of their sizes, both in points.

    Both are None when no dimension was scored by key and person. `peers`: how many others had submitted.
    """

    distances: tuple[Distance, ...]
    mean: float | None
    apart: float | None
    peers: int
    shows_peers: bool


def outcome(own: Scores, key: Scores, others: Sequence[Scores], *, is_closed: bool, low: int, high: int) -> Outcome:
    """The answer `own` beside `key` and, once the exercise `is_closed`, those of `others`, in the order of the key."""
    shows = is_closed and len(others) >= FEWEST_PEERS
    rows = [_distance(place, own.get(place), key[place], others if shows else (), low, high) for place in key]
    points = [row.points for row in rows if row.points is not None]
    return Outcome(
        distances=tuple(rows),
        mean=sum(points) / len(points) if points else None,
        apart=sum(abs(each) for each in points) / len(points) if points else None,
        peers=len(others),
        shows_peers=shows,
    )


def _distance(place: int, own: int | None, key: int | None, others: Sequence[Scores], low: int, high: int) -> Distance:
    given = [scores.get(place) for scores in others]
    return Distance(
        dimension_id=place,
        own=own,
        key=key,
        points=None if own is None or key is None else own - key,
        peers=tuple(given.count(score) for score in range(low, high + 1)) if others else (),
        peers_unobserved=given.count(None),
    )


def distance_words(row: Distance) -> str:
    """The distance in words, from the reader's side."""
    if row.own is None and row.key is None:
        return "As the key: nothing to observe"
    if row.own is None:
        return "You saw no evidence; the key does"
    if row.key is None:
        return "The key finds no evidence here; you do"
    if row.points == 0:
        return "As the key"
    size = abs(row.own - row.key)
    return f"{size} {'point' if size == 1 else 'points'} {'below' if row.own < row.key else 'above'} the key"


def whole_words(found: Outcome) -> str:
    """The whole answer in one sentence."""
    if found.mean is None or found.apart is None:
        return "No dimension was scored by both you and the key."
    first = f"Your scores lie {found.apart:.1f} points from the key on average"
    if abs(found.mean) < 0.25:
        return f"{first}, above it as often as below."
    return f"{first}, mostly {'below' if found.mean < 0 else 'above'} it."


def key_problems(
    key: Mapping[int, tuple[int | None, str] | None], names: Mapping[int, str], *, holders: int
) -> list[str]:
    """What keeps a key from being frozen; `key` maps dimensions to score and why, None where nothing was said yet."""
    said = [
        f"The key says nothing on {name}: give a score, or “not observed”."
        for place, name in names.items()
        if not key.get(place)
    ]
    said += [
        f"Say why {names[place]} is a {row[0]}."
        for place, row in key.items()
        if row is not None and row[0] is not None and not row[1].strip()
    ]
    if not any(row is not None and row[0] is not None for row in key.values()):
        said.append("The key needs a score on one dimension at least.")
    if holders < 2:  # one person's reading is no agreement
        said.append("Name the people who agreed the key, two at least.")
    return said


def answers_to_plain(answers: Answers) -> dict[str, dict[str, str]]:
    """The ratings by dimension as JSON values: choice (a score, `not_observed` or empty), reason, evidence; empty ones left out."""
    return {
        str(place): {"choice": row.choice or "", "reason": row.reason, "evidence": row.evidence}
        for place, row in sorted(answers.ratings.items())
        if row != EMPTY_RATING
    }


def answers_from_plain(plain: Mapping[str, Mapping[str, str]]) -> Answers:
    """The answers that `answers_to_plain` wrote."""
    return Answers(
        {
            int(place): RatingAnswer(
                score=int(row["choice"]) if row["choice"].isdecimal() else None,
                not_observed=row["choice"] == NOT_OBSERVED,
                reason=row["reason"],
                evidence=row["evidence"],
            )
            for place, row in plain.items()
        }
    )


def is_web_address(link: str) -> bool:
    """Whether the link is one that a page may offer: http or https with a host, nothing that runs."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
