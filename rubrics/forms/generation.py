"""Choosing what a rubric is generated from, and what belongs together.

The choices travel in the address from step to step, so that going back loses nothing; only the last step is a POST.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from core.errors import InvalidInput
from rubrics.generation.inputs import SubjectKind
from rubrics.matching import Suggestion
from rubrics.operations.drafts import ChosenLink

LINK = "link-"
PLACE = "place-"
ALONE = "-"
"""The choice to let a line stand alone, or to leave a piece open; an empty choice is none."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose so far.

    Levels are codes or names of the ladder. `links` join lines of the criteria with competencies (second step),
    `places` put other pieces to dimensions (third step), exercises to any number of them; a target of None is the
    choice to leave it open. `accept` are the kinds of pieces whose suggestions are taken, `kept` the dimensions to rate
    and `proposed` those that the page proposed (None: not asked). `title` is what the rubric is to be called (None: as
    the sources are).
    """

    ladder_id: int | None
    criteria_id: int | None
    second_id: int | None
    target_level: str | None
    criteria_level: str | None
    links: tuple[tuple[str, str | None], ...]
    places: tuple[tuple[str, str | None], ...]
    accept: frozenset[SubjectKind]
    kept: tuple[str, ...] | None
    proposed: tuple[str, ...] | None
    title: str | None


def choices(values: MultiDict[str, str]) -> Choices:
    """The choices in the address or in the form. Raises InvalidInput for a number or a kind that is none."""
    target = values.get("target", "")
    ladder, _, level = target.partition(":")
    return Choices(
        ladder_id=_number(ladder, "target"),
        criteria_id=_number(values.get("criteria", ""), "criteria"),
        second_id=_number(values.get("second", ""), "second"),
        target_level=level or None,
        criteria_level=values.get("criteria_level") or None,
        links=_chosen(values, LINK),
        places=_chosen(values, PLACE),
        accept=_kinds(values.getlist("accept")),
        kept=tuple(values.getlist("keep")) if "keep_asked" in values else None,
        proposed=tuple(values.getlist("proposed")) if "proposed" in values else None,
        title=" ".join(values.get("title", "").split())[:300] or None,
    )


def proposed_links(
    pairs: Iterable[tuple[str, str | None]], proposed: Mapping[str, tuple[Suggestion, ...]]
) -> list[ChosenLink]:
    """The links with what had been proposed for each; an unlinked piece is a choice too."""
    return [_proposed(subject, target, proposed.get(subject, ())) for subject, target in pairs]


def _chosen(values: MultiDict[str, str], prefix: str) -> tuple[tuple[str, str | None], ...]:
    found = [
        (name.removeprefix(prefix), None if value == ALONE else value)
        for name, value in values.items(multi=True)
        if name.startswith(prefix) and value
    ]
    first = dict(reversed(found))
    return tuple(
        pair for pair in dict.fromkeys(found) if first[pair[0]] == pair[1] or pair[0].startswith(SubjectKind.exercise)
    )


def _kinds(names: Iterable[str]) -> frozenset[SubjectKind]:
    try:
        return frozenset(SubjectKind(name) for name in names)
    except ValueError as error:
        raise InvalidInput("This form was changed by hand. Start again from the list of rubrics.") from error


def _number(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise InvalidInput("This address was changed by hand. Start again from the list of rubrics.", {name: [text]})
    return int(text)


def _proposed(subject: str, target: str | None, proposed: tuple[Suggestion, ...]) -> ChosenLink:
    for suggestion in proposed:
        if suggestion.target == target:
            return ChosenLink(subject, target, suggestion.score, suggestion.reason)
    return ChosenLink(subject, target)
