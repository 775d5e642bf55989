"""Importing a document: the original is kept, and what was read of it becomes ladders, a role profile and criteria."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import select

from core.audit import Actor, record
from core.clock import now
from core.database import Model, db
from core.errors import Conflict, InvalidInput
from rubrics.corrections import LadderCorrection, corrected, ladder_correction
from rubrics.documents import read
from rubrics.documents.files import bundled
from rubrics.documents.reading import (
    BlueprintReading,
    CriteriaReading,
    LadderReading,
    ProfileReading,
    Reading,
)
from rubrics.documents.reading import Signal as SignalReading
from rubrics.enums import DocumentKind, SignalKind
from rubrics.models import (
    Competency,
    Criteria,
    CriteriaDimension,
    CriteriaExercise,
    CriteriaSignal,
    Guideline,
    Ladder,
    Level,
    Responsibility,
    RoleProfile,
    SourceDocument,
)

Row = TypeVar("Row", bound=Model)


def read_document(content: bytes, name: str, asked: DocumentKind | None = None) -> Reading:
    """What a file says; `asked` is what a person said it is. Raises UnreadableDocument with the reason and the place."""
    return read(content, name, asked.value if asked else None)


def one_file(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The name and bytes of what was uploaded: the only file, or an archive of several."""
    return files[0] if len(files) == 1 else bundled(files)


def receive_document(
    *, content: bytes, reading: Reading, actor: Actor | None, asked: DocumentKind | None = None
) -> SourceDocument:
    """The document as kept, with its reading, waiting for a person to import it.

    `asked` is what the person said it is, None when the reader was to find out.

    The same bytes received again give the same row. Raises Conflict when they are imported already, and InvalidInput
    when nothing usable was read; nothing is kept then.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    twin = db.session.scalar(select(SourceDocument).where(SourceDocument.sha256 == sha256))
    if twin is not None and twin.imported_at is not None:
        raise Conflict(
            f"The same file is in the library already, as {twin.name}. Open it there, or upload a changed one."
        )
    if not _holds_something(reading):
        raise InvalidInput(
            f"Nothing to import was found in {reading.file}: no levels, no role profile, no criteria. "
            "Check that it is the right file, or say what kind of document it is."
        )
    document = twin or SourceDocument(sha256=sha256, size=len(content), content=content)
    document.name = reading.file[-255:]
    document.kind, document.asked, document.corrections = DocumentKind(reading.kind), asked, {}
    document.title = (reading.title or reading.file)[:300]
    document.reading = reading.to_json()
    document.received_by_id = actor.id if actor else None
    document.received_at = now()
    db.session.add(document)
    record("receive_document", actor=actor, subject=document, about=document, name=document.name, sha256=sha256)
    return document


def import_document(*, document: SourceDocument, reading: Reading, actor: Actor | None) -> None:
    """The ladders, the role profile and the criteria of a waiting document, added to the library.

    `reading` is what `reading_of` makes of it. Raises Conflict when it is imported already.
    """
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported already. Open it in the library.")
    document.imported_at = now()
    for position, ladder in enumerate(reading.ladders, start=1):
        _add_ladder(document, replace(ladder, name=ladder.name or document.title), position)
    if reading.profile is not None:
        _add_profile(document, reading.profile)
    if reading.criteria is not None and not reading.criteria.is_empty():
        _add_criteria(document, reading.criteria, reading.blueprint)
    record("import_document", actor=actor, subject=document, about=document, name=document.name)


def reading_of(document: SourceDocument) -> Reading:
    """What the document says, read again from its bytes, with what a person put right."""
    raw = read_document(document.content, document.name, document.asked)
    return corrected(raw, corrections_of(document))


def corrections_of(document: SourceDocument) -> dict[int, LadderCorrection]:
    """What a person put right, by the place of the ladder in the reading, from 1."""
    return {int(place): ladder_correction(value) for place, value in document.corrections.items()}


def correct_document(
    *,
    document: SourceDocument,
    asked: DocumentKind | None,
    corrections: Mapping[int, LadderCorrection],
    actor: Actor,
) -> None:
    """The waiting document read as `asked` (None: the reader finds out) with these corrections, which replace earlier ones.

    Raises Conflict when it is imported already, InvalidInput when a correction cannot be applied or nothing is left to
    import, UnreadableDocument when nothing can be read as `asked`.
    """
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported already. Open it in the library.")
    reading = corrected(read_document(document.content, document.name, asked), corrections)
    if not _holds_something(reading):
        raise InvalidInput("Nothing would be left to import. Keep at least one ladder, or discard the document.")
    document.asked, document.kind = asked, DocumentKind(reading.kind)
    document.corrections = {str(place): correction.to_json() for place, correction in corrections.items()}
    document.title = (reading.title or reading.file)[:300]
    document.reading = reading.to_json()
    record("correct_document", actor=actor, subject=document, about=document, name=document.name)


def _holds_something(reading: Reading) -> bool:
    return bool(reading.ladders or reading.profile or (reading.criteria and not reading.criteria.is_empty()))


def discard_document(*, document: SourceDocument, actor: Actor) -> None:
    """The library without a document that was never imported. Raises Conflict for one that was: rubrics may rest on it."""
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported: rubrics may name it as their source, so it stays.")
    record("discard_document", actor=actor, subject=document, about=document, name=document.name)
    db.session.delete(document)


def _add_ladder(document: SourceDocument, reading: LadderReading, position: int) -> None:
    ladder = _fitted(
        Ladder,
        document=document,
        position=position,
        name=reading.name,
        track=reading.track,
        cumulative=reading.cumulative,
    )
    levels = {
        level.position: _fitted(
            Level,
            position=level.position,
            code=level.code,
            name=None if _same(level.name, level.code) else level.name,
            years_low=level.years[0] if level.years else None,
            years_high=level.years[1] if level.years else None,
            attributes=dict(level.attributes),
            text=level.text,
            qualification=level.qualification,
        )
        for level in reading.levels
    }
    competencies = {
        row.position: _fitted(
            Competency,
            position=row.position,
            name=row.name,
            group=row.group,
            occurrence=row.occurrence,
            text=row.text,
            locator=row.locator,
        )
        for row in reading.competencies
    }
    ladder.levels.extend(levels.values())
    ladder.competencies.extend(competencies.values())
    db.session.add(ladder)
    for cell in reading.guidelines:
        guideline = _fitted(
            Guideline,
            level=levels[cell.level],
            competency=competencies[cell.competency],
            text=cell.text,
            items=list(cell.items),
            locator=cell.locator,
        )
        db.session.add(guideline)
    for number, duty in enumerate(reading.responsibilities, start=1):
        levels[duty.level].responsibilities.append(
            _fitted(Responsibility, position=number, text=duty.text, locator=duty.locator)
        )


def _add_profile(document: SourceDocument, reading: ProfileReading) -> None:
    whole = reading.to_json()
    columns = [
        "code",
        "title",
        "level_code",
        "level_name",
        "function",
        "focus",
        "status",
        "confidence",
        "region",
        "edition",
        "summary",
    ]
    db.session.add(
        _fitted(
            RoleProfile,
            document=document,
            details={key: value for key, value in whole.items() if key not in columns},
            **{key: whole[key] for key in columns if key != "title"},
            title=reading.title or document.title,
        )
    )


def _add_criteria(document: SourceDocument, reading: CriteriaReading, blueprint: BlueprintReading | None) -> None:
    criteria = _fitted(
        Criteria,
        document=document,
        title=(blueprint.role if blueprint else None) or document.title,
        role=blueprint.role if blueprint else None,
        level_word=blueprint.level_word if blueprint else None,
        scale_low=reading.scale.low if reading.scale else None,
        scale_high=reading.scale.high if reading.scale else None,
        scale_labels={str(score): label for score, label in reading.scale.labels.items()} if reading.scale else {},
        assess=[entry.to_json() for entry in reading.assess],
        blueprint=blueprint.to_json() if blueprint else {},
    )
    for line in reading.dimensions:
        criteria.dimensions.append(
            _fitted(
                CriteriaDimension,
                position=line.position,
                name=line.name,
                group=line.group,
                weight=line.weight,
                must_have=line.must_have,
                text=line.text,
                anchors=[anchor.to_json() for anchor in line.anchors],
                questions=list(line.questions),
                locator=line.locator,
            )
        )
    for number, exercise in enumerate(reading.exercises, start=1):
        criteria.exercises.append(
            _fitted(
                CriteriaExercise,
                position=number,
                name=exercise.name,
                minutes_low=exercise.minutes[0] if exercise.minutes else None,
                minutes_high=exercise.minutes[1] if exercise.minutes else None,
                task=list(exercise.task),
                evaluate=list(exercise.evaluate),
                locator=exercise.locator,
            )
        )
    criteria.signals.extend(_signals(SignalKind.STRONG, reading.strong_signals))
    criteria.signals.extend(_signals(SignalKind.WEAK, reading.weak_signals))
    criteria.signals.extend(_signals(SignalKind.RED_FLAG, reading.red_flags))
    db.session.add(criteria)


def _signals(kind: SignalKind, readings: tuple[SignalReading, ...]) -> list[CriteriaSignal]:
    return [
        _fitted(
            CriteriaSignal,
            kind=kind,
            position=number,
            text=signal.text,
            severity=signal.severity,
            dimension=signal.dimension,
            locator=signal.locator,
        )
        for number, signal in enumerate(readings, start=1)
    ]


def _fitted(model: type[Row], **columns: Any) -> Row:
    """A row whose short texts are cut where a document gives more than their column holds; PostgreSQL would refuse them."""
    kinds = model.__table__.columns
    for name, value in columns.items():
        column = getattr(model, name).property.columns[0].name if isinstance(value, str) else None
        longest = getattr(kinds[column].type, "length", None) if column else None
        if longest and len(value) > longest:
            columns[name] = f"{value[: longest - 1]}…"
    return model(**columns)


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").strip().casefold() == (other or "").strip().casefold()
