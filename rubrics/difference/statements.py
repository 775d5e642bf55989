"""What changed of the sentences of the anchors: paired off, then told as moved, edited, added or removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from rubrics.content import Anchor, RubricContent, RubricDimension, Statement
from rubrics.difference.change import Change, ChangeKind

# At and above this share of equal letters, in order, a statement was edited; below it was replaced.
EDITED = 60.0


@dataclass(slots=True)
class _Seat:
    """A statement in its place: dimension (by the key of the older content), score, position."""

    dimension: str
    name: str
    score: int
    statement: Statement

    @property
    def where(self) -> str:
        """Its place in words."""
        return f"{self.name}, score {self.score}"

    @property
    def anchor(self) -> tuple[str, int]:
        """Its anchor: the dimension's key and the score."""
        return self.dimension, self.score


def statement_changes(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """What happened to each sentence, and to the anchors that hold them.

    The surest pairs are taken first; what is left over was added or removed.
    """
    old = [seat for dimension in before.dimensions for seat in _seats(dimension, dimension.key)]
    new = [
        seat
        for dimension in after.dimensions
        for seat in _seats(dimension, partners.get(dimension.key, f"new {dimension.key}"))
    ]
    same = _pair(old, new, lambda one, other: one.anchor == other.anchor and one.statement == other.statement)
    same += _pair(old, new, lambda one, other: one.anchor == other.anchor and _same_text(one, other))
    same_dimension = _pair(old, new, lambda one, other: _same_text(one, other) and one.dimension == other.dimension)
    elsewhere = _pair(old, new, _same_text)
    edited = _pair(old, new, lambda one, other: one.anchor == other.anchor and _is_edit(one.statement, other.statement))
    rewritten = _pair(
        old, new, lambda one, other: one.dimension == other.dimension and _same_origin(one.statement, other.statement)
    )
    for one, other in (*same_dimension, *elsewhere):
        message = f"Moved from {one.where} to {other.where}: “{one.statement.text}”"
        yield Change(ChangeKind.statement_moved, other.where, message, one.where, other.where)
    for one, other in (*same, *same_dimension, *elsewhere):
        if one.statement != other.statement:
            was, now = _origin(one.statement), _origin(other.statement)
            message = f"{other.where}: “{other.statement.text}” came from {was} and comes from {now}."
            yield Change(ChangeKind.statement_origin, other.where, message, was, now)
    for one, other in (*edited, *rewritten):
        place = other.where if one.anchor == other.anchor else f"{other.where} (moved from score {one.score})"
        message = f"{place}: “{one.statement.text}” became “{other.statement.text}”"
        yield Change(ChangeKind.statement_edited, other.where, message, one.statement.text, other.statement.text)
    yield from _left_over(before, after, old, new, partners)
    yield from _anchors(before, after, partners)


def _left_over(
    before: RubricContent, after: RubricContent, old: Sequence[_Seat], new: Sequence[_Seat], partners: dict[str, str]
) -> Iterator[Change]:
    """Statements of whole new or removed dimensions are counted there and not told one by one."""
    waited = [entry.statement.text for entry in before.unassigned]
    waiting = [entry.statement.text for entry in after.unassigned]
    kept = set(partners.values())
    for seat in new:
        text = seat.statement.text
        if text in waited and text not in waiting:
            message = f"{seat.where}: “{text}” waited for a place and now has one."
            yield Change(ChangeKind.statement_assigned, seat.where, message, after=text)
        elif seat.dimension in kept:
            message = f"{seat.where}: new “{text}”"
            yield Change(ChangeKind.statement_added, seat.where, message, after=text)
    for seat in old:
        if seat.dimension in kept:
            text = seat.statement.text
            again = ", which waits for a place again" if text in waiting and text not in waited else ""
            message = f"{seat.where}: removed “{text}”{again}"
            yield Change(ChangeKind.statement_removed, seat.where, message, text)


def _anchors(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Anchors that mean something else, or hold the same statements in another order."""
    for dimension in after.dimensions:
        if dimension.key not in partners:
            continue
        olds = {anchor.score: anchor for anchor in before.dimension(partners[dimension.key]).anchors}
        for anchor in dimension.anchors:
            old, where = olds.get(anchor.score), f"{dimension.name}, score {anchor.score}"
            if old is None:
                continue
            was, now = _texts(old), _texts(anchor)
            if was != now and sorted(was) == sorted(now):
                message = f"{where}: the statements stand in another order."
                yield Change(ChangeKind.statements_reordered, where, message)
            if (old.meaning, old.level_code) != (anchor.meaning, anchor.level_code):
                meant, means = (f"{each.meaning} ({each.level_code or 'no level'})" for each in (old, anchor))
                yield Change(ChangeKind.anchor, where, f"{where}: it meant {meant} and means {means}.", meant, means)
            if bool(was) == bool(now) and old.unwritten != anchor.unwritten:
                message = f"{where}: it is unwritten for another reason: {anchor.unwritten or 'none is given'}."
                yield Change(ChangeKind.anchor, where, message, old.unwritten, anchor.unwritten)


def _texts(anchor: Anchor) -> list[str]:
    return [statement.text for statement in anchor.statements]


def _origin(statement: Statement) -> str:
    """Who says it, in words."""
    source, kind = statement.source, statement.kind.value.replace("_", " ")
    places = (source.document, source.locator, source.level_code) if source else ()
    parts = [part for part in (*places, statement.author, statement.edited_from) if part]
    return f"{', '.join(parts) or 'nobody named'} ({kind})"


def _seats(dimension: RubricDimension, key: str) -> Iterator[_Seat]:
    for anchor in dimension.anchors:
        for statement in anchor.statements:
            yield _Seat(key, dimension.name, anchor.score, statement)


def _pair(old: list[_Seat], new: list[_Seat], alike: Callable[[_Seat, _Seat], bool]) -> list[tuple[_Seat, _Seat]]:
    """Takes the alike ones out of both lists, each at most once, and returns them in the order of the newer."""
    pairs = []
    for seat in list(new):
        partner = next((other for other in old if alike(other, seat)), None)
        if partner is not None:
            old.remove(partner)
            new.remove(seat)
            pairs.append((partner, seat))
    return pairs


def _same_text(one: _Seat, other: _Seat) -> bool:
    return one.statement.text == other.statement.text


def _same_origin(one: Statement, other: Statement) -> bool:
    """Whether the newer statement was edited from the older one, or both from the same words."""
    return other.edited_from is not None and other.edited_from in {one.text, one.edited_from}


def _is_edit(one: Statement, other: Statement) -> bool:
    return _same_origin(one, other) or fuzz.ratio(one.text.casefold(), other.text.casefold()) >= EDITED
