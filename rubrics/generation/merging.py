"""A second ladder taken into the first: its texts at the levels that the crosswalk matched, its own source kept.

The first ladder's levels stay what they are. Competencies of the second come after the first's; a person joins them by links
as everything else. What both say in nearly the same words is kept once, in the words of the first, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from rubrics.checks.finding import Finding, Place, Severity, quoted
from rubrics.content import Anchor, RubricContent, RubricDimension, Source, Statement, Unassigned
from rubrics.generation.inputs import Guideline, Ladder, Responsibility, SecondLadder, source_texts
from rubrics.generation.levels import Step

NEARLY = 92
"""From this `rapidfuzz.fuzz.token_sort_ratio` (0 to 100) on two statements say the same."""
SHOWN = 3
MERGE_CHECKS = frozenset({"level_merged", "no_level_at_rank", "nothing_merged", "said_twice"})


def merged(ladder: Ladder, second: SecondLadder) -> Ladder:
    """The first ladder with the second's competencies, and its texts at the matched levels only."""
    other, rows = second.ladder, max((entry.position for entry in ladder.competencies), default=0)
    duties = max((entry.position for entry in ladder.responsibilities), default=0)
    level_of = {match.other: match.level for match in second.matches if match.other is not None}
    taken = {text.competency for text in other.guidelines if text.level in level_of}
    return replace(
        ladder,
        competencies=(
            *ladder.competencies,
            *(
                replace(entry, position=entry.position + rows, merged_from=other.name)
                for entry in other.competencies
                if entry.position in taken
            ),
        ),
        guidelines=(
            *ladder.guidelines,
            *(
                Guideline(level_of[text.level], text.competency + rows, text.text)
                for text in other.guidelines
                if text.level in level_of
            ),
        ),
        responsibilities=(
            *ladder.responsibilities,
            *(
                Responsibility(entry.position + duties, level_of[entry.level], entry.text)
                for entry in other.responsibilities
                if entry.level in level_of
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """A statement of the second ladder that was dropped, and the one that stands for it."""

    dropped: Statement
    kept: Statement
    dimension: str | None = None


def folded(content: RubricContent, second: SecondLadder) -> tuple[RubricContent, tuple[Folded, ...]]:
    """The content without what the second ladder says nearly as another source does, in the same anchor or waiting list."""
    places = {Source(text.document, text.locator, text.level_code) for text in source_texts(second.ladder, None)}
    found: list[Folded] = []

    def anchor(entry: Anchor, dimension: RubricDimension) -> Anchor:
        kept = _kept(entry.statements, places, found, dimension.key)
        return entry if len(kept) == len(entry.statements) else replace(entry, statements=kept)

    dimensions = tuple(
        replace(dimension, anchors=tuple(anchor(entry, dimension) for entry in dimension.anchors))
        for dimension in content.dimensions
    )
    waiting: list[Unassigned] = []
    for entry in content.unassigned:
        rivals = [other.statement for other in waiting if other.scores == entry.scores]
        if len(_kept((*rivals, entry.statement), places, found, None)) > len(rivals):
            waiting.append(entry)
    return replace(content, dimensions=dimensions, unassigned=tuple(waiting)), tuple(found)


def _kept(
    statements: Sequence[Statement], places: set[Source], found: list[Folded], dimension: str | None
) -> tuple[Statement, ...]:
    kept: list[Statement] = []
    for statement in statements:
        twin = next((other for other in kept if other.source not in places and _is_same(other, statement)), None)
        if statement.source in places and twin is not None:
            found.append(Folded(statement, twin, dimension))
        else:
            kept.append(statement)
    return tuple(kept)


def _is_same(one: Statement, other: Statement) -> bool:
    return fuzz.token_sort_ratio(_plain(one.text), _plain(other.text)) >= NEARLY


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;")


def merge_findings(
    ladder: Ladder, second: SecondLadder, steps: Sequence[Step], dropped: Sequence[Folded]
) -> Iterator[Finding]:
    """What was taken from the second ladder and why, what was not, and what both said."""
    name = second.ladder.name
    labels = {level.position: level.label for level in second.ladder.levels}
    score = {step.texts_from.position: step for step in steps if step.texts_from}
    used = [match for match in second.matches if match.level in score]
    own = {level.position: level.label for level in ladder.levels}
    for match in used:
        at = score[match.level].score
        if match.other is not None:
            yield Finding(
                "level_merged",
                Severity.info,
                Place(score=at),
                f"Score {at} takes {labels[match.other]} of “{name}” beside {own[match.level]}: {match.why}.",
            )
        else:
            yield Finding(
                "no_level_at_rank",
                Severity.info,
                Place(score=at),
                f"Score {at} takes nothing of “{name}” beside {own[match.level]}: {match.why}.",
                "Place its levels on the crosswalk otherwise, or leave it so.",
            )
    if not any(match.other is not None for match in used):
        yield Finding(
            "nothing_merged",
            Severity.warning,
            Place(),
            f"No level of “{name}” stands at the rank of a level that this rubric uses: nothing of it was taken.",
            "Check both ladders on the crosswalk.",
        )
    yield from _said_twice(name, dropped)


def _said_twice(name: str, dropped: Sequence[Folded]) -> Iterator[Finding]:
    if dropped:
        said = "; ".join(quoted(entry.dropped.text, 50) for entry in dropped[:SHOWN])
        more = f" and {len(dropped) - SHOWN} more" if len(dropped) > SHOWN else ""
        yield Finding(
            "said_twice",
            Severity.info,
            Place(),
            f"“{name}” says nearly the same as another source in {len(dropped)} "
            f"statement{'s' if len(dropped) > 1 else ''}, kept once: {said}{more}.",
        )
