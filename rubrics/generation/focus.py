"""The four to eight dimensions a loop can cover well, and why each was kept or left for later."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rubrics.checks.anchors import FEWEST, MOST, neighbour_findings
from rubrics.checks.finding import Finding, Place, Severity
from rubrics.content import RubricContent, RubricDimension


@dataclass(frozen=True, slots=True)
class Focus:
    """Whether a dimension is proposed to be rated, and why, in words. A person decides."""

    dimension: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a dimension beside its anchors.

    `is_linked`: ladder and criteria both speak of it. `is_asked`: the criteria themselves rate it. `named`: what the
    criteria say is to be assessed, or an exercise, fits it best (a suggestion suffices, since nothing is placed by it).
    """

    is_linked: bool = False
    is_asked: bool = False
    named: tuple[str, ...] = ()


def choice_findings(content: RubricContent, proposed: Sequence[Focus], kept: Collection[str]) -> tuple[Finding, ...]:
    """Why each dimension is rated or is not, those in `kept` first; a choice against the proposal says so.

    Nothing where all are kept as proposed: there was no choice to explain.
    """
    if all(entry.kept and entry.dimension in kept for entry in proposed):
        return ()
    ordered = sorted(proposed, key=lambda entry: entry.dimension not in kept)
    return tuple(_choice(entry, content, is_kept=entry.dimension in kept) for entry in ordered)


def _choice(entry: Focus, content: RubricContent, *, is_kept: bool) -> Finding:
    by_person = "" if is_kept == entry.kept else "by choice: "
    check, words = ("dimension_kept", "Rated") if is_kept else ("dimension_left_out", "Not rated")
    where = Place(entry.dimension, content.dimension(entry.dimension).name)
    said = f"{words} {by_person}{entry.reason}." if by_person else f"{words}: {entry.reason}."
    return Finding(check, Severity.info, where, said)


def focus(dimensions: Sequence[RubricDimension], grounds: Mapping[str, Grounds], most: int = MOST) -> tuple[Focus, ...]:
    """One proposal for each dimension, in their order; all that have words are kept when there are no more than `most`.

    Otherwise they rank by: must-have; a bar that is written; words at the bar that no better ranked dimension has; ladder and
    criteria both speak of it; named by the criteria or an exercise; how many scores are written and can be told
    apart; the groups by turns; the order of the sources. The best of every group has a place as long as places last, so
    that no part of a ladder falls silent. A row of a ladder that says nothing at the bar only helps to make up four, and
    so does a dimension without a word at any score, as long as others have words: nobody could rate it.
    """
    wordless = _wordless(dimensions)
    if len(dimensions) <= most and not wordless:
        return tuple(Focus(entry.key, kept=True, reason=_words(entry, grounds[entry.key])) for entry in dimensions)
    ranking = _ranking(dimensions, grounds)
    unheard = {entry.key for entry in dimensions if len(dimensions) > most and _is_silent(entry, grounds[entry.key])}
    seats = _seats(ranking, wordless, unheard, most)
    return tuple(
        Focus(entry.key, entry.key in seats.kept, _reason(entry, ranking, seats, grounds[entry.key]))
        for entry in dimensions
    )


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The dimensions from the best down; `ranks` are what sets them apart, `order` the order of the sources.

    `echoes`: key of each dimension whose bar says only what better ranked ones say -> the name of the first of these.
    """

    best: tuple[RubricDimension, ...]
    ranks: Mapping[str, tuple[bool, bool, bool, int, int]]
    order: Mapping[str, int]
    echoes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Seats:
    """Who has a place: `only` those who have it for their group's sake, `spare` those who make up four.

    `wordless`: key -> why the bar of a dimension without any words has none; `unheard` say nothing at the bar.
    """

    kept: frozenset[str]
    only: frozenset[str]
    spare: frozenset[str]
    wordless: Mapping[str, str]
    unheard: Collection[str]


def _ranking(dimensions: Sequence[RubricDimension], grounds: Mapping[str, Grounds]) -> _Ranking:
    order = {entry.key: index for index, entry in enumerate(dimensions)}
    ranks = {entry.key: _rank(entry, grounds[entry.key]) for entry in dimensions}
    plain = sorted(dimensions, key=lambda entry: (ranks[entry.key], order[entry.key]))
    echoes, turns = _echoes(plain), _turns(plain)

    def place(entry: RubricDimension) -> tuple[object, ...]:
        must_have, bar, *rest = ranks[entry.key]
        return (must_have, bar, entry.key in echoes, *rest, turns[entry.key], order[entry.key])

    return _Ranking(tuple(sorted(dimensions, key=place)), ranks, order, echoes)


def _seats(ranking: _Ranking, wordless: Mapping[str, str], unheard: Collection[str], most: int) -> _Seats:
    first: dict[str, RubricDimension] = {}
    for entry in ranking.best:
        if entry.group:
            first.setdefault(entry.group, entry)
    required = [entry for entry in ranking.best if entry.must_have]
    seated = dict.fromkeys(entry.key for entry in (*required, *first.values(), *ranking.best))
    silent = {*unheard, *wordless}
    spoken = [key for key in seated if key not in silent][:most]
    spare = [key for key in seated if key in silent][: max(0, FEWEST - len(spoken))]
    only = {entry.key for entry in first.values() if entry not in ranking.best[:most]}
    return _Seats(frozenset((*spoken, *spare)), frozenset(only & set(spoken)), frozenset(spare), wordless, unheard)


def _reason(entry: RubricDimension, ranking: _Ranking, seats: _Seats, grounds: Grounds) -> str:
    words = _words(entry, grounds)
    if entry.key in seats.wordless:
        makes_up = "makes up four, though " if entry.key in seats.spare else ""
        return f"{makes_up}no score of it has words: {seats.wordless[entry.key]}"
    if entry.key in ranking.echoes:
        words = f"its bar has the same words as “{ranking.echoes[entry.key]}”; {words}"
    if entry.key in seats.spare:
        return f"makes up four, though its ladder says nothing at the bar: {words}"
    if entry.key in seats.only:
        return f"keeps the group “{entry.group}” in; {words}"
    if entry.key in seats.kept:
        return words
    return f"one of {len(ranking.best)}, and {_why_not(entry, ranking, seats)}: {words}"


def _why_not(entry: RubricDimension, ranking: _Ranking, seats: _Seats) -> str:
    """Why a dimension with words has no place: what ranks before it, and what decided among equals."""
    if entry.key in seats.unheard:
        return "its ladder says nothing at the bar"
    before = seats.kept & {other.key for other in ranking.best[: ranking.best.index(entry)]}
    if behind := len(seats.kept) - len(before):
        return f"{len(before)} others rank before it and {behind} keep{'s its' if behind == 1 else ' their'} group in"
    equals = [key for key in seats.kept - ranking.echoes.keys() if ranking.ranks[key] == ranking.ranks[entry.key]]
    if not equals or entry.key in ranking.echoes:
        return f"{len(before)} others rank before it"
    if any(ranking.order[key] > ranking.order[entry.key] for key in equals):
        return "among equals the groups took turns"
    return "among equals those that the sources name first were taken"


def _wordless(dimensions: Sequence[RubricDimension]) -> dict[str, str]:
    """Key of each dimension without words at any score -> why its bar has none; empty where no dimension has any.

    A must-have is never among them: it has to be written, not forgotten.
    """
    if not any(_written(entry) for entry in dimensions):
        return {}
    return {
        entry.key: next((anchor.unwritten or "" for anchor in entry.anchors if anchor.score == entry.bar), "")
        for entry in dimensions
        if not _written(entry) and not entry.must_have
    }


def _is_silent(dimension: RubricDimension, grounds: Grounds) -> bool:
    return not (_bar(dimension) or dimension.must_have or grounds.is_asked)


def _rank(dimension: RubricDimension, grounds: Grounds) -> tuple[bool, bool, bool, int, int]:
    """Sorts the better first."""
    distinct = _written(dimension) - _alike(dimension)
    return (not dimension.must_have, not _bar(dimension), not grounds.is_linked, -len(grounds.named), -distinct)


def _turns(ranked: Sequence[RubricDimension]) -> dict[str, int]:
    """How many of the same group rank before a dimension; without a group none does."""
    counts: dict[str, int] = {}
    found = {}
    for entry in ranked:
        found[entry.key] = counts.get(entry.group, 0) if entry.group else 0
        if entry.group:
            counts[entry.group] = found[entry.key] + 1
    return found


def _echoes(ranked: Sequence[RubricDimension]) -> dict[str, str]:
    """Key of each dimension whose bar says only what better ranked ones say -> the name of the first of these."""
    said: dict[str, str] = {}
    found = {}
    for entry in ranked:
        texts = _bar(entry)
        if texts and all(text in said for text in texts):
            found[entry.key] = said[texts[0]]
        for text in texts:
            said.setdefault(text, entry.name)
    return found


def _bar(dimension: RubricDimension) -> list[str]:
    """The texts of the bar."""
    return [
        statement.text
        for anchor in dimension.anchors
        if anchor.score == dimension.bar
        for statement in anchor.statements
    ]


def _written(dimension: RubricDimension) -> int:
    return sum(bool(anchor.statements) for anchor in dimension.anchors)


def _alike(dimension: RubricDimension) -> int:
    return sum(finding.severity >= Severity.warning for finding in neighbour_findings(dimension))


def _words(dimension: RubricDimension, grounds: Grounds) -> str:
    parts = ["a must-have"] if dimension.must_have else []
    parts.append("its bar is written" if _bar(dimension) else "its bar is unwritten")
    if grounds.is_linked:
        parts.append("ladder and criteria both speak of it")
    if grounds.named:
        parts.append(f"fits {', '.join(grounds.named)}")
    written, total = _written(dimension), len(dimension.anchors)
    parts.append(f"{written} of {total} scores have words")
    if alike := _alike(dimension):
        parts.append(f"{alike} pair{'s' if alike > 1 else ''} of neighbouring scores can hardly be told apart")
    return "; ".join(parts)
