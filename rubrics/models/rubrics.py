"""Rubrics and their versions, down to the single statement with its source."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.enums import RubricState, SignalKind, StatementKind
from rubrics.models.criteria import Criteria
from rubrics.models.ladders import Ladder


class Rubric(Keyed, Model):
    """The line of versions of one rubric."""

    __tablename__ = "rubric"

    title: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    versions: Mapped[list[RubricVersion]] = relationship(back_populates="rubric", order_by="RubricVersion.number")


class RubricVersion(Keyed, Model):
    """One version: editable as a draft, unchangeable once published."""

    __tablename__ = "rubric_version"
    __table_args__ = (UniqueConstraint("rubric_id", "number"),)

    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="from 1")
    state: Mapped[RubricState] = mapped_column(Enum(RubricState, native_enum=False, length=20))
    lock: Mapped[int] = mapped_column(default=1, comment="counts saves, so that a stale form is noticed")
    ladder_id: Mapped[int | None] = mapped_column(ForeignKey("ladder.id"), index=True)
    criteria_id: Mapped[int | None] = mapped_column(ForeignKey("criteria.id"), index=True)
    second_ladder_id: Mapped[int | None] = mapped_column(
        ForeignKey("ladder.id"), index=True, comment="a ladder merged in through the crosswalk"
    )
    target_code: Mapped[str] = mapped_column(String(200), comment="the target level, as its source codes or names it")
    target_label: Mapped[str] = mapped_column(String(300))
    ladder_name: Mapped[str | None] = mapped_column(String(300), comment="the ladder's name as it was then")
    levels: Mapped[list[dict[str, Any]]] = mapped_column(
        JsonValue, default=list, comment="the ladder's levels in order, {position, code, label}, as they were then"
    )
    scale_low: Mapped[int] = mapped_column(default=1)
    scale_high: Mapped[int] = mapped_column(default=5)
    scale_labels: Mapped[dict[str, str]] = mapped_column(JsonValue, default=dict, comment="score → its word")
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue, default=list, comment="what generation noticed")
    content_sha256: Mapped[str | None] = mapped_column(String(64), comment="of the published content")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    rubric: Mapped[Rubric] = relationship(back_populates="versions")
    ladder: Mapped[Ladder | None] = relationship(foreign_keys=[ladder_id])
    second_ladder: Mapped[Ladder | None] = relationship(foreign_keys=[second_ladder_id])
    criteria: Mapped[Criteria | None] = relationship()
    dimensions: Mapped[list[RubricDimension]] = relationship(
        back_populates="version", order_by="RubricDimension.position", cascade="all, delete-orphan"
    )
    signals: Mapped[list[RubricSignal]] = relationship(
        back_populates="version", order_by="RubricSignal.position", cascade="all, delete-orphan"
    )
    exercises: Mapped[list[RubricExercise]] = relationship(
        back_populates="version", order_by="RubricExercise.position", cascade="all, delete-orphan"
    )
    links: Mapped[list[ConfirmedLink]] = relationship(back_populates="version", cascade="all, delete-orphan")
    waiting: Mapped[list[Statement]] = relationship(
        primaryjoin="and_(Statement.version_id == RubricVersion.id, Statement.anchor_id.is_(None))",
        order_by="Statement.position",
        viewonly=True,
    )


class ConfirmedLink(Keyed, Model):
    """A person's word that a piece of the sources belongs to a dimension, beside what had been proposed.

    `subject` and `target` are the keys of generation (`dimension:3` → `competency:2`); no target: it stands alone. An
    exercise may belong to several dimensions and then has one row for each.
    """

    __tablename__ = "confirmed_link"
    __table_args__ = (UniqueConstraint("version_id", "subject", "target"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(80))
    target: Mapped[str | None] = mapped_column(String(80))
    score: Mapped[float | None] = mapped_column(comment="of the proposal, 0 to 1; empty when it was not proposed")
    reason: Mapped[str] = mapped_column(Text, default="", comment="why it was proposed")
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="empty: by command")

    version: Mapped[RubricVersion] = relationship(back_populates="links")


class RubricDimension(Keyed, Model):
    """One thing that interviewers score."""

    __tablename__ = "rubric_dimension"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        UniqueConstraint("version_id", "key"),
        CheckConstraint("weight >= 0", name="weight_not_negative"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80), comment="stays the same over the versions of a rubric")
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    group: Mapped[str | None] = mapped_column("group_name", String(300))
    description: Mapped[list[dict[str, Any]]] = mapped_column(
        JsonValue, default=list, comment="what is assessed, as sourced statements"
    )
    weight: Mapped[float] = mapped_column(default=1.0)
    must_have: Mapped[bool] = mapped_column(default=False)
    bar: Mapped[int] = mapped_column(default=3, comment="the score that meets the target level")
    questions: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    question_authors: Mapped[dict[str, str] | None] = mapped_column(
        JsonValue, comment="question → the person who wrote it; one that is not here stood in the criteria"
    )

    version: Mapped[RubricVersion] = relationship(back_populates="dimensions")
    anchors: Mapped[list[Anchor]] = relationship(
        back_populates="dimension", order_by="Anchor.score", cascade="all, delete-orphan"
    )


class Anchor(Keyed, Model):
    """What one score looks like on one dimension; without statements it is unwritten."""

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("dimension_id", "score"),)

    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id", ondelete="CASCADE"))
    score: Mapped[int]
    meaning: Mapped[str] = mapped_column(String(300), default="", comment="the score in words: P7, strong")
    level_code: Mapped[str | None] = mapped_column(String(200), comment="the level whose evidence this score is")
    unwritten_reason: Mapped[str] = mapped_column(Text, default="", comment="why generation left it empty")

    dimension: Mapped[RubricDimension] = relationship(back_populates="anchors")
    statements: Mapped[list[Statement]] = relationship(
        back_populates="anchor", order_by="Statement.position", cascade="all, delete-orphan"
    )


class Statement(Keyed, Model):
    """One sentence of an anchor and who says it: a place in a document, or a person.

    Without an anchor it waits to be assigned to one: nobody has said yet which dimension it belongs to.
    """

    __tablename__ = "statement"
    __table_args__ = (Index(None, "anchor_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"), index=True)
    anchor_id: Mapped[int | None] = mapped_column(ForeignKey("anchor.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[StatementKind] = mapped_column(Enum(StatementKind, native_enum=False, length=20))
    waits_because: Mapped[str] = mapped_column(Text, default="", comment="why it is not assigned yet")
    waits_for: Mapped[list[int]] = mapped_column(JsonValue, default=list, comment="the scores it could speak for")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"), index=True)
    document_name: Mapped[str] = mapped_column(String(300), default="")
    locator: Mapped[str] = mapped_column(String(200), default="")
    level_code: Mapped[str | None] = mapped_column(String(200))
    source_text: Mapped[str] = mapped_column(Text, default="", comment="the source's words, kept when a person edits")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="who wrote or edited it")
    author_name: Mapped[str] = mapped_column(String(200), default="")

    version: Mapped[RubricVersion] = relationship()
    anchor: Mapped[Anchor | None] = relationship(back_populates="statements")


class RubricSignal(Keyed, Model):
    """A signal or red flag that interviewers watch for."""

    __tablename__ = "rubric_signal"

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SignalKind] = mapped_column(Enum(SignalKind, native_enum=False, length=20))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    severity: Mapped[str | None] = mapped_column(String(80))
    dimension_id: Mapped[int | None] = mapped_column(ForeignKey("rubric_dimension.id", ondelete="SET NULL"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"), index=True)
    document_name: Mapped[str] = mapped_column(String(300), default="")
    locator: Mapped[str] = mapped_column(String(200), default="")
    level_code: Mapped[str | None] = mapped_column(String(200), comment="the level its source was written for")
    source_text: Mapped[str | None] = mapped_column(Text, comment="the source's words, kept when a person edits")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="who wrote or edited it")
    author_name: Mapped[str | None] = mapped_column(String(200))

    version: Mapped[RubricVersion] = relationship(back_populates="signals")
    dimension: Mapped[RubricDimension | None] = relationship()


class RubricExercise(Keyed, Model):
    """An exercise and the dimensions it gives evidence on."""

    __tablename__ = "rubric_exercise"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    minutes_low: Mapped[int | None]
    minutes_high: Mapped[int | None]
    task: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    look_fors: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    document_name: Mapped[str] = mapped_column(String(300), default="")
    locator: Mapped[str] = mapped_column(String(200), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="who wrote or edited it")
    author_name: Mapped[str | None] = mapped_column(String(200))

    version: Mapped[RubricVersion] = relationship(back_populates="exercises")
    dimensions: Mapped[list[RubricDimension]] = relationship(
        secondary="exercise_dimension", order_by="RubricDimension.position"
    )


class ExerciseDimension(Model):
    """An exercise gives evidence on a dimension."""

    __tablename__ = "exercise_dimension"

    exercise_id: Mapped[int] = mapped_column(ForeignKey("rubric_exercise.id", ondelete="CASCADE"), primary_key=True)
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id", ondelete="CASCADE"), primary_key=True)
