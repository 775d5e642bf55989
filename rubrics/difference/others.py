"""What changed beside the dimensions: the rubric as a whole, signals, exercises, what waits for a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rubrics.content import RubricContent, RubricExercise, RubricSignal
from rubrics.difference.change import Change, ChangeKind


def whole_changes(before: RubricContent, after: RubricContent) -> Iterator[Change]:
    """Title, target level, scale and the ladder's levels."""
    pairs = (
        (ChangeKind.retitled, "title", before.title, after.title),
        (ChangeKind.target, "target level", before.target.label, after.target.label),
        (ChangeKind.target, "target level's code", before.target.code, after.target.code),
        (ChangeKind.target, "ladder", before.target.ladder or "none", after.target.ladder or "none"),
        (ChangeKind.scale, "scale", _scale(before), _scale(after)),
        (ChangeKind.levels, "list of levels", _levels(before), _levels(after)),
    )
    for kind, what, old, new in pairs:
        if old != new:
            yield Change(kind, "the rubric", f"The {what} was “{old}” and is “{new}”.", old, new)


def _scale(content: RubricContent) -> str:
    labels = ", ".join(f"{score} {label}" for score, label in content.scale.labels)
    return f"{content.scale.low}–{content.scale.high}{f' ({labels})' if labels else ''}"


def _levels(content: RubricContent) -> str:
    return ", ".join(f"{level.position} {level.code} {level.label}" for level in content.levels)


def signal_changes(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Signals and red flags, recognised by their kind and words; `partners` maps newer dimension keys to older ones."""
    old, new = _signals(before), _signals(after)
    for kind, text in (new - old).elements():
        message = f"New among what interviewers watch for ({kind}): “{text}”"
        yield Change(ChangeKind.signal_added, kind, message, after=text)
    for kind, text in (old - new).elements():
        message = f"No longer among what interviewers watch for ({kind}): “{text}”"
        yield Change(ChangeKind.signal_removed, kind, message, text)
    if old != new:
        return
    was, now = _signals_in_full(before, {}), _signals_in_full(after, partners)
    if sorted(was, key=repr) != sorted(now, key=repr):
        for one in now:
            if one not in was:
                message = f"Severity, area or source changed ({one[0]}): “{one[1]}”"
                yield Change(ChangeKind.signal_changed, str(one[0]), message)
    elif was != now:
        yield Change(ChangeKind.signals_reordered, "signals", "The signals stand in another order.")


def _signals(content: RubricContent) -> Counter[tuple[str, str]]:
    return Counter((_kind(signal), signal.statement.text) for signal in content.signals)


def _signals_in_full(content: RubricContent, partners: dict[str, str]) -> list[tuple[object, ...]]:
    return [
        (
            _kind(signal),
            signal.statement.text,
            signal.statement,
            signal.severity,
            partners.get(signal.dimension or "", signal.dimension),
        )
        for signal in content.signals
    ]


def _kind(signal: RubricSignal) -> str:
    return signal.kind.value.replace("_", " ")


def exercise_changes(before: RubricContent, after: RubricContent, partners: dict[str, str]) -> Iterator[Change]:
    """Exercises, recognised by their name, and which one of that name; `partners` as for the signals."""
    old, new = _exercises(before), _exercises(after)
    for key, exercise in new.items():
        name = exercise.name
        if key not in old:
            yield Change(ChangeKind.exercise_added, name, f"The exercise “{name}” is new.", after=name)
        elif (what := _exercise_changes(old[key], exercise, partners)) != "":
            yield Change(ChangeKind.exercise_changed, name, f"The exercise “{name}” has another {what}.")
    for key in old:
        if key not in new:
            yield Change(ChangeKind.exercise_removed, key[0], f"The exercise “{key[0]}” is gone.", key[0])
    if set(old) == set(new) and list(old) != list(new):
        yield Change(ChangeKind.exercises_reordered, "exercises", "The exercises stand in another order.")


def _exercises(content: RubricContent) -> dict[tuple[str, int], RubricExercise]:
    seen: Counter[str] = Counter()
    found = {}
    for exercise in content.exercises:
        seen[exercise.name] += 1
        found[exercise.name, seen[exercise.name]] = exercise
    return found


def _exercise_changes(old: RubricExercise, new: RubricExercise, partners: dict[str, str]) -> str:
    parts = (
        ("length", old.minutes != new.minutes),
        ("task", old.task != new.task),
        ("list of what to look for", old.look_fors != new.look_fors),
        ("set of dimensions", old.dimensions != tuple(partners.get(key, key) for key in new.dimensions)),
        ("source", old.source != new.source),
        ("author", old.author != new.author),
    )
    return " and ".join(name for name, differs in parts if differs)


def waiting_changes(before: RubricContent, after: RubricContent) -> Iterator[Change]:
    """Sentences that wait for a place, where they do not come from an anchor and did not find one."""
    if before.unassigned == after.unassigned:
        return
    seated_before, seated_after = _seated(before), _seated(after)
    waited = Counter(entry.statement.text for entry in before.unassigned)
    waits = Counter(entry.statement.text for entry in after.unassigned)
    for text in (waits - waited - seated_before).elements():
        yield Change(ChangeKind.statement_waits, "to assign", f"Waits for a place: “{text}”", after=text)
    for text in (waited - waits - seated_after).elements():
        yield Change(ChangeKind.statement_removed, "to assign", f"No longer waits for a place: “{text}”", text)
    if waited == waits:
        message = "What waits for a place stands in another order, or waits for another reason."
        yield Change(ChangeKind.statement_waits, "to assign", message)


def _seated(content: RubricContent) -> Counter[str]:
    return Counter(
        statement.text
        for dimension in content.dimensions
        for anchor in dimension.anchors
        for statement in anchor.statements
    )
