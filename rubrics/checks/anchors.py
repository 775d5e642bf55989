"""Checks of anchors against each other: what cannot be told apart, what is missing, what nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from rubrics.checks.finding import Finding, Place, Severity, quoted
from rubrics.checks.words import DEGREE
from rubrics.content import Anchor, RubricContent, RubricDimension
from rubrics.enums import StatementKind

# At and above this share of equal letters, in order, two anchors differ by a word or two only.
NEARLY_EQUAL = 90.0
# At and above this share of equal words, in any order, two statements of one anchor say one thing twice.
ALIKE = 80.0
FEWEST, MOST = 4, 8
MOST_STATEMENTS, LONGEST_ANCHOR = 7, 120
CHECKS_OF_ANCHORS = frozenset(
    [
        "identical_anchors",
        "contained_anchor",
        "nearly_identical_anchors",
        "repeated_statement",
        "statements_alike",
        "nothing_written",
        "bar_unwritten",
        "anchor_unwritten",
        "unsourced",
        "long_anchor",
        "few_dimensions",
        "many_dimensions",
    ]
)
"""The short names of the checks of this file."""


def neighbour_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Neighbouring written anchors that say the same, contain one another or differ by a few letters only.

    A weak signal stands at two scores on purpose, so it counts only where the anchors hold nothing else.
    """
    for lower, upper in pairwise([anchor for anchor in dimension.anchors if anchor.statements]):
        if (likeness := _likeness(lower, upper)) is not None:
            check, severity, says, suggestion = likeness
            codes = [anchor.level_code for anchor in (lower, upper)]
            levels = f" ({codes[0]} and {codes[1]})" if all(codes) and codes[0] != codes[1] else ""
            message = f"Scores {lower.score} and {upper.score}{levels} of “{dimension.name}” {says}."
            yield Finding(check, severity, Place(dimension.key, dimension.name, upper.score), message, suggestion)


def _likeness(lower: Anchor, upper: Anchor) -> tuple[str, Severity, str, str] | None:
    """How two anchors are too alike: check, severity, what they do, what to do; None when they differ well."""
    ours, theirs = _compared(lower), _compared(upper)
    if set(ours) == set(theirs):
        return (
            "identical_anchors",
            Severity.warning,
            "say the same: nobody can choose between them",
            "Write what somebody at the higher score does that somebody at the lower one does not.",
        )
    if set(ours) < set(theirs):
        return (
            "contained_anchor",
            Severity.info,
            "share all the lower one says, and the higher one adds to it",
            "Check that the addition alone decides between the two.",
        )
    if set(theirs) < set(ours):
        return (
            "contained_anchor",
            Severity.warning,
            "are the wrong way about: the higher one says only a part of what the lower one says",
            "Add what the higher score asks for.",
        )
    one, other = " ".join(ours), " ".join(theirs)
    only = "in words of degree only" if _without_degree(one) == _without_degree(other) else "in a few words only"
    if only != "in a few words only" or fuzz.ratio(one, other) >= NEARLY_EQUAL:
        return (
            "nearly_identical_anchors",
            Severity.warning,
            f"differ {only}: {', '.join(_different_words(one, other))}",
            "Make the difference something an interviewer can observe.",
        )
    return None


def _without_degree(text: str) -> list[str]:
    """The words of a folded text but for those of degree and frequency; all of them where there are no others."""
    words = text.split()
    return [word for word in words if word not in DEGREE] or words


def repeated_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """A sentence that stands at several scores, or twice at one, unless the anchors are alike as a whole anyway."""
    seen: dict[str, list[tuple[int, str]]] = {}
    for anchor in dimension.anchors:
        for statement in anchor.statements:
            if statement.kind is not StatementKind.weak_signal:
                seen.setdefault(_folded(statement.text), []).append((anchor.score, statement.text))
    written = [anchor for anchor in dimension.anchors if anchor.statements]
    alike = {(lower.score, upper.score) for lower, upper in pairwise(written) if _likeness(lower, upper)}
    for places in seen.values():
        scores = [score for score, _ in places]
        if len(scores) > 1 and not set(pairwise(scores)) <= alike:
            yield Finding(
                "repeated_statement",
                Severity.warning,
                Place(dimension.key, dimension.name, scores[-1]),
                f"{quoted(places[0][1])} stands at {_listed(scores)} of “{dimension.name}”.",
                "Keep it at the score it decides, or say what is different at the other.",
            )


def echo_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Two statements of one anchor that say nearly the same."""
    for anchor in dimension.anchors:
        texts = [(number, statement.text) for number, statement in enumerate(anchor.statements, start=1)]
        for (_, one), (number, other) in combinations(texts, 2):
            if _folded(one) != _folded(other) and fuzz.token_sort_ratio(_folded(one), _folded(other)) >= ALIKE:
                yield Finding(
                    "statements_alike",
                    Severity.info,
                    Place(dimension.key, dimension.name, anchor.score, number),
                    f"{quoted(one)} and {quoted(other)} say nearly the same.",
                    "Keep the one that is easier to observe.",
                )


def unwritten_findings(dimension: RubricDimension, known: Container[int] = ()) -> Iterator[Finding]:
    """Anchors without a statement: the bar is a warning, the others are listed together; no anchor at all is an error.

    `known` are scores that are unwritten for a reason told elsewhere.
    """
    empty = [anchor for anchor in dimension.anchors if not anchor.statements]
    if len(empty) == len(dimension.anchors):
        yield Finding(
            "nothing_written",
            Severity.error,
            Place(dimension.key, dimension.name),
            f"“{dimension.name}” has no written anchor at all.",
            "Write at least the bar, link it with a competency, or leave the dimension out.",
        )
        return
    for anchor in empty:
        if anchor.score == dimension.bar:
            because = f": {anchor.unwritten}" if anchor.unwritten else ""
            yield Finding(
                "bar_unwritten",
                Severity.warning,
                Place(dimension.key, dimension.name, anchor.score),
                f"The bar of “{dimension.name}” (score {anchor.score}) is unwritten{because}.",
                "Write what meets the target level, or link the dimension with a competency of the ladder.",
            )
    others = [anchor for anchor in empty if anchor.score != dimension.bar and anchor.score not in known]
    if others:
        scores = _listed([anchor.score for anchor in others])
        yield Finding(
            "anchor_unwritten",
            Severity.info,
            Place(dimension.key, dimension.name, others[0].score),
            f"“{dimension.name}” has no words for {scores}.",
            "Write them, or leave them: interviewers see which scores are unwritten, and why.",
        )


def unsourced_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Statements that name neither a document nor a person."""
    for anchor in dimension.anchors:
        for number, statement in enumerate(anchor.statements, start=1):
            if statement.source is None and not statement.author:
                yield Finding(
                    "unsourced",
                    Severity.error,
                    Place(dimension.key, dimension.name, anchor.score, number),
                    f"{quoted(statement.text)} names neither a document nor a person.",
                    "Say who wrote it, or take it from a source.",
                )


def length_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Anchors that hold more than an interviewer takes in at a glance."""
    for anchor in dimension.anchors:
        words = sum(len(statement.text.split()) for statement in anchor.statements)
        if words > LONGEST_ANCHOR or len(anchor.statements) > MOST_STATEMENTS:
            yield Finding(
                "long_anchor",
                Severity.info,
                Place(dimension.key, dimension.name, anchor.score),
                f"Score {anchor.score} of “{dimension.name}” has {len(anchor.statements)} statements and {words} words; "
                f"more than {MOST_STATEMENTS} or {LONGEST_ANCHOR} are not taken in at a glance.",
                "Keep what decides the score.",
            )


def size_findings(content: RubricContent) -> Iterator[Finding]:
    """Fewer dimensions than an interview loop needs, or more than it can cover."""
    count = len(content.dimensions)
    if 0 < count < FEWEST:
        yield Finding(
            "few_dimensions",
            Severity.info,
            Place(),
            f"The rubric has {count} dimension{'s' if count > 1 else ''}; {FEWEST} to {MOST} are usual.",
            "Add criteria, or check that these alone decide the level.",
        )
    elif count > MOST:
        yield Finding(
            "many_dimensions",
            Severity.warning,
            Place(),
            f"The rubric has {count} dimensions; a loop covers {FEWEST} to {MOST} well.",
            "Leave out those that do not decide, or link those that mean the same.",
        )


def _compared(anchor: Anchor) -> list[str]:
    """The anchor's texts, folded; weak signals only when there is nothing else."""
    own = [statement for statement in anchor.statements if statement.kind is not StatementKind.weak_signal]
    return [_folded(statement.text) for statement in own or anchor.statements]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _different_words(one: str, other: str) -> list[str]:
    """The words only one of the two has, at most six."""
    ours, theirs = one.split(), other.split()
    return [word for word in dict.fromkeys(ours + theirs) if (word in ours) != (word in theirs)][:6] or ["their order"]


def _listed(scores: Sequence[int]) -> str:
    counted = sorted(set(scores))
    if len(counted) == 1:
        return f"score {counted[0]}" if len(scores) == 1 else f"score {counted[0]} more than once"
    return f"scores {', '.join(str(score) for score in counted[:-1])} and {counted[-1]}"
