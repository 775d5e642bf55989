"""What the page of a role profile shows, as complete rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.database import db
from rubrics.models import Ladder, Level, RoleProfile
from rubrics.queries.matrix import MatrixRow, ladder_matrix


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A job title that may mean the role; None where the source does not say."""

    title: str
    type: str | None
    confidence: str | None
    approved: str | None


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The responsibilities of one level; `is_own` marks the profile's own level."""

    level: str
    duties: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class OwnLadder:
    """A ladder that the profile's document holds: responsibilities by level, then the guidelines of every level."""

    id: int
    name: str
    own: int | None
    levels: tuple[str, ...]
    qualifications: tuple[str | None, ...]
    duties: tuple[DutyGroup, ...]
    matrix: tuple[MatrixRow, ...]


def own_ladders(profile: RoleProfile) -> list[OwnLadder]:
    """What the profile's page shows of the ladders in its document, the profile's own level marked."""
    ladders = db.session.scalars(
        select(Ladder)
        .where(Ladder.document_id == profile.document_id)
        .order_by(Ladder.position)
        .options(selectinload(Ladder.levels).selectinload(Level.responsibilities), selectinload(Ladder.competencies))
    )
    return [_own_ladder(profile, ladder) for ladder in ladders.all()]


def _own_ladder(profile: RoleProfile, ladder: Ladder) -> OwnLadder:
    own = next((level for level in ladder.levels if _is_own(profile, level)), None)
    return OwnLadder(
        id=ladder.id,
        name=ladder.name,
        own=own.position if own else None,
        levels=tuple(level.label for level in ladder.levels),
        qualifications=tuple(level.qualification for level in ladder.levels),
        duties=tuple(
            DutyGroup(level.label, tuple(duty.text for duty in level.responsibilities), level is own)
            for level in ladder.levels
            if level.responsibilities
        ),
        matrix=tuple(ladder_matrix(ladder)),
    )


def _is_own(profile: RoleProfile, level: Level) -> bool:
    """By code: within one document a code means one level."""
    return bool(profile.level_code) and level.code == profile.level_code


def profile_facts(profile: RoleProfile) -> tuple[tuple[str, str], ...]:
    """What the profile says of itself, (term, value); what it does not say is left out, but for the pay."""
    level = " ".join(part for part in (profile.level_code, profile.level_name) if part)
    pay, basis = pay_in_words(profile.details.get("pay")), profile.details.get("pay_basis")
    pairs = (
        ("Code", profile.code),
        ("Level", level),
        ("Function", profile.function),
        ("Focus", profile.focus),
        ("Status", (profile.status or "").capitalize()),
        ("Confidence", f"{profile.confidence:.2f} of 1" if profile.confidence is not None else None),
        ("Region", profile.region),
        ("Edition", profile.edition),
        ("Market pay", pay or (f"no figure; the source says “{basis}”" if basis else "not given")),
        ("Pay basis", basis if pay else None),
    )
    return tuple((term, value) for term, value in pairs if value)


def provenance_facts(profile: RoleProfile) -> tuple[tuple[str, str], ...]:
    """The scores of the source's own review, 1 to 5, whether it passed, and how many sources it names."""
    found: dict[str, Any] = profile.details.get("provenance") or {}
    pairs = [(name, f"{score:.1f}") for name, score in (found.get("scores") or {}).items()]
    if found.get("passes") is not None:
        pairs.append(("Its review", "passed: no score below 4" if found["passes"] else "not passed: a score below 4"))
    if found.get("sources") is not None:
        pairs.append(("Sources it names", str(found["sources"])))
    return tuple(pairs)


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
            confidence=_confidence(alias),
            approved={True: "approved", False: "refused", None: None}[alias["approved"]],
        )
        for alias in aliases
    ]


def _confidence(alias: dict[str, Any]) -> str | None:
    """The source's word, then its number from 0 to 1: "medium 0.70"."""
    number = f"{alias['confidence']:.2f}" if alias["confidence"] is not None else None
    return " ".join(part for part in (alias.get("confidence_word"), number) if part) or None


def classification_rows(profile: RoleProfile) -> list[str]:
    """Occupation codes in words: "O*NET / SOC 15-1244: Network administrators (needs review)"."""
    rows = []
    for entry in profile.details.get("classifications") or []:
        title = f": {entry['title']}" if entry["title"] else ""
        notes = [entry["review_status"], f"source: {entry['source']}" if entry["source"] else None]
        said = ", ".join(note.replace("_", " ") for note in notes if note)
        rows.append(f"{entry['scheme']} {entry['code']}{title}{f' ({said})' if said else ''}")
    return rows
