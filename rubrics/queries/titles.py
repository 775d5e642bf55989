"""Reads for looking up job titles: every title the library knows, and where its candidates stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select

from core.database import db
from rubrics.models import Ladder, Level, RoleProfile, SourceDocument
from rubrics.queries.crosswalk import placed_levels, placed_profiles
from rubrics.queries.editions import is_newest
from rubrics.queries.level_texts import level_key, profile_key
from rubrics.rankwords import RANKS
from rubrics.titles import KnownTitle, TitleMatch, title_matches


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A candidate for a title with its rank on the common scale in words (None: too little is said), and its crosswalk page."""

    match: TitleMatch
    rank: str | None
    kind: str
    number: int


def title_rows(title: str) -> list[TitleRow]:
    """The candidates for a job title, the surest first, each with where its texts put it; a constant number of queries."""
    found = title_matches(title, known_titles())
    numbers = [match.known.target_id for match in found if match.known.kind == "profile"]
    profiles = db.session.scalars(select(RoleProfile).where(RoleProfile.id.in_(numbers)))
    ladders = placed_levels({match.known.target_id for match in found if match.known.kind == "ladder"})
    ranks = {entry.key: entry.rank for levels in ladders.values() for entry in levels}
    ranks |= {entry.key: entry.rank for entry in placed_profiles(profiles)}
    rows = []
    for match in found:
        kind, _, number = match.known.place.partition(":")
        rank = ranks.get(match.known.place)
        rows.append(TitleRow(match, f"{rank}. {RANKS[rank]}" if rank else None, f"{kind}s", int(number)))
    return rows


def known_titles() -> list[KnownTitle]:
    """Every title the library knows: names of levels, titles of role profiles and their aliases that nobody refused.

    Of several editions of one file only the newest speaks.
    """
    levels = db.session.execute(
        select(Ladder.id, Ladder.name, Level)
        .join(SourceDocument, SourceDocument.id == Ladder.document_id)
        .join(Level, Level.ladder_id == Ladder.id)
        .where(is_newest())
        .order_by(Level.id)
    )
    profiles = db.session.scalars(select(RoleProfile).join(SourceDocument).where(is_newest()).order_by(RoleProfile.id))
    return [
        *(_title_of_level(*row) for row in levels),
        *(known for profile in profiles for known in _titles_of_profile(profile)),
    ]


def _title_of_level(ladder_id: int, ladder: str, level: Level) -> KnownTitle:
    return KnownTitle(
        title=level.name or "",
        target=f"{level.label} of {ladder}",
        kind="ladder",
        target_id=ladder_id,
        source=ladder,
        position=level.position,
        place=level_key(level.id),
        code=level.code or "",
    )


def _titles_of_profile(profile: RoleProfile) -> list[KnownTitle]:
    """The profile's own title, then its aliases."""
    level = " ".join(part for part in (profile.level_code, profile.level_name) if part)
    own = KnownTitle(
        title=profile.title,
        target=f"{profile.title} ({level})" if level else profile.title,
        kind="profile",
        target_id=profile.id,
        source=profile.title,
        place=profile_key(profile.id),
        code=profile.level_code or "",
        level=profile.level_name or "",
    )
    aliases = [alias for alias in profile.details.get("aliases") or () if alias["approved"] is not False]
    return [
        own,
        *(replace(own, title=alias["title"], confidence=alias["confidence"], code="", level="") for alias in aliases),
    ]
