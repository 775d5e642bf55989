"""Whether a review panel lets a rubric pass.

Each reviewer scores five aspects from 1 to 5; the panel passes when enough reviewers scored the present text, the lowest
of the five means is at least 4, and no comment is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.enums import Aspect

PASSES_AT = 4.0
SCORES = range(1, 6)


@dataclass(frozen=True, slots=True)
class AspectResult:
    """The mean of one aspect over the reviewers and its lowest score; None while nobody has scored."""

    aspect: Aspect
    mean: float | None
    lowest: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the panel passes; `problems` say what is missing, one sentence each, and are empty when it does."""

    passes: bool
    results: tuple[AspectResult, ...]
    reviewers: int
    problems: tuple[str, ...]


def verdict(reviews: Sequence[Mapping[Aspect, int]], *, quorum: int, open_comments: int) -> Verdict:
    """What the reviews of the present text amount to; `quorum` is how many reviewers are wanted, at least one."""
    results = tuple(_result(aspect, [review[aspect] for review in reviews]) for aspect in Aspect)
    problems = []
    if len(reviews) < quorum:
        problems.append(f"{len(reviews)} of {quorum} reviewers have scored the present text.")
    low = [result for result in results if result.mean is not None and result.mean < PASSES_AT]
    if low:
        worst = min(low, key=lambda result: result.mean or 0)
        problems.append(f"{worst.aspect.label} has a mean of {worst.mean:.1f}; it passes at {PASSES_AT:.0f}.")
    if open_comments:
        problems.append("1 comment is open." if open_comments == 1 else f"{open_comments} comments are open.")
    return Verdict(not problems, results, len(reviews), tuple(problems))


def _result(aspect: Aspect, scores: Sequence[int]) -> AspectResult:
    if not scores:
        return AspectResult(aspect, None, None)
    return AspectResult(aspect, sum(scores) / len(scores), min(scores))
