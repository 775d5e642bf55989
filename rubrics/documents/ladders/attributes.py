"""Rows and columns of a ladder that describe its levels (scope, autonomy, …) rather than what is expected in a competency.

The same words name competencies in many ladders. They are attributes only in company: a table of nothing else, a group
of rows that says so, or four of them in a row.
"""

from __future__ import annotations

import re

from rubrics.documents.labels import bare
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.heads import average_words
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import years_in

NAMES = (
    ("scope", r"scope"),
    ("autonomy", r"autonomy|independence|supervision"),
    ("complexity", r"complexity|problem complexity|ambiguity"),
    ("impact", r"impact|business impact"),
    ("decision_rights", r"decision[- ]?(?:rights|making|authority)|decisions|authority"),
    ("leadership", r"leadership"),
    ("typical_experience", r"(?:typical |years of |relevant |work )?experience|typical years|years"),
)
ATTRIBUTE = tuple(
    (
        name,
        pattern(
            rf"^(?:(?:level|degree|breadth|extent|typical|expected|overall) (?:of )?(?:the )?)?(?:{words})"
            r"(?: ?(?:of|and|&|/|\+|,) ?\w+(?: \w+)?)?(?: ?\(.*\))?$",
            re.IGNORECASE,
        ),
    )
    for name, words in NAMES
)
TELLING = {"autonomy", "complexity", "decision_rights"}
"""Attributes that seldom name a competency: without one of them the rows are competencies."""
GROUP = pattern(
    r"\b(attributes?|level (?:definitions?|profiles?|overview|descriptions?|characteristics)|at a glance|role profile)\b",
    re.IGNORECASE,
)
ROW = 4
"""So many different attributes one after the other are no competencies."""
WORDY = 9
"""Words of a text on average from which on attributes read as expectations."""


def attribute_of(label: str) -> str | None:
    """The attribute of a level a row or column is named for, `None` for every other name."""
    text = bare(label)
    return next((name for name, words in ATTRIBUTE if words.match(text)), None)


def attribute_rows(draft: Draft) -> dict[int, str]:
    """The competencies of a draft that are attributes of its levels: index → attribute, in source order."""
    named = [attribute_of(competency.name) for competency in draft.competencies]
    told = {name for name in named if name}
    # Years alone were taken as facts before, so a table that still has them is not shortened by them.
    if all(named) and len(told) >= 3 and told & TELLING:
        return {index: name for index, name in enumerate(named) if name}
    found: dict[int, str] = {}
    run: dict[int, str] = {}
    for index, (competency, name) in enumerate(zip(draft.competencies, named, strict=True)):
        if name and competency.group and GROUP.search(competency.group):
            found[index] = name
        if name and name not in run.values():
            run[index] = name
        else:
            found |= run if is_run(run) else {}
            run = {index: name} if name else {}
    return found | (run if is_run(run) else {})


def is_run(run: dict[int, str]) -> bool:
    """Whether so many different attributes follow each other that they are no competencies."""
    return len(run) >= ROW and bool(set(run.values()) & TELLING)


def take_attributes(draft: Draft) -> bool:
    """Moves the rows that are attributes to the levels; tells whether any row is left."""
    rows = attribute_rows(draft)
    note_attributes(draft, rows)
    draft.keep_competencies([index for index in range(len(draft.competencies)) if index not in rows])
    return bool(draft.cells or draft.loose)


def note_attributes(draft: Draft, rows: dict[int, str]) -> None:
    """Gives the levels what the rows say of them; what a level already has stays."""
    for entry in draft.levels if rows else []:
        if entry.qualification:
            entry.attributes.setdefault("typical_experience", entry.qualification)
    for (level, competency), statement in draft.cells.items():
        name = rows.get(competency)
        if name is None:
            continue
        text = " ".join(statement.items)
        target = draft.levels[level]
        target.attributes.setdefault(name, text)
        if name == "typical_experience":
            target.years = target.years or years_in(text) or years_in(f"{text} years")


def is_wordy(draft: Draft) -> bool:
    """Whether the texts of a draft read as expectations, with bullets or long, rather than as key words."""
    texts = [item for statement in draft.cells.values() for item in statement.items]
    bulleted = sum(1 for statement in draft.cells.values() if len(statement.items) > 1)
    return bool(texts) and (average_words(texts) >= WORDY or bulleted > 0.3 * len(draft.cells))
