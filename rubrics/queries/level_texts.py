"""What the library says of its levels, as the crosswalk reads it: a constant number of queries for any number of ladders."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from core.database import db
from rubrics.coordinates import Passage
from rubrics.crosswalk import LevelText, YearsStated
from rubrics.documents.quantities import years_in
from rubrics.enums import Coordinate
from rubrics.models import Competency, Guideline, Level, Responsibility, RoleProfile

WHOLE = "what is said of the level as a whole"
READ_COMPONENTS = ("responsibilities", "tasks")
"""The parts of a role profile that say what somebody does; its skills and knowledge say nothing of rank."""


ROWS = {coordinate.label.casefold(): coordinate for coordinate in Coordinate} | {
    "independence": Coordinate.AUTONOMY,
    "decision making": Coordinate.DECISION_RIGHTS,
    "decision-making": Coordinate.DECISION_RIGHTS,
}
"""A row of a ladder that is named so is the source's own word on the coordinate."""


def ladder_level_texts(ladder_ids: Collection[int] | None = None) -> dict[int, tuple[LevelText, ...]]:
    """Ladder number -> its levels, lowest first, with all that is said of each; None for every ladder."""
    wanted = [Level.ladder_id.in_(ladder_ids)] if ladder_ids is not None else []
    told: dict[int, list[Passage]] = {}
    cells = (
        select(Guideline.level_id, Guideline.text, Guideline.items, Guideline.locator, Competency.name)
        .join(Level, Guideline.level_id == Level.id)
        .join(Competency, Guideline.competency_id == Competency.id)
        .where(*wanted)
        .order_by(Guideline.id)
    )
    for level_id, text, items, locator, name in db.session.execute(cells):
        own = ROWS.get(name.casefold().strip())
        told.setdefault(level_id, []).extend(Passage(part, locator, own, bool(own)) for part in (items or [text]))
    duties = select(Responsibility.level_id, Responsibility.text, Responsibility.locator).order_by(Responsibility.id)
    for level_id, text, locator in db.session.execute(duties.join(Level).where(*wanted)):
        told.setdefault(level_id, []).append(Passage(text, locator))
    found: dict[int, list[LevelText]] = {}
    for level in db.session.scalars(select(Level).where(*wanted).order_by(Level.ladder_id, Level.position)):
        found.setdefault(level.ladder_id, []).append(
            LevelText(
                key=level_key(level.id),
                label=level.label,
                passages=(*_attributes(level.attributes), *told.get(level.id, ())),
                summary=(Passage(level.text, WHOLE),) if level.text else (),
                years=_level_years(level),
                track=level.track,
            )
        )
    return {ladder_id: tuple(levels) for ladder_id, levels in found.items()}


def profile_text(profile: RoleProfile) -> LevelText:
    """A role profile's level with all that is said of it."""
    details: Mapping[str, Any] = profile.details
    attributes = details.get("attributes") or {}
    components = details.get("components") or {}
    told = [
        Passage(entry["text"], entry.get("locator") or f"component, {kind}")
        for kind in READ_COMPONENTS
        for entry in components.get(kind) or ()
    ]
    text = details.get("level_text")
    qualifications = [entry["text"] for entry in components.get("qualifications") or ()]
    return LevelText(
        key=profile_key(profile.id),
        label=profile.title,
        passages=(*_attributes(attributes), *told),
        summary=(Passage(text, WHOLE),) if text else (),
        years=_years(
            [("its attributes", attributes.get("typical_experience"))]
            + [("its qualifications", entry) for entry in qualifications]
        ),
    )


def level_key(level_id: int) -> str:
    """The key of a ladder's level on the crosswalk."""
    return f"level:{level_id}"


def profile_key(profile_id: int) -> str:
    """The key of a role profile on the crosswalk."""
    return f"profile:{profile_id}"


def is_spoken_of(locator: str) -> bool:
    """Whether a passage's place only says what it is of, and so names no place in the document."""
    return locator == WHOLE or locator.startswith(("attribute ", "component, "))


def _attributes(attributes: Mapping[str, Any]) -> list[Passage]:
    return [
        Passage(attributes[coordinate.value], f"attribute “{coordinate.label}”", coordinate)
        for coordinate in Coordinate
        if attributes.get(coordinate.value)
    ]


def _level_years(level: Level) -> tuple[YearsStated, ...]:
    stated = _years(
        [("its attributes", level.attributes.get("typical_experience")), ("its qualification", level.qualification)]
    )
    if stated or level.years_low is None:
        return stated
    return (YearsStated("the document", level.years_low, level.years_high),)


def _years(places: Iterable[tuple[str, str | None]]) -> tuple[YearsStated, ...]:
    found = [(where, years_in(text)) for where, text in places]
    return tuple(YearsStated(where, years[0] or 0, years[1]) for where, years in found if years)
