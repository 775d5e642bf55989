"""The rubric as it was pinned to the opening."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.record.people import Level, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """A score and the word for it."""

    score: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The range of scores; `steps` may name some, all or none of them."""

    low: int = 1
    high: int = 5
    steps: tuple[ScaleStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an anchor and where it comes from: a place in a document, or the person who wrote it."""

    text: str
    document: str | None = None
    locator: str | None = None
    level: str | None = None
    author: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a score looks like. No statements: the anchor was still unwritten when the rubric was published."""

    score: int
    level: str | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something the rubric assesses. `weight` is relative (1.0 is ordinary); `bar` is in points of the scale."""

    id: str
    name: str
    group: str | None = None
    description: str | None = None
    weight: float = 1.0
    must_have: bool = False
    bar: float = 3.0
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricFlag:
    """A red flag that the rubric asks interviewers to look out for; `severity` is free text of the source."""

    id: str
    text: str
    severity: str | None = None
    document: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The published rubric that was pinned to the requisition; `content_sha256` is the rubric's own."""

    id: str
    title: str
    version: int
    content_sha256: str
    target_level: Level
    scale: Scale
    dimensions: tuple[Dimension, ...]
    red_flags: tuple[RubricFlag, ...] = ()
    published_at: str | None = None
