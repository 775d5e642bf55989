"""Rows for the pages on which a person confirms what belongs together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from rubrics.forms.generation import ALONE, Choices
from rubrics.generate import RubricDraft
from rubrics.generation import inputs
from rubrics.generation.inputs import SubjectKind
from rubrics.generation.levels import LevelProposal, propose_criteria_level
from rubrics.generation.members import signal_lists
from rubrics.matching import Suggestion
from rubrics.models import Criteria
from rubrics.queries.sources import criteria_input

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
    """One piece of the sources: what it says, what it may belong to (`options` without the suggested), what is chosen now.

    `ticked` are all that are chosen, for a piece that may belong to several.
    """

    subject: str
    name: str
    kind: str
    text: str
    options: tuple[Option, ...]
    suggestions: tuple[Option, ...]
    chosen: str
    ticked: frozenset[str] = frozenset()


def link_rows(
    draft: RubricDraft, ladder: inputs.Ladder, criteria: Criteria | None, links: Mapping[str, str | None]
) -> list[LinkRow]:
    """A row per line of the criteria's scorecard, to be held against the ladder's competencies.

    Competencies of a merged ladder follow, to be held against the first one's.
    """
    competencies = {entry.key: _called(entry) for entry in ladder.competencies}
    own = {entry.key: competencies[entry.key] for entry in ladder.competencies if not entry.merged_from}
    return [
        _row(key, name, "Scorecard line", text, draft.proposals.get(key, ()), competencies, links)
        for key, name, text in (_lines(criteria) if criteria else [])
    ] + [
        _row(
            entry.key,
            competencies[entry.key],
            "Competency",
            _highest_text(ladder, entry),
            draft.proposals.get(entry.key, ()),
            own,
            links,
        )
        for entry in ladder.competencies
        if entry.merged_from
    ]


def written_for(ladder: inputs.Ladder, criteria: Criteria | None) -> LevelProposal | None:
    """The level that the criteria's own word names, chosen beforehand with its reason; a person confirms or changes it."""
    return propose_criteria_level(ladder, criteria_input(criteria)) if criteria else None


def _lines(criteria: Criteria) -> list[tuple[str, str, str]]:
    source = criteria_input(criteria)
    lines = [(line.key, line.name, " ".join(text.text for _, text in line.anchors)) for line in source.dimensions]
    return lines or [(entry.key, entry.name, entry.text.text if entry.text else "") for entry in source.assess]


def _called(entry: inputs.Competency) -> str:
    own = _numbered(entry.name, entry.occurrence)
    return f"{own}, of {entry.merged_from}" if entry.merged_from else own


def _highest_text(ladder: inputs.Ladder, competency: inputs.Competency) -> str:
    """What the highest level asks, with its place: the second ladder's texts are known by no other name."""
    found = [cell for cell in ladder.guidelines if cell.competency == competency.position]
    if not found:
        return ""
    text = max(found, key=lambda cell: cell.level).text
    return f"{text.document}, {text.locator}: {text.text}"


@dataclass(frozen=True)
class PieceGroup:
    """The pieces of one kind; `sure` counts those whose best suggestion reaches SURE_ENOUGH.

    `takes_several`: each may belong to several dimensions.
    """

    kind: SubjectKind
    title: str
    rows: tuple[LinkRow, ...]
    sure: int
    accepted: bool
    takes_several: bool


@dataclass(frozen=True)
class FocusRow:
    """One dimension that can be rated: whether it is kept, and why that is proposed."""

    key: str
    name: str
    kept: bool
    reason: str


def focus_rows(draft: RubricDraft, kept: Collection[str] | None) -> list[FocusRow]:
    """A row per dimension; `kept` is what the person ticked before a refusal, None for the proposal."""
    return [
        FocusRow(
            entry.dimension,
            draft.content.dimension(entry.dimension).name,
            entry.kept if kept is None else entry.dimension in kept,
            f"{entry.reason[0].upper()}{entry.reason[1:]}.",
        )
        for entry in draft.focus
    ]


def kept_anew(chosen: Choices, draft: RubricDraft) -> frozenset[str]:
    """The dimensions to tick once the pieces have their places: the new proposal, but where the person chose otherwise."""
    shown, kept = set(chosen.proposed or ()), set(chosen.kept or ())
    by_person = shown ^ kept
    return frozenset((draft.proposed - by_person) | (kept & by_person))


PIECES = (
    (SubjectKind.assess, "What to assess"),
    (SubjectKind.exercise, "Exercises"),
    (SubjectKind.strong_signal, "Strong signals"),
    (SubjectKind.weak_signal, "Weak signals"),
    (SubjectKind.red_flag, "Red flags"),
    (SubjectKind.responsibility, "Responsibilities"),
)


def piece_groups(
    draft: RubricDraft,
    ladder: inputs.Ladder | None,
    criteria: Criteria | None,
    places: Collection[tuple[str, str | None]],
    accepted: Collection[SubjectKind],
) -> list[PieceGroup]:
    """The pieces that no source places, by kind, to be held against the dimensions.

    Nothing is chosen beforehand: a person places each, or takes the suggestions of a kind. `places` and `accepted` are what
    the person chose before a refusal.
    """
    dimensions = {entry.key: entry.name for entry in draft.content.dimensions}
    texts = _piece_texts(ladder, criteria)
    links, groups = dict(places), []
    for kind, title in PIECES:
        found = {key: entry for key, entry in draft.proposals.items() if key in texts and key.startswith(f"{kind}:")}
        rows = tuple(
            replace(
                _row(key, texts[key][0], "", texts[key][1], suggestions, dimensions, links, preset=False),
                ticked=frozenset(target for subject, target in places if subject == key and target),
            )
            for key, suggestions in found.items()
        )
        sure = sum(bool(entry) and entry[0].score >= SURE_ENOUGH for entry in found.values())
        if rows:
            groups.append(PieceGroup(kind, title, rows, sure, kind in accepted, kind is SubjectKind.exercise))
    return groups


def _piece_texts(ladder: inputs.Ladder | None, criteria: Criteria | None) -> dict[str, tuple[str, str]]:
    """Key of each piece -> its name (may be empty) and its text."""
    pieces: dict[str, tuple[str, str]] = {}
    if ladder is not None:
        pieces |= {duty.key: ("", duty.text.text) for duty in ladder.responsibilities}
    if criteria is not None:
        source = criteria_input(criteria)
        if source.dimensions:
            pieces |= {entry.key: (entry.name, entry.text.text if entry.text else "") for entry in source.assess}
        pieces |= {exercise.key: (exercise.name, "; ".join(exercise.evaluates)) for exercise in source.exercises}
        for kind, signals in signal_lists(source):
            pieces |= {kind.key(signal.position): ("", signal.text.text) for signal in signals}
    return pieces


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
    *,
    preset: bool = True,
) -> LinkRow:
    suggested = tuple(
        Option(entry.target, labels[entry.target], entry.score, entry.reason)
        for entry in suggestions
        if entry.target in labels
    )
    first = suggested[0] if suggested else None
    sure = first.value if preset and first and first.score is not None and first.score >= SURE_ENOUGH else ""
    return LinkRow(
        subject=key,
        name=name or text,
        kind=kind,
        text=text if name else "",
        options=tuple(
            Option(value, label) for value, label in labels.items() if value not in {o.value for o in suggested}
        ),
        suggestions=suggested,
        chosen=(links[key] or ALONE) if key in links else sure,
    )
