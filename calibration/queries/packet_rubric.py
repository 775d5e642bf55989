"""The rubric of a record, as it was pinned to the opening."""

from __future__ import annotations

from datetime import datetime

from calibration.packet import record as plain
from rubrics import content as rubric_content
from rubrics.enums import SignalKind
from rubrics.models import RubricVersion
from rubrics.queries.contents import content


def moment_record(moment: datetime) -> str:
    """A moment as records hold it: ISO 8601, whole seconds."""
    return moment.isoformat(timespec="seconds")


def level_record(version: RubricVersion) -> plain.Level:
    """The level that the version was written for."""
    name = version.target_label.removeprefix(version.target_code).strip()
    return plain.Level(code=version.target_code, name=name or None)


def rubric_record(version: RubricVersion) -> plain.Rubric:
    """The version with its dimensions, anchors and sources."""
    whole = content(version)
    ids = {row.key: str(row.id) for row in version.dimensions}
    flags = [row for row in version.signals if row.kind is SignalKind.RED_FLAG]
    return plain.Rubric(
        id=str(version.id),
        title=version.rubric.title,
        version=version.number,
        content_sha256=version.content_sha256 or rubric_content.content_sha256(whole),
        target_level=level_record(version),
        scale=plain.Scale(
            low=whole.scale.low,
            high=whole.scale.high,
            steps=tuple(plain.ScaleStep(score=score, label=label) for score, label in whole.scale.labels),
        ),
        dimensions=tuple(_dimension(ids[row.key], row) for row in whole.dimensions),
        red_flags=tuple(
            plain.RubricFlag(
                id=str(row.id),
                text=row.text,
                severity=row.severity,
                document=row.document_name or None,
                locator=row.locator or None,
            )
            for row in flags
        ),
        published_at=moment_record(version.published_at) if version.published_at else None,
    )


def _dimension(identity: str, row: rubric_content.RubricDimension) -> plain.Dimension:
    return plain.Dimension(
        id=identity,
        name=row.name,
        group=row.group,
        description=" ".join(statement.text for statement in row.description) or None,
        weight=row.weight,
        must_have=row.must_have,
        bar=float(row.bar),
        anchors=tuple(
            plain.Anchor(
                score=anchor.score,
                level=anchor.level_code,
                statements=tuple(_statement(statement) for statement in anchor.statements),
            )
            for anchor in row.anchors
        ),
    )


def _statement(statement: rubric_content.Statement) -> plain.Statement:
    source = statement.source
    return plain.Statement(
        text=statement.text,
        document=source.document if source else None,
        locator=source.locator if source else None,
        level=source.level_code if source else None,
        author=plain.Person(id=statement.author, name=statement.author) if statement.author else None,
    )
