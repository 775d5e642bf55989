"""The dimensions of a draft: added, edited, moved, removed."""

from __future__ import annotations

from collections.abc import Sequence

from core.audit import Actor, record
from core.database import db
from core.errors import InvalidInput
from rubrics.models import Anchor, RubricDimension, RubricVersion
from rubrics.operations.drafts.claiming import claim_draft, number_anew, reread
from rubrics.operations.drafts.statements import AnchorEdit, folded, place_statements, reworded_values
from rubrics.ordering import moved

MOST_WEIGHT = 1000
KEY = "written:"


def edit_dimension(
    *,
    dimension: RubricDimension,
    expected_lock: int,
    name: str,
    weight: float,
    must_have: bool,
    bar: int,
    questions: Sequence[str],
    anchors: Sequence[AnchorEdit],
    description: Sequence[tuple[int | None, str]] | None = None,
    actor: Actor,
) -> None:
    """The dimension as the form gives it; edited statements keep their source and what it said.

    `description` are the statements on the dimension as a whole, each with its place from 0 or None for a new one; None
    leaves them as they are.

    A statement that appears under another score is moved there; one that waits for a place may be taken in; one that
    appears nowhere is dropped. Raises Conflict when somebody saved in between or the version is published, InvalidInput
    for a bar outside the scale, a negative weight or a statement of another rubric.
    """
    version = dimension.version
    claim_draft(version, expected_lock)
    _check(version, name, weight, bar)
    dimension.name, dimension.weight, dimension.must_have, dimension.bar = name.strip()[:300], weight, must_have, bar
    _ask(dimension, questions, actor)
    if description is not None:
        dimension.description = reworded_values(dimension.description, description, actor)
    place_statements(dimension, anchors, actor)
    reread(version)
    record("edit_dimension", actor=actor, subject=dimension, about=version.rubric, name=dimension.name)


def _check(version: RubricVersion, name: str, weight: float, bar: int) -> None:
    problems: dict[str, list[str]] = {}
    if not name.strip():
        problems["name"] = ["Give the dimension a name."]
    if not version.scale_low <= bar <= version.scale_high:
        problems["bar"] = [f"The bar must be between {version.scale_low} and {version.scale_high}."]
    if weight < 0:
        problems["weight"] = ["A weight cannot be negative. Use 0 for a dimension that does not count."]
    elif not weight <= MOST_WEIGHT:  # also true of what is no number
        problems["weight"] = [f"A weight is a number from 0 to {MOST_WEIGHT}."]
    if problems:
        raise InvalidInput("Nothing was saved: some values cannot be taken.", problems)


def _ask(dimension: RubricDimension, questions: Sequence[str], actor: Actor) -> None:
    """Let the dimension have these questions; those that were not there before name their author."""
    asked = list(dict.fromkeys(folded(question) for question in questions if question.strip()))
    before = {folded(question) for question in dimension.questions}
    authors = {folded(question): author for question, author in (dimension.question_authors or {}).items()}
    authors |= {question: actor.name for question in asked if question not in before}
    dimension.questions = asked
    dimension.question_authors = {question: authors[question] for question in asked if question in authors}


def add_dimension(*, version: RubricVersion, expected_lock: int, name: str, actor: Actor) -> RubricDimension:
    """A new dimension behind the others, its scores still to be written, each meaning the level it means elsewhere.

    Raises Conflict when the draft is stale or published, InvalidInput without a name.
    """
    claim_draft(version, expected_lock)
    if not name.strip():
        raise InvalidInput("Give the dimension a name.", {"name": ["Give the dimension a name."]})
    first = version.dimensions[0]
    taken = [int(row.key.removeprefix(KEY)) for row in version.dimensions if row.key.removeprefix(KEY).isdecimal()]
    added = RubricDimension(
        key=f"{KEY}{max(taken, default=0) + 1}",
        position=max(row.position for row in version.dimensions) + 1,
        name=folded(name)[:300],
        bar=first.bar,
        anchors=[
            Anchor(
                score=anchor.score,
                meaning=anchor.meaning,
                level_code=anchor.level_code,
                unwritten_reason="nobody has written it yet",
            )
            for anchor in first.anchors
        ],
    )
    version.dimensions.append(added)
    db.session.flush()
    record("add_dimension", actor=actor, subject=added, about=version.rubric, name=added.name)
    reread(version)
    return added


def move_dimension(*, dimension: RubricDimension, expected_lock: int, place: int, actor: Actor) -> None:
    """The dimension at that place (from 1) of its rubric. Raises Conflict when the draft is stale or published."""
    version = dimension.version
    claim_draft(version, expected_lock)
    number_anew(moved([row for row in version.dimensions if row is not dimension], dimension, place))
    record(
        "move_dimension",
        actor=actor,
        subject=dimension,
        about=version.rubric,
        name=dimension.name,
        place=dimension.position,
    )
    reread(version)


def remove_dimension(*, dimension: RubricDimension, expected_lock: int, actor: Actor) -> None:
    """The draft without the dimension. Raises Conflict when it is stale or published, InvalidInput for the last one."""
    version = dimension.version
    claim_draft(version, expected_lock)
    if len(version.dimensions) == 1:
        raise InvalidInput("This is the only dimension. A rubric without dimensions could not be scored.")
    record("remove_dimension", actor=actor, subject=dimension, about=version.rubric, name=dimension.name)
    version.dimensions.remove(dimension)
    db.session.flush()
    number_anew(version.dimensions)
    reread(version)
