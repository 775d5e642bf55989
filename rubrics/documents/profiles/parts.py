"""Badges, pay, aliases, occupation codes and the story of a profile's page."""

from __future__ import annotations

import itertools
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
    rf"^(?P<rest>.+?)\s*(?P<band>{BANDS})?\s*(?<![\d.])(?:(?P<confidence>[01](?:\.\d+)?)|(?P<percent>\d{{1,3}})\s?%)\s*(?P<approved>[A-Za-z✓✔✗✘–—-]*)$"
)
LEVEL_RANGE = pattern(r"^[A-Z]{1,4}\d{1,2}(?:\s*[-–—]\s*[A-Z]{0,4}\d{1,2})?$")
APPROVED = {
    "yes": True, "true": True, "approved": True, "✓": True, "✔": True,
    "no": False, "false": False, "rejected": False, "✗": False, "✘": False,
}  # fmt: skip
CURRENCIES = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "A$": "AUD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "ZŁ": "PLN",
    "KČ": "CZK",
}
SIGN = pattern(
    r"US\$|C\$|A\$|[$€£¥₹]|zł|Kč|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|INR|SGD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|ZAR|MXN)\b",
    re.IGNORECASE,
)
AMOUNT = pattern(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[., '’\u00a0\u202f]\d{3})+|\d{1,9}(?:[.,]\d{1,2})?)\s*(?P<unit>[kKmM](?![a-z]))?(?![\d%])"
)


def badge_of(text: str) -> dict[str, Any] | None:
    """Level code and name, confidence, status, region and edition from a badge line, run together or not."""
    match = BADGE.match(text.replace(" · ", " ")) if len(text) < 300 else None
    if not match:
        return None
    return {
        "level_code": match["code"],
        "level_name": match["name"].strip(),
        "confidence": float(match["confidence"]),
        "confidence_word": match["band"],
        "status": re.sub(r"[ _]", "_", match["status"]),
        "region": match["region"].strip(),
        "edition": match["edition"],
    }


def pay_of(text: str) -> Pay | None:
    """Median and range of yearly pay; `$231k ($182k$294k)` has lost a dash and means 182,000 to 294,000.

    A sign or unit stated once holds for a whole range (`€84–121k`). `None` where no currency is named.
    """
    sign = SIGN.search(text)
    if not sign or len(text) > 300:
        return None
    bare = SIGN.sub(" ", text)
    found = list(AMOUNT.finditer(bare))
    values: list[int] = []
    for match, after in itertools.zip_longest(found, found[1:]):
        unit = match["unit"] or ""
        if not unit and after and RANGE.fullmatch(bare, match.end(), after.start()):
            unit = after["unit"] or ""
        values.append(round(float(plain_number(match["number"])) * UNITS[unit.lower()]))
    values = [value for value in values if value >= SMALL] or values
    currency = CURRENCIES.get(sign[0].upper(), sign[0].upper())
    if not values:
        return None
    if len(values) == 1:
        return Pay(currency, values[0])
    if len(values) == 2:
        return Pay(currency, None, min(values), max(values))
    return Pay(currency, values[0], min(values[1:3]), max(values[1:3]))


RANGE = re.compile(r"\s*(?:[-–—]|to|bis|à|a)\s*")
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
SMALL = 1_000
"""Below this a number is no yearly pay: it counts something else."""


def amount_in(text: str) -> int | None:
    """One amount of money, its unit applied; `None` where a text states none."""
    match = AMOUNT.search(SIGN.sub(" ", text)) if len(text) < 60 else None
    return round(float(plain_number(match["number"])) * UNITS[(match["unit"] or "").lower()]) if match else None


def plain_number(text: str) -> str:
    """A number without the signs between its thousands: `98.000`, `98,000` and `98 000` are 98000, `98.5` is itself."""
    return re.sub(r"\D(?=\d{3}(?:\D|$))", "", text).replace(",", ".")


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
        found.append(
            Alias(
                title=title,
                type=kind,
                confidence=float(match["confidence"]) if match["confidence"] else int(match["percent"]) / 100,
                approved=APPROVED.get(match["approved"].lower()),
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


SCHEME = pattern(
    r"^(?P<scheme>(?>O\*NET(?:[ -]?SOC)?(?:\s*/\s*SOC)?|ISCO(?:-\d\d)?|ESCO|(?:US |UK )?SOC(?: ?(?:19|20)\d\d\b(?!-))?"
    r"|KldB(?: ?(?:19|20)\d\d\b)?|NOC(?: ?(?:19|20)\d\d\b)?|ROME|ANZSCO))\s*[:|=\t–—]?\s*(?P<code>[A-Z]?\d[\w./-]{2,})\s*(?:[:|,\t(–—-]\s*|\s)?(?P<title>.*?)\)?$",
    re.IGNORECASE,
)


def classifications_of(lines: Sequence[tuple[str, str, bool]]) -> tuple[Classification, ...]:
    """Occupation codes: the scheme on a line of its own, then `code=…title=…source=…` run together; or all on one line."""
    scheme = ""
    found: list[Classification] = []
    for text, place, _ in lines:
        pairs = cut_pairs(text, ("code", "title", "source", "reviewStatus", "review_status", "confidence", "status"))
        values = {name.lower().replace("_", ""): value for name, value in pairs.items()}
        whole = SCHEME.match(text) if len(text) < 300 else None
        if values.get("code"):
            review = values.get("reviewstatus") or values.get("status")
            found.append(
                Classification(scheme, values["code"], values.get("title"), values.get("source"), review, place)
            )
        elif whole:
            title = whole["title"].replace("\t", " ").strip()
            found.append(Classification(whole["scheme"], whole["code"], title or None, None, None, place))
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
    """The first line, `None` when there is none."""
    return lines[0] if lines else None


def joined(lines: Sequence[str] | None) -> str | None:
    """The lines in a row, `None` when there is none."""
    return " ".join(lines) if lines else None
