"""The statements of a draft: written, reworded, moved, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.audit import Actor, record
from core.database import db
from core.errors import InvalidInput
from rubrics import content as plain
from rubrics.enums import StatementKind
from rubrics.models import Anchor, RubricDimension, RubricVersion, Statement
from rubrics.operations.drafts.claiming import claim_draft, reread
from rubrics.ordering import moved


@dataclass(frozen=True, slots=True)
class AnchorEdit:
    """The statements one anchor shall have, in order: an existing statement's id, or None for a new one, and its words."""

    score: int
    statements: Sequence[tuple[int | None, str]]


def place_statements(dimension: RubricDimension, anchors: Sequence[AnchorEdit], actor: Actor) -> None:
    """Let the dimension's anchors hold exactly these statements; what is named nowhere is dropped."""
    rows = {anchor.score: anchor for anchor in dimension.anchors}
    own = {statement.id: statement for anchor in dimension.anchors for statement in anchor.statements}
    known = own | {statement.id: statement for statement in dimension.version.waiting}
    kept: set[int] = set()
    placed: list[tuple[Anchor, list[Statement]]] = []
    for edit in anchors:
        if edit.score not in rows:
            raise InvalidInput(f"This rubric has no score {edit.score}.")
        statements: list[Statement] = []
        for identity, words in edit.statements:
            if not words.strip():
                continue
            if identity is None:
                statements.append(_written(dimension.version, words, actor))
            elif identity in known and identity not in kept:
                kept.add(identity)
                statements.append(_reworded(known[identity], words, actor))
            else:
                raise InvalidInput(
                    "A statement of this form does not belong to this rubric. Reload the page and try again."
                )
        placed.append((rows[edit.score], statements))
    for identity, statement in own.items():
        if identity not in kept:
            db.session.delete(statement)
    for anchor, statements in placed:
        if anchor.statements and not statements:
            anchor.unwritten_reason = f"{actor.name} took its statements out"
        for place, statement in enumerate(statements, start=1):
            statement.anchor, statement.position = anchor, place
            statement.waits_because, statement.waits_for = "", []


def _written(version: RubricVersion, words: str, actor: Actor) -> Statement:
    statement = Statement(
        version=version, text=folded(words), kind=StatementKind.written, author_id=actor.id, author_name=actor.name
    )
    db.session.add(statement)
    return statement


def _reworded(statement: Statement, words: str, actor: Actor) -> Statement:
    reword(statement, words, is_sourced=statement.kind is not StatementKind.written, actor=actor)
    return statement


class Sourced(Protocol):
    """A row of words that a document or a person vouches for."""

    text: str
    source_text: Any
    author_id: Any
    author_name: Any


def reword(row: Sourced, words: str, *, is_sourced: bool, actor: Actor) -> None:
    """Let the row say these words; what its source said is kept, and back in those words it has no author again."""
    said = folded(words)
    if said == row.text:
        return
    if said == row.source_text:
        row.source_text, row.author_id, row.author_name = "", None, ""
    else:
        if is_sourced and not row.source_text:
            row.source_text = row.text
        row.author_id, row.author_name = actor.id, actor.name
    row.text = said


@dataclass(slots=True)
class _Line:
    """A statement that is kept as plain values, while it is reworded."""

    text: str
    source_text: str | None
    author_name: str | None
    author_id: int | None = None


def reworded_values(
    stored: Sequence[dict[str, Any]], lines: Sequence[tuple[int | None, str]], actor: Actor
) -> list[dict[str, Any]]:
    """Statements kept as plain values in these words, as `reword` does it; a line of None is a new one, by the actor.

    What is named nowhere is dropped. Raises InvalidInput for a place that is none, or is named twice.
    """
    found: list[dict[str, Any]] = []
    open_places = set(range(len(stored)))
    for place, words in lines:
        if place is None:
            written = plain.Statement(folded(words), StatementKind.written, author=actor.name)
            found.append(plain.statement_value(written))
            continue
        if place not in open_places:
            raise InvalidInput("A line of this form does not belong to this rubric. Reload the page and try again.")
        open_places.remove(place)
        value = stored[place]
        line = _Line(value["text"], value["edited_from"], value["author"])
        reword(line, words, is_sourced=value["source"] is not None, actor=actor)
        if line.text:
            said = {"text": line.text, "edited_from": line.source_text or None, "author": line.author_name or None}
            found.append({**value, **said})
    return found


def folded(words: str) -> str:
    """The words with single spaces between them."""
    return " ".join(words.split())


def move_statement(*, statement: Statement, expected_lock: int, anchor: Anchor, place: int, actor: Actor) -> None:
    """The statement at that place (from 1) of an anchor of its rubric; a place behind the last one is the last.

    One that waits for a place is taken in. Raises Conflict when the draft is stale or published, InvalidInput when the
    anchor is another rubric's.
    """
    version = statement.version
    claim_draft(version, expected_lock)
    if anchor.dimension.version_id != version.id:
        raise InvalidInput("That score belongs to another rubric. Reload the page and try again.")
    left = statement.anchor
    order = moved([row for row in anchor.statements if row is not statement], statement, place)
    statement.anchor, statement.waits_because, statement.waits_for = anchor, "", []
    for position, row in enumerate(order, start=1):
        row.position = position
    if left is not None and left is not anchor:
        rest = [row for row in left.statements if row is not statement]
        for position, row in enumerate(rest, start=1):
            row.position = position
        if not rest:
            left.unwritten_reason = f"{actor.name} took its statements out"
    record(
        "move_statement",
        actor=actor,
        subject=statement,
        about=version.rubric,
        dimension=anchor.dimension.name,
        score=anchor.score,
        place=statement.position,
    )
    reread(version)
