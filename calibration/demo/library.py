"""The demo's people, documents and rubrics, stored through the same operations that pages and commands use."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from accounts.models import Account
from accounts.operations import create_account
from calibration.demo.openings import LADDER_FILE, Opening
from calibration.demo.people import PASSWORD, PEOPLE, Person
from core.audit import Actor
from core.database import db
from rubrics.documents import read
from rubrics.models import Criteria, Ladder, RubricDimension, RubricExercise, RubricVersion, SourceDocument
from rubrics.operations.documents import import_document, receive_document
from rubrics.operations.drafts import AnchorEdit, ChosenLink, edit_dimension
from rubrics.operations.generating import generate_draft, preview_draft
from rubrics.operations.placing import place_level
from rubrics.operations.publishing import publish_version

DOCUMENTS = Path(__file__).parent / "documents"
PROFILE_FILE = "principal-reliability-engineer-profile.txt"

PLACED_LEVEL, PLACED_AT = "E4", 4
PLACED_BECAUSE = "One product area of twenty engineers, agreed with the heads of product: the words “several teams” are about its own teams."


def add_people() -> dict[Person, Account]:
    """An account for everybody at the demo company, all with the same password, each in their own time zone."""
    accounts = {
        person: create_account(email=person.email, name=person.name, roles=person.roles, password=PASSWORD, actor=None)
        for person in PEOPLE
    }
    for person, account in accounts.items():
        account.time_zone = person.time_zone
    return accounts


def import_ladder(actor: Actor) -> Ladder:
    """The ladder of the demo company, read from its document."""
    document = _imported(LADDER_FILE, actor)
    return db.session.scalars(select(Ladder).where(Ladder.document_id == document.id)).one()


def import_profile(actor: Actor) -> Ladder:
    """The ladder printed in the demo's role profile; its profile stands in the library too."""
    document = _imported(PROFILE_FILE, actor)
    return db.session.scalars(select(Ladder).where(Ladder.document_id == document.id)).one()


def place_by_hand(ladder: Ladder, actor: Actor) -> None:
    """One level of the ladder placed on the common scale by a person who says why."""
    level = next(level for level in ladder.levels if level.code == PLACED_LEVEL)
    place_level(place=level, rank=PLACED_AT, reason=PLACED_BECAUSE, actor=actor)


def publish_rubric(opening: Opening, ladder: Ladder, actor: Actor) -> RubricVersion:
    """The published rubric of the opening: criteria imported, links confirmed, must-haves chosen."""
    document = _imported(opening.criteria_file, actor)
    criteria = db.session.scalars(select(Criteria).where(Criteria.document_id == document.id)).one()
    dimensions = {row.name: f"dimension:{row.position}" for row in criteria.dimensions}
    version = generate_draft(
        ladder=ladder,
        criteria=criteria,
        target_level=opening.target,
        criteria_level=opening.target,
        links=_confirmed(opening, ladder, criteria, dimensions),
        dimensions=set(dimensions.values()),
        actor=actor,
    )
    for dimension in version.dimensions:
        if dimension.name in opening.must_haves:
            _require(dimension, actor)
    for exercise in version.exercises:
        _cover(exercise, opening)
    publish_version(version=version, expected_lock=version.lock, actor=actor)
    return version


def _imported(name: str, actor: Actor) -> SourceDocument:
    content = (DOCUMENTS / name).read_bytes()
    reading = read(content, name)
    document = receive_document(content=content, reading=reading, actor=actor)
    import_document(document=document, reading=reading, actor=actor)
    db.session.flush()
    return document


def _confirmed(opening: Opening, ladder: Ladder, criteria: Criteria, dimensions: dict[str, str]) -> list[ChosenLink]:
    """The links as a person would confirm them, each with what had been proposed for it."""
    competencies = {row.name: f"competency:{row.position}" for row in ladder.competencies}
    chosen = {dimensions[name]: competencies[kin] for name, kin in opening.kin.items()}
    chosen |= {piece: dimensions[name] for piece, name in opening.belongs.items()}
    chosen |= {
        f"assess:{position}": dimensions[entry["name"]]
        for position, entry in enumerate(criteria.assess, start=1)
        if entry["name"] in dimensions
    }
    proposed = preview_draft(ladder=ladder, criteria=criteria, target_level=opening.target).proposals
    return [
        next(
            (
                ChosenLink(subject, target, suggestion.score, suggestion.reason)
                for suggestion in proposed.get(subject, ())
                if suggestion.target == target
            ),
            ChosenLink(subject, target),
        )
        for subject, target in chosen.items()
    ]


def _require(dimension: RubricDimension, actor: Actor) -> None:
    """Make the dimension a must-have and leave everything else as it is."""
    edit_dimension(
        dimension=dimension,
        expected_lock=dimension.version.lock,
        name=dimension.name,
        weight=dimension.weight,
        must_have=True,
        bar=dimension.bar,
        questions=dimension.questions,
        anchors=[
            AnchorEdit(anchor.score, [(statement.id, statement.text) for statement in anchor.statements])
            for anchor in dimension.anchors
        ],
        actor=actor,
    )


def _cover(exercise: RubricExercise, opening: Opening) -> None:
    """Tell the exercise which dimensions it gives evidence on: those that the loop has it cover."""
    covered = {name for step in opening.loop if step.exercise == exercise.name for name in step.focus}
    exercise.dimensions = [row for row in exercise.version.dimensions if row.name in covered]
