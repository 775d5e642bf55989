"""What changed of dimensions as such: which there are, their order, names, weights, bars and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rubrics.content import RubricContent, RubricDimension, Statement
from rubrics.difference.change import Change, ChangeKind


def partners(before: RubricContent, after: RubricContent) -> dict[str, str]:
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


def dimension_changes(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Dimensions added, changed, removed and moved; `partners` as the function of that name gives them."""
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
    if old.group != new.group:
        was, now = old.group or "no group", new.group or "no group"
        yield Change(ChangeKind.group, name, f"“{name}” stood under {was} and stands under {now}.", was, now)
    was, now = _texts(old.description), _texts(new.description)
    if old.description != new.description:
        yield Change(ChangeKind.description, name, f"The description of “{name}” changed.", was, now)
    if (old.questions, old.question_authors) != (new.questions, new.question_authors):
        asked, asks = " / ".join(old.questions), " / ".join(new.questions)
        yield Change(ChangeKind.questions, name, f"The interview questions of “{name}” changed.", asked, asks)


def _texts(said: Sequence[Statement]) -> str:
    return " ".join(statement.text for statement in said)
