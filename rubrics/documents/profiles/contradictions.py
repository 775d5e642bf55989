"""Where a role profile's page disagrees with itself: years, words of rank, titles run together, entries listed twice."""

from __future__ import annotations

import re

from rubrics.documents.labels import key
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.quantities import years_in
from rubrics.documents.ranks import SENIORITY
from rubrics.documents.reading import Finding
from rubrics.documents.reading.profile import ProfileReading

RANKS = {"intern": 0, "entry": 1, "junior": 1, "associate": 1, "mid": 2, "intermediate": 2, "senior": 3, "staff": 4, "lead": 4, "principal": 5, "expert": 4, "distinguished": 6, "fellow": 6}  # fmt: skip


def contradictions(profile: ProfileReading, draft: Draft | None, place: str, findings: list[Finding]) -> None:
    """Says where the page disagrees with itself; nothing is decided here. `place` is where it speaks of the level."""
    years(profile, draft, findings)
    ranks(profile, place, findings)
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


def years(profile: ProfileReading, draft: Draft | None, findings: list[Finding]) -> None:
    """Says where the years of experience are stated in two ways."""
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


def ranks(profile: ProfileReading, place: str, findings: list[Finding]) -> None:
    """Says where the title or the summary names another rank than the level."""
    told = {
        source: {word.lower() for word in SENIORITY.findall(text or "") if word.lower() in RANKS}
        for source, text in (("title", profile.title), ("summary", profile.summary), ("level", profile.level_name))
    }
    for source in ("title", "summary"):
        if told[source] and told["level"] and not told[source] & told["level"]:
            message = f"The {source} says {' and '.join(sorted(told[source]))}, the level {profile.level_code} is “{profile.level_name}”."
            findings.append(Finding("warning", place, message))
    if (
        told["title"]
        and profile.level_name
        and not told["level"]
        and re.search(r"\bmid\b", profile.level_name, re.IGNORECASE)
    ):
        findings.append(
            Finding(
                "warning",
                place,
                f"The title says {' and '.join(sorted(told['title']))}, the level is “{profile.level_name}”.",
            )
        )
