"""What tells a role profile's page from every other text: its sections and its code (`FAMILY.FOCUS.LEVEL`), not the site that shows it."""

from __future__ import annotations

import re

from rubrics.documents.labels import key
from rubrics.documents.patterns import pattern

CODE = pattern(r"^[A-Z0-9&_-]{2,20}(?:\.[A-Z0-9&_-]{1,24}){1,3}$")
SHOW = pattern(r"\s*(?:show|hide|expand|collapse)?\s*[▾▴▸▼▲►]\s*$|(?:show|hide)\s*$", re.IGNORECASE)
SECTIONS = {
    "thestoryofthisrole": "story", "whodoesthiswork": "who", "theproblemthisrolesolves": "problem", "theplan": "plan",
    "whatsatstake": "stakes", "successlookslike": "success", "summary": "summary", "coreoutputs": "outputs",
    "adjacentroles": "adjacent", "components": "components", "titlealiases": "aliases", "classificationmappings": "classifications",
    "responsibilitiesbylevel": "by_level", "levelguidelines": "guidelines", "provenance": "provenance", "skills": "skills",
}  # fmt: skip
COMPONENTS = {
    "responsibilities": "responsibilities", "responsibility": "responsibilities", "tasks": "tasks", "task": "tasks", "skills": "skills",
    "skill": "skills", "knowledge": "knowledge", "competency": "competencies", "competencies": "competencies",
    "qualification": "qualifications", "qualifications": "qualifications",
}  # fmt: skip
ATTRIBUTES = {
    "scope": "scope", "autonomy": "autonomy", "complexity": "complexity", "impact": "impact", "decisionrights": "decision_rights",
    "leadership": "leadership", "typicalexperience": "typical_experience",
}  # fmt: skip
LONGEST = 120
"""Characters of a line that may head a section."""


def is_profile(text: str) -> bool:
    """Whether a text is a profile's page: a role code on a line of its own and several of the known sections."""
    lines = [line.strip() for line in text.split("\n") if line.strip() and len(line) <= LONGEST]
    coded = any(CODE.match(line) for line in lines[:30])
    if not coded and len({ATTRIBUTES.get(key(line)) for line in lines} - {None}) < 4:
        return False
    names = {section_name(line)[0] for line in lines} - {None}
    return len(names) >= (3 if coded else 5)


def section_name(line: str) -> tuple[str | None, int | None]:
    """The section a line heads and the number of entries it states, or (None, None)."""
    bare = SHOW.sub("", re.sub(r"^\*\*(.+)\*\*$", r"\1", re.sub(r"^#{1,6}\s+", "", line.strip())))
    bare = re.sub(r"[’']", "", bare)
    counted = re.match(r"^([A-Za-z ]{4,30}?)\s*\(?(\d{1,3})\)?$", bare)
    if counted and key(counted[1]) in COMPONENTS:
        return f"component {COMPONENTS[key(counted[1])]}", int(counted[2])
    if re.match(r"^Level\s+[-–—]\s+\S", bare):
        return "level", None
    if re.match(r"^Focus\s+[-–—]\s+\S", bare):
        return "focus", None
    return SECTIONS.get(key(bare)), None
