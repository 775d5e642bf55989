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
    order = {entry.key: index for index, entry in enumerate(dimensions)}
    ranks = {entry.key: _rank(entry, grounds[entry.key]) for entry in dimensions}
    plain = sorted(dimensions, key=lambda entry: (ranks[entry.key], order[entry.key]))
    echoes, turns = _echoes(plain), _turns(plain)

    def place(entry: RubricDimension) -> tuple[object, ...]:
        must_have, bar, *rest = ranks[entry.key]
        return (must_have, bar, entry.key in echoes, *rest, turns[entry.key], order[entry.key])

    ranked = sorted(dimensions, key=place)
    first: dict[str, RubricDimension] = {}
    for entry in ranked:
        if entry.group:
            first.setdefault(entry.group, entry)
    required = [entry for entry in ranked if entry.must_have]
    seated = dict.fromkeys(entry.key for entry in (*required, *first.values(), *ranked))
    unheard = {entry.key for entry in plain if len(plain) > most and _is_silent(entry, grounds[entry.key])}
    silent = unheard | wordless.keys()
    spoken = [key for key in seated if key not in silent][:most]
    kept = {*spoken, *[key for key in seated if key in silent][: max(0, FEWEST - len(spoken))]}
    only = {entry.key for entry in first.values() if entry not in ranked[:most]}
    found = []
    for entry in dimensions:
        words = _words(entry, grounds[entry.key])
        if entry.key in wordless:
            makes_up = "makes up four, though " if entry.key in kept else ""
            words = f"{makes_up}no score of it has words: {wordless[entry.key]}"
            found.append(Focus(entry.key, entry.key in kept, words))
            continue
        if entry.key in echoes:
            words = f"its bar has the same words as “{echoes[entry.key]}”; {words}"
        if entry.key in only and entry.key in kept:
            words = f"keeps the group “{entry.group}” in; {words}"
        elif entry.key not in kept:
            equal = any(ranks[entry.key] == ranks[key] for key in kept) and entry.key not in echoes
            why = "among equals the groups took turns" if equal else f"{len(kept)} others rank before it"
            if entry.key in silent:
                why = "its ladder says nothing at the bar"
            words = f"one of {len(dimensions)}, and {why}: {words}"
        found.append(Focus(entry.key, entry.key in kept, words))
    return tuple(found)


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
