"""The signals and red flags of a draft: added, edited, moved, removed."""

from __future__ import annotations

from core.audit import Actor, record
from core.database import db
from core.errors import InvalidInput
from rubrics.enums import SignalKind
from rubrics.models import RubricDimension, RubricSignal, RubricVersion
from rubrics.operations.drafts.claiming import claim_draft, reread
from rubrics.operations.drafts.statements import folded, reword
from rubrics.ordering import moved


def add_signal(
    *,
    version: RubricVersion,
    expected_lock: int,
    kind: SignalKind,
    text: str,
    severity: str,
    dimension: RubricDimension | None,
    actor: Actor,
) -> RubricSignal:
    """A new signal behind the others of its kind, with its author's name.

    Raises Conflict when the draft is stale or published, InvalidInput without words or for another rubric's dimension.
    """
    claim_draft(version, expected_lock)
    _check(version, text, dimension)
    signal = RubricSignal(
        version=version,
        kind=kind,
        position=max((row.position for row in version.signals), default=0) + 1,
        text=folded(text),
        severity=folded(severity)[:80] or None,
        dimension=dimension,
        author_id=actor.id,
        author_name=actor.name,
    )
    db.session.add(signal)
    db.session.flush()
    record("add_signal", actor=actor, subject=signal, about=version.rubric, kind=kind.value)
    reread(version)
    return signal


def edit_signal(
    *,
    signal: RubricSignal,
    expected_lock: int,
    kind: SignalKind,
    text: str,
    severity: str,
    dimension: RubricDimension | None,
    actor: Actor,
) -> None:
    """The signal in these words; its source stays, with what it said.

    Raises Conflict when the draft is stale or published, InvalidInput without words or for another rubric's dimension.
    """
    version = signal.version
    claim_draft(version, expected_lock)
    _check(version, text, dimension)
    reword(signal, text, is_sourced=bool(signal.document_name), actor=actor)
    signal.kind, signal.severity, signal.dimension = kind, folded(severity)[:80] or None, dimension
    record("edit_signal", actor=actor, subject=signal, about=version.rubric, kind=kind.value)
    reread(version)


def _check(version: RubricVersion, text: str, dimension: RubricDimension | None) -> None:
    if not text.strip():
        raise InvalidInput("Say what interviewers should watch for.", {"text": ["Say what interviewers watch for."]})
    if dimension is not None and dimension.version_id != version.id:
        raise InvalidInput("That dimension belongs to another rubric. Reload the page and try again.")


def move_signal(*, signal: RubricSignal, expected_lock: int, place: int, actor: Actor) -> None:
    """The signal at that place (from 1) among those of its kind. Raises Conflict when the draft is stale or published."""
    version = signal.version
    claim_draft(version, expected_lock)
    same = [row for row in version.signals if row.kind is signal.kind]
    order = moved([row for row in same if row is not signal], signal, place)
    for row, position in zip(order, sorted(row.position for row in same), strict=True):
        row.position = position
    record("move_signal", actor=actor, subject=signal, about=version.rubric, kind=signal.kind.value)
    reread(version)


def remove_signal(*, signal: RubricSignal, expected_lock: int, actor: Actor) -> None:
    """The draft without the signal. Raises Conflict when the draft is stale or published."""
    version = signal.version
    claim_draft(version, expected_lock)
    record("remove_signal", actor=actor, subject=signal, about=version.rubric, text=signal.text[:200])
    version.signals.remove(signal)
    reread(version)
