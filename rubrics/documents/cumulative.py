"""Whether the levels of a ladder build up, by the document's own words, and what then holds at each level.

A guideline's own text stays as the source words it. Its effective text is what it says together with the levels below, and
exists only where the document says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from rubrics.documents.labels import key
from rubrics.documents.ladders.seniority import is_falling
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import EffectiveReading, GuidelineReading, LadderReading, LevelReading

LOWER = r"(?:previous|preceding|prior|lower|earlier|last|below|beneath|before (?:it|them|this)|underneath)"
OTHERS = rf"(?:(?:the |its |their |this |each )?{LOWER} (?:levels?|grades?|steps?|roles?|bands?|ones?)|(?:the )?(?:levels?|grades?|steps?|roles?|bands?|ones?) {LOWER}|(?:the ones? |those )before|(?:the |that )?previous one)"
WHOLE = r"(?:all(?: of)?|everything|every (?:expectation|requirement)|the (?:expectations|requirements|skills|responsibilities))"
CUMULATIVE = pattern(
    rf"\b(?:(?:build(?:s|ing)? (?:on|upon) (?:all |the expectations of )?|{WHOLE}[^.;:\n]{{0,40}}? |"
    rf"(?:in addition to|on top of|beyond|besides) (?:(?:what|all|everything|those)[^.;:\n]{{0,30}} )?(?:the expectations of )?|"
    rf"(?:encompass|includ|assum|inherit|contain|subsum)\w* (?:all (?:of )?|everything (?:at |in |from |of )?)?(?:the (?:expectations|requirements|skills) (?:of|from) )?|"
    rf"inclusive of |same as ){OTHERS}|"
    rf"cumulative|additive|accumulat\w+ (?:from|with|over|as)|build(?:s|ing)? (?:on|upon) (?:those|each|all|previous expectations)|"
    rf"{WHOLE}[^.;:\n]{{0,20}}? {LOWER}(?: levels?)?['’]s?|must also meet|in addition to (?:the )?(?:previous|prior|preceding|all|those|expectations of)|"
    rf"all of the above,? (?:and|plus|as well)|same as above,? (?:and|plus|but|with))",
)  # fmt: skip
"""Searched for in small letters, line by line."""
SIGNS = (
    "previous", "preceding", "prior", "lower", "earlier", "last", "below", "beneath", "before", "underneath", "above",
    "cumulative", "additive", "accumulat", "build", "must also meet", "in addition to",
)  # fmt: skip
"""One of these stands in whatever `CUMULATIVE` finds: most texts hold none, and the pattern is dear."""
NEGATED = pattern(r"\b(?:not|never|no longer|neither|\w+n['’]t)\b[^.;\n]{0,25}$")
TAKES_IN = ("everything", "all", "in addition to", "on top of", "same as", "meets")
"""One of these stands in whatever `NAMED` begins."""
NAMED = r"\b(?:everything|all(?: of)?|in addition to|on top of|same as|plus all|as well as|meets? (?:all|the))\b[^.;:\n]{0,45}?(?<!\w)"
HALF = 0.5
"""Share of the levels above the lowest that must name the level below for the whole ladder to be cumulative."""


def cumulative_in(text: str) -> bool:
    """Whether a text says that a level includes what the levels below it ask."""
    lowered = text.lower()
    return any(sign in lowered for sign in SIGNS) and any(builds_up(line) for line in lowered.split("\n"))


def builds_up(line: str) -> bool:
    """Whether a line in small letters says, and does not deny, that lower levels are taken in."""
    return any(sign in line for sign in SIGNS) and any(
        not NEGATED.search(line[max(found.start() - 40, 0) : found.start()]) for found in CUMULATIVE.finditer(line)
    )


def is_cumulative(ladder: LadderReading) -> bool:
    """Whether the ladder's own words say that its levels build up: most levels take in the one below."""
    upper = len(ladder.levels) - 1
    return upper > 0 and len(builders(ladder)) >= HALF * upper


def rising(ladder: LadderReading) -> list[LevelReading]:
    """The levels, lowest first, whichever way the document lists them."""
    levels = list(ladder.levels)
    return levels[::-1] if is_falling([(level.code, level.name) for level in levels]) else levels


def builders(ladder: LadderReading) -> set[int]:
    """The levels one of whose texts takes in a lower level, by place (`the level below`) or by name (`everything in L2`)."""
    order = rising(ladder)
    below = {level.position: order[:index] for index, level in enumerate(order)}
    lower = cache(lambda position: naming(below[position]))
    said = [(level.position, level.text or "") for level in ladder.levels]
    said += [(cell.level, cell.text) for cell in ladder.guidelines]
    said += [(duty.level, duty.text) for duty in ladder.responsibilities]
    return {level for level, text in said if below[level] and (cumulative_in(text) or takes_in(text, lower, level))}


def takes_in(text: str, lower: Callable[[int], re.Pattern[str] | None], level: int) -> bool:
    """Whether a text of a level takes in all of a lower one, which it names; `lower` gives what finds those names."""
    lowered = text.lower()
    names = lower(level) if any(word in lowered for word in TAKES_IN) else None
    return names is not None and bool(names.search(text))


def naming(levels: Sequence[LevelReading]) -> re.Pattern[str] | None:
    """What finds a text that takes in all of one of these levels by its code or name; `None` without any."""
    names = {name for level in levels for name in (level.code, level.name) if name and len(key(name)) > 1}
    if not names:
        return None
    told = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{NAMED}(?:{told})(?!\w)", re.IGNORECASE)


def effective_texts(ladder: LadderReading) -> tuple[EffectiveReading, ...]:
    """What holds at each level of a cumulative ladder, competency by competency: own text and what lies below, lowest first.

    A cell that is not applicable asks nothing and hands nothing on; an empty one asks what the levels below ask. Empty for
    a ladder that is not cumulative. Levels listed from the top take in those listed after them.
    """
    if not ladder.cumulative:
        return ()
    own: dict[tuple[int, int], GuidelineReading] = {(cell.level, cell.competency): cell for cell in ladder.guidelines}
    exempt = {(blank.level, blank.competency) for blank in ladder.blanks if blank.kind == "not_applicable"}
    found: list[EffectiveReading] = []
    order = [level.position for level in rising(ladder)]
    for level in ladder.levels:
        lower = order[: order.index(level.position) + 1]
        for row in ladder.competencies:
            if (level.position, row.position) in exempt:
                continue
            cells = [own[place, row.position] for place in lower if (place, row.position) in own]
            if cells:
                text = " ".join(cell.text for cell in cells)
                found.append(EffectiveReading(level.position, row.position, text, tuple(cell.level for cell in cells)))
    return tuple(found)
