"""Reads for comparing levels and for looking up titles."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from core.database import db
from rubrics.comparison import ComparedLevel
from rubrics.models import Guideline, Ladder, Level, RoleProfile
from rubrics.queries.library import attribute_facts
from rubrics.readings import numbered
from rubrics.titles import KnownTitle


def compared_levels(level_ids: Collection[int]) -> list[ComparedLevel]:
    """The levels in the order asked for, with what they say; unknown numbers are left out."""
    found = {
        level.id: level
        for level in db.session.scalars(
            select(Level)
            .where(Level.id.in_(level_ids))
            .options(
                joinedload(Level.ladder),
                selectinload(Level.guidelines).joinedload(Guideline.competency),
                selectinload(Level.responsibilities),
            )
        )
    }
    return [_compared(found[identity]) for identity in level_ids if identity in found]


def _compared(level: Level) -> ComparedLevel:
    cells = sorted(level.guidelines, key=lambda cell: cell.competency.position)
    topics = dict(attribute_facts(level.attributes))
    topics |= {numbered(cell.competency.name, cell.competency.occurrence): cell.text for cell in cells}
    if level.responsibilities:
        topics["Responsibilities"] = " ".join(duty.text for duty in level.responsibilities)
    return ComparedLevel(level.label, level.ladder.name, level.ladder_id, topics)


def level_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Every ladder with its levels from the highest down, as (number, label)."""
    ladders: dict[int, tuple[str, list[tuple[int, str]]]] = {}
    rows = db.session.execute(
        select(Ladder.id, Ladder.name, Level)
        .join(Level, Level.ladder_id == Ladder.id)
        .order_by(Ladder.name, Ladder.id, Level.position.desc())
    )
    for ladder_id, name, level in rows:
        ladders.setdefault(ladder_id, (name, []))[1].append((level.id, level.label))
    return list(ladders.values())


def known_titles() -> list[KnownTitle]:
    """Every title the library knows: names of levels, titles of role profiles and their aliases that nobody refused."""
    known = [
        KnownTitle(level.name, f"{level.label} of {name}", "ladder", ladder_id, name)
        for ladder_id, name, level in db.session.execute(
            select(Ladder.id, Ladder.name, Level).join(Level, Level.ladder_id == Ladder.id).order_by(Level.id)
        )
        if level.name
    ]
    for profile in db.session.scalars(select(RoleProfile).order_by(RoleProfile.id)):
        level = " ".join(part for part in (profile.level_code, profile.level_name) if part)
        target = f"{profile.title} ({level})" if level else profile.title
        known.append(KnownTitle(profile.title, target, "profile", profile.id, profile.title))
        known += [
            KnownTitle(alias["title"], target, "profile", profile.id, profile.title, alias["confidence"])
            for alias in profile.details.get("aliases") or []
            if alias["approved"] is not False
        ]
    return known
