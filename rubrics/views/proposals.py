"""Rows for the pages on which a person confirms what belongs together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics.generate import RubricDraft
from rubrics.matching import Suggestion
from rubrics.models import Criteria, Ladder
from rubrics.queries.sources import criteria_input, ladder_input

SURE_ENOUGH = 0.5
"""From this score on a suggestion is chosen beforehand; a person still confirms or changes it."""


@dataclass(frozen=True)
class Option:
    """One choice; `score` (0 to 1) and `reason` where it is suggested."""

    value: str
    label: str
    score: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class LinkRow:
    """One piece of the sources: what it says, what it may belong to, what is chosen now."""

    subject: str
    name: str
    kind: str
    text: str
    options: tuple[Option, ...]
    suggestions: tuple[Option, ...]
    chosen: str


def link_rows(draft: RubricDraft, ladder: Ladder, criteria: Criteria, links: Mapping[str, str | None]) -> list[LinkRow]:
    """A row per line of the criteria's scorecard, to be held against the ladder's competencies."""
    competencies = {entry.key: _numbered(entry.name, entry.occurrence) for entry in ladder_input(ladder).competencies}
    source = criteria_input(criteria)
    lines = [(line.key, line.name, " ".join(text.text for _, text in line.anchors)) for line in source.dimensions]
    if not lines:
        lines = [(entry.key, entry.name, entry.text.text if entry.text else "") for entry in source.assess]
    return [
        _row(key, name, "Scorecard line", text, draft.proposals.get(key, ()), competencies, links)
        for key, name, text in lines
    ]


def piece_rows(draft: RubricDraft, ladder: Ladder | None, criteria: Criteria | None) -> list[LinkRow]:
    """A row per signal, responsibility and exercise that nobody has placed, to be held against the dimensions."""
    dimensions = {entry.key: entry.name for entry in draft.content.dimensions}
    pieces: dict[str, tuple[str, str, str]] = {}
    if ladder is not None:
        for duty in ladder_input(ladder).responsibilities:
            pieces[duty.key] = ("", "Responsibility", duty.text.text)
    if criteria is not None:
        source = criteria_input(criteria)
        for entry in source.assess:
            pieces[entry.key] = (entry.name, "To assess", entry.text.text if entry.text else "")
        for exercise in source.exercises:
            pieces[exercise.key] = (exercise.name, "Exercise", " ".join(exercise.evaluates))
        for kind, label, signals in (
            ("strong_signal", "Strong signal", source.strong_signals),
            ("weak_signal", "Weak signal", source.weak_signals),
            ("red_flag", "Red flag", source.red_flags),
        ):
            for signal in signals:
                pieces[f"{kind}:{signal.position}"] = ("", label, signal.text.text)
    return [
        _row(key, pieces[key][0], pieces[key][1], pieces[key][2], suggestions, dimensions, {})
        for key, suggestions in draft.proposals.items()
        if key in pieces and key not in dimensions
    ]


def _numbered(name: str, occurrence: int) -> str:
    return name if occurrence == 1 else f"{name} ({occurrence})"


def _row(
    key: str,
    name: str,
    kind: str,
    text: str,
    suggestions: tuple[Suggestion, ...],
    labels: Mapping[str, str],
    links: Mapping[str, str | None],
) -> LinkRow:
    suggested = tuple(
        Option(entry.target, labels[entry.target], entry.score, entry.reason)
        for entry in suggestions
        if entry.target in labels
    )
    first = suggested[0] if suggested else None
    preset = first.value if first and first.score is not None and first.score >= SURE_ENOUGH else ""
    return LinkRow(
        subject=key,
        name=name or text,
        kind=kind,
        text=text if name else "",
        options=tuple(Option(value, label) for value, label in labels.items()),
        suggestions=suggested,
        chosen=(links[key] or "") if key in links else preset,
    )
