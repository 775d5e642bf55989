"""Which competencies and criteria dimensions make up each dimension of the rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import InvalidInput
from rubrics.generation.inputs import (
    Assess,
    Competency,
    Criteria,
    CriteriaDimension,
    Ladder,
    Link,
    Responsibility,
    Signal,
    SubjectKind,
)

_QUALIFICATION_NAME = re.compile(
    r"\b(degrees?|years?|education|qualifications?|salary|pay|compensation|tenure|seniority)\b", re.IGNORECASE
)
_YEARS = re.compile(r"\d\s*\+?\s*(?:[–-]\s*\d+\s*)?(?:years?|yrs?)\b|\b(?:PhD|BA|BSc?|MSc?|MA|degree)\b", re.IGNORECASE)


Rateable = Competency | CriteriaDimension | Assess


@dataclass(frozen=True, slots=True)
class Members:
    """What makes up one dimension: rows of the ladder, dimensions of the criteria, entries of what to assess."""

    competencies: tuple[Competency, ...] = ()
    dimensions: tuple[CriteriaDimension, ...] = ()
    assess: tuple[Assess, ...] = ()

    @property
    def all(self) -> tuple[Rateable, ...]:
        """The criteria's members first."""
        return (*self.dimensions, *self.assess, *self.competencies)

    @property
    def keys(self) -> tuple[str, ...]:
        """The members' keys; the first one is the dimension's own."""
        return tuple(member.key for member in self.all)

    @property
    def is_linked(self) -> bool:
        """Whether ladder and criteria both speak of it."""
        return bool(self.competencies and (self.dimensions or self.assess))

    @property
    def name(self) -> str:
        """The name of the first member: the criteria's where they speak of it, since they name what is interviewed."""
        return self.all[0].name

    @property
    def group(self) -> str | None:
        """The first group that the sources name; a merged ladder's only where the first ladder has no part in it."""
        rows = [entry for entry in self.competencies if not entry.merged_from] or self.competencies
        groups = [entry.group for entry in (*self.dimensions, *rows)]
        return next((group for group in groups if group), None)


def is_qualification(ladder: Ladder, competency: Competency) -> bool:
    """Whether a row states years and degrees, by its name and by most of its cells: nothing an interview can score."""
    if not _QUALIFICATION_NAME.search(competency.name):
        return False
    texts = [entry.text.text for entry in ladder.guidelines if entry.competency == competency.position]
    return bool(texts) and 2 * sum(bool(_YEARS.search(text)) for text in texts) > len(texts)


def rateable(ladder: Ladder | None, criteria: Criteria | None) -> list[Rateable]:
    """Everything that may become a dimension, the criteria's first.

    What to assess stands in for dimensions only where the criteria have none.
    """
    found: list[Rateable] = []
    if criteria is not None:
        found.extend(criteria.dimensions or criteria.assess)
    if ladder is not None:
        found += [competency for competency in ladder.competencies if not is_qualification(ladder, competency)]
    return found


def subjects(ladder: Ladder | None, criteria: Criteria | None) -> set[str]:
    """The keys of everything that can be linked."""
    known: set[str] = set()
    if ladder is not None:
        known |= {competency.key for competency in ladder.competencies}
        known |= {responsibility.key for responsibility in ladder.responsibilities}
    if criteria is not None:
        known |= {entry.key for entry in criteria.dimensions} | {entry.key for entry in criteria.assess}
        known |= {entry.key for entry in criteria.exercises}
        for kind, signals in signal_lists(criteria):
            known |= {kind.key(signal.position) for signal in signals}
    return known


def signal_lists(criteria: Criteria) -> tuple[tuple[SubjectKind, tuple[Signal, ...]], ...]:
    """The criteria's strong signals, weak signals and red flags, each list with its kind."""
    return (
        (SubjectKind.strong_signal, criteria.strong_signals),
        (SubjectKind.weak_signal, criteria.weak_signals),
        (SubjectKind.red_flag, criteria.red_flags),
    )


def check_links(links: Iterable[Link], ladder: Ladder | None, criteria: Criteria | None) -> None:
    """Raises InvalidInput for a link from or to something the inputs do not hold or that cannot be a dimension."""
    known = subjects(ladder, criteria)
    targets = {member.key for member in rateable(ladder, criteria)}
    problems = []
    for link in links:
        if link.subject not in known:
            problems.append(f"There is no {link.subject} in the ladder or the criteria.")
        elif link.target not in targets:
            problems.append(f"{link.subject} cannot belong to {link.target}: that is nothing a rubric rates.")
        elif link.subject == link.target:
            problems.append(f"{link.subject} is linked to itself.")
    if problems:
        raise InvalidInput(f"Some links cannot be taken: {' '.join(problems)}", {"links": problems})


def members(ladder: Ladder | None, criteria: Criteria | None, links: Sequence[Link]) -> tuple[Members, ...]:
    """The dimensions to be, in the order of the criteria, then of the ladder.

    Linked dimensions of the criteria are one dimension, and so are linked competencies. A competency linked with a
    dimension of the criteria lends it its guidelines and does not stand alone; several dimensions may lean on one competency.
    Everything without a link stands alone. Equal names never join anything.
    """
    things = rateable(ladder, criteria)
    sides = {thing.key: isinstance(thing, Competency) for thing in things}
    order = {thing.key: index for index, thing in enumerate(things)}
    together = {thing.key: thing.key for thing in things}

    def root(key: str) -> str:
        while together[key] != key:
            key = together[key]
        return key

    ties = [(link.subject, link.target) for link in links if link.subject in sides and link.target in sides]
    for one, other in ties:
        if sides[one] == sides[other]:
            first, second = sorted((root(one), root(other)), key=order.__getitem__)
            together[second] = first
    lent: dict[str, set[str]] = {}
    for one, other in ties:
        if sides[one] != sides[other]:
            borrower, lender = (other, one) if sides[one] else (one, other)
            lent.setdefault(root(borrower), set()).add(root(lender))
    lenders = set().union(*lent.values())
    groups: dict[str, list[Rateable]] = {}
    for thing in things:
        groups.setdefault(root(thing.key), []).append(thing)
    found = []
    for key, group in groups.items():
        if key not in lenders:
            borrowed = [
                thing for lender in sorted(lent.get(key, ()), key=order.__getitem__) for thing in groups[lender]
            ]
            found.append(_members([*group, *borrowed]))
    return tuple(found)


def _members(things: Sequence[Rateable]) -> Members:
    return Members(
        tuple(thing for thing in things if isinstance(thing, Competency)),
        tuple(thing for thing in things if isinstance(thing, CriteriaDimension)),
        tuple(thing for thing in things if isinstance(thing, Assess)),
    )


UNNAMED = "Unnamed"


def names(groups: Sequence[Members]) -> dict[str, str]:
    """Key -> the dimension's name; names that occur more than once are numbered in order, and so are rows without one."""
    plain = [group.name or UNNAMED for group in groups]
    found: dict[str, str] = {}
    for index, (group, name) in enumerate(zip(groups, plain, strict=True)):
        numbered = plain.count(name) > 1 or not group.name
        found[group.keys[0]] = f"{name} ({plain[: index + 1].count(name)})" if numbered else name
    return found


def linked_responsibilities(ladder: Ladder, keys: Iterable[str], links: Iterable[Link]) -> tuple[Responsibility, ...]:
    """The ladder's responsibilities a person linked to one of the keys, in source order."""
    own = set(keys)
    chosen = {link.subject for link in links if link.target in own}
    return tuple(entry for entry in ladder.responsibilities if entry.key in chosen)
