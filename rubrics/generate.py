"""A rubric draft from a ladder, criteria and a target level.

Every score stands for a level: the target at 3, the levels above at 4 and 5, the levels below at 2 and 1. Texts are taken
word for word from the sources, each statement with its place; nothing is made up, and an anchor for which the sources have
no text stays empty with the reason. Only what a person confirmed is mapped: the rest is listed with suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.errors import InvalidInput
from rubrics.checks.anchors import size_findings
from rubrics.checks.finding import Finding
from rubrics.content import (
    LevelName,
    RubricContent,
    RubricExercise,
    RubricSignal,
    Source,
    TargetLevel,
)
from rubrics.enums import SignalKind, StatementKind
from rubrics.generation.findings import draft_findings
from rubrics.generation.focus import Focus, Grounds, choice_findings, focus
from rubrics.generation.inputs import Criteria, Exercise, Ladder, Link, SecondLadder, Signal, SubjectKind
from rubrics.generation.keeping import only
from rubrics.generation.levels import Step, find_level, ladder_steps, steps_without_ladder
from rubrics.generation.members import Members, check_links, is_qualification, members, names, signal_lists
from rubrics.generation.merging import folded, merge_findings, merged
from rubrics.generation.placing import Frame, belongs, dimension_of
from rubrics.generation.proposals import proposals
from rubrics.generation.statements import whole
from rubrics.generation.waiting import unassigned
from rubrics.keywords import DEFAULT_KEYWORDS, KeywordTable
from rubrics.matching import Suggestion

_SIGNAL_KINDS = {
    SubjectKind.strong_signal: (SignalKind.STRONG, StatementKind.strong_signal),
    SubjectKind.weak_signal: (SignalKind.WEAK, StatementKind.weak_signal),
    SubjectKind.red_flag: (SignalKind.RED_FLAG, StatementKind.red_flag),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the sources that is no part of the rubric, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class RubricDraft:
    """What generation found.

    `content` holds all dimensions, `focused()` only those to be rated. `origins`: dimension key -> keys of what it was
    made from. `proposals`: key of each piece that is not linked -> suggestions, best first.
    """

    content: RubricContent
    origins: Mapping[str, tuple[str, ...]]
    proposals: Mapping[str, tuple[Suggestion, ...]]
    focus: tuple[Focus, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]

    @property
    def proposed(self) -> frozenset[str]:
        """The keys of the dimensions that are proposed to be rated."""
        return frozenset(entry.dimension for entry in self.focus if entry.kept)

    def focused(self, keys: Iterable[str] | None = None) -> RubricContent:
        """The content with the dimensions of these keys only, or with the proposed ones.

        Signals and responsibilities of the others return to the statements to assign. Raises InvalidInput when nothing
        would be left to rate.
        """
        wanted = self._wanted(keys)
        kept = tuple(entry for entry in self.content.dimensions if entry.key in wanted)
        if not kept:
            message = "A rubric with no dimension cannot be used: choose at least one."
            raise InvalidInput(message, {"dimensions": [message]})
        return only(self.content, kept)

    def focused_findings(self, keys: Iterable[str] | None = None) -> tuple[Finding, ...]:
        """The findings without those about dimensions that `focused(keys)` leaves out; its size is judged anew."""
        wanted = self._wanted(keys)
        kept = [entry for entry in self.findings if entry.where.dimension is None or entry.where.dimension in wanted]
        about_size = set(size_findings(self.content))
        return (*(entry for entry in kept if entry not in about_size), *size_findings(self.focused(keys)))

    def focus_findings(self, keys: Iterable[str] | None = None) -> tuple[Finding, ...]:
        """Why each dimension is rated or is not, where there was a choice."""
        return choice_findings(self.content, self.focus, self._wanted(keys))

    def _wanted(self, keys: Iterable[str] | None) -> set[str]:
        return set(self.proposed if keys is None else keys)


def generate(
    *,
    ladder: Ladder | None = None,
    criteria: Criteria | None = None,
    target_level: str | None = None,
    links: Iterable[Link] = (),
    criteria_level: str | None = None,
    keywords: KeywordTable = DEFAULT_KEYWORDS,
    title: str | None = None,
    second: SecondLadder | None = None,
) -> RubricDraft:
    """The draft for `target_level` from a ladder, criteria, or both; `second` is merged into the ladder.

    `target_level` is a code or name of the ladder; without a ladder it is any word, by default the
    criteria's own level word, or else their name.
    `links` are the ties a person confirmed. `criteria_level` is the ladder's level the criteria are written for, as a
    person said (None: nobody has): only at that level are the criteria's own anchors placed. The same input gives
    the same draft.

    Raises InvalidInput when there is no source, the ladder lacks the level, a link points nowhere, or nothing can be rated.
    """
    links = tuple(dict.fromkeys(links))
    _check_sources(ladder, criteria, second)
    target, steps = _target(ladder, criteria, target_level)
    first, ladder = ladder, merged(ladder, second) if ladder and second else ladder
    check_links(links, ladder, criteria)
    frame = Frame(ladder, criteria, steps, links, _criteria_fit(ladder, criteria, target, criteria_level))
    groups = _groups(ladder, criteria, links)
    content = _content(frame, groups, target, title)
    content, dropped = folded(content, second) if second else (content, ())
    suggested = proposals(ladder, criteria, steps, links, keywords)
    return RubricDraft(
        content=content,
        origins={group.keys[0]: group.keys for group in groups},
        proposals=suggested,
        focus=focus(content.dimensions, _grounds(criteria, groups, suggested, links)),
        left_out=_left_out(ladder),
        findings=(
            *(merge_findings(first, second, steps, dropped) if first and second else ()),
            *draft_findings(content, frame, groups, criteria_level),
        ),
    )


def _check_sources(ladder: Ladder | None, criteria: Criteria | None, second: SecondLadder | None) -> None:
    if ladder is None and criteria is None:
        raise InvalidInput("Choose a ladder, criteria, or both.", {"ladder": ["Choose a ladder, criteria, or both."]})
    if second is not None and ladder is None:
        raise InvalidInput(_SECOND_ALONE, {"second": [_SECOND_ALONE]})


def _groups(ladder: Ladder | None, criteria: Criteria | None, links: Sequence[Link]) -> tuple[Members, ...]:
    groups = members(ladder, criteria, links)
    if not groups:
        raise InvalidInput(_NOTHING_TO_RATE, {"ladder" if ladder else "criteria": [_NOTHING_TO_RATE]})
    return groups


def _content(frame: Frame, groups: Sequence[Members], target: TargetLevel, title: str | None) -> RubricContent:
    called = names(groups)
    return RubricContent(
        title=title or _title(frame.criteria, frame.ladder, target),
        target=target,
        dimensions=tuple(
            dimension_of(group, frame, called[group.keys[0]], weight)
            for group, weight in zip(groups, _weights(groups), strict=True)
        ),
        levels=_level_names(frame.ladder),
        signals=_signals(frame.criteria, groups, frame.links),
        exercises=_exercises(frame.criteria, groups, frame.links),
        unassigned=unassigned(frame, groups),
    )


_SECOND_ALONE = "A second ladder is merged into a first one: choose the target level of a ladder too."
_NOTHING_TO_RATE = (
    "This would be a rubric with no dimension: the ladder has no competencies and the criteria name nothing to rate. "
    "Add criteria with dimensions, or a ladder with competencies."
)


def _target(
    ladder: Ladder | None, criteria: Criteria | None, wanted: str | None
) -> tuple[TargetLevel, tuple[Step, ...]]:
    if ladder is not None:
        if not (wanted or "").strip():
            has = ", ".join(level.label for level in ladder.levels)
            message = f"Choose the target level. The ladder “{ladder.name}” has: {has}."
            raise InvalidInput(message, {"target_level": [message]})
        level = find_level(ladder, wanted or "")
        return TargetLevel(level.target_code, level.label, ladder.name), ladder_steps(ladder, level)
    own = (criteria.level_word or criteria.name) if criteria else ""
    word = (wanted or "").strip() or own
    return TargetLevel(word, word), steps_without_ladder(word)


def _criteria_fit(
    ladder: Ladder | None, criteria: Criteria | None, target: TargetLevel, criteria_level: str | None
) -> str | None:
    """Why the criteria's own anchors are not placed, or None when they are written for the target."""
    if ladder is None or criteria is None:
        return None
    if criteria_level is None:
        return "nobody has said yet for which level the criteria are written"
    written_for = find_level(ladder, criteria_level, "criteria_level").target_code
    if written_for != target.code:
        return f"the criteria are written for {written_for}, not for {target.code}"
    return None


def _title(criteria: Criteria | None, ladder: Ladder | None, target: TargetLevel) -> str:
    """What the sources call themselves, and the target unless that says it already."""
    name = criteria.name if criteria else ladder.name if ladder else ""
    return name if target.label.casefold() in name.casefold() else f"{name}, {target.label}"


def _level_names(ladder: Ladder | None) -> tuple[LevelName, ...]:
    if ladder is None:
        return ()
    ordered = sorted(ladder.levels, key=lambda level: level.position)
    return tuple(LevelName(level.position, level.target_code, level.label) for level in ordered)


def _weights(groups: Sequence[Members]) -> list[float]:
    """The criteria's weights, added up where dimensions were joined; for all others the mean of those given, or 1."""
    given = [[dimension.weight for dimension in group.dimensions if dimension.weight is not None] for group in groups]
    known = [sum(weights) for weights in given if weights]
    usual = sum(known) / len(known) if known else 1.0
    return [float(sum(weights)) if weights else usual for weights in given]


def _signals(criteria: Criteria | None, groups: Sequence[Members], links: Sequence[Link]) -> tuple[RubricSignal, ...]:
    if criteria is None:
        return ()
    found = []
    for subject, signals in signal_lists(criteria):
        kind, words = _SIGNAL_KINDS[subject]
        for signal in signals:
            home = _home(signal, subject, groups, links)
            found.append(RubricSignal(kind, whole(signal.text, words), signal.severity, home))
    return tuple(found)


def _home(signal: Signal, kind: SubjectKind, groups: Sequence[Members], links: Sequence[Link]) -> str | None:
    return next((group.keys[0] for group in groups if belongs(signal, kind, group, links)), None)


def _exercises(
    criteria: Criteria | None, groups: Sequence[Members], links: Sequence[Link]
) -> tuple[RubricExercise, ...]:
    if criteria is None:
        return ()
    return tuple(_exercise(exercise, groups, links) for exercise in criteria.exercises)


def _exercise(exercise: Exercise, groups: Sequence[Members], links: Sequence[Link]) -> RubricExercise:
    targets = {link.target for link in links if link.subject == exercise.key}
    return RubricExercise(
        name=exercise.name,
        minutes=exercise.minutes,
        task=exercise.task,
        look_fors=exercise.evaluates,
        dimensions=tuple(group.keys[0] for group in groups if targets & set(group.keys)),
        source=Source(exercise.document, exercise.locator) if exercise.document else None,
    )


def _grounds(
    criteria: Criteria | None,
    groups: Sequence[Members],
    suggested: Mapping[str, tuple[Suggestion, ...]],
    links: Sequence[Link],
) -> dict[str, Grounds]:
    """What speaks for each dimension; an entry of what to assess or an exercise counts where it is linked or fits best."""
    named: dict[str, list[str]] = {group.keys[0]: [] for group in groups}
    if criteria is not None:
        pieces = [(entry.key, f"“{entry.name}” to assess") for entry in criteria.assess if criteria.dimensions]
        pieces += [(exercise.key, f"the exercise “{exercise.name}”") for exercise in criteria.exercises]
        for key, words in pieces:
            targets = {link.target for link in links if link.subject == key}
            best = suggested.get(key, ())[:1]
            for group in groups:
                if targets & set(group.keys) or any(entry.target in group.keys for entry in best):
                    named[group.keys[0]].append(words)
    return {
        group.keys[0]: Grounds(group.is_linked, bool(group.dimensions or group.assess), tuple(named[group.keys[0]]))
        for group in groups
    }


def _left_out(ladder: Ladder | None) -> tuple[LeftOut, ...]:
    if ladder is None:
        return ()
    return tuple(
        LeftOut(f"competency “{entry.name}”", "it states years and degrees, which an interview cannot score")
        for entry in ladder.competencies
        if is_qualification(ladder, entry)
    )
