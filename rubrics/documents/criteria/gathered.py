"""Criteria while they are being put together from tables and headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.documents.blanks import NOT_APPLICABLE, NOTHING, PLACEHOLDER
from rubrics.documents.blocks import Cell
from rubrics.documents.criteria import words
from rubrics.documents.labels import key
from rubrics.documents.ladders.facts import items_of
from rubrics.documents.reading import Anchor, Exercise, Finding


@dataclass(slots=True, eq=False, repr=False)
class DraftDimension:
    """One dimension while it is put together; signals are (text, place), red flags (text, place, severity)."""

    name: str
    place: str
    group: str | None = None
    weight: float | None = None
    text: str | None = None
    must_have: bool = False
    anchors: dict[int, Anchor] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    strong: list[tuple[str, str]] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    red: list[tuple[str, str, str | None]] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class DraftScale:
    """The scores met so far, with their words and what they mean."""

    scores: set[int] = field(default_factory=set)
    labels: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    place: str = ""

    def meet(self, score: int, label: str | None, place: str) -> None:
        """Takes note of a score in use, and of its first word and place."""
        self.scores.add(score)
        self.place = self.place or place
        if label:
            self.labels.setdefault(score, label)


@dataclass(slots=True, eq=False, repr=False)
class Gathered:
    """What the tables (and later the headings) of a document hold."""

    dimensions: list[DraftDimension] = field(default_factory=list)
    scale: DraftScale = field(default_factory=DraftScale)
    exercises: list[Exercise] = field(default_factory=list)
    red: list[tuple[str, str, str | None]] = field(default_factory=list)
    strong: list[tuple[str, str]] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    must: list[tuple[str, str]] = field(default_factory=list)
    nice: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    by_name: dict[str, DraftDimension] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)
    """Where the exercise of a stage stands among the exercises, by the key of its name."""

    def dimension(self, name: str, place: str) -> DraftDimension:
        """The dimension of that name, which is added when it is new; its name may carry its weight and that it is a must."""
        wanted = key(words.dimension_name(name))
        if wanted not in self.by_name:
            self.by_name[wanted] = DraftDimension(words.dimension_name(name), place)
            self.dimensions.append(self.by_name[wanted])
        found = self.by_name[wanted]
        found.weight = found.weight if found.weight is not None else words.weight_of_name(name)
        found.must_have = found.must_have or bool(words.MUST_NAME.search(name))
        return found


def is_blank(text: str) -> bool:
    """Whether a text stands for nothing: dashes, `N/A`."""
    return bool(NOTHING.match(text) or NOT_APPLICABLE.match(text))


def anchor(dimension: DraftDimension, score: int, cell: Cell, gathered: Gathered) -> None:
    """Keeps an anchor the source gives; an empty cell stays without one, and a placeholder is said."""
    if is_blank(cell.text):
        return
    if PLACEHOLDER.match(cell.text):
        gathered.findings.append(Finding("warning", cell.place, f"A placeholder was skipped: “{cell.text[:60]}”."))
        return
    dimension.anchors.setdefault(score, Anchor(score, cell.text, tuple(items_of(cell)), cell.place))
