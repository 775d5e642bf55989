"""What a scorecard's form is built from: the pinned rubric as one interview uses it, in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics.enums import SignalKind


@dataclass(frozen=True, slots=True)
class SheetStatement:
    """One sentence of an anchor and where it comes from."""

    text: str
    document: str | None = None
    locator: str | None = None
    level: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SheetAnchor:
    """What one score looks like; no statements: unwritten. `label` is the level or the score in words."""

    score: int
    label: str
    is_bar: bool
    statements: tuple[SheetStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDimension:
    """One dimension with its anchors in order; `is_focus`: this interview must cover it."""

    id: int
    name: str
    must_have: bool
    bar: int
    is_focus: bool
    anchors: tuple[SheetAnchor, ...] = ()
    questions: tuple[str, ...] = ()
    description: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSignal:
    """A signal to look out for, or a red flag to answer."""

    id: int
    kind: SignalKind
    text: str
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything one interview's scorecard can be about; focus dimensions first, then the others, each in rubric order.

    `levels` are the ladder's levels in order, as (code, label); `questions` those written for this interview beside the
    rubric's own.
    """

    dimensions: tuple[SheetDimension, ...]
    signals: tuple[SheetSignal, ...] = ()
    scale_low: int = 1
    scale_high: int = 5
    levels: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def focus(self) -> tuple[SheetDimension, ...]:
        """The dimensions this interview must cover."""
        return tuple(dimension for dimension in self.dimensions if dimension.is_focus)

    @property
    def red_flags(self) -> tuple[SheetSignal, ...]:
        """The red flags, every one of which must be answered."""
        return tuple(signal for signal in self.signals if signal.kind is SignalKind.RED_FLAG)
