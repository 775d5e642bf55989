"""Which level each score stands for, given the ladder and the target level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from core.errors import InvalidInput
from rubrics.generation.inputs import Criteria, Ladder, Level
from rubrics.titles import SENIORITY

SCORES = range(1, 6)
BAR = 3

_NUMBERED_CODE = re.compile(r"(\D*)(\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One score and its level.

    `level_code` is the level evidence of this score belongs to (None: below the ladder, or no ladder); `texts_from` is the
    level whose texts fill the anchor (None: there is no such level, and `absent` says so in words).
    """

    score: int
    meaning: str
    level_code: str | None
    texts_from: Level | None = None
    absent: str | None = None


def find_level(ladder: Ladder, wanted: str, field: str = "target_level") -> Level:
    """The level with that code, or else with that name or label; case does not matter.

    Raises InvalidInput at `field`, saying which levels the ladder has, when there is none or more than one.
    """
    folded = wanted.strip().casefold()
    ways = (
        [level for level in ladder.levels if (level.code or "").casefold() == folded],
        [level for level in ladder.levels if folded in {(level.name or "").casefold(), level.label.casefold()}],
    )
    found = next((levels for levels in ways if levels), [])
    if len(found) == 1 and folded:
        return found[0]
    has = ", ".join(level.label for level in ladder.levels) or "none"
    fault = f"more than one level called “{wanted}”" if len(found) > 1 else f"no level “{wanted}”"
    message = f"The ladder “{ladder.name}” has {fault}. It has: {has}."
    raise InvalidInput(message, {field: [message]})


def line_of_levels(ladder: Ladder, target: Level) -> tuple[Level, ...]:
    """The levels one after another as seen from the target: where the ladder forks, only one branch.

    The branch is the target's own; below a fork it is the first branch in the document. A document that counts the stem
    to one branch is understood where the branches have levels of one name, told apart in brackets: what stands before
    the first of these belongs to both.
    """
    ordered = sorted(ladder.levels, key=lambda level: level.position)
    branch = target.track or next((level.track for level in ordered if level.track), None)
    own = {_bare_name(level): level for level in reversed(ordered) if level.track == branch}
    twins = [level for level in ordered if level.track not in {None, branch} and _bare_name(level) in own]
    fork = min((min(twin.position, own[_bare_name(twin)].position) for twin in twins), default=0)
    return tuple(level for level in ordered if level.track in {None, branch} or level.position < fork)


def _bare_name(level: Level) -> str:
    return re.sub(r"\s*\([^)]*\)", "", level.label if level.name is None else level.name).casefold()


def ladder_steps(ladder: Ladder, target: Level) -> tuple[Step, ...]:
    """The scores 1 to 5 with their levels: the target at the bar, one level a score.

    Above the highest level the scores mean the highest, "strong" and "exceptional", and have no texts of the ladder.
    """
    line = line_of_levels(ladder, target)
    at = line.index(target)
    top, bottom = line[-1], line[0]
    steps = []
    for score in SCORES:
        place = at + score - BAR
        if place >= len(line):
            beyond = "exceptional" if score == SCORES[-1] else "strong"
            absent = f"the ladder has no level above {top.target_code}"
            steps.append(Step(score, f"{top.target_code}, {beyond}", top.target_code, None, absent))
        elif place < 0:
            below = "below" if place == -1 else "well below"
            absent = f"the ladder has no level below {bottom.target_code}"
            steps.append(Step(score, f"{below} {bottom.target_code}", None, None, absent))
        else:
            level = line[place]
            words = {BAR: f"{level.target_code}, the bar"}
            if place > 0:
                words[SCORES[0]] = f"{level.target_code} or lower"
            steps.append(Step(score, words.get(score, level.target_code), level.target_code, level))
    return tuple(steps)


def steps_without_ladder(target: str) -> tuple[Step, ...]:
    """The scores 1 to 5 when only the target is known."""
    meanings = (f"well below {target}", f"below {target}", f"{target}, the bar", f"{target}, strong")
    return tuple(
        Step(score, meaning, target if score >= BAR else None, None, "no ladder was given")
        for score, meaning in zip(SCORES, (*meanings, f"{target}, exceptional"), strict=True)
    )


def skipped_codes(levels: tuple[Level, ...]) -> list[tuple[str, str]]:
    """Neighbours whose numbered codes leave a number out: `[("E2", "E4")]`."""
    found = []
    for lower, upper in pairwise(levels):
        one = _NUMBERED_CODE.fullmatch(lower.code or "")
        other = _NUMBERED_CODE.fullmatch(upper.code or "")
        if one and other and one[1] == other[1] and int(other[2]) - int(one[2]) > 1:
            found.append((lower.target_code, upper.target_code))
    return found


@dataclass(frozen=True, slots=True)
class LevelProposal:
    """The level criteria seem to be written for, and why; a person confirms it."""

    level_code: str
    reason: str


def propose_criteria_level(ladder: Ladder, criteria: Criteria) -> LevelProposal | None:
    """The one level whose code or name holds the criteria's own level word, or the one word of seniority in their name.

    None when no level or several hold it.
    """
    named = {word for word in re.findall(r"\w+", criteria.name) if word.casefold() in SENIORITY}
    word = (criteria.level_word or "").strip() or (named.pop() if len(named) == 1 else "")
    if not word:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    found = [level for level in ladder.levels if whole.search(level.label)]
    if len(found) != 1:
        return None
    level = found[0]
    return LevelProposal(level.target_code, f"the criteria say “{word}”, and so does the level {level.label}")
