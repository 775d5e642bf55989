"""Suggestions of what belongs together; a suggestion is never a link, since a person confirms it.

Criteria dimensions, signals, responsibilities and exercises are held against the competencies and dimensions of a rubric.
Three figures between 0 and 1 are combined: how alike the names are, how alike the texts are (rapidfuzz `token_set_ratio`
over word stems, Bachmann 2020 after Cohen 2011) and how much of the subject's themes, by the keyword table, the candidate
shares. A theme or word that every candidate has says little about which one fits, so themes are weighted by
inverse document frequency (Spaerck Jones, 1972).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from rubrics.keywords import DEFAULT_KEYWORDS, KeywordTable

SUGGESTIONS = 2
THRESHOLD = 0.25

_WORD = re.compile(r"[a-z0-9]+(?:[/'’+#-][a-z0-9]+)*[+#]?")
_COMMON = """
a about across after all also an and any are as at be been before being both but by can could do does each etc every for
from gets given good great had has have having help high how i if in including into is it its just least less like make
makes making many may might more most much must need needs no not of off on one only or other others our out over own per
rather several shall she should show shows so some strong such than that the their them then there these they this those
through to too toward under up use used uses using very was we well were what when where which while who why will with
within without work works working would you your
"""
# Said of everything in this field, so they tell nothing apart.
_TRADE = "ability able competency excellence level mastery proficiency role skill skills team teams"
_STOP_WORDS = frozenset(f"{_COMMON} {_TRADE}".split())
_SUFFIXES = (
    "abilities", "ability", "ibility", "ational", "ations", "ation", "ators", "ator", "ments", "ment", "nesses", "ness",
    "ships", "ship", "ating", "ates", "ated", "ate", "able", "ible", "ings", "ing", "ions", "ion", "ural", "ures", "ure",
    "ers", "ors", "ies", "ied", "ity", "ive", "ary", "ery", "er", "or", "ed", "es", "al", "ic", "ly", "s", "y", "e",
)  # fmt: skip
_SHORTEST_STEM = 4
_CHANCE = 0.3  # the token_set_ratio unrelated texts of this kind reach by their letters
_NAME_COUNTS = 4  # a theme in the name tells as much as four in the text
_TRUST_NAME, _TRUST_TEXT, _TRUST_THEME = 0.9, 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Matchable:
    """Something to match: its key, its name and whatever else it says."""

    key: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`subject` may belong to `target`: score 0 (nothing in common) to 1, and why, in words."""

    subject: str
    target: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Terms:
    """A matchable in stems: name and text as stem -> the word as written; theme -> how often; theme -> a phrase found."""

    name: Mapping[str, str]
    words: Mapping[str, str]
    themes: Mapping[str, int]
    phrases: Mapping[str, str]


def suggestions(
    subjects: Iterable[Matchable],
    targets: Sequence[Matchable],
    *,
    keywords: KeywordTable = DEFAULT_KEYWORDS,
    threshold: float = THRESHOLD,
    limit: int = SUGGESTIONS,
) -> dict[str, tuple[Suggestion, ...]]:
    """For every subject's key its suggestions, best first, at most `limit`; an empty tuple where none reaches `threshold`.

    Scores are comparable within one call only, since the weight of a theme depends on all targets. Ties keep the order of
    the targets.
    """
    table = {
        theme: [(phrase, tuple(_stem_sequence(phrase))) for phrase in phrases] for theme, phrases in keywords.items()
    }
    prepared = [(target, _terms(target, table)) for target in targets]
    weights = {theme: _rarity(sum(theme in terms.themes for _, terms in prepared), len(prepared)) for theme in table}
    found = {}
    for subject in subjects:
        terms = _terms(subject, table)
        scored = [
            _suggestion(subject, terms, target, other, weights)
            for target, other in prepared
            if target.key != subject.key
        ]
        ranked = sorted((entry for entry in scored if entry.score >= threshold), key=lambda entry: -entry.score)
        found[subject.key] = tuple(ranked[:limit])
    return found


def _suggestion(
    subject: Matchable, terms: _Terms, target: Matchable, other: _Terms, weights: Mapping[str, float]
) -> Suggestion:
    """The three figures are joined as independent grounds: 1 - (1 - a)(1 - b)(1 - c), each held below 1 by its trust."""
    shared_words = [word for stem, word in terms.words.items() if stem in other.words]
    shared_themes = sorted(
        (theme for theme in terms.themes if theme in other.themes), key=lambda theme: -weights[theme]
    )
    name = _name_likeness(terms.name, other.name)
    text = max(0.0, (_likeness(terms.words, other.words) - _CHANCE) / (1 - _CHANCE))
    theme = _cosine(terms.themes, other.themes, weights)
    score = 1 - (1 - _TRUST_NAME * name) * (1 - _TRUST_TEXT * text) * (1 - _TRUST_THEME * theme)
    reasons = []
    if shared_words:
        reasons.append(f"shares the word{'s' if len(shared_words) > 1 else ''} {', '.join(shared_words[:5])}")
    if shared_themes:
        reasons.append(
            "keyword table: " + "; ".join(f"{terms.phrases[theme]} → {theme}" for theme in shared_themes[:3])
        )
    return Suggestion(subject.key, target.key, round(score, 2), "; ".join(reasons))


def _likeness(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """`token_set_ratio` of two sets of stems as 0–1; 0 without a common stem, since letters alone mean nothing."""
    if not any(stem in other for stem in one):
        return 0.0
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) / 100


def _name_likeness(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """The mean of `token_set_ratio`, which forgives extra words, and `token_sort_ratio`, which counts them."""
    likeness = _likeness(one, other)
    return (likeness + fuzz.token_sort_ratio(" ".join(one), " ".join(other)) / 100) / 2 if likeness else 0.0


def _cosine(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]) -> float:
    """Cosine of the two theme vectors, 1 + ln(count) times the theme's weight in each place; 0 when one has no theme."""

    def vector(counts: Mapping[str, int]) -> dict[str, float]:
        return {theme: (1 + math.log(count)) * weights[theme] for theme, count in counts.items()}

    mine, theirs = vector(one), vector(other)
    length = math.hypot(*mine.values()) * math.hypot(*theirs.values())
    return sum(value * theirs.get(theme, 0.0) for theme, value in mine.items()) / length if length else 0.0


def _rarity(holders: int, targets: int) -> float:
    """Inverse document frequency, held above 0 so that a theme of every target still counts a little."""
    return math.log((1 + targets) / (1 + holders)) + 0.2


def _terms(matchable: Matchable, table: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]) -> _Terms:
    name = _stems(matchable.name)
    named = f" {' '.join(_stem_sequence(matchable.name))} "
    told = f" {' '.join(_stem_sequence(matchable.text))} "
    counts: dict[str, int] = {}
    phrases: dict[str, str] = {}
    for theme, entries in table.items():
        hits = []
        for phrase, stems in entries:
            wanted = f" {' '.join(stems)} "
            hits.append((_NAME_COUNTS * named.count(wanted) + told.count(wanted), phrase))
        total = sum(count for count, _ in hits)
        if total:
            counts[theme] = total
            phrases[theme] = max(hits, key=lambda hit: hit[0])[1]
    return _Terms(name, {**name, **_stems(matchable.text)}, counts, phrases)


def _stems(text: str) -> dict[str, str]:
    """Stem -> first word with that stem, in the order of the text, stop words left out."""
    found: dict[str, str] = {}
    for word in _words(text):
        if word not in _STOP_WORDS and (len(word) > 1 or word.isdecimal()):
            found.setdefault(_stem(word), word)
    return found


def _stem_sequence(text: str) -> list[str]:
    return [_stem(word) for word in _words(text)]


def _words(text: str) -> list[str]:
    whole = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return [part for word in _WORD.findall(whole) for part in re.split(r"[/'-]", word)]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """The word without its endings, at least four letters long: crude, but the same for every word of a family."""
    for _ in range(2):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                word = word[: -len(suffix)]
                break
    return word
