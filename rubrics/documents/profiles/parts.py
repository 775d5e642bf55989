"""Badges, pay, aliases, occupation codes and the story of a profile's page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.documents.patterns import pattern
from rubrics.documents.profiles.runs import cut_pairs
from rubrics.documents.reading import Finding
from rubrics.documents.reading.profile import Alias, Classification, Pay, Story

BANDS = r"(?:very high|high|medium|moderate|low|very low)"
STATUSES = r"(?:approved|draft|in[ _]review|needs[ _]review|review|published|proposed|candidate|deprecated|retired|archived|pending)"
BADGE = pattern(
    rf"^(?P<code>[A-Z]{{1,4}}\d{{1,2}})\s*(?:(?P=code))?\s*[-–—]\s*(?P<name>.+?)\s*(?P<band>{BANDS})\s*(?P<confidence>[01](?:\.\d+)?)\s*"
    rf"(?P<status>{STATUSES})\s*(?P<region>[A-Za-z][A-Za-z /-]*?)\s*(?P<edition>v\d[\w.]*)$"
)
TYPES = (
    "alternative", "abbreviation", "alternate", "canonical", "colloquial", "historical", "inferred", "informal", "internal", "external",
    "official", "seniority", "generated", "industry", "regional", "synonym", "variant", "acronym", "common", "derived", "formal", "legacy",
    "market", "short", "exact", "broad", "narrow", "close", "lay",
)  # fmt: skip
ALIAS_HEAD = pattern(r"^alias\s*type\s*confidence", re.IGNORECASE)
ALIAS = pattern(
    rf"^(?P<rest>.+?)\s*(?P<band>{BANDS})\s*(?P<confidence>[01](?:\.\d+)?)\s*(?P<approved>[A-Za-z✓✔✗✘–—-]*)$"
)
LEVEL_RANGE = pattern(r"^[A-Z]{1,4}\d{1,2}(?:\s*[-–—]\s*[A-Z]{0,4}\d{1,2})?$")
CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "CHF": "CHF",
    "C$": "CAD",
    "A$": "AUD",
    "US$": "USD",
}
AMOUNT = pattern(r"(?P<sign>US\$|C\$|A\$|CHF\s?|[$€£¥₹])\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[kKmM](?![a-z]))?")


def badge_of(text: str) -> dict[str, Any] | None:
    """Level code and name, confidence, status, region and edition from a badge line, run together or not."""
    match = BADGE.match(text.replace(" · ", " ")) if len(text) < 300 else None
    if not match:
        return None
    return {
        "level_code": match["code"],
        "level_name": match["name"].strip(),
        "confidence": float(match["confidence"]),
        "status": re.sub(r"[ _]", "_", match["status"]),
        "region": match["region"].strip(),
        "edition": match["edition"],
    }


def pay_of(text: str) -> Pay | None:
    """Median and range of yearly pay; `$231k ($182k$294k)` has lost a dash and means 182,000 to 294,000."""
    amounts = [(match["sign"].strip(), amount(match)) for match in AMOUNT.finditer(text)]
    if not amounts:
        return None
    values = [value for _, value in amounts]
    currency = CURRENCIES.get(amounts[0][0], "USD")
    if len(values) == 1:
        return Pay(currency, values[0])
    if len(values) == 2:
        return Pay(currency, None, min(values), max(values))
    return Pay(currency, values[0], min(values[1:3]), max(values[1:3]))


def amount(match: re.Match[str]) -> int:
    value = float(match["number"].replace(",", ""))
    return round(value * {"k": 1_000, "m": 1_000_000}.get((match["unit"] or "").lower(), 1))


def aliases_of(lines: Sequence[tuple[str, str]], findings: list[Finding]) -> tuple[Alias, ...]:
    """Title aliases from rows whose columns run together; `approved` is `None` where the column is empty."""
    found: list[Alias] = []
    for text, place in lines:
        if ALIAS_HEAD.match(text) or len(text) > 400:
            continue
        cells = [cell.strip() for cell in re.split(r"\t|\s*\|\s*", text.strip("|"))]
        match = ALIAS.match("".join(cells[:4]) if len(cells) >= 3 else text)
        if not match:
            findings.append(Finding("warning", place, f"No title alias could be read from “{text[:60]}”."))
            continue
        title, kind = (cells[0], cells[1]) if len(cells) >= 3 else without_type(match["rest"])
        approved = {
            "yes": True,
            "true": True,
            "approved": True,
            "✓": True,
            "✔": True,
            "no": False,
            "false": False,
            "rejected": False,
            "✗": False,
            "✘": False,
        }
        found.append(
            Alias(
                title=title,
                type=kind,
                confidence=float(match["confidence"]),
                approved=approved.get(match["approved"].lower()),
                locator=place,
                confidence_word=match["band"],
            )
        )
        if LEVEL_RANGE.match(title):
            findings.append(Finding("warning", place, f"“{title}” is listed as a title but names levels; reject it."))
    return tuple(found)


def without_type(text: str) -> tuple[str, str | None]:
    """A title with its type cut off its end."""
    for kind in TYPES:
        if text.endswith(kind) and len(text) > len(kind):
            return text[: -len(kind)].strip(), kind
    return text.strip(), None


def classifications_of(lines: Sequence[tuple[str, str, bool]]) -> tuple[Classification, ...]:
    """Occupation codes: the scheme on a line of its own, then `code=…title=…source=…` run together."""
    scheme = ""
    found: list[Classification] = []
    for text, place, _ in lines:
        pairs = cut_pairs(text, ("code", "title", "source", "reviewStatus", "review_status", "confidence", "status"))
        values = {name.lower().replace("_", ""): value for name, value in pairs.items()}
        if values.get("code"):
            review = values.get("reviewstatus") or values.get("status")
            found.append(
                Classification(scheme, values["code"], values.get("title"), values.get("source"), review, place)
            )
        elif "=" not in text:
            scheme = text
    return tuple(found)


def story_of(sections: Mapping[str, Sequence[str]]) -> Story | None:
    """The story's parts; `None` when the page tells none."""
    problems = {
        name: text
        for line in sections.get("problem", ())
        for name, text in [tuple(part.strip() for part in line.partition(":")[::2])]
    }
    story = Story(
        who=first(sections.get("who")),
        external_problem=problems.get("The external problem"),
        internal_problem=problems.get("The internal problem"),
        why=problems.get("Why it matters"),
        plan=tuple(sections.get("plan", ())),
        stakes=joined(sections.get("stakes")),
        success=joined(sections.get("success")),
    )
    return story if story != Story() else None


def first(lines: Sequence[str] | None) -> str | None:
    return lines[0] if lines else None


def joined(lines: Sequence[str] | None) -> str | None:
    return " ".join(lines) if lines else None
