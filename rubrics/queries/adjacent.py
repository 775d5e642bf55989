"""Reads for adjacent roles: every role profile and level with what it is compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from core.database import db
from rubrics.adjacency import Adjacent, RoleText, adjacent_roles, themes
from rubrics.coordinates import coordinate_readings
from rubrics.crosswalk import LevelText
from rubrics.enums import Coordinate
from rubrics.models import Competency, Ladder, Level, RoleProfile, SourceDocument
from rubrics.queries.editions import editions_of, is_newest
from rubrics.queries.level_texts import ladder_level_texts, level_key, profile_text

SKILLS, KNOWLEDGE, WORK = "Competencies and skills", "Knowledge", "Responsibilities and tasks"


def adjacent_to(place: Level | RoleProfile) -> tuple[Adjacent, ...]:
    """The nearest role profiles, and of each other ladder its nearest level.

    What stands in the same document, in another edition of it or in an older edition of another is left out.
    """
    own = editions_of(place.document_id if isinstance(place, RoleProfile) else place.ladder.document_id)
    roles = [
        role_of_profile(profile)
        for profile in db.session.scalars(
            select(RoleProfile).join(SourceDocument).where(is_newest()).order_by(RoleProfile.id)
        )
        if profile.document_id not in own
    ]
    if isinstance(place, RoleProfile):
        mine = role_of_profile(place)
    else:
        mine = next(role for role in roles_of_levels([place.ladder]) if role.number == place.id)
    others = select(Ladder).join(SourceDocument).where(Ladder.document_id.not_in(own), is_newest())
    ladders = db.session.scalars(others.order_by(Ladder.id)).all()
    return adjacent_roles(mine, [*roles, *roles_of_levels(ladders)])


def role_of_profile(profile: RoleProfile) -> RoleText:
    """A role profile as it is compared."""
    details: Mapping[str, Any] = profile.details
    components: Mapping[str, Any] = details.get("components") or {}

    def entries(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry["text"].rstrip(".") for kind in kinds for entry in components.get(kind) or ()))

    named = tuple(skill["name"] for skill in details.get("skills") or ())
    lists = {
        SKILLS: tuple(dict.fromkeys((*entries("competencies", "skills"), *named))),
        KNOWLEDGE: entries("knowledge"),
        WORK: entries("responsibilities", "tasks"),
    }
    told = [profile.title, profile.summary or "", profile.function or "", profile.focus or "", *sum(lists.values(), ())]
    told += [skill["text"] for skill in details.get("skills") or () if skill.get("text")]
    note = " ".join(part for part in (profile.level_code, profile.level_name) if part)
    return RoleText("profiles", profile.id, profile.title, note, _ranks(profile_text(profile)), lists, themes(told))


def roles_of_levels(ladders: Iterable[Ladder]) -> list[RoleText]:
    """The levels of the ladders as they are compared: by what is read of each and the names of their competencies."""
    named = {ladder.id: ladder.name for ladder in ladders}
    texts = ladder_level_texts(list(named))
    rows: dict[int, list[str]] = {}
    for ladder_id, name in db.session.execute(
        select(Competency.ladder_id, Competency.name)
        .where(Competency.ladder_id.in_(named))
        .order_by(Competency.ladder_id, Competency.position)
    ):
        rows.setdefault(ladder_id, []).append(name)
    return [
        RoleText(
            kind="levels",
            number=int(level.key.removeprefix(level_key(0)[:-1])),
            label=level.label,
            note=name,
            ranks=_ranks(level),
            lists={SKILLS: tuple(dict.fromkeys(rows.get(number, ())))},
            themes=themes([*rows.get(number, ()), *(passage.text for passage in level.passages)]),
            home=number,
        )
        for number, name in named.items()
        for level in texts.get(number, ())
    ]


def _ranks(level: LevelText) -> dict[Coordinate, float]:
    readings = coordinate_readings((*level.passages, *level.summary))
    return {entry.coordinate: entry.rank for entry in readings if entry.rank is not None}
