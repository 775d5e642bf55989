"""Hiring-evaluation criteria: what to assess, with which exercises, and what good and bad look like."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JsonValue, Keyed, Model
from rubrics.enums import SignalKind
from rubrics.models.documents import SourceDocument


class Criteria(Keyed, Model):
    """The criteria of one document."""

    __tablename__ = "criteria"

    document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    role: Mapped[str | None] = mapped_column(String(300))
    level_word: Mapped[str | None] = mapped_column(String(80), comment="the level as the title words it")
    scale_low: Mapped[int | None]
    scale_high: Mapped[int | None]
    scale_labels: Mapped[dict[str, str]] = mapped_column(JsonValue, default=dict)
    assess: Mapped[list[dict[str, Any]]] = mapped_column(
        JsonValue, default=list, comment="name, text and locator of each"
    )
    blueprint: Mapped[dict[str, Any]] = mapped_column(
        JsonValue, default=dict, comment="mission, measures, goals, sections"
    )

    document: Mapped[SourceDocument] = relationship()
    dimensions: Mapped[list[CriteriaDimension]] = relationship(
        back_populates="criteria", order_by="CriteriaDimension.position", cascade="all, delete-orphan"
    )
    signals: Mapped[list[CriteriaSignal]] = relationship(
        back_populates="criteria", order_by="CriteriaSignal.position", cascade="all, delete-orphan"
    )
    exercises: Mapped[list[CriteriaExercise]] = relationship(
        back_populates="criteria", order_by="CriteriaExercise.position", cascade="all, delete-orphan"
    )


class CriteriaDimension(Keyed, Model):
    """One line of the source's scorecard."""

    __tablename__ = "criteria_dimension"
    __table_args__ = (UniqueConstraint("criteria_id", "position"),)

    criteria_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    group: Mapped[str | None] = mapped_column("group_name", String(300))
    weight: Mapped[float | None]
    must_have: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str | None] = mapped_column(Text, comment="what the source says of the dimension as a whole")
    anchors: Mapped[list[dict[str, Any]]] = mapped_column(
        JsonValue, default=list, comment="score, text, items and locator of the anchors given, lowest first"
    )
    questions: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    locator: Mapped[str] = mapped_column(String(200), default="")

    criteria: Mapped[Criteria] = relationship(back_populates="dimensions")


class CriteriaSignal(Keyed, Model):
    """A strong signal, weak signal or red flag."""

    __tablename__ = "criteria_signal"

    criteria_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SignalKind] = mapped_column(Enum(SignalKind, native_enum=False, length=20))
    position: Mapped[int] = mapped_column(comment="within the kind, from 1")
    text: Mapped[str] = mapped_column(Text)
    severity: Mapped[str | None] = mapped_column(String(80), comment="of a red flag, as the source words it")
    dimension: Mapped[int | None] = mapped_column(comment="position of the dimension it stands under, if any")
    locator: Mapped[str] = mapped_column(String(200), default="")

    criteria: Mapped[Criteria] = relationship(back_populates="signals")


class CriteriaExercise(Keyed, Model):
    """Something the candidate is asked to do."""

    __tablename__ = "criteria_exercise"
    __table_args__ = (UniqueConstraint("criteria_id", "position"),)

    criteria_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    minutes_low: Mapped[int | None]
    minutes_high: Mapped[int | None]
    task: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    evaluate: Mapped[list[str]] = mapped_column(JsonValue, default=list, comment="what to look for")
    locator: Mapped[str] = mapped_column(String(200), default="")

    criteria: Mapped[Criteria] = relationship(back_populates="exercises")
