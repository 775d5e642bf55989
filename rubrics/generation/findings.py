"""What a person should know about a draft before using it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rubrics.checks.anchors import (
    echo_findings,
    neighbour_findings,
    repeated_findings,
    size_findings,
    unwritten_findings,
)
from rubrics.checks.finding import Finding, Place, Severity
from rubrics.content import RubricContent
from rubrics.generation.inputs import Competency, Criteria, CriteriaDimension, Ladder
from rubrics.generation.levels import Step, find_level, line_of_levels, propose_criteria_level, skipped_codes
from rubrics.generation.members import Members, is_qualification
from rubrics.generation.placing import Frame


def draft_findings(
    content: RubricContent, frame: Frame, groups: Sequence[Members], criteria_level: str | None
) -> tuple[Finding, ...]:
    """Findings about the sources and how they were put together, then about the anchors, dimension by dimension."""
    found: list[Finding] = []
    if frame.ladder is not None:
        found += _ladder_findings(frame.ladder, frame.steps, content)
    if frame.criteria is not None:
        found += _criteria_findings(frame.criteria, frame.ladder, frame, criteria_level)
        found += _contradictions(frame.criteria)
    found += _name_findings(groups)
    found += _joined_findings(groups)
    found += _weight_findings(groups)
    found += size_findings(content)
    for dimension in content.dimensions:
        found += neighbour_findings(dimension)
        found += repeated_findings(dimension)
        found += echo_findings(dimension)
        found += unwritten_findings(dimension, known={step.score for step in frame.steps if step.absent})
    return tuple(found)


def _ladder_findings(ladder: Ladder, steps: Sequence[Step], content: RubricContent) -> Iterator[Finding]:
    used = [step.texts_from for step in steps if step.texts_from]
    for lower, upper in skipped_codes(tuple(used)):
        yield Finding(
            "levels_skipped",
            Severity.warning,
            Place(),
            f"Between {lower} and {upper} the ladder “{ladder.name}” leaves a number out: they stand at neighbouring scores.",
            "Check that one level really follows the other.",
        )
    absent: dict[str, list[Step]] = {}
    for step in steps:
        if step.absent is not None:
            absent.setdefault(step.absent, []).append(step)
    for reason, missing in absent.items():
        scores = " and ".join(f"{step.score} ({step.meaning})" for step in missing)
        yield Finding(
            "no_such_level",
            Severity.info,
            Place(score=missing[0].score),
            f"{reason[0].upper()}{reason[1:]}, so it has no texts for {'scores' if len(missing) > 1 else 'score'} {scores}.",
            "Write these anchors by hand where the score is needed.",
        )
    line = line_of_levels(ladder, find_level(ladder, content.target.code))
    others = [level.label for level in ladder.levels if level not in line]
    if others:
        yield Finding(
            "other_track",
            Severity.info,
            Place(),
            f"The ladder “{ladder.name}” forks; the levels of the other track were not used: {', '.join(others)}.",
        )
    for entry in ladder.competencies:
        if is_qualification(ladder, entry):
            yield Finding(
                "qualification_left_out",
                Severity.info,
                Place(name=entry.name),
                f"“{entry.name}” states years and degrees: it is no dimension, since an interview cannot score it.",
            )


def _criteria_findings(
    criteria: Criteria, ladder: Ladder | None, frame: Frame, criteria_level: str | None
) -> Iterator[Finding]:
    if not any(dimension.anchors for dimension in criteria.dimensions):
        yield Finding(
            "criteria_without_anchors",
            Severity.warning if ladder is None else Severity.info,
            Place(),
            f"The criteria “{criteria.name}” describe no score of any dimension.",
            "Write the anchors, or link the dimensions with competencies of a ladder.",
        )
    elif frame.criteria_fit is not None and ladder is not None:
        proposal = propose_criteria_level(ladder, criteria) if criteria_level is None else None
        hint = f" They look written for {proposal.level_code}: {proposal.reason}." if proposal else ""
        yield Finding(
            "criteria_level",
            Severity.warning,
            Place(),
            f"The criteria's own anchors were not placed: {frame.criteria_fit}.{hint}",
            "Say for which level the criteria are written, or place the texts by hand.",
        )
    if frame.criteria_fit is not None and criteria.strong_signals:
        yield Finding(
            "signals_of_another_level",
            Severity.info,
            Place(),
            f"{frame.criteria_fit[0].upper()}{frame.criteria_fit[1:]}: their signals may ask for more or less.",
            "Check each signal before linking it.",
        )


def _contradictions(criteria: Criteria) -> Iterator[Finding]:
    """The same words as a strong and a weak signal, or as a signal and a red flag."""
    lists = {
        "a strong signal": criteria.strong_signals,
        "a weak signal": criteria.weak_signals,
        "a red flag": criteria.red_flags,
    }
    seen: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for words, signals in lists.items():
        for signal in signals:
            folded = " ".join(signal.text.text.casefold().split()).rstrip(".")
            texts.setdefault(folded, signal.text.text)
            if words not in seen.setdefault(folded, []):
                seen[folded].append(words)
    for folded, kinds in seen.items():
        if len(kinds) > 1:
            yield Finding(
                "contradiction",
                Severity.warning,
                Place(),
                f"“{texts[folded]}” is {' and '.join(kinds)} at once.",
                "Decide which it is, and remove the other.",
            )


def _name_findings(groups: Sequence[Members]) -> Iterator[Finding]:
    """Dimensions of one name, and those without any."""
    names = [group.name for group in groups]
    if blank := sum(not name for name in names):
        yield Finding(
            "no_name",
            Severity.warning,
            Place(),
            f"The sources give {'one dimension' if blank == 1 else f'{blank} dimensions'} no name; they are numbered.",
            "Give each a name, so that interviewers know what they rate.",
        )
    for name in dict.fromkeys(names):
        if name and (count := names.count(name)) > 1:
            yield Finding(
                "same_name",
                Severity.info,
                Place(name=name),
                f"{count} dimensions are called “{name}” in the sources; they stay apart and were numbered.",
                "Give each a name of its own, so that interviewers know which one they rate, or link them.",
            )


def _joined_findings(groups: Sequence[Members]) -> Iterator[Finding]:
    """Rows that became one dimension, and competencies that lend their guidelines to several."""
    for group in groups:
        for kind, entries in (("dimensions of the criteria", group.dimensions), ("competencies", group.competencies)):
            if len(entries) > 1:
                names = ", ".join(_called(entry) for entry in entries)
                yield Finding(
                    "joined",
                    Severity.info,
                    Place(group.keys[0], group.name),
                    f"The {kind} {names} are one dimension, because links join them.",
                    "Remove a link to keep them apart.",
                )
    lenders = {entry.key: entry.name for group in groups for entry in group.competencies}
    for key, name in lenders.items():
        borrowers = [group.name for group in groups if key in group.keys]
        if len(borrowers) > 1:
            names = ", ".join(f"“{borrower}”" for borrower in borrowers)
            yield Finding(
                "shared_guidelines",
                Severity.warning,
                Place(name=name),
                f"The guidelines of “{name}” stand in {len(borrowers)} dimensions: {names}. "
                "These are then rated by the same words, and the same evidence counts more than once.",
                "Keep the link where it fits best, or write what each of them asks for at the bar.",
            )


def _called(entry: Competency | CriteriaDimension) -> str:
    """A row by its name, with its ladder where that is not the first one."""
    of = f" of “{entry.merged_from}”" if isinstance(entry, Competency) and entry.merged_from else ""
    return f"“{entry.name}”{of}"


def _weight_findings(groups: Sequence[Members]) -> Iterator[Finding]:
    weighted = [any(dimension.weight is not None for dimension in group.dimensions) for group in groups]
    if any(weighted) and not all(weighted):
        names = ", ".join(f"“{group.name}”" for group, has in zip(groups, weighted, strict=True) if not has)
        yield Finding(
            "weight_missing",
            Severity.warning,
            Place(),
            f"The sources give no weight for {names}; each counts as an average dimension.",
            "Set the weights.",
        )
