"""What was understood of hiring criteria."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from rubrics.documents.reading.plain import Plain, value


@value
class Assessment(Plain):
    """One thing the interviews are to find out."""

    name: str
    text: str = ""
    locator: str = ""


@value
class Exercise(Plain):
    """One exercise or interview stage; `minutes` is (shortest, longest) or `None` where no time is given."""

    name: str
    minutes: tuple[int, int] | None = None
    task: tuple[str, ...] = ()
    evaluate: tuple[str, ...] = ()
    locator: str = ""


@value
class Signal(Plain):
    """A strong or weak signal or a red flag; `dimension` is the position of the dimension it stands under, if any."""

    text: str
    severity: str | None = None
    dimension: int | None = None
    locator: str = ""


@value
class Anchor(Plain):
    """What one score of a dimension looks like; `items` are its bullets (or its one text)."""

    score: int
    text: str
    items: tuple[str, ...] = ()
    locator: str = ""


@value
class DimensionReading(Plain):
    """A scorecard dimension with the anchors the source gives, lowest score first; `weight` as the source states it."""

    position: int
    name: str
    group: str | None = None
    weight: float | None = None
    anchors: tuple[Anchor, ...] = ()
    text: str | None = None
    must_have: bool = False
    questions: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "name": self.name,
            "group": self.group,
            "weight": self.weight,
            "anchors": {str(anchor.score): anchor.text for anchor in self.anchors},
            "anchor_details": [anchor.to_json() for anchor in self.anchors],
            "text": self.text,
            "must_have": self.must_have,
            "questions": list(self.questions),
            "locator": self.locator,
        }


@value
class ScaleReading(Plain):
    """The scores in use; `labels` maps a score to its word, `texts` to what it means whatever the dimension."""

    low: int
    high: int
    labels: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "low": self.low,
            "high": self.high,
            "labels": {str(score): label for score, label in sorted(self.labels.items())},
            "texts": {str(score): text for score, text in sorted(self.texts.items())},
            "locator": self.locator,
        }


@value
class CriteriaReading(Plain):
    """Hiring-evaluation criteria as the source gives them; nothing is filled in."""

    assess: tuple[Assessment, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    strong_signals: tuple[Signal, ...] = ()
    weak_signals: tuple[Signal, ...] = ()
    red_flags: tuple[Signal, ...] = ()
    dimensions: tuple[DimensionReading, ...] = ()
    scale: ScaleReading | None = None
    threshold: str | None = None
    recommendations: tuple[str, ...] = ()
    must_haves: tuple[Signal, ...] = ()
    nice_to_haves: tuple[Signal, ...] = ()

    def is_empty(self) -> bool:
        lists = (
            self.assess,
            self.exercises,
            self.strong_signals,
            self.weak_signals,
            self.red_flags,
            self.dimensions,
            self.must_haves,
        )
        return not any(lists) and self.scale is None

    def to_json(self) -> dict[str, Any]:
        return {
            "assess": [assessment.to_json() for assessment in self.assess],
            "exercises": [exercise.to_json() for exercise in self.exercises],
            "strong_signals": [signal.text for signal in self.strong_signals],
            "weak_signals": [signal.text for signal in self.weak_signals],
            "red_flags": [signal.to_json() for signal in self.red_flags],
            "dimensions": [dimension.to_json() for dimension in self.dimensions],
            "scale": self.scale.to_json() if self.scale else None,
            "threshold": self.threshold,
            "recommendations": list(self.recommendations),
            "must_haves": [entry.text for entry in self.must_haves],
            "nice_to_haves": [entry.text for entry in self.nice_to_haves],
            "signal_details": {
                "strong": [signal.to_json() for signal in self.strong_signals],
                "weak": [signal.to_json() for signal in self.weak_signals],
            },
        }
