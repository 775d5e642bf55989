"""The rows that the pages of benchmark exercises draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calibration.benchmark import distance_words, outcome, whole_words
from calibration.enums import BenchmarkState
from calibration.queries import benchmarks as queries
from calibration.queries.benchmarks import BenchmarkAccess
from scorecards.answers import NOT_OBSERVED, rating_field
from scorecards.sheet import Sheet

LONGEST_WHY = 5_000
"""The longest reason for a score of the key, in characters."""


def why_field(dimension_id: int) -> str:
    """The field that says why the key gives a dimension its score."""
    return f"why-{dimension_id}"


def key_rows(sheet: Sheet, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """A dimension each with its anchors and what stands in its two fields."""
    return [
        {
            "name": each.name,
            "field": rating_field(each.id),
            "why_field": why_field(each.id),
            "value": typed.get(rating_field(each.id)),
            "why": typed.get(why_field(each.id), ""),
            "anchors": [
                {
                    "score": anchor.score,
                    "label": anchor.label,
                    "is_bar": anchor.is_bar,
                    "statements": [statement.text for statement in anchor.statements],
                }
                for anchor in each.anchors
            ],
        }
        for each in sheet.dimensions
    ]


def key_typed(key: Mapping[int, tuple[int | None, str]]) -> dict[str, str]:
    """The stored key as the form's fields hold it."""
    scores = {rating_field(place): NOT_OBSERVED if score is None else str(score) for place, (score, _) in key.items()}
    return scores | {why_field(place): why for place, (_, why) in key.items()}


def exercise_page(found: BenchmarkAccess) -> dict[str, Any]:
    """What people operations see of an exercise: text, key, who was asked, and every answer beside the key."""
    exercise = queries.exercise(found.exercise_id)
    version = exercise.rubric_version
    names, key = queries.dimension_names(version.id), queries.key_of(exercise.id)
    answers = queries.submissions(exercise.id)
    scores = {place: score for place, (score, _) in key.items()}
    rows = []
    for answer in answers:
        own = outcome(answer.scores, scores, (), is_closed=True, low=version.scale_low, high=version.scale_high)
        rows.append(
            {
                "name": answer.name,
                "scores": [(names[row.dimension_id], _score(row.own), row.points) for row in own.distances],
                "mean": _signed(own.mean),
                "apart": "none" if own.apart is None else f"{own.apart:.1f}",
            }
        )
    given = [answer.scores for answer in answers]
    # by name they stand on this page anyway, so that nothing is told by their growing
    spread = outcome({}, scores, given, is_closed=True, low=version.scale_low, high=version.scale_high)
    is_published = exercise.state is BenchmarkState.PUBLISHED
    return {
        "exercise": exercise,
        "version": version,
        "key": [(names[place], _score(score), why) for place, (score, why) in key.items()],
        "columns": [names[place] for place in key],
        "rows": rows,
        "spread": [
            (names[row.dimension_id], _score(row.key), _spread(row.peers, version.scale_low, row.peers_unobserved))
            for row in spread.distances
        ],
        "waiting": queries.waiting_names(exercise.id),
        "to_ask": queries.people_to_ask(exercise.id) if is_published else [],
        "problems": [],
    }


def result_page(exercise_id: int, account_id: int) -> dict[str, Any]:
    """What somebody who has submitted sees: their scores beside the key, and beside those of the others once it is closed."""
    exercise = queries.exercise(exercise_id)
    version = exercise.rubric_version
    names, key = queries.dimension_names(version.id), queries.key_of(exercise_id)
    answers = {answer.account_id: answer for answer in queries.submissions(exercise_id)}
    seat = queries.seat_of(exercise_id, account_id)
    evidence = {row.dimension_id: row.evidence or row.not_observed_reason for row in seat.ratings} if seat else {}
    others = [answer.scores for other, answer in sorted(answers.items()) if other != account_id]
    found = outcome(
        answers[account_id].scores,
        {place: score for place, (score, _) in key.items()},
        others,
        is_closed=exercise.state is BenchmarkState.CLOSED,
        low=version.scale_low,
        high=version.scale_high,
    )
    return {
        "exercise": exercise,
        "version": version,
        "whole": whole_words(found),
        "peers": found.peers if found.shows_peers else None,
        "no_peers": "fewer than three others scored it"
        if exercise.state is BenchmarkState.CLOSED
        else "shown when the exercise is closed",
        "rows": [
            {
                "name": names[row.dimension_id],
                "own": row.own,
                "key": row.key,
                "words": distance_words(row),
                "why": key[row.dimension_id][1],
                "evidence": evidence.get(row.dimension_id, ""),
                "peers": _spread(row.peers, version.scale_low, row.peers_unobserved),
            }
            for row in found.distances
        ],
    }


def _score(score: int | None) -> str:
    return "not observed" if score is None else str(score)


def _signed(value: float | None) -> str:
    return "none" if value is None else f"{round(value, 1) + 0.0:+.1f}".replace("-", "−")


def _spread(counts: tuple[int, ...], low: int, unobserved: int) -> str:
    """The scores that were given and how often: "2: 1, 3: 4, not observed: 1"."""
    said = [f"{low + place}: {count}" for place, count in enumerate(counts) if count]
    return ", ".join([*said, f"not observed: {unobserved}"] if counts and unobserved else said)
