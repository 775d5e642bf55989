"""What the page of a role profile shows, as complete rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rubrics.models import RoleProfile


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A job title that may mean the role; None where the source does not say."""

    title: str
    type: str | None
    confidence: str | None
    approved: str | None


def profile_facts(profile: RoleProfile) -> tuple[tuple[str, str], ...]:
    """What the profile says of itself, (term, value); what it does not say is left out."""
    level = " ".join(part for part in (profile.level_code, profile.level_name) if part)
    pairs = (
        ("Code", profile.code),
        ("Level", level),
        ("Function", profile.function),
        ("Focus", profile.focus),
        ("Status", (profile.status or "").capitalize()),
        ("Confidence", f"{profile.confidence:.2f} of 1" if profile.confidence is not None else None),
        ("Region", profile.region),
        ("Edition", profile.edition),
        ("Market pay", pay_in_words(profile.details.get("pay"))),
    )
    return tuple((term, value) for term, value in pairs if value)


def pay_in_words(pay: dict[str, Any] | None) -> str | None:
    """Yearly pay: "USD 231,000 (182,000 to 294,000)", or whichever part is given; None without any."""
    if not pay or not any(pay.get(part) for part in ("median", "low", "high")):
        return None
    low, median, high = (f"{pay[part]:,}" if pay.get(part) else "" for part in ("low", "median", "high"))
    span = f"{low} to {high}" if low and high else (low and f"from {low}") or (high and f"up to {high}")
    return f"{pay['currency']} {f'{median} ({span})' if median and span else median or span}"


def alias_rows(profile: RoleProfile) -> list[AliasRow]:
    """The job titles that may mean the role, the surest first."""
    aliases = sorted(profile.details.get("aliases") or [], key=lambda alias: -(alias["confidence"] or 0))
    return [
        AliasRow(
            title=alias["title"],
            type=alias["type"],
            confidence=f"{alias['confidence']:.2f}" if alias["confidence"] is not None else None,
            approved={True: "approved", False: "refused", None: None}[alias["approved"]],
        )
        for alias in aliases
    ]


def classification_rows(profile: RoleProfile) -> list[str]:
    """Occupation codes in words: "O*NET / SOC 15-1244: Network administrators (needs review)"."""
    rows = []
    for entry in profile.details.get("classifications") or []:
        title = f": {entry['title']}" if entry["title"] else ""
        notes = [entry["review_status"], f"from {entry['source']}" if entry["source"] else None]
        said = ", ".join(note.replace("_", " ") for note in notes if note)
        rows.append(f"{entry['scheme']} {entry['code']}{title}{f' ({said})' if said else ''}")
    return rows
