"""Reads for comparing levels and role profiles."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from core.database import db
from rubrics.adjacency import Adjacent, RoleText, distance_between
from rubrics.comparison import Side
from rubrics.models import Guideline, Ladder, Level, RoleProfile, SourceDocument
from rubrics.places import Place, place_of
from rubrics.queries.adjacent import role_of_profile, roles_of_levels
from rubrics.queries.crosswalk import placed_levels, placed_profiles
from rubrics.queries.editions import document_label
from rubrics.queries.level_texts import level_key, profile_key
from rubrics.queries.library import attribute_facts
from rubrics.rankwords import RANKS
from rubrics.readings import numbered

Asked = tuple[str, int]
"""What a side of the comparison is: `("levels", 3)` or `("profiles", 2)`."""
WHOLE, QUALIFICATION = "The level as a whole", "Qualification"


def compared_sides(asked: Collection[Asked]) -> list[Side]:
    """The levels and role profiles in the order asked for, with what they say; unknown ones are left out."""
    levels = {level.id: level for level in _levels(asked)}
    profiles = {profile.id: profile for profile in _profiles(asked)}
    own = _own_levels(profiles.values())
    ranks = placed_levels({level.ladder_id for level in levels.values()})
    rank_of = {entry.key: entry.rank for ladder in ranks.values() for entry in ladder}
    rank_of |= {entry.key: entry.rank for entry in placed_profiles(profiles.values())}
    found = []
    for kind, number in asked:
        if kind == "levels" and number in levels:
            found.append(_level_side(levels[number], rank_of.get(level_key(number))))
        elif kind == "profiles" and number in profiles:
            found.append(_profile_side(profiles[number], rank_of.get(profile_key(number)), own.get(number)))
    return found


def distances_from_first(sides: Collection[Side]) -> list[Adjacent | None]:
    """For each side after the first how far it is from the first (None: too little to compare)."""
    asked = [(side.kind, side.number) for side in sides]
    levels = {level.ladder_id: level.ladder for level in _levels(asked)}
    known: dict[Asked, RoleText] = {
        ("profiles", profile.id): role_of_profile(profile) for profile in _profiles(asked)
    } | {("levels", role.number): role for role in roles_of_levels(list(levels.values()))}
    return [distance_between(known[asked[0]], known[other]) for other in asked[1:]]


def _levels(asked: Collection[Asked]) -> list[Level]:
    return list(
        db.session.scalars(
            select(Level)
            .where(Level.id.in_([number for kind, number in asked if kind == "levels"]))
            .options(
                joinedload(Level.ladder),
                selectinload(Level.guidelines).joinedload(Guideline.competency),
                selectinload(Level.responsibilities),
            )
        )
    )


def _profiles(asked: Collection[Asked]) -> list[RoleProfile]:
    wanted = [number for kind, number in asked if kind == "profiles"]
    return list(db.session.scalars(select(RoleProfile).where(RoleProfile.id.in_(wanted))))


def _own_levels(profiles: Iterable[RoleProfile]) -> dict[int, Level]:
    """Number of a profile -> its own level in the ladder that its document prints, where it prints one."""
    wanted = {(profile.document_id, profile.level_code): profile.id for profile in profiles if profile.level_code}
    levels = db.session.scalars(
        select(Level)
        .join(Ladder)
        .where(tuple_(Ladder.document_id, Level.code).in_(list(wanted)))
        .options(
            joinedload(Level.ladder),
            selectinload(Level.guidelines).joinedload(Guideline.competency),
            selectinload(Level.responsibilities),
        )
    )
    return {wanted[level.ladder.document_id, level.code or ""]: level for level in levels}


def _rank_topic(rank: int | None) -> dict[str, tuple[str, ...]]:
    return {"Common scale": (f"{rank}. {RANKS[rank]}",)} if rank else {}


def _level_side(level: Level, rank: int | None) -> Side:
    topics = _rank_topic(rank) | {name: (value,) for name, value in attribute_facts(level.attributes)}
    return Side(
        "levels",
        level.id,
        level.label,
        level.ladder.name,
        level.ladder_id,
        topics | _level_topics(level),
        level.ladder.document_id,
        _level_places(level),
    )


def _level_topics(level: Level) -> dict[str, tuple[str, ...]]:
    """What a level says of itself, what it asks in each competency, and what it answers for."""
    topics: dict[str, tuple[str, ...]] = {WHOLE: (level.text,)} if level.text else {}
    topics |= {
        numbered(cell.competency.name, cell.competency.occurrence): tuple(cell.items) or (cell.text,)
        for cell in sorted(level.guidelines, key=lambda cell: cell.competency.position)
    }
    if level.responsibilities:
        topics["Responsibilities"] = tuple(duty.text for duty in level.responsibilities)
    if level.qualification:
        topics[QUALIFICATION] = (level.qualification,)
    return topics


def _level_places(level: Level) -> dict[str, Place]:
    """Where the texts of a level stand."""
    cells = [(text, cell.locator) for cell in level.guidelines for text in (cell.items or [cell.text])]
    told = [*cells, *((duty.text, duty.locator) for duty in level.responsibilities)]
    return {text: place for text, locator in told if (place := place_of(locator))}


def _profile_side(profile: RoleProfile, rank: int | None, own: Level | None) -> Side:
    details = profile.details
    topics = _rank_topic(rank)
    topics |= {name: (value,) for name, value in attribute_facts(details.get("attributes") or {})}
    if details.get("level_text"):
        topics[WHOLE] = (details["level_text"],)
    topics |= _level_topics(own) if own else {}
    components = {name: entries for name, entries in (details.get("components") or {}).items() if entries}
    for name, entries in components.items():
        topics[name.capitalize()] = (*topics.get(name.capitalize(), ()), *(entry["text"] for entry in entries))
    skills = details.get("skills") or ()
    if skills:
        topics["Skills"] = (*topics.get("Skills", ()), *(skill["name"] for skill in skills))
    told = [(entry["text"], entry) for entries in components.values() for entry in entries]
    told += [(skill["name"], skill) for skill in skills]
    places = {text: place for text, entry in told if (place := place_of(entry.get("locator")))}
    note = " ".join(part for part in (profile.level_code, profile.level_name) if part) or "Role profile"
    places |= _level_places(own) if own else {}
    return Side("profiles", profile.id, profile.title, note, None, topics, profile.document_id, places)


def side_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be compared: the role profiles, then every ladder with its levels from the highest down, as (value, label)."""
    ladders: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    rows = db.session.execute(
        select(Ladder.id, Ladder.name, document_label(), Level)
        .join(SourceDocument, SourceDocument.id == Ladder.document_id)
        .join(Level, Level.ladder_id == Ladder.id)
        .order_by(Ladder.name, Ladder.id, Level.position.desc())
    )
    for ladder_id, name, document, level in rows:
        ladders.setdefault(ladder_id, (f"{name} ({document})", []))[1].append((f"levels:{level.id}", level.label))
    profiles = db.session.execute(select(RoleProfile.id, RoleProfile.title).order_by(RoleProfile.title, RoleProfile.id))
    roles = [(f"profiles:{number}", title) for number, title in profiles]
    return [*([("Role profiles", roles)] if roles else []), *ladders.values()]
