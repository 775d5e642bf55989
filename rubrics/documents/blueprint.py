"""A role blueprint kept as a web page inside a JSON record: its mission, measures, goals and hiring criteria."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rubrics.documents.blocks import folded
from rubrics.documents.labels import bare
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.ranks import SENIORITY
from rubrics.documents.reading import Track

if TYPE_CHECKING:
    from rubrics.documents.reading.blueprint import BlueprintReading, Listing, Measure

SEARCHED = 50
"""Records looked into for a title."""
OF_ITSELF = pattern(r"\bblueprint\b|^(?:role|job|position)(?: (?:profile|description))?$", re.IGNORECASE)
NUMBER = pattern(r"^\d{1,2}\s*[.)]\s*")


def page_in(records: Any) -> tuple[str, str] | None:
    """The longest HTML text in a JSON record and its path (`content.rendered`), or `None` when it holds no page."""
    best: tuple[int, str, str] = (0, "", "")
    pending: list[tuple[str, Any]] = [("", records)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, Mapping):
            pending.extend((f"{path}.{name}" if path else str(name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            pending.extend((f"{path}[{number + 1}]", inner) for number, inner in enumerate(value[:50]))
        elif isinstance(value, str) and len(value) > best[0] and len(re.findall(r"</(?:h[1-6]|p|li|td)>", value)) > 3:
            best = (len(value), path, value)
    return (best[1], best[2]) if best[0] else None


def title_in(records: Any) -> str | None:
    """The title beside the page or around it, the outermost first, entities decoded."""
    import html

    pending = [records]
    for _ in range(SEARCHED):
        record = pending.pop(0) if pending else None
        if isinstance(record, list):
            pending.extend(record[:SEARCHED])
        if not isinstance(record, Mapping):
            continue
        value = record.get("title")
        value = value.get("rendered") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value:
            return folded(html.unescape(re.sub(r"<[^>]{0,300}>", "", value[:2_000])))
        pending.extend(inner for inner in record.values() if isinstance(inner, Mapping))
    return None


def is_blueprint(root: Node) -> bool:
    """Whether an outline is a blueprint: numbered sections, among them a mission or summary and the hiring criteria."""
    sections = [node.label for node in sections_of(root)]
    told = [
        label
        for label in sections
        if re.search(
            r"\b(mission|role summary|responsibilit|deliverables|kpis?|milestones|hiring|evaluation|career path|decision rights|stakeholders)",
            label,
            re.IGNORECASE,
        )
    ]
    return len(sections) >= 6 and len(told) >= 4


def sections_of(root: Node) -> list[Node]:
    """The sections of an outline: its topmost headings, or those below the only topmost one."""
    headings = [node for node in root.walk() if node.kind == "heading"]
    top = min((node.depth for node in headings), default=0)
    at_top = [node for node in headings if node.depth == top]
    if len(at_top) == 1 and len(headings) > 1:
        below = min((node.depth for node in headings if node.depth > top), default=top)
        return [node for node in headings if node.depth == below]
    return at_top


def blueprint_of(root: Node, tables: Sequence[Placed], title: str | None) -> BlueprintReading:
    """What an outline with headings says of a role; what it does not say is empty or `None`."""
    from rubrics.documents.reading.blueprint import BlueprintReading

    sections = sections_of(root)
    role = role_in(title)
    seniority = SENIORITY.search(role or "")
    mission = next((section for section in sections if re.search(r"\bmission\b", section.label, re.IGNORECASE)), None)
    whole = " ".join(statement.text for section in sections[:2] for statement in section.statements())
    return BlueprintReading(
        role=role,
        level_word=seniority[0].capitalize() if seniority else None,
        track=track_in(whole),
        mission=mission_text(mission) if mission else None,
        years=years_text(root),
        sections=tuple(full_label(section) for section in sections),
        responsibilities=listings(sections, r"\bresponsibilit"),
        goals=listings(sections, r"\b(goals|objectives|milestones)\b"),
        measures=measures_in(tables),
    )


def role_in(title: str | None) -> str | None:
    """The role a title names, before or after what it says of itself (`Baker: Role Blueprint`, `Blueprint – Baker`)."""
    parts = [part for part in re.split(r"\s*[:|–—]\s+|\s+-\s+", title or "") if part]
    return next((part for part in parts if not OF_ITSELF.search(part)), parts[0] if parts else None)


def full_label(node: Node) -> str:
    """A heading with its number."""
    return node.full or node.label


def track_in(text: str) -> Track | None:
    """The track a text names; `None` when it names none."""
    if re.search(r"\b(individual contributor|\(IC\)|IC role)\b", text, re.IGNORECASE):
        return "individual"
    return "manager" if re.search(r"\b(people manager|manages a team|direct reports)\b", text, re.IGNORECASE) else None


def mission_text(section: Node) -> str | None:
    """The first text below the mission’s heading, or below a heading in it that says so; `None` when there is none."""
    for child in section.children:
        if re.search(r"\bmission\b", child.label, re.IGNORECASE) and child.texts:
            return child.texts[0].text
    return section.texts[0].text if section.texts else None


def years_text(root: Node) -> str | None:
    """What is said of the years of experience, as it is said."""
    for node in root.walk():
        if re.search(r"\byears\b.*\bexperience\b|\btypical (?:years|experience)\b", node.label, re.IGNORECASE):
            return next((statement.text for statement in node.statements()), None)
    return None


def listings(sections: Sequence[Node], words: str) -> tuple[Listing, ...]:
    """The lists below the first section of that name: one for each heading in it, or the section's own."""
    from rubrics.documents.reading.blueprint import Listing

    section = next((section for section in sections if re.search(words, section.label, re.IGNORECASE)), None)
    if section is None:
        return ()
    parts = [child for child in section.children if child.kind in ("heading", "bold")] or [section]
    return tuple(
        Listing(bare(NUMBER.sub("", part.label)), tuple(statement.text for statement in part.statements()), part.place)
        for part in parts
    )


def measures_in(tables: Sequence[Placed]) -> tuple[Measure, ...]:
    """The rows of the table of key performance indicators, told by its heads."""
    from rubrics.documents.reading.blueprint import Measure

    for placed in tables:
        heads = [bare(cell.text) for cell in placed.grid.rows[0]]
        if re.search(r"\b(metric|kpi|indicator|measure)\b", heads[0], re.IGNORECASE) and len(heads) > 2:
            return tuple(
                Measure(
                    row[0].text,
                    {head: cell.text for head, cell in zip(heads[1:], row[1:], strict=True) if cell.text},
                    row[0].place,
                )
                for row in placed.grid.rows[1:]
                if row[0].text
            )
    return ()
