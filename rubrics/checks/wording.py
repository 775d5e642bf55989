"""Checks of one statement's words: can it be observed, is it one thing, is it fair, can it be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from rubrics.checks.behaviours import behaviours
from rubrics.checks.finding import Finding, Place, Severity, quoted
from rubrics.checks.senses import in_another_sense
from rubrics.checks.words import (
    COMPARATIVE,
    CREDENTIALS,
    EXCLUSIONARY,
    GENDER_CODED,
    PERSONALITY,
    PRIVATE,
    VAGUE,
)

LONGEST = 35  # words in a statement; one that runs over two lines of a form is skimmed
HARDEST = 20.0  # Flesch–Kincaid grade; 16 is a university degree, and the names of tools cost a few grades more
SHORTEST_GRADED = 10  # words: the grade of a shorter statement is decided by a single long word
BEHAVIOURS_TOO_MANY = 3

_COMPARATIVE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in COMPARATIVE)
# Years somebody has behind them; not those of a plan, of a record or of how long something held.
_YEARS = re.compile(
    r"\b\d+\s*\+\s*(?:years?|yrs?)\b"
    r"|\b\d+\s*(?:[–-]|to)\s*\d+\s*\+?\s*(?:years?|yrs?)\b(?!\s+(?:ahead|horizon|old|out|plan|roadmap|strateg|window))"
    r"|\b(?:at least|ha(?:d|s|ve)|holds?|min(?:imum)?(?: of)?|more than|needs?|requires?)\s+(?:at least\s+)?\d+\s*(?:years?|yrs?)\b"
    r"(?!\s+(?:ago|ahead|old|out|plan|roadmap))"
    r"|\b\d+\s*(?:years?|yrs?)['’]?\s+(?:as|at|exp(?:erience)?|leading|managing|minimum|on the job|or more|plus|practice|tenure|with|working"
    r"|in(?! a row| advance)|of(?! (?:data|figures|history|logs|notice|records|runway)))\b"
    r"|^\W*\d+\s*(?:years?|yrs?)\W*$",
    re.IGNORECASE,
)
_YEARS_IN_WORDS = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)(?:\s+(?:or more|plus))?|several|many)"
    r"\s+years['’]?\s+(?:as|experience|in(?! a row| advance)|of(?! (?:data|figures|history|logs|notice|records|runway))|with|working)\b"
    r"|\b(?:a|over a|one) decade (?:of|in)\b|\bdecades?\s+of\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:^|[.!?]\s+|[,;:]\s*(?:and\s+|or\s+|then\s+)?|\band\s+|\bor\s+|\bthen\s+)([a-z]+)", re.IGNORECASE
)
_SUBJECT = re.compile(r"^\W*(?:they|you)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _pattern(term: str) -> str:
    words = re.escape(term).replace(r"\*", r"\w*")
    return rf"(?<![\w-]){words}(?![\w-])"


_FIRST = re.compile(r"(\w+)(\*?)")


@cache
def _compiled(term: str) -> re.Pattern[str]:
    return re.compile(_pattern(term), re.IGNORECASE)


class _Words:
    """The terms of one list, `instead` with what to write in their place where the list says so."""

    def __init__(self, terms: Iterable[str], instead: Mapping[str, str] | None = None) -> None:
        self.instead = instead or {}
        self.order = {term: place for place, term in enumerate(terms)}
        self.whole: dict[str, list[str]] = {}
        self.open: dict[str, list[str]] = {}
        for term in self.order:
            first = _FIRST.match(term.lower())
            assert first, term  # noqa: S101 - a term without a letter would never be found
            (self.open if first[2] else self.whole).setdefault(first[1], []).append(term)

    def matches(self, text: str) -> dict[str, str]:
        """The words of the text that a term stands for, each with its term; not those that mean something else there."""
        candidates = self._candidates(text)
        elsewhere = in_another_sense(text) if candidates else []
        found: dict[str, str] = {}
        for term in candidates:
            for match in _compiled(term).finditer(text):
                if not any(begin < match.end() and match.start() < end for begin, end in elsewhere):
                    found[match[0]] = term
                    break
        return found

    def _candidates(self, text: str) -> list[str]:
        """The terms whose first word is in the text, in the order of the list: a list is long and most texts hold none."""
        words = set(_FIRST.findall(text.lower()))
        found = [term for word, _ in words for term in self.whole.get(word, ())]
        found += [
            term
            for head, terms in self.open.items()
            if any(word.startswith(head) for word, _ in words)
            for term in terms
        ]
        return sorted(found, key=self.order.__getitem__)

    def found(self, text: str) -> list[str]:
        """Only the words."""
        return list(self.matches(text))


_VAGUE, _GENDER_CODED, _PRIVATE, _CREDENTIALS = map(_Words, (VAGUE, GENDER_CODED, PRIVATE, CREDENTIALS))
_PERSONALITY = _Words(PERSONALITY, PERSONALITY)
_EXCLUSIONARY = _Words(EXCLUSIONARY, EXCLUSIONARY)


def statement_findings(text: str, place: Place) -> Iterator[Finding]:
    """Everything the checks have to say about one statement, in the order of the checks."""
    for check in _CHECKS:
        yield from check(text, place)


def question_findings(text: str, place: Place) -> Iterator[Finding]:
    """What the checks say about a question, a task or what an exercise evaluates: is it fair, is it about the work."""
    for check in _FAIRNESS:
        yield from check(text, place)


def _vague(text: str, place: Place) -> Iterator[Finding]:
    if found := _VAGUE.found(text):
        yield Finding(
            "vague_words",
            Severity.info,
            place,
            f"{quoted(text)} leans on words that two interviewers will read differently: {_listed(found)}.",
            "Say what can be seen: what was done, how often, with what result.",
        )


def _comparative(text: str, place: Place) -> Iterator[Finding]:
    for pattern in _COMPARATIVE:
        if match := pattern.search(text):
            yield Finding(
                "comparative_only",
                Severity.warning,
                place,
                f"{quoted(text)} describes itself by comparison (“{match[0].strip()}”) and means nothing on its own.",
                "Describe the behaviour at this score so that it can be read without the other scores.",
            )
            return


def _several(text: str, place: Place) -> Iterator[Finding]:
    verbs = behaviours([word.lower() for word in _CLAUSE.findall(_SUBJECT.sub("", text))])
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > 1:
        what = f"{len(parts)} parts with semicolons between them"
    elif len(verbs) >= BEHAVIOURS_TOO_MANY:
        what = f"{len(verbs)} behaviours ({', '.join(verbs)})"
    else:
        return
    yield Finding(
        "several_behaviours",
        Severity.info,
        place,
        f"{quoted(text)} holds {what}: a candidate may show one and not the other.",
        "Split it into one statement for each behaviour.",
    )


def _personality(text: str, place: Place) -> Iterator[Finding]:
    yield from _replacements(
        text, place, _PERSONALITY, "personality", "rates a personality or a fit, which is no evidence and hides bias"
    )


def _exclusionary(text: str, place: Place) -> Iterator[Finding]:
    yield from _replacements(text, place, _EXCLUSIONARY, "exclusionary", "may exclude or offend people")


def _gender_coded(text: str, place: Place) -> Iterator[Finding]:
    if found := _GENDER_CODED.found(text):
        yield Finding(
            "gender_coded",
            Severity.info,
            place,
            f"{quoted(text)} has words that readers take as meant for one gender: {_listed(found)}.",
            "Say what the person does.",
        )


def _private(text: str, place: Place) -> Iterator[Finding]:
    if found := _PRIVATE.found(text):
        yield Finding(
            "private_life",
            Severity.warning,
            place,
            f"{quoted(text)} is about private life, which says nothing of the work and often may not be asked: "
            f"{_listed(found)}.",
            "Ask about what the work needs, of everybody in the same words.",
        )


def _proxy(text: str, place: Place) -> Iterator[Finding]:
    counted = (match[0] for pattern in (_YEARS, _YEARS_IN_WORDS) for match in pattern.finditer(text))
    found = _longest([*counted, *_CREDENTIALS.found(text)])
    if found:
        yield Finding(
            "years_as_proxy",
            Severity.warning,
            place,
            f"{quoted(text)} counts years or certificates ({_listed(found)}) instead of describing what the person can do.",
            "Say what the years are thought to have taught.",
        )


def _length(text: str, place: Place) -> Iterator[Finding]:
    words = len(text.split())
    if words > LONGEST:
        yield Finding(
            "long_statement",
            Severity.info,
            place,
            f"{quoted(text)} has {words} words; more than {LONGEST} are skimmed in an interview.",
            "Shorten or split it.",
        )


def _reading_level(text: str, place: Place) -> Iterator[Finding]:
    if len(_WORD.findall(text)) >= SHORTEST_GRADED and (grade := reading_grade(text)) > HARDEST:
        yield Finding(
            "reading_level",
            Severity.info,
            place,
            f"{quoted(text)} reads at grade {grade:.0f} (Flesch–Kincaid); above {HARDEST:.0f} few follow it at first sight.",
            "Use shorter words and sentences.",
        )


_FAIRNESS: tuple[Callable[[str, Place], Iterator[Finding]], ...] = (
    _personality,
    _exclusionary,
    _gender_coded,
    _private,
)
_CHECKS: tuple[Callable[[str, Place], Iterator[Finding]], ...] = (
    _vague,
    _comparative,
    _several,
    *_FAIRNESS,
    _proxy,
    _length,
    _reading_level,
)


def reading_grade(text: str) -> float:
    """The school grade needed to read the text: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    The formula is Kincaid, Fishburne, Rogers & Chissom (1975); it is made for English. Syllables are counted as groups of
    vowels, a silent final e left out. A text without words has grade 0.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    count = max(1, len(re.findall(r"[.!?]+(?=\s|$)", text)))
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / count + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    folded = word.lower()
    groups = len(re.findall(r"[aeiouyäöüáéíóúàèìòù]+", folded))
    silent = folded.endswith("e") and not folded.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def _replacements(text: str, place: Place, words: _Words, check: str, fault: str) -> Iterator[Finding]:
    found = words.matches(text)
    found = {match: found[match] for match in _longest(found)}
    if found:
        advice = "; ".join(f"for “{match}”: {words.instead[term]}" for match, term in found.items())
        yield Finding(
            check,
            Severity.warning,
            place,
            f"{quoted(text)} {fault}: {_listed(found)}.",
            f"{advice[0].upper()}{advice[1:]}.",
        )


def _longest(found: Iterable[str]) -> list[str]:
    """What was found without what stands inside another: "positive attitude" says all that "attitude" would."""
    known = list(dict.fromkeys(found))
    return [one for one in known if not any(one != other and one in other for other in known)]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
