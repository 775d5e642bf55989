"""Where the words of a level's name put it among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

RANKS = (
    ("intern", "internship"),
    ("apprentice", "trainee", "graduate", "entry", "beginner", "starter", "learner", "assistant"),
    ("junior", "jr", "associate"),
    ("mid", "middle", "intermediate"),
    ("senior", "sr", "experienced", "advanced"),
    ("lead", "leading"),
    ("staff",),
    ("master", "expert"),
    ("principal",),
    ("distinguished",),
    ("fellow",),
)
"""Words of seniority, lowest first; a name without any stands with `mid`."""
PLAIN = 3
POSTS = (("supervisor",), ("manager",), ("head",), ("director",), ("vp", "vice"), ("chief", "cto", "ceo"))
"""Posts, lowest first, each above every rank without one; `Senior` of one stays below the next."""
NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


def seniority(name: str) -> tuple[float, ...]:
    """Where a level's name puts it among others: (post, rank, number), each counted upwards."""
    words = re.findall(r"[a-z]+|\d+", name.lower())
    post = max((number for number, words_of in enumerate(POSTS, start=1) if set(words_of) & set(words)), default=0)
    rank = max((number for number, words_of in enumerate(RANKS) if set(words_of) & set(words)), default=PLAIN)
    number = next((float(word) for word in words if word.isdecimal()), 0.0)
    return (float(post), float(rank), number or float(next((NUMERALS[word] for word in words if word in NUMERALS), 0)))


def is_falling(levels: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether levels, as (code, name), run from the highest to the lowest: by the numbers of their codes, else by their names."""
    codes = [re.fullmatch(r"(\D*)(\d+)", code or "") for code, _ in levels]
    if len(levels) > 1 and all(codes) and len({code[1] for code in codes if code}) == 1:
        return all(first > second for first, second in pairwise(int(code[2]) for code in codes if code))
    places = [seniority(name or code or "") for code, name in levels]
    return len(places) > 1 and places[0] > places[-1] and all(first >= second for first, second in pairwise(places))
