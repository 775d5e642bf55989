"""From a job title to the levels and roles it may mean, with how sure that is and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from rubrics.titlewords import GENERAL, KIN, LINKS, OF_MANAGERS, PHRASES, ROMAN, SENIORITIES, WORDS

SENIORITY = frozenset(SENIORITIES) | {"trainee", "associate", "intermediate", "vice"}
"""Words of seniority as English titles write them out."""
UNSAID, UNSAID_OF_MANAGERS = 0.8, 0.4
"""What is left where only one of two titles names a seniority: "Staff SRE" is rather another level than plain "SRE"."""
MIXED, NEIGHBOURS, STRANGERS = 0.9, 0.6, 0.3
"""What is left where two titles name seniorities of one height, of neighbouring heights, or others: "Junior SRE" is no "Senior SRE"."""
NEAR = 1.5
NUMBER_APART, NUMBER_UNSAID = 0.75, 0.9
SENIORITY_ALONE = 0.5
"""How alike two titles of one seniority are where one of them names no trade: "Director" and "Director of Ports"."""
TYPO, SHORTEST_TYPO = 80, 5
KIN_LIKENESS, GENERAL_WEIGHT = 0.8, 0.5
CODE_LIKENESS = 0.5
LEAST = 0.45
MOST = 12


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title that the library knows: what it is called, what it stands for, and how sure the source is of it (0 to 1).

    `position` and `code` are the level's, where it stands for one level of a ladder; `place` names it on the crosswalk.
    `level` is what a role profile calls its level: it speaks for a title that names no seniority itself.
    """

    title: str
    target: str
    kind: str
    target_id: int
    source: str
    confidence: float | None = None
    position: int | None = None
    place: str = ""
    code: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A candidate: `confidence` from 0 to 1 is the likeness of the titles times what the source says of its own title."""

    known: KnownTitle
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class TitleParts:
    """A title taken apart: the words of its trade, its seniorities, its number ("II" is 2) and codes such as P5."""

    words: tuple[str, ...]
    seniorities: frozenset[str]
    number: int | None
    codes: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be compared."""
        return not (self.words or self.seniorities or self.codes)

    def __str__(self) -> str:
        """The title as it is understood: "senior, site reliability engineer, number 2"."""
        names = sorted(self.seniorities, key=lambda name: (SENIORITIES[name], name))
        number = f"number {self.number}" if self.number is not None else ""
        return ", ".join(part for part in (" ".join(names), " ".join(self.words), number) if part) or ", ".join(
            f"the code {code.upper()}" for code in sorted(self.codes)
        )


def title_matches(title: str, known: Iterable[KnownTitle]) -> list[TitleMatch]:
    """The candidates for a title, the surest first, at most twelve; one for each target.

    The words of the two trades are held against each other both ways (after Monge and Elkan, 1996), words of many trades
    counting half; short forms, initials, typing errors and common words of other languages are understood. The likeness
    is then lowered where seniorities or numbers differ. A code alone leads to the levels of that code, half sure.
    """
    asked = title_parts(title)
    best: dict[tuple[str, int, str], TitleMatch] = {}
    for entry in () if asked.is_empty else known:
        likeness, aside = _likeness(asked, entry)
        if likeness < LEAST:
            continue
        confidence = round(likeness * (1.0 if entry.confidence is None else entry.confidence), 2)
        match = TitleMatch(entry, confidence, _reason(entry, likeness, aside))
        place = (entry.kind, entry.target_id, entry.target)
        if place not in best or best[place].confidence < confidence:
            best[place] = match
    return sorted(best.values(), key=lambda match: (-match.confidence, match.known.target))[:MOST]


@lru_cache(maxsize=20_000)
def title_parts(title: str) -> TitleParts:
    """The title taken apart; what says nothing of trade or level (genders, emoji, brackets) is left out."""
    text = "".join(letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter))
    text = re.sub(r"(?<=\w\w\w)(?:[:*_/]in(?:nen)?|\(in\))\b", "", text.casefold().replace("ß", "ss"))
    text = re.sub(r"\b[mwfdhxi](?:\s*[/|,]\s*[mwfdhxi]){1,3}\b|\ball genders\b", " ", text)
    text = " ".join(re.findall(r"[^\W_]+[+#]*", text))
    for phrase, plain in PHRASES.items():
        text = re.sub(rf"\b{phrase}\b", plain, text)
    text = re.sub(r"\b([a-z]+)(\d)\b", lambda found: f"{found[1]} {found[2]}" if found[1] in WORDS else found[0], text)
    found = [part for word in text.split() for part in WORDS.get(word, word).split() if word not in LINKS]
    words: dict[str, None] = {}
    seniorities, codes, number = set(), set(), None
    for place, word in enumerate(found):
        is_number = word in ROMAN and (place > 0 or len(word) > 1)
        if seniority := _seniority(word):
            seniorities.add(seniority)
        elif (word.isdecimal() and len(word) == 1) or is_number:
            number = ROMAN.get(word) or int(word)
        elif re.fullmatch(r"[a-z]{1,3}\d{1,2}", word):
            codes.add(word)
        elif not word.isdecimal():
            words[word] = None
    return TitleParts(tuple(words), frozenset(seniorities), number, frozenset(codes))


def _seniority(word: str) -> str | None:
    """The seniority that a word names, also with a typing error; None for other words."""
    if word in SENIORITIES:
        return word
    if len(word) < SHORTEST_TYPO:
        return None
    near = [name for name in SENIORITIES if len(name) >= SHORTEST_TYPO and abs(len(name) - len(word)) <= 1]
    return max(
        (name for name in near if fuzz.ratio(word, name) >= TYPO), key=lambda name: fuzz.ratio(word, name), default=None
    )


def _likeness(asked: TitleParts, entry: KnownTitle) -> tuple[float, str]:
    """How alike the titles are, 0 to 1, and in words what lowered it."""
    known = title_parts(entry.title)
    theirs = known.seniorities or title_parts(entry.level).seniorities
    if not asked.words and not asked.seniorities:
        same = bool(asked.codes & known.codes) or entry.code.casefold() in asked.codes
        return (
            CODE_LIKENESS if same else 0.0
        ), ", since only the code is the same, which each ladder uses in its own way"
    share, aside = _seniority_share(asked.seniorities, theirs)
    if not asked.words or not known.words:
        alone = SENIORITY_ALONE if asked.seniorities and share >= MIXED else 0.0
        return alone, ", since one of the two names a seniority and no trade"
    factor, number = _number_share(asked.number, known.number)
    likeness = _alike(*_spelled_out(asked.words, known.words)) * share * factor
    reasons = [reason for reason in (aside, number) if reason]
    return likeness, f", since {' and '.join(reasons)}" if reasons else ""


def _seniority_share(mine: frozenset[str], theirs: frozenset[str]) -> tuple[float, str]:
    """What the seniorities leave of the likeness, and why; all of it where they agree."""
    if mine == theirs:
        return 1.0, ""
    of_managers = [bool(names & OF_MANAGERS) for names in (mine, theirs)]
    if not mine or not theirs:
        share = UNSAID_OF_MANAGERS if any(of_managers) else UNSAID
        return share, "only one of the two names a seniority"
    if of_managers[0] != of_managers[1]:
        return STRANGERS, "only one of the two manages people"
    apart = min(abs(one - other) for one in _heights(mine) for other in _heights(theirs))
    if apart == 0:
        return MIXED, "their seniorities are nearly the same"
    if apart <= NEAR:
        return NEIGHBOURS, "they name neighbouring seniorities"
    return STRANGERS, "they name different seniorities"


def _heights(names: frozenset[str]) -> list[float]:
    """The heights of the seniorities; "senior" beside another one only marks that one: a senior director is a director."""
    own = names - {"senior", "junior"} or names
    return [SENIORITIES[name] for name in own]


def _number_share(mine: int | None, theirs: int | None) -> tuple[float, str]:
    if mine == theirs:
        return 1.0, ""
    if mine is None or theirs is None:
        return NUMBER_UNSAID, "only one of the two has a number"
    return NUMBER_APART ** abs(mine - theirs), "their numbers differ"


def _spelled_out(mine: Sequence[str], theirs: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both titles with the initials that one of them gives for words of the other as these words."""
    return _without_initials(mine, theirs), _without_initials(theirs, mine)


def _without_initials(title: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in title:
        runs = (other[start : start + len(word)] for start in range(len(other) - len(word) + 1))
        meant = next((run for run in runs if len(word) > 1 and "".join(part[0] for part in run) == word), (word,))
        found |= dict.fromkeys(meant)
    return tuple(found)


def _alike(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """The weighted mean, over the words of both, of how alike each is to the nearest word of the other."""
    total = sum(_weight(word) for word in (*mine, *theirs))
    likeness = sum(_weight(word) * max(_same(word, other) for other in theirs) for word in mine)
    likeness += sum(_weight(word) * max(_same(word, other) for other in mine) for word in theirs)
    return likeness / total


def _weight(word: str) -> float:
    return GENERAL_WEIGHT if word in GENERAL else 1.0


@lru_cache(maxsize=50_000)
def _same(one: str, other: str) -> float:
    """How alike two words are: 1 the same, less with a typing error or of one kin, else 0."""
    if one == other:
        return 1.0
    if any(one in words and other in words for words in KIN):
        return KIN_LIKENESS
    if min(len(one), len(other)) < SHORTEST_TYPO or abs(len(one) - len(other)) > 2:
        return 0.0
    value = fuzz.ratio(one, other)
    return value / 100 if value >= TYPO else 0.0


def _reason(entry: KnownTitle, likeness: float, aside: str) -> str:
    called = entry.title or entry.code
    same = f"the same as “{called}”" if likeness == 1 else f"{likeness:.0%} alike to “{called}”{aside}"
    stated = f", of which {entry.source} is sure to {entry.confidence:.2f}" if entry.confidence is not None else ""
    return f"{same}{stated}"
