"""A role profile's page, copied as text, as a profile and the ladder printed in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from rubrics.documents.labels import SENIORITY, key
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.patterns import pattern
from rubrics.documents.profiles import guidelines
from rubrics.documents.profiles.lines import Line, Section, lines_of, sections_of
from rubrics.documents.profiles.parts import aliases_of, badge_of, classifications_of, pay_of, story_of
from rubrics.documents.profiles.runs import cut_scores, cut_tags
from rubrics.documents.profiles.signs import ATTRIBUTES, CODE
from rubrics.documents.quantities import years_in
from rubrics.documents.reading import Finding
from rubrics.documents.reading.profile import Component, ProfileReading, Provenance, Skill

EMPTY = pattern(r"^no\b.{0,60}\b(?:yet|recorded|available|found)\b.*$", re.IGNORECASE)
META = {"level", "functionfocus", "marketpaymedian", "marketpay", "paybasis", "function", "focus"}
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
RANKS = {"intern": 0, "entry": 1, "junior": 1, "associate": 1, "mid": 2, "intermediate": 2, "senior": 3, "staff": 4, "lead": 4, "principal": 5, "expert": 4, "distinguished": 6, "fellow": 6}  # fmt: skip


def read_page(text: str, findings: list[Finding]) -> tuple[ProfileReading, Draft | None]:
    """The profile of a page and the ladder of its guidelines; no ladder for a page that knows its own level only."""
    before, sections = sections_of(lines_of(text))
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
        text,
    )
    if draft:
        finish_ladder(draft, profile)
    contradictions(profile, draft, level.head.place if level else "line 1", findings)
    return profile, draft


def lines_in(sections: dict[str, Section], name: str) -> list[Line]:
    return [line for line in sections[name].lines if not EMPTY.match(line.text)] if name in sections else []


def head_of(lines: Sequence[Line], findings: list[Finding]) -> ProfileReading:
    """Code, title, badges, function, focus and pay from what stands above the first section."""
    codes = [index for index, line in enumerate(lines) if CODE.match(line.text)]
    at = codes[-1] if codes else None
    code = lines[at].text if at is not None else None
    title = lines[at - 1].text if at else None
    badge = next((found for line in lines if (found := badge_of(line.text))), None)
    values = values_of(lines, META)
    profile = ProfileReading(code=code, title=title)
    if badge:
        profile = replace(profile, **badge)
    function, _, focus = values.get("functionfocus", "").partition(" · ")
    market = values.get("marketpaymedian") or values.get("marketpay") or ""
    pay = pay_of(market)
    if pay and re.search(r"\d\w?\s*[$€£]", values.get("marketpaymedian") or ""):
        place = next(line.place for line in lines if line.text == values.get("marketpaymedian"))
        findings.append(
            Finding("info", place, f"The pay range lost its dash; read as {pay.low}–{pay.high} {pay.currency}.")
        )
    badge_line = next((index for index, line in enumerate(lines) if badge_of(line.text)), None)
    summary = (
        lines[badge_line + 1].text
        if badge_line is not None and badge_line + 1 < len(lines) and key(lines[badge_line + 1].text) not in META
        else None
    )
    level_code = profile.level_code or (
        code.rpartition(".")[2] if code and re.search(r"\.[A-Z]{1,3}\d{1,2}$", code) else None
    )
    return replace(
        profile,
        level_code=level_code,
        function=values.get("function") or function or None,
        focus=values.get("focus") or focus or None,
        pay=pay,
        pay_basis=values.get("paybasis") or (None if pay else market or None),
        summary=summary,
    )


def values_of(lines: Sequence[Line], labels: set[str]) -> dict[str, str]:
    """Labels with the value on the line below; a label followed by another label has none."""
    found: dict[str, str] = {}
    for line, after in itertools.pairwise(lines):
        name = key(line.text)
        if name in labels and key(after.text) not in labels:
            found.setdefault(name, after.text)
    return found


def attributes_of(section: Section) -> tuple[str | None, dict[str, str]]:
    """What is said of the level, and its attributes: label and value on lines of their own, or `Label: value`."""
    values = values_of(section.lines, set(ATTRIBUTES))
    for line in section.lines:
        name, colon, value = line.text.partition(":")
        if colon and key(name) in ATTRIBUTES and value.strip():
            values.setdefault(key(name), value.strip())
    first = section.lines[0].text if section.lines and key(section.lines[0].text) not in ATTRIBUTES else None
    return first, {attribute: values[name] for name, attribute in ATTRIBUTES.items() if name in values}


def components_of(sections: Sequence[Section], findings: list[Finding]) -> dict[str, tuple[Component, ...]]:
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


def contradictions(profile: ProfileReading, draft: Draft | None, place: str, findings: list[Finding]) -> None:
    """Says where the page disagrees with itself; nothing is decided here."""
    stated = years_in(profile.attributes.get("typical_experience"))
    others: list[tuple[str, str]] = [
        (component.text, component.locator) for component in profile.components.get("qualifications", ())
    ]
    if draft:
        own = next(
            (level for level in draft.levels if key(level.label.code or "") == key(profile.level_code or "-")), None
        )
        if own and own.qualification:
            others.append((own.qualification, own.place))
    for text, where in others:
        other = years_in(text)
        if stated and other and other != stated:
            message = (
                f"Years disagree: typical experience is “{profile.attributes['typical_experience']}”, here “{text}”."
            )
            findings.append(Finding("warning", where, message))
    ranks = {
        source: {word.lower() for word in SENIORITY.findall(text or "") if word.lower() in RANKS}
        for source, text in (("title", profile.title), ("summary", profile.summary), ("level", profile.level_name))
    }
    for source in ("title", "summary"):
        if ranks[source] and ranks["level"] and not ranks[source] & ranks["level"]:
            message = f"The {source} says {' and '.join(sorted(ranks[source]))}, the level {profile.level_code} is “{profile.level_name}”."
            findings.append(Finding("warning", place, message))
    if (
        ranks["title"]
        and profile.level_name
        and not ranks["level"]
        and re.search(r"\bmid\b", profile.level_name, re.IGNORECASE)
    ):
        findings.append(
            Finding(
                "warning",
                place,
                f"The title says {' and '.join(sorted(ranks['title']))}, the level is “{profile.level_name}”.",
            )
        )
    twice = re.search(r"\b(\w{3,} \w{3,})\b.*\b\1\b", (profile.title or "")[:200])
    if twice:
        findings.append(
            Finding(
                "warning",
                place,
                f"The title “{profile.title}” looks like two titles run together (“{twice[1]}” twice).",
            )
        )
    seen: dict[str, str] = {}
    for name, components in profile.components.items():
        for component in components:
            known = seen.setdefault(key(component.text), name)
            if known != name:
                findings.append(
                    Finding("info", component.locator, f"“{component.text}” stands among {known} and {name}.")
                )
