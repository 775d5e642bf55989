"""What the page of a role profile shows, as complete rows: each with its place in the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.database import db
from rubrics.models import Ladder, Level, RoleProfile
from rubrics.places import Place, place_of, place_with
from rubrics.queries.library import attribute_facts
from rubrics.queries.matrix import Duty, LadderSource, MatrixRow, ladder_matrix, ladder_source

Facts = tuple[tuple[str, str | None, Place | None], ...]
"""(term, value, place); a value of None is not given."""
STORY = (
    ("Who", "who"),
    ("The external problem", "external_problem"),
    ("The internal problem", "internal_problem"),
    ("Why it matters", "why"),
    ("At stake", "stakes"),
    ("Success", "success"),
)


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A job title that may mean the role; None where the source does not say."""

    title: str
    type: str | None
    confidence: str | None
    approved: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One responsibility, task, skill …; `name` is empty but for a skill that the source explains."""

    name: str
    text: str
    tags: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The responsibilities of one level; `is_own` marks the profile's own level."""

    level: str
    duties: tuple[Duty, ...]
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


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Everything the page says of the role; `plan` are the steps of the story, `components` are by their kind."""

    facts: Facts
    level_text: str | None
    level_facts: Facts
    summary: Place | None
    ladders: tuple[OwnLadder, ...]
    story: Facts
    plan: tuple[tuple[str, Place | None], ...]
    components: tuple[tuple[str, tuple[ComponentRow, ...]], ...]
    skills: tuple[ComponentRow, ...]
    aliases: tuple[AliasRow, ...]
    codes: tuple[tuple[str, Place | None], ...]
    provenance: tuple[tuple[str, str], ...]


def profile_page(profile: RoleProfile, reading: Mapping[str, Any], lines: Sequence[str] = ()) -> ProfilePage:
    """The page of the profile; `reading` and `lines` are its document's, for the places."""
    details: Mapping[str, Any] = profile.details
    story: Mapping[str, Any] = details.get("story") or {}
    components: Mapping[str, Any] = details.get("components") or {}
    return ProfilePage(
        facts=profile_facts(profile, lines),
        level_text=details.get("level_text"),
        level_facts=_located(attribute_facts(details.get("attributes") or {}), lines),
        summary=place_with(profile.summary, lines),
        ladders=tuple(own_ladders(profile, reading)),
        story=_located([(term, story.get(name)) for term, name in STORY], lines) if story else (),
        plan=tuple((step, place_with(step, lines)) for step in story.get("plan") or ()),
        components=tuple(
            (kind.capitalize(), tuple(_component("", entry) for entry in entries))
            for kind, entries in components.items()
            if entries
        ),
        skills=tuple(_component(entry["name"], entry) for entry in details.get("skills") or ()),
        aliases=tuple(alias_rows(profile)),
        codes=tuple(classification_rows(profile)),
        provenance=provenance_facts(profile),
    )


def _component(name: str, entry: Mapping[str, Any]) -> ComponentRow:
    return ComponentRow(name, entry["text"], tuple(entry.get("tags") or ()), place_of(entry.get("locator")))


def _located(pairs: Sequence[tuple[str, str | None]], lines: Sequence[str]) -> Facts:
    return tuple((term, value, place_with(value, lines)) for term, value in pairs)


def own_ladders(profile: RoleProfile, reading: Mapping[str, Any]) -> list[OwnLadder]:
    """What the profile's page shows of the ladders in its document, the profile's own level marked."""
    ladders = db.session.scalars(
        select(Ladder)
        .where(Ladder.document_id == profile.document_id)
        .order_by(Ladder.position)
        .options(selectinload(Ladder.levels).selectinload(Level.responsibilities), selectinload(Ladder.competencies))
    )
    return [_own_ladder(profile, ladder, ladder_source(ladder, reading)) for ladder in ladders.all()]


def _own_ladder(profile: RoleProfile, ladder: Ladder, source: LadderSource) -> OwnLadder:
    own = next((level for level in ladder.levels if _is_own(profile, level)), None)
    return OwnLadder(
        id=ladder.id,
        name=ladder.name,
        own=own.position if own else None,
        levels=tuple(level.label for level in ladder.levels),
        qualifications=tuple(level.qualification for level in ladder.levels),
        duties=tuple(
            DutyGroup(
                level.label,
                tuple(Duty(duty.text, "", place_of(duty.locator)) for duty in level.responsibilities),
                level is own,
            )
            for level in ladder.levels
            if level.responsibilities
        ),
        matrix=tuple(ladder_matrix(ladder, source=source)),
    )


def _is_own(profile: RoleProfile, level: Level) -> bool:
    """By code: within one document a code means one level."""
    return bool(profile.level_code) and level.code == profile.level_code


def profile_facts(profile: RoleProfile, lines: Sequence[str] = ()) -> Facts:
    """What the profile says of itself; what it does not say is left out, but for the pay."""
    level = " ".join(part for part in (profile.level_code, profile.level_name) if part)
    pay, basis = pay_in_words(profile.details.get("pay")), profile.details.get("pay_basis")
    pairs = (
        ("Code", profile.code, profile.code),
        ("Level", level, profile.level_name),
        ("Function", profile.function, profile.function),
        ("Focus", profile.focus, profile.focus),
        ("Status", (profile.status or "").capitalize(), profile.status),
        ("Confidence", _confidence_in_words(profile), None),
        ("Region", profile.region, None),
        ("Edition", profile.edition, None),
        ("Market pay", pay or (f"no figure; the source says “{basis}”" if basis else "not given"), basis),
        ("Pay basis", basis if pay else None, basis),
    )
    return tuple((term, value, place_with(words, lines)) for term, value, words in pairs if value)


def _confidence_in_words(profile: RoleProfile) -> str | None:
    """How sure the source is: its word, then its number: "high, 0.90 of 1"."""
    number = f"{profile.confidence:.2f} of 1" if profile.confidence is not None else None
    return ", ".join(part for part in (profile.details.get("confidence_word"), number) if part) or None


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
            place=place_of(alias.get("locator")),
        )
        for alias in aliases
    ]


def _confidence(alias: dict[str, Any]) -> str | None:
    """The source's word, then its number from 0 to 1: "medium 0.70"."""
    number = f"{alias['confidence']:.2f}" if alias["confidence"] is not None else None
    return " ".join(part for part in (alias.get("confidence_word"), number) if part) or None


def classification_rows(profile: RoleProfile) -> list[tuple[str, Place | None]]:
    """Occupation codes in words with their places: "O*NET / SOC 15-1244: Network administrators (needs review)"."""
    rows = []
    for entry in profile.details.get("classifications") or []:
        title = f": {entry['title']}" if entry["title"] else ""
        notes = [entry["review_status"], f"source: {entry['source']}" if entry["source"] else None]
        said = ", ".join(note.replace("_", " ") for note in notes if note)
        words = f"{entry['scheme']} {entry['code']}{title}{f' ({said})' if said else ''}"
        rows.append((words, place_of(entry.get("locator"))))
    return rows
