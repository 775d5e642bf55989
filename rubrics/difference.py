"""The readable difference between two contents of a rubric: what a reviewer of a new version has to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from rubrics.content import Anchor, RubricContent, RubricDimension, RubricExercise, Statement

# At and above this share of equal letters, in order, a statement was edited; below it was replaced.
EDITED = 60.0


class ChangeKind(StrEnum):
    """What happened to a part of the rubric."""

    retitled = "retitled"
    target = "target"
    scale = "scale"
    dimension_added = "dimension_added"
    dimension_removed = "dimension_removed"
    dimension_renamed = "dimension_renamed"
    dimension_moved = "dimension_moved"
    weight = "weight"
    must_have = "must_have"
    bar = "bar"
    description = "description"
    questions = "questions"
    statement_added = "statement_added"
    statement_removed = "statement_removed"
    statement_edited = "statement_edited"
    statement_moved = "statement_moved"
    statements_reordered = "statements_reordered"
    statement_assigned = "statement_assigned"
    signal_added = "signal_added"
    signal_removed = "signal_removed"
    exercise_added = "exercise_added"
    exercise_removed = "exercise_removed"
    exercise_changed = "exercise_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `where` is the place in the newer content, or in the older where it is gone; `message` says it all."""

    kind: ChangeKind
    where: str
    message: str
    before: str | None = None
    after: str | None = None


@dataclass(slots=True)
class _Seat:
    """A statement in its place: dimension (by the key of the older content), score, position."""

    dimension: str
    name: str
    score: int
    statement: Statement

    @property
    def where(self) -> str:
        return f"{self.name}, score {self.score}"

    @property
    def anchor(self) -> tuple[str, int]:
        return self.dimension, self.score


def difference(before: RubricContent, after: RubricContent) -> tuple[Change, ...]:
    """All changes from one content to the other, the rubric as a whole first; empty when they say the same.

    Dimensions are recognised by their key, else by their name. A statement with the same words elsewhere was moved; one in
    the same anchor with most of its words, or edited from the same original, was edited.
    """
    partners = _partners(before, after)
    changes = [*_whole(before, after), *_dimensions(before, after, partners)]
    changes += _statements(before, after, partners)
    changes += _signals(before, after)
    changes += _exercises(before, after)
    return tuple(changes)


def _partners(before: RubricContent, after: RubricContent) -> dict[str, str]:
    """Key in the newer content -> key in the older one, for every dimension that is in both."""
    old = {dimension.key: dimension for dimension in before.dimensions}
    found = {dimension.key: dimension.key for dimension in after.dimensions if dimension.key in old}
    free = [dimension for key, dimension in old.items() if key not in found]
    for dimension in after.dimensions:
        if dimension.key in found:
            continue
        same = next((other for other in free if other.name.casefold() == dimension.name.casefold()), None)
        if same is not None:
            found[dimension.key] = same.key
            free.remove(same)
    return found


def _whole(before: RubricContent, after: RubricContent) -> Iterator[Change]:
    pairs = (
        (ChangeKind.retitled, "title", before.title, after.title),
        (ChangeKind.target, "target level", before.target.label, after.target.label),
        (ChangeKind.scale, "scale", _scale(before), _scale(after)),
    )
    for kind, what, old, new in pairs:
        if old != new:
            yield Change(kind, "the rubric", f"The {what} was “{old}” and is “{new}”.", old, new)


def _scale(content: RubricContent) -> str:
    labels = ", ".join(f"{score} {label}" for score, label in content.scale.labels)
    return f"{content.scale.low}–{content.scale.high}{f' ({labels})' if labels else ''}"


def _dimensions(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    old = {dimension.key: dimension for dimension in before.dimensions}
    for dimension in after.dimensions:
        if dimension.key not in partners:
            count = sum(len(anchor.statements) for anchor in dimension.anchors)
            yield Change(
                ChangeKind.dimension_added,
                dimension.name,
                f"“{dimension.name}” is new, with {_counted(count, 'statement')}.",
                after=dimension.name,
            )
        else:
            yield from _properties(old[partners[dimension.key]], dimension)
    kept = set(partners.values())
    for dimension in before.dimensions:
        if dimension.key not in kept:
            count = sum(len(anchor.statements) for anchor in dimension.anchors)
            yield Change(
                ChangeKind.dimension_removed,
                dimension.name,
                f"“{dimension.name}” is gone, with {_counted(count, 'statement')}.",
                dimension.name,
            )
    was = [dimension.key for dimension in before.dimensions if dimension.key in kept]
    now = [partners[dimension.key] for dimension in after.dimensions if dimension.key in partners]
    if was != now:
        names = ", ".join(dimension.name for dimension in after.dimensions if dimension.key in partners)
        yield Change(ChangeKind.dimension_moved, "the rubric", f"The dimensions stand in another order: {names}.")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _properties(old: RubricDimension, new: RubricDimension) -> Iterator[Change]:
    name = new.name
    if old.name != new.name:
        message = f"“{old.name}” is now called “{new.name}”."
        yield Change(ChangeKind.dimension_renamed, name, message, old.name, new.name)
    if old.weight != new.weight:
        was, now = f"{old.weight:g}", f"{new.weight:g}"
        yield Change(ChangeKind.weight, name, f"The weight of “{name}” was {was} and is {now}.", was, now)
    if old.must_have != new.must_have:
        message = f"“{name}” is {'now' if new.must_have else 'no longer'} a must-have."
        yield Change(ChangeKind.must_have, name, message)
    if old.bar != new.bar:
        message = f"The bar of “{name}” was {old.bar} and is {new.bar}."
        yield Change(ChangeKind.bar, name, message, str(old.bar), str(new.bar))
    texts = (
        (
            ChangeKind.description,
            "description",
            " ".join(statement.text for statement in old.description),
            " ".join(statement.text for statement in new.description),
        ),
        (ChangeKind.questions, "interview questions", " / ".join(old.questions), " / ".join(new.questions)),
    )
    for kind, what, was, now in texts:
        if was != now:
            yield Change(kind, name, f"The {what} of “{name}” changed.", was or None, now or None)


def _statements(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Pairs off the statements, the surest pairs first; what is left over was added or removed."""
    old = [seat for dimension in before.dimensions for seat in _seats(dimension, dimension.key)]
    new = [
        seat
        for dimension in after.dimensions
        for seat in _seats(dimension, partners.get(dimension.key, f"new {dimension.key}"))
    ]
    _pair(old, new, lambda one, other: one.anchor == other.anchor and one.statement.text == other.statement.text)
    same_dimension = _pair(old, new, lambda one, other: _same_text(one, other) and one.dimension == other.dimension)
    elsewhere = _pair(old, new, _same_text)
    edited = _pair(old, new, lambda one, other: one.anchor == other.anchor and _is_edit(one.statement, other.statement))
    rewritten = _pair(
        old, new, lambda one, other: one.dimension == other.dimension and _same_origin(one.statement, other.statement)
    )
    for one, other in (*same_dimension, *elsewhere):
        message = f"Moved from {one.where} to {other.where}: “{one.statement.text}”"
        yield Change(ChangeKind.statement_moved, other.where, message, one.where, other.where)
    for one, other in (*edited, *rewritten):
        place = other.where if one.anchor == other.anchor else f"{other.where} (moved from score {one.score})"
        message = f"{place}: “{one.statement.text}” became “{other.statement.text}”"
        yield Change(ChangeKind.statement_edited, other.where, message, one.statement.text, other.statement.text)
    yield from _left_over(before, after, old, new, partners)
    yield from _orders(before, after, partners)


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


def _orders(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Anchors that hold the same statements in another order."""
    for dimension in after.dimensions:
        if dimension.key not in partners:
            continue
        anchors = {anchor.score: _texts(anchor) for anchor in before.dimension(partners[dimension.key]).anchors}
        for anchor in dimension.anchors:
            was, now = anchors.get(anchor.score, []), _texts(anchor)
            if was != now and sorted(was) == sorted(now):
                where = f"{dimension.name}, score {anchor.score}"
                message = f"{where}: the statements stand in another order."
                yield Change(ChangeKind.statements_reordered, where, message)


def _texts(anchor: Anchor) -> list[str]:
    return [statement.text for statement in anchor.statements]


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


def _signals(before: RubricContent, after: RubricContent) -> Iterator[Change]:
    old = [(signal.kind.value.replace("_", " "), signal.statement.text) for signal in before.signals]
    new = [(signal.kind.value.replace("_", " "), signal.statement.text) for signal in after.signals]
    for kind, text in new:
        if (kind, text) not in old:
            message = f"New among what interviewers watch for ({kind}): “{text}”"
            yield Change(ChangeKind.signal_added, kind, message, after=text)
    for kind, text in old:
        if (kind, text) not in new:
            message = f"No longer among what interviewers watch for ({kind}): “{text}”"
            yield Change(ChangeKind.signal_removed, kind, message, text)


def _exercises(before: RubricContent, after: RubricContent) -> Iterator[Change]:
    old = {exercise.name: exercise for exercise in before.exercises}
    new = {exercise.name: exercise for exercise in after.exercises}
    for name, exercise in new.items():
        if name not in old:
            yield Change(ChangeKind.exercise_added, name, f"The exercise “{name}” is new.", after=name)
        elif (what := _exercise_changes(old[name], exercise)) != "":
            yield Change(ChangeKind.exercise_changed, name, f"The exercise “{name}” has another {what}.")
    for name in old:
        if name not in new:
            yield Change(ChangeKind.exercise_removed, name, f"The exercise “{name}” is gone.", name)


def _exercise_changes(old: RubricExercise, new: RubricExercise) -> str:
    parts = (
        ("length", old.minutes != new.minutes),
        ("task", old.task != new.task),
        ("list of what to look for", old.look_fors != new.look_fors),
        ("set of dimensions", old.dimensions != new.dimensions),
    )
    return " and ".join(name for name, differs in parts if differs)
