"""What was read of a document as rows of the library: ladders, a role profile and criteria."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from core.database import Model, db
from rubrics.documents.reading import CriteriaReading, LadderReading, Reading
from rubrics.documents.reading import Signal as SignalReading
from rubrics.documents.reading.blueprint import BlueprintReading
from rubrics.documents.reading.profile import ProfileReading
from rubrics.enums import SignalKind
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


def add_parts(document: SourceDocument, reading: Reading) -> None:
    """The ladders, the role profile and the criteria of a reading as rows that belong to the document."""
    for position, ladder in enumerate(reading.ladders, start=1):
        _add_ladder(document, replace(ladder, name=ladder.name or document.title), position)
    if reading.profile is not None:
        _add_profile(document, reading.profile)
    if reading.criteria is not None and not reading.criteria.is_empty():
        _add_criteria(document, reading.criteria, reading.blueprint)


def _add_ladder(document: SourceDocument, reading: LadderReading, position: int) -> None:
    ladder = _fitted(
        Ladder,
        document=document,
        position=position,
        name=reading.name,
        track=reading.track,
        cumulative=reading.cumulative,
        not_applicable=[[blank.level, blank.competency] for blank in reading.blanks if blank.kind == "not_applicable"],
    )
    levels = {
        level.position: _fitted(
            Level,
            position=level.position,
            code=level.code,
            name=_own_name(level.code, level.name),
            years_low=level.years[0] if level.years else None,
            years_high=level.years[1] if level.years else None,
            attributes=dict(level.attributes),
            text=level.text,
            qualification=level.qualification,
            track=level.track,
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


def _own_name(code: str | None, name: str | None) -> str | None:
    """The name where it says more than the code; one of the same letters is kept beside a code in small letters only."""
    if not name or not code or name.strip().casefold() != code.strip().casefold():
        return name
    return name if name != code and code.islower() else None
