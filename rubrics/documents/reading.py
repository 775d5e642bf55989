"""What was understood of one document: plain frozen values, with the JSON shape other programs rely on.

Positions count from 1 in source order and identify levels, competencies and dimensions inside their list; names do not,
since documents repeat them. Every text names the place it was read at (`locator`), in the words of the source: `line 12`,
`table 2, row 3, column 4`, `sheet IC!B4`, `competencies[3].summary`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

VERSION = 1

Kind = Literal["ladder", "role_profile", "criteria", "blueprint", "scale", "plan"]
Track = Literal["individual", "manager"]
FindingSeverity = Literal["info", "warning", "error"]
Years = tuple[float | None, float | None]

ATTRIBUTE_NAMES = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership", "typical_experience")
COMPONENT_NAMES = ("responsibilities", "tasks", "skills", "knowledge", "competencies", "qualifications")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader repaired, skipped, or found to contradict itself."""

    severity: FindingSeverity
    locator: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return {"severity": self.severity, "locator": self.locator, "message": self.message}


@dataclass(frozen=True, slots=True)
class LevelReading:
    """One step of a ladder; `code` is `None` where the document gives the level a name only, and the other way about."""

    position: int
    code: str | None
    name: str | None
    years: Years | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    qualification: str | None = None
    track: Track | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "code": self.code,
            "name": self.name,
            "years": list(self.years) if self.years else None,
            "attributes": dict(self.attributes),
            "text": self.text,
            "qualification": self.qualification,
            "track": self.track,
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class CompetencyReading:
    """One row of a ladder; `occurrence` counts rows of the same name, and the name is empty where the source gives none."""

    position: int
    name: str
    group: str | None = None
    occurrence: int = 1
    text: str | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "name": self.name,
            "group": self.group,
            "occurrence": self.occurrence,
            "text": self.text,
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class GuidelineReading:
    """A cell that says something: `level` and `competency` are positions, `items` its bullets (or its one text).

    `label` is the word the source puts before the text (a step name such as "Adopts"), `proficiency` the grade it gives
    the cell ("Practitioner", "3"), `examples` what it lists as illustrations of the guideline.
    """

    level: int
    competency: int
    text: str
    items: tuple[str, ...] = ()
    label: str | None = None
    proficiency: str | None = None
    examples: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "competency": self.competency,
            "text": self.text,
            "items": list(self.items),
            "label": self.label,
            "proficiency": self.proficiency,
            "examples": list(self.examples),
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class ResponsibilityReading:
    """A statement that belongs to a level and to no competency."""

    level: int
    text: str
    label: str | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level, "text": self.text, "label": self.label, "locator": self.locator}


@dataclass(frozen=True, slots=True)
class BlankReading:
    """A cell without a guideline: `empty` means nothing new at this level, `not_applicable` that nothing is required."""

    level: int
    competency: int
    kind: Literal["empty", "not_applicable"]
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level, "competency": self.competency, "kind": self.kind, "locator": self.locator}


@dataclass(frozen=True, slots=True)
class EffectiveReading:
    """All that holds at a level of a cumulative ladder in one competency; `levels` are the positions it comes from."""

    level: int
    competency: int
    text: str
    levels: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level, "competency": self.competency, "text": self.text, "levels": list(self.levels)}


@dataclass(frozen=True, slots=True)
class LadderReading:
    """Levels × competencies of one ladder.

    `cumulative` is `True` only where the document says that levels build up; `effective` is then what holds at each level,
    and empty otherwise.
    """

    name: str
    track: Track | None = None
    levels: tuple[LevelReading, ...] = ()
    competencies: tuple[CompetencyReading, ...] = ()
    guidelines: tuple[GuidelineReading, ...] = ()
    responsibilities: tuple[ResponsibilityReading, ...] = ()
    blanks: tuple[BlankReading, ...] = ()
    orientation: str | None = None
    cumulative: bool = False
    effective: tuple[EffectiveReading, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "track": self.track,
            "levels": [level.to_json() for level in self.levels],
            "competencies": [competency.to_json() for competency in self.competencies],
            "guidelines": [guideline.to_json() for guideline in self.guidelines],
            "responsibilities": [responsibility.to_json() for responsibility in self.responsibilities],
            "blanks": [blank.to_json() for blank in self.blanks],
            "orientation": self.orientation,
            "cumulative": self.cumulative,
            "effective": [effective.to_json() for effective in self.effective],
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class Pay:
    """Yearly pay in whole units of `currency` (ISO 4217); a bound the source does not give is `None`."""

    currency: str
    median: int | None = None
    low: int | None = None
    high: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {"currency": self.currency, "median": self.median, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Story:
    """The narrative of a role: prose for people, never evidence for a rating."""

    who: str | None = None
    external_problem: str | None = None
    internal_problem: str | None = None
    why: str | None = None
    plan: tuple[str, ...] = ()
    stakes: str | None = None
    success: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "who": self.who,
            "external_problem": self.external_problem,
            "internal_problem": self.internal_problem,
            "why": self.why,
            "plan": list(self.plan),
            "stakes": self.stakes,
            "success": self.success,
        }


@dataclass(frozen=True, slots=True)
class Component:
    """One responsibility, task, skill, … of a role profile with its tags."""

    text: str
    tags: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "tags": list(self.tags), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Skill:
    name: str
    text: str
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "text": self.text, "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Alias:
    """A job title that may mean this role; `confidence` 0–1, `approved` is `None` where the source leaves it open."""

    title: str
    type: str | None = None
    confidence: float | None = None
    approved: bool | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "type": self.type,
            "confidence": self.confidence,
            "approved": self.approved,
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class Classification:
    scheme: str
    code: str
    title: str | None = None
    source: str | None = None
    review_status: str | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "scheme": self.scheme,
            "code": self.code,
            "title": self.title,
            "source": self.source,
            "review_status": self.review_status,
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class Provenance:
    """Scores of the profile's own review panel (1–5); it passes when the lowest is at least 4."""

    scores: dict[str, float] = field(default_factory=dict)
    sources: int | None = None
    passes: bool | None = None

    def to_json(self) -> dict[str, Any]:
        return {"scores": dict(self.scores), "sources": self.sources, "passes": self.passes}


@dataclass(frozen=True, slots=True)
class ProfileReading:
    """One role at one level of a taxonomy; `confidence` 0–1."""

    code: str | None = None
    title: str | None = None
    level_code: str | None = None
    level_name: str | None = None
    function: str | None = None
    focus: str | None = None
    status: str | None = None
    confidence: float | None = None
    region: str | None = None
    edition: str | None = None
    summary: str | None = None
    level_text: str | None = None
    pay: Pay | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    story: Story | None = None
    components: dict[str, tuple[Component, ...]] = field(default_factory=dict)
    skills: tuple[Skill, ...] = ()
    aliases: tuple[Alias, ...] = ()
    classifications: tuple[Classification, ...] = ()
    provenance: Provenance | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "level_code": self.level_code,
            "level_name": self.level_name,
            "function": self.function,
            "focus": self.focus,
            "status": self.status,
            "confidence": self.confidence,
            "region": self.region,
            "edition": self.edition,
            "summary": self.summary,
            "level_text": self.level_text,
            "pay": self.pay.to_json() if self.pay else None,
            "attributes": dict(self.attributes),
            "story": self.story.to_json() if self.story else None,
            "components": {
                name: [component.to_json() for component in self.components.get(name, ())] for name in COMPONENT_NAMES
            },
            "skills": [skill.to_json() for skill in self.skills],
            "aliases": [alias.to_json() for alias in self.aliases],
            "classifications": [classification.to_json() for classification in self.classifications],
            "provenance": self.provenance.to_json() if self.provenance else None,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """One thing the interviews are to find out."""

    name: str
    text: str = ""
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "text": self.text, "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise or interview stage; `minutes` is (shortest, longest) or `None` where no time is given."""

    name: str
    minutes: tuple[int, int] | None = None
    task: tuple[str, ...] = ()
    evaluate: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "minutes": list(self.minutes) if self.minutes else None,
            "task": list(self.task),
            "evaluate": list(self.evaluate),
            "locator": self.locator,
        }


@dataclass(frozen=True, slots=True)
class Signal:
    """A strong or weak signal or a red flag; `dimension` is the position of the dimension it stands under, if any."""

    text: str
    severity: str | None = None
    dimension: int | None = None
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "severity": self.severity, "dimension": self.dimension, "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one score of a dimension looks like; `items` are its bullets (or its one text)."""

    score: int
    text: str
    items: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"score": self.score, "text": self.text, "items": list(self.items), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class DimensionReading:
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


@dataclass(frozen=True, slots=True)
class ScaleReading:
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


@dataclass(frozen=True, slots=True)
class CriteriaReading:
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


@dataclass(frozen=True, slots=True)
class Measure:
    """One key performance indicator of a blueprint; `facts` maps the table's column heads to the cells."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "facts": dict(self.facts), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class Listing:
    """A named list of statements of a blueprint: goals of a period, responsibilities of a kind."""

    name: str
    items: tuple[str, ...] = ()
    locator: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "items": list(self.items), "locator": self.locator}


@dataclass(frozen=True, slots=True)
class BlueprintReading:
    """A role blueprint around the hiring criteria: mission, measures, goals and the names of its sections."""

    role: str | None = None
    level_word: str | None = None
    track: Track | None = None
    mission: str | None = None
    years: str | None = None
    sections: tuple[str, ...] = ()
    responsibilities: tuple[Listing, ...] = ()
    goals: tuple[Listing, ...] = ()
    measures: tuple[Measure, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "level_word": self.level_word,
            "track": self.track,
            "mission": self.mission,
            "years": self.years,
            "sections": list(self.sections),
            "responsibilities": [listing.to_json() for listing in self.responsibilities],
            "goals": [listing.to_json() for listing in self.goals],
            "measures": [measure.to_json() for measure in self.measures],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of one document; what it does not hold is empty or `None`."""

    file: str
    kind: Kind
    title: str | None
    ladders: tuple[LadderReading, ...] = ()
    profile: ProfileReading | None = None
    criteria: CriteriaReading | None = None
    blueprint: BlueprintReading | None = None
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The document `flask rubrics inspect` prints."""
        return {
            "version": VERSION,
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "ladders": [ladder.to_json() for ladder in self.ladders],
            "profile": self.profile.to_json() if self.profile else None,
            "criteria": self.criteria.to_json() if self.criteria else None,
            "blueprint": self.blueprint.to_json() if self.blueprint else None,
            "findings": [finding.to_json() for finding in self.findings],
        }
