"""A role profile's page, copied as text, as a profile and the ladder printed in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rubrics.documents.labels import key, level_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.patterns import pattern
from rubrics.documents.profiles import guidelines
from rubrics.documents.profiles.contradictions import contradictions
from rubrics.documents.profiles.lines import Line, Section, sections_of
from rubrics.documents.profiles.parts import aliases_of, badge_of, classifications_of, pay_of, story_of
from rubrics.documents.profiles.runs import cut_scores, cut_tags
from rubrics.documents.profiles.signs import ATTRIBUTES, CODE
from rubrics.documents.reading import Finding
from rubrics.documents.reading.profile import Component, Pay, ProfileReading, Provenance, Skill

EMPTY = pattern(r"^no\b.{0,60}\b(?:yet|recorded|available|found)\b.*$", re.IGNORECASE)
META = {
    "level", "functionfocus", "marketpaymedian", "marketpay", "paybasis", "function", "focus", "payrange", "salaryrange", "salary",
    "status", "confidence", "region", "edition", "version",
}  # fmt: skip
PAY = ("marketpaymedian", "marketpay", "payrange", "salaryrange", "salary")
TAGS = (
    "common",
    "level",
    "function",
    "focus",
    "core",
    "unique",
    "specific",
    "shared",
    "family",
    "baseline",
    "differential",
    "inherited",
    "role",
    "optional",
    "required",
)


def read_page(lines: Sequence[Line], findings: list[Finding]) -> tuple[ProfileReading, Draft | None]:
    """The profile of a page and the ladder of its guidelines; no ladder for a page that knows its own level only."""
    before, sections = sections_of(lines)
    profile = head_of(before, findings)
    by_name = {section.name: section for section in reversed(sections)}
    level = by_name.get("level")
    if level:
        level_text, attributes = attributes_of(level)
        profile = replace(profile, level_text=level_text, attributes=attributes)
    profile = replace(
        profile,
        summary=profile.summary or next(iter(by_name["summary"].texts()), None)
        if "summary" in by_name
        else profile.summary,
        story=story_of({name: [line.text for line in section.lines] for name, section in by_name.items()}),
        components=components_of(sections, findings),
        skills=skills_of(by_name.get("skills"), findings),
        aliases=aliases_of([(line.text, line.place) for line in lines_in(by_name, "aliases")], findings),
        classifications=classifications_of(
            [(line.text, line.place, line.bullet) for line in lines_in(by_name, "classifications")]
        ),
        provenance=provenance_of(by_name.get("provenance")),
    )
    draft = guidelines.ladder_of(
        [(line.text, line.place, line.bullet) for line in lines_in(by_name, "by_level")],
        [(line.text, line.place, line.bullet) for line in lines_in(by_name, "guidelines")],
        "\n".join(line.text for line in lines),
    )
    if draft:
        finish_ladder(draft, profile)
    contradictions(profile, draft, level.head.place if level else "line 1", findings)
    return profile, draft


def lines_in(sections: dict[str, Section], name: str) -> list[Line]:
    """The lines of a section but those that say it is empty; none where the page has no such section."""
    return [line for line in sections[name].lines if not EMPTY.match(line.text)] if name in sections else []


def head_of(lines: Sequence[Line], findings: list[Finding]) -> ProfileReading:
    """Code, title, badges, function, focus and pay from what stands above the first section."""
    at = max((index for index, line in enumerate(lines) if CODE.match(line.text)), default=None)
    code = lines[at].text if at is not None else None
    beside = at - 1 if at else 1
    profile = ProfileReading(code=code, title=lines[beside].text if at is not None and beside < len(lines) else None)
    badge_line = next((index for index, line in enumerate(lines) if badge_of(line.text)), None)
    values = values_of(lines, META)
    if badge_line is not None:
        profile = replace(profile, **(badge_of(lines[badge_line].text) or {}))
    else:
        profile = with_stated(profile, values)
    function, _, focus = values.get("functionfocus", "").partition(" · ")
    market = next((values[name] for name in PAY if name in values), "")
    after = lines[badge_line + 1].text if badge_line is not None and badge_line + 1 < len(lines) else None
    last = code.rpartition(".")[2] if code and re.search(r"\.[A-Z]{1,3}\d{1,2}$", code) else None
    return replace(
        profile,
        level_code=profile.level_code or last,
        function=values.get("function") or function or None,
        focus=values.get("focus") or focus or None,
        pay=pay_in(market, lines, findings),
        pay_basis=values.get("paybasis") or (None if pay_of(market) else market or None),
        summary=after if after and key(after) not in META and not stated_in(after, META) else None,
    )


def with_stated(profile: ProfileReading, values: Mapping[str, str]) -> ProfileReading:
    """The profile with what a page without a badge says in lines of its own: level, status, confidence, region, edition."""
    level = level_label(values.get("level", ""))
    confidence = re.search(r"\b([01](?:\.\d+)?)\b", values.get("confidence", ""))
    return replace(
        profile,
        level_code=level.code if level else None,
        level_name=level.name if level else values.get("level"),
        status=values["status"].lower().replace(" ", "_") if "status" in values else None,
        confidence=float(confidence[1]) if confidence else None,
        region=values.get("region"),
        edition=values.get("edition") or values.get("version"),
    )


def pay_in(market: str, lines: Sequence[Line], findings: list[Finding]) -> Pay | None:
    """The pay a line states; a range that lost its dash is said."""
    pay = pay_of(market)
    if pay and pay.high and re.search(r"\d\w?\s*[$€£]\d", market):
        place = next(line.place for line in lines if market in line.text)
        message = f"The pay range lost its dash; read as {pay.low}–{pay.high} {pay.currency}."
        findings.append(Finding("info", place, message))
    return pay


def values_of(lines: Sequence[Line], labels: Collection[str]) -> dict[str, str]:
    """Labels with the value behind a colon or on the line below; a label followed by another label has none."""
    found: dict[str, str] = {}
    for line, after in itertools.pairwise((*lines, Line("", ""))):
        name = key(line.text)
        stated = stated_in(line.text, labels)
        if stated:
            found.setdefault(*stated)
        elif name in labels and after.text and key(after.text) not in labels:
            found.setdefault(name, after.text)
    return found


def stated_in(text: str, labels: Collection[str]) -> tuple[str, str] | None:
    """A line `Label: value` as (label's key, value), for known labels."""
    name, colon, value = text.partition(":")
    return (key(name), value.strip()) if colon and value.strip() and key(name) in labels else None


def attributes_of(section: Section) -> tuple[str | None, dict[str, str]]:
    """What is said of the level, and its attributes: label and value on lines of their own, or `Label: value`."""
    values = values_of(section.lines, ATTRIBUTES)
    first = section.lines[0].text if section.lines else None
    if first and (key(first) in ATTRIBUTES or stated_in(first, ATTRIBUTES)):
        first = None
    return first, {attribute: values[name] for name, attribute in ATTRIBUTES.items() if name in values}


def components_of(sections: Sequence[Section], findings: list[Finding]) -> dict[str, tuple[Component, ...]]:
    """The components by kind, with the tags that are glued to them; a heading that states another number of entries is said."""
    found: dict[str, tuple[Component, ...]] = {}
    for section in sections:
        if not section.name.startswith("component "):
            continue
        lines = [line for line in section.lines if line.bullet and not EMPTY.match(line.text)]
        cut = cut_tags([line.text for line in lines], TAGS)
        name = section.name.removeprefix("component ")
        found[name] = tuple(Component(text, tags, line.place) for line, (text, tags) in zip(lines, cut, strict=True))
        if section.stated is not None and section.stated != len(lines):
            message = f"The heading states {section.stated} entries, {len(lines)} were found."
            findings.append(Finding("warning", section.head.place, message))
    return found


def skills_of(section: Section | None, findings: list[Finding]) -> tuple[Skill, ...]:
    """Skills as pairs of lines, name then description; the sentence that introduces the section is passed over."""
    if section is None:
        return ()
    lines = [line for line in section.lines if not EMPTY.match(line.text)]
    skills: list[Skill] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        name, colon, rest = line.text.partition(": ")
        if line.bullet and colon and len(name.split()) <= 6:
            skills.append(Skill(name, rest, line.place))
            index += 1
        elif ends_sentence(line.text) and not skills:
            index += 1
        elif after and ends_sentence(after.text) and not ends_sentence(line.text):
            skills.append(Skill(line.text, after.text, line.place))
            index += 2
        elif skills and ends_sentence(line.text):
            skills[-1] = replace(skills[-1], text=f"{skills[-1].text} {line.text}")
            index += 1
        else:
            findings.append(Finding("info", line.place, f"Skill “{line.text[:60]}” has no description."))
            skills.append(Skill(line.text, "", line.place))
            index += 1
    return tuple(skills)


def ends_sentence(text: str) -> bool:
    """Whether a line is a description rather than a name: it ends a sentence or is long."""
    return text.endswith((".", "!", "?", ".)", "”", ";")) or len(text.split()) > 12


def provenance_of(section: Section | None) -> Provenance | None:
    """The scores and the number of sources; it passes when the lowest score is at least 4."""
    if section is None:
        return None
    scores: dict[str, float] = {}
    sources = None
    for line in section.lines:
        count = re.match(r"^(\d{1,4})\s+sources?\b", line.text)
        if count:
            sources = int(count[1])
        elif re.search(r"\d(?:\.\d)?$", line.text) and len(line.text) < 400:
            scores.update(cut_scores(line.text))
    if not scores and sources is None:
        return None
    return Provenance(scores, sources, min(scores.values()) >= 4 if scores else None)


def finish_ladder(draft: Draft, profile: ProfileReading) -> None:
    """Names the ladder and puts what the page says of its own level where that level is."""
    draft.name = profile.focus or profile.function or profile.title or ""
    draft.track = (
        "individual" if not re.search(r"\bmanager|\bmanagement track", draft.name, re.IGNORECASE) else "manager"
    )
    for level in draft.levels:
        if key(level.label.code or "") == key(profile.level_code or "-"):
            level.label = replace(level.label, name=profile.level_name)
            level.attributes = dict(profile.attributes)
            level.text = profile.level_text
