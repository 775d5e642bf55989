"""Ladders: levels × competencies, a guideline in each cell."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JsonValue, Keyed, Model
from core.labels import label_of
from rubrics.models.documents import SourceDocument


class Ladder(Keyed, Model):
    """An ordered set of levels and the competencies they are described by."""

    __tablename__ = "ladder"

    document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(comment="place in the document, from 1")
    name: Mapped[str] = mapped_column(String(300))
    track: Mapped[str | None] = mapped_column(String(40), comment="individual, manager, or unknown")
    cumulative: Mapped[bool] = mapped_column(default=False, comment="the source says that levels build up")
    not_applicable: Mapped[list[list[int]] | None] = mapped_column(
        JsonValue, comment="cells that ask nothing, as [position of the level, position of the competency]"
    )

    document: Mapped[SourceDocument] = relationship()
    levels: Mapped[list[Level]] = relationship(
        back_populates="ladder", order_by="Level.position", cascade="all, delete-orphan"
    )
    competencies: Mapped[list[Competency]] = relationship(
        back_populates="ladder", order_by="Competency.position", cascade="all, delete-orphan"
    )


class Level(Keyed, Model):
    """One step of a ladder."""

    __tablename__ = "level"
    __table_args__ = (UniqueConstraint("ladder_id", "position"),)

    ladder_id: Mapped[int] = mapped_column(ForeignKey("ladder.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="from 1, the lowest")
    code: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[str | None] = mapped_column(String(200))
    years_low: Mapped[float | None] = mapped_column(comment="typical years of experience, from")
    years_high: Mapped[float | None] = mapped_column(comment="typical years of experience, to")
    attributes: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict, comment="scope, autonomy, …")
    text: Mapped[str | None] = mapped_column(Text, comment="what the source says of the level as a whole")
    qualification: Mapped[str | None] = mapped_column(Text, comment="typical degree and years, as worded")
    track: Mapped[str | None] = mapped_column(
        String(40), comment="where one ladder forks: individual or manager; empty: the ladder's"
    )

    ladder: Mapped[Ladder] = relationship(back_populates="levels")
    guidelines: Mapped[list[Guideline]] = relationship(back_populates="level", cascade="all, delete-orphan")
    responsibilities: Mapped[list[Responsibility]] = relationship(
        back_populates="level", order_by="Responsibility.position", cascade="all, delete-orphan"
    )

    @property
    def label(self) -> str:
        """The level as people write it: `P5 Expert`, `L1 Junior` or whichever half the source gives."""
        return label_of(self.code, self.name) or f"Level {self.position}"

    @property
    def target_code(self) -> str:
        """The short word by which the level is aimed at: its code, or its name where the source gives no code."""
        return self.code or self.name or str(self.position)


class Competency(Keyed, Model):
    """One row of a ladder; two rows of the same name are two competencies."""

    __tablename__ = "competency"
    __table_args__ = (UniqueConstraint("ladder_id", "position"),)

    ladder_id: Mapped[int] = mapped_column(ForeignKey("ladder.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    group: Mapped[str | None] = mapped_column("group_name", String(300))
    occurrence: Mapped[int] = mapped_column(default=1, comment="counts rows of the same name, from 1")
    text: Mapped[str | None] = mapped_column(Text, comment="what the source says of the row as a whole")
    locator: Mapped[str] = mapped_column(String(200), default="")

    ladder: Mapped[Ladder] = relationship(back_populates="competencies")


class Guideline(Keyed, Model):
    """What one level asks in one competency."""

    __tablename__ = "guideline"
    __table_args__ = (UniqueConstraint("level_id", "competency_id"), Index(None, "competency_id"))

    level_id: Mapped[int] = mapped_column(ForeignKey("level.id", ondelete="CASCADE"))
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    items: Mapped[list[str]] = mapped_column(JsonValue, default=list, comment="the bullets, where the cell has some")
    locator: Mapped[str] = mapped_column(String(200), default="", comment="the place in the document")

    level: Mapped[Level] = relationship(back_populates="guidelines")
    competency: Mapped[Competency] = relationship()


class Responsibility(Keyed, Model):
    """What a person at a level answers for, outside the matrix."""

    __tablename__ = "responsibility"

    level_id: Mapped[int] = mapped_column(ForeignKey("level.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    locator: Mapped[str] = mapped_column(String(200), default="")

    level: Mapped[Level] = relationship(back_populates="responsibilities")
