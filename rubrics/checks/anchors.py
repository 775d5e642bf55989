"""Checks of anchors against each other: what cannot be told apart, what is missing, what nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from rubrics.checks.finding import Finding, Place, Severity
from rubrics.content import Anchor, RubricContent, RubricDimension, Statement
from rubrics.enums import StatementKind

# At and above this share of equal letters, in order, two anchors differ by a word or two only.
NEARLY_EQUAL = 90.0
FEWEST, MOST = 4, 8


def neighbour_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Neighbouring written anchors that say the same, contain one another or differ by a few letters only.

    A weak signal stands at two scores on purpose, so it counts only where the anchors hold nothing else.
    """
    for lower, upper in pairwise([anchor for anchor in dimension.anchors if anchor.statements]):
        ours, theirs = _compared(lower), _compared(upper)
        if not ours or not theirs:
            continue
        place = Place(dimension.key, dimension.name, upper.score)
        pair = f"Scores {lower.score} and {upper.score} of “{dimension.name}”"
        levels = _levels(lower, upper)
        if set(ours) == set(theirs):
            yield Finding(
                "identical_anchors",
                Severity.warning,
                place,
                f"{pair} say the same{levels}: nobody can choose between them.",
                "Write what somebody at the higher score does that somebody at the lower one does not.",
            )
        elif set(ours) < set(theirs):
            yield Finding(
                "contained_anchor",
                Severity.info,
                place,
                f"{pair}: the higher one repeats the lower one and adds to it{levels}.",
                "Check that the addition alone decides between the two.",
            )
        elif set(theirs) < set(ours):
            yield Finding(
                "contained_anchor",
                Severity.warning,
                place,
                f"{pair}: the higher one says only a part of what the lower one says{levels}, so it asks for less.",
                "Add what the higher score asks for.",
            )
        elif fuzz.ratio(" ".join(ours), " ".join(theirs)) >= NEARLY_EQUAL:
            words = ", ".join(_different_words(" ".join(ours), " ".join(theirs)))
            yield Finding(
                "nearly_identical_anchors",
                Severity.warning,
                place,
                f"{pair} differ in a few words only{levels}: {words}.",
                "Make the difference something an interviewer can observe.",
            )


def repeated_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """A sentence that stands at more than one score, or twice at one, apart from anchors that are alike as a whole."""
    seen: dict[str, list[tuple[int, Statement]]] = {}
    for anchor in dimension.anchors:
        for statement in anchor.statements:
            if statement.kind is not StatementKind.weak_signal:
                seen.setdefault(_folded(statement.text), []).append((anchor.score, statement))
    whole = {anchor.score: _compared(anchor) for anchor in dimension.anchors}
    for places in seen.values():
        scores = [score for score, _ in places]
        if len(scores) < 2 or all(whole[scores[0]] == whole[score] for score in scores[1:] if score != scores[0]) & (
            len(set(scores)) == len(scores)
        ):
            continue
        text = places[0][1].text
        yield Finding(
            "repeated_statement",
            Severity.warning,
            Place(dimension.key, dimension.name, scores[-1]),
            f"“{text}” stands at {_listed(scores)} of “{dimension.name}”.",
            "Keep it at the score it decides, or say what is different at the other.",
        )


def unwritten_findings(dimension: RubricDimension) -> Iterator[Finding]:
    """Anchors without a statement: the bar is a warning, the others are listed together; no anchor at all is an error."""
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
            yield Finding(
                "bar_unwritten",
                Severity.warning,
                Place(dimension.key, dimension.name, anchor.score),
                f"The bar of “{dimension.name}” (score {anchor.score}) is unwritten{_because(anchor)}.",
                "Write what meets the target level, or link the dimension with a competency of the ladder.",
            )
    others = [anchor for anchor in empty if anchor.score != dimension.bar]
    if others:
        scores = _listed([anchor.score for anchor in others])
        yield Finding(
            "anchor_unwritten",
            Severity.info,
            Place(dimension.key, dimension.name, others[0].score),
            f"“{dimension.name}” is unwritten at {scores}{_because(*others)}.",
            "Write them, or leave them: interviewers see which scores have no words.",
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
                    f"“{statement.text}” names neither a document nor a person.",
                    "Say who wrote it, or take it from a source.",
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


def _levels(lower: Anchor, upper: Anchor) -> str:
    codes = [anchor.level_code for anchor in (lower, upper)]
    return f" ({codes[0]} and {codes[1]})" if all(codes) and codes[0] != codes[1] else ""


def _because(*anchors: Anchor) -> str:
    """The reasons in brackets, each once; where they differ, with their scores."""
    reasons: dict[str, list[int]] = {}
    for anchor in anchors:
        for reason in (anchor.unwritten or "").split("; "):
            if reason:
                reasons.setdefault(reason, []).append(anchor.score)
    if not reasons:
        return ""
    shared = [
        reason if len(scores) == len(anchors) else f"{', '.join(str(score) for score in scores)}: {reason}"
        for reason, scores in reasons.items()
    ]
    return f" ({'; '.join(shared)})"


def _listed(scores: Sequence[int]) -> str:
    counted = sorted(set(scores))
    if len(counted) == 1:
        return f"score {counted[0]}" if len(scores) == 1 else f"score {counted[0]} {len(scores)} times"
    return f"scores {', '.join(str(score) for score in counted[:-1])} and {counted[-1]}"
