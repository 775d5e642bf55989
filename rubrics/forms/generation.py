"""Choosing what a rubric is generated from, and what belongs together.

The choices travel in the address from step to step, so that going back loses nothing; only the last step is a POST.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from core.errors import InvalidInput
from rubrics.matching import Suggestion
from rubrics.operations.drafts import ChosenLink

LINK = "link-"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose so far; levels are codes or names of the ladder, `kept` the dimensions to rate (None: not asked)."""

    ladder_id: int | None
    criteria_id: int | None
    target_level: str | None
    criteria_level: str | None
    links: tuple[tuple[str, str | None], ...]
    kept: tuple[str, ...] | None

    def chosen_links(self, proposed: Mapping[str, tuple[Suggestion, ...]]) -> list[ChosenLink]:
        """The links with what had been proposed for each; an unlinked piece is a choice too."""
        return [_chosen(subject, target, proposed.get(subject, ())) for subject, target in self.links]


def choices(values: MultiDict[str, str]) -> Choices:
    """The choices in the address or in the form. Raises InvalidInput for a number that is none."""
    target = values.get("target", "")
    ladder, _, level = target.partition(":")
    return Choices(
        ladder_id=_number(ladder, "target"),
        criteria_id=_number(values.get("criteria", ""), "criteria"),
        target_level=level or None,
        criteria_level=values.get("criteria_level") or None,
        links=tuple(
            (name.removeprefix(LINK), value or None) for name, value in values.items() if name.startswith(LINK)
        ),
        kept=tuple(values.getlist("keep")) if "keep_asked" in values else None,
    )


def _number(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise InvalidInput("This address was changed by hand. Start again from the list of rubrics.", {name: [text]})
    return int(text)


def _chosen(subject: str, target: str | None, proposed: tuple[Suggestion, ...]) -> ChosenLink:
    for suggestion in proposed:
        if suggestion.target == target:
            return ChosenLink(subject, target, suggestion.score, suggestion.reason)
    return ChosenLink(subject, target)
