"""Where a finished ladder contradicts or repeats itself. Everything is said, nothing is changed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from rubrics.documents.labels import key
from rubrics.documents.ladders.seniority import is_falling
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import NUMBERS
from rubrics.documents.reading import Finding, GuidelineReading, LadderReading

COUNTED = pattern(r"(?:levels|categories|competencies|dimensions|areas|pillars)\b")
COUNT = pattern(rf"\b({'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:\w+\s+)?$")
BEFORE = 80
"""Characters before a counted thing in which its number stands."""


def findings_of(ladder: LadderReading) -> list[Finding]:
    """What a reader of the ladder should know: repeated names and texts, missing steps, odd orders."""
    found: list[Finding] = []
    names = Counter(key(competency.name) for competency in ladder.competencies)
    for competency in ladder.competencies:
        count = names[key(competency.name)]
        if competency.name and count > 1 and competency.occurrence == 1:
            message = f"{count} rows are named “{competency.name}”; they were kept apart by their order. Give them names of their own."
            found.append(Finding("warning", competency.locator, message))
    found.extend(repeated_texts(ladder))
    found.extend(order_of_levels(ladder))
    tracks = {level.track for level in ladder.levels} - {None}
    if len(tracks) > 1:
        message = "Some levels are of individuals and some of managers: the steps fork and are not one line."
        found.append(Finding("warning", ladder.locator or "the ladder", message))
    return found


def repeated_texts(ladder: LadderReading) -> list[Finding]:
    """A finding for each long text that a level repeats from the one below, whole or within its own."""
    found: list[Finding] = []
    by_row: dict[int, list[GuidelineReading]] = {}
    for guideline in ladder.guidelines:
        by_row.setdefault(guideline.competency, []).append(guideline)
    level_names = {level.position: level.name or level.code or str(level.position) for level in ladder.levels}
    for competency in ladder.competencies:
        cells = by_row.get(competency.position, [])
        for lower, upper in itertools.pairwise(cells):
            same, part = key(lower.text) == key(upper.text), key(lower.text) in key(upper.text)
            if len(lower.text) > 15 and (same or part):
                how = "the same text" if same else "all of the lower text"
                name = competency.name or f"Row {competency.position}"
                message = f"“{name}”: {level_names[upper.level]} has {how} of {level_names[lower.level]}."
                found.append(Finding("warning" if same else "info", upper.locator, message))
    return found


def order_of_levels(ladder: LadderReading) -> list[Finding]:
    """What is said of the order of the levels and of years that fall as levels rise."""
    found: list[Finding] = []
    numbers = [re.sub(r"\D", "", level.code or "") for level in ladder.levels]
    prefixes = {re.sub(r"\d.*", "", level.code or "") for level in ladder.levels}
    plain = all(re.fullmatch(r"[A-Za-z .-]*\d+", level.code or "") for level in ladder.levels)
    if is_falling([(level.code, level.name) for level in ladder.levels]):
        found.append(Finding("info", ladder.locator or "the ladder", "The levels run from the highest to the lowest."))
    elif len(numbers) > 1 and plain and len(prefixes) == 1:
        values = [int(number) for number in numbers]
        if any(second - first > 1 for first, second in itertools.pairwise(values)):
            found.append(Finding("info", ladder.locator or "the ladder", "The codes of the levels leave a gap."))
    for lower, upper in zip(ladder.levels, ladder.levels[1:], strict=False):
        if (
            lower.years
            and upper.years
            and lower.years[0] is not None
            and upper.years[0] is not None
            and upper.years[0] < lower.years[0]
        ):
            message = f"Years fall from {lower.name or lower.code} to {upper.name or upper.code}."
            found.append(Finding("warning", upper.locator, message))
    return found


def counts_in(text: str) -> Iterator[tuple[int, str, int]]:
    """The things a text counts, in order: (number, what, where the number stands)."""
    lowered = text.lower()
    last = 0
    for thing in COUNTED.finditer(lowered):
        number = COUNT.search(lowered, max(last, thing.start() - BEFORE), thing.start())
        if number:
            last = thing.end()
            yield NUMBERS.get(number[1]) or int(number[1]), thing[0], number.start()


def stated_counts(text: str, ladders: tuple[LadderReading, ...], place: str) -> list[Finding]:
    """Where the text counts levels or categories otherwise than the ladders show."""
    found: list[Finding] = []
    said: set[tuple[int, str]] = set()
    for number, what, at in counts_in(text):
        counts = (
            {len(ladder.levels) for ladder in ladders}
            if what == "levels"
            else {len(ladder.competencies) for ladder in ladders}
        )
        groups = {
            len({competency.group for competency in ladder.competencies if competency.group}) for ladder in ladders
        }
        sums = {sum(counts)}
        if (
            number > 1
            and number not in counts | groups | sums
            and (number, what) not in said
            and abs(number - min(counts)) < 6
        ):
            said.add((number, what))
            line = text.count("\n", 0, at) + 1
            shown = " and ".join(str(count) for count in sorted(counts))
            found.append(
                Finding(
                    "warning",
                    f"line {line}" if place == "line" else place,
                    f"The text speaks of {number} {what}; {shown} were found.",
                )
            )
    return found[:5]
