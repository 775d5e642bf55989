"""What was understood of a role profile."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from rubrics.documents.reading.plain import Plain, value

COMPONENT_NAMES = ("responsibilities", "tasks", "skills", "knowledge", "competencies", "qualifications")


@value
class Pay(Plain):
    """Yearly pay in whole units of `currency` (ISO 4217); a bound the source does not give is `None`."""

    currency: str
    median: int | None = None
    low: int | None = None
    high: int | None = None


@value
class Story(Plain):
    """The narrative of a role: prose for people, never evidence for a rating."""

    who: str | None = None
    external_problem: str | None = None
    internal_problem: str | None = None
    why: str | None = None
    plan: tuple[str, ...] = ()
    stakes: str | None = None
    success: str | None = None


@value
class Component(Plain):
    """One responsibility, task, skill, … of a role profile with its tags."""

    text: str
    tags: tuple[str, ...] = ()
    locator: str = ""


@value
class Skill(Plain):
    name: str
    text: str
    locator: str = ""


@value
class Alias(Plain):
    """A job title that may mean this role; `confidence` 0–1, `approved` is `None` where the source leaves it open.

    `confidence_word` is the source's own word for the confidence ("medium"), None where it gives the number alone.
    """

    title: str
    type: str | None = None
    confidence: float | None = None
    approved: bool | None = None
    locator: str = ""
    confidence_word: str | None = None


@value
class Classification(Plain):
    scheme: str
    code: str
    title: str | None = None
    source: str | None = None
    review_status: str | None = None
    locator: str = ""


@value
class Provenance(Plain):
    """Scores of the profile's own review panel (1–5); it passes when the lowest is at least 4."""

    scores: dict[str, float] = field(default_factory=dict)
    sources: int | None = None
    passes: bool | None = None


@value
class ProfileReading(Plain):
    """One role at one level of a taxonomy; `pay_basis` is what the source says of the pay in words.

    `confidence` is 0–1, `confidence_word` the source's own word for it ("high"), None where it gives none.
    """

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
    pay_basis: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    story: Story | None = None
    components: dict[str, tuple[Component, ...]] = field(default_factory=dict)
    skills: tuple[Skill, ...] = ()
    aliases: tuple[Alias, ...] = ()
    classifications: tuple[Classification, ...] = ()
    provenance: Provenance | None = None
    confidence_word: str | None = None

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
            "confidence_word": self.confidence_word,
            "region": self.region,
            "edition": self.edition,
            "summary": self.summary,
            "level_text": self.level_text,
            "pay": self.pay.to_json() if self.pay else None,
            "pay_basis": self.pay_basis,
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
