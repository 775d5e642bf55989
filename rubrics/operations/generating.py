"""Generating a rubric draft from what the library holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.audit import Actor
from rubrics.generate import RubricDraft, generate
from rubrics.generation import inputs
from rubrics.generation.inputs import Link, SecondLadder, SubjectKind
from rubrics.generation.merging import merged
from rubrics.models import Criteria, Ladder, RubricVersion
from rubrics.operations.drafts import ChosenLink, create_draft
from rubrics.queries.sources import criteria_input, ladder_input, second_input

JOINED = frozenset({SubjectKind.dimension, SubjectKind.competency})
"""Kinds whose links decide what the dimensions are."""


def preview_draft(
    *,
    ladder: Ladder | None,
    criteria: Criteria | None,
    target_level: str | None,
    criteria_level: str | None = None,
    links: Sequence[ChosenLink] = (),
    second: Ladder | None = None,
    title: str | None = None,
) -> RubricDraft:
    """What generation makes of the choices so far, with suggestions for what is not linked; nothing is stored.

    `second` is merged into the ladder through the crosswalk; without a `title` the rubric is called as its sources are.

    Raises InvalidInput as `rubrics.generate.generate` does.
    """
    return generate(
        ladder=ladder_input(ladder) if ladder else None,
        criteria=criteria_input(criteria) if criteria else None,
        target_level=target_level,
        criteria_level=criteria_level,
        links=[Link(link.subject, link.target) for link in links if link.target],
        second=_second(ladder, second),
        title=title,
    )


def _second(ladder: Ladder | None, second: Ladder | None) -> SecondLadder | None:
    if second is None:
        return None
    return second_input(ladder, second) if ladder else SecondLadder(ladder_input(second), ())


def merged_input(ladder: Ladder, second: Ladder | None) -> inputs.Ladder:
    """The ladder as generation reads it, with what it takes from a second one."""
    return merged(ladder_input(ladder), second_input(ladder, second)) if second else ladder_input(ladder)


def accepted_links(
    *,
    ladder: Ladder | None,
    criteria: Criteria | None,
    target_level: str | None,
    criteria_level: str | None = None,
    links: Sequence[ChosenLink] = (),
    second: Ladder | None = None,
    threshold: float,
    kinds: frozenset[SubjectKind] = frozenset(SubjectKind),
) -> list[ChosenLink]:
    """`links` with the best suggestion for each other piece of these kinds that reaches `threshold` (0 to 1).

    Lines of the criteria are joined with competencies first, since that decides what the other pieces can belong to.
    What a person chose stays, also where the choice was to leave a piece open.
    """
    found = list(links)
    for wanted in filter(None, (kinds & JOINED, kinds - JOINED)):
        draft = preview_draft(
            ladder=ladder,
            criteria=criteria,
            target_level=target_level,
            criteria_level=criteria_level,
            links=found,
            second=second,
        )
        chosen = {link.subject for link in found}
        for subject, suggestions in draft.proposals.items():
            best = suggestions[0] if suggestions else None
            kind = SubjectKind(subject.partition(":")[0])
            if best and best.score >= threshold and subject not in chosen and kind in wanted:
                found.append(ChosenLink(subject, best.target, best.score, best.reason))
    return found


def generate_draft(
    *,
    ladder: Ladder | None,
    criteria: Criteria | None,
    target_level: str | None,
    criteria_level: str | None = None,
    links: Sequence[ChosenLink] = (),
    second: Ladder | None = None,
    title: str | None = None,
    dimensions: Collection[str] | None = None,
    actor: Actor | None,
) -> RubricVersion:
    """The stored draft of a new rubric with the dimensions of these keys, or with the proposed ones for None.

    Raises InvalidInput as generation does, and when none of the dimensions is kept.
    """
    draft = preview_draft(
        ladder=ladder,
        criteria=criteria,
        target_level=target_level,
        criteria_level=criteria_level,
        links=links,
        second=second,
        title=title,
    )
    return store_draft(
        draft=draft,
        ladder=ladder,
        criteria=criteria,
        links=links,
        second=second,
        dimensions=dimensions,
        actor=actor,
    )


def store_draft(
    *,
    draft: RubricDraft,
    ladder: Ladder | None,
    criteria: Criteria | None,
    links: Sequence[ChosenLink] = (),
    second: Ladder | None = None,
    dimensions: Collection[str] | None = None,
    actor: Actor | None,
) -> RubricVersion:
    """The stored draft of a new rubric as `preview_draft` made it of these sources and links.

    Raises InvalidInput when none of the dimensions is kept.
    """
    return create_draft(
        content=draft.focused(dimensions),
        ladder=ladder,
        criteria=criteria,
        links=links,
        second=second,
        findings=[
            finding.to_json() for finding in (*draft.focused_findings(dimensions), *draft.focus_findings(dimensions))
        ],
        actor=actor,
    )
